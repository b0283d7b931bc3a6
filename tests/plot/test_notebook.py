"""In a notebook a picture is the value of its cell, without pyplot's list of windows."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from matplotlib.figure import Figure

from tidu.plot import histograms, panels, plot
from tidu.plot.picture import Picture, PictureAxes

PICTURES = {
    "axes": lambda: plot([1, 2], figsize=(3, 2)),
    "figure": lambda: plot([1, 2], figsize=(3, 2)).figure,
    "several": lambda: histograms({"a": [1.0]}),
}


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_a_picture_shows_itself(make: Any) -> None:
    data, page = make()._repr_png_()
    width, height = (int.from_bytes(data[start : start + 4]) for start in (16, 20))
    assert (width, height) == (2 * page["width"], 2 * page["height"])


@pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)
def test_ipython_shows_it(make: Any) -> None:
    """What a cell's last value goes through, in IPython as in Jupyter."""
    formatters = pytest.importorskip("IPython.core.formatters")
    formatter = formatters.DisplayFormatter()
    formatter.active_types = ["text/plain", "image/png"]
    data, notes = formatter.format(make())
    assert data["image/png"].startswith(b"\x89PNG")
    assert set(notes["image/png"]) == {"width", "height"}


def test_axes_in_somebody_elses_figure_show_nothing_by_themselves() -> None:
    assert Figure().add_subplot(axes_class=PictureAxes)._repr_png_() is None
    assert not hasattr(plot([1], ax=Figure().add_subplot()), "_repr_png_")


def test_panels() -> None:
    drawn = panels(3, 2, width=2, height=1)
    assert drawn.shape == (6,)
    assert drawn[0].figure.get_size_inches().tolist() == [6, 2]
    tops = [ax.get_subplotspec().rowspan.start for ax in drawn]
    assert tops == [0, 0, 0, 1, 1, 1]
    assert isinstance(drawn[5].figure, Picture)
    assert drawn[1:3]._repr_png_() is not None and drawn[:0]._repr_png_() is None


def test_a_picture_can_be_copied_and_sent() -> None:
    ax = plot([1, 2])
    for other in (copy.deepcopy(ax), pickle.loads(pickle.dumps(ax))):
        assert other.lines[0].get_ydata().tolist() == [1, 2]
        assert other._repr_png_()[0] == ax._repr_png_()[0]
