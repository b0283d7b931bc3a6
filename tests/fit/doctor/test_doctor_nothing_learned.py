"""TD005, TD011: training that runs and learns nothing, and right programs that look like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, labels, marked, net, numbers, steps, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn

x, y, kinds = numbers(32, 3), numbers(32, 1, seed=1), labels(32, 3)
Program = Callable[[], None]


def rounded() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: ((torch.round(3 * o) - t) ** 2).mean(), count=9)  # <-


def signs() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: ((torch.sign(o) - t) ** 2).mean(), count=9)  # <-


def whole_parts() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: ((o // 0.5) - t).abs().mean(), count=9)  # <-


def from_the_output() -> None:
    steps(net(3, 1), x, y, lambda o, t: F.mse_loss(o, o.detach()), count=9)  # <-


def masked_out() -> None:
    steps(net(3, 1), x, y, lambda o, t: ((o - t).square() * 0.0).mean(), count=9)  # <-


def made_inside() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.out = nn.Linear(4, 1)

        def forward(self, x: Any) -> Any:
            first = nn.Linear(3, 4)
            return self.out(first(x).relu())  # <-

    steps(Net(), x, y, F.mse_loss, count=9)


def no_brackets() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(6):
        loss = F.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward  # noqa: B018  # pyright: ignore
        optimizer.step()  # <-


NOTHING = [
    (rounded, "TD011-flat", "certain"), (signs, "TD011-flat", "certain"),
    (whole_parts, "TD011-flat", "certain"),
    (from_the_output, "TD011-zero", "likely"), (masked_out, "TD011-zero", "likely"),
    (made_inside, "TD011-inside", "likely"), (no_brackets, "TD011-no_backward", "certain"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "name", "level"), NOTHING)
def test_training_that_learns_nothing_is_found(program: Program, name: str, level: str) -> None:
    (alert,) = alerts(program, "TD011")
    assert (alert.name, alert.level, where(alert)) == (name, level, marked(program))


def straight_through() -> None:
    def loss(o: Any, t: Any) -> Any:
        return ((o + (torch.round(o) - o).detach() - t) ** 2).mean()

    steps(net(3, 8, 1), x, y, loss, count=9)


def rounded_beside() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: F.mse_loss(o, t) + (torch.round(o) - t).abs().mean(), count=9)


def dead() -> None:
    """All gradients are 0 because no unit lives, which is another mistake."""
    model = net(3, 8, 1, last=nn.ReLU())
    with torch.no_grad():
        model[2].bias.fill_(-50.0)
    steps(model, x, y, F.mse_loss, count=9)


def learned_at_once() -> None:
    """A hinge that is 0 on most batches, though not on all."""
    model = nn.Linear(3, 1)
    signs = torch.sign(x[:, :1])
    steps(model, x, signs, lambda o, t: F.relu(0.05 - t * o).mean(), count=40, lr=1.0)


def schedule_drawn() -> None:
    """To draw the curve of a schedule one steps without any loss."""
    model = net(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)
    for _ in range(20):
        optimizer.step()
        schedule.step()


def gradients_by_hand() -> None:
    """Evolution: a model, an optimizer, and no backward pass at all."""
    model = net(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(6):
        F.mse_loss(model(x), y)
        for parameter in model.parameters():
            parameter.grad = 0.01 * torch.randn_like(parameter)
        optimizer.step()


def fast_weights() -> None:
    """Weights that are computed, as MAML's are, have nobody who holds them either."""
    model, made = nn.Linear(3, 4), nn.Linear(4, 1)
    weight: Any = made.weight

    def loss(o: Any, t: Any) -> Any:
        return F.mse_loss(F.linear(o, 0.5 * weight, made.bias), t)

    steps(nn.ModuleList([model, made])[0], x, y, loss, count=9)


def layers_of_a_function() -> None:
    """Parameters that a closure holds live as long as it does."""
    first, second = nn.Linear(3, 4), nn.Linear(4, 1)
    optimizer = torch.optim.SGD([*first.parameters(), *second.parameters()], lr=0.01)
    for _ in range(9):
        optimizer.zero_grad()
        F.mse_loss(second(first(x).relu()), y).backward()
        optimizer.step()


LEARNING = [
    straight_through, rounded_beside, dead, learned_at_once, schedule_drawn, gradients_by_hand, fast_weights,
    layers_of_a_function,
]  # fmt: skip


@pytest.mark.parametrize("program", LEARNING)
def test_right_programs_that_look_like_it_are_silent(program: Program) -> None:
    found = {alert.name for alert in alerts(program, "TD011")}
    assert not found & {name for _, name, _ in NOTHING}


def summed_with_signs() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(20):
        loss = (x @ w - y).sum()  # <-
        loss.backward()
        gradient: Any = w.grad
        with torch.no_grad():
            w -= 0.01 * gradient
        w.grad = None


def averaged_with_signs() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: (t - o).mean(), count=20)  # <-


def squared_too_late() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: (o - t).mean() ** 2, count=4)  # <-


def absolute_too_late() -> None:
    steps(net(3, 8, 1), x, y, lambda o, t: (o - t).sum().abs(), count=4)  # <-


SIGNED = [
    (summed_with_signs, "signed", "certain"), (averaged_with_signs, "signed", "certain"),
    (squared_too_late, "mean_first", "likely"), (absolute_too_late, "mean_first", "likely"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause", "level"), SIGNED)
def test_errors_that_cancel_are_found(program: Program, cause: str, level: str) -> None:
    (alert,) = alerts(program, "TD005")
    assert (alert.cause, alert.level, where(alert)) == (cause, level, marked(program))


def critic(o: Any, t: Any) -> Any:
    return o[:16].mean() - o[16:].mean()


def policy(o: Any, t: Any) -> Any:
    chosen = F.log_softmax(o, 1)[torch.arange(32), kinds]
    return -(chosen * (t[:, 0] - 0.1)).mean()


def likelihood_ratio(o: Any, t: Any) -> Any:
    """A divergence by samples may fall below 0: the output is bent by a logarithm before."""
    return -(F.logsigmoid(o) - t).mean()


def penalty(o: Any, t: Any) -> Any:
    return F.mse_loss(o, t) + 0.1 * (o - t).mean() ** 2


def energy(o: Any, t: Any) -> Any:
    return -o.mean()


@pytest.mark.parametrize("loss", [critic, policy, likelihood_ratio, penalty, energy, F.mse_loss, F.l1_loss])
def test_losses_that_may_be_negative_or_hold_a_mean_are_silent(loss: Any) -> None:
    assert alerts(lambda: steps(net(3, 8, 3 if loss is policy else 1), x, y, loss, count=20), "TD005") == []
