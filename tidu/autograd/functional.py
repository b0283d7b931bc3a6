"""Derivatives of functions of tensors: jacobian, hessian, and their products with vectors.

Source: https://docs.pytorch.org/docs/stable/autograd.html#functional-higher-level-api
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tidu.autograd.functional_checks import (
    check_strategy,
    listed,
    number,
    refuse_independent,
    tensors_only,
    weights_for,
)
from tidu.tensor.backward import grad
from tidu.tensor.creation import zeros_like
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.joining import stack
from tidu.tensor.tensor import Tensor

Tensors = Tensor | tuple[Tensor, ...]


def jacobian(
    func: Callable[..., Any],
    inputs: Tensors,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    strategy: str = "reverse-mode",
) -> Any:
    """d func(inputs) / d inputs: for each output and input a tensor [*output.shape, *input.shape].

    `strict` refuses an output that does not depend on an input; `vectorize` and `strategy` are
    taken and change nothing but the time that PyTorch takes.

    >>> import tidu
    >>> jacobian(lambda x: x ** 2, tidu.tensor([1.0, 3.0]))
    tensor([[2., 0.],
            [0., 6.]])
    """
    check_strategy("jacobian", strategy, vectorize)
    with enable_grad():
        points = fresh(inputs, create_graph, "jacobian")
        outputs = run(func, points, "jacobian")
        if strict:
            refuse_independent("jacobian", listed(outputs), points)
        blocks = [
            finished(_jacobian_of(output, points, create_graph), inputs, create_graph)
            for output in listed(outputs)
        ]
    return shaped_like(blocks, outputs)


def _jacobian_of(output: Tensor, points: Sequence[Tensor], create_graph: bool) -> list[Tensor]:
    """d output / d each point, one element of the output after the other."""
    rows = [pull((element,), points, (None,), create_graph) for element in output.reshape(-1)]
    return [
        stack([row[k] for row in rows]).reshape((*output.shape, *x.shape))
        if rows
        else x.new_zeros((*output.shape, *x.shape))
        for k, x in enumerate(points)
    ]


def hessian(
    func: Callable[..., Any],
    inputs: Tensors,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    outer_jacobian_strategy: str = "reverse-mode",
) -> Any:
    """The second derivatives of a function with one number as its result.

    >>> import tidu
    >>> hessian(lambda x: (x ** 3).sum(), tidu.tensor([1.0, 2.0]))
    tensor([[ 6.,  0.],
            [ 0., 12.]])
    """
    check_strategy("hessian", outer_jacobian_strategy, vectorize)

    def gradient(*points: Tensor) -> Any:
        output = number(func(*points), "hessian")
        if strict:
            refuse_independent("hessian", [output], points)
        return shaped_like(pull((output,), points, (None,), True), inputs)

    return jacobian(gradient, inputs, create_graph, strict)


def vjp(
    func: Callable[..., Any], inputs: Tensors, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple:
    """func(inputs), and the product of `v` (shaped as the outputs) with the Jacobian.

    >>> import tidu
    >>> vjp(lambda x: x ** 2, tidu.tensor([1.0, 3.0]), tidu.tensor([1.0, 1.0]))
    (tensor([1., 9.]), tensor([2., 6.]))
    """
    with enable_grad():
        points = fresh(inputs, create_graph, "vjp")
        outputs = run(func, points, "vjp")
        weights = weights_for("vjp", v, listed(outputs))
        if strict:
            refuse_independent("vjp", listed(outputs), points)
        products = pull(listed(outputs), points, weights, create_graph)
    return finished(outputs, outputs, create_graph), finished(products, inputs, create_graph)


def jvp(
    func: Callable[..., Any], inputs: Tensors, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple:
    """func(inputs), and the product of the Jacobian with `v` (shaped as the inputs).

    The vector-Jacobian product is linear in its vector, so its derivative by that vector is
    what is wanted: two backward passes and no forward rule.

    >>> import tidu
    >>> jvp(lambda x: x ** 2, tidu.tensor([1.0, 3.0]), tidu.tensor([1.0, 1.0]))
    (tensor([1., 9.]), tensor([2., 6.]))
    """
    with enable_grad():
        points = fresh(inputs, create_graph, "jvp")
        tangents = weights_for("jvp", v, points)
        outputs = run(func, points, "jvp")
        if strict:
            refuse_independent("jvp", listed(outputs), points)
        weights = [zeros_like(y).requires_grad_() for y in listed(outputs)]
        products = pull(listed(outputs), points, weights, True)
        moved = pull(products, weights, tangents, create_graph)
    return finished(outputs, outputs, create_graph), finished(moved, outputs, create_graph)


def vhp(
    func: Callable[..., Any], inputs: Tensors, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple:
    """func(inputs), a number, and the product of `v` (shaped as the inputs) with its Hessian.

    >>> import tidu
    >>> vhp(lambda x: (x ** 3).sum(), tidu.tensor([1.0, 2.0]), tidu.ones(2))
    (tensor(9.), tensor([ 6., 12.]))
    """
    return _second("vhp", func, inputs, v, create_graph, strict)


def hvp(
    func: Callable[..., Any], inputs: Tensors, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple:
    """func(inputs), a number, and the product of its Hessian with `v`: as `vhp`, for it is symmetric.

    >>> import tidu
    >>> hvp(lambda x: (x ** 3).sum(), tidu.tensor([1.0, 2.0]), tidu.ones(2))
    (tensor(9.), tensor([ 6., 12.]))
    """
    return _second("hvp", func, inputs, v, create_graph, strict)


def _second(
    name: str, func: Callable[..., Any], inputs: Tensors, v: Any, create_graph: bool, strict: bool
) -> tuple:
    """A Hessian times a vector: the derivative of gradient · vector."""
    with enable_grad():
        points = fresh(inputs, create_graph, name)
        vectors = weights_for(name, v, points)
        output = number(run(func, points, name), name)
        if strict:
            refuse_independent(name, [output], points)
        gradients = pull((output,), points, (None,), True)
        if strict:
            refuse_independent(name, gradients, points)
        products = pull(gradients, points, vectors, create_graph)
    return finished(output, output, create_graph), finished(products, inputs, create_graph)


def pull(
    outputs: Sequence[Tensor], points: Sequence[Tensor], weights: Sequence[Any], create_graph: bool
) -> tuple[Tensor, ...]:
    """Σ weight · d output / d point for each point; 0 where nothing depends on it."""
    live = [k for k, output in enumerate(outputs) if output.requires_grad]
    if not live:
        return tuple(zeros_like(x) for x in points)
    return grad(
        [outputs[k] for k in live], points, [weights[k] for k in live],
        retain_graph=True, create_graph=create_graph, materialize_grads=True,
    )  # fmt: skip  # pyright: ignore


def shaped_like(parts: Sequence[Any], given: Any) -> Any:
    """`parts` as a tuple where `given` holds several, else the only one."""
    return tuple(parts) if isinstance(given, tuple | list) else parts[0]


def fresh(inputs: Any, create_graph: bool, name: str = "") -> list[Tensor]:
    """The inputs as points to differentiate at, cut from how they were made unless asked."""
    tensors_only(name, "inputs", inputs)
    return [
        x.view_as(x) if create_graph and x.requires_grad else x.detach().requires_grad_()
        for x in listed(inputs)
    ]


def run(func: Callable[..., Any], points: Sequence[Tensor], name: str) -> Any:
    """What the function gives: tensors, or TypeError."""
    outputs = func(*points)
    tensors_only(name, "outputs of the user-provided function", outputs)
    return outputs


def settled(parts: Any, create_graph: bool) -> list[Tensor]:
    """Results without their tape unless it was asked for."""
    return [x if create_graph else x.detach() for x in listed(parts)]


def finished(parts: Any, given: Any, create_graph: bool) -> Any:
    """`parts` as the caller gets them: settled, and one or several as `given` is."""
    return shaped_like(settled(parts, create_graph), given)
