"""Every ordinary dense operation of PyTorch's own database, sixty samples of each type, against ours."""

from __future__ import annotations

import pytest
from operation_skips import DIFFERENT, OUTSIDE, family_of, skipped
from operations import OPERATIONS, check

MOST = 60  # samples of each type; report.py tries every one
ORDINARY = [label for label, op in OPERATIONS.items() if family_of(op.name) is None]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("label", ORDINARY)
def test_operation(label: str) -> None:
    outcome = check(OPERATIONS[label], lambda kind: skipped(label, kind), limit=MOST)
    shown = "\n".join(f"{kind}: {text}" for kind, text in outcome.failures[:3])
    assert not outcome.failures, f"{len(outcome.failures)} checks of {label} failed\n{shown}"


def test_the_table_names_what_the_database_has() -> None:
    names = {op.name for op in OPERATIONS.values()}
    assert [pattern for pattern in OUTSIDE if not any(family_of(name) == pattern for name in names)] == []
    stale = [(a, b) for a, b in DIFFERENT if not set("*[") & set(a) and a not in OPERATIONS]
    assert stale == []


def test_a_wrong_operation_is_caught() -> None:
    sine = OPERATIONS["sin"]
    right = check(sine, lambda kind: False, limit=3)
    assert not right.failures and right.checked.total() > 5
    wrong = check(sine, lambda kind: False, limit=3, function=lambda x: x.detach().sin() + 0 * x)
    caught = {kind for kind, _ in wrong.failures}
    assert {"gradients-float64", "out-float64"} <= caught and "values-float64" not in caught
