"""C03: the way down the loss surface, by all samples at once and by a few at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.course.figures import until_gone
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WEIGHT, BIAS = 2.0, 1.0
"""What the samples are made with."""
WIDE = 3.0
"""The random start is drawn from the square that reaches this far from 0."""

FAR = 0.5
"""A path is still on the way where it ends over this part of the start's height above the minimum."""
BLOWN = 2
"""A path has left for good where its loss ends over this many times that of the start."""
STEPS, FURTHEST = 4, 8
"""Of paths that leave, the picture shows so many places, but at most so many times the start's distance."""


@dataclass(frozen=True)
class Settings(Checked):
    """The samples, and the steps over them.

    >>> Settings(lr=0.2).batch_size
    8
    """

    rows: int = setting(64, "course.rows", least=2)
    noise: float = setting(0.5, "course.noise", least=0, below=1e6)
    batch_size: int = setting(8, "course_descent.batch_size", least=1)
    epochs: int = setting(20, "course.epochs", least=1)
    lr: float = setting(0.1, "course.lr", above=0, below=100)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Two descents from one random start: a step for all samples, and a step for each batch.

    >>> result = run(Settings(epochs=2))
    >>> [result.numbers[name] for name in ("full_steps", "mini_steps")]
    [2, 16]
    """
    tidu.manual_seed(settings.seed)
    start = 2 * WIDE * tidu.rand(2, dtype=tidu.float64) - WIDE
    x = 2 * tidu.rand(settings.rows, dtype=tidu.float64)
    y = WEIGHT * x + BIAS + settings.noise * tidu.randn(settings.rows, dtype=tidu.float64)
    loss, minimum = bowl(x, y)
    full, reason = descend(x, y, start, settings, settings.rows)
    mini, _ = descend(x, y, start, settings, settings.batch_size)
    for path in (full, mini):
        path["loss"] = [loss(w, b) for w, b in zip(path["w"], path["b"], strict=True)]
    numbers = {
        "rows": settings.rows, "lr": settings.lr, "epochs": settings.epochs,
        "batch_size": settings.batch_size, "batch": min(settings.batch_size, settings.rows),
        "minimum_w": minimum[0], "minimum_b": minimum[1], "minimum_loss": loss(*minimum),
        "start_w": full["w"][0], "start_b": full["b"][0], "start_loss": full["loss"][0],
    }  # fmt: skip
    for name, path in (("full", full), ("mini", mini)):
        numbers |= {f"{name}_{key}": path[key][-1] for key in ("w", "b", "loss")}
        numbers[f"{name}_steps"] = len(path["w"]) - 1
    steps = {"path": ["full"] * len(full["w"]) + ["mini"] * len(mini["w"])}
    steps |= {key: full[key] + mini[key] for key in full}
    tables = {"steps": steps, "data": {"x": x.tolist(), "y": y.tolist()}}
    figure = partial(picture, full, mini, loss, minimum)
    engine = "eager" if reason else "native"
    return Result(tables, numbers, figure, ("see", ending(numbers)), engine, reason)


def bowl(x: Any, y: Any) -> tuple[Callable[[Any, Any], Any], tuple[float, float]]:
    """The mean squared loss of all samples at (w, b), numbers or grids of them, and where it is least."""
    mx, my = x.mean().item(), y.mean().item()
    spread = ((x - mx) ** 2).mean().item()
    best_w = ((x - mx) * (y - my)).mean().item() / spread
    best_b = my - best_w * mx
    least = ((best_w * x + best_b - y) ** 2).mean().item()

    def loss(w: Any, b: Any) -> Any:
        # As squares around the lowest point: a difference of large numbers would end below it.
        off = w - best_w
        rest = b - best_b + mx * off
        return least + spread * off * off + rest * rest

    return loss, (best_w, best_b)


def descend(x: Any, y: Any, start: Any, settings: Settings, size: int) -> tuple[dict[str, list[float]], str]:
    """Every place on the way, the start included, and why the steps were not native ("" if they were)."""
    place = start.clone().requires_grad_()

    @tidu.compile
    def step(features: Any, labels: Any) -> Any:
        loss = ((place[0] * features + place[1] - labels) ** 2).mean()
        loss.backward()
        with tidu.no_grad():
            place.sub_(settings.lr * place.grad)
            place.grad.zero_()
        return loss.detach()

    path: dict[str, list[float]] = {"epoch": [0], "w": [start[0].item()], "b": [start[1].item()]}
    for epoch in range(1, settings.epochs + 1):
        for batch in tidu.randperm(len(x)).split(size):
            step(x[batch], y[batch])
            for name, value in zip(path, (epoch, *place.tolist()), strict=True):
                path[name].append(value)
    return path, step.reason


def ending(numbers: dict[str, Any]) -> str:
    """Which sentence is true of the two ends."""
    full, mini = numbers["full_loss"], numbers["mini_loss"]
    if not all(isfinite(loss) and loss < BLOWN * numbers["start_loss"] for loss in (full, mini)):
        return "diverged"
    if numbers["batch_size"] >= numbers["rows"]:
        return "same"
    if mini >= full:
        return "full_ahead"
    least = numbers["minimum_loss"]
    return "on_the_way" if full - least > FAR * (numbers["start_loss"] - least) else "mini_ahead"


def picture(full: Any, mini: Any, loss: Any, minimum: tuple[float, float]) -> Figure:
    """The contours with both paths; the loss of all samples after each epoch."""
    left, right = tidu.plot.panels(2, height=3.8)
    named = {say("course_descent.full"): full, say("course_descent.mini"): mini}
    start = full["w"][0], full["b"][0]
    ranges: dict[str, Any] = {}
    if not max(full["loss"][-1], mini["loss"][-1]) < BLOWN * full["loss"][0]:
        way = max(abs(begin - end) for begin, end in zip(start, minimum, strict=True))
        first = [*full["w"][:STEPS], *mini["w"][:STEPS]]
        margin = min(max(abs(w - minimum[0]) for w in first), FURTHEST * way)
        ranges = {axis: (end - margin, end + margin) for axis, end in zip("xy", minimum, strict=True)}
    paths = {name: seen(path, ranges) for name, path in named.items()}
    tidu.plot.surface(loss, paths, minimum=minimum, ax=left, **ranges)
    least = loss(*minimum)
    ends = {name: last_of_epochs(path, least) for name, path in named.items()}
    tidu.plot.curves(ends, ylabel=say("course_descent.above"), log=True, ax=right)
    return left.figure


def seen(path: dict[str, list[float]], ranges: dict[str, tuple[float, float]]) -> tuple[Any, Any]:
    """A path (ws, bs) until it leaves the `ranges`, where there are any.

    >>> seen({"w": [0.0, 9.0, -99.0], "b": [1.0, 1.0, 1.0]}, {"x": (-2.0, 2.0), "y": (0.0, 2.0)})
    ([0.0, 9.0], [1.0, 1.0])
    """
    w, b = path["w"], path["b"]
    ends = [len(until_gone(x, x, *ranges[axis])[0]) for axis, x in (("x", w), ("y", b)) if axis in ranges]
    return w[: min(ends, default=len(w))], b[: min(ends, default=len(b))]


def last_of_epochs(path: dict[str, list[float]], least: float) -> tuple[list[float], list[float]]:
    """The epochs, and how far the loss is above the `least` after each.

    >>> last_of_epochs({"epoch": [0, 1, 1], "loss": [9.0, 4.0, 1.5]}, 1.0)
    ([0, 1], [8.0, 0.5])
    """
    last = dict(zip(path["epoch"], path["loss"], strict=True))
    return list(last), [loss - least for loss in last.values()]
