"""Boosted trees from scikit-learn, an extra that may be absent.

A tenth of the training rows decides when to stop, as scikit-learn does it by itself;
tables too small for that get its default hundred rounds.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
import numpy.typing as npt

from tidu.core.cores import cores

Labels = npt.NDArray[np.int64]
ROUNDS = 300
FEWEST_ROWS = 500
FEWEST_IN_CLASS = 10
ALONE_CELLS = 5_000_000
"""Up to here one thread grows the trees: OpenMP's others wait spinning, and where the processors are
not all free each tree waits for the slowest. Iris on two busy ones: 0.6 s on one thread, 15.7 on two."""


def trees_installed() -> bool:
    """Whether scikit-learn can be imported, found without importing it.

    >>> trees_installed()
    True
    """
    return importlib.util.find_spec("sklearn") is not None


def _calm(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` of a model or table, on one thread or half of the processors."""

    @wraps(function)
    def called(*given: Any, **choices: Any) -> Any:
        from threadpoolctl import threadpool_limits  # comes with scikit-learn

        cells = max(x.size for x in given if isinstance(x, np.ndarray))
        with threadpool_limits(1 if cells < ALONE_CELLS else max(1, cores() // 2), user_api="openmp"):
            return function(*given, **choices)

    return called


@_calm
def fit_tree_regressor(features: npt.NDArray[np.floating], target: Any, seed: int) -> Any:
    """scikit-learn's histogram gradient boosting of `target` (N,) on `features` (N, D).

    >>> x = np.arange(100.0)[:, None]
    >>> fit_tree_regressor(x, x[:, 0] > 50, seed=0).predict([[0.0], [99.0]]).round()
    array([0., 1.])
    """
    from sklearn.ensemble import HistGradientBoostingRegressor

    choices = _choices(len(target), len(target), classes=1)
    return HistGradientBoostingRegressor(**choices, random_state=seed).fit(features, target)


@_calm
def fit_tree_classifier(
    features: npt.NDArray[np.floating], labels: Labels, classes: int, seed: int
) -> Any:
    """scikit-learn's histogram gradient boosting of at least two classes that occur.

    >>> x = np.arange(100.0)[:, None]
    >>> fit_tree_classifier(x, (x[:, 0] > 50).astype(int), 2, seed=0).predict([[0.0], [99.0]])
    array([0, 1])
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    counts = np.bincount(labels, minlength=classes)
    choices = _choices(len(labels), counts[counts > 0].min(), classes)
    return HistGradientBoostingClassifier(**choices, random_state=seed).fit(features, labels)


@_calm
def predicted(model: Any, features: npt.NDArray[np.floating]) -> Any:
    """What a model of `fit_tree_regressor` makes of rows (N, D): numbers (N,).

    >>> x = np.arange(100.0)[:, None]
    >>> predicted(fit_tree_regressor(x, x[:, 0], seed=0), x).shape
    (100,)
    """
    return model.predict(features)


@_calm
def probabilities(model: Any, features: npt.NDArray[np.floating], classes: int) -> Any:
    """Probabilities (N, classes); a class that training never saw gets 0.

    >>> x = np.arange(100.0)[:, None]
    >>> model = fit_tree_classifier(x, 2 * (x[:, 0] > 50).astype(int), 3, seed=0)
    >>> bool((probabilities(model, x, 3)[:, 1] == 0).all())
    True
    """
    table = np.zeros((len(features), classes))
    table[:, model.classes_] = model.predict_proba(features)
    return table


def _choices(rows: int, fewest: int, classes: int) -> dict[str, Any]:
    """Rounds and stopping; each round grows one tree a class, so many classes get fewer."""
    enough = rows >= FEWEST_ROWS and fewest >= FEWEST_IN_CLASS
    most = ROUNDS if enough else 100
    rounds = most if classes <= 3 else max(10, 3 * most // classes)
    return {"max_iter": rounds, "early_stopping": enough}
