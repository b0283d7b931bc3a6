"""Predictions against what was measured."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.plot.given import Numbers, pair
from tidu.plot.style import BLACK, BLUE, canvas, label, legend, short
from tidu.plot.typeface import word


def predicted_actual(
    actual: Any, predicted: Any, *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """Each row as a point (actual, predicted), each (n,); a perfect model's points lie on the diagonal.

    The title, where none is given, says the mean distance from the diagonal and R², the share of the
    variance that is explained. Returns the axes.

    >>> picture = predicted_actual([1, 2, 3], [1, 2, 4])
    >>> picture.lines[0].get_xydata().tolist(), "0.333" in picture.get_title()
    ([[1.0, 1.0], [2.0, 2.0], [3.0, 4.0]], True)
    """
    actual, predicted = pair(actual, predicted, "actual", "predicted")
    ends = np.concatenate([actual, predicted])
    low, high = float(ends[np.isfinite(ends)].min()), float(ends[np.isfinite(ends)].max())
    margin = 0.05 * ((high - low) or 1.0)
    both = (low - margin, high + margin)
    with canvas(ax, (4.0, 4.0)) as axes:
        faint = 0.7 if len(actual) < 300 else 0.3
        axes.plot(actual, predicted, "o", color=BLUE, alpha=faint, markersize=4, mew=0)
        axes.plot(both, both, color=BLACK, linestyle="--", linewidth=1, label=word("plot.exact"))
        axes.set(xlim=both, ylim=both, aspect="equal")
        title = _agreement(actual, predicted) if title is None else title
        label(axes, word("plot.actual"), word("plot.predicted"), title)
        legend(axes, loc="upper left")
    return axes


def _agreement(actual: Numbers, predicted: Numbers) -> str:
    """How well they agree, in a line; without R² where the actual values do not vary."""
    known = np.isfinite(actual) & np.isfinite(predicted)
    actual, predicted = actual[known], predicted[known]
    distance = short(np.abs(actual - predicted).mean()) if known.any() else "-"
    spread = ((actual - actual.mean()) ** 2).sum() if known.any() else 0.0
    if not spread:
        return word("plot.off_only", distance=distance)
    share = 1 - ((actual - predicted) ** 2).sum() / spread
    return word("plot.off", distance=distance, share=short(share))
