"""The frame of a picture: scales from data to places, ticks, grid and axis names.

A picture is 480 wide, so that in a column of that width its text is as large as the
page's, and on a telephone still readable. Colours are classes of the report's style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tidu.tabular.markup import Markup, join, tag
from tidu.tabular.numbers import tick_labels

WIDTH, HEIGHT = 480, 330
LEFT, RIGHT, TOP, BOTTOM = 56, 468, 34, 286


@dataclass(frozen=True)
class Scale:
    """From `low`..`high` in data to `start`..`end` in the picture, evenly or by logarithm.

    >>> Scale(0, 10, 100, 200)(5), Scale(1, 100, 0, 10, logarithmic=True)(10)
    (150.0, 5.0)
    """

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        low, high = self.low, self.high
        if self.logarithmic:
            low, high, value = math.log(low), math.log(high), math.log(value)
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round numbers inside the range, three to eight of them.

        >>> Scale(0, 10, 0, 1).ticks(), Scale(0.05, 30, 0, 1, logarithmic=True).ticks()
        ([0.0, 2.0, 4.0, 6.0, 8.0, 10.0], [0.1, 1.0, 10.0])
        """
        if self.logarithmic:
            return _decades(self.low, self.high)
        step = round_step((self.high - self.low) / 7)
        first = math.ceil(self.low / step - 1e-9)
        return [k * step for k in range(first, math.floor(self.high / step + 1e-9) + 1)]

    def labels(self) -> list[str]:
        """The ticks as text."""
        ticks = self.ticks()
        return [f"{tick:g}" for tick in ticks] if self.logarithmic else tick_labels(ticks)


def round_step(rough: float) -> float:
    """The number 1, 2 or 5 times a power of ten that is nearest to `rough` from above.

    >>> round_step(0.3), round_step(7), round_step(1000)
    (0.5, 10.0, 1000.0)
    """
    power = 10.0 ** math.floor(math.log10(rough) + 1e-9)
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def padded(values: Sequence[float]) -> tuple[float, float]:
    """The range of `values`, a little wider so that no mark touches the frame.

    >>> padded([0, 100]), padded([3, 3])
    ((-4.0, 104.0), (2.0, 4.0))
    """
    low, high = float(min(values)), float(max(values))
    margin = (high - low) * 0.04 if high > low else max(1.0, abs(high) * 0.04)
    return low - margin, high + margin


def frame(x: Scale, y: Scale, x_name: str, y_name: str) -> Markup:
    """Grid, tick labels and the names of the axes."""
    parts = []
    for value, label in zip(y.ticks(), y.labels(), strict=True):
        place = y(value)
        parts.append(tag("line", x1=LEFT, x2=RIGHT, y1=place, y2=place, class_="grid"))
        parts.append(tag("text", label, x=LEFT - 8, y=place + 4, class_="tick end"))
    for value, label in zip(x.ticks(), x.labels(), strict=True):
        parts.append(tag("text", label, x=x(value), y=BOTTOM + 19, class_="tick middle"))
    parts.append(tag("line", x1=LEFT, x2=RIGHT, y1=BOTTOM, y2=BOTTOM, class_="axis"))
    parts.append(tag("text", x_name, x=RIGHT, y=BOTTOM + 38, class_="name end"))
    parts.append(tag("text", y_name, x=LEFT, y=TOP - 14, class_="name"))
    return join(*parts)


def picture(title: str, *children: object, height: float = HEIGHT) -> Markup:
    """The whole picture; `title` is read to those who cannot see it."""
    return tag(
        "svg",
        tag("title", title),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:g}",
        role="img",
    )


def _decades(low: float, high: float) -> list[float]:
    """Powers of ten in a range of a factor ten or more; with 2 and 5 when they are few."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    tens = [10.0**power for power in powers if low <= 10.0**power <= high]
    if len(tens) >= 3:
        return tens[:: math.ceil(len(tens) / 7)]
    every = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
    return [tick for tick in every if low <= tick <= high]
