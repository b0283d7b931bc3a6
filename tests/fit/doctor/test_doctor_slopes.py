"""TD013, TD002: slopes that are infinite where the loss is not, and columns that are NaN in every row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, marked, net, numbers, steps, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn
from tidu.fit.doctor import Doctor

x, y = numbers(32, 3), numbers(32, 1, seed=1)
Program = Callable[[], None]


def zeroed() -> Any:
    model = nn.Linear(3, 1, bias=False)
    with torch.no_grad():
        model.weight.zero_()
    return model


def loop(model: Any, loss: Callable[..., Any]) -> None:
    steps(model, x, y, loss, count=3)


def root_of_zero() -> None:
    model = zeroed()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(3):
        loss = torch.sqrt((model(x) ** 2).sum(1)).mean() + F.mse_loss(model(x), y)  # <-
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def power_of_zero() -> None:
    loop(zeroed(), lambda o, t: ((o - t).square() + o.square() ** 0.5).mean())  # <-


def masked_too_late() -> None:
    loop(zeroed(), lambda o, t: (torch.where(o > 0, o.log(), o) - t).square().mean())  # <-


def divided_then_masked() -> None:
    loop(zeroed(), lambda o, t: (torch.where(o == 0, o, t / o) - t).square().mean())  # <-


STEEP = [
    (root_of_zero, "sqrt"), (power_of_zero, "pow"), (masked_too_late, "log"), (divided_then_masked, "div"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "name"), STEEP)
def test_the_operation_of_infinite_slope_is_told(program: Program, name: str) -> None:
    (alert,) = alerts(program, "TD013")
    assert (alert.cause, alert.level, alert.values["name"]) == ("gradient", "certain", name)
    assert where(alert) == marked(program) and alert.values["turn"] == 1


def mended(how: str) -> Program:
    """The same with the fix that is offered, or where the infinite slope is met by nothing."""

    def loss(o: Any, t: Any) -> Any:
        if how == "root":
            return torch.sqrt(o**2 + 1e-12).mean() + F.mse_loss(o, t)
        if how == "clamped":
            return (torch.where(o > 0, o.clamp(min=1e-6).log(), o) - t).square().mean()
        if how == "divided":
            return (t / torch.where(o == 0, 1.0, o) - t).square().mean()
        if how == "norm":
            return o.norm() + F.mse_loss(o, t)
        return F.mse_loss(o, t) + torch.sqrt(t.clamp(min=0)).mean() * o.mean()

    return lambda: loop(zeroed(), loss)


@pytest.mark.parametrize("how", ["root", "clamped", "divided", "norm", "aside"])
def test_the_fixes_help_and_are_silent(how: str) -> None:
    assert alerts(mended(how), "TD013", "TD011") == []


def test_gradients_that_are_never_used_are_no_mistake() -> None:
    """As a scaler of mixed precision leaves out a step."""

    def program() -> None:
        model = zeroed()
        for _ in range(4):
            (torch.sqrt((model(x) ** 2).sum(1)).mean() + F.mse_loss(model(x), y)).backward()
            model.zero_grad()

    assert alerts(program, "TD013") == []


def standardised(eps: float) -> Any:
    table = x.clone()
    table[:, 1] = 7.0
    return (table - table.mean(0)) / (table.std(0) + eps)


def test_a_column_that_never_changes_is_told_as_such() -> None:
    def examined(table: Any, *silence: str) -> list[Any]:
        report = Doctor(tell=None, silence=silence)
        with report:
            steps(net(3, 4, 1), table, y, F.mse_loss, count=3)
        return report.alerts

    (alert,) = examined(standardised(0.0))
    assert (alert.name, alert.values["column"], alert.values["rows"]) == ("TD002-column", 1, 32)
    (alert,) = examined(standardised(0.0), "TD002")
    assert (alert.name, alert.values["column"], alert.values["columns"]) == ("TD013-column", 1, 3)
    assert examined(standardised(1e-7)) == []


def test_rows_of_pictures_are_left_out_by_a_line_that_fits_them() -> None:
    pictures, classes = torch.zeros(8, 1, 4, 4), torch.arange(8) % 2
    pictures[3, 0, 2, 2] = float("nan")
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2))
    (alert,) = alerts(lambda: steps(model, pictures, classes, F.cross_entropy, count=2), "TD013")
    rows = eval(alert.values["test"], {"torch": torch, "x": pictures})
    assert alert.cause == "data" and rows.tolist() == [row != 3 for row in range(8)]
