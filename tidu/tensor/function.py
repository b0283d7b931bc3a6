"""Own operations: a forward and its gradient, written as `autograd.Function`.

On the tape such an application is one `Application`, behind one `Output` for each result: an
output hands its cotangent on together with its place, so that the application, reached when
all have arrived, can call `backward` with every one of them.
"""

from __future__ import annotations

import functools
import inspect
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.read.grad import fold, next_order
from tidu.tensor.context import FunctionCtx
from tidu.tensor.handle import Handle, alias, tensor_of, wrap
from tidu.tensor.tape import grad_mode, place, refuse_leaf, retape
from tidu.text import say


class Function:
    """Base of own operations; a subclass defines `forward` and `backward` as static methods.

    Either `forward(ctx, *args)`, or `forward(*args)` with `setup_context(ctx, inputs, output)`.
    `backward(ctx, *grads)` takes a gradient for each result and gives one for each argument.
    Source: https://docs.pytorch.org/docs/stable/notes/extending.html

    >>> import tidu
    >>> class Cube(Function):
    ...     @staticmethod
    ...     def forward(ctx, x):
    ...         ctx.save_for_backward(x)
    ...         return x ** 3
    ...     @staticmethod
    ...     def backward(ctx, grad):
    ...         (x,) = ctx.saved_tensors
    ...         return grad * 3 * x ** 2
    >>> x = tidu.tensor(2.0, requires_grad=True)
    >>> Cube.apply(x).backward()
    >>> x.grad
    tensor(12.)
    """

    def __init__(self, *args: Any, **kwargs: Any):
        raise RuntimeError(say("errors.function_call", name=type(self).__name__))

    @staticmethod
    def forward(*args: Any, **kwargs: Any) -> Any:
        """Computes the results, on tensors; nothing in it is taped."""
        raise NotImplementedError(say("errors.function_abstract", method="forward"))

    @staticmethod
    def setup_context(ctx: FunctionCtx, inputs: tuple, output: Any) -> None:
        """Keeps on `ctx` what `backward` needs, where `forward` takes no `ctx`."""
        raise NotImplementedError(say("errors.function_abstract", method="setup_context"))

    @staticmethod
    def backward(ctx: FunctionCtx, *grad_outputs: Any) -> Any:
        """The gradient of each argument, None where there is none."""
        raise NotImplementedError(say("errors.function_abstract", method="backward"))

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Runs `forward` and puts the operation on the tape.

        Keywords, and defaults, are for a `forward` without `ctx`, as in PyTorch.
        """
        if cls.setup_context is not Function.setup_context:
            args = complete(cls.forward, args, kwargs)
        elif kwargs:
            raise TypeError(say("autograd.apply_keyword", name=cls.__name__, given=sorted(kwargs)))
        edges = [place(x) if isinstance(x, Handle) else None for x in args]
        ctx = FunctionCtx()
        ctx.needs_input_grad = tuple(edge is not None for edge in edges)
        with grad_mode(False):
            if cls.setup_context is Function.setup_context:
                made = cls.forward(ctx, *args)
            else:
                made = cls.forward(*args)
                cls.setup_context(ctx, args, made)
        results = made if isinstance(made, tuple) else (made,)
        node = Application(cls, ctx, edges, results) if mode.grad and any(ctx.needs_input_grad) else None
        joined = tuple(settle(x, k, ctx, node) for k, x in enumerate(results))
        if node is not None:
            origins: dict[int, Any] = {id(x): k for k, x in enumerate(results)}
            ctx._keep(origins | {id(x): edge for x, edge in zip(args, edges, strict=True)})
        return joined if isinstance(made, tuple) else joined[0]


def complete(forward: Any, args: tuple, kwargs: dict) -> tuple:
    """The arguments of `forward` in their order, with its defaults.

    >>> complete(lambda x, k=2: x, (1,), {})
    (1, 2)
    """
    bound = inspect.signature(forward).bind(*args, **kwargs)
    bound.apply_defaults()
    return bound.args


def once_differentiable(function: Any) -> Any:
    """Before a `backward` that is not written in tensor operations: a second derivative is refused.

    >>> @once_differentiable
    ... def backward(ctx, grad):
    ...     return grad * 2
    """

    @functools.wraps(function)
    def once(ctx: FunctionCtx, *grads: Any) -> Any:
        taped = mode.grad and any(isinstance(g, Handle) and place(g) is not None for g in grads)
        with grad_mode(False):
            made = function(ctx, *grads)
        if not taped:
            return made
        parts = made if isinstance(made, tuple) else (made,)
        refused = tuple(Refused.apply(x, *grads) if isinstance(x, Handle) else x for x in parts)
        return refused if isinstance(made, tuple) else refused[0]

    return once


class Refused(Function):
    """Hands a gradient on; there is no gradient of it."""

    @staticmethod
    def forward(ctx: FunctionCtx, made: Any, *grads: Any) -> Any:
        """The gradient as it is."""
        return made

    @staticmethod
    def backward(ctx: FunctionCtx, *grads: Any) -> Any:
        """RuntimeError: the one derivative that there is was taken."""
        raise RuntimeError(say("autograd.once"))


def settle(result: Any, position: int, ctx: FunctionCtx, node: Application | None) -> Any:
    """A result of `forward` at its place on the tape.

    It is a tensor of its own, even where forward gave back an argument or a view of one;
    only an argument that was marked dirty is given back itself.
    """
    if not isinstance(result, Handle):
        return result
    output = None if node is None else node.output(position)
    if any(result is x for x in ctx._dirty):
        if output is not None:
            refuse_leaf(result)
            retape(result, output)
        return result
    joined = alias(result, output)
    joined._counter = result._counter
    return joined


class Application:
    """One use of a `Function` on the tape."""

    hooks: list | None = None
    label: str | None = None

    def __init__(self, function: type[Function], ctx: FunctionCtx, edges: list, results: tuple):
        self.function = function
        self.ctx = ctx
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
        """Lets go of what was saved."""
        self.ctx._release()


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
        return self.edges[0].name

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
