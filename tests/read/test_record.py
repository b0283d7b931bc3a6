"""Steps in ordinary PyTorch style, recorded and replayed on NumPy: every bit as in eager."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from replay import check, everything, play

import tidu
from tidu import nn, optim
from tidu.nn import functional as F
from tidu.read.record import record

KINDS = (tidu.float32, tidu.float64)
kinds = pytest.mark.parametrize("kind", KINDS, ids=str)


def rows(shape: tuple[int, ...], kind: Any, seed: int = 0) -> Any:
    return tidu.tensor(np.random.default_rng(seed).normal(size=shape)).to(kind)


def labels(count: int, classes: int, seed: int = 0) -> Any:
    return tidu.tensor(np.random.default_rng(seed).integers(0, classes, count))


def test_a_gradient_that_does_not_depend_on_the_input() -> None:
    w = tidu.tensor([1.0, 2.0], requires_grad=True)

    def step(x: Any) -> Any:
        w.grad = None
        loss = (w + x).sum()
        loss.backward()
        return loss

    recording = record(step, [tidu.ones(2)])
    assert w.grad is None
    assert play(recording, [tidu.tensor([1.0, 3.0])]).item() == 7.0
    assert w.grad.tolist() == [1.0, 1.0]


def perceptron(kind: Any) -> Any:
    return nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 4)).to(kind)


def normalised(kind: Any) -> Any:
    return nn.Sequential(
        nn.Linear(3, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Dropout(0.3), nn.LayerNorm(6), nn.Linear(6, 4)
    ).to(kind)


def activated(kind: Any) -> Any:
    return nn.Sequential(
        nn.Linear(3, 4), nn.GELU(), nn.Linear(4, 4), nn.PReLU(), nn.Linear(4, 4), nn.SiLU(), nn.ELU(),
        nn.Softplus(), nn.Linear(4, 4), nn.LeakyReLU(),
    ).to(kind)


NETWORKS = {"perceptron": perceptron, "normalised": normalised, "activated": activated}
LOSSES: dict[str, tuple[Any, Any]] = {
    "mse": (nn.MSELoss(), lambda y, k: y),
    "l1": (nn.L1Loss(), lambda y, k: y),
    "huber": (nn.HuberLoss(), lambda y, k: y),
    "smooth_l1": (nn.SmoothL1Loss(), lambda y, k: y),
    "cross_entropy": (nn.CrossEntropyLoss(), lambda y, k: labels(6, 4, k)),
    "smoothed": (nn.CrossEntropyLoss(label_smoothing=0.1), lambda y, k: labels(6, 4, k)),
    "bce": (nn.BCEWithLogitsLoss(), lambda y, k: (y > 0).to(y.dtype)),
    "probabilities": (lambda z, t: F.binary_cross_entropy(z.sigmoid(), t), lambda y, k: (y > 0).to(y.dtype)),
    "nll": (lambda z, t: F.nll_loss(F.log_softmax(z, 1), t), lambda y, k: labels(6, 4, k)),
    "kl": (lambda z, t: F.kl_div(F.log_softmax(z, 1), F.softmax(t, 1), reduction="batchmean"), lambda y, k: y),
    "margin": (nn.MultiMarginLoss(), lambda y, k: labels(6, 4, k)),
    "gaussian": (lambda z, t: F.gaussian_nll_loss(z, t, z.exp()), lambda y, k: y),
}
OPTIMIZERS: dict[str, Any] = {
    "sgd": lambda p: optim.SGD(p, lr=0.1),
    "momentum": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
    "dampened": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.1, maximize=True),
    "adam": lambda p: optim.Adam(p, lr=0.01, weight_decay=0.01),
    "amsgrad": lambda p: optim.Adam(p, lr=0.01, amsgrad=True),
    "adamw": lambda p: optim.AdamW(p, lr=0.01),
    "adamax": lambda p: optim.Adamax(p),
    "nadam": lambda p: optim.NAdam(p, weight_decay=0.01, decoupled_weight_decay=True),
    "radam": lambda p: optim.RAdam(p, lr=0.01),
    "adagrad": lambda p: optim.Adagrad(p, lr_decay=0.1),
    "adadelta": lambda p: optim.Adadelta(p),
    "rmsprop": lambda p: optim.RMSprop(p, momentum=0.5, centered=True),
    "rprop": lambda p: optim.Rprop(p),
    "asgd": lambda p: optim.ASGD(p, t0=3, lambd=0.1),
}


def training(network: Any, loss: str, optimizer: Any, kind: Any) -> Any:
    criterion, target = LOSSES[loss]
    net = network(kind)
    optimizer = optimizer(net.parameters())

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        value = criterion(net(x), y)
        value.backward()
        optimizer.step()
        return value

    return step, [net, optimizer], lambda k: (rows((6, 3), kind, k), target(rows((6, 4), kind, k + 50), k))


@kinds
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers(name: str, kind: Any) -> None:
    check(lambda: training(perceptron, "mse", OPTIMIZERS[name], kind), steps=7)


@kinds
@pytest.mark.parametrize("loss", LOSSES)
def test_losses(loss: str, kind: Any) -> None:
    check(lambda: training(perceptron, loss, OPTIMIZERS["sgd"], kind), steps=2)


@kinds
@pytest.mark.parametrize("network", NETWORKS)
def test_networks(network: str, kind: Any) -> None:
    check(lambda: training(NETWORKS[network], "mse", OPTIMIZERS["adam"], kind))
