"""Figures and axes that show themselves in a notebook, without Matplotlib's list of open windows.

In Jupyter the last value of a cell is shown by its `_repr_png_`; an ordinary figure is shown only if
pyplot made it. So our functions' axes show the figure they are part of, as a table shows its rows.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from tidu.plot.typeface import dress, quiet

SCALE = 2
"""Points of the picture for each point of the page: sharp on today's screens."""
PAGE = 96
"""Points of a page for an inch, in browsers."""


def root(drawn: Artist) -> Figure | None:
    """The whole figure that something is part of.

    >>> figure = Figure()
    >>> root(figure.subfigures(1, 2)[0].add_subplot()) is root(figure) is figure
    True
    """
    return getattr(drawn.figure, "figure", None)  # a part of a figure knows the whole one


class Picture(Figure):
    """A figure that writes Chinese, whoever added it, and shows itself in a notebook.

    >>> picture = Picture(figsize=(2, 1))
    >>> data, page = picture._repr_png_()
    >>> data[:4], page
    (b'\\x89PNG', {'width': 192, 'height': 96})
    """

    def draw(self, renderer: Any) -> None:
        """As any figure; texts that came since the last time get their fonts.

        The layout begins anew, not from where the last drawing left it: so a picture that was shown
        before it was saved has the same bytes as one that was not. (Matplotlib draws a saved picture a
        second time, without an engine for the layout, and then keeps what the first time found.)
        """
        dress(self)
        if isinstance(self.get_layout_engine(), ConstrainedLayoutEngine):
            for axes in self.axes:
                place = axes.get_subplotspec()
                if place is not None and axes.get_in_layout():
                    axes.set_subplotspec(place)
        with quiet():
            super().draw(renderer)

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """What a notebook shows: the PNG, and its size on the page."""
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=SCALE * PAGE)
        width, height = (self.get_size_inches() * PAGE).round().astype(int).tolist()
        return buffer.getvalue(), {"width": width, "height": height}


class PictureAxes(Axes):
    """Axes that a notebook shows as the figure they belong to.

    >>> axes = Picture().add_subplot(axes_class=PictureAxes)
    >>> axes._repr_png_()[0] == axes.figure._repr_png_()[0]
    True
    """

    def _repr_png_(self) -> tuple[bytes, dict[str, int]] | None:
        """The whole figure; None (nothing to show) where another's figure was given."""
        figure = root(self)
        return figure._repr_png_() if isinstance(figure, Picture) else None


class Panels(np.ndarray):
    """The axes of a picture with several, as an array that a notebook shows as the picture.

    >>> axes = Picture().subplots(1, 2, subplot_kw={"axes_class": PictureAxes}).view(Panels)
    >>> axes.shape, axes._repr_png_()[1]["width"]
    ((2,), 614)
    """

    def _repr_png_(self) -> tuple[bytes, dict[str, int]] | None:
        """The whole figure."""
        return self.flat[0]._repr_png_() if self.size else None
