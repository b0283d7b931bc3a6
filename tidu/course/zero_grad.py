"""C08: what happens when `zero_grad` is forgotten: gradients add up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.course.figures import below, by_epoch, until_gone
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = ("epoch", "loss", "w", "b", "gradient")
BLOWN = 10
"""A loss this many times the first has left for good."""
SEEN = (-8.0, 12.0)
"""What is drawn of the weight, which is to become 2, where one run leaves."""
FIRST = 5
"""So many of its steps are drawn where both leave."""


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

    # Without zero_grad it is a momentum of 1, which bears twice the step: it never leaves alone.
    if leaves(numbers["cleared_loss"], numbers["first_loss"]):
        return "both" if leaves(numbers["kept_loss"], numbers["first_loss"]) else "only_cleared"
    return "swings" if numbers["kept_loss"] > numbers["cleared_loss"] else "ahead"


def leaves(loss: float, first: float) -> bool:
    """Whether a run that ends with this `loss` has left for good.

    >>> leaves(50.0, 1.0), leaves(5.0, 1.0)
    (True, False)
    """
    return not isfinite(loss) or loss > BLOWN * first


def picture(cleared: dict[str, list[Any]], kept: dict[str, list[Any]]) -> Figure:
    """The loss of both runs, and the weight, which is to become 2."""
    left, right = tidu.plot.panels(2)
    with_it, without = say("course_zero_grad.cleared"), say("course_zero_grad.kept")
    gone = [leaves(rows["loss"][-1], rows["loss"][0]) for rows in (cleared, kept)]
    tidu.plot.curves({with_it: cleared["loss"], without: kept["loss"]}, log=any(gone), ax=left)
    most = FIRST if all(gone) else len(kept["w"])
    ways = [(rows["epoch"][:most], rows["w"][:most]) for rows in (cleared, kept)]
    ways.append((cleared["epoch"][:most], [2.0] * most))
    if gone[0] and not gone[1]:
        ways[0] = until_gone(*ways[0], *SEEN)
    names = [with_it, without, say("course_zero_grad.true")]
    x, y = zip(*ways, strict=True)
    tidu.plot.plot(list(x), list(y), say("course.epoch"), "w", names, fmts=("-", "r--", "k:"), ax=right)
    if any(gone) and not all(gone):
        right.set_ylim(SEEN)
    by_epoch(right)
    for ax in (left, right):
        below(ax)
    return left.figure
