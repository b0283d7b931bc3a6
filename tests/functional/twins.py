"""One computation done by Tidu and by PyTorch: values, gradients and gradients of gradients."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import tidu
from tidu.testing import assert_close

Call = Callable[..., Any]
TOLERANCE = {"float64": 1e-10, "float32": 2e-5}


def leaf(library: Any, x: Any) -> Any:
    """An array as a tensor that asks for a gradient if it is real; anything else as it is."""
    if not isinstance(x, np.ndarray):
        return x
    made = library.tensor(x.copy())
    return made.requires_grad_() if x.dtype.kind == "f" else made


def derivatives(library: Any, call: Call, arrays: tuple, order: int) -> list[list[Any]]:
    """The result, and its gradients up to `order`, each under random cotangents."""
    random = np.random.default_rng(3)
    given = [leaf(library, x) for x in arrays]
    wanted = [x for x in given if getattr(x, "requires_grad", False)]
    levels = [[call(library, *given)]]
    for level in range(order):
        shapes = [x.shape for x in (wanted if level else levels[0])]
        drawn = [random.normal(size=tuple(shape)) for shape in shapes]
        live = [(x, g) for x, g in zip(levels[-1], drawn, strict=True) if x is not None and x.requires_grad]
        if not live:
            break
        roots = [x for x, _ in live]
        weights = [library.tensor(g.astype(plain(x).dtype)) for x, g in live]
        levels.append(
            list(
                library.autograd.grad(
                    roots, wanted, weights, create_graph=level + 1 < order, allow_unused=True
                )
            )
        )
    return levels


def plain(x: Any) -> np.ndarray:
    """A tensor's numbers."""
    return np.asarray(x.numpy(force=True))


def vanishes(x: Any) -> bool:
    """Whether a gradient says "does not depend": none at all, or zeros."""
    return x is None or not plain(x).any()


def agree(call: Call, *arrays: Any, order: int = 2, rtol: float | None = None, name: bool = True) -> None:
    """AssertionError unless both libraries give the same values, gradients and `grad_fn` name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours, theirs = (derivatives(library, call, arrays, order) for library in (tidu, torch))
    assert all(
        vanishes(x) for rest in (ours[len(theirs) :], theirs[len(ours) :]) for level in rest for x in level
    )
    for level, (mine, wanted) in enumerate(zip(ours, theirs, strict=False)):
        for x, y in zip(mine, wanted, strict=True):
            if x is None or y is None:
                assert vanishes(x) and vanishes(y), (level, x, y)
                continue
            limit = rtol or TOLERANCE[plain(y).dtype.name]
            assert_close(plain(x), plain(y), rtol=limit, atol=limit, equal_nan=True)
    first, second = ours[0][0].grad_fn, theirs[0][0].grad_fn
    assert (first is None) == (second is None)
    if name and first is not None:
        assert first.name().rstrip("0123456789") == second.name().rstrip("0123456789")


def refusal(library: Any, call: Call, *arrays: Any) -> Exception:
    """The exception that a call raises; AssertionError if it raises none."""
    try:
        call(library, *(leaf(library, x) for x in arrays))
    except (RuntimeError, IndexError, TypeError, ValueError, AssertionError, KeyError) as error:
        return error
    raise AssertionError(f"{library.__name__} accepts this")


def both_refuse(call: Call, *arrays: Any) -> str:
    """Our message, once both libraries refused with the same kind of exception."""
    ours, theirs = refusal(tidu, call, *arrays), refusal(torch, call, *arrays)
    kinds = (NotImplementedError, RuntimeError, IndexError, TypeError, ValueError, AssertionError, KeyError)
    expected = next(kind for kind in kinds if isinstance(theirs, kind))
    assert isinstance(ours, expected), (ours, theirs)
    return str(ours)
