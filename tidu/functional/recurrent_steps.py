"""One time of a recurrent cell, written in ordinary tensor operations.

This is what a recording takes down, so that it compiles, and what gradients of gradients go
through; `recurrent_kernels` computes the same at once where neither is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tidu.functional.rectify import relu
from tidu.tensor.joining import cat, chunk
from tidu.tensor.linear_algebra import linear
from tidu.tensor.mathematics import sigmoid, tanh
from tidu.tensor.tensor import Tensor

State = Sequence[Tensor]  # h, and for LSTM c


def simple(bend: Callable[[Tensor], Tensor]) -> Callable[..., State]:
    """h ← bend(input's gates + state's gates)."""

    def step(gates: Tensor, state: State, from_state: Tensor, bias: Tensor | None, _: object) -> State:
        return (bend(gates + linear(state[0], from_state, bias)),)

    return step


def lstm(
    gates: Tensor, state: State, from_state: Tensor, bias: Tensor | None, projection: Tensor | None
) -> State:
    """Gates i, f, g, o: c ← f·c + i·g, h ← o·tanh(c), then projected if there is a projection."""
    h, c = state
    i, f, g, o = chunk(gates + linear(h, from_state, bias), 4, 1)
    c = sigmoid(f) * c + sigmoid(i) * tanh(g)
    h = sigmoid(o) * tanh(c)
    return (h if projection is None else linear(h, projection), c)


def gru(gates: Tensor, state: State, from_state: Tensor, bias: Tensor | None, _: object) -> State:
    """Gates r, z, n: n = tanh(input's + r · state's), h ← n + z·(h − n)."""
    (h,) = state
    ours = chunk(gates, 3, 1)
    theirs = chunk(linear(h, from_state, bias), 3, 1)
    r, z = (sigmoid(a + b) for a, b in zip(ours[:2], theirs[:2], strict=True))
    n = tanh(ours[2] + r * theirs[2])
    return (n + z * (h - n),)


STEPS: dict[str, Callable[..., State]] = {
    "rnn_tanh": simple(tanh), "rnn_relu": simple(relu), "lstm": lstm, "gru": gru,
}  # fmt: skip


def unrolled(kind: str, spans: Sequence[slice], x: Tensor, *rest: Tensor | None) -> tuple[Tensor, ...]:
    """(results [rows, out], last state, ...) of one direction, time after time.

    rest: h, c (None but for LSTM), then the weights in the order of `recurrent_kernels.Kernel`.
    """
    h, c, from_input, from_state, input_bias, state_bias, projection = rest
    assert h is not None and from_input is not None
    state = (h,) if c is None else (h, c)
    gates = linear(x, from_input, input_bias)
    made = {}
    for span in spans:
        count = span.stop - span.start
        whole = count == state[0]._value.shape[0]
        reached = state if whole else tuple(each[:count] for each in state)
        here = gates if count == gates._value.shape[0] else gates[span]
        after = STEPS[kind](here, reached, from_state, state_bias, projection)
        made[span.start] = after[0]
        kept = zip(after, state, strict=True)
        state = after if whole else tuple(cat([new, old[count:]]) for new, old in kept)
    results = [made[start] for start in sorted(made)]
    return (cat(results) if len(results) > 1 else results[0], *state)
