"""How many processors: told by set_num_threads, by the environment as PyTorch has it, or counted."""

from __future__ import annotations

import pytest

import tidu
from tidu.core.cores import Limit, cores


@pytest.mark.parametrize("asked,wanted", [("1", 1), ("3", 3)])
def test_the_environment_is_followed(asked: str, wanted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limit, "threads", None)
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert cores() == tidu.get_num_threads() == wanted
    monkeypatch.setattr(Limit, "threads", 2)
    assert cores() == 2


@pytest.mark.parametrize("asked", ["", "0", "-1", "many", "1,2"])
def test_what_says_nothing_is_passed_over(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limit, "threads", None)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    counted = cores()
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert cores() == counted
