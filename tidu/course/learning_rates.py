"""C33: loss curves of several learning rates, and of one that is too large."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import partial
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEVEL = 1.05
"""Losses that differ by less than this factor count as equal."""
WEIGHTS, BIAS = (2.0, -3.4), 4.2
"""What the samples are made with."""


@dataclass(frozen=True)
class Settings(Checked):
    """Which learning rates, and how long.

    >>> Settings(rates=("0.1", "0.2")).rates
    (0.1, 0.2)
    """

    rates: tuple[float, ...] = setting(
        (0.01, 0.02, 0.03, 0.04), "course_learning_rates.rates", above=0, word="X,X"
    )
    too_large: float = setting(2.0, "course_learning_rates.too_large", above=0)
    rows: int = setting(200, "course.rows", least=2)
    noise: float = setting(0.01, "course.noise", least=0, below=1e6)
    batch_size: int = setting(10, "course.batch_size", least=1)
    epochs: int = setting(10, "course.epochs", least=1)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Trains with each rate from the same start.

    >>> numbers = run(Settings()).numbers
    >>> numbers["lowest"], numbers["too_large"]
    (0.04, 2.0)
    """
    tidu.manual_seed(settings.seed)
    x = tidu.randn(settings.rows, 2)
    y = (x @ tidu.tensor(WEIGHTS) + BIAS + settings.noise * tidu.randn(settings.rows)).reshape(-1, 1)
    rates = sorted(set(settings.rates))
    runs = {rate: train(x, y, rate, settings) for rate in (*rates, settings.too_large)}
    losses = {rate: losses for rate, (losses, _) in runs.items()}
    last = {rate: losses[rate][-1] for rate in losses}
    lowest = min(rates, key=last.__getitem__)
    numbers: dict[str, Any] = {
        "rows": settings.rows, "epochs": settings.epochs,
        "batch_size": min(settings.batch_size, settings.rows),
        "steps": -(-settings.rows // settings.batch_size) * settings.epochs,
        "floor": settings.noise**2 / 2, "first_loss": losses[lowest][0],
        "lowest": lowest, "lowest_loss": last[lowest],
        "smallest": rates[0], "smallest_loss": last[rates[0]],
        "too_large": settings.too_large, "too_large_loss": last[settings.too_large],
        "too_large_epochs": len(losses[settings.too_large]) - 1,
        "listed": [f"{last[rate]:.2g} ({rate:g})" for rate in rates],
    }  # fmt: skip
    pairs = [(rate, epoch, loss) for rate in losses for epoch, loss in enumerate(losses[rate])]
    columns = map(list, zip(*pairs, strict=True))
    table: dict[str, Any] = dict(zip(("rate", "epoch", "loss"), columns, strict=True))
    history = runs[lowest][1]
    figure = partial(picture, losses, rates)
    return Result(
        {"losses": table}, numbers, figure, see(last, rates, numbers), history.engine, history.engine_reason
    )


def train(x: Any, y: Any, rate: float, settings: Settings) -> tuple[list[float], Any]:
    """The loss of all samples at the start and after each epoch, which ends at no number where training
    left the numbers; and the history."""
    tidu.manual_seed(settings.seed + 1)
    model: Any = tidu.nn.Linear(2, 1)
    tidu.nn.init.normal_(model.weight, std=0.01)
    tidu.nn.init.zeros_(model.bias)
    with tidu.no_grad():
        start = half_square(model(x), y).item()
    with warnings.catch_warnings():
        # Leaving the numbers is what this experiment shows.
        warnings.simplefilter("ignore", RuntimeWarning)
        size: dict[str, Any] = {"epochs": settings.epochs, "batch_size": settings.batch_size}
        how: dict[str, Any] = {"lr": rate, "validation": (x, y), "compile": True}
        history = tidu.fit(model, (x, y), half_square, "sgd", **how, **size)
    losses = [start, *history.columns.get("validation_loss", [])]
    if history.stopped == "not_finite" and isfinite(losses[-1]):
        losses.append(inf)
    return losses, history


def half_square(output: Any, target: Any) -> Any:
    """The lesson's loss: half the square, so that its slope is the error itself."""
    return ((output - target) ** 2).mean() / 2


def see(last: dict[float, float], rates: list[float], numbers: dict[str, Any]) -> tuple[str, ...]:
    """Which sentences are true of the curves."""
    first, ends = numbers["first_loss"], [last[rate] for rate in rates]
    if len(rates) == 1:
        among: tuple[str, ...] = ()
    elif not isfinite(max(ends)) or max(ends) > first:
        among = ("some_climb",)
    elif max(ends) < LEVEL * min(ends):
        among = ("level" if min(ends) < 2 * numbers["floor"] else "unmoved",)
    else:
        among = ("faster",) if ends == sorted(ends, reverse=True) else ("mixed",)
    return ("see", *among, "held" if numbers["too_large_loss"] <= first else "climbs")


def picture(losses: dict[float, list[float]], rates: list[float]) -> Figure:
    """The curves of the rates, and, on a logarithmic scale, the one that is too large beside them."""
    left, right = tidu.plot.panels(2, width=4.4, height=3.4)

    def drawn(chosen: Any, ax: Any, log: bool) -> None:
        named = {f"η = {rate:g}": (list(range(len(losses[rate]))), losses[rate]) for rate in chosen}
        tidu.plot.curves(named, log=log, ax=ax)

    drawn(rates, left, False)
    drawn(losses, right, True)
    return left.figure
