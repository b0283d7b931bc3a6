"""scikit-learn: MLPRegressor or MLPClassifier, one `partial_fit` an epoch.

Its squared loss is half of the others', so SGD's learning rate is doubled; it adds Adam's epsilon
elsewhere and has no L2 penalty here. No private name is used but the optimizer, which is made anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

from benchmarks.training.workloads import Weights, Workload, data_of, first_weights


class Run:
    """The estimator with our first weights."""

    def __init__(self, workload: Workload):
        self.workload = workload
        self.x, y = data_of(workload)
        self.y = y.ravel()
        halved = workload.loss == "mse" and workload.optimizer == "sgd"
        self.options: dict[str, Any] = {
            "hidden_layer_sizes": workload.sizes[1:-1],
            "solver": workload.optimizer,
            "alpha": 0.0,
            "batch_size": workload.batch,
            "learning_rate_init": workload.lr * (2 if halved else 1),
            "momentum": workload.momentum,
            "nesterovs_momentum": False,
            "shuffle": workload.shuffle,
            "random_state": 0,
        }
        self.first = first_weights(workload)
        self.model = self._fresh()

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        self.model = self._fresh()
        for _ in range(epochs):
            self.model.partial_fit(self.x, self.y)

    def weights(self) -> Weights:
        """What the last run ended with."""
        pairs = zip(self.model.coefs_, self.model.intercepts_, strict=True)
        return [part for pair in pairs for part in pair]

    def _fresh(self) -> Any:
        """An estimator that has seen a few rows, and then is given the first weights and no moments."""
        few = min(self.workload.rows, 64)
        if self.workload.loss == "mse":
            model: Any = MLPRegressor(**{**self.options, "batch_size": few})
            model.partial_fit(self.x[:few], self.y[:few])
        else:
            model = MLPClassifier(**{**self.options, "batch_size": few})
            model.partial_fit(self.x[:few], self.y[:few], classes=np.arange(self.workload.sizes[-1]))
        model.set_params(batch_size=self.workload.batch)
        model.coefs_ = [part.copy() for part in self.first[::2]]
        model.intercepts_ = [part.copy() for part in self.first[1::2]]
        del model._optimizer
        return model
