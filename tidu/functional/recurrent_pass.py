"""One direction of one recurrent layer as one operation on the tape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.functional.recurrent_kernels import Gru, Kernel, Lstm, Relu, Tanh
from tidu.functional.recurrent_recorded import Recorded
from tidu.functional.recurrent_steps import unrolled
from tidu.tensor.backward import grad
from tidu.tensor.context import FunctionCtx
from tidu.tensor.creation import zeros_like
from tidu.tensor.function import Function
from tidu.tensor.handle import wrap
from tidu.tensor.tensor import Tensor

LONGEST = 128  # times that a recording writes out: each takes LLVM a tenth of a second
KERNELS: dict[str, type[Kernel]] = {"rnn_tanh": Tanh, "rnn_relu": Relu, "lstm": Lstm, "gru": Gru}


class Recurrence(Function):
    """(results, last h[, last c]) of x, h, c or None, and the weights; see `recurrent_kernels`."""

    @staticmethod
    def forward(ctx: FunctionCtx, kind: str, spans: Sequence[slice], *operands: Any) -> tuple[Tensor, ...]:
        kernel: Any
        if mode.recorder is None:
            given = bare(operands)
            kernel = KERNELS[kind](spans, given[3:])
        else:
            if len(spans) > LONGEST:
                mode.recorder.refuse("times", times=len(spans), most=LONGEST)
            given = operands
            kernel = Recorded(kind, spans, given[3:])
        made = kernel.forward(*(each for each in given[:3] if each is not None))
        results = made if mode.recorder is not None else tuple(wrap(each) for each in made)
        ctx.asked = kind, spans, kernel  # pyright: ignore
        ctx.save_for_backward(*operands, results[0])
        ctx.set_materialize_grads(False)
        return results

    @staticmethod
    def in_parts(kind: str, spans: Sequence[slice], *operands: Tensor | None) -> tuple[Tensor, ...]:
        """The same, time after time in ordinary operations: what `tidu.explain` tells as parts."""
        return unrolled(kind, spans, *operands)  # pyright: ignore

    @staticmethod
    def backward(ctx: FunctionCtx, *grads: Tensor | None) -> tuple[Any, ...]:
        kind, spans, kernel = ctx.asked  # pyright: ignore
        *operands, out = ctx.saved_tensors
        if mode.grad:
            return None, None, *again(kind, spans, operands, grads)
        forms = [out, *(each for each in operands[1:3] if each is not None)]
        slopes = [zeros_like(form) if g is None else g for form, g in zip(forms, grads, strict=True)]
        if mode.recorder is not None:
            return None, None, *pulled(kernel, operands, slopes, ctx)
        parts = pulled(kernel, bare(operands), bare(slopes), ctx)
        return None, None, *(None if each is None else wrap(each) for each in parts)


def bare(tensors: Sequence[Tensor | None]) -> list[np.ndarray | None]:
    """Their arrays."""
    return [None if each is None else each._value for each in tensors]


def pulled(kernel: Any, operands: Sequence[Any], slopes: Sequence[Any], ctx: FunctionCtx) -> list[Any]:
    """The cotangent of every operand, None where none is needed; arrays of arrays, tensors of tensors."""
    x, _, c, from_input, _, input_bias, state_bias, projection = operands
    needed = ctx.needs_input_grad[2:]
    ours, theirs, state = kernel.backward(*slopes)
    return [
        ours @ from_input if needed[0] else None,
        state[0] if needed[1] else None,
        state[1] if c is not None and needed[2] else None,
        ours.T @ x if needed[3] else None,
        theirs.T @ kernel.before if needed[4] else None,
        None if input_bias is None else ours.sum(0),
        None if state_bias is None else theirs.sum(0),
        None if projection is None else kernel.arrived.T @ kernel.made,
    ]


def again(
    kind: str, spans: Sequence[slice], operands: Sequence[Tensor | None], grads: Sequence[Any]
) -> list[Any]:
    """The cotangents as taped tensors: the pass is done once more, time after time.

    Its operands are taken by another name each, because one may have been computed from another.
    """
    own = [None if each is None else each.view_as(each) for each in operands]
    results = unrolled(kind, spans, *own)  # pyright: ignore
    reached = [(out, g) for out, g in zip(results, grads, strict=True) if g is not None]
    wanted = [each for each in own if each is not None and each.requires_grad]
    outs, weights = ([pair[k] for pair in reached] for k in range(2))
    found = iter(grad(outs, wanted, weights, create_graph=True, allow_unused=True))
    return [next(found) if each is not None and each.requires_grad else None for each in own]


def one_pass(kind: str, sizes: Sequence[int], reverse: bool, *operands: Tensor | None) -> tuple[Tensor, ...]:
    """(results [rows, out], last h[, last c]) of packed rows, `sizes` of them at each time.

    operands: x [rows, in], h, c or None, then weights as in `recurrent_kernels.Kernel`.
    """
    ends = np.cumsum(sizes).tolist()
    spans = [slice(end - size, end) for size, end in zip(sizes, ends, strict=True)]
    spans = spans[::-1] if reverse else spans
    if not mode.whole and mode.recorder is None:
        return Recurrence.in_parts(kind, spans, *operands)
    return Recurrence.apply(kind, spans, *operands)
