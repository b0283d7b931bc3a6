"""The look of every picture: colours, dashes and sizes, and the axes that it is drawn on.

Nothing here is set for the whole program: the style holds while one of our functions draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes

from tidu.plot.picture import Panels, Picture, PictureAxes
from tidu.plot.typeface import dress
from tidu.text import say

BLACK, GREY = "#000000", "#606060"
BLUE, VERMILLION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ORANGE, SKY, YELLOW = "#E69F00", "#56B4E9", "#F0E442"
COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK, GREY)
"""Okabe and Ito's colours, which all kinds of colour vision tell apart (jfly.uni-koeln.de/color);
their yellow is too faint for a line on white, so grey stands in for it."""
DASHES: tuple[Any, ...] = (
    "-", "--", "-.", ":", (0, (8, 2)), (0, (3, 1, 1, 1, 1, 1)), (0, (1, 3)), (0, (10, 2, 2, 2)),
)  # fmt: skip
"""One for each colour, so that lines are told apart in grey print as well."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
LETTERS = {"b": BLUE, "g": GREEN, "r": VERMILLION, "c": SKY, "m": PURPLE, "y": ORANGE, "k": BLACK}
"""Matplotlib's letters for colours -> ours, which keep their names' meaning."""
MANY = 20_000
SIZE = (4.8, 3.2)
"""Inches, of a picture with one pair of axes."""

STYLE: dict[Any, Any] = {
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "font.size": 9,
    "axes.prop_cycle": cycler(color=COLOURS) + cycler(linestyle=DASHES),
    "axes.titlesize": 10,
    "axes.labelsize": 9,
    "axes.edgecolor": "#444444",
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": "#e3e3e3",
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.6,
    "lines.markersize": 4.5,
    "lines.scale_dashes": True,
    "legend.fontsize": 8,
    "legend.framealpha": 0.85,
    "legend.edgecolor": "#dddddd",
    "legend.handlelength": 2.6,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
}


@contextmanager
def canvas(ax: Any = None, size: tuple[float, float] = SIZE) -> Iterator[Axes]:
    """The axes to draw on, `ax` or those of a new figure of `size` inches, in our style.

    A new figure is no window and in nobody's list: it goes when nobody holds it. Raises `TypeError`
    where `ax` is something else.

    >>> with canvas(size=(3, 2)) as axes:
    ...     _ = axes.plot([1, 2, 4])
    >>> axes.lines[0].get_color(), axes.figure.get_size_inches().tolist()
    ('#0072B2', [3.0, 2.0])
    """
    if ax is not None and not isinstance(ax, Axes):
        raise TypeError(say("plot.ax", given=type(ax).__name__))
    with mpl.rc_context(STYLE):
        drawn = panels(1, width=size[0], height=size[1])[0] if ax is None else ax
        yield drawn
    dress(drawn)


def panels(columns: int, rows: int = 1, *, width: float = 4.2, height: float = 3.2) -> Panels:
    """The axes of a new figure with several, row by row, each of that many inches, in our style.

    >>> first, second = panels(2)
    >>> first.figure is second.figure, first.figure.get_size_inches().tolist()
    (True, [8.4, 3.2])
    """
    with mpl.rc_context(STYLE):
        figure = Picture(figsize=(columns * width, rows * height), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False, subplot_kw={"axes_class": PictureAxes})
    return axes.ravel().view(Panels)


def paint(number: int) -> dict[str, Any]:
    """Colour and dashes of the line with this number, from 0.

    >>> paint(1)
    {'color': '#D55E00', 'linestyle': '--'}
    """
    return {"color": COLOURS[number % len(COLOURS)], "linestyle": DASHES[number % len(DASHES)]}


def label(axes: Axes, x: str | None = None, y: str | None = None, title: str | None = None) -> None:
    """Names the axes and the picture, where there are names.

    >>> with canvas() as axes:
    ...     label(axes, x="epoch")
    >>> axes.get_xlabel()
    'epoch'
    """
    if x is not None:
        axes.set_xlabel(x)
    if y is not None:
        axes.set_ylabel(y)
    if title is not None:
        axes.set_title(title)


def legend(axes: Axes, **how: Any) -> None:
    """A legend, where something has a name: out of the way of few points, in a corner over many.

    The search for the best place looks at every point; Matplotlib warns when it took over a second.

    >>> with canvas() as axes:
    ...     legend(axes)
    >>> axes.get_legend() is None
    True
    """
    handles, names = axes.get_legend_handles_labels()
    if names:
        few = sum(len(line.get_path()) for line in axes.lines) <= MANY and not axes.collections
        axes.legend(handles, names, **{"loc": "best" if few else "upper right", **how})


def flat(axes: Axes) -> None:
    """No ticks, grid or frame: a drawing that is not a chart.

    >>> with canvas() as axes:
    ...     flat(axes)
    >>> axes.axison
    False
    """
    axes.set_axis_off()
    axes.set_aspect("equal")


def short(value: Any, digits: int = 3) -> str:
    """A number for a label, with a minus sign as the axes have it.

    >>> short(-0.12345)
    '−0.123'
    """
    return f"{float(value):.{digits}g}".replace("-", "\N{MINUS SIGN}")


def words(names: Sequence[Any]) -> list[str]:
    """Names as text.

    >>> words([1, "b"])
    ['1', 'b']
    """
    return [str(name) for name in names]
