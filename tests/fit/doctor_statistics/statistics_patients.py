"""What the tests of the doctor's statistics share: tables, a plain loop, an examination."""

from __future__ import annotations

from typing import Any

import numpy as np

import tidu as torch
from tidu.fit.doctor import Alert


def table(rows: int = 160, columns: int = 5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Standardised inputs, and a target that is a straight line of them with some chance."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(rows, columns)).astype("f4")
    y = x @ random.normal(size=(columns, 1)) + random.normal(0, 0.1, (rows, 1))
    return x, ((y - y.mean()) / y.std()).astype("f4")


def classes(rows: int = 160, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two clouds, and which of them a row belongs to."""
    random = np.random.default_rng(seed)
    y = random.integers(0, 2, rows)
    return (random.normal(size=(rows, 3)) + 2 * y[:, None]).astype("f4"), y


def network(inputs: int = 5, outputs: int = 1) -> Any:
    """A small network with a seed."""
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(inputs, 16), torch.nn.ReLU(), torch.nn.Linear(16, outputs))


def train(
    x: np.ndarray, y: np.ndarray, *, model: Any = None, lr: float = 0.05, epochs: int = 25, batch: int = 16,
    shuffle: bool = True, optimizer: Any = torch.optim.SGD, test: Any = None, loss: Any = None,
) -> list[Alert]:  # fmt: skip
    """A plain loop under the doctor, judged on `test` after every epoch."""
    model = network(x.shape[1], 1 if y.dtype.kind == "f" else 2) if model is None else model
    loss = loss or (torch.nn.MSELoss() if y.dtype.kind == "f" else torch.nn.CrossEntropyLoss())
    steps, random = optimizer(model.parameters(), lr=lr), np.random.default_rng(0)
    with torch.doctor(tell=None) as report:
        for _ in range(epochs):
            order = random.permutation(len(x)) if shuffle else np.arange(len(x))
            for rows in np.array_split(order, len(x) // batch):
                steps.zero_grad()
                loss(model(torch.from_numpy(x[rows])), torch.from_numpy(y[rows])).backward()
                steps.step()
            if test is not None:
                with torch.no_grad():
                    loss(model(torch.from_numpy(test[0])), torch.from_numpy(test[1]))
    return report.alerts


def fitted(
    x: np.ndarray, y: np.ndarray, *, model: Any = None, lr: float = 0.05, **chosen: Any
) -> list[Alert]:
    """`tidu.fit` under the doctor, natively where nothing is said."""
    model = network(x.shape[1], 1 if y.dtype.kind == "f" else 2) if model is None else model
    loss = "mse" if y.dtype.kind == "f" else "cross_entropy"
    given = {"optimizer": "sgd", "lr": lr, "epochs": 25, "batch_size": 16, "seed": 0} | chosen
    return torch.fit(model, (x, y), loss, doctor=torch.doctor(tell=None), **given).alerts


def names(alerts: list[Alert]) -> set[str]:
    """What was found."""
    return {alert.name for alert in alerts}
