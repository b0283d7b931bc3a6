"""Metrics against scikit-learn and against their definitions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as reference

from tidu.fit.metrics import (
    binary_auc,
    classification_metrics,
    confusion_matrix,
    regression_metrics,
)


def draw(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("rows", [1, 2, 7, 1000])
@pytest.mark.parametrize("offset", [0.0, 1e6])
def test_regression_agrees_with_scikit_learn(rows: int, offset: float) -> None:
    actual, noise = offset + draw(rows).normal(size=rows), draw(1).normal(size=rows)
    ours = regression_metrics(actual, actual + noise)
    assert ours["rmse"] == pytest.approx(reference.root_mean_squared_error(actual, actual + noise), rel=1e-12)
    assert ours["mae"] == pytest.approx(reference.mean_absolute_error(actual, actual + noise), rel=1e-12)
    if rows > 1:
        expected = reference.r2_score(actual, actual + noise)
        assert ours["r2"] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("actual", [[3.0], [3.0, 3.0, 3.0], [1e9, 1e9]])
def test_r2_of_a_constant_is_undefined(actual: list[float]) -> None:
    result = regression_metrics(actual, np.asarray(actual) + 1)
    assert result == {"rmse": 1.0, "mae": 1.0, "r2": None}


def test_columns_and_single_precision_are_read_in_double() -> None:
    actual = draw(0).normal(size=(50, 1)).astype(np.float32)
    predicted = draw(1).normal(size=50).astype(np.float32)
    both = regression_metrics(actual, predicted)
    assert both == regression_metrics(actual[:, 0].astype(np.float64), predicted)


@pytest.mark.parametrize("classes", [2, 3, 7])
@pytest.mark.parametrize("decimals", [1, 6])
def test_classification_agrees_with_scikit_learn(classes: int, decimals: int) -> None:
    labels = draw(classes).integers(classes, size=400)
    table = draw(1).dirichlet(np.ones(classes), size=400).round(decimals)
    table[:, 0] = 1 - table[:, 1:].sum(1)
    table = table.clip(0, 1)
    table /= table.sum(1, keepdims=True)
    ours = classification_metrics(labels, table)
    names = list(range(classes))
    expected_loss = reference.log_loss(labels, table, labels=names)
    scores = table[:, 1] if classes == 2 else table
    expected_auc = reference.roc_auc_score(labels, scores, multi_class="ovr", labels=names)
    assert ours["accuracy"] == reference.accuracy_score(labels, table.argmax(1))
    assert ours["log_loss"] == pytest.approx(expected_loss, rel=1e-12)
    assert ours["auc"] == pytest.approx(expected_auc, rel=1e-12)


def test_one_column_is_the_probability_of_class_one() -> None:
    labels, ones = draw(0).integers(2, size=30), draw(1).uniform(size=30)
    both = classification_metrics(labels, np.stack([1 - ones, ones], 1))
    assert classification_metrics(labels, ones) == both
    assert classification_metrics(labels[:, None], ones[:, None]) == both


@settings(max_examples=60)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=2, max_size=30))
def test_auc_counts_the_pairs(rows: list[tuple[bool, int]]) -> None:
    positive, scores = zip(*rows, strict=True)
    ones = [s for p, s in rows if p]
    zeros = [s for p, s in rows if not p]
    area = binary_auc(positive, scores)
    if not ones or not zeros:
        assert area is None
    else:
        pairs = [(a > b) + 0.5 * (a == b) for a, b in product(ones, zeros)]
        assert area == pytest.approx(np.mean(pairs), rel=1e-12)


def test_auc_keeps_scores_apart_that_one_minus_them_would_merge() -> None:
    assert classification_metrics([0, 1], [1e-20, 2e-20])["auc"] == 1.0


@pytest.mark.parametrize("labels", [[1, 1, 1], [0]])
def test_auc_of_a_single_class_is_undefined(labels: list[int]) -> None:
    result = classification_metrics(labels, np.full((len(labels), 3), 1 / 3))
    assert result["auc"] is None
    assert result["log_loss"] == pytest.approx(np.log(3), rel=1e-12)


def test_macro_auc_leaves_out_a_class_without_rows() -> None:
    labels, table = draw(0).integers(2, size=60), draw(1).dirichlet(np.ones(3), size=60)
    each = [reference.roc_auc_score(labels == k, table[:, k]) for k in (0, 1)]
    assert classification_metrics(labels, table)["auc"] == pytest.approx(np.mean(each), rel=1e-12)


def test_certainty_costs_nothing_when_right_and_is_bounded_when_wrong() -> None:
    assert classification_metrics([0, 1], [0.0, 1.0])["log_loss"] == 0.0
    worst = classification_metrics([1, 0], [0.0, 1.0])["log_loss"]
    assert worst == pytest.approx(reference.log_loss([1, 0], [0.0, 1.0]), rel=1e-12)


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_confusion_agrees_with_scikit_learn(classes: int) -> None:
    labels, predicted = draw(0).integers(classes, size=(2, 200))
    expected = reference.confusion_matrix(labels, predicted, labels=range(classes))
    assert np.array_equal(confusion_matrix(labels, predicted, classes), expected)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: regression_metrics([1.0, 2.0], [1.0]), r"shapes are \(2,\) and \(1,\)"),
        (lambda: regression_metrics([[1.0, 2.0]], [1.0]), r"shapes are \(1, 2\) and \(1,\)"),
        (lambda: regression_metrics([], []), "at least one row, and there are 0"),
        (lambda: classification_metrics([0, 2], [0.5, 0.5]), "from 0 to 2, but there are 2 cl"),
        (lambda: classification_metrics([-1, 1], [0.5, 0.5]), "from -1 to 1"),
        (lambda: confusion_matrix([0], [5], 3), "number the classes from 0 to 3 - 1"),
        (lambda: confusion_matrix([0, 1], [0], 3), r"shapes are \(2,\) and \(1,\)"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    call: Callable[[], object], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(ValueError, match=sentence):
        call()
