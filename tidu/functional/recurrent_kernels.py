"""One direction of one recurrent layer over a whole sequence, forward and backward, on arrays.

The input's products are made for all times at once, and so are the gradients of the weights;
what must wait for the time before is one product and a few passes over rows. Gates that are
sigmoids are computed as (1 + tanh(z / 2)) / 2, so that one call of tanh serves them all.

Rows are packed: all rows of the first time, then all of the second, ... `spans` says where each
time lies, in the order in which the times are walked. A time with fewer rows than another has
the first ones: a state that such a time does not reach stays, whether it has ended (forward) or
not begun (backward).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray
Spans = Sequence[slice]


def rows_of(span: slice) -> slice:
    """The rows of the state that the time at `span` reaches.

    >>> rows_of(slice(4, 6))
    slice(0, 2, None)
    """
    return slice(0, span.stop - span.start)


def offset(products: Array, *biases: Array | None) -> Array:
    """`products` [rows, width] with the biases added to each row, in place, in one pass."""
    given = [bias for bias in biases if bias is not None]
    if given:
        products += sum(given[1:], given[0])
    return products


class Kernel:
    """What all kinds of cells have in common; a kind fills in `forward` and `backward`.

    weights: input [gates, in], state [gates, out], their two biases or None, and LSTM's
    projection [out, hidden] or None. `forward` keeps what `backward` needs.
    """

    def __init__(self, spans: Spans, weights: Sequence[Any]):
        self.spans = spans
        self.from_input, self.from_state, self.input_bias, self.state_bias, self.projection = weights
        self.turned = np.ascontiguousarray(self.from_state.T)  # products are twice as quick

    def forward(self, x: Array, *state: Array) -> tuple[Array, ...]:
        """(results [rows, out], last state, ...) for x [rows, in] and the first state."""
        raise NotImplementedError

    def backward(self, slope: Array, *state: Array) -> tuple[Array, Array, list[Array]]:
        """From the cotangents of the results: of the input's gates, of the state's, of the first state."""
        raise NotImplementedError

    def begin(self, x: Array, state: Array, *biases: Array | None) -> Array:
        """The input's gates for all times, with those biases; room to note the state before each."""
        self.before = np.empty((len(x), state.shape[1]), x.dtype)
        return offset(x @ self.from_input.T, *biases)


class Simple(Kernel):
    """h ← f(input's gates + state's gates)."""

    def forward(self, x: Array, *state: Array) -> tuple[Array, ...]:
        h = state[0].copy()
        self.out = self.begin(x, h, self.input_bias, self.state_bias)
        for span in self.spans:
            before, gates = h[rows_of(span)], self.out[span]
            self.before[span] = before
            gates += before @ self.turned
            self.bend(gates)
            before[...] = gates
        return self.out, h

    def backward(self, slope: Array, *state: Array) -> tuple[Array, Array, list[Array]]:
        gates, change = self.slopes(), state[0].copy()
        for span in reversed(self.spans):
            carried, here = change[rows_of(span)], gates[span]
            carried += slope[span]
            here *= carried
            np.matmul(here, self.from_state, out=carried)
        return gates, gates, [change]

    def bend(self, gates: Array) -> None:
        """The nonlinearity, in place."""
        raise NotImplementedError

    def slopes(self) -> Array:
        """Its derivative, from its results."""
        raise NotImplementedError


class Tanh(Simple):
    """The cell of `RNN(nonlinearity="tanh")`."""

    def bend(self, gates: Array) -> None:
        np.tanh(gates, out=gates)

    def slopes(self) -> Array:
        return 1 - self.out * self.out


class Relu(Simple):
    """The cell of `RNN(nonlinearity="relu")`."""

    def bend(self, gates: Array) -> None:
        np.maximum(gates, 0, out=gates)

    def slopes(self) -> Array:
        return (self.out > 0).astype(self.out.dtype)


def share(gates: Array, halves: Any = 0.5, lift: Any = 0.5) -> None:
    """The sigmoid of `gates`, in place; where `halves` is 1 and `lift` 0, their tanh."""
    gates *= halves
    np.tanh(gates, out=gates)
    gates *= halves
    gates += lift


