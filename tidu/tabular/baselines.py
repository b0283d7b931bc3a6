"""What the network has to beat: a constant, a line in closed form, and boosted trees.

All see the same matrix that the network sees. None may take long: what is too big for one
is cut to a random share of the rows, and the baseline's note says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tidu.fit.metrics import classification_metrics, regression_metrics
from tidu.tabular.baseline_logistic import fit_logistic
from tidu.tabular.baseline_matrix import some_rows
from tidu.tabular.baseline_ridge import fit_ridge
from tidu.tabular.baseline_trees import (
    fit_tree_classifier,
    fit_tree_regressor,
    predicted,
    probabilities,
    trees_installed,
)
from tidu.tabular.gap import row_losses
from tidu.tabular.results import PARTS, Baseline, Metrics
from tidu.text import say

Parts = Mapping[str, npt.NDArray[Any]]
Predict = Callable[[npt.NDArray[np.floating]], npt.NDArray[Any]]

RIDGE_SIDE = 3000
"""Largest square matrix that is decomposed: ten seconds on a slow machine."""
LOGISTIC_ROWS = 100_000
LOGISTIC_CELLS = 40_000_000
"""Most rows, and most rows x columns x classes, that one step of L-BFGS may touch."""
TREE_CELLS = 50_000_000
"""scikit-learn copies the matrix to float64: 400 MB."""


@dataclass(frozen=True)
class Problem:
    """Which task, on what: features[part] (N, D) and targets[part] (N,)."""

    task: str
    features: Parts
    targets: Parts
    classes: int
    seed: int

    @property
    def train(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Features and targets of the training part."""
        return self.features["train"], self.targets["train"]

    def sample(self, limit: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any], str]:
        """At most `limit` training rows, and the sentence that says so if it cut."""
        features, targets = self.train
        if len(features) <= limit:
            return features, targets, ""
        note = say("baselines.fewer_rows", used=f"{limit:,}", rows=f"{len(features):,}")
        return *some_rows(features, targets, limit, self.seed), note


def run_baselines(
    task: str,
    features: Parts,
    targets: Parts,
    *,
    classes: int = 2,
    seed: int = 0,
    stage: Callable[[str], None] | None = None,
    losses: Callable[[str, str, npt.NDArray[np.float64]], None] | None = None,
) -> list[Baseline]:
    """The baselines of `task`, fitted on "train" and measured on every part that has rows.

    `features[part]`: finite floats (N, D); `targets[part]`: numbers (N,) in the target's
    own unit, or class indices (N,) in [0, classes). "validation" and "test" may be missing.
    `stage` hears a sentence before each; `losses` each one's name, part and `row_losses` there.
    Raises `ValueError` for features that are not finite.

    >>> x = np.arange(60.0)[:, None]
    >>> found = run_baselines("regression", {"train": x, "test": x + 60}, {"train": 2 * x[:, 0],
    ...                       "test": 2 * x[:, 0] + 120})
    >>> [(b.name, round(b.metrics["test"]["rmse"])) for b in found[:2]]
    [('mean', 125), ('ridge', 0)]
    """
    problem = _checked(task, features, targets, classes, seed)
    makers = REGRESSION if task == "regression" else CLASSIFICATION
    measure = regression_metrics if task == "regression" else classification_metrics
    found = []
    for name, make in makers.items():
        if stage is not None:
            stage(say("baselines.stage", name=say(f"baselines.{name}")))
        start = time.perf_counter()
        predict, note = make(problem)
        metrics: dict[str, Metrics] = {}
        for part, rows in problem.features.items():
            if predict is None:
                break
            estimates = predict(rows)
            metrics[part] = measure(problem.targets[part], estimates)
            if losses is not None:
                losses(name, part, row_losses(task, problem.targets[part], estimates))
        found.append(Baseline(name, metrics, time.perf_counter() - start, note))
    return found


def _checked(task: str, features: Parts, targets: Parts, classes: int, seed: int) -> Problem:
    """The problem without empty parts, its targets flat and of the right kind."""
    kind = np.float64 if task == "regression" else np.int64
    kept = [part for part in PARTS if part in features and len(features[part])]
    for part in kept:
        if not np.isfinite(features[part]).all():
            raise ValueError(say("baselines.not_finite", part=part))
    flat = {part: np.asarray(targets[part]).reshape(-1).astype(kind) for part in kept}
    return Problem(task, {part: features[part] for part in kept}, flat, classes, seed)


def _mean(problem: Problem) -> tuple[Predict, str]:
    """Always the mean of the training targets."""
    mean = problem.targets["train"].mean()
    return lambda rows: np.full(len(rows), mean), ""


def _majority(problem: Problem) -> tuple[Predict, str]:
    """Always the shares of the training classes, and so always the commonest class."""
    labels = problem.targets["train"]
    shares = np.bincount(labels, minlength=problem.classes) / len(labels)
    return lambda rows: np.tile(shares, (len(rows), 1)), ""


def _ridge(problem: Problem) -> tuple[Predict, str]:
    """A line, its penalty by leave-one-out on the training part."""
    count, width = problem.features["train"].shape
    wide = min(count, width) > RIDGE_SIDE
    features, target, note = problem.sample(RIDGE_SIDE if wide else count)
    return fit_ridge(features, target).predict, note


def _logistic(problem: Problem) -> tuple[Predict, str]:
    """Log-odds on lines, the penalty by the validation part."""
    width = problem.features["train"].shape[1] + 1
    limit = min(LOGISTIC_ROWS, max(2000, LOGISTIC_CELLS // (width * problem.classes)))
    features, labels, note = problem.sample(limit)
    held_out = None
    if "validation" in problem.features:
        held_out = problem.features["validation"], problem.targets["validation"]
    return fit_logistic(features, labels, problem.classes, held_out).predict, note


def _trees(problem: Problem) -> tuple[Predict | None, str]:
    """Boosted trees, if scikit-learn is there and there is something to split."""
    if not trees_installed():
        return None, say("baselines.trees_missing")
    width = problem.features["train"].shape[1]
    features, targets, note = problem.sample(TREE_CELLS // max(1, width))
    if width == 0:
        return None, say("baselines.no_columns")
    if problem.task == "regression":
        trees = fit_tree_regressor(features, targets, problem.seed)
        return lambda rows: predicted(trees, rows), note
    if targets.min() == targets.max():
        return None, say("baselines.single_class")
    model = fit_tree_classifier(features, targets, problem.classes, problem.seed)
    return lambda rows: probabilities(model, rows, problem.classes), note


REGRESSION = {"mean": _mean, "ridge": _ridge, "trees": _trees}
CLASSIFICATION = {"majority": _majority, "logistic": _logistic, "trees": _trees}
