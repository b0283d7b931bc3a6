"""The computation graph: every operation, with its value and the gradient of the result by it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Patch, PathPatch, Polygon
from matplotlib.path import Path

from tidu.plot.style import canvas
from tidu.plot.typeface import spoken, word
from tidu.read.draw.drawing import draw
from tidu.read.draw.graph import KINDS
from tidu.read.draw.layout import Layout, PlacedBox, PlacedEdge
from tidu.read.draw.look import ARROW, FAINT, GRADIENT, INK, LOOKS, Look, bars, corners, rounding
from tidu.read.draw.measure import LEADING, SIZE
from tidu.read.named import named

POINTS = 0.8
"""Points of a new figure for one unit of the layout, whose letters are 12 high."""
HEAD = 6.0
KEY, KEY_WIDTH = 22.0, 100.0
"""Height of a row of the list of kinds, and the width of an entry, in the layout's units."""
TEXT = {"title": INK, "text": FAINT, "value": INK, "gradient": GRADIENT}


def graph(
    thing: Any,
    *inputs: Any,
    names: Mapping[str, Any] | None = None,
    fold: str | bool | int = "auto",
    values: bool = True,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """What a tensor was computed from, or what a module computes from `inputs`, as boxes and arrows.

    With `values` each box says its number (of several, their norm) and the gradient of the result by it;
    where the result is several numbers, of their sum, which the picture then says.
    `names` are tensors by the names to be shown (default: the caller's variables), `fold` as in
    `tidu.draw`, which makes the same drawing without Matplotlib. Raises as `tidu.draw` does.

    >>> import tidu
    >>> w, x = tidu.tensor(3.0, requires_grad=True), tidu.tensor(2.0)
    >>> picture = graph((w * x - 5) ** 2)
    >>> [text.get_text() for text in picture.texts][:2], len(picture.texts) > 10
    (['w', ...], True)
    """
    given = named(sys._getframe(1)) if names is None else names
    layout = draw(thing, *inputs, names=given, fold=fold, values=values, lang=spoken()).layout
    kinds = [kind for kind in KINDS if any(box.kind == kind for box in layout.boxes)]
    columns = max(1, min(len(kinds), int(layout.width // KEY_WIDTH)))
    note = word("plot.of_the_sum") if values and _several(layout) else None
    height = layout.height + KEY * (-(-len(kinds) // columns) + bool(note))
    width = max(layout.width, KEY_WIDTH)
    with canvas(ax, (width * POINTS / 72, (height + 20 * bool(title)) * POINTS / 72)) as axes:
        axes.set_axis_off()
        if ax is None:
            axes.set_position((0, 0, 1, height / (height + 20 * bool(title))))
        middle = layout.width / 2
        axes.set(xlim=(middle - width / 2, middle + width / 2), ylim=(height, 0), aspect="equal")
        if title is not None:
            axes.set_title(title)
        size = SIZE * (POINTS if ax is None else _scale(axes, width, height))
        _draw(axes, layout, size)
        keys = [_key(kind) for kind in kinds]
        axes.legend(
            handles=keys, loc="upper center", bbox_to_anchor=(middle, layout.height - 6), ncols=columns,
            bbox_transform=axes.transData, frameon=False, fontsize=0.85 * size, handlelength=1.6,
            columnspacing=1.2, borderaxespad=0, title=note, title_fontsize=0.85 * size,
        )  # fmt: skip
    return axes


def _several(layout: Layout) -> bool:
    """Whether the result is more than one number, so that its box says a shape."""
    results = [box for box in layout.boxes if box.kind == "result"]
    return any(line.role == "text" for box in results for line in box.lines)


def _scale(axes: Axes, width: float, height: float) -> float:
    """Points of the page for one unit of the layout, on axes of another's size."""
    box = axes.get_window_extent()
    return min(box.width / width, box.height / height) * 72 / axes.figure.dpi


def _draw(axes: Axes, layout: Layout, size: float) -> None:
    """Arrows, then boxes over them."""
    for edge in layout.edges:
        _arrow(axes, edge)
    for box in layout.boxes:
        for patch in outlines(LOOKS[box.kind], box):
            axes.add_patch(patch)
        top = box.y + (box.height - len(box.lines) * LEADING) / 2
        for number, line in enumerate(box.lines):
            how: dict[str, Any] = {
                "color": TEXT[line.role],
                "fontweight": "bold" if line.role == "title" else "normal",
            }
            at = top + (number + 0.5) * LEADING
            axes.text(box.middle, at, line.text, ha="center", va="center", fontsize=0.88 * size, **how)


def _arrow(axes: Axes, edge: PlacedEdge) -> None:
    """A line of curves that ends in a head."""
    points, codes = [edge.points[0]], [Path.MOVETO]
    for _, *rest in edge.curves():
        points += rest
        codes += [Path.CURVE4] * 3
    axes.add_patch(PathPatch(Path(points, codes), fill=False, edgecolor=ARROW, linewidth=0.9, zorder=1))
    x, y = edge.points[-1]
    corners = [(x, y), (x - HEAD / 2, y - HEAD - 1), (x + HEAD / 2, y - HEAD - 1)]
    axes.add_patch(Polygon(corners, color=ARROW, linewidth=0, zorder=1.5))


def outlines(look: Look, box: PlacedBox) -> list[Patch]:
    """The outline of a box of one kind, as `tidu.draw` has it.

    >>> box = PlacedBox(0, 0, 40, 20, (), "input")
    >>> [type(patch).__name__ for patch in outlines(LOOKS["input"], box)]
    ['Polygon']
    """
    how: dict[str, Any] = {
        "facecolor": look.fill,
        "edgecolor": look.line,
        "linewidth": 0.8 * look.thick,
        "zorder": 2,
    }
    if look.dashed:
        how["linestyle"] = (0, (4, 2.5))
    polygon, radius = corners(look, box.x, box.y, box.width, box.height), rounding(look, box.height)
    if polygon:
        return [Polygon(polygon, **how)]
    style = f"round,pad=0,rounding_size={radius}" if radius else "square,pad=0"
    ends = box.y, box.y + box.height
    lines = [PathPatch(Path([(x, y) for y in ends]), **how) for x in bars(look, box.x, box.width)]
    return [FancyBboxPatch((box.x, box.y), box.width, box.height, boxstyle=style, **how), *lines]


def _key(kind: str) -> Patch:
    """A kind of box, for the list under the drawing."""
    look = LOOKS[kind]
    dashes = (0, (3, 2)) if look.dashed else "-"
    return Patch(
        facecolor=look.fill, edgecolor=look.line, linewidth=0.8 * look.thick, linestyle=dashes,
        label=word(f"draw.{kind}"),
    )  # fmt: skip
