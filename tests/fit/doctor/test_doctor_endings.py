"""TD011, TD012, TD014: runs that ended in an error, told apart by their cause, each with a fix that helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, marked, net, numbers, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn
from tidu.fit.doctor import Doctor

x, y = numbers(32, 3), numbers(32, 1, seed=1)
Program = Callable[[], None]


def plain() -> None:
    w = torch.zeros(3, 1)
    loss = ((x @ w - y) ** 2).mean()
    loss.backward()  # <-
    w -= 0.1 * w.grad


def frozen() -> None:
    model = net(3, 8, 1)
    for parameter in model.parameters():
        parameter.requires_grad = False
    F.mse_loss(model(x), y).backward()  # <-


def untaped() -> None:
    model = net(3, 1)
    with torch.no_grad():  # <-
        for _ in range(3):
            F.mse_loss(model(x), y).backward()


def untaped_by_a_decorator() -> None:
    model = net(3, 1)

    @torch.no_grad()  # <-
    def step() -> None:
        F.mse_loss(model(x), y).backward()

    step()


def frozen_beside_another() -> None:
    """A teacher is frozen by intention: what cut the tape is something else."""
    teacher, student = net(3, 1).requires_grad_(False), net(3, 1)
    F.mse_loss(student(x).detach(), teacher(x)).backward()  # <-


def evaluated_before() -> None:
    model = net(3, 1)
    with torch.no_grad():
        model(x)
    F.mse_loss(model(x).detach(), y).backward()  # <-


def changed_in_place() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(3):
        ((x @ w - y) ** 2).mean().backward()
        w -= 0.1 * w.grad  # <-


ENDED = [
    (plain, "plain", "w.requires_grad_()"), (frozen, "frozen", "model.requires_grad_(True)"),
    (untaped, "untaped", "out of it"), (untaped_by_a_decorator, "untaped", "out of it"),
    (frozen_beside_another, "constant", "tensors only"), (evaluated_before, "constant", "tensors only"),
    (changed_in_place, "in_place", "with torch.no_grad(): w -= 0.1 * w.grad"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause", "fix"), ENDED)
def test_why_there_is_nothing_to_differentiate(program: Program, cause: str, fix: str) -> None:
    (alert,) = alerts(program, "TD011", crashes=True)
    assert (alert.cause, alert.level, where(alert)) == (cause, "certain", marked(program))
    assert fix in alert.said("fix", "en")


def twice() -> None:
    model = net(3, 1)
    loss = F.mse_loss(model(x), y)
    loss.backward()
    loss.backward()  # <-


def one_part_twice() -> None:
    """Two losses that share a part are another mistake."""
    hidden = net(3, 4)(x).tanh()
    hidden.sum().backward()
    (hidden**2).sum().backward()


def test_a_second_pass_from_the_same_loss() -> None:
    (alert,) = alerts(twice, "TD014", crashes=True)
    assert (alert.name, alert.level, where(alert)) == ("TD014-twice", "certain", marked(twice))
    assert [each.cause for each in alerts(one_part_twice, "TD014", crashes=True)] == ["carried"]


LABELS = [
    ([0, 1, 2, 3], 3, "nn.Linear(..., 4)"), ([1, 2, 3], 3, "labels - 1"), ([-1, 1], 2, "(labels + 1) // 2"),
    ([-1, 0, 1], 3, "labels + 1"), ([-1, 0, 1], 2, "F.cross_entropy(output, labels, ignore_index=-1)"),
    ([0, 5], 3, "nn.Linear(..., 6)"), ([5, 6, 7], 3, "labels - 5"),
]  # fmt: skip


@pytest.mark.parametrize(("kinds", "classes", "fix"), LABELS)
def test_what_is_offered_for_labels_makes_them_fit(kinds: list[int], classes: int, fix: str) -> None:
    labels, output = torch.tensor(kinds * 4), torch.zeros(4 * len(kinds), classes, requires_grad=True)
    (alert,) = alerts(lambda: F.cross_entropy(output, labels), "TD012", crashes=True)
    assert alert.said("fix", "en") == alert.said("fix", "zh") == fix
    known: dict[str, Any] = {"F": F, "output": output, "labels": labels}
    if fix.startswith("nn"):
        assert int(fix.split()[-1].strip(")")) > max(kinds)
    elif fix.startswith("F"):
        assert eval(fix, known).item() > 0
    else:
        assert F.cross_entropy(output, eval(fix, known)).item() > 0


@pytest.mark.parametrize(
    ("program", "explained"), [(lambda: nn.Linear(3, 2)(x[:, :2]), True), (lambda: 1 / 0, False)]
)
def test_whether_an_error_has_its_own_advice_is_known(program: Program, explained: bool) -> None:
    report = Doctor(tell=None)
    with pytest.raises((RuntimeError, ZeroDivisionError)), report:
        program()
    assert report.explained is explained
