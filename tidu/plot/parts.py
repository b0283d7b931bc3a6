"""A small network taken apart: what each neuron gives, and their sum."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.plot.given import Numbers, named, pair
from tidu.plot.style import BLACK, COLOURS, DASHES, GREY, SKY, canvas, label, legend, short
from tidu.plot.typeface import word

MOST = 6
"""Neurons that are named one by one; more are one grey crowd."""


def neurons(
    x: Any,
    parts: Any,
    total: Any,
    *,
    target: Any = None,
    bias: float = 0,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Each neuron's part of the output over x (n,), and their sum `total` (n,); returns the axes.

    `parts` are {name: (n,)} or (k, n); `target` (n,) is what was to be learned; a `bias` other than 0,
    which belongs to the sum too, is a level line.

    >>> picture = neurons([0, 1], [[0, 1], [2, 0]], [3, 2], bias=1)
    >>> [line.get_ydata().tolist() for line in picture.lines if len(line.get_label()) > 6][:2]
    [[0.0, 1.0], [2.0, 0.0]]
    """
    x, total = pair(x, total, "x", "total")
    rows = {name: pair(x, part, "x", f"parts[{name}]")[1] for name, part in named(parts, "parts").items()}
    goal = None if target is None else pair(x, target, "x", "target")[1]
    order = np.argsort(x, kind="stable")
    x, total = x[order], total[order]
    with canvas(ax) as axes:
        if goal is not None:
            axes.plot(x, goal[order], "-", color=SKY, linewidth=5, alpha=0.6, label=word("plot.target"))
        _parts(axes, x, {name: part[order] for name, part in rows.items()})
        if bias:
            name = word("plot.bias", value=short(bias))
            axes.axhline(float(bias), color=GREY, linestyle="-", linewidth=1, label=name)
        axes.plot(x, total, color=BLACK, linewidth=2.2, linestyle="-", label=word("plot.sum"))
        label(axes, "x", "y", title)
        legend(axes)
    return axes


def _parts(axes: Axes, x: Numbers, rows: dict[str, Numbers]) -> None:
    """The neurons, named where they are few."""
    if len(rows) > MOST:
        crowd = axes.plot(x, np.column_stack(list(rows.values())), "-", color=GREY, linewidth=0.6, alpha=0.6)
        crowd[0].set_label(word("plot.each_neuron", count=len(rows)))
        return
    for number, (name, part) in enumerate(rows.items()):
        shown = word("plot.neuron", number=name) if name.isdigit() else name
        axes.plot(x, part, label=shown, linewidth=1.2, color=COLOURS[number], linestyle=DASHES[number + 1])
