"""Probability densities, and samples beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.plot.given import Numbers, named, numbers
from tidu.plot.style import canvas, label, legend, paint
from tidu.plot.typeface import word
from tidu.tensor.creation import from_numpy


def densities(x: Any, parts: Any, *, title: str | None = None, ax: Axes | None = None) -> Axes:
    """Densities over x (n,), and histograms of samples on the same scale; returns the axes.

    `parts` is {name: part}. A part is a density at each x (n,), a function of x that gives it, or a
    distribution (`tidu.distributions.Normal(0.0, 1.0)`); a row of any other length is samples.

    >>> import tidu
    >>> picture = densities([0.0, 1.0], {"normal": tidu.distributions.Normal(0.0, 1.0)})
    >>> picture.lines[0].get_ydata().round(4).tolist()
    [0.3989, 0.242]
    """
    x = numbers(x, "x")
    rows = {name: _values(part, x, name) for name, part in named(parts, "parts").items()}
    with canvas(ax) as axes:
        for number, (name, row) in enumerate(rows.items()):
            how = paint(number)
            if len(row) == len(x):
                axes.plot(x, row, label=name, **how)
                continue
            row = row[np.isfinite(row)]
            shown = word("plot.samples", name=name, count=len(row))
            axes.hist(row, "auto", density=True, color=how["color"], alpha=0.3, label=shown)
        axes.set_ylim(bottom=0)
        label(axes, "x", word("plot.density"), title)
        legend(axes)
    return axes


def _values(part: Any, x: Numbers, name: str) -> Numbers:
    """A part's densities at x, or its samples."""
    if hasattr(part, "log_prob"):
        return np.exp(numbers(part.log_prob(from_numpy(x)), name))
    return numbers(part(x) if callable(part) else part, name)
