"""Tidu: `tidu.fit`, natively or eagerly, one call for the whole run."""

from __future__ import annotations

import inspect
from typing import Any

import tidu
from benchmarks.training.workloads import Weights, Workload, data_of, first_weights

LIBRARY = (tidu.nn, tidu.optim, tidu.fit)  # opened here, so that the first run does not pay for imports


class Run:
    """One workload as a user writes it."""

    def __init__(self, workload: Workload, native: bool = True, threads: int = 1):
        self.workload = workload
        self.options: dict[str, Any] = {"compile": native}
        if "threads" in inspect.signature(tidu.fit).parameters:
            self.options["threads"] = threads
        elif native and threads > 1:
            raise RuntimeError("tidu.fit has no threads= yet")
        self.data = tuple(tidu.from_numpy(part) for part in data_of(workload))
        self.first = first_weights(workload)
        self.model = network(workload)
        self.engine = ""

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        with tidu.no_grad():
            for parameter, first in zip(self.model.parameters(), self.first, strict=True):
                parameter.copy_(tidu.from_numpy(first.T))
        workload = self.workload
        history = tidu.fit(
            self.model,
            self.data,
            workload.loss,
            optimizer_of(workload, self.model),
            epochs=epochs,
            batch_size=workload.batch,
            shuffle=workload.shuffle,
            **self.options,
        )
        self.engine = history.engine

    def weights(self) -> Weights:
        """What the last run ended with."""
        return [parameter.detach().numpy().T for parameter in self.model.parameters()]


def network(workload: Workload) -> tidu.nn.Module:
    """Linear layers with ReLU between them."""
    layers: list[tidu.nn.Module] = []
    for inputs, outputs in workload.layers:
        layers += [tidu.nn.Linear(inputs, outputs), tidu.nn.ReLU()]
    model = tidu.nn.Sequential(*layers[:-1])
    return model.double() if workload.dtype == "float64" else model


def optimizer_of(workload: Workload, model: tidu.nn.Module) -> tidu.optim.Optimizer:
    """SGD or Adam with PyTorch's defaults."""
    if workload.optimizer == "adam":
        return tidu.optim.Adam(model.parameters(), lr=workload.lr)
    return tidu.optim.SGD(model.parameters(), lr=workload.lr, momentum=workload.momentum)
