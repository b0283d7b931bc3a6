"""Rows, loaders, orders, validation and metrics: native runs read what eager ones read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from native_examples import Fresh, agree, classes, network, table, trained

import tidu
from tidu import nn, optim
from tidu.data import (
    BatchSampler,
    DataLoader,
    RandomSampler,
    SequentialSampler,
    Subset,
    SubsetRandomSampler,
    TensorDataset,
)


def dropping() -> Any:
    """Dropout shows whether random numbers are taken in the same order."""
    return network(0.3)


def dataset(rows: int = 40) -> Any:
    return TensorDataset(*(tidu.tensor(part) for part in table(rows)))


def generator() -> Any:
    return tidu.Generator().manual_seed(11)


LOADERS: dict[str, Any] = {
    "straight": lambda: DataLoader(dataset(), 8),
    "shuffled": lambda: DataLoader(dataset(), 8, shuffle=True),
    "rest": lambda: DataLoader(dataset(), 9, shuffle=True),
    "drop_last": lambda: DataLoader(dataset(), 9, shuffle=True, drop_last=True),
    "own generator": lambda: DataLoader(dataset(), 9, shuffle=True, generator=generator()),
    "own generator, straight": lambda: DataLoader(dataset(), 9, generator=generator()),
    "sampler": lambda: DataLoader(dataset(), 8, sampler=SequentialSampler(range(40))),
    "some of them": lambda: DataLoader(dataset(), 8, sampler=RandomSampler(dataset(), num_samples=21)),
    "with replacement": lambda: DataLoader(
        dataset(), 8, sampler=RandomSampler(dataset(), True, 50, generator())
    ),
    "weights of rows": lambda: DataLoader(
        dataset(), 8, sampler=tidu.data.WeightedRandomSampler(list(range(1, 41)), 30)
    ),
    "batch sampler": lambda: DataLoader(
        dataset(), batch_sampler=BatchSampler(RandomSampler(dataset()), 7, drop_last=True)
    ),
    "drop_last, own generator": lambda: DataLoader(
        dataset(), 9, shuffle=True, drop_last=True, generator=generator()
    ),
    "with replacement, default generator": lambda: DataLoader(
        dataset(), 8, sampler=RandomSampler(dataset(), replacement=True, num_samples=50)
    ),
    "many times": lambda: DataLoader(dataset(9), 4, sampler=RandomSampler(dataset(9), num_samples=30)),
    "rows from the end": lambda: DataLoader(dataset(), 2, sampler=[-1, 3, -40, 20]),
    "some shuffled": lambda: DataLoader(dataset(), 2, sampler=SubsetRandomSampler([5, 3, 8, 1, 0, 39])),
    "subset": lambda: DataLoader(Subset(dataset(), [3, 1, 30, 4, 15, 9, 2, 6, 5, 35]), 4, shuffle=True),
    "subset of a subset": lambda: DataLoader(
        Subset(Subset(dataset(), list(range(30, 0, -1))), list(range(5, 25))), 6, shuffle=True
    ),
    "one row": lambda: DataLoader(dataset(1), 8, shuffle=True),
    "a batch beyond the data": lambda: DataLoader(dataset(), 100, shuffle=True),
    "batches of one": lambda: DataLoader(dataset(5), 1, shuffle=True),
}  # fmt: skip


@pytest.mark.parametrize("name", LOADERS)
def test_loaders(name: str) -> None:
    agree(dropping, Fresh(LOADERS[name]), metrics="mae")


@pytest.mark.parametrize(
    "options",
    [
        {"shuffle": False},
        {"validation": 0.3, "batch_size": 7},
        {"validation": 0.3, "metrics": ["mae", "rmse", "r2"], "batch_size": 7},
        {"validation": table(11, seed=3), "metrics": "mae", "shuffle": False},
        {"validation": Fresh(lambda: DataLoader(dataset(23), 5, shuffle=True)), "metrics": "r2"},
        {"validation": Fresh(lambda: DataLoader(dataset(23), 5, shuffle=True, generator=generator()))},
        {"validation": Subset(dataset(30), [1, 5, 7, 20])},
        {"batch_size": 64, "epochs": 4},
        {"seed": None},
    ],
    ids=lambda options: " ".join(options),
)
def test_ways_to_read(options: dict[str, Any]) -> None:
    agree(dropping, table(), **options)


def test_validation_larger_than_its_batches() -> None:
    agree(dropping, table(), validation=table(1300, seed=2), metrics="mae", epochs=2)


def test_patience_and_the_best_weights() -> None:
    def wide() -> Any:
        return nn.Sequential(nn.Linear(3, 32), nn.Tanh(), nn.Linear(32, 1))

    ran = agree(
        wide, table(), "mse", optim.Adam, lr=0.05, validation=0.4, patience=3, epochs=200, tolerance=1e-9
    )
    assert ran.history.stopped == "patience" and ran.history.best_epoch == len(ran.history) - 3


def own(outputs: Any, targets: Any) -> Any:
    """A metric that looks at every row."""
    return (outputs - targets).abs().max()


def test_metrics_of_classes() -> None:
    agree(
        lambda: nn.Linear(3, 3), classes(), "cross_entropy",
        metrics={"accuracy": "accuracy", "top": lambda out, y: out.argmax(1).eq(y).sum()}, validation=0.25,
    )  # fmt: skip


@pytest.mark.parametrize("loss", ["bce", "bce_with_logits"])
def test_metrics_of_two_classes(loss: str) -> None:
    x, y = table()
    make = (
        (lambda: nn.Sequential(nn.Linear(3, 1), nn.Sigmoid())) if loss == "bce" else lambda: nn.Linear(3, 1)
    )
    agree(make, (x, (y > 0).astype(float)), loss, metrics=["accuracy", own], validation=0.25)


def test_metrics_while_batches_do_not_divide_the_rows() -> None:
    agree(dropping, table(43), metrics=["mae", own], batch_size=10)


@pytest.mark.parametrize("kind", ["float64", "float32"])
def test_targets_and_inputs_of_other_types(kind: str) -> None:
    x, y = classes()
    tolerance = 1e-12 if kind == "float64" else 1e-6
    agree(
        lambda: nn.Linear(3, 1), (x, y), lambda out, target: ((out[:, 0] - target) ** 2).mean(),
        kind=kind, tolerance=tolerance,
    )  # fmt: skip

    class Casting(nn.Linear):
        def forward(self, x: Any) -> Any:
            return super().forward(x.to(self.weight.dtype) / 2)

    whole = (abs(x) * 3).astype(np.int64)
    for given in (whole, whole.astype(np.uint8), x > 0):
        agree(lambda: Casting(3, 1), (given, y[:, None] / 3), kind=kind, tolerance=tolerance)


def test_rows_that_are_not_there() -> None:
    for sampler in ([0, 40], range(30, 50), SequentialSampler(range(41)), RandomSampler(range(400))):
        told = []
        for compile in (True, False):
            with pytest.raises(IndexError) as caught:
                trained(compile, network, DataLoader(dataset(), 2, sampler=sampler))
            told.append(str(caught.value))
        assert told[0] and told[1]


def test_columns_that_do_not_lie_in_order() -> None:
    x, y = table(80, 6)
    turned, steps = tidu.tensor(x.T.copy()).T[::2, ::2], tidu.tensor(y)[::2]
    agree(dropping, (turned, steps))
    agree(dropping, (x[::-2, ::2], y[::2]))


def test_what_native_runs_leave_to_the_data() -> None:
    x, y = (tidu.tensor(part) for part in table())
    before = x.tolist(), y.tolist()
    trained(True, dropping, (x, y))
    assert (x.tolist(), y.tolist()) == before
    assert x.grad is None


def test_data_changed_between_epochs_is_seen() -> None:
    x, y = (tidu.tensor(part) for part in table())
    keep = x.tolist()

    def turn(state: Any) -> None:
        x.mul_(1.5) if state.epoch < 3 else x.copy_(tidu.tensor(keep, dtype=tidu.float64))

    agree(dropping, (x, y), callbacks=turn, epochs=3)