class Lstm(Kernel):
    """Gates i, f, g, o: c ← f·c + i·g, h ← o·tanh(c), then projected if there is a projection."""

    def forward(self, x: Array, *state: Array) -> tuple[Array, ...]:
        h, c = (each.copy() for each in state)
        gates = self.begin(x, h, self.input_bias, self.state_bias)
        width = c.shape[1]
        halves = np.repeat(np.array([0.5, 0.5, 1.0, 0.5], x.dtype), width)
        lift = 1 - halves
        self.cells, self.bent = (np.empty((len(x), width), x.dtype) for _ in range(2))
        self.gates, self.made = gates, np.empty((len(x), width), x.dtype)
        self.out = self.made if self.projection is None else np.empty((len(x), h.shape[1]), x.dtype)
        for span in self.spans:
            here, before, cell = gates[span], h[rows_of(span)], c[rows_of(span)]
            self.before[span], self.cells[span] = before, cell
            here += before @ self.turned
            share(here, halves, lift)
            i, f, g, o = here.reshape(len(here), 4, width).transpose(1, 0, 2)
            cell *= f
            cell += i * g
            np.tanh(cell, out=self.bent[span])
            np.multiply(o, self.bent[span], out=self.made[span])
            if self.projection is not None:
                np.matmul(self.made[span], self.projection.T, out=self.out[span])
            before[...] = self.out[span]
        return self.out, h, c

    def backward(self, slope: Array, *state: Array) -> tuple[Array, Array, list[Array]]:
        change, kept = (each.copy() for each in state)
        gates, to_cell, forget = self.slopes()
        self.arrived = slope if self.projection is None else np.empty_like(slope)
        for span in reversed(self.spans):
            carried, cell, here = change[rows_of(span)], kept[rows_of(span)], gates[span]
            carried += slope[span]
            made = carried
            if self.projection is not None:
                self.arrived[span] = carried
                made = carried @ self.projection
            here[:, 3] *= made
            made = made * to_cell[span]
            made += cell
            here[:, :3] *= made[:, None]
            np.multiply(made, forget[span], out=cell)
            np.matmul(here.reshape(len(here), -1), self.from_state, out=carried)
        flat = gates.reshape(len(gates), -1)
        return flat, flat, [change, kept]

    def slopes(self) -> tuple[Array, Array, Array]:
        """For all times: gates [rows, 4, width] by what they do, h by c, and c by c before."""
        parted = self.gates.reshape(len(self.gates), 4, -1)
        i, f, g, o = parted.transpose(1, 0, 2)
        slopes = parted * (1 - parted)
        slopes[:, 0] *= g
        slopes[:, 1] *= self.cells
        slopes[:, 2] = (1 - g * g) * i
        slopes[:, 3] *= self.bent
        return slopes, (1 - self.bent * self.bent) * o, f


class Gru(Kernel):
    """Gates r, z, n: n = tanh(input's + r · state's), h ← n + z·(h − n)."""

    def forward(self, x: Array, *state: Array) -> tuple[Array, ...]:
        h = state[0].copy()
        gates, width = self.begin(x, h, self.input_bias), h.shape[1]
        self.gates, self.inner = gates, np.empty((len(x), width), x.dtype)
        self.out = np.empty((len(x), width), x.dtype)
        for span in self.spans:
            here, before = gates[span], h[rows_of(span)]
            self.before[span] = before
            there = offset(before @ self.turned, self.state_bias)
            shares, new = here[:, : 2 * width], here[:, 2 * width :]
            shares += there[:, : 2 * width]
            share(shares)
            self.inner[span] = there[:, 2 * width :]
            new += shares[:, :width] * self.inner[span]
            np.tanh(new, out=new)
            before -= new
            before *= shares[:, width:]
            before += new
            self.out[span] = before
        return self.out, h

    def backward(self, slope: Array, *state: Array) -> tuple[Array, Array, list[Array]]:
        change = state[0].copy()
        by_input, by_state, update = self.slopes()
        for span in reversed(self.spans):
            carried, here, there = change[rows_of(span)], by_input[span], by_state[span]
            carried += slope[span]
            here *= carried[:, None]
            there *= carried[:, None]
            carried *= update[span]
            carried += there.reshape(len(there), -1) @ self.from_state
        count = len(by_input)
        return by_input.reshape(count, -1), by_state.reshape(count, -1), [change]

    def slopes(self) -> tuple[Array, Array, Array]:
        """For all times: the input's gates and the state's by what they do to h, and h by h before."""
        parted = self.gates.reshape(len(self.gates), 3, -1)
        r, z, n = parted.transpose(1, 0, 2)
        by_input = parted * (1 - parted)
        by_input[:, 1] *= self.before - n
        by_input[:, 2] = (1 - z) * (1 - n * n)
        by_input[:, 0] *= self.inner * by_input[:, 2]
        by_state = by_input.copy()
        by_state[:, 2] *= r
        return by_input, by_state, z
