"""Every module of PyTorch's own database, with all its samples, against ours."""

from __future__ import annotations

import pytest
from module_skips import DIFFERENT, LIMITS, skipped
from modules import MODULES, check

import tidu
from tidu import nn


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", MODULES)
def test_module(name: str) -> None:
    outcome = check(MODULES[name], lambda kind: skipped(name, kind), LIMITS.get(name, 10**9))
    shown = "\n".join(f"{kind}: {text}" for kind, text in outcome.failures[:3])
    assert not outcome.failures, f"{len(outcome.failures)} checks of {name} failed\n{shown}"
    assert outcome.checked.total() or outcome.left_out.total()


def test_the_table_names_what_the_database_has() -> None:
    named = [*LIMITS, *(name for name, _ in DIFFERENT)]
    assert [name for name in named if "*" not in name and name not in MODULES] == []


def test_a_wrong_module_is_caught() -> None:
    class Linear(nn.Linear):
        def forward(self, input):
            return super().forward(input.detach()) + 0 * input.sum()

        def extra_repr(self):
            return ""

    right = check(MODULES["nn.Linear"], lambda kind: False, limit=2)
    assert not right.failures and right.checked.total() > 10
    wrong = check(MODULES["nn.Linear"], lambda kind: False, limit=2, kind=Linear)
    caught = {kind.split("-")[0] for kind, _ in wrong.failures}
    assert caught == {"start", "passes"} and tidu.nn.Linear is not Linear
