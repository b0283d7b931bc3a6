"""The nodes of an own operation on the tape.

An application of a `Function` is one `Application`, behind one `Output` for each result: an
output hands its cotangent on together with its place, so that the application, reached when
all have arrived, can call `backward` with every one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.read.grad import TOLD, fold, next_order
from tidu.tensor.context import FunctionCtx
from tidu.tensor.handle import Handle, tensor_of, wrap
from tidu.tensor.tape import grad_mode
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.function import Function


class Application:
    """One use of a `Function` on the tape."""

    hooks: list | None = None
    label: str | None = None

    def __init__(
        self, function: type[Function], ctx: FunctionCtx, arguments: tuple, edges: list, results: tuple
    ):
        self.function = function
        self.ctx = ctx
        self.arguments: tuple | None = arguments
        self.edges = edges
        self.forms = [
            (x._value.shape, x._value.dtype) if isinstance(x, Handle) else None for x in results
        ]
        self.constant = [
            not isinstance(x, Handle) or x._value.dtype.kind != "f" or any(x is y for y in ctx._constant)
            for x in results
        ]
        self.order = next_order()

    @property
    def name(self) -> str:
        """What PyTorch prints as `grad_fn`."""
        return f"{self.label or self.function.__name__}Backward"

    def output(self, position: int) -> Output | None:
        """The tape's node of one result, None where it has no gradient."""
        return None if self.constant[position] else Output(self, position)

    def pull(self, g: Parts, lift: Any) -> list[tuple[Any, Any]]:
        """(edge, cotangent) of each argument that needs one, by the function's own rule."""
        self.ctx._node = self
        try:
            with grad_mode(lift is not None):
                given = self.function.backward(self.ctx, *self.arriving(g))
        finally:
            self.ctx._node = None
        parts = given if isinstance(given, tuple) else (given,)
        if any(x is not None for x in parts[len(self.edges) :]) or len(parts) < len(self.edges):
            wanted = len(self.edges)
            raise RuntimeError(
                say("errors.function_count", name=self.name, wanted=wanted, given=len(parts))
            )
        return [
            (edge, self.fitted(part, edge, position, lift))
            for position, (edge, part) in enumerate(zip(self.edges, parts, strict=False))
            if edge is not None and part is not None
        ]

    def arriving(self, g: Parts) -> list[Any]:
        """The cotangent of each result as a tensor: zeros, or None, where none arrived."""
        grads = []
        for position, form in enumerate(self.forms):
            part = g.get(position)
            if part is not None:
                grads.append(tensor_of(part))
            elif form is not None and self.ctx._materialize:
                grads.append(wrap(np.zeros(*form)))
            else:
                grads.append(None)
        return grads

    def fitted(self, part: Any, edge: Any, position: int, lift: Any) -> Any:
        """What `backward` gave for an argument, in the argument's shape and type."""
        if not isinstance(part, Handle):
            given = type(part).__name__
            raise RuntimeError(say("errors.function_kind", name=self.name, given=given))
        shape = part._value.shape
        if shape != edge.shape and not folds(shape, edge.shape):
            raise RuntimeError(
                say(
                    "errors.function_form", name=self.name, position=position,
                    given=list(shape), wanted=list(edge.shape),
                )
            )  # fmt: skip
        return fold(part if lift is not None else part._value, edge)

    def release(self) -> None:
        """Lets go of what was saved, and of arguments that are large."""
        self.ctx._release()
        if any(isinstance(x, Handle) and x._value.size > TOLD for x in self.arguments or ()):
            self.arguments = None


def folds(shape: tuple, wanted: tuple) -> bool:
    """Whether a cotangent of `shape` belongs to an operand of shape `wanted` that was broadcast.

    >>> folds((2, 3), (3,)), folds((3,), (2, 3))
    (True, False)
    """
    surplus = len(shape) - len(wanted)
    return surplus >= 0 and all(n in (1, m) for n, m in zip(wanted, shape[surplus:], strict=True))


class Output:
    """One result of an `Application` on the tape."""

    hooks: list | None = None
    label: str | None = None  # a name of its own, where PyTorch makes it by an operation

    def __init__(self, application: Application, position: int):
        self.edges = (application,)
        self.position = position
        self.shape, self.dtype = application.forms[position]  # pyright: ignore
        self.order = next_order()

    @property
    def whole(self) -> Application:
        """The application that it is a result of."""
        return self.edges[0]

    @property
    def name(self) -> str:
        """What PyTorch prints as `grad_fn`."""
        return f"{self.label}Backward0" if self.label else self.edges[0].name

    def pull(self, g: Any, lift: Any) -> list[tuple[Any, Any]]:
        """The cotangent, with the place that it belongs to."""
        return [(self.edges[0], Parts({self.position: g}))]

    def release(self) -> None:
        """It keeps nothing."""


class Parts(dict[int, Any]):
    """The cotangents of some results of one application, which add up place by place.

    >>> Parts({0: 1.0}) + Parts({0: 2.0, 1: 5.0})
    {0: 3.0, 1: 5.0}
    """

    def __add__(self, other: Parts) -> Parts:
        both = Parts(self)
        for position, g in other.items():
            both[position] = both[position] + g if position in both else g
        return both
