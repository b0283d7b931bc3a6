"""Losses, optimizers, schedulers and clipping: native runs give eager's numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from native_examples import agree, classes, network, table

import tidu
from tidu import nn, optim

X, Y = table()
LABELS = classes()[1]
BINARY = (Y > 0).astype(float)
SIGNS = np.sign(Y)
SHARES = np.abs(np.random.default_rng(2).normal(size=(40, 3))) + 0.1
SHARES /= SHARES.sum(1, keepdims=True)
CLASS_WEIGHT = tidu.tensor([0.5, 1.0, 2.0], dtype=tidu.float64)
HEAVY = tidu.tensor([3.0], dtype=tidu.float64)
SUMMED = nn.CrossEntropyLoss(CLASS_WEIGHT, ignore_index=1, reduction="sum")
IGNORED = np.where(np.arange(40) % 5 == 0, -100, LABELS)

# name: loss, width of the output, target, what ends the network
LOSSES: dict[str, tuple[Any, int, Any, Any]] = {
    "mse": ("mse", 1, Y, None),
    "mae": ("mae", 1, Y, None),
    "huber": ("huber", 1, Y, None),
    "smooth_l1": ("smooth_l1", 1, Y, None),
    "cross_entropy": ("cross_entropy", 3, LABELS, None),
    "nll": ("nll", 3, LABELS, nn.LogSoftmax(1)),
    "bce": ("bce", 1, BINARY, nn.Sigmoid()),
    "bce_with_logits": ("bce_with_logits", 1, BINARY, None),
    "MSE sum": (nn.MSELoss(reduction="sum"), 1, Y, None),
    "Huber delta": (nn.HuberLoss(delta=0.3), 1, Y, None),
    "SmoothL1 beta": (nn.SmoothL1Loss(beta=0.3, reduction="sum"), 1, Y, None),
    "CrossEntropy weight": (nn.CrossEntropyLoss(weight=CLASS_WEIGHT), 3, LABELS, None),
    "CrossEntropy smooth": (nn.CrossEntropyLoss(weight=CLASS_WEIGHT, label_smoothing=0.1), 3, LABELS, None),
    "CrossEntropy ignore": (nn.CrossEntropyLoss(ignore_index=-100), 3, IGNORED, None),
    "CrossEntropy ignore sum": (SUMMED, 3, LABELS, None),
    "CrossEntropy shares": (nn.CrossEntropyLoss(label_smoothing=0.2), 3, SHARES, None),
    "NLL weight": (nn.NLLLoss(weight=CLASS_WEIGHT, ignore_index=2), 3, LABELS, nn.LogSoftmax(1)),
    "BCE weight": (nn.BCELoss(weight=HEAVY), 1, BINARY, nn.Sigmoid()),
    "BCEWithLogits": (nn.BCEWithLogitsLoss(pos_weight=HEAVY), 1, BINARY, None),
    "SoftMargin": (nn.SoftMarginLoss(), 1, SIGNS, None),
    "HingeEmbedding": (nn.HingeEmbeddingLoss(margin=0.5), 1, SIGNS, None),
    "MultiLabelSoftMargin": (nn.MultiLabelSoftMarginLoss(), 3, np.round(SHARES), None),
    "MultiMargin": (nn.MultiMarginLoss(p=2, margin=0.7, weight=CLASS_WEIGHT), 3, LABELS, None),
    "KLDiv": (nn.KLDivLoss(reduction="batchmean"), 3, SHARES, nn.LogSoftmax(1)),
    "PoissonNLL": (nn.PoissonNLLLoss(full=True), 1, np.round(np.abs(Y) * 3), None),
    "GaussianNLL": (
        lambda out, y: nn.functional.gaussian_nll_loss(out[:, :1], y, nn.functional.softplus(out[:, 1:])),
        2, Y, None,
    ),
    "own": (lambda out, y: ((out - y).abs() + 0.1).log().mean() + 0.01 * (out**4).sum(), 1, Y, None),
    "of the model": (lambda out, y: tidu.logsumexp(out - y, dim=(0, 1)), 1, Y, None),
}  # fmt: skip

OPTIMIZERS: dict[str, tuple[Any, dict[str, Any]]] = {
    "SGD momentum": (optim.SGD, {"momentum": 0.9, "weight_decay": 0.01}),
    "SGD nesterov": (optim.SGD, {"momentum": 0.8, "nesterov": True, "maximize": False}),
    "Adam": (optim.Adam, {"betas": (0.8, 0.95), "eps": 1e-4}),
    "Adam amsgrad": (optim.Adam, {"amsgrad": True, "weight_decay": 0.1}),
    "AdamW": (optim.AdamW, {}),
    "AdamW amsgrad maximize": (optim.AdamW, {"amsgrad": True, "maximize": True, "lr": 1e-3}),
    "Adamax": (optim.Adamax, {"weight_decay": 0.02}),
    "NAdam": (optim.NAdam, {"weight_decay": 0.01}),
    "NAdam decoupled": (optim.NAdam, {"weight_decay": 0.01, "decoupled_weight_decay": True}),
    "RAdam": (optim.RAdam, {"weight_decay": 0.01}),
    "RMSprop": (optim.RMSprop, {"lr": 1e-3}),
    "RMSprop all": (optim.RMSprop, {"lr": 1e-3, "momentum": 0.5, "centered": True, "weight_decay": 0.1}),
    "Adagrad": (optim.Adagrad, {"lr_decay": 0.01, "initial_accumulator_value": 0.1}),
    "Adadelta": (optim.Adadelta, {"lr": 1.0, "rho": 0.8}),
    "ASGD": (optim.ASGD, {"t0": 3, "weight_decay": 0.01}),
    "Rprop": (optim.Rprop, {"lr": 1e-3}),
    "Adafactor": (optim.Adafactor, {"lr": 0.05, "weight_decay": 0.1, "maximize": False}),
}

Make = optim.lr_scheduler
SCHEDULERS: dict[str, Any] = {
    "step": lambda o: Make.StepLR(o, 2, 0.5),
    "multi": lambda o: Make.MultiStepLR(o, [1, 3], 0.1),
    "lambda": lambda o: Make.LambdaLR(o, lambda epoch: 1 / (1 + epoch)),
    "cosine": lambda o: Make.CosineAnnealingLR(o, 4),
    "warm": lambda o: Make.CosineAnnealingWarmRestarts(o, 2),
    "plateau": lambda o: Make.ReduceLROnPlateau(o, patience=0, factor=0.5, threshold=0.5),
    "one cycle, momentum too": lambda o: Make.OneCycleLR(o, 0.1, total_steps=6),
    "cyclic": lambda o: Make.CyclicLR(o, 0.001, 0.1, 2, base_momentum=0.7),
    "two": lambda o: Make.SequentialLR(o, [Make.ConstantLR(o, 0.1), Make.ExponentialLR(o, 0.9)], [2]),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses(name: str) -> None:
    loss, width, target, ending = LOSSES[name]
    make = (
        (lambda: nn.Linear(3, width))
        if ending is None
        else lambda: nn.Sequential(nn.Linear(3, width), ending)
    )
    agree(make, (X, target), loss, batch_size=10)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers(name: str) -> None:
    kind, options = OPTIMIZERS[name]
    made = {"lr": 0.01, **options}
    ran = agree(
        network, (X, Y), "mse", lambda parameters, lr: kind(parameters, **made), batch_size=10, epochs=4
    )
    for name, value in options.items():
        assert ran.optimizer.param_groups[0][name] == value


@pytest.mark.parametrize("name", SCHEDULERS)
def test_schedulers(name: str) -> None:
    def momentum(parameters: Any, lr: float) -> Any:
        return optim.SGD(parameters, lr=lr, momentum=0.9)

    ran = agree(network, (X, Y), "mse", momentum, scheduler=SCHEDULERS[name], epochs=5)
    assert len(set(ran.history.columns["learning_rate"])) > 1


def test_groups_with_options_of_their_own() -> None:
    def two(parameters: Any, lr: float) -> Any:
        first, *rest = parameters
        rest[0].requires_grad_(False)
        return optim.AdamW([{"params": [first], "lr": 0.01, "weight_decay": 0.5}, {"params": rest}], lr=lr)

    ran = agree(lambda: network(0.2), (X, Y), "mse", two, clip=0.1)
    assert ran.model[0].bias not in ran.optimizer.state


def test_an_optimizer_of_a_part_of_the_model() -> None:
    agree(network, (X, Y), "mse", lambda parameters, lr: optim.Adam(list(parameters)[2:], lr=lr))


@pytest.mark.parametrize("clip", [1e-3, 0.3, 1e6])
def test_clipping(clip: float) -> None:
    agree(network, (X, Y), "mse", optim.SGD, clip=clip, lr=0.5)


def test_hundreds_of_epochs_at_once() -> None:
    ran = agree(lambda: network(0.1), (X, Y), "mse", optim.Adam, epochs=300, tolerance=1e-9, lr=0.003)
    assert len(ran.history) == 300
