"""Averaged models, their learning rates and statistics, against PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch.optim import swa_utils as their_utils

import tidu
from tidu import optim
from tidu.optim import swa_utils

LIBRARIES = ((tidu, swa_utils, optim), (torch, their_utils, torch.optim))
AVERAGES: dict[str, Any] = {
    "equal": lambda utils: {},
    "equal, buffers": lambda utils: {"use_buffers": True},
    "fading": lambda utils: {"avg_fn": utils.get_ema_avg_fn(0.8)},
    "fading, buffers": lambda utils: {"avg_fn": utils.get_ema_avg_fn(0.8), "use_buffers": True},
    "fading lists": lambda utils: {"multi_avg_fn": utils.get_ema_multi_avg_fn(0.8), "use_buffers": True},
    "equal one by one": lambda utils: {"avg_fn": utils.get_swa_avg_fn()},
    "equal lists": lambda utils: {"multi_avg_fn": utils.get_swa_multi_avg_fn()},
    "own": lambda utils: {"avg_fn": lambda average, new, count: average * 0.5 + new * count},
}


def network(library: Any) -> Any:
    library.manual_seed(0)
    return library.nn.Sequential(library.nn.Linear(3, 4), library.nn.BatchNorm1d(4), library.nn.Linear(4, 2))


@pytest.mark.parametrize("name", AVERAGES)
def test_averages(name: str) -> None:
    seen = []
    for library, utils, package in LIBRARIES:
        model = network(library)
        averaged = utils.AveragedModel(model, **AVERAGES[name](utils))
        optimizer = package.SGD(model.parameters(), lr=0.1)
        random = np.random.default_rng(1)
        for _ in range(4):
            optimizer.zero_grad()
            rows = library.tensor(random.normal(size=(8, 3)).astype("float32"))
            (model(rows) ** 2).mean().backward()
            optimizer.step()
            averaged.update_parameters(model)
        state = {key: value.numpy() for key, value in averaged.state_dict().items()}
        seen.append((state, averaged(rows).detach().numpy()))
    (ours, our_result), (theirs, their_result) = seen
    assert list(ours) == list(theirs)
    for key in theirs:
        np.testing.assert_allclose(ours[key], theirs[key], 2e-5, 2e-6, err_msg=key)
    np.testing.assert_allclose(our_result, their_result, 2e-4, 2e-5)


@pytest.mark.parametrize("kind", ["tensor", "list"])
def test_statistics(kind: str) -> None:
    seen = []
    rows = np.random.default_rng(2).normal(size=(5, 6, 3)).astype("float32")
    for library, utils, _ in LIBRARIES:
        model = network(library).eval()
        batches = [library.tensor(batch) for batch in rows]
        utils.update_bn(batches if kind == "tensor" else [[batch, None] for batch in batches], model)
        assert model[1].momentum == 0.1 and not model.training
        seen.append({key: value.numpy() for key, value in model.state_dict().items()})
    for key, value in seen[1].items():
        np.testing.assert_allclose(seen[0][key], value, 2e-5, 2e-6, err_msg=key)


def test_without_batch_normalization_no_batch_is_asked_for() -> None:
    swa_utils.update_bn(iter([]), tidu.nn.Linear(1, 1))


RATES = {
    "cosine": {"swa_lr": 0.5, "anneal_epochs": 4},
    "line": {"swa_lr": [0.5, 0.01], "anneal_epochs": 3, "anneal_strategy": "linear"},
    "at once": {"swa_lr": 0.5, "anneal_epochs": 0},
    "one step": {"swa_lr": 0.02, "anneal_epochs": 1},
}


@pytest.mark.parametrize("name", RATES)
def test_rates(name: str) -> None:
    seen = []
    for library, utils, package in LIBRARIES:
        groups = [{"params": library.zeros(1)}, {"params": library.zeros(1), "lr": 0.2}]
        optimizer = package.SGD(groups, lr=0.1)
        scheduler, rates = utils.SWALR(optimizer, **RATES[name]), []
        for _ in range(7):
            rates += scheduler.get_last_lr()
            optimizer.step()
            scheduler.step()
        other = utils.SWALR(package.SGD(groups, lr=0.1), **RATES[name])
        other.load_state_dict(scheduler.state_dict())
        seen.append((rates, sorted(scheduler.state_dict()), other.last_epoch))
    np.testing.assert_allclose(seen[0][0], seen[1][0], 1e-12)
    assert seen[0][1:] == seen[1][1:]


REFUSED = {
    "decay": (ValueError, lambda L, U, O: U.get_ema_avg_fn(1.5)),
    "decay of lists": (ValueError, lambda L, U, O: U.get_ema_multi_avg_fn(-0.1)),
    "both": (
        AssertionError,
        lambda L, U, O: U.AveragedModel(
            network(L), avg_fn=U.get_ema_avg_fn(), multi_avg_fn=U.get_ema_multi_avg_fn()
        ),
    ),
    "strategy": (ValueError, lambda L, U, O: U.SWALR(O.SGD([L.ones(1)]), 0.1, anneal_strategy="up")),
    "epochs": (ValueError, lambda L, U, O: U.SWALR(O.SGD([L.ones(1)]), 0.1, anneal_epochs=-1)),
    "lengths": (ValueError, lambda L, U, O: U.SWALR(O.SGD([L.ones(1)]), [0.1, 0.2])),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    error, call = REFUSED[name]
    for libraries in LIBRARIES:
        with pytest.raises(error):
            call(*libraries)


def test_whole_numbers_are_averaged_as_in_pytorch() -> None:
    seen = []
    for library, utils, _ in LIBRARIES:
        averages, current = [library.tensor([4, 8])], [library.tensor([8, 1])]
        utils.get_ema_multi_avg_fn(0.5)(averages, current, 1)
        seen.append(averages[0].tolist())
    assert seen[0] == seen[1]
