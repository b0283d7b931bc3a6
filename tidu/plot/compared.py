"""Loss curves side by side: learning rates, optimizers, models. Those that blow up are cut and said."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.core.errors import DataError
from tidu.plot.fitted import points_of
from tidu.plot.given import Numbers, named, numbers
from tidu.plot.style import canvas, label, legend, paint
from tidu.plot.ticks import by_epoch, logarithmic
from tidu.plot.typeface import word
from tidu.text import say

HUGE = 1e60
"""Beyond this no scale says more."""
BLOWN = 10
"""A curve diverges if it ends at over this many times what the curves began with, or at no number."""


def curves(
    named_curves: Any,
    *,
    xlabel: str | None = None,
    ylabel: str | None = None,
    log: bool = False,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Curves {name: losses (n,)} over epochs 1 to n, or {name: (x, y)}; returns the axes.

    A curve that leaves for infinity is cut where it leaves the range of the others, if any stays, marked
    with a triangle there, and named as diverging. The axes are named "epoch" and "loss" unless said.

    >>> picture = curves({"0.1": [4, 2, 1], "1": [4, 400, 40000]})
    >>> [float(line.get_ydata().max()) for line in picture.lines[:2]]
    [4.0, 6.0]
    """
    lines = {name: _line(value, name) for name, value in named(named_curves, "curves").items()}
    if log and not any((y > 0).any() for _, y in lines.values()):
        raise DataError(say("plot.not_positive", name="curves"))
    starts = [float(y[np.isfinite(y)][0]) for _, y in lines.values()]
    away = {name: diverges(y, max(map(abs, starts))) for name, (_, y) in lines.items()}
    stay = [y for name, (_, y) in lines.items() if not away[name]]
    # Where all of them leave, a logarithmic scale holds the whole of them.
    if log and not stay:
        stay = [y[y < HUGE] for _, y in lines.values()]
    top = highest(np.concatenate([starts, *stay]), log)
    with canvas(ax) as axes:
        if log:
            logarithmic(axes)
        for number, (name, (x, y)) in enumerate(lines.items()):
            how = paint(number)
            if not away[name]:
                axes.plot(x, y, label=name, **how)
                continue
            x, y = cut(x, y, top, log)
            axes.plot(x, y, label=word("plot.diverges", name=name), marker="^", markevery=[-1], **how)
        if all((x == np.floor(x)).all() for x, _ in lines.values()):
            by_epoch(axes)
        label(axes, xlabel or word("plot.epoch"), ylabel or word("plot.loss"), title)
        legend(axes)
    return axes


def _line(value: Any, name: str) -> tuple[Numbers, Numbers]:
    """(x, y) of a curve that is given as such, or as its losses alone."""
    if isinstance(value, tuple) and len(value) == 2 and np.ndim(value[0]) > 0:
        return points_of(value, name)
    y = numbers(value, name)
    return np.arange(1.0, len(y) + 1), y


def diverges(y: Numbers, start: float) -> bool:
    """Whether losses leave for infinity: they end at no number, or at over ten times the `start`.

    >>> diverges(np.array([2.0, 9.0, 1.0]), 2.0), diverges(np.array([2.0, 9.0, 81.0]), 2.0)
    (False, True)
    """
    return bool(not np.isfinite(y[-1]) or y[-1] > BLOWN * start)


def highest(seen: Numbers, log: bool = False) -> float:
    """How far up one sees a diverging curve leave, above all that is `seen` of the others.

    >>> highest(np.array([4.0, 1.0])), highest(np.array([4.0, 1.0]), log=True)
    (6.0, 40.0)
    """
    seen = seen[np.isfinite(seen)]
    top, low = float(seen.max()), float(seen.min())
    return 10 * top if log and top > 0 else top + max(abs(top), top - low) / 2


def cut(x: Numbers, y: Numbers, top: float, log: bool = False) -> tuple[Numbers, Numbers]:
    """A curve as far as the height `top`, with the point where it crosses it (on the scale drawn).

    >>> cut(np.array([1.0, 2.0]), np.array([0.0, 4.0]), 1.0)
    (array([1.  , 1.25]), array([0., 1.]))
    """
    over = ~(y <= top)
    if not over.any():
        return x, y
    end = int(over.argmax())
    if end == 0 or not np.isfinite(y[end]):
        return x[: max(end, 1)], np.minimum(y[: max(end, 1)], top)
    scale = np.log if log and y[end - 1] > 0 else np.asarray
    low, high, middle = scale(y[end - 1]), scale(y[end]), scale(top)
    crossing = x[end - 1] + (x[end] - x[end - 1]) * (middle - low) / (high - low)
    return np.append(x[:end], crossing), np.append(y[:end], top)
