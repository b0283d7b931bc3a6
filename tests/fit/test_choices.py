"""Names, metrics, histories, and every refusal of `fit`."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from fit_examples import problem

import tidu
from tidu import nn, optim
from tidu.data import DataLoader, IterableDataset, TensorDataset
from tidu.fit.choices import LOSSES, OPTIMIZERS
from tidu.fit.history import History

X, Y = problem(8)


def binary() -> Any:
    return (Y > 0).float()


TARGETS = {
    "cross_entropy": lambda: (nn.Linear(3, 4), tidu.arange(8) % 4),
    "nll": lambda: (nn.Sequential(nn.Linear(3, 4), nn.LogSoftmax(1)), tidu.arange(8) % 4),
    "bce": lambda: (nn.Sequential(nn.Linear(3, 1), nn.Sigmoid()), binary()),
    "bce_with_logits": lambda: (nn.Linear(3, 1), binary()),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_by_name_learn(name: str) -> None:
    tidu.manual_seed(0)
    model, y = TARGETS.get(name, lambda: (nn.Linear(3, 1), Y))()
    history = tidu.fit(model, (X, y), name, "adam", lr=0.05, epochs=30)
    assert history.last("train_loss") < history.columns["train_loss"][0]


def test_every_optimizer_has_its_name() -> None:
    assert {"sgd", "adam", "adamw", "rmsprop", "adagrad"} <= set(OPTIMIZERS)
    others = {"optimizer", "lr_scheduler", "swa_utils", "sparseadam"}
    assert {name.lower() for name in optim.__all__} - others == set(OPTIMIZERS)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_by_name_equal_those_made_by_hand(name: str) -> None:
    kind = next(getattr(optim, kind) for kind in optim.__all__ if kind.lower() == name)
    losses = []
    for by_hand in (False, True):
        tidu.manual_seed(0)
        model = nn.Linear(3, 1, bias=name != "muon")  # which takes matrices alone
        optimizer = kind(model.parameters()) if by_hand else name.upper()
        losses.append(tidu.fit(model, (X, Y), nn.MSELoss(), optimizer, epochs=3).columns["train_loss"])
    assert losses[0] == losses[1] and losses[0][0] > losses[0][-1]


def test_metrics_of_regression() -> None:
    tidu.manual_seed(0)
    model = nn.Linear(3, 1)
    history = tidu.fit(
        model, (X, Y), "mse", optim.SGD(model.parameters(), lr=0.0), epochs=1, batch_size=3,
        validation=(X, Y), metrics=["mae", "rmse", "r2"],
    )  # fmt: skip
    error = (model(X) - Y).detach().numpy().astype(np.float64)
    spread = np.square(Y.numpy() - Y.numpy().mean()).sum()
    for part in ("train", "validation"):
        assert history.last(f"{part}_mae") == pytest.approx(np.abs(error).mean())
        assert history.last(f"{part}_rmse") == pytest.approx(np.sqrt(np.square(error).mean()))
        assert history.last(f"{part}_r2") == pytest.approx(1 - np.square(error).sum() / spread)


SHARES = [("cross_entropy", 0.5), ("bce", 0.75), ("bce_with_logits", 0.75), (nn.BCELoss(), 0.75)]


@pytest.mark.parametrize(("loss", "expected"), SHARES)
def test_accuracy(loss: Any, expected: float) -> None:
    class Fixed(nn.Module):
        def __init__(self, outputs: Any):
            super().__init__()
            self.w, self.outputs = nn.Parameter(tidu.ones(1)), outputs

        def forward(self, x: Any) -> Any:
            return self.outputs * self.w

    if loss == "cross_entropy":
        outputs = tidu.tensor([[0.0, 1.0, 2.0], [3.0, 1.0, 2.0], [0.0, 5.0, 2.0], [0.0, 1.0, 2.0]])
        y = tidu.tensor([2, 0, 2, 1])
    else:
        logits = loss == "bce_with_logits"
        outputs = tidu.tensor([[-1.0], [0.3], [1.0], [-0.2]] if logits else [[0.1], [0.6], [0.9], [0.4]])
        y = tidu.tensor([[0.0], [1.0], [1.0], [1.0]])
    model = Fixed(outputs)
    frozen = optim.SGD(model.parameters(), lr=0.0)
    history = tidu.fit(model, (y, y), loss, frozen, epochs=1, batch_size=4, shuffle=False, metrics="accuracy")
    assert history.last("train_accuracy") == expected


def test_metrics_that_are_not_defined_are_none() -> None:
    history = tidu.fit(nn.Linear(3, 1), (X, Y * 0), "mse", "sgd", epochs=1, metrics="r2")
    assert history.last("train_r2") is None


def test_metric_functions_see_whole_epochs_without_a_tape() -> None:
    seen: list[Any] = []

    def spread(outputs: Any, targets: Any) -> Any:
        seen.append((tuple(outputs.shape), tuple(targets.shape), (outputs * 1).requires_grad))
        return outputs.std()

    history = tidu.fit(nn.Linear(3, 1), (X, Y), "mse", "sgd", epochs=1, batch_size=3, metrics=spread)
    assert seen == [((8, 1), (8, 1), False)] and isinstance(history.last("train_spread"), float)


def test_a_history_survives_json() -> None:
    history = tidu.fit(nn.Linear(3, 1), (X, Y), "mse", "sgd", epochs=3, validation=0.25)
    again = History.from_dict(json.loads(json.dumps(history.to_dict())))
    assert again == history and len(again) == 3
    assert again.columns["epoch"] == [1, 2, 3]


class Stream(IterableDataset[Any]):
    def __iter__(self) -> Any:
        return iter([])


def fit(model: Any = None, data: Any = None, loss: Any = "mse", optimizer: Any = "sgd", **more: Any) -> Any:
    model = nn.Linear(3, 1) if model is None else model
    return tidu.fit(model, (X, Y) if data is None else data, loss, optimizer, **{"epochs": 1, **more})


def steps(optimizer: Any) -> Any:
    return optim.lr_scheduler.StepLR(optimizer, 1)


OTHER = optim.SGD(nn.Linear(3, 1).parameters(), lr=0.1)
REFUSED = [
    (lambda: fit(lambda x: x), TypeError, "fit trains an nn.Module, not function"),
    (lambda: fit(loss="mes"), ValueError, "no loss 'mes'.*Fix: loss='mse'"),
    (lambda: fit(loss=3), TypeError, "loss is a int"),
    (lambda: fit(optimizer="adm"), ValueError, "no optimizer 'adm'.*Fix: optimizer='adam'"),
    (lambda: fit(optimizer=0.1), TypeError, "optimizer is a float"),
    (lambda: fit(optimizer=OTHER), ValueError, "holds no parameter of this model"),
    (lambda: fit(optimizer=OTHER, lr=0.1), ValueError, "lr=0.1 was given beside an optimizer"),
    (lambda: fit(scheduler=3), TypeError, "scheduler is a int"),
    (lambda: fit(scheduler=steps(OTHER)), ValueError, "belongs to another optimizer"),
    (lambda: fit(metrics="acuracy"), ValueError, "no metric 'acuracy'.*Fix: metrics='accuracy'"),
    (lambda: fit(metrics=[3]), TypeError, "metrics is a int"),
    (lambda: fit(metrics="accuracy"), ValueError, "accuracy of a single output needs to know"),
    (lambda: fit(callbacks=[3]), TypeError, "callback is a int"),
    (lambda: fit(epochs=0), ValueError, "epochs should be a whole number of at least 1, but is 0"),
    (lambda: fit(epochs=2.5), ValueError, "epochs should be a whole number"),
    (lambda: fit(batch_size=0), ValueError, "batch_size should be a whole number"),
    (lambda: fit(patience=-1, validation=0.5), ValueError, "patience should be a whole number of at least 0"),
    (lambda: fit(patience=3), ValueError, "there is no validation data. Fix: validation=0.2"),
    (lambda: fit(loss=lambda o, t: ((o - t) ** 2).mean().item()), TypeError, "leave out .item"),
    (lambda: fit(compile="native"), ValueError, "compile should be 'auto', True or False, not 'native'"),
    (lambda: fit(validation=1.0), ValueError, "validation=1.0 is not a part of the data"),
    (lambda: fit(validation=True), ValueError, "validation=True is not a part"),
    (lambda: fit(validation=0.1), ValueError, "8 rows are too few to split 0.1"),
    (lambda: fit(data=DataLoader(TensorDataset(X, Y)), validation=0.5), ValueError, "split off a DataLoader"),
    (lambda: fit(data=Stream(), validation=0.5), ValueError, "split off a Stream"),
    (lambda: fit(data=Stream()), ValueError, "the training data gives no batches"),
    (lambda: fit(validation=Stream()), ValueError, "the validation data gives no batches"),
    (lambda: fit(data=X), TypeError, r"data is a Tensor.*Fix: data=\(x, y\)"),
    (lambda: fit(data=3), TypeError, "data is a int"),
    (lambda: fit(data=(X,)), ValueError, "data has one part"),
    (lambda: fit(data=(X, Y[:3])), ValueError, r"have \[8, 3\] rows"),
    (lambda: fit(data=(X, np.array(["a"] * 8))), TypeError, "part 1 of data holds <U1"),
    (lambda: fit(data=iter(DataLoader(TensorDataset(X, Y)))), TypeError, "empty after one epoch"),
    (lambda: fit(data=DataLoader(X)), TypeError, "a batch is a Tensor"),
    (lambda: fit(data=(X, Y.reshape(-1))), ValueError, r"8 x 8 differences.*Fix: y = y.reshape\(-1, 1\)"),
    (lambda: fit(loss=nn.MSELoss(reduction="none")), ValueError, r"one number, but has shape \[8, 1\]"),
]


@pytest.mark.parametrize(("attempt", "error", "words"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals(attempt: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        attempt()
