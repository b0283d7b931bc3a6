"""What holds for every picture: its axes, its languages, its bytes, and that it leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from plot_examples import EXAMPLES

from tidu import plot as pictures
from tidu.plot.style import COLOURS, DASHES
from tidu.plot.typeface import OWN, WIDE, family

MADE_OTHERWISE = {"Layers", "fonts", "histograms", "layers", "panels", "save"}
WITHOUT_WORDS = {"plot", "decision_regions"}
"""Pictures whose every word is the caller's."""


def written(ax: Axes) -> list[Text]:
    ax.figure.draw_without_rendering()
    return [text for text in ax.figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def test_every_picture_has_an_example() -> None:
    assert set(EXAMPLES) == set(pictures.__all__) - MADE_OTHERWISE


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_draws_on_the_axes_given_and_returns_them(name: str) -> None:
    figure = Figure(figsize=(4, 4))
    ax = figure.add_subplot()
    before = mpl.rcParams.copy()
    assert EXAMPLES[name](ax=ax, title="T") is ax
    assert ax.get_title() == "T"
    assert figure.axes == [ax]
    assert mpl.rcParams.copy() == before
    figure.savefig("/dev/null", format="png")


@pytest.mark.parametrize("name", EXAMPLES)
def test_ax_must_be_axes(name: str) -> None:
    with pytest.raises(TypeError, match=r"ax is a Figure.*Fix: .*figure\.add_subplot"):
        EXAMPLES[name](ax=Figure())


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_languages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for language in ("en", "zh"):
        monkeypatch.setenv("TIDU_LANG", language)
        texts = written(EXAMPLES[name]())
        said[language] = [text.get_text() for text in texts]
        chinese = [text for text in texts if WIDE.search(text.get_text())]
        if language == "en" or family() is None:
            assert not chinese
        else:
            assert all(text.get_fontfamily() == [OWN, family()] for text in chinese)
            assert chinese or name in WITHOUT_WORDS
    assert name in WITHOUT_WORDS or family() is None or said["en"] != said["zh"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_cut_off(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is drawn of a picture of our own lies within its figure."""
    monkeypatch.setenv("TIDU_LANG", "zh")
    ax = EXAMPLES[name](title="标题")
    written(ax)
    box, page = ax.figure.get_tightbbox(), ax.figure.get_size_inches()
    assert (box.min > -0.01).all() and (box.max < page + 0.01).all(), (box, page)
    laid = [axes.get_position().bounds for axes in ax.figure.axes]
    ax._repr_png_()  # drawn twice, as every picture that is written
    for axes, bounds in zip(ax.figure.axes, laid, strict=True):
        assert axes.get_position().bounds == pytest.approx(bounds, abs=0.02)


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_picture_has_the_same_bytes(name: str, ending: str, tmp_path: Path) -> None:
    ax = EXAMPLES[name]()
    first = pictures.save(ax, tmp_path / f"1.{ending}").read_bytes()
    ax._repr_png_()
    for number, again in enumerate((ax, EXAMPLES[name]())):
        assert pictures.save(again, tmp_path / f"{number + 2}.{ending}").read_bytes() == first
    assert first.startswith({"svg": b"<?xml", "png": b"\x89PNG"}[ending])
    assert b"<dc:date>" not in first and b"Software" not in first and b"matplotlib.org" not in first


def test_nothing_is_left_behind() -> None:
    """No pyplot, no list of figures, no settings: a picture goes when its axes go."""
    code = (
        "import sys, gc, weakref, matplotlib\n"
        "before = matplotlib.rcParams.copy()\n"
        "from tidu.plot import plot\n"
        "ax = plot([1, 2]); ax._repr_png_(); figure = weakref.ref(ax.figure)\n"
        "assert matplotlib.rcParams.copy() == before\n"
        "del ax; gc.collect(); print('matplotlib.pyplot' in sys.modules, figure())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "None"]


def test_lines_are_told_apart_without_colour() -> None:
    assert len({str(dash) for dash in DASHES}) == len(COLOURS) == len(DASHES)


def seen_by(colour: str, matrix: list[list[float]]) -> tuple[float, ...]:
    """A colour as those without one kind of cone see it (Viénot, Brettel and Mollon 1999)."""
    red, green, blue = (value**2.2 for value in to_rgb(colour))
    return tuple(max(0.0, r * red + g * green + b * blue) ** (1 / 2.2) for r, g, b in matrix)


PROTAN = [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]
DEUTAN = [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]


@pytest.mark.parametrize("matrix", [PROTAN, DEUTAN], ids=["protan", "deutan"])
def test_colours_are_told_apart_by_the_colour_blind(matrix: list[list[float]]) -> None:
    seen = [seen_by(colour, matrix) for colour in COLOURS]
    for number, one in enumerate(seen):
        for other in seen[:number]:
            assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.05
    # The measure sees nothing where they see nothing.
    red, green = seen_by("#c00000", matrix), seen_by("#606000", matrix)
    assert max(abs(a - b) for a, b in zip(red, green, strict=True)) < 0.12
