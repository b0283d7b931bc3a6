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
INK, FAINT, ARROW, GRADIENT = "#111111", "#444444", "#6a6a6a", "#9c3f00"
"""Titles and values; shapes; arrows; gradients."""
SLANT, CUT, BAR = 8.0, 8.0, 4.0
"""Points by which a slanted box leans, a corner is cut off, and bars stand from the sides."""
