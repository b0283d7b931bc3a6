"""What the tests of the doctor share: data, networks, and a program's examination."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import tidu as torch
from tidu.fit.doctor import Alert, Doctor

MARK = "# <-"
ALL = [f"TD{number:03}" for number in range(1, 18)]
STATISTICS = {"TD002", "TD003", "TD006", "TD007", "TD015", "TD017"}


def numbers(*shape: int, seed: int = 0) -> Any:
    """Normal numbers of a shape."""
    return torch.from_numpy(np.random.default_rng(seed).normal(size=shape).astype(np.float32))


def labels(rows: int, classes: int, seed: int = 0) -> Any:
    """Classes at random."""
    return torch.from_numpy(np.random.default_rng(seed).integers(0, classes, rows))


def net(*widths: int, last: Any = None, between: Callable[[], Any] = torch.nn.ReLU) -> Any:
    """Layers of these widths with an activation between, and perhaps one at the end."""
    torch.manual_seed(0)
    layers: list[Any] = []
    for wide, narrow in pairwise(widths):
        layers += [torch.nn.Linear(wide, narrow), between()]
    return torch.nn.Sequential(*layers[:-1], *([last] if last is not None else []))


def alerts(program: Callable[[], Any], *codes: str, crashes: bool = False) -> list[Alert]:
    """What is found, by `codes` alone if any are named; `crashes`: the program itself will not end well."""
    silence = [code for code in ALL if codes and code not in codes] or sorted(STATISTICS)
    report = Doctor(tell=None, silence=silence)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not crashes:
            with report:
                program()
        else:
            with pytest.raises((RuntimeError, ValueError, IndexError, TypeError, AttributeError)), report:
                program()
    assert not report.failures
    for alert in report.alerts:
        english, chinese = alert.text("en"), alert.text("zh")
        assert english != chinese and "{" not in english + chinese
    return report.alerts


def marked(program: Callable[[], Any]) -> str:
    """The line of a program that is marked as the one to be named."""
    lines, start = inspect.getsourcelines(program)
    (found,) = [start + place for place, line in enumerate(lines) if MARK in line]
    return f"{inspect.getsourcefile(program)}:{found}"


def where(alert: Alert) -> str:
    """The line that an alert names."""
    assert alert.place is not None
    return f"{alert.place.file}:{alert.place.line}"


def steps(model: Any, x: Any, y: Any, loss: Callable[..., Any], count: int = 6, lr: float = 0.01) -> None:
    """An ordinary loop without a mistake in it."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(count):
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()
