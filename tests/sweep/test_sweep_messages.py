"""What a sweep cannot do, and what it says then, in both languages."""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest
from sweep_examples import draw, make

import tidu
from tidu.sweep import Run, SweepResult

LR = {"lr": [0.1]}
EMPTY = SweepResult([{"lr": 0.1}], [Run(0, 0, {"loss": 0.5})])
REFUSED: dict[str, tuple[Callable[[], Any], type[Exception], str, str]] = {
    "make": (lambda: tidu.sweep(3, LR), TypeError, "make is a int", "make 是 int"),  # type: ignore[arg-type]
    "grid": (lambda: tidu.sweep(make, "lr"), TypeError, "grid is a str", "grid 是 str"),
    "points": (lambda: tidu.sweep(make, [LR, 3]), TypeError, "grid is a list", "grid 是 list"),
    "no points": (lambda: tidu.sweep(make, []), ValueError, "the grid has no combination", "没有任何组合"),
    "no values": (lambda: tidu.sweep(make, {"lr": []}), ValueError, "the grid has no comb", "没有任何"),
    "value": (
        lambda: tidu.sweep(make, {"lr": 0.1}),
        TypeError,
        "the values of 'lr' in the grid are 0.1, which is no list. Fix: grid={'lr': [0.1]}",
        "grid 中“lr”的取值是 0.1，不是列表。",
    ),
    "text": (lambda: tidu.sweep(make, {"lr": "ab"}), TypeError, "Fix: grid={'lr': ['ab']}", "['ab']"),
    "name": (lambda: tidu.sweep(make, {3: [1]}), TypeError, "3 is no name of a parameter", "3 不是"),
    "taken": (lambda: tidu.sweep(make, {"stopped": [1]}), ValueError, "a column 'stopped'", "“stopped”的列"),
    "seed": (lambda: tidu.sweep(make, {"seed": [1]}), ValueError, "Fix: seeds=3", "改法：seeds=3"),
    "seeds": (lambda: tidu.sweep(make, LR, seeds=[1, 1]), ValueError, "seeds are [1, 1]", "seeds 是 [1, 1]"),
    "no seeds": (lambda: tidu.sweep(make, LR, seeds=[]), ValueError, "seeds are []", "seeds 是 []"),
    "seeds 0": (lambda: tidu.sweep(make, LR, seeds=0), ValueError, "seeds should be a whole", "seeds 应为"),
    "seeds -1": (lambda: tidu.sweep(make, LR, seeds=[-1]), ValueError, "least 0, but is -1", "收到的是 -1"),
    "workers 0": (lambda: tidu.sweep(make, LR, workers=0), ValueError, "workers should be", "workers 应为"),
    "executor": (
        lambda: tidu.sweep(make, LR, executor=3),  # type: ignore[arg-type]
        TypeError,
        "executor is a int",
        "executor 是 int",
    ),
    "made": (lambda: tidu.sweep(lambda lr: 3, LR), RuntimeError, "make returned a int", "make 返回了 int"),
    "made of": (
        lambda: tidu.sweep(lambda lr: {"data": (1, 2)}, LR),
        RuntimeError,
        "its values should be numbers, but 'data' is a tuple",
        "“data”是 tuple",
    ),
    "a tensor": (
        lambda: tidu.sweep(lambda lr: {"rmse": tidu.ones(1)}, LR),
        RuntimeError,
        "'rmse' is a Tensor. Fix: add model=model, or return float(rmse)",
        "或返回 float(rmse)",
    ),
    "twice": (lambda: tidu.sweep(lambda lr: {"lr": 1}, LR), RuntimeError, "make returned 'lr'", "返回了“lr”"),
    "metric": (
        lambda: EMPTY.best("los"),
        ValueError,
        "no run has a number called 'los'. There are: loss.",
        "名为“los”的数。现有：loss。",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    act, kind, *sentences = REFUSED[name]
    for language, sentence in zip(("en", "zh"), sentences, strict=True):
        monkeypatch.setenv("TIDU_LANG", language)
        with pytest.raises(kind, match=re.escape(sentence)):
            act()


def pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def test_workers_beside_an_executor() -> None:
    with pool() as processes, pytest.raises(ValueError, match="workers=2 counts threads, but an executor"):
        tidu.sweep(make, LR, workers=2, executor=processes)


def test_a_lambda_cannot_be_sent() -> None:
    with pool() as processes, pytest.raises(TypeError, match=r"^make cannot be sent to another .*Fix: "):
        tidu.sweep(lambda lr: make(lr), LR, executor=processes)


def test_what_the_grid_holds_cannot_be_sent() -> None:
    grid = {"scale": [lambda: 3]}
    with pool() as processes, pytest.raises(TypeError, match=r"^grid cannot be sent to another process"):
        tidu.sweep(draw, grid, executor=processes)


def leave(lr: float) -> dict[str, float]:
    """Ends its process."""
    os._exit(3)


def test_a_worker_that_ends() -> None:
    with pool() as processes, pytest.raises(RuntimeError, match=r"BrokenProcessPool.*a worker ended: often"):
        tidu.sweep(leave, LR, executor=processes)
