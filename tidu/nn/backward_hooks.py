"""Hooks on a module's backward pass: a gate on the tape before it and one behind it.

A gate hands tensors on unchanged; on the way back it sees all their gradients at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tidu.functional.warn import warn
from tidu.tensor.function import Function
from tidu.tensor.tape import place
from tidu.tensor.tensor import Tensor
from tidu.text import say

if TYPE_CHECKING:
    from tidu.nn.module import Module

Grads = tuple[Any, ...]


class BackwardHookFunction(Function):
    """The gate: `arrived` is called with the gradients and gives those to hand on."""

    @staticmethod
    def forward(ctx: Any, arrived: Callable[[Grads], Grads], *tensors: Any) -> Any:
        ctx.arrived = arrived
        ctx.set_materialize_grads(False)
        ctx.mark_non_differentiable(*(x for x in tensors if place(x) is None))
        return tensors

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        return (None, *ctx.arrived(grads))


class Watch:
    """One call of a module whose gradients are watched."""

    def __init__(self, module: Module, before: list[Callable], after: list[Callable]):
        self.module, self.before, self.after = module, before, after
        self.grad_output: Grads | None = None
        self.input_count = 0
        self.gated = False

    @classmethod
    def of(cls, module: Module, hooks: list[Any]) -> Watch | None:
        """A watch with the hooks that want one, None if there is none."""
        before = [hook.call for hook in hooks if hook.kind == "grad_output"]
        after = [hook.call for hook in hooks if hook.kind == "grad_input"]
        return cls(module, before, after) if before or after else None

    def inputs(self, args: tuple) -> tuple:
        """The arguments behind the first gate."""
        self.input_count = len(args)
        through, self.gated = gate(args, self.inputs_arrived)
        return through

    def outputs(self, result: Any) -> Any:
        """The results behind the second gate."""
        if not isinstance(result, Tensor | tuple):
            warn(say("nn.backward_hook_result", given=type(result).__name__))
            return result
        alone = isinstance(result, Tensor)
        through, _ = gate((result,) if alone else result, self.outputs_arrived)
        return through[0] if alone else through

    def outputs_arrived(self, grads: Grads) -> Grads:
        """Calls the hooks on the gradients of the outputs, and remembers those."""
        for hook in self.before:
            grads = replaced(grads, hook(self.module, grads))
        self.grad_output = grads
        if not self.gated:
            self.inputs_arrived((None,) * self.input_count)
        return grads

    def inputs_arrived(self, grads: Grads) -> Grads:
        """Calls the hooks on the gradients of the inputs.

        A gradient of a gradient may come here without passing the outputs: no pass to report.
        """
        if self.grad_output is not None:
            for hook in self.after:
                grads = replaced(grads, hook(self.module, grads, self.grad_output))
        self.grad_output = None
        return grads


def replaced(grads: Grads, given: Any) -> Grads:
    """`grads`, or what a hook gave for them. RuntimeError if those are not as many."""
    if given is None:
        return grads
    given = given if isinstance(given, tuple) else (given,)
    if len(given) != len(grads):
        raise RuntimeError(say("nn.backward_hook_count", given=len(given), wanted=len(grads)))
    return given


def gate(values: tuple, arrived: Callable[[Grads], Grads]) -> tuple[tuple, bool]:
    """`values` with their tensors behind a gate; whether there was one that needs a gradient."""
    places = [k for k, x in enumerate(values) if isinstance(x, Tensor)]
    if not any(place(values[k]) is not None for k in places):
        return values, False

    def spread(grads: Grads) -> Grads:
        every: list[Any] = [None] * len(values)
        for k, g in zip(places, grads, strict=True):
            every[k] = g
        handed = arrived(tuple(every))
        return tuple(handed[k] for k in places)

    passed = BackwardHookFunction.apply(spread, *(values[k] for k in places))
    through = list(values)
    for k, x in zip(places, passed, strict=True):
        through[k] = x
    return tuple(through), True
