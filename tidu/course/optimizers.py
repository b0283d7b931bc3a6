"""C05: one small problem, one start, eight optimizers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.course.figures import below, by_epoch, until_gone
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAMES = ("Adagrad", "Adam", "Adamax", "ASGD", "LBFGS", "RMSprop", "Rprop", "SGD")

LOW, HIGH = -1.0, 3.0
"""What is drawn of the ways of w, at most; of one that leaves, until it does."""


@dataclass(frozen=True)
class Settings(Checked):
    """How long to train, in which steps.

    >>> Settings(lr=0.1).epochs
    100
    """

    epochs: int = setting(100, "course.epochs", least=1)
    lr: float = setting(0.01, "course.lr", above=0, below=100)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Trains with each and compares.

    >>> result = run(Settings(epochs=2))
    >>> len(result.tables["epochs"]["loss"])
    16
    """
    runs = {name: train(name, settings) for name in NAMES}
    ends = {name: loss_at(rows["w"][-1], rows["b"][-1]) for name, rows in runs.items()}
    order = sorted(NAMES, key=lambda name: _low(ends[name]))
    numbers: dict[str, Any] = {"epochs": settings.epochs, "lr": settings.lr}
    numbers |= {"first_loss": runs["SGD"]["loss"][0], "reach": settings.epochs * settings.lr}
    for name, rows in runs.items():
        numbers |= {f"{name}_loss": ends[name], f"{name}_prediction": 4 * rows["w"][-1] + rows["b"][-1]}
    for place, name in (("best", order[0]), ("worst", order[-1])):
        keys = {"": name, "_loss": numbers[f"{name}_loss"], "_prediction": numbers[f"{name}_prediction"]}
        numbers |= {place + key: value for key, value in keys.items()}
    gone = [name for name in order if not _low(numbers[f"{name}_loss"]) <= numbers["first_loss"]]
    numbers |= {"order": order, "gone": gone}
    table = {"optimizer": [name for name in NAMES for _ in range(settings.epochs)]}
    table |= {key: [value for name in NAMES for value in runs[name][key]] for key in runs["SGD"]}
    see = ("see", "rates", *(("gone",) if gone else ()))
    reason = say("course_optimizers.lbfgs")
    return Result({"epochs": table}, numbers, partial(picture, runs), see, "native", reason)


def loss_at(w: float, b: float) -> float:
    """The sum of squared errors of w x + b at the three points of y = 2x.

    >>> loss_at(2.0, 0.0), loss_at(1.0, 0.0)
    (0.0, 14.0)
    """
    errors = [(w - 2) * x + b for x in (1.0, 2.0, 3.0)]
    return sum(error * error for error in errors)


def _low(loss: float) -> float:
    """A loss for putting runs in order, one that is no number last."""
    return loss if isfinite(loss) else inf


def train(name: str, settings: Settings) -> dict[str, list[Any]]:
    """y = 2x by a line: the sum of squares before each step, and the weights after it.

    LBFGS looks at the loss as often as it wants in a step, so that only the look is compiled; ten
    past steps are all that it needs to remember of two weights.
    """
    tidu.manual_seed(settings.seed)
    x = tidu.tensor([[1.0], [2.0], [3.0]])
    model: Any = tidu.nn.Linear(1, 1)
    criterion = tidu.nn.MSELoss(reduction="sum")
    memory = {"history_size": 10} if name == "LBFGS" else {}
    optimizer = getattr(tidu.optim, name)(model.parameters(), lr=settings.lr, **memory)

    def look() -> Any:
        optimizer.zero_grad()
        loss = criterion(model(x), 2 * x)
        loss.backward()
        return loss

    looking = tidu.compile(look) if name == "LBFGS" else look

    def step() -> Any:
        return optimizer.step(looking).detach()

    stepping = step if name == "LBFGS" else tidu.compile(step)
    rows: dict[str, list[Any]] = {"epoch": [], "loss": [], "w": [], "b": []}
    for epoch in range(1, settings.epochs + 1):
        row = (epoch, stepping().item(), model.weight.item(), model.bias.item())
        for column, value in zip(rows.values(), row, strict=True):
            column.append(value)
    return rows


def picture(runs: dict[str, dict[str, list[Any]]]) -> Figure:
    """Eight losses, and eight ways of the weight to 2."""
    left, right = tidu.plot.panels(2, width=4.8, height=3.8)
    losses = {name: rows["loss"] for name, rows in runs.items()}
    tidu.plot.curves(losses, ylabel=say("course_optimizers.loss"), log=True, ax=left)
    for rows in runs.values():
        gone = not _low(loss_at(rows["w"][-1], rows["b"][-1])) <= rows["loss"][0]
        right.plot(*(until_gone(rows["epoch"], rows["w"], LOW, HIGH) if gone else (rows["epoch"], rows["w"])))
    for ax in (left, right):
        # SGD goes nearly the same way as ASGD, and lies on it.
        ax.lines[NAMES.index("ASGD")].set(linewidth=5, linestyle="-", alpha=0.5)
    right.axhline(2.0, color="black", linewidth=0.8, zorder=1)
    seen = [w for rows in runs.values() for w in rows["w"] if LOW <= w <= HIGH] + [2.0]
    margin = 0.05 * (max(seen) - min(seen)) or 1.0
    ends = min(seen) - margin, max(seen) + margin
    right.set(xlabel=say("course.epoch"), ylabel="w", ylim=ends)
    by_epoch(right)
    below(left)
    return left.figure
