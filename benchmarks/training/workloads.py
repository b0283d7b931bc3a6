"""What is trained: sizes, data and first weights, the same for every peer.

Weights are pairs ([inputs, outputs], [outputs]) a layer, in NumPy; between layers stands ReLU.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, Self

import numpy as np

Weights = list[np.ndarray]  # weight, bias, weight, bias, ...


@dataclass(frozen=True)
class Workload:
    """A network, its data and its optimizer.

    `sizes`: units from the inputs to the outputs. `optimizer`: "sgd" (with `momentum`) or "adam".
    `loss`: "mse" or "cross_entropy". `epochs`: after so many, peers' losses are compared.
    `data`: one of `MAKERS`. `rows` is a multiple of `batch`.
    """

    name: str
    sizes: tuple[int, ...]
    rows: int
    batch: int
    optimizer: str
    lr: float
    data: str
    loss: str = "mse"
    momentum: float = 0.0
    epochs: int = 5
    dtype: str = "float32"
    shuffle: bool = True

    @property
    def steps(self) -> int:
        """Steps an epoch."""
        return self.rows // self.batch

    @property
    def layers(self) -> list[tuple[int, int]]:
        """(inputs, outputs) of each layer."""
        return list(zip(self.sizes, self.sizes[1:], strict=False))

    @property
    def text(self) -> str:
        """The workload in a few words."""
        update = {"adam": "Adam", "sgd": "SGD"}[self.optimizer]
        if self.momentum:
            update += f" {self.momentum}"
        shape = "-".join(map(str, self.sizes))
        if len(self.sizes) > 6:
            shape = f"{self.sizes[0]}-{self.sizes[1]}x{len(self.sizes) - 2}-{self.sizes[-1]}"
        return f"{self.name} {shape}, batch {self.batch}, {update}"

    def exact(self, optimizer: str) -> Self:
        """The same in float64, in order, with so few rows that an epoch is three steps."""
        rows = 3 * self.batch
        return replace(self, rows=rows, dtype="float64", shuffle=False, optimizer=optimizer)

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, saved: dict[str, Any]) -> Self:
        """What `to_dict` gave."""
        return cls(**{**saved, "sizes": tuple(saved["sizes"])})


WORKLOADS = {
    w.name: w
    for w in (
        Workload("a", (2, 1), 1000, 10, "sgd", 0.03, "line"),
        Workload("b", (1, 100, 1), 1024, 32, "adam", 0.001, "curve", epochs=50),
        Workload("c", (93, 64, 1), 2560, 256, "sgd", 0.001, "table", momentum=0.9, epochs=20),
        Workload("c-adam", (93, 64, 1), 2560, 256, "adam", 0.001, "table", epochs=20),
        Workload("d", (93, 64, 32, 1), 2560, 32, "adam", 0.001, "table"),
        Workload("e", (784, 256, 10), 10240, 256, "adam", 0.001, "classes", "cross_entropy", epochs=1),
        Workload("f", (1024, 1024, 1024, 10), 2048, 512, "adam", 1e-4, "classes", "cross_entropy", epochs=1),
        Workload("g", (64, *[64] * 8, 1), 2048, 64, "adam", 0.001, "table", epochs=3),
    )
}


def line(random: np.random.Generator, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """A linear target with a little noise."""
    x = random.normal(size=(rows, columns))
    slope = np.resize([2.0, -3.4], columns)
    return x, x @ slope + 4.2 + 0.01 * random.normal(size=rows)


def curve(random: np.random.Generator, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """y = x³ + 2x² of the first column."""
    x = random.uniform(-2, 2, size=(rows, columns))
    return x, x[:, 0] ** 3 + 2 * x[:, 0] ** 2


def table(random: np.random.Generator, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """A bent target of a few columns, like a table that `tidu train` is given."""
    x = random.standard_normal(size=(rows, columns), dtype=np.float32)
    return x, np.tanh(x[:, 0] + x[:, 1]) + 0.5 * x[:, 2] * x[:, 3]


def classes(random: np.random.Generator, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Ten clouds that overlap."""
    labels = random.integers(0, 10, size=rows)
    centres = random.normal(size=(10, columns)) * 0.1
    return centres[labels] + random.standard_normal(size=(rows, columns), dtype=np.float32), labels


MAKERS: dict[str, Callable[..., tuple[np.ndarray, np.ndarray]]] = {
    "line": line,
    "curve": curve,
    "table": table,
    "classes": classes,
}


@lru_cache(maxsize=2)
def data_of(workload: Workload) -> tuple[np.ndarray, np.ndarray]:
    """Features [rows, inputs], and targets [rows, 1] or labels [rows] of int64."""
    random = np.random.default_rng(7)
    x, y = MAKERS[workload.data](random, workload.rows, workload.sizes[0])
    x = np.ascontiguousarray(x, dtype=workload.dtype)
    if workload.loss == "cross_entropy":
        return x, y.astype(np.int64)
    return x, y.astype(workload.dtype)[:, None]


def first_weights(workload: Workload) -> Weights:
    """PyTorch's distribution for linear layers: uniform within 1/√inputs, weights and biases."""
    random = np.random.default_rng(11)
    found = []
    for inputs, outputs in workload.layers:
        bound = inputs**-0.5
        for shape in ((inputs, outputs), (outputs,)):
            found.append(random.uniform(-bound, bound, size=shape).astype(workload.dtype))
    return found


def loss_of(workload: Workload, weights: Weights, limit: int = 100_000) -> float:
    """The loss over the rows (the first `limit` of them), in float64."""
    x, y = (part[:limit] for part in data_of(workload))
    h = x.astype(np.float64)
    for k in range(0, len(weights), 2):
        h = (np.maximum(h, 0) if k else h) @ weights[k].astype(np.float64) + weights[k + 1]
    if workload.loss == "mse":
        return float(np.mean((h - y) ** 2))
    top = h.max(axis=1, keepdims=True)
    logs = np.log(np.exp(h - top).sum(axis=1)) + top[:, 0]
    return float(np.mean(logs - h[np.arange(len(h)), y]))
