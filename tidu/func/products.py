"""Products of a Jacobian with vectors, as functions: vjp, jvp, linearize."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.func.derivative import closed, fresh, parted, pulled
from tidu.func.tree import leaves, mapped, rebuilt
from tidu.tensor.creation import zeros_like
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.tensor import Tensor
from tidu.text import say


def vjp(func: Callable[..., Any], *primals: Any, has_aux: bool = False) -> Any:
    """(func(*primals), a function that takes vectors like the result to vectors like the arguments).

    >>> import tidu
    >>> value, pullback = vjp(lambda x: x ** 2, tidu.tensor([1.0, 3.0]))
    >>> value, pullback(tidu.tensor([1.0, 1.0]))
    (tensor([1., 9.]), (tensor([2., 6.]),))
    """
    with enable_grad():
        points = mapped(fresh, primals)
        output, aux = parted(func(*points), has_aux, "vjp")
    outputs = leaves(output)
    for y in outputs:
        if not isinstance(y, Tensor):
            raise RuntimeError(say("autograd.func_tensor", function="vjp", given=type(y).__name__))

    def pullback(*cotangents: Any, retain_graph: bool = True, create_graph: bool = True) -> Any:
        given = cotangents[0] if len(cotangents) == 1 else cotangents
        weights = leaves(given)
        matched("vjp", weights, outputs, "cotangents", "the output")
        with enable_grad():
            found = pulled(outputs, leaves(points), weights)
        return closed(rebuilt(primals, iter(found)), (points, weights))

    value, aux = closed((output, aux), points)
    return (value, pullback, aux) if has_aux else (value, pullback)


def matched(name: str, given: list[Any], wanted: list[Any], what: str, other: str) -> None:
    """RuntimeError unless both have the same number of tensors, of the same shapes."""
    fits = len(given) == len(wanted) and all(
        isinstance(a, Tensor) and a.shape == b.shape for a, b in zip(given, wanted, strict=False)
    )
    if not fits:
        raise RuntimeError(say("autograd.func_tangents", function=name, what=what, other=other))


def jvp(
    func: Callable[..., Any], primals: Any, tangents: Any, *, strict: bool = False, has_aux: bool = False
) -> Any:
    """(func(*primals), its derivative in the direction `tangents`): two backward passes.

    >>> import tidu
    >>> jvp(lambda x: x ** 2, (tidu.tensor(3.0),), (tidu.tensor(1.0),))
    (tensor(9.), tensor(6.))
    """
    matched("jvp", leaves(tangents), leaves(primals), "tangents", "primals")
    with enable_grad():
        points = mapped(fresh, primals)
        output, aux = parted(func(*points), has_aux, "jvp")
        outputs = leaves(output)
        # vᵀJ is linear in v, so its derivative by v, in the direction of tangents, is J · tangents.
        weights = [zeros_like(y).requires_grad_() for y in outputs]
        products = pulled(outputs, leaves(points), weights)
        moved = pulled(products, weights, leaves(tangents))
    value, direction, aux = closed((output, rebuilt(output, iter(moved)), aux), (points, weights))
    return (value, direction, aux) if has_aux else (value, direction)


def linearize(func: Callable[..., Any], *primals: Any) -> tuple[Any, Callable[..., Any]]:
    """(func(*primals), a function that takes tangents to the derivative in their direction there).

    >>> import tidu
    >>> value, along = linearize(lambda x: x ** 2, tidu.tensor(3.0))
    >>> value, along(tidu.tensor(1.0))
    (tensor(9.), tensor(6.))
    """
    value = func(*primals)

    def along(*tangents: Any) -> Any:
        return jvp(func, primals, tangents)[1]

    return value, along
