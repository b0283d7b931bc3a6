"""C15: `plot`, with the book's arguments, and `fits`: what is drawn is what was given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from matplotlib.figure import Figure

import tidu
from tidu.plot import fits, plot
from tidu.plot.style import BLUE, GREEN, PURPLE, VERMILLION

X = np.arange(0, 3, 0.1)
SQUARES = [1.0, 4.0, 9.0]


def drawn(ax: Any) -> list[list[list[float]]]:
    return [[line.get_xdata().tolist(), line.get_ydata().tolist()] for line in ax.lines]


ONCE = [[[0.0, 1.0, 2.0], SQUARES]]
GIVEN = {
    "list": SQUARES,
    "array": np.array(SQUARES, dtype=np.float32),
    "tensor": tidu.tensor(SQUARES),
    "tensor with a gradient": tidu.tensor(SQUARES, requires_grad=True),
    "list of tensors": [tidu.tensor(x, requires_grad=True) for x in SQUARES],
    "PyTorch": torch.tensor(SQUARES, requires_grad=True),
    "whole numbers": [1, 4, 9],
    "column": tidu.tensor(SQUARES).reshape(3, 1),
    "row in a list": [SQUARES],
    "half": tidu.tensor(SQUARES, dtype=tidu.float16),
}


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_numbers_of_every_kind(given: Any) -> None:
    assert drawn(plot(given)) == ONCE
    assert drawn(plot([0, 1, 2], given)) == ONCE
    assert drawn(plot([[0, 1, 2]], given)) == ONCE


def test_one_x_for_several_curves_and_one_for_each() -> None:
    rows = tidu.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert drawn(plot([5, 6], rows)) == [[[5.0, 6.0], [1.0, 2.0]], [[5.0, 6.0], [3.0, 4.0]]]
    assert drawn(plot(rows)) == [[[0.0, 1.0], [1.0, 2.0]], [[0.0, 1.0], [3.0, 4.0]]]
    uneven = plot([[0, 1], [0, 1, 2]], [[1, 2], SQUARES])
    assert drawn(uneven) == [[[0.0, 1.0], [1.0, 2.0]], *ONCE]


def test_the_books_call() -> None:
    """*Dive into Deep Learning*, section 2.4: a curve and its tangent."""
    ax = plot(X, [3 * X**2 - 4 * X, 2 * X - 3], "x", "f(x)", legend=["f(x)", "Tangent line (x=1)"])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x", "f(x)")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["f(x)", "Tangent line (x=1)"]
    assert [(line.get_linestyle(), line.get_color()) for line in ax.lines] == [("-", BLUE), ("--", PURPLE)]
    assert ax.figure.get_size_inches().tolist() == [3.5, 2.5]


def test_formats_limits_and_scales() -> None:
    forms = ("-", "m--", "g-.", "r:", "ko")
    ax = plot([1, 10], [[1, k + 2] for k in range(6)], xlim=[1, 9], ylim=(1, 5), yscale="log", fmts=forms)
    assert [line.get_linestyle() for line in ax.lines] == ["-", "--", "-.", ":", "None", "-"]
    assert [line.get_color() for line in ax.lines][1:5] == [PURPLE, GREEN, VERMILLION, "#000000"]
    assert ax.lines[4].get_marker() == "o"
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_xscale(), ax.get_yscale()) == (
        (1, 9),
        (1, 5),
        "linear",
        "log",
    )


def test_axes_are_cleared_and_ax_is_drawn_over() -> None:
    ax = Figure().add_subplot()
    plot(SQUARES, ax=ax)
    assert plot(SQUARES, ax=ax) is ax
    assert len(ax.lines) == 2
    assert plot(SQUARES, axes=ax) is ax
    assert len(ax.lines) == 1


def test_gaps_are_drawn_as_gaps() -> None:
    y = plot([1.0, None, 3.0]).lines[0].get_ydata()
    assert np.isnan(y).tolist() == [False, True, False]


def test_fits() -> None:
    ax = fits(
        [1, 2, 3], [2.5, 3.5, 6.5], {"a": ([3, 1], [6, 2]), "b": (X, X)}, labels=("size", "price"), title="T"
    )
    data, first, second = ax.lines
    assert data.get_xydata().tolist() == [[1.0, 2.5], [2.0, 3.5], [3.0, 6.5]]
    assert (data.get_linestyle(), data.get_marker()) == ("None", "o")
    assert first.get_xydata().tolist() == [[1.0, 2.0], [3.0, 6.0]]
    assert second.get_ydata().tolist() == X.tolist()
    assert [line.get_label() for line in (first, second)] == ["a", "b"]
    assert first.get_linestyle() != second.get_linestyle()
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("size", "price", "T")
