"""C08: what happens when `zero_grad` is forgotten: gradients add up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.course.figures import below, by_epoch
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = ("epoch", "loss", "w", "b", "gradient")
BLOWN = 10
"""A loss this many times the first has left for good."""


@dataclass(frozen=True)
class Settings(Checked):
    """How long to train, in which steps.

    >>> Settings(lr=0.02).epochs
    60
    """

    epochs: int = setting(60, "course.epochs", least=2)
    lr: float = setting(0.01, "course.lr", above=0, below=100)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """The same model twice from the same start, with `zero_grad` and without.

    >>> numbers = run(Settings()).numbers
    >>> numbers["cleared_loss"] < numbers["kept_loss"]
    True
    """
    cleared, reason = train(settings, clear=True)
    kept, _ = train(settings, clear=False)
    numbers = {"lr": settings.lr, "epochs": settings.epochs, "first_loss": cleared["loss"][0]}
    for name, rows in (("cleared", cleared), ("kept", kept)):
        numbers |= {f"{name}_{key}": rows[key][-1] for key in ("loss", "w", "b")}
    numbers |= {
        f"{name}_gradient": rows["gradient"][1] for name, rows in (("cleared", cleared), ("kept", kept))
    }
    numbers["first_gradient"] = cleared["gradient"][0]
    table = {"run": ["zero_grad"] * len(cleared["loss"]) + ["forgotten"] * len(kept["loss"])}
    table |= {name: cleared[name] + kept[name] for name in COLUMNS}
    figure, engine = partial(picture, cleared, kept), "eager" if reason else "native"
    return Result({"epochs": table}, numbers, figure, ("see", ending(numbers)), engine, reason)


def train(settings: Settings, clear: bool) -> tuple[dict[str, list[Any]], str]:
    """y = 2x by a line, one step an epoch; loss before and weights after each, and w's gradient in it."""
    tidu.manual_seed(settings.seed)
    x = tidu.tensor([[1.0], [2.0], [3.0]])
    y = 2 * x
    model: Any = tidu.nn.Linear(1, 1)
    optimizer = tidu.optim.SGD(model.parameters(), lr=settings.lr)

    @tidu.compile
    def step() -> Any:
        if clear:
            optimizer.zero_grad()
        loss = ((model(x) - y) ** 2).sum()
        loss.backward()
        optimizer.step()
        return loss.detach()

    rows: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for epoch in range(1, settings.epochs + 1):
        loss = step().item()
        gradient = model.weight.grad.item()
        for name, value in zip(
            COLUMNS, (epoch, loss, model.weight.item(), model.bias.item(), gradient), strict=True
        ):
            rows[name].append(value)
    return rows, step.reason


def ending(numbers: dict[str, Any]) -> str:
    """Which sentence is true of the two ends."""

    def gone(loss: float) -> bool:
        return not isfinite(loss) or loss > BLOWN * numbers["first_loss"]

    # Without zero_grad it is a momentum of 1, which bears twice the step: it never leaves alone.
    if gone(numbers["cleared_loss"]):
        return "both" if gone(numbers["kept_loss"]) else "only_cleared"
    return "swings" if numbers["kept_loss"] > numbers["cleared_loss"] else "ahead"


def picture(cleared: dict[str, list[Any]], kept: dict[str, list[Any]]) -> Figure:
    """The loss of both runs, and the weight, which is to become 2."""
    left, right = tidu.plot.panels(2)
    with_it, without = say("course_zero_grad.cleared"), say("course_zero_grad.kept")
    tidu.plot.curves({with_it: cleared["loss"], without: kept["loss"]}, ax=left)
    lines = [cleared["w"], kept["w"], [2.0] * len(kept["w"])]
    names = [with_it, without, say("course_zero_grad.true")]
    tidu.plot.plot(
        cleared["epoch"], lines, say("course.epoch"), "w", legend=names, fmts=("-", "r--", "k:"), ax=right
    )
    by_epoch(right)
    for ax in (left, right):
        below(ax)
    return left.figure
