"""Metrics of a whole epoch by name or function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tidu.fit.choices import closest
from tidu.fit.metrics import regression_metrics
from tidu.functional.loss_binary import binary_cross_entropy, binary_cross_entropy_with_logits
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.tensor import Tensor
from tidu.text import say

Measure = Callable[[Tensor, Tensor], float | None]
Measures = dict[str, Measure]
NAMES = ("accuracy", "mae", "r2", "rmse")
THRESHOLDS = {"BCELoss": 0.5, "BCEWithLogitsLoss": 0.0}


def measures_of(metrics: Any, loss: Any) -> Measures:
    """Metrics by name: from a name, a function of (outputs, targets), a list or a dict of these.

    `loss` says where "accuracy" of a single output draws the line between the classes.

    >>> list(measures_of(["mae", max], None))
    ['mae', 'max']
    """
    if isinstance(metrics, Mapping):
        return {name: _measure(given, loss) for name, given in metrics.items()}
    listed = list(metrics) if isinstance(metrics, list | tuple) else [metrics]
    return {_name(given): _measure(given, loss) for given in listed}


def _name(given: Any) -> str:
    return given if isinstance(given, str) else getattr(given, "__name__", type(given).__name__)


def _measure(given: Any, loss: Any) -> Measure:
    if callable(given):
        return _called(given)
    if not isinstance(given, str):
        kind = {"name": "metrics", "given": type(given).__name__}
        raise TypeError(say("fit.kind", wanted=say("fit.metric_wanted"), **kind))
    if given not in NAMES:
        raise ValueError(say("fit.metric_name", **closest(given, NAMES)))
    if given == "accuracy":
        return lambda outputs, targets: accuracy(outputs, targets, loss)
    return lambda outputs, targets: _regression(outputs, targets)[given]


def _regression(outputs: Tensor, targets: Tensor) -> dict[str, Any]:
    return regression_metrics(targets.numpy().reshape(-1), outputs.numpy().reshape(-1))


def _called(function: Callable[[Tensor, Tensor], Any]) -> Measure:
    def measure(outputs: Tensor, targets: Tensor) -> float | None:
        with no_grad():
            value = function(outputs, targets)
        return None if value is None else float(value)

    return measure


def accuracy(outputs: Tensor, targets: Tensor, loss: Any) -> float:
    """The share of rows whose class is right.

    `outputs` [N, C] are scores of C classes and `targets` [N] their numbers; or, with a binary
    loss, `outputs` of one number a row, and `targets` of 0 and 1. ValueError for one number a
    row under another loss.

    >>> accuracy(Tensor([[0.1, 0.9], [0.8, 0.2]]), Tensor([1.0, 1.0]), None)
    0.5
    """
    scores, labels = outputs.numpy(), targets.numpy()
    if scores.ndim == 2 and scores.shape[1] > 1:
        return float(np.mean(scores.argmax(1) == labels.reshape(-1)))
    threshold = threshold_of(loss)
    if threshold is None:
        raise ValueError(say("fit.threshold"))
    return float(np.mean((scores.reshape(-1) > threshold) == (labels.reshape(-1) > 0.5)))


def threshold_of(loss: Any) -> float | None:
    """Above which output a binary loss means class 1; None for other losses.

    >>> threshold_of(binary_cross_entropy_with_logits)
    0.0
    """
    if loss is binary_cross_entropy:
        return 0.5
    if loss is binary_cross_entropy_with_logits:
        return 0.0
    return THRESHOLDS.get(type(loss).__name__)
