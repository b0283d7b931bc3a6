"""TD001, TD012, TD013: what an error says, and where the numbers ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from doctor_patients import alerts, labels, marked, net, numbers, steps, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn

x, y, kinds = numbers(16, 3), numbers(16, 1, seed=1), labels(16, 3)
Program = Callable[[], None]


class Three(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(3, 8), nn.Linear(4, 1)

    def forward(self, x: Any) -> Any:
        h = self.first(x).relu()
        return self.second(h)  # <-


def wrong_width() -> None:
    Three()(x)


def product() -> None:
    w = torch.zeros(4, 1, requires_grad=True)
    (x @ w).sum().backward()  # <-


def difference() -> None:
    ((net(3, 2)(x) - numbers(16, 3)) ** 2).mean().backward()  # <-


def rows_and_labels() -> None:
    steps(net(3, 3), x, kinds[:8], lambda o, t: F.cross_entropy(o, t))  # <-


def joined() -> None:
    torch.cat([x, y[:8]], 1)  # <-


def sizes_of_bce() -> None:
    steps(net(3, 1), x, y.flatten(), lambda o, t: F.binary_cross_entropy_with_logits(o, t))  # <-


def channels() -> None:
    nn.Conv2d(3, 4, 3)(torch.ones(2, 1, 8, 8))  # <-


def recurrent() -> None:
    nn.GRU(3, 4)(torch.ones(5, 1, 2))  # <-


SHAPES = [
    wrong_width, product, difference, rows_and_labels, joined, sizes_of_bce, channels, recurrent,
]  # fmt: skip


@pytest.mark.parametrize("program", SHAPES)
def test_a_crash_over_shapes(program: Program) -> None:
    (alert,) = alerts(program, crashes=True)
    assert (alert.code, alert.level) == ("TD001", "certain")
    assert where(alert) == marked(Three if program is wrong_width else program)
    assert "second: Linear(in_features=4" in alert.text("en") or program is not wrong_width
    assert alert.values["fix"] and "Fix:" in alert.text("en") and "改法：" in alert.text("zh")


def double_data() -> None:
    steps(net(3, 1), x.double(), y, lambda o, t: F.mse_loss(o, t))


def whole_data() -> None:
    net(3, 1)(torch.ones(4, 3, dtype=torch.int64))


def real_labels() -> None:
    steps(net(3, 3), x, kinds.float(), lambda o, t: F.cross_entropy(o, t))  # <-


def from_one() -> None:
    steps(net(3, 3), x, kinds + 1, lambda o, t: F.cross_entropy(o, t))  # <-


def from_minus_one() -> None:
    steps(net(3, 3), x, kinds - 1, lambda o, t: F.nll_loss(o.log_softmax(1), t))  # <-


def one_output() -> None:
    steps(net(3, 2), x, kinds, lambda o, t: F.cross_entropy(o, t))  # <-


def double_picture() -> None:
    nn.Conv2d(1, 4, 3)(torch.ones(2, 1, 8, 8).double())  # <-


def new_word() -> None:
    nn.Embedding(20, 3)(torch.tensor([3, 24]))  # <-


def below_zero() -> None:
    nn.Embedding(20, 3)(torch.tensor([-1]))  # <-


def targets_of_two() -> None:
    steps(net(3, 1), x, y.abs() + 1, lambda o, t: F.binary_cross_entropy(o.sigmoid(), t))  # <-


TYPES = [
    (double_picture, "type"), (new_word, "word"), (below_zero, "word"), (targets_of_two, "target"),
    (double_data, "type"), (whole_data, "type"), (real_labels, "type"), (from_one, "label"),
    (from_minus_one, "label"), (one_output, "label"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause"), TYPES)
def test_a_crash_over_types_and_labels(program: Program, cause: str) -> None:
    (alert,) = alerts(program, "TD012", crashes=True)
    assert (alert.cause, alert.level) == (cause, "certain")
    if program not in (double_data, whole_data):
        assert where(alert) == marked(program)


def test_labels_that_count_from_one_are_told_apart() -> None:
    fixes = [
        alerts(program, "TD012", crashes=True)[0].values["fix"] for program in (from_one, from_minus_one)
    ]
    assert fixes == ["labels - 1", "labels + 1"]


def other_errors(error: Exception) -> Program:
    def run() -> None:
        raise error

    return run


@pytest.mark.parametrize(
    "error",
    [ValueError("bad"), RuntimeError("shape"), IndexError("list index out of range"), ValueError(""),
     RuntimeError("mat1 and mat2 shapes cannot be multiplied")],
)  # fmt: skip
def test_an_error_of_somebody_else_is_none_of_ours(error: Exception) -> None:
    assert alerts(other_errors(error), crashes=True) == []


# TD013


def logarithm() -> None:
    w = torch.tensor([1.0, -1.0], requires_grad=True)
    for _ in range(2):
        p = w * 2
        loss = p.log().sum()  # <-
        loss.backward()


def overflow() -> None:
    w = torch.tensor([100.0, 1.0], requires_grad=True)
    for _ in range(2):
        e = w.exp()  # <-
        (e / e.sum()).sum().backward()


def division() -> None:
    model = net(3, 4, 1)
    for _ in range(2):
        out = model(x)
        ((out - y) / (out - out)).mean().backward()  # <-


def root() -> None:
    w = torch.tensor([-4.0], requires_grad=True)
    for step in range(12):
        (w + step).detach()
        (w - step).sqrt().sum().backward()  # <-


def bad_input() -> None:
    bad = x.clone()
    bad[5, 1] = float("nan")
    steps(net(3, 4, 1), bad, y, F.mse_loss)


def bad_target() -> None:
    bad = y.clone()
    bad[7] = float("inf")
    steps(net(3, 4, 1), x, bad, lambda o, t: F.mse_loss(o, t))  # <-


def bad_parameter() -> None:
    model = net(3, 4, 1)
    with torch.no_grad():
        model[0].weight[0, 0] = float("nan")
    steps(model, x, y, F.mse_loss)


def exploded() -> None:
    model = net(3, 8, 8, 1)
    steps(model, x * 100, y * 100, F.mse_loss, count=40, lr=10.0)


def masked_rows() -> None:
    model = nn.Linear(3, 3)
    mask = torch.zeros(16, 16, dtype=torch.bool)
    mask[2] = True
    for _ in range(2):
        q = model(x)
        shares = (q @ q.T).masked_fill(mask, float("-inf")).softmax(-1)  # <-
        (shares @ q).mean().backward()


BAD = [
    (logarithm, "operation", "log"), (overflow, "operation", "exp"), (division, "operation", "div"),
    (root, "operation", "sqrt"), (bad_target, "data", "sub"), (masked_rows, "operation", "softmax"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause", "name"), BAD)
def test_where_numbers_ended(program: Program, cause: str, name: str) -> None:
    (alert,) = alerts(program, "TD013")
    assert (alert.cause, alert.level, alert.values["name"]) == (cause, "certain", name)
    assert where(alert) == marked(program)


def test_what_was_bad_before() -> None:
    (data,) = alerts(bad_input, "TD013")
    assert (data.cause, data.values["row"], data.values["shape"]) == ("data", 5, [16, 3])
    (parameter,) = alerts(bad_parameter, "TD013")
    assert (parameter.cause, parameter.values["bad"]) == ("parameter", 1)
    assert parameter.values["name"].endswith("model[0].weight")


def test_an_explosion_is_found_once() -> None:
    (alert,) = alerts(exploded, "TD013")
    assert alert.cause == "grown" and alert.values["turn"] > 1


def finite(how: str) -> Program:
    def run() -> None:
        mask = torch.zeros(16, 16, dtype=torch.bool)
        mask[:, 8:] = True
        model = nn.Linear(3, 3)

        def loss(out: Any, target: Any) -> Any:
            if how == "mask":
                shares = (out @ out.T).masked_fill(mask, float("-inf")).softmax(-1)
                return ((shares @ out)[:, :1] - target).pow(2).mean()
            if how == "chosen":
                return torch.where(out > 0, out.clamp(min=1e-6).log(), out)[:, :1].sub(target).abs().mean()
            if how == "large":
                return (out * 1e15)[:, :1].sub(target).abs().mean() * 1e-15
            if how == "nan aside":
                return torch.nan_to_num(out / 0.0 - out / 0.0)[:, :1].sub(target).pow(2).mean()
            return F.mse_loss(out[:, :1], target)

        steps(model, x, y, loss)

    run.__name__ = how
    return run


@pytest.mark.parametrize("program", list(map(finite, ("mask", "chosen", "large", "nan aside", "plain"))))
def test_infinity_on_the_way_is_no_mistake(program: Program) -> None:
    assert alerts(program, "TD013") == []


def test_numpy_that_raises_does_not_raise_in_the_visit() -> None:
    with np.errstate(all="raise"):
        assert [alert.cause for alert in alerts(overflow, "TD013")] == ["operation"]
