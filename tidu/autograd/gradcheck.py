"""Are gradients right? `gradcheck` and `gradgradcheck` compare them with finite differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tidu.tensor.backward import grad
from tidu.tensor.creation import zeros_like
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.handle import wrap
from tidu.tensor.sampling import randn
from tidu.tensor.tensor import Tensor
from tidu.text import say


class GradcheckError(RuntimeError):
    """A gradient that is not what finite differences say.

    >>> issubclass(GradcheckError, RuntimeError)
    True
    """


def gradcheck(
    func: Callable[..., Any],
    inputs: Any,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_batched_forward_grad: bool = False,
    check_forward_ad: bool = False,
    check_backward_ad: bool = True,
    fast_mode: bool = False,
    masked: bool | None = None,
) -> bool:
    """Whether the gradients of `func` at `inputs` agree with central differences of width `eps`.

    Every element of every output is differentiated by every element of every input that asks
    for a gradient; give these in float64. A gradient that is wrong raises RuntimeError
    (or gives False, without `raise_exception`).
    Source: https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html

    >>> import tidu
    >>> x = tidu.rand(3, dtype=tidu.double, requires_grad=True)
    >>> gradcheck(lambda x: x.exp() * x, (x,))
    True
    """
    points = _points(inputs)
    try:
        if check_forward_ad:
            raise GradcheckError(say("autograd.check_forward"))
        if not any(isinstance(x, Tensor) and x.requires_grad for x in points):
            raise ValueError(say("autograd.check_nothing"))
        with enable_grad():
            _check(func, points, eps, atol, rtol, nondet_tol)
            if check_undefined_grad:
                _undefined(func, points)
    except GradcheckError:
        if raise_exception:
            raise
        return False
    return True


def gradgradcheck(
    func: Callable[..., Any],
    inputs: Any,
    grad_outputs: Any = None,
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    gen_non_contig_grad_outputs: bool = False,
    raise_exception: bool = True,
    nondet_tol: float = 0.0,
    check_undefined_grad: bool = True,
    check_grad_dtypes: bool = False,
    check_batched_grad: bool = False,
    check_fwd_over_rev: bool = False,
    check_rev_over_rev: bool = True,
    fast_mode: bool = False,
    masked: bool = False,
) -> bool:
    """As `gradcheck`, of the gradients of `func`: are its second derivatives right?

    >>> import tidu
    >>> x = tidu.rand(3, dtype=tidu.double, requires_grad=True)
    >>> gradgradcheck(lambda x: x.exp() * x, (x,))
    True
    """
    points = _points(inputs)
    with enable_grad():
        outputs = _outputs(func, points)
    if grad_outputs is None:
        weights = [randn(*y.shape, dtype=y.dtype).requires_grad_() for y in outputs if y.requires_grad]
    else:
        weights = _points(grad_outputs)
    count = len(points)

    def gradients(*given: Any) -> tuple[Tensor, ...]:
        results = [y for y in _outputs(func, given[:count]) if y.requires_grad]
        asked = [x for x in given[:count] if isinstance(x, Tensor) and x.requires_grad]
        return grad(
            results, asked, list(given[count:]), create_graph=True, materialize_grads=True
        )  # pyright: ignore

    return gradcheck(
        gradients, (*points, *weights), eps=eps, atol=atol, rtol=rtol, raise_exception=raise_exception,
        nondet_tol=nondet_tol, check_undefined_grad=False,
    )  # fmt: skip


def _points(inputs: Any) -> tuple[Any, ...]:
    return tuple(inputs) if isinstance(inputs, tuple | list) else (inputs,)


def _outputs(func: Callable[..., Any], points: Sequence[Any]) -> list[Tensor]:
    """The real tensors that `func` gives."""
    made = func(*points)
    listed = list(made) if isinstance(made, tuple | list) else [made]
    for y in listed:
        if not isinstance(y, Tensor):
            raise ValueError(say("autograd.check_output", given=type(y).__name__))
    return [y for y in listed if y.is_floating_point()]


def _check(
    func: Callable[..., Any], points: Sequence[Any], eps: float, atol: float, rtol: float, nondet_tol: float
) -> None:
    """GradcheckError unless every Jacobian agrees with differences."""
    outputs = _outputs(func, points)
    for i, x in enumerate(points):
        if not isinstance(x, Tensor) or not x.requires_grad:
            continue
        numerical = _numerical(func, points, x, eps)
        for k, y in enumerate(outputs):
            if not y.requires_grad:
                _constant(k, numerical[k], atol)
                continue
            analytic = _analytic(y, x)
            again = _analytic(y, x)
            apart = float(np.abs(analytic - again).max(initial=0.0))
            if apart > nondet_tol:
                raise GradcheckError(say("autograd.check_repeated", given=apart, allowed=nondet_tol))
            _compare(analytic, numerical[k], k, i, atol, rtol)


def _constant(output: int, numerical: np.ndarray, atol: float) -> None:
    largest = float(np.abs(numerical).max(initial=0.0))
    if largest > atol:
        raise GradcheckError(say("autograd.check_constant", output=output, numerical=largest))


def _compare(
    analytic: np.ndarray, numerical: np.ndarray, output: int, input: int, atol: float, rtol: float
) -> None:
    close = np.isclose(analytic, numerical, rtol=rtol, atol=atol, equal_nan=True)
    if not close.all():
        place = tuple(map(int, np.argwhere(~close)[0]))
        told = {"analytic": float(analytic[place]), "numerical": float(numerical[place])}
        raise GradcheckError(
            say("autograd.jacobian_mismatch", output=output, input=input, place=place, **told)
        )


def _analytic(y: Tensor, x: Tensor) -> np.ndarray:
    """d y / d x by backward: [y.numel(), x.numel()]."""
    rows = np.zeros((y.numel(), x.numel()), x._value.dtype)
    for place in range(y.numel()):
        weight = np.zeros(y.numel(), y._value.dtype)
        weight[place] = 1.0
        (g,) = grad(y, x, wrap(weight.reshape(y.shape)), retain_graph=True, allow_unused=True)
        if g is not None:
            rows[place] = g._value.reshape(-1)
    return rows


def _numerical(func: Callable[..., Any], points: Sequence[Any], x: Tensor, eps: float) -> list[np.ndarray]:
    """The same of every output by central differences, moving the numbers of `x` where they lie."""
    columns: list[list[np.ndarray]] = []
    value = x._value
    for place in np.ndindex(value.shape):
        before = value[place]
        ends = []
        for moved in (before + eps, before - eps):
            value[place] = moved
            ends.append([y._value.astype("float64").reshape(-1) for y in _outputs(func, points)])
            value[place] = before
        columns.append([(up - down) / (2 * eps) for up, down in zip(*ends, strict=True)])
    if not columns:
        return [np.zeros((y.numel(), 0)) for y in _outputs(func, points)]
    return [np.stack(parts, axis=1) for parts in zip(*columns, strict=True)]


def _undefined(func: Callable[..., Any], points: Sequence[Any]) -> None:
    """A backward must also take zeros, as where one of several results was not used."""
    outputs = [y for y in _outputs(func, points) if y.requires_grad]
    asked = [x for x in points if isinstance(x, Tensor) and x.requires_grad]
    if not outputs:
        return
    try:
        found = grad(outputs, asked, [zeros_like(y) for y in outputs], allow_unused=True)
    except Exception as error:
        raise GradcheckError(say("autograd.check_undefined", reason=error)) from error
    for g in found:
        if g is not None and np.any(g._value):
            raise GradcheckError(say("autograd.check_undefined", reason="zeros in, not zeros out"))
