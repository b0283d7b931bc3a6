"""`fit` against the plain loop: the same numbers; and what it keeps and restores."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from fit_examples import network, numbers_of, problem, without_time

import tidu
from tidu import nn, optim
from tidu.data import DataLoader, Dataset, IterableDataset, TensorDataset, random_split


def plain_loop(library: Any, model: Any, x: Any, y: Any, epochs: int) -> list[tuple[float, float]]:
    """What one would write by hand, for either library; mean losses an epoch."""
    data = library.utils.data
    train, held = data.random_split(data.TensorDataset(x, y), [len(x) - len(x) // 4, len(x) // 4])
    optimizer = library.optim.Adam(model.parameters(), lr=0.01)
    scheduler = library.optim.lr_scheduler.StepLR(optimizer, 2, 0.5)
    loader, other = data.DataLoader(train, 16, shuffle=True), data.DataLoader(held, 1024)
    loss_of, seen = library.nn.MSELoss(), []
    for _ in range(epochs):
        model.train()
        total = 0.0
        for a, b in loader:
            optimizer.zero_grad()
            loss = loss_of(model(a), b)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(b)
        model.eval()
        with library.no_grad():
            ((a, b),) = list(other)
            held_loss = loss_of(model(a), b).item()
        scheduler.step()
        seen.append((total / len(train), held_loss))
    return seen


def step_lr(optimizer: Any) -> Any:
    return optim.lr_scheduler.StepLR(optimizer, 2, 0.5)


def fitted(model: Any, x: Any, y: Any, **options: Any) -> Any:
    given: dict[str, Any] = {"epochs": 5, "batch_size": 16, "validation": 0.25, "lr": 0.01}
    return tidu.fit(model, (x, y), "mse", "adam", **{**given, "scheduler": step_lr, **options})


def test_numbers_are_those_of_the_plain_loop() -> None:
    x, y = problem()
    by_hand, model = network(), network()
    tidu.manual_seed(7)
    expected = plain_loop(tidu, by_hand, x, y, 5)
    history = fitted(model, x, y, seed=7)
    assert history.columns["train_loss"] == [train for train, _ in expected]
    assert history.columns["validation_loss"] == [held for _, held in expected]
    assert history.columns["learning_rate"] == [0.01, 0.01, 0.005, 0.005, 0.0025]


def test_numbers_are_those_of_pytorch() -> None:
    x, y = problem()
    theirs = network(library=torch)
    torch.manual_seed(7)
    expected = plain_loop(torch, theirs, torch.tensor(x.numpy()), torch.tensor(y.numpy()), 5)
    history = fitted(network(), x, y, seed=7)
    np.testing.assert_allclose(history.columns["train_loss"], [train for train, _ in expected], rtol=1e-5)
    np.testing.assert_allclose(history.columns["validation_loss"], [held for _, held in expected], rtol=1e-5)


def test_without_a_seed_the_random_numbers_go_on() -> None:
    x, y = problem()
    first, second, third = (network() for _ in range(3))
    tidu.manual_seed(3)
    one, two = fitted(first, x, y), fitted(second, x, y)
    tidu.manual_seed(3)
    again = fitted(third, x, y)
    assert without_time(one) == without_time(again) != without_time(two)


def test_means_are_over_rows_also_with_a_short_last_batch() -> None:
    model = nn.Linear(1, 1)
    x = tidu.arange(5.0).reshape(5, 1)
    frozen = optim.SGD(model.parameters(), lr=0.0)
    whole = nn.functional.mse_loss(model(x), x * x).item()
    for loss in ("mse", nn.MSELoss(reduction="sum")):
        history = tidu.fit(
            model, (x, x * x), loss, frozen, epochs=1, batch_size=3, validation=(x, x * x), metrics="rmse"
        )
        assert history.last("train_loss") == pytest.approx(whole, rel=1e-6)
        assert history.last("validation_loss") == pytest.approx(whole, rel=1e-6)
        assert history.last("train_rmse") == pytest.approx(whole**0.5, rel=1e-6)


def test_the_best_parameters_and_buffers_are_restored() -> None:
    x, y = problem()
    model, kept = network(), {}

    def keep(state: Any) -> None:
        kept[state.epoch] = numbers_of(state.model)

    history = fitted(model, x, y, lr=0.3, epochs=12, callbacks=keep, seed=1)
    losses = history.columns["validation_loss"]
    assert history.best_epoch == 1 + losses.index(min(losses)) != 12
    assert numbers_of(model) == kept[history.best_epoch]
    assert history.stopped == "epochs"
    assert history.message == (
        f"All 12 epochs are done. The model holds the best weights, of epoch {history.best_epoch}."
    )


def test_without_validation_the_last_weights_stay() -> None:
    x, y = problem()
    model, kept = network(), []

    def keep(state: Any) -> None:
        kept.append(numbers_of(state.model))

    history = fitted(model, x, y, validation=None, callbacks=keep)
    assert numbers_of(model) == kept[-1]
    assert history.best_epoch is None and "validation_loss" not in history.columns


@pytest.mark.parametrize("patience", [0, 1, 3])
def test_patience(patience: int) -> None:
    x, y = problem()
    history = fitted(network(), x, y, lr=0.3, epochs=40, patience=patience, seed=1)
    losses = history.columns["validation_loss"]
    falls = [place for place in range(len(losses)) if losses[place] < min([9e9, *losses[:place]])]
    assert history.stopped == "patience" and len(losses) == falls[-1] + 1 + max(patience, 1)
    assert all(later - earlier <= max(patience, 1) for earlier, later in pairwise(falls))
    assert f"(epoch {falls[-1] + 1}) for {max(patience, 1)} epochs" in history.message


def test_patience_with_a_margin_but_the_best_weights_without() -> None:
    x, y = problem()
    history = fitted(network(), x, y, epochs=30, patience=2, min_delta=100.0, seed=1)
    losses = history.columns["validation_loss"]
    assert len(losses) == 3 and history.stopped == "patience"
    assert history.best_epoch == 1 + losses.index(min(losses)) > 1


def test_every_module_keeps_the_mode_it_had() -> None:
    x, y = problem()
    model = network()
    model[1].eval()
    before = [module.training for module in model.modules()]
    fitted(model, x, y)
    assert [module.training for module in model.modules()] == before and not all(before)


def test_clipping() -> None:
    x, y = problem()
    model = nn.Linear(3, 1)
    before = [p.detach().clone() for p in model.parameters()]
    optimizer = optim.SGD(model.parameters(), lr=1.0)
    tidu.fit(model, (x, 1000 * y), "mse", optimizer, epochs=1, batch_size=60, clip=0.5)
    moved = sum(((p - q) ** 2).sum().item() for p, q in zip(model.parameters(), before, strict=True)) ** 0.5
    assert moved == pytest.approx(0.5, rel=1e-4)


def test_the_plateau_scheduler_is_given_the_validation_loss() -> None:
    x, y = problem()
    history = fitted(
        network(), x, y, epochs=12, lr=0.3, seed=1,
        scheduler=lambda optimizer: optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=0, factor=0.5),
    )  # fmt: skip
    losses, rates = history.columns["validation_loss"], history.columns["learning_rate"]
    expected, rate, best = [], 0.3, float("inf")
    for loss in losses:
        expected.append(rate)
        rate, best = (rate, loss) if loss < best * (1 - 1e-4) else (rate * 0.5, best)
    assert rates == pytest.approx(expected) and rates[-1] < 0.3


class Pairs(Dataset[Any]):
    """A dataset that is asked sample by sample."""

    def __init__(self, x: Any, y: Any):
        self.x, self.y = x, y

    def __getitem__(self, index: int) -> Any:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)


def forms(x: Any, y: Any) -> dict[str, Any]:
    return {
        "list": [x, y],
        "arrays": (x.numpy().astype(np.float64), y.numpy().astype(np.float64)),
        "nested_lists": (x.tolist(), y.tolist()),
        "dataset": TensorDataset(x, y),
        "pairs": Pairs(x, y),
        "samples": list(zip(x, y, strict=True)),
        "loader": DataLoader(TensorDataset(x, y), 16, shuffle=True),
    }


@pytest.mark.parametrize("form", list(forms(*problem(2))))
def test_every_form_of_data_gives_the_same_numbers(form: str) -> None:
    x, y = problem()
    expected = tidu.fit(network(), (x, y), "mse", "adam", epochs=2, batch_size=16, seed=5)
    found = tidu.fit(network(), forms(x, y)[form], "mse", "adam", epochs=2, batch_size=16, seed=5)
    assert without_time(found) == without_time(expected)


def test_a_stream_and_an_object_that_yields_batches() -> None:
    x, y = problem()

    class Stream(IterableDataset[Any]):
        def __iter__(self) -> Any:
            return zip(x, y, strict=True)

    class Batches:
        def __iter__(self) -> Any:
            return iter(DataLoader(TensorDataset(x, y), 16))

    seen = []
    for data in (Stream(), Batches(), (x, y)):
        history = tidu.fit(
            network(), data, "mse", "adam", epochs=2, batch_size=16, shuffle=False, seed=5, validation=(x, y)
        )
        seen.append(without_time(history))
    assert seen[0] == seen[1] == seen[2]


def test_several_inputs() -> None:
    class Sum(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = nn.Linear(3, 1)

        def forward(self, a: Any, b: Any) -> Any:
            return self.inner(a) + self.inner(b)

    x, y = problem()
    history = tidu.fit(Sum(), (x, x, 2 * y), "mse", "adam", lr=0.1, epochs=30)
    assert history.last("train_loss") < 0.1


def test_double_precision_models_take_arrays_in_double_precision() -> None:
    x, y = (part.numpy() for part in problem())
    model = nn.Linear(3, 1).double()
    tidu.fit(model, (x, y), "mse", "sgd", epochs=1)
    assert model.weight.dtype == tidu.float64


def test_the_split_is_the_plain_one() -> None:
    x, y = problem(10)
    seen: list[Any] = []

    class Spy(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(tidu.zeros(1))

        def forward(self, a: Any) -> Any:
            seen.append((self.training, a.tolist()))
            return a[:, :1] * self.w

    tidu.fit(Spy(), (x, y), "mse", "sgd", epochs=1, validation=0.3, shuffle=False, seed=2)
    tidu.manual_seed(2)
    train, held = random_split(range(10), [7, 3])
    assert seen == [(True, x[train.indices].tolist()), (False, x[held.indices].tolist())]


def test_the_engine_is_named() -> None:
    x, y = problem(4)
    history = tidu.fit(nn.Linear(3, 1), (x, y), "mse", "sgd", epochs=1)
    assert (history.engine, "takes only 1 steps" in history.engine_reason) == ("eager", True)
    history = tidu.fit(nn.Linear(3, 1), (x, y), "mse", "sgd", epochs=1, compile=True)
    assert (history.engine, "one native program" in history.engine_reason) == ("native", True)
    history = tidu.fit(nn.Linear(3, 1), (x, y), "mse", "sgd", epochs=1, compile=False)
    assert "compile=False" in history.engine_reason


def test_lines_are_reported() -> None:
    x, y = problem()
    lines: list[str] = []
    bias = {"bias": lambda outputs, targets: (outputs - targets).mean()}
    fitted(network(), x, y, epochs=2, report=lines.append, metrics=bias, seed=1)
    assert len(lines) == 3 and lines[-1].startswith("All 2 epochs are done.")
    for word in ("epoch 1/2", "train_loss", "validation_loss", "validation_bias", " s  best"):
        assert word in lines[0]
