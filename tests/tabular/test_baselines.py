"""Baselines against scikit-learn, against brute force, and on awkward tables."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.linear_model import Ridge as ReferenceRidge

from tidu.tabular import baselines
from tidu.tabular.baseline_logistic import STRENGTHS as LOGISTIC_STRENGTHS
from tidu.tabular.baseline_logistic import fit_logistic
from tidu.tabular.baseline_matrix import Standard, slices
from tidu.tabular.baseline_ridge import STRENGTHS, fit_ridge
from tidu.tabular.baselines import run_baselines

Arrays = dict[str, np.ndarray]


def line(rows: int, width: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Features of very different scales, and a noisy line through them."""
    draw = np.random.default_rng(seed)
    features = draw.normal(size=(rows, width)) * np.logspace(-3, 3, width) + 10
    weights = draw.normal(size=width) / np.logspace(-3, 3, width)
    return features, 5 + features @ weights + draw.normal(size=rows)


def groups(rows: int, width: int, classes: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Overlapping clouds, one a class."""
    draw = np.random.default_rng(seed)
    labels = draw.integers(classes, size=rows)
    return draw.normal(size=(rows, width)) + draw.normal(size=(classes, width))[labels], labels


def parts(features: np.ndarray, targets: np.ndarray) -> tuple[Arrays, Arrays]:
    """The rows cut into 60, 20 and 20 percent."""
    ends = (len(features) * 6 // 10, len(features) * 8 // 10)
    names = ("train", "validation", "test")
    return (
        dict(zip(names, np.split(features, ends), strict=True)),
        dict(zip(names, np.split(targets, ends), strict=True)),
    )


@pytest.mark.parametrize(("rows", "width"), [(40, 5), (12, 30), (30, 30), (2, 1)])
def test_leave_one_out_is_exact(rows: int, width: int) -> None:
    features, target = line(rows, width)
    table = Standard.of(features).apply(features)
    strengths, errors = STRENGTHS[::5] * rows, fit_ridge(features, target).leave_one_out[::5]
    for strength, error in zip(strengths, errors, strict=True):
        left = []
        for row in range(rows):
            kept = np.arange(rows) != row
            model = ReferenceRidge(strength, solver="cholesky").fit(table[kept], target[kept])
            left.append(model.predict(table[[row]])[0] - target[row])
        assert error == pytest.approx(np.square(left).mean(), rel=1e-6)


@pytest.mark.parametrize(("rows", "width"), [(300, 7), (20, 50)])
def test_ridge_agrees_with_scikit_learn(rows: int, width: int) -> None:
    features, target = line(rows, width)
    ours = fit_ridge(features, target)
    table = Standard.of(features).apply(features)
    theirs = ReferenceRidge(ours.strength * rows, solver="svd").fit(table, target)
    assert ours.strength == STRENGTHS[ours.leave_one_out.argmin()]
    assert np.allclose(ours.predict(features), theirs.predict(table), rtol=1e-7, atol=1e-7)


def test_ridge_does_not_depend_on_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    features, target = line(500, 6)
    whole = fit_ridge(features, target).predict(features)
    monkeypatch.setattr("tidu.tabular.baseline_matrix.BLOCK", 60)
    assert len(list(slices(features))) == 50
    assert np.allclose(fit_ridge(features, target).predict(features), whole, rtol=1e-10)


def test_ridge_shrinks_noise_and_keeps_signal() -> None:
    draw = np.random.default_rng(0)
    features = draw.normal(size=(60, 20))
    noise = fit_ridge(features, draw.normal(size=60))
    signal = fit_ridge(features, features @ draw.normal(size=20))
    assert noise.strength >= 0.1
    assert signal.strength == STRENGTHS[0]


def test_copies_and_constants_do_not_disturb_ridge() -> None:
    features, target = line(80, 3)
    copies = np.hstack([features, features, np.full((80, 2), 7.0), features[:, :1] * 3 + 1])
    assert np.allclose(
        fit_ridge(copies, target).predict(copies),
        fit_ridge(features, target).predict(features),
        atol=0.05,
    )


@pytest.mark.parametrize("classes", [3, 5])
def test_logistic_agrees_with_scikit_learn(classes: int) -> None:
    features, labels = groups(400, 4, classes)
    ours = fit_logistic(features, labels, classes)
    table = Standard.of(features).apply(features)
    theirs = LogisticRegression(C=1.0, tol=1e-10, max_iter=1000).fit(table, labels)
    assert ours.strength == 1 / 400
    assert np.allclose(ours.predict(features), theirs.predict_proba(table), atol=1e-5)


def test_two_classes_are_logistic_regression() -> None:
    features, labels = groups(300, 4, 2)
    ours = fit_logistic(features, labels, 2)
    table = Standard.of(features).apply(features)
    # Two opposite columns of weights pay half of what their difference would.
    theirs = LogisticRegression(C=2.0, tol=1e-10, max_iter=1000).fit(table, labels)
    assert np.allclose(ours.predict(features), theirs.predict_proba(table), atol=1e-5)


def test_logistic_takes_the_strength_that_validation_likes() -> None:
    features, labels = groups(600, 30, 2, seed=1)
    labels ^= np.random.default_rng(3).uniform(size=600) < 0.2
    few = slice(0, 200)
    rest = features[200:], labels[200:]
    chosen = fit_logistic(features[few], labels[few], 2, rest)
    losses = {}
    for strength in LOGISTIC_STRENGTHS:
        table = Standard.of(features[few]).apply(features[few])
        theirs = LogisticRegression(C=0.01 / strength, max_iter=5000).fit(table, labels[few])
        own = theirs.predict_proba(Standard.of(features[few]).apply(rest[0]))
        right = own[np.arange(len(rest[1])), rest[1]]
        losses[strength] = -np.log(right.clip(1e-15)).mean()
    assert chosen.strength == min(losses, key=losses.__getitem__)
    assert chosen.strength not in (LOGISTIC_STRENGTHS[0], LOGISTIC_STRENGTHS[-1])


def test_regression_runs_every_baseline_on_every_part() -> None:
    features, targets = parts(*line(1000, 4))
    heard: list[str] = []
    found = run_baselines("regression", features, targets, stage=heard.append)
    assert [each.name for each in found] == ["mean", "ridge", "trees"]
    assert heard[1] == "Comparing with: ridge regression"
    for each in found:
        assert set(each.metrics) == {"train", "validation", "test"}
        assert set(each.metrics["test"]) == {"rmse", "mae", "r2"}
    mean, ridge, trees = (each.metrics["test"]["rmse"] for each in found)
    assert ridge < trees < mean
    assert mean == pytest.approx(np.sqrt(np.square(targets["test"] - targets["train"].mean()).mean()))
    assert found[0].metrics["train"]["r2"] == pytest.approx(0, abs=1e-12)


def test_classification_runs_every_baseline_on_every_part() -> None:
    features, targets = parts(*groups(1000, 4, 3))
    found = run_baselines("multiclass", features, targets, classes=3)
    assert [each.name for each in found] == ["majority", "logistic", "trees"]
    shares = np.bincount(targets["train"]) / 600
    majority = found[0].metrics["test"]
    assert majority["accuracy"] == (targets["test"] == shares.argmax()).mean()
    assert majority["log_loss"] == pytest.approx(-np.log(shares[targets["test"]]).mean())
    assert majority["auc"] == 0.5
    assert found[1].metrics["test"]["log_loss"] < majority["log_loss"]


def test_the_same_seed_gives_the_same_numbers() -> None:
    features, targets = parts(*line(1500, 4))
    first, second = (run_baselines("regression", features, targets, seed=3) for _ in range(2))
    assert [each.metrics for each in first] == [each.metrics for each in second]


def awkward() -> dict[str, tuple[str, Arrays, Arrays, int]]:
    """Tables on which a careless baseline stumbles."""
    draw = np.random.default_rng(0)
    one = np.array([[1.0, 2.0]])
    wide = draw.normal(size=(8, 40))
    single = {"train": groups(90, 2, 3)[0], "validation": np.ones((5, 2))}
    rare = np.array([0] * 700 + [1] * 699 + [2])
    return {
        "one row": ("regression", {"train": one}, {"train": np.array([3.0])}, 2),
        "one row of a class": ("binary", {"train": one}, {"train": np.array([1])}, 2),
        "no columns": ("regression", {"train": wide[:, :0]}, {"train": wide[:, 0]}, 2),
        "no columns, classes": ("binary", {"train": wide[:, :0]}, {"train": np.arange(8) % 2}, 2),
        "constant target": ("regression", {"train": wide}, {"train": np.full(8, 2.0)}, 2),
        "constant columns": ("binary", {"train": np.ones((8, 3))}, {"train": np.arange(8) % 2}, 2),
        "wide": ("multiclass", {"train": wide}, {"train": np.arange(8) % 3}, 3),
        "absent class": ("multiclass", {"train": wide}, {"train": np.arange(8) % 2}, 5),
        "one class in validation": (
            "multiclass", single, {"train": groups(90, 2, 3)[1], "validation": np.ones(5, int)}, 3,
        ),
        "a class of one row": ("multiclass", {"train": draw.normal(size=(1400, 3))},
                               {"train": rare}, 3),
        "empty parts": ("regression", {"train": wide, "test": wide[:0]},
                        {"train": wide[:, 0], "test": wide[:0, 0]}, 2),
    }  # fmt: skip


@pytest.mark.parametrize("name", awkward())
def test_awkward_tables(name: str) -> None:
    task, features, targets, classes = awkward()[name]
    found = run_baselines(task, features, targets, classes=classes)
    for each in found:
        assert each.note or set(each.metrics) == {p for p in features if len(features[p])}
        for metrics in each.metrics.values():
            values = [value for value in metrics.values() if value is not None]
            assert values
            assert np.isfinite(values).all()


def test_targets_may_be_columns_and_features_single_precision() -> None:
    features, targets = parts(*line(300, 3))
    flat = run_baselines("regression", features, targets)[1].metrics["test"]["rmse"]
    single = {part: rows.astype(np.float32) for part, rows in features.items()}
    column = {part: values[:, None] for part, values in targets.items()}
    assert run_baselines("regression", single, column)[1].metrics["test"]["rmse"] == pytest.approx(
        flat, rel=1e-4
    )


def test_without_scikit_learn_the_result_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(baselines, "trees_installed", lambda: False)
    trees = run_baselines("regression", *parts(*line(50, 2)))[-1]
    assert trees.metrics == {}
    assert trees.note == "scikit-learn is not installed. Fix: pip install scikit-learn"


def test_a_single_class_leaves_the_trees_out_and_says_so() -> None:
    found = run_baselines("binary", {"train": np.eye(4)}, {"train": np.ones(4, int)})
    assert found[-1].note == "the training rows hold a single class"
    assert found[1].metrics["train"]["accuracy"] == 1.0


@pytest.mark.parametrize(
    ("limit", "value", "task", "place"),
    [
        ("LOGISTIC_ROWS", 50, "binary", 1),
        ("RIDGE_SIDE", 3, "regression", 1),
        ("TREE_CELLS", 400, "regression", 2),
    ],
)
def test_what_is_too_big_is_cut_and_said(
    limit: str, value: int, task: str, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baselines, limit, value)
    table = line(1000, 4) if task == "regression" else groups(1000, 4, 2)
    found = run_baselines(task, *parts(*table))[place]
    used = {"LOGISTIC_ROWS": 50, "RIDGE_SIDE": 3, "TREE_CELLS": 100}[limit]
    assert found.note == f"fitted on {used} of 600 training rows, drawn at random"
    assert set(found.metrics) == {"train", "validation", "test"}


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_features_that_are_not_finite_are_refused(bad: float) -> None:
    features, targets = parts(*line(50, 2))
    features["test"][0, 0] = bad
    with pytest.raises(ValueError, match="features of the test part hold NaN or infinity"):
        run_baselines("regression", features, targets)


def test_trees_stop_early_only_on_tables_that_are_big_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []
    fit = HistGradientBoostingRegressor.fit

    def watched(self: HistGradientBoostingRegressor, *rows: np.ndarray) -> object:
        seen.append((self.early_stopping, self.max_iter))
        return fit(self, *rows)

    monkeypatch.setattr(HistGradientBoostingRegressor, "fit", watched)
    for rows in (100, 1000):
        run_baselines("regression", *parts(*line(rows, 2)))
    assert seen == [(False, 100), (True, 300)]
