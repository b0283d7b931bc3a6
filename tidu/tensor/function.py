"""Own operations: a forward and its gradient, written as `autograd.Function`."""

from __future__ import annotations

import functools
import inspect
from typing import Any

from tidu.core.mode import mode
from tidu.tensor.application import Application
from tidu.tensor.context import FunctionCtx
from tidu.tensor.handle import Handle, alias
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
        taped = mode.grad and any(ctx.needs_input_grad)
        node = Application(cls, ctx, args, edges, results) if taped else None
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
