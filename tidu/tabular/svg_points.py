"""Points: predicted against actual, and errors by size."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tidu.tabular.markup import Markup, join, tag
from tidu.tabular.svg import BOTTOM, LEFT, RIGHT, TOP, Scale, frame, padded, picture
from tidu.text import say

Floats = npt.NDArray[np.float64]
MOST_POINTS = 2000


def sample(actual: Floats, predicted: Floats) -> tuple[Floats, Floats]:
    """At most `MOST_POINTS` finite pairs, always the same ones.

    >>> [len(values) for values in sample(np.arange(5000.0), np.arange(5000.0))]
    [2000, 2000]
    """
    finite = np.flatnonzero(np.isfinite(actual) & np.isfinite(predicted))
    if len(finite) > MOST_POINTS:
        finite = np.random.default_rng(0).choice(finite, MOST_POINTS, replace=False)
    return actual[finite], predicted[finite]


def against(actual: Floats, predicted: Floats, lang: str | None = None) -> Markup:
    """Predicted (up) against actual (right), both (N,), on one scale, and the exact line.

    >>> against(np.arange(3.0), np.arange(3.0), "en").count("<circle")
    3
    """
    low, high = padded([*actual, *predicted] or [0.0])
    x, y = Scale(low, high, LEFT, RIGHT), Scale(low, high, BOTTOM, TOP)
    exact = tag("line", x1=x(low), y1=y(low), x2=x(high), y2=y(high), class_="exact")
    return picture(
        say("report.against", lang),
        frame(x, y, say("report.actual", lang), say("report.predicted", lang)),
        exact,
        _points(x, y, actual, predicted),
    )


def errors(actual: Floats, predicted: Floats, lang: str | None = None) -> Markup:
    """Predicted minus actual (up) by predicted (right), both (N,), and the line of no error.

    >>> errors(np.arange(3.0), np.arange(3.0) + 1, "en").count("<circle")
    3
    """
    error = predicted - actual
    x = Scale(*padded([*predicted] or [0.0]), LEFT, RIGHT)
    y = Scale(*padded([*error, 0.0]), BOTTOM, TOP)
    return picture(
        say("report.errors", lang),
        frame(x, y, say("report.predicted", lang), say("report.error", lang)),
        tag("line", x1=LEFT, x2=RIGHT, y1=y(0), y2=y(0), class_="exact"),
        _points(x, y, predicted, error),
    )


def _points(x: Scale, y: Scale, across: Floats, up: Floats) -> Markup:
    """A dot for every pair, the fainter the more there are."""
    shade = float(np.clip(12 / np.sqrt(max(1, len(across))), 0.28, 0.8))
    dots = (tag("circle", cx=x(float(a)), cy=y(float(b)), r=2.6) for a, b in zip(across, up, strict=True))
    return tag("g", join(*dots), class_="points", fill_opacity=shade)
