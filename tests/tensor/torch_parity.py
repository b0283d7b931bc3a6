"""One call, made with Tidu and with PyTorch, compared: values, shapes, types, gradients, refusals."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import tidu
from tidu.testing import assert_close

TOLERANCES = {"float64": 1e-11, "float32": 3e-6, "float16": 2e-3}
KINDS = (RuntimeError, IndexError, TypeError, ValueError, AttributeError, NotImplementedError)


def same(call: Callable[..., Any], *arrays: Any, grad: bool = True, rtol: float | None = None) -> None:
    """AssertionError unless `call(tidu, *tensors)` does what `call(torch, *tensors)` does.

    `arrays` become tensors; real ones ask for a gradient, which is compared for random cotangents.
    """
    ours = attempt(call, tidu, [leaf(tidu, x, grad) for x in arrays])
    theirs = attempt(call, torch, [leaf(torch, x, grad) for x in arrays])
    if isinstance(theirs, Exception) or isinstance(ours, Exception):
        same_refusal(ours, theirs)
        return
    (given, result), (wanted_given, wanted) = ours, theirs
    compare(result, wanted, rtol)
    if grad:
        compare_gradients(given, result, wanted_given, wanted, rtol)


def leaf(library: Any, x: Any, grad: bool) -> Any:
    """An array as a tensor of the library; anything else as it is."""
    if not isinstance(x, np.ndarray):
        return x
    made = library.tensor(x.copy())
    return made.requires_grad_() if grad and x.dtype.kind == "f" else made


def attempt(call: Callable[..., Any], library: Any, given: list) -> Any:
    """(the tensors, the result), or the exception."""
    try:
        with warnings.catch_warnings():
            if library is torch:
                warnings.simplefilter("ignore")
            warnings.filterwarnings("ignore", "var.. and std", UserWarning)  # said by PyTorch, too
            return given, call(library, *given)
    except KINDS as error:
        return error


def same_refusal(ours: Any, theirs: Any) -> None:
    """AssertionError unless both refused, with the same kind of exception."""
    if not (isinstance(ours, Exception) and isinstance(theirs, Exception)):
        raise AssertionError(f"tidu: {ours!r}\ntorch: {theirs!r}")
    kinds = [kind for kind in KINDS if isinstance(theirs, kind)]
    if not any(isinstance(ours, kind) for kind in kinds):
        raise AssertionError(f"tidu raises {ours!r}\ntorch raises {theirs!r}")


def plain(x: Any) -> Any:
    """A result as arrays and Python's own values."""
    if isinstance(x, tidu.Tensor | torch.Tensor):
        return np.asarray(x.detach().numpy())
    if isinstance(x, list | tuple) and not isinstance(x, tidu.Size | torch.Size):
        return [plain(part) for part in x]
    return list(x) if isinstance(x, tidu.Size | torch.Size) else x


def compare(ours: Any, theirs: Any, rtol: float | None = None) -> None:
    """AssertionError unless two results are the same but for rounding."""
    a, b = plain(ours), plain(theirs)
    if isinstance(b, list):
        assert len(a) == len(b), (a, b)
        for x, y in zip(ours, theirs, strict=True):
            compare(x, y, rtol)
    elif isinstance(b, np.ndarray):
        if rtol is None:
            rtol = TOLERANCES.get(b.dtype.name, 0.0)
        assert_close(a, b, rtol=rtol, atol=rtol * 1e-1, equal_nan=True)
        assert ours.requires_grad == theirs.requires_grad, "requires_grad"
    elif isinstance(b, float):
        assert_close(a, b, equal_nan=True)
    else:
        assert a == b and (type(a) is type(b) or not isinstance(b, bool | int)), (a, b)


def flat(x: Any) -> list:
    """The tensors of a result that have a gradient."""
    if isinstance(x, list | tuple):
        return [tensor for part in x for tensor in flat(part)]
    return [x] if isinstance(x, tidu.Tensor | torch.Tensor) and x.requires_grad else []


def compare_gradients(given: list, result: Any, wanted_given: list, wanted: Any, rtol: Any = None) -> None:
    """The gradients of all results, weighted at random, by all inputs that ask for one."""
    roots, wanted_roots = flat(result), flat(wanted)
    if not roots:
        return
    random = np.random.default_rng(7)
    weights = [np.asarray(random.normal(size=tuple(y.shape))).astype(plain(y).dtype) for y in roots]
    found = gradients(tidu, roots, given, weights)
    expected = gradients(torch, wanted_roots, wanted_given, weights)
    for mine, theirs in zip(found, expected, strict=True):
        assert (mine is None) == (theirs is None), (mine, theirs)
        if theirs is not None:
            single = any(y.dtype != torch.float64 for y in (*leaves(wanted_given), *wanted_roots))
            compare(mine, theirs, rtol or (1e-3 if single else 1e-9))


def leaves(given: list) -> list:
    """Those of the inputs that ask for a gradient."""
    return [x for x in given if hasattr(x, "requires_grad") and x.requires_grad]


def gradients(library: Any, roots: list, given: list, weights: list) -> tuple:
    """d roots / d given."""
    return library.autograd.grad(
        roots, leaves(given), [library.tensor(weight) for weight in weights], allow_unused=True
    )
