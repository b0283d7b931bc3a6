"""Item 13: the operation where the first NaN or infinity came up."""

# ruff: noqa: E731 (parts of a fault in one line each)
from __future__ import annotations

from typing import Any

import tidu
from benchmarks.doctor.faults.make import CHOSEN, REAL, Faults
from tidu import nn


class Through(nn.Module):
    """A network with an operation of one's own between its layers."""

    def __init__(self, inputs: int, outputs: int, between: Any):
        super().__init__()
        self.first, self.head, self.between = nn.Linear(inputs, 16), nn.Linear(16, outputs), between

    def forward(self, x: Any) -> Any:
        """Scores."""
        return self.head(self.between(self.first(x)))


def through(between: Any) -> Any:
    """A builder of such networks."""
    return lambda inputs, outputs: Through(inputs, outputs, between)


MIDDLES = {
    "log of what may be negative": lambda h: h.log(),
    "log of zeros": lambda h: h.relu().log(),
    "root of what may be negative": lambda h: h.sqrt(),
    "division by zeros": lambda h: h / h.relu(),
    "exp of large numbers": lambda h: (h * 200).exp(),
    "power of negative numbers": lambda h: h**0.5,
    "zero by zero": lambda h: (h - h) / (h - h).sum(1, keepdim=True),
    "gradient of a root at 0": lambda h: (h.relu() + 0 * h).sqrt(),
    "gradient of a norm at 0": lambda h: ((h - h) ** 2).sum(1, keepdim=True).sqrt() + h,
    "arc cosine beyond 1": lambda h: (2 * h).acos(),
}


def first_nan() -> Faults:
    """13: in the network, in the loss, in the backward pass."""
    made = Faults(13, REAL)
    for place, (text, between) in enumerate(MIDDLES.items()):
        parts = (*REAL, CHOSEN[0], CHOSEN[1])[place % 7]
        made.add(text, ("loader", "whole", "fit")[place % 3], *parts, build=through(between))
    own = lambda output, target: -(target * output.softmax(1).log()).sum(1).mean()

    def hot(output: Any, target: Any) -> Any:
        shares = (output * 100).exp() / (output * 100).exp().sum(1, keepdim=True)
        return -shares[tidu.arange(len(target)), target].log().mean()

    made.add("log of a softmax by hand that underflows", "loader", *CHOSEN[0], own_loss=hot)
    made.add("log of a softmax by hand that underflows", "whole", *CHOSEN[1], own_loss=hot)
    made.add(
        "log of an error that is 0",
        "whole",
        *REAL[0],
        own_loss=lambda o, t: (o - o).abs().log().mean() + ((o - t) ** 2).mean(),
    )
    made.add(
        "relative error of targets of 0",
        "loader",
        *REAL[2],
        own_loss=lambda o, t: ((o - t) / (t - t)).abs().mean(),
    )
    made.add(
        "log of negative targets",
        "whole",
        *REAL[1],
        own_loss=lambda o, t: ((o.abs() + 1).log() - t.log()).pow(2).mean(),
    )
    made.add(
        "log of a negative output",
        "loader",
        *REAL[3],
        own_loss=lambda o, t: (o.log() - t.abs()).pow(2).mean(),
    )
    made.add(
        "cross entropy of one's own",
        "whole",
        *REAL[4],
        own_loss=lambda o, t: own(o.expand(-1, 2) * 1e4 * tidu.tensor([1.0, -1.0]), tidu.cat([t, -t], 1)),
    )
    return made
