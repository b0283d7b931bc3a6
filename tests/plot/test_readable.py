"""What a newcomer reads off a picture: plain ticks, whole epochs, legends that hide nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

import tidu
from tidu import plot as pictures
from tidu.core.errors import DataError
from tidu.course import run
from tidu.plot.room import corner
from tidu.plot.style import panels


def labels(axis: Any) -> list[str]:
    """What is written at the ticks that are seen."""
    FigureCanvasAgg(axis.figure).draw()
    low, high = sorted(axis.get_view_interval())
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    return [
        tick.label1.get_text() for tick in ticks if low <= tick.get_loc() <= high and tick.label1.get_text()
    ]


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ([0.6, 0.2, 0.1, 0.02], {"0.6", "0.2", "0.1", "0.02"}),
        ([3000.0, 20.0, 1.0], {"1000", "100", "10"}),
        ([1e-7, 1e-3, 1.0], {r"$\mathdefault{10^{-6}}$", r"$\mathdefault{10^{0}}$"}),
        ([3e-5, 2e-5, 1e-5], {r"$\mathdefault{2\times10^{-5}}$", r"$\mathdefault{10^{-5}}$"}),
    ],
)
@pytest.mark.parametrize("draw", ["losses", "curves", "plot"])
def test_numbers_on_a_logarithmic_scale_are_of_one_kind(
    draw: str, losses: list[float], expected: set[str]
) -> None:
    if draw == "losses":
        ax = pictures.losses({"train_loss": losses}, log=True)
    elif draw == "curves":
        ax = pictures.curves({"a": losses[::-1], "b": losses}, log=True)
    else:
        ax = pictures.plot(list(range(len(losses))), losses, yscale="log", figsize=(4.8, 3.2))
    written = set(labels(ax.yaxis))
    assert written and not any(
        "e" in each.replace("mathdefault", "").replace("times", "") for each in written
    )
    assert len({each.startswith("$") for each in written}) == 1
    if draw != "curves":  # a curve that diverges is cut
        assert expected & written


@pytest.mark.parametrize("epochs", [1, 2, 3, 5, 40])
def test_epochs_are_whole_numbers(epochs: int) -> None:
    losses = np.linspace(3, 1, epochs)
    axes = [pictures.curves({"a": losses, "b": losses / 2}), pictures.losses({"train_loss": losses})]
    axes.append(pictures.curves({"a": [1.0, 1e9, 1e20]}))  # cut off before the second epoch
    for ax in axes:
        shown = [float(tick) for tick in ax.get_xticks()]
        assert shown and all(tick.is_integer() for tick in shown)


def test_curves_over_other_numbers_keep_their_ticks() -> None:
    ax = pictures.curves({"a": ([0.1, 0.2, 0.35], [3.0, 2.0, 1.0])})
    assert any(not float(tick).is_integer() for tick in ax.get_xticks())


def covered(ax: Any, points: np.ndarray) -> int:
    """How many of `points` (n, 2) lie under the legend."""
    FigureCanvasAgg(ax.figure).draw()
    box = ax.get_legend().get_window_extent()
    return sum(box.contains(*place) for place in ax.transData.transform(points))


@pytest.mark.parametrize("seed", range(4))
def test_the_legend_of_decision_regions_covers_no_point(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.uniform(-1, 1, (40 if seed else 4000, 2))
    y = (x[:, 0] + x[:, 1] > 0).astype(int)
    ax = pictures.decision_regions(lambda rows: rows.sum(1) > 0, x, y, labels=["setosa", "versicolor"])
    assert covered(ax, x) == 0


def test_descent_hides_neither_the_start_nor_a_number_under_a_path() -> None:
    found = run("descent")
    ax = found.figure().axes[0]
    steps = found.tables["steps"]
    assert covered(ax, np.stack([steps["w"], steps["b"]], axis=1)) == 0
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    assert len(boxes) >= 2
    drawn: Any = ax.get_legend()
    legend = drawn.get_window_extent()
    for line in ax.lines:
        path = ax.transData.transform_path(line.get_path())
        assert not any(path.intersects_bbox(box, filled=False) for box in boxes)
    assert not any(legend.overlaps(box) for box in boxes)
    assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[k + 1 :])


def test_a_full_square_has_no_corner() -> None:
    (ax,) = panels(1)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    grid = np.stack(np.meshgrid(np.linspace(0, 1, 20), np.linspace(0, 1, 20)), -1).reshape(-1, 2)
    assert corner(ax, ["a"], grid) is None
    assert corner(ax, ["a"], grid[grid[:, 0] < 0.5]) == "upper right"
    assert corner(ax, ["a" * 100], grid[grid[:, 0] < 0.5]) is None


def test_extrapolation_explains_its_lines_once() -> None:
    figure = run("extrapolation", epochs=20).figure()
    assert sum(ax.get_legend() is not None for ax in figure.axes) == 1


def test_optimizers_fill_their_panel_and_show_asgd_under_sgd() -> None:
    found = run("optimizers")
    left, right = found.figure().axes
    low, high = right.get_ylim()
    rows = found.tables["epochs"]["w"]
    assert high - low < 1.2 * (max(*rows, 2.0) - min(rows))
    for ax in (left, right):
        wide, thin = ax.lines[3], ax.lines[7]
        assert wide.get_linewidth() > 2 * thin.get_linewidth() and wide.get_zorder() <= thin.get_zorder()
    drawn: Any = left.get_legend()
    names = [text.get_text() for text in drawn.get_texts()]
    assert names[3] == "ASGD" and names[7] == "SGD"
    far = run("optimizers", lr=50.0, epochs=20).figure().axes[1].get_ylim()
    assert -1.3 < far[0] < far[1] < 3.3


@pytest.mark.parametrize(
    "values", [[3.0, 2.0, 1.0], (3, 2, 1), np.array([3.0, 2.0, 1.0]), tidu.tensor([3.0, 2.0, 1.0])]
)
def test_a_plain_row_of_losses_is_one_curve(values: Any) -> None:
    ax = pictures.losses(values)
    (line,) = ax.lines
    assert np.asarray(line.get_xydata()).tolist() == [[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]
    assert ax.get_legend() is None


@pytest.mark.parametrize("values", [[], [[1.0, 2.0], [3.0, 4.0]], "abc", None])
def test_what_is_no_row_is_refused_by_its_name(values: Any) -> None:
    with pytest.raises(DataError, match="history"):
        pictures.losses(values)


def test_results_are_short_when_printed() -> None:
    model = tidu.nn.Sequential(tidu.nn.Linear(2, 30), tidu.nn.ReLU())
    found = pictures.layers(model, tidu.ones(50, 2))
    assert repr(found) == (
        "Layers(2 activations, 0 gradients, 2 weights, 0 weight_gradients; "
        "tidu.plot.histograms(x.activations))"
    )
    assert repr(run("derivative")) == ("Result(tables: quotients (10 rows); 11 numbers; .figure() draws it)")
