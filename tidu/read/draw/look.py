"""The look of each kind of box: an outline and colours of its own, told apart in grey print as well.

Colours are Okabe and Ito's, made lighter inside (jfly.uni-koeln.de/color).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Colours, the line's width, whether it is dashed, and the name of the outline."""

    fill: str
    line: str
    outline: str
    thick: float = 1.2
    dashed: bool = False


LOOKS = {
    "leaf": Look("#dcebf7", "#0072b2", "pill"),
    "input": Look("#d9f1e8", "#009e73", "slanted"),
    "constant": Look("#f3f3f3", "#7f7f7f", "rectangle", dashed=True),
    "operation": Look("#fff6e0", "#d08f00", "rounded"),
    "module": Look("#f8e8f1", "#b4568a", "barred"),
    "result": Look("#fde5d8", "#d55e00", "cut", 2.0),
}
SLANT, CUT, BAR = 8.0, 8.0, 4.0
"""Points by which a slanted box leans, a corner is cut off, and bars stand from the sides."""


def corners(look: Look, x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    """The corners of an outline that is a polygon, from the upper left on; [] of one that is a rectangle.

    >>> corners(LOOKS["input"], 0, 0, 40, 20)
    [(8.0, 0), (40, 0), (32.0, 20), (0, 20)]
    """
    right, bottom = x + width, y + height
    if look.outline == "slanted":
        by = min(SLANT, height / 2)
        return [(x + by, y), (right, y), (right - by, bottom), (x, bottom)]
    if look.outline == "cut":
        by = min(CUT, height / 3)
        upper = [(x + by, y), (right - by, y), (right, y + by), (right, bottom - by)]
        return [*upper, (right - by, bottom), (x + by, bottom), (x, bottom - by), (x, y + by)]
    return []


def rounding(look: Look, height: float) -> float:
    """The radius of the corners of an outline that is a rectangle.

    >>> rounding(LOOKS["leaf"], 20), rounding(LOOKS["constant"], 20)
    (10.0, 0.0)
    """
    return {"pill": min(16.0, height / 2), "rounded": 4.0}.get(look.outline, 0.0)


def bars(look: Look, x: float, width: float) -> tuple[float, ...]:
    """Where upright bars stand inside an outline.

    >>> bars(LOOKS["module"], 0, 40)
    (4.0, 36.0)
    """
    return (x + BAR, x + width - BAR) if look.outline == "barred" else ()


INK, FAINT, ARROW, GRADIENT = "#111111", "#444444", "#6a6a6a", "#9c3f00"
"""Titles and values; shapes; arrows; gradients."""
