"""A module made, called and differentiated in both libraries, whatever it takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from twins import plain

import tidu
from tidu.testing import assert_close

Make = Callable[[Any], Any]
LIBRARIES = (tidu, torch)


def made(library: Any, make: Make) -> Any:
    """The module, its numbers drawn after one seed."""
    library.manual_seed(11)
    return make(library)


def tensors(x: Any) -> Iterator[Any]:
    """Every tensor in tuples, in order."""
    if hasattr(x, "shape"):
        yield x
    elif isinstance(x, tuple | list):
        for part in x:
            yield from tensors(part)


def given(library: Any, x: Any, dtype: str) -> Any:
    """Arrays as tensors, real ones in `dtype` and asking for a gradient; all else as it is."""
    if isinstance(x, np.ndarray):
        tensor = library.tensor(x)
        return tensor.to(getattr(library, dtype)).requires_grad_() if x.dtype.kind == "f" else tensor
    if isinstance(x, tuple | list):
        return type(x)(given(library, part, dtype) for part in x)
    return x(library) if callable(x) else x


def slopes(library: Any, results: list[Any], leaves: list[Any], seed: int, create: bool) -> list[Any]:
    """The gradients by `leaves` of all real results, each under random cotangents."""
    random = np.random.default_rng(seed)
    live = [(x, random.normal(size=tuple(x.shape))) for x in results if x is not None and x.requires_grad]
    weights = [library.tensor(g).to(x.dtype) for x, g in live]
    return list(
        library.autograd.grad([x for x, _ in live], leaves, weights, create_graph=create, allow_unused=True)
    )


def run(library: Any, make: Make, arguments: tuple, options: dict, dtype: str, order: int = 1) -> list[Any]:
    """Results, and gradients by all inputs and parameters up to `order`."""
    module = made(library, make).to(getattr(library, dtype))
    own = given(library, arguments, dtype)
    named = {key: given(library, x, dtype) for key, x in options.items()}
    level = list(tensors(module(*own, **named)))
    values = [*level]
    leaves = [x for x in tensors((*own, *named.values())) if x.requires_grad]
    leaves += list(module.parameters())
    for step in range(order):
        level = slopes(library, level, leaves, step, create=step + 1 < order)
        values += level
    return values


def same(make: Make, *arguments: Any, dtype: str = "float64", order: int = 1, **options: Any) -> None:
    """AssertionError unless both libraries compute the same, numbers and gradients, and draw the same."""
    mine, wanted = (run(library, make, arguments, options, dtype, order) for library in LIBRARIES)
    limit = 1e-9 if dtype == "float64" else 2e-4
    assert len(mine) == len(wanted) > 1
    for x, y in zip(mine, wanted, strict=True):
        if x is None or y is None:
            assert all(each is None or not plain(each).any() for each in (x, y))
        else:
            assert_close(plain(x), plain(y), rtol=limit, atol=limit, equal_nan=True)
    assert tidu.rand(1).item() == torch.rand(1).item()


def same_start(make: Make) -> None:
    """AssertionError unless a new module prints the same, and its state has the same keys and numbers."""
    ours, theirs = (made(library, make) for library in LIBRARIES)
    assert repr(ours) == repr(theirs)
    found, wanted = ours.state_dict(), theirs.state_dict()
    assert list(found) == list(wanted)
    for key, value in wanted.items():
        np.testing.assert_array_equal(plain(found[key]), plain(value), key)
    assert [name for name, _ in ours.named_parameters()] == [name for name, _ in theirs.named_parameters()]
    assert tidu.rand(1).item() == torch.rand(1).item()


def exchanged(make: Make, *arguments: Any) -> None:
    """AssertionError unless each library computes the other's numbers once it has loaded its state."""
    ours, theirs = (make(library).double().eval() for library in LIBRARIES)
    ours.load_state_dict({key: tidu.tensor(plain(x)) for key, x in theirs.state_dict().items()})
    again = make(torch).double().eval()
    again.load_state_dict({key: torch.tensor(plain(x)) for key, x in ours.state_dict().items()})
    mine = tensors(ours(*given(tidu, arguments, "float64")))
    others = [tensors(module(*given(torch, arguments, "float64"))) for module in (theirs, again)]
    for x, *both in zip(mine, *others, strict=True):
        for y in both:
            assert_close(plain(x), plain(y), rtol=1e-9, atol=1e-9)
