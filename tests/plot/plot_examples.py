"""One call of every picture, which the tests over all of them share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import tidu
from tidu import plot as pictures

X = np.linspace(-2.0, 2.0, 21)


def bowl(w: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (w - 1) ** 2 + 2 * (b - 2) ** 2


def net() -> tidu.nn.Sequential:
    tidu.manual_seed(0)
    return tidu.nn.Sequential(tidu.nn.Linear(3, 12), tidu.nn.ReLU(), tidu.nn.Linear(12, 1))


W = tidu.tensor(3.0, requires_grad=True)


def loss() -> tidu.Tensor:
    return (W * 2 - 5) ** 2


EXAMPLES: dict[str, Callable[..., Any]] = {
    "plot": lambda **how: pictures.plot(X, [X**2, -X], "x", "f(x)", legend=["a", "b"], **how),
    "fits": lambda **how: pictures.fits(X, 2 * X, {"line": (X, 2 * X)}, **how),
    "losses": lambda **how: pictures.losses(
        {"train_loss": [3.0, 2.0, 1.0], "validation_loss": [3.5, 2.0, 2.5]}, baseline=4.0, **how
    ),
    "curves": lambda **how: pictures.curves({"0.1": [4.0, 2.0, 1.0], "1": [4.0, 99.0, 1e9]}, **how),
    "surface": lambda **how: pictures.surface(bowl, {"sgd": ([0.0, 0.5], [0.0, 1.5])}, minimum=(1, 2), **how),
    "neurons": lambda **how: pictures.neurons(X, [X, X**2], X + X**2 + 1, target=X, bias=1, **how),
    "extrapolation": lambda **how: pictures.extrapolation(X, X, X**2, (-1, 1), data=([0, 1], [0, 1]), **how),
    "predicted_actual": lambda **how: pictures.predicted_actual([1, 2, 3], [1, 2, 4], **how),
    "confusion": lambda **how: pictures.confusion([[5, 1], [2, 4]], **how),
    "densities": lambda **how: pictures.densities(X, {"f": np.exp(-(X**2)), "s": X[:9]}, **how),
    "decision_regions": lambda **how: pictures.decision_regions(
        lambda rows: rows.sum(1) > 0, [[-1, 0], [1, 1], [2, -1]], [0, 1, 1], **how
    ),
    "network": lambda **how: pictures.network(net(), **how),
    "graph": lambda **how: pictures.graph(loss(), names={}, **how),
}
"""Name -> a call that takes `ax` and `title`; `histograms`, which takes `axes`, has tests of its own."""
