"""One direction of one recurrent layer in a recording: forward and backward, time after time.

The backward is written out, for then the gates of all times are one tensor, whose products with
the weights are as large as they can be. Left to the tape, each time would add a part to a
gradient of the whole sequence: work that grows with the square of the times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tidu.functional.operands import pick
from tidu.functional.recurrent_steps import STEPS, State, Walk, joined, part
from tidu.tensor.joining import cat
from tidu.tensor.linear_algebra import linear
from tidu.tensor.tensor import Tensor

# (input's gates, state's gates, state before), as cotangents
Pulled = tuple[Tensor, Tensor, State]


class Recorded:
    """As `recurrent_kernels.Kernel`, on tensors."""

    def __init__(self, kind: str, spans: Sequence[slice], weights: Sequence[Any]):
        self.kind, self.spans = kind, spans
        self.from_input, self.from_state, self.input_bias, self.state_bias, self.projection = weights

    def forward(self, x: Tensor, *state: Tensor) -> tuple[Tensor, ...]:
        """(results [rows, out], last state, ...) for x [rows, in] and the first state."""
        gates, walk = linear(x, self.from_input, self.input_bias), Walk(self.spans, state)
        before, results = {}, {}
        self.kept: dict[int, State] = {}
        for span, reached in walk.reached():
            after, self.kept[span.start] = STEPS[self.kind](
                part(gates, span), reached, self.from_state, self.state_bias, self.projection
            )
            before[span.start], results[span.start] = reached[0], after[0]
            walk.go(after)
        self.before = joined(before)
        return (joined(results), *walk.state)

    def backward(self, slope: Tensor, *state: Tensor) -> tuple[Tensor, Tensor, list[Tensor]]:
        """From the cotangents of the results: of the input's gates, of the state's, of the first state."""
        walk, ours, theirs, arrived = Walk(self.spans[::-1], state), {}, {}, {}
        for span, (change, *rest) in walk.reached():
            change = arrived[span.start] = change + part(slope, span)
            kept = self.kept[span.start]
            ours[span.start], theirs[span.start], before = PULLS[self.kind](self, change, rest, kept)
            walk.go(before)
        if self.projection is not None:
            self.arrived = joined(arrived)
            self.made = joined({start: kept[-1] for start, kept in self.kept.items()})
        return joined(ours), joined(theirs), list(walk.state)


def _tanh(own: Recorded, change: Tensor, _: State, kept: State) -> Pulled:
    (h,) = kept
    gates = change * (1 - h * h)
    return gates, gates, (gates @ own.from_state,)


def _relu(own: Recorded, change: Tensor, _: State, kept: State) -> Pulled:
    (h,) = kept
    gates = pick(h > 0, change, 0.0)
    return gates, gates, (gates @ own.from_state,)


def _lstm(own: Recorded, change: Tensor, rest: State, kept: State) -> Pulled:
    i, f, g, o, before, bent, _ = kept
    made = change if own.projection is None else change @ own.projection
    cell = rest[0] + made * o * (1 - bent * bent)
    shares = (cell * g * i * (1 - i), cell * before * f * (1 - f))
    gates = cat([*shares, cell * i * (1 - g * g), made * bent * o * (1 - o)], 1)
    return gates, gates, (gates @ own.from_state, cell * f)


def _gru(own: Recorded, change: Tensor, _: State, kept: State) -> Pulled:
    r, z, n, h, inner = kept
    new = change * (1 - z) * (1 - n * n)
    shares = (new * inner * r * (1 - r), change * (h - n) * z * (1 - z))
    theirs = cat([*shares, new * r], 1)
    return cat([*shares, new], 1), theirs, (change * z + theirs @ own.from_state,)


PULLS: dict[str, Callable[..., Pulled]] = {"rnn_tanh": _tanh, "rnn_relu": _relu, "lstm": _lstm, "gru": _gru}
