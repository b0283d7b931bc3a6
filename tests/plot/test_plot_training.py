"""Losses over the epochs, curves side by side, paths over the surface."""

from __future__ import annotations

import numpy as np
import pytest

import tidu
from tidu.fit.history import History
from tidu.plot import curves, losses, surface

RUN = {"epoch": [3, 4, 5], "train_loss": [3.0, 2.0, 1.0], "validation_loss": [3.5, 2.25, 2.5]}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")


def test_losses() -> None:
    ax = losses(RUN, baseline=4.5)
    train, validation, best, mean = ax.lines
    assert train.get_xydata().tolist() == [[3, 3.0], [4, 2.0], [5, 1.0]]
    assert validation.get_ydata().tolist() == RUN["validation_loss"]
    assert (best.get_xydata().tolist(), best.get_marker()) == ([[4.0, 2.25]], "*")
    assert set(mean.get_ydata()) == {4.5}
    assert [line.get_label() for line in ax.lines] == [
        "training", "validation", "best epoch 4: 2.25", "predicting the mean: 4.5",
    ]  # fmt: skip
    assert train.get_linestyle() != validation.get_linestyle()
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_yscale()) == ("epoch", "loss", "linear")


def test_losses_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    ax = losses(RUN, baseline=-0.5)
    assert [line.get_label() for line in ax.lines] == [
        "训练",
        "验证",
        "最佳轮次 4：2.25",
        "只预测平均值：−0.5",
    ]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("轮次", "损失")


def test_losses_of_a_run() -> None:
    tidu.manual_seed(0)
    x = tidu.randn(40, 2)
    y = x @ tidu.tensor([[1.0], [2.0]])
    data, model = (x[:30], y[:30]), tidu.nn.Linear(2, 1)
    history = tidu.fit(model, data, loss="mse", optimizer="sgd", epochs=4, validation=(x[30:], y[30:]))
    ax = losses(history, log=True)
    assert ax.lines[0].get_ydata().tolist() == history.columns["train_loss"]
    assert ax.lines[0].get_xdata().tolist() == [1, 2, 3, 4]
    assert ax.lines[2].get_xdata().tolist() == [history.best_epoch]
    assert ax.get_yscale() == "log"
    assert all(tick == int(tick) for tick in ax.get_xticks())


def test_the_best_epoch_that_a_history_says() -> None:
    kept = History(dict(RUN), best_epoch=5)
    assert losses(kept).lines[2].get_xydata().tolist() == [[5.0, 2.5]]


def test_without_validation_nothing_is_best() -> None:
    assert [line.get_label() for line in losses({"train_loss": [2.0, 1.0]}).lines] == ["training"]


def test_curves() -> None:
    ax = curves({"0.01": [4, 3, 2], "0.02": ([10, 20], [4, 1])}, xlabel="step", ylabel="error", title="T")
    assert [line.get_xdata().tolist() for line in ax.lines] == [[1, 2, 3], [10, 20]]
    assert [line.get_ydata().tolist() for line in ax.lines] == [[4, 3, 2], [4, 1]]
    assert [line.get_label() for line in ax.lines] == ["0.01", "0.02"]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("step", "error", "T")


AWAY = {
    "grows": ([4.0, 40.0, 4000.0], [[1.0, 4.0], [1 + 2 / 36, 6.0]]),
    "to infinity": ([4.0, 5.0, np.inf, np.nan], [[1.0, 4.0], [2.0, 5.0]]),
    "at once": ([4.0, np.nan, np.nan], [[1.0, 4.0]]),
    "from above": ([4.0, 3.0, 500.0], [[1.0, 4.0], [2.0, 3.0], [2 + 3 / 497, 6.0]]),
}


@pytest.mark.parametrize(("losses", "seen"), AWAY.values(), ids=AWAY)
def test_what_diverges_is_cut_marked_and_said(losses: list[float], seen: list[list[float]]) -> None:
    ax = curves({"small": [4.0, 2.0, 1.0], "large": losses})
    small, large = ax.lines
    assert small.get_ydata().tolist() == [4.0, 2.0, 1.0]
    assert np.allclose(large.get_xydata(), seen, rtol=1e-12)
    assert (large.get_label(), large.get_marker()) == ("large (diverges)", "^")
    assert small.get_marker() == "None"


def test_a_bump_is_no_divergence() -> None:
    ax = curves({"a": [4.0, 90.0, 3.0], "b": [4.0, 30.0, 39.0]})
    assert [line.get_label() for line in ax.lines] == ["a", "b"]
    assert ax.lines[0].get_ydata().tolist() == [4.0, 90.0, 3.0]


def test_a_divergence_among_negative_losses_is_seen() -> None:
    ax = curves({"good": [-1.0, -3.0], "bad": [-1.0, 500.0]})
    assert ax.lines[1].get_ydata().tolist() == [-1.0, 0.0]


def test_on_a_logarithmic_scale_the_crossing_is_where_it_is_seen() -> None:
    ax = curves({"small": [1.0, 0.5, 0.1], "large": [1.0, 100.0, 1e4]}, log=True)
    assert np.allclose(ax.lines[1].get_xydata(), [[1.0, 1.0], [1.5, 10.0]])
    assert ax.get_yscale() == "log"


def bowl(w: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (w - 1) ** 2 + (b - 2) ** 2


def test_surface() -> None:
    paths = {"full": ([0.0, 0.5], [0.0, 1.0]), "batch": tidu.tensor([[3.0, 2.0], [0.0, 1.0]])}
    ax = surface(bowl, paths, minimum=(1, 2), names=("weight", "bias"), title="T")
    full, batch, starts, minimum = ax.lines
    assert full.get_xydata().tolist() == [[0.0, 0.0], [0.5, 1.0]]
    assert batch.get_xydata().tolist() == [[3.0, 0.0], [2.0, 1.0]]
    assert starts.get_xydata().tolist() == [[0.0, 0.0], [3.0, 0.0]]
    assert (minimum.get_xydata().tolist(), minimum.get_label()) == ([[1.0, 2.0]], "minimum")
    assert full.get_marker() != batch.get_marker()
    assert (ax.get_xlim(), ax.get_ylim()) == ((-0.75, 3.75), (-0.5, 2.5))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("weight", "bias")


def test_contours_are_where_the_loss_has_their_height() -> None:
    ax = surface(bowl, {"a": ([0.0], [0.0])}, x=(0, 3), y=(0, 4), levels=6)
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 3), (0, 4))
    filled, lines = ax.collections[:2]
    assert len(lines.levels) == 5
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        assert np.allclose(bowl(*path.vertices.T), level, atol=0.01)
    roots = np.sqrt((filled.levels - filled.levels[0]) / np.ptp(filled.levels))
    assert np.allclose(np.diff(roots), 1 / 6)


def test_a_surface_with_holes_and_a_level_one() -> None:
    with np.errstate(divide="ignore"):
        surface(lambda w, b: np.where(w > 1, np.nan, w + b), {"a": ([0.0, 1.0], [0.0, 1.0])})._repr_png_()
    surface(lambda w, b: 0 * w + 1, {"a": ([0.0, np.inf], [0.0, np.nan])})._repr_png_()
