"""C23: ŷ = b + Σ cᵢ σ(bᵢ + wᵢ x): what each neuron gives, and that their sum is the network."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.curves import CURVES, samples
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.course.figures import below
from tidu.course.trained import Trained, chain, columns, engine, train
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CLOSE = 0.9
"""Errors of which the lower is over this part of the higher count as equal."""
KINDS = ("sigmoid", "relu")
POINTS = 120


@dataclass(frozen=True)
class Settings(Checked):
    """How many neurons share a curve between them, and how they are trained.

    >>> Settings(neurons=5).curve
    'wave'
    """

    neurons: int = setting(4, "course.neurons", least=1, below=201)
    curve: str = setting("wave", "course.curve", choices=tuple(CURVES))
    epochs: int = setting(1500, "course.epochs", least=1, below=20001)
    lr: float = setting(0.03, "course.lr", above=0, below=1)
    starts: int = setting(5, "course.starts", least=1, below=101)
    seed: int = setting(0, "course.seed", least=0)


@dataclass(frozen=True)
class Apart:
    """A network in its parts: w, b, c of each neuron, what each gives at every x, and the b of all.

    >>> Apart("relu", 0.1, ([2.0], [-1.0], [3.0]), [[0.0, 3.0]], [1.0, 4.0], 1.0).turns_at
    [0.5]
    """

    kind: str
    loss: float
    weights: tuple[list[float], list[float], list[float]]
    shares: list[list[float]]
    total: list[float]
    bias: float

    @property
    def turns_at(self) -> list[float]:
        """-b/w of each neuron: half way up its sigmoid, or at its hinge's corner; NaN for w = 0."""
        w, b, _ = self.weights
        return [-offset / weight if weight else math.nan for weight, offset in zip(w, b, strict=True)]


def run(settings: Settings) -> Result:
    """Trains sigmoids, then hinges, and takes both networks apart.

    >>> found = run(Settings(neurons=2, epochs=300, starts=1))
    >>> found.numbers["difference"] < 1e-5, sorted(found.tables)
    (True, ['neurons', 'parts'])
    """
    curve = CURVES[settings.curve]
    x, y = samples(curve, POINTS)
    trained = {
        kind: train(
            lambda kind=kind: chain((1, settings.neurons, 1), kind), x, y,
            epochs=settings.epochs, lr=settings.lr, starts=settings.starts, seed=settings.seed,
        )
        for kind in KINDS
    }  # fmt: skip
    aparts = [taken_apart(kind, found, x) for kind, found in trained.items()]
    sums = [[sum(column) + each.bias for column in zip(*each.shares, strict=True)] for each in aparts]
    numbers = {
        "neurons": settings.neurons, "formula": curve.formula, "starts": settings.starts,
        "level": (y - y.mean()).square().mean().item(),
        "difference": max(
            abs(one - other) for each, added in zip(aparts, sums, strict=True)
            for one, other in zip(each.total, added, strict=True)
        ),
        **{f"{each.kind}_{name}": value for each in aparts for name, value in numbers_of(each).items()},
    }  # fmt: skip
    places, target = x.flatten().tolist(), y.flatten().tolist()
    tables = {"parts": parts_of(aparts, places, target), "neurons": neurons_of(aparts)}
    figure = partial(picture, aparts, places, target)
    how = engine(found.history for found in trained.values())
    return Result(tables, numbers, figure, endings(numbers, smooth=settings.curve != "folds"), *how)


def endings(numbers: dict[str, Any], *, smooth: bool) -> tuple[str, ...]:
    """Which sentences are true of these losses and of the hinges that are off.

    >>> found = {"neurons": 4, "level": 0.4, "sigmoid_loss": 0.01, "relu_loss": 0.1, "relu_off": 1}
    >>> endings(found, smooth=True)
    ('see', 'sigmoid_closer', 'off_one')
    """
    losses = {kind: numbers[f"{kind}_loss"] for kind in KINDS}
    closer = min(KINDS, key=losses.__getitem__)
    if min(losses.values()) > CLOSE * numbers["level"]:
        who = "neither"
    elif min(losses.values()) > CLOSE * max(losses.values()):
        who = "level"
    elif closer == "relu":
        who = "relu_closer"
    else:
        who = "sigmoid_closer" if smooth else "sigmoid_closer_anyway"
    off = numbers["relu_off"]
    said = "off_all" if off == numbers["neurons"] else "off_one" if off == 1 else "off"
    return "see_one" if numbers["neurons"] == 1 else "see", who, *[said] * (off > 0)


def taken_apart(kind: str, found: Trained, x: Any) -> Apart:
    """c σ(b + w x) of every neuron at x [N, 1], from the weights alone."""
    hidden, _, output = found.model
    with tidu.no_grad():
        r = hidden.bias.unsqueeze(1) + hidden.weight * x.T
        shares = output.weight.T * getattr(tidu, kind)(r)
    weights = (hidden.weight.flatten().tolist(), hidden.bias.tolist(), output.weight.flatten().tolist())
    return Apart(kind, found.best, weights, shares.tolist(), found.at(x), output.bias.item())


def numbers_of(apart: Apart) -> dict[str, Any]:
    """What the text says of a network: its loss, and the neuron with the largest c."""
    w, b, c = apart.weights
    largest = max(range(len(c)), key=lambda place: abs(c[place]))
    return {
        "loss": apart.loss, "number": largest + 1, "w": w[largest], "b": b[largest], "c": c[largest],
        "at": round(apart.turns_at[largest], 3) + 0.0, "off": sum(not any(share) for share in apart.shares),
    }  # fmt: skip


def parts_of(aparts: Sequence[Apart], places: list[float], target: list[float]) -> Table:
    """A row for each neuron at each place."""
    rows = [
        (each.kind, number, x, part, total, y)
        for each in aparts
        for number, share in enumerate(each.shares, 1)
        for x, part, total, y in zip(places, share, each.total, target, strict=True)
    ]
    return columns(("activation", "neuron", "x", "part", "network", "target"), rows)


def neurons_of(aparts: Sequence[Apart]) -> Table:
    """A row for each neuron: its three weights, and where it turns."""
    rows = [
        (each.kind, number, *row)
        for each in aparts
        for number, row in enumerate(zip(*each.weights, each.turns_at, strict=True), 1)
    ]
    return columns(("activation", "neuron", "w", "b", "c", "turns_at"), rows)


def picture(aparts: Sequence[Apart], places: list[float], target: list[float]) -> Figure:
    """A panel for each activation: the parts, their sum, and the target."""
    axes = tidu.plot.panels(len(aparts), width=4.8, height=3.8)
    for each, ax in zip(aparts, axes, strict=True):
        title = say(f"course_neurons.{each.kind}", loss=each.loss)
        tidu.plot.neurons(places, each.shares, each.total, bias=each.bias, target=target, title=title, ax=ax)
        below(ax)
    return axes[0].figure
