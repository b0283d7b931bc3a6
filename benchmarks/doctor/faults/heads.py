"""Items 4, 5 and 16: output heads, losses that do not belong to them, initial weights."""

# ruff: noqa: E731 (parts of a fault in one line each)
from __future__ import annotations

from typing import Any

import numpy as np

import tidu
from benchmarks.doctor.faults.make import CHOSEN, MIXED, REAL, Faults
from benchmarks.doctor.networks import NETWORKS, Recurrent, Residual, Words, dense, flat
from tidu import nn
from tidu.nn import functional as F


def ending(*last: Any) -> Any:
    """A network that ends with these layers."""

    def build(inputs: int, outputs: int) -> nn.Module:
        first = [nn.Flatten()] if inputs == 8 and outputs == 10 else []
        return nn.Sequential(
            *first, nn.Linear(64 if first else inputs, 24), nn.ReLU(), nn.Linear(24, outputs), *last
        )

    return build


def lines(inputs: int, outputs: int) -> nn.Module:
    """Three layers without anything between them."""
    width = 64 if inputs == 8 and outputs == 10 else inputs
    return nn.Sequential(nn.Flatten(), nn.Linear(width, 32), nn.Linear(32, 16), nn.Linear(16, outputs))


def wrong_heads() -> Faults:
    """4: the last layer cannot give the targets, or does nothing."""
    made = Faults(4, REAL)
    for last in (nn.ReLU(), nn.Sigmoid(), nn.Tanh(), nn.Softplus(), nn.Softmax(1)):
        for loop in ("loader", "fit", "whole")[: 3 if isinstance(last, nn.ReLU | nn.Sigmoid) else 2]:
            made.add(f"{type(last).__name__} at the end", loop, build=ending(last))
    for loop in ("whole", "loader", "fit, eager"):
        made.add("no activation between layers", loop, *CHOSEN[(len(made.cases)) % 3], build=lines)
        made.add("no activation between layers", loop, build=lines)
    one = lambda inputs, outputs: dense(16)(inputs, 1)

    def nothing(arrays: list[np.ndarray]) -> None:
        arrays[1], arrays[3] = arrays[1] * 0, arrays[3] * 0

    for loop in ("whole", "loader"):
        made.add(
            "cross entropy of one output",
            loop,
            "moons",
            "relu 32",
            "cross entropy",
            "Adam",
            build=one,
            change=nothing,
        )
        made.add("ReLU before cross entropy", loop, *CHOSEN[len(made.cases) % 4], build=ending(nn.ReLU()))
    return made


def wrong_losses() -> Faults:
    """5: a softmax or sigmoid too many or too few, a loss of another kind of target."""
    made = Faults(5, CHOSEN)
    for loop in ("whole", "loader", "indexed", "validated", "fit", "fit, eager", "NumPy"):
        made.add(
            "softmax before cross entropy", loop, build=ending(nn.Softmax(1)), own_loss=nn.CrossEntropyLoss()
        )
    in_line = lambda output, target: F.cross_entropy(F.softmax(output, dim=1), target)
    for loop in ("whole", "loader", "clipped"):
        made.add("softmax in the line of the loss", loop, own_loss=in_line)
    for loop in ("whole", "loader"):
        made.add(
            "sigmoid before cross entropy", loop, build=ending(nn.Sigmoid()), own_loss=nn.CrossEntropyLoss()
        )
        made.add("nll without a logarithm", loop, build=ending(nn.Softmax(1)), own_loss=nn.NLLLoss())
        made.add("nll of plain scores", loop, own_loss=nn.NLLLoss())
        made.add(
            "sigmoid before bce with logits",
            loop,
            "moons",
            "relu 32",
            "bce with logits",
            "Adam",
            build=ending(nn.Sigmoid()),
        )
        made.add(
            "bce of plain scores",
            loop,
            "circles",
            "relu 32",
            "bce with logits",
            "Adam",
            own_loss=nn.BCELoss(),
        )
    own = lambda output, target: -(output.softmax(0)[tidu.arange(len(target)), target]).log().mean()
    made.add("softmax over the rows", "loader", own_loss=own)
    made.add("softmax over the rows", "whole", own_loss=own)
    chosen = lambda output, target: (
        -(output.log_softmax(0) * F.one_hot(target, output.shape[1]).float()).sum(1).mean()
    )
    for loop in ("whole", "indexed"):
        made.add("log_softmax over the rows", loop, own_loss=chosen)
    made.add("LogSoftmax(0) at the end", "whole", build=ending(nn.LogSoftmax(0)), own_loss=nn.NLLLoss())
    over = lambda output, target: F.cross_entropy(output.softmax(0), target)
    made.add("softmax over the rows, then cross entropy", "whole", own_loss=over)
    as_number = lambda output, target: F.mse_loss(output.argmax(1).float() + output.sum() * 0, target.float())
    made.add("squares of class numbers", "whole", own_loss=as_number)
    return made


def filled(build: Any, fill: Any) -> Any:
    """A network whose weights `fill` has set."""

    def made(inputs: int, outputs: int) -> nn.Module:
        model = build(inputs, outputs)
        with tidu.no_grad():
            fill(model)
        return model

    return made


def weights(model: nn.Module) -> list[Any]:
    """What has rows."""
    return [p for p in model.parameters() if p.ndim > 1]


def zero(model: nn.Module) -> None:
    """Everything 0."""
    for parameter in model.parameters():
        parameter.zero_()


def equal(model: nn.Module) -> None:
    """All weights the same number, shifts 0."""
    for parameter in model.parameters():
        parameter.fill_(0.1 if parameter.ndim > 1 else 0.0)


def ones(model: nn.Module) -> None:
    """All weights 1, shifts 0."""
    for parameter in model.parameters():
        parameter.fill_(1.0 if parameter.ndim > 1 else 0.0)


def copied(model: nn.Module) -> None:
    """The first layer's first row everywhere in it, later layers the same number, shifts 0."""
    first, *later = weights(model)
    first.copy_(first[:1].expand_as(first).clone())
    for weight in later:
        weight.fill_(0.2)
    for parameter in model.parameters():
        if parameter.ndim == 1:
            parameter.zero_()


def same_start() -> Faults:
    """16: hidden units that begin equal stay equal."""
    made = Faults(16, [one for one in MIXED if one[1] != "linear"])
    for fill in (zero, equal, ones, copied):
        for loop in ("whole", "loader", "indexed", "fit"):
            parts = made.ground[made.turn % len(made.ground)]
            made.turn += 1
            made.add(f"weights {fill.__name__}", loop, *parts, build=filled(NETWORKS[parts[1]], fill))
    for build, parts in (
        (Residual, REAL[0]), (flat(dense(32)), CHOSEN[2]), (NETWORKS["convolution"], CHOSEN[2]),
        (lambda i, o: Recurrent(nn.RNN, i, o), ("waves", "RNN", "cross entropy", "Adam")),
        (Words, ("words", "mean of words", "cross entropy", "Adam")),
    ):  # fmt: skip
        made.add("weights equal", "loader", *parts, build=filled(build, equal))
    return made
