"""Recorded steps as text, simplified: what a person would see, kept in tests/read/golden.

    TIDU_WRITE_GOLDEN=1 python -m pytest tests/read/test_golden_programs.py

writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import tidu
from tidu import nn, optim
from tidu.nn import functional as F
from tidu.read.program import Program
from tidu.read.record import record
from tidu.read.simplify import simplified, simplify

GOLDEN = Path(__file__).parent / "golden"
X, Y = tidu.ones(4, 2), tidu.ones(4, 1)


def regression_by_hand() -> Any:
    w, b = tidu.zeros(2, 1, requires_grad=True), tidu.zeros(1, requires_grad=True)

    def step(x: Any, y: Any) -> Any:
        loss = ((x @ w + b - y) ** 2 / 2).sum()
        loss.backward()
        with tidu.no_grad():
            for p in (w, b):
                p -= 0.03 * p.grad / len(x)
                p.grad.zero_()
        return loss.detach()

    return step


def trained(net: Any, optimizer: Any) -> Any:
    optimizer = optimizer(net.parameters())

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = F.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        return loss

    step(X, Y)
    return step


STEPS = {
    "regression_by_hand": regression_by_hand,
    "linear_sgd": lambda: trained(nn.Linear(2, 1), lambda p: optim.SGD(p, lr=0.1, momentum=0.9)),
    "perceptron_adam": lambda: trained(
        nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)), lambda p: optim.Adam(p, weight_decay=0.1)
    ),
    "normalised_dropped": lambda: trained(
        nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Dropout(0.25), nn.Linear(3, 1)), optim.SGD
    ),
}


def program_of(name: str) -> Program:
    return simplified(record(STEPS[name](), [X, Y])).program


@pytest.mark.parametrize("name", STEPS)
def test_golden(name: str) -> None:
    program = program_of(name)
    program.check()
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("TIDU_WRITE_GOLDEN"):
        path.write_text(f"{program}\n", encoding="utf-8")
    assert f"{program}\n" == path.read_text(encoding="utf-8")
    assert program_of(name).hash() == program.hash()
    assert str(simplify(program)) == str(program)


def test_other_steps_have_other_names() -> None:
    assert len({program_of(name).hash() for name in STEPS}) == len(STEPS)
