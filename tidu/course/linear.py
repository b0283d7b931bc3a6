"""C02: linear regression from nothing: our own samples, our own loop, the weights found again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.course.figures import below, by_epoch
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WEIGHTS, BIAS = (8.1, 2.0, 2.0, 4.0), 1.1
"""What the samples are made with, and training is to find."""
CLOSE = 0.1
"""Weights this near to the true ones count as found."""
FALLING = 0.985
"""A loss still falls if a quarter of the epochs takes away more than it trembles by: over 1.5 %."""
ABOVE = 1.3
"""So many times the loss of the true weights is more than the noise of a few samples explains."""


@dataclass(frozen=True)
class Settings(Checked):
    """How many samples with how much noise, and how the loop trains.

    >>> Settings(noise=0.5).rows
    500
    """

    rows: int = setting(500, "course.rows", least=2)
    noise: float = setting(0.1, "course.noise", least=0, below=1e6)
    batch_size: int = setting(16, "course.batch_size", least=1)
    epochs: int = setting(40, "course.epochs", least=2)
    lr: float = setting(0.03, "course.lr", above=0, below=100)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Draws samples, trains with the mean absolute loss, and compares.

    >>> numbers = run(Settings()).numbers
    >>> abs(numbers["w1"] - 8.1) < 0.1
    True
    """
    tidu.manual_seed(settings.seed)
    x = tidu.randn(settings.rows, len(WEIGHTS))
    y = x @ tidu.tensor(WEIGHTS) + BIAS + settings.noise * tidu.randn(settings.rows)
    epochs, reason = train(x, y, settings)
    found = [epochs[name][-1] for name in ("w1", "w2", "w3", "w4", "b")]
    furthest = max(abs(a - b) for a, b in zip(found, (*WEIGHTS, BIAS), strict=True))
    floor = settings.noise * math.sqrt(2 / math.pi)
    numbers = {
        **dict(zip(("w1", "w2", "w3", "w4", "b"), found, strict=True)),
        "first_loss": epochs["loss"][0], "loss": epochs["loss"][-1], "floor": floor, "furthest": furthest,
        "rows": settings.rows, "epochs": settings.epochs,
        "batch_size": min(settings.batch_size, settings.rows),
        "steps": -(-settings.rows // settings.batch_size) * settings.epochs,
        "lr": settings.lr, "noise": settings.noise,
    }  # fmt: skip
    columns = {f"x{j + 1}": x[:, j].tolist() for j in range(len(WEIGHTS))} | {"y": y.tolist()}
    tables = {"data": columns, "epochs": epochs}
    figure = partial(picture, columns, epochs, floor)
    far = numbers["steps"] * settings.lr < max(WEIGHTS)
    see = ("see", ending(epochs, furthest, floor, settings.rows, far))
    engine = "eager" if reason else "native"
    return Result(tables, numbers, figure, see, engine, reason)


def train(x: Any, y: Any, settings: Settings) -> tuple[dict[str, list[Any]], str]:
    """The loop of the lesson, each step as native code; one row an epoch, and why it was not native."""
    w = tidu.zeros(len(WEIGHTS), requires_grad=True)
    b = tidu.zeros(1, requires_grad=True)

    @tidu.compile
    def step(features: Any, labels: Any) -> Any:
        loss = (features @ w + b - labels).abs().mean()
        loss.backward()
        with tidu.no_grad():
            for parameter in (w, b):
                parameter -= settings.lr * parameter.grad
                parameter.grad.zero_()
        return loss.detach()

    epochs: dict[str, list[Any]] = {name: [] for name in ("epoch", "loss", "w1", "w2", "w3", "w4", "b")}
    for epoch in range(1, settings.epochs + 1):
        total = 0.0
        for batch in tidu.randperm(len(x)).split(settings.batch_size):
            total += step(x[batch], y[batch]).item() * len(batch)
        row = (epoch, total / len(x), *w.tolist(), b.item())
        for name, value in zip(epochs, row, strict=True):
            epochs[name].append(value)
    return epochs, step.reason


def ending(epochs: dict[str, list[Any]], furthest: float, floor: float, rows: int, far: bool) -> str:
    """Which sentence is true at the end: found, not to be found, as near as the noise lets, or neither.

    `far`: all steps together, each as long as the learning rate, would not reach the largest weight.
    """
    if furthest < CLOSE:
        return "found"
    if rows <= len(WEIGHTS):
        return "too_few"
    losses = epochs["loss"]
    if losses[-1] <= floor:
        return "noisy"
    quarter = max(1, len(losses) // 4)
    recent, before = sum(losses[-quarter:]), sum(losses[-2 * quarter : -quarter])
    if recent < FALLING * before:
        return "on_the_way"
    return "short" if far else "jumps" if losses[-1] > ABOVE * floor else "jitter"


def picture(data: dict[str, list[float]], epochs: dict[str, list[Any]], floor: float) -> Figure:
    """The loss and the weights by epoch, then the samples with the line found for each feature."""
    loss, weights, *features = tidu.plot.panels(3, 2, width=3.3, height=2.7)
    epoch = say("course.epoch")
    losses = [epochs["loss"], [floor] * len(epochs["epoch"])]
    names = [say("course.loss"), say("course_linear.floor")]
    tidu.plot.plot(epochs["epoch"], losses, epoch, say("course.loss"), legend=names, ax=loss)
    names = ["w1", "w2", "w3", "w4", "b"]
    tidu.plot.plot(epochs["epoch"], [epochs[name] for name in names], epoch, say("course_linear.weights"),
                   legend=names, fmts=("-", "m--", "g-.", "r:", "k-"), ax=weights)  # fmt: skip
    below(weights, 3)
    by_epoch(loss, weights)
    for j, ax in enumerate(features, 1):
        x, slope, b = data[f"x{j}"], epochs[f"w{j}"][-1], epochs["b"][-1]
        ends = [min(x), max(x)]
        name = f"{slope:.2f} x{j} {'−' if b < 0 else '+'} {abs(b):.2f}"
        line = {name: (ends, [slope * end + b for end in ends])}
        tidu.plot.fits(x, data["y"], line, labels=(f"x{j}", "y"), title=name, ax=ax)
        ax.get_legend().remove()  # the title names the line, and hides no sample
    return loss.figure
