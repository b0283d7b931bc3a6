"""A bar for the model and each baseline, best first."""

from __future__ import annotations

import math

from tidu.tabular.markup import Markup, join, tag
from tidu.tabular.numbers import number
from tidu.tabular.svg import WIDTH, picture
from tidu.tabular.verdict import MODEL, Verdict
from tidu.text import say

ROW = 58
RIGHT = WIDTH - 70


def bars(found: Verdict, lang: str | None = None) -> Markup:
    """The ranking of `found` as bars from zero, each under its name; the value at its end.

    >>> bars(Verdict("test", "rmse", [("model", 1.0), ("mean", 2.0)]), "en").count("<rect")
    2
    """
    finite = [value for _, value in found.ranking if math.isfinite(value)]
    longest = max(finite, default=0) or 1.0
    rows = [
        _bar(place, name, value, min(value, longest) / longest, lang)
        for place, (name, value) in enumerate(found.ranking)
    ]
    return picture(say("report.comparison", lang), *rows, height=ROW * len(rows) + 10)


def _bar(place: int, name: str, value: float, share: float, lang: str | None) -> Markup:
    """One name and its bar; a value that is not finite has none."""
    key = "report.model" if name == MODEL else f"baselines.{name}"
    length = max(2.0, share * RIGHT) if math.isfinite(value) else 2.0
    top, colour = place * ROW, "bar model" if name == MODEL else "bar"
    return join(
        tag("text", say(key, lang), x=0, y=top + 22),
        tag("rect", x=0, y=top + 30, width=length, height=20, rx=3, class_=colour),
        tag("text", number(value), x=length + 8, y=top + 45, class_="value"),
    )
