"""One time of a recurrent cell, written in ordinary tensor operations.

This is what cells do, what a recording takes down, so that it compiles, and what gradients of
gradients go through. `recurrent_kernels` computes the same at once where none of that is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tidu.functional.rectify import relu
from tidu.tensor.joining import cat, chunk
from tidu.tensor.linear_algebra import linear
from tidu.tensor.mathematics import sigmoid, tanh
from tidu.tensor.tensor import Tensor

State = Sequence[Tensor]  # h, and for LSTM c
Step = tuple[State, State]  # the next state, and what its gradient is computed from


def simple(bend: Callable[[Tensor], Tensor]) -> Callable[..., Step]:
    """h ← bend(input's gates + state's gates)."""

    def step(gates: Tensor, state: State, from_state: Tensor, bias: Tensor | None, _: object) -> Step:
        h = bend(gates + linear(state[0], from_state, bias))
        return (h,), (h,)

    return step


def lstm(
    gates: Tensor, state: State, from_state: Tensor, bias: Tensor | None, projection: Tensor | None
) -> Step:
    """Gates i, f, g, o: c ← f·c + i·g, h ← o·tanh(c), then projected if there is a projection."""
    h, before = state
    i, f, g, o = chunk(gates + linear(h, from_state, bias), 4, 1)
    i, f, g, o = sigmoid(i), sigmoid(f), tanh(g), sigmoid(o)
    c = f * before + i * g
    bent = tanh(c)
    made = o * bent
    return (made if projection is None else linear(made, projection), c), (i, f, g, o, before, bent, made)


def gru(gates: Tensor, state: State, from_state: Tensor, bias: Tensor | None, _: object) -> Step:
    """Gates r, z, n: n = tanh(input's + r · state's), h ← n + z·(h − n)."""
    (h,) = state
    ours = chunk(gates, 3, 1)
    theirs = chunk(linear(h, from_state, bias), 3, 1)
    r, z = (sigmoid(a + b) for a, b in zip(ours[:2], theirs[:2], strict=True))
    n = tanh(ours[2] + r * theirs[2])
    return (n + z * (h - n),), (r, z, n, h, theirs[2])


STEPS: dict[str, Callable[..., Step]] = {
    "rnn_tanh": simple(tanh), "rnn_relu": simple(relu), "lstm": lstm, "gru": gru,
}  # fmt: skip


class Walk:
    """Times walked one after another, each with the rows of the state that reach it."""

    def __init__(self, spans: Sequence[slice], state: Iterable[Tensor]):
        self.spans, self.state = spans, tuple(state)

    def reached(self) -> Iterator[tuple[slice, State]]:
        """(rows of the time, state of these) for each time; `go` then says what the state became."""
        for span in self.spans:
            self.count = span.stop - span.start
            whole = self.count == self.state[0]._value.shape[0]
            yield span, self.state if whole else tuple(each[: self.count] for each in self.state)

    def go(self, after: State) -> None:
        """Rows that the time does not reach keep their state."""
        rest = self.count < self.state[0]._value.shape[0]
        kept = zip(after, self.state, strict=True)
        self.state = tuple(cat([new, old[self.count :]]) if rest else new for new, old in kept)


def part(rows: Tensor, span: slice) -> Tensor:
    """The rows of one time."""
    return rows if span.stop - span.start == rows._value.shape[0] else rows[span]


def joined(parts: dict[int, Tensor]) -> Tensor:
    """What was made at each time, in the order of times."""
    ordered = [parts[start] for start in sorted(parts)]
    return cat(ordered) if len(ordered) > 1 else ordered[0]


def unrolled(kind: str, spans: Sequence[slice], x: Tensor, *rest: Tensor | None) -> tuple[Tensor, ...]:
    """(results [rows, out], last state, ...) of one direction, time after time.

    rest: h, c (None but for LSTM), then the weights in the order of `recurrent_kernels.Kernel`.
    """
    h, c, from_input, from_state, input_bias, *others = rest
    assert from_input is not None
    walk = Walk(spans, [each for each in (h, c) if each is not None])
    gates, made = linear(x, from_input, input_bias), {}
    for span, state in walk.reached():
        after, _ = STEPS[kind](part(gates, span), state, from_state, *others)
        made[span.start] = after[0]
        walk.go(after)
    return (joined(made), *walk.state)
