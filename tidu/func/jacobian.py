"""Jacobians and Hessians as functions: jacrev, jacfwd, hessian."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from tidu.func.derivative import closed, opened, parted, pulled
from tidu.func.tree import leaves, rebuilt
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.handle import wrap
from tidu.tensor.joining import stack
from tidu.tensor.tensor import Tensor
from tidu.text import say


def jacrev(
    func: Callable[..., Any],
    argnums: Any = 0,
    *,
    has_aux: bool = False,
    chunk_size: int | None = None,
    _preallocate_and_copy: bool = False,
) -> Callable[..., Any]:
    """A function that gives d func / d argument `argnums`: [*output.shape, *argument.shape].

    >>> import tidu
    >>> jacrev(lambda x: x ** 2)(tidu.tensor([1.0, 3.0]))
    tensor([[2., 0.],
            [0., 6.]])
    """

    @wraps(func)
    def run(*args: Any, **kwargs: Any) -> Any:
        with enable_grad():
            points, full = opened(args, argnums, "jacrev")
            output, aux = parted(func(*full, **kwargs), has_aux, "jacrev")
            blocks = [_rows(y, leaves(points)) for y in leaves(output)]
            tree = rebuilt(output, iter([rebuilt(points, iter(block)) for block in blocks]))
        found, aux = closed((tree, aux), points)
        return (found, aux) if has_aux else found

    return run


def _rows(y: Any, points: list[Any]) -> list[Tensor]:
    """d y / d each point, one element of y after the other."""
    if not isinstance(y, Tensor):
        raise RuntimeError(say("autograd.func_tensor", function="jacrev", given=type(y).__name__))
    rows = []
    for place in range(y.numel()):
        weight = np.zeros(y.numel(), y._value.dtype)
        weight[place] = 1.0
        rows.append(pulled([y], points, [wrap(weight.reshape(y.shape))]))
    return [
        stack([row[k] for row in rows]).reshape((*y.shape, *x.shape))
        if rows
        else x.new_zeros((*y.shape, *x.shape))
        for k, x in enumerate(points)
    ]


def jacfwd(
    func: Callable[..., Any], argnums: Any = 0, has_aux: bool = False, *, randomness: str = "error"
) -> Callable[..., Any]:
    """As `jacrev`: there is one way to take derivatives here, and it goes backward."""
    return jacrev(func, argnums, has_aux=has_aux)


def hessian(func: Callable[..., Any], argnums: Any = 0) -> Callable[..., Any]:
    """A function that gives the second derivatives of `func` by argument `argnums`.

    >>> import tidu
    >>> hessian(lambda x: (x ** 3).sum())(tidu.tensor([1.0, 2.0]))
    tensor([[ 6.,  0.],
            [ 0., 12.]])
    """
    return jacrev(jacrev(func, argnums), argnums)
