"""TD006, TD007, TD017: what slow, steep or useless training comes from, and its healthy neighbours."""

from __future__ import annotations

from typing import Any

import pytest
from statistics_patients import names, network, table

import tidu as torch
import tidu.nn.functional as F
from tidu import nn

x, y = map(torch.from_numpy, table())


def trained(
    count: int = 60, *, rate: float = 0.05, clip: float | None = None, model: Any = None, rows: Any = x,
    target: Any = y, optimizer: Any = torch.optim.SGD, **chosen: Any,
) -> list[Any]:  # fmt: skip
    model = network() if model is None else model
    steps = optimizer(model.parameters(), lr=rate, **chosen)
    with torch.doctor(tell=None) as report:
        for _ in range(count):
            steps.zero_grad()
            F.mse_loss(model(rows), target).backward()
            if clip is not None:
                nn.utils.clip_grad_norm_(model.parameters(), clip)
            steps.step()
    assert not report.failures
    return report.alerts


def by_hand(sign: float, count: int = 60) -> list[Any]:
    w = torch.zeros(5, 1, requires_grad=True)
    with torch.doctor(tell=None) as report:
        for _ in range(count):
            F.mse_loss(x @ w, y).backward()
            gradient: Any = w.grad
            with torch.no_grad():
                w -= sign * gradient
            w.grad = None
    assert not report.failures
    return report.alerts


def the(alerts: list[Any], name: str) -> Any:
    (alert,) = (each for each in alerts if each.code == name[:5])
    assert alert.name == name and "?" not in alert.text("en") and alert.text("en") != alert.text("zh")
    return alert


def test_steps_along_the_gradient_are_told_with_their_rate() -> None:
    alert = the(by_hand(-0.1), "TD007-ascent")
    assert alert.said("fix", "en") == "w -= 0.1 * w.grad"


def test_steps_against_it_are_silent_or_too_long() -> None:
    assert not by_hand(0.1)
    found = the(by_hand(5.0), "TD007-grows")
    assert "5" in found.said("what", "en").split("learning rate")[1]


def test_gradients_that_are_all_clipped_are_told_as_such() -> None:
    assert the(trained(clip=1e-4), "TD007-clipped").values["after"] == "0.0001"
    assert the(trained(rate=1e-6), "TD007-small").level == "likely"
    assert "TD007" not in {each.code for each in trained(clip=1.0)}


def test_a_momentum_that_forgets_nothing_is_certain() -> None:
    assert the(trained(rate=0.01, momentum=1.0), "TD007-momentum").level == "certain"
    assert "TD007" not in {each.code for each in trained(rate=0.01, momentum=0.95)}


def test_steps_that_far_targets_need_are_told_by_the_targets() -> None:
    far = 3e5 + 1e5 * y
    found = trained(400, rate=2000.0, model=nn.Linear(5, 1), target=far, optimizer=torch.optim.Adam)
    assert the(found, "TD007-targets").level == "hint"
    assert "TD007-targets" not in names(trained(target=y, optimizer=torch.optim.Adam, rate=0.01))


def test_a_dropout_that_drops_all_is_told_in_place_of_dead_units() -> None:
    def model(p: float) -> Any:
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(5, 16), nn.Dropout(p), nn.ReLU(), nn.Linear(16, 1))

    assert the(trained(model=model(1.0)), "TD017-dropped").level == "certain"
    assert "TD017" not in {each.code for each in trained(model=model(0.5))}


@pytest.mark.parametrize("rows", [30, 160])
def test_batches_of_one_row_are_told(rows: int) -> None:
    alert = the(trained(rows=x[:1].repeat(rows, 1), target=y[:1].repeat(rows, 1)), "TD006-equal")
    assert alert.values["rows"] == rows


def test_equal_inputs_with_different_targets_are_another_matter() -> None:
    assert "TD006-equal" not in names(trained(rows=x[:1].repeat(160, 1)))
    assert "TD006-equal" not in names(trained(rows=x[:1], target=y[:1]))
