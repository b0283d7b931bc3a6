"""TD009: gradients that were not cleared, and all that looks like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, marked, net, numbers, where

import tidu as torch
import tidu.nn.functional as F

x, y = numbers(16, 3), numbers(16, 1, seed=1)


def forgotten() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(5):
        loss = F.mse_loss(model(x), y)
        loss.backward()  # <-
        optimizer.step()


def only_at_the_start() -> None:
    model = net(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    optimizer.zero_grad()
    for _ in range(4):
        ((model(x) - y) ** 2).mean().backward()  # <-
        optimizer.step()


def by_hand() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(4):
        ((x @ w - y) ** 2).mean().backward()  # <-
        with torch.no_grad():
            w.sub_(0.1 * w.grad)


def by_data() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(4):
        ((x @ w - y) ** 2).mean().backward()  # <-
        w.data -= 0.1 * w.grad


def by_minus() -> None:
    w, b = torch.zeros(3, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    for _ in range(4):
        ((x @ w + b - y) ** 2).mean().backward()  # <-
        with torch.no_grad():
            for p in (w, b):
                p -= 0.1 * p.grad


def clipped() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(5):
        F.mse_loss(model(x), y).backward()  # <-
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5)
        optimizer.step()


def zeroed_in_one_optimizer_of_two() -> None:
    a, b = net(3, 4), net(4, 1)
    first, second = torch.optim.SGD(a.parameters(), 0.01), torch.optim.SGD(b.parameters(), 0.01)
    for _ in range(4):
        first.zero_grad()
        F.mse_loss(b(a(x).tanh()), y).backward()  # <-
        first.step()
        second.step()


def late() -> None:
    model = net(3, 4, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for step in range(20):
        if step < 10:
            optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()  # <-
        optimizer.step()


def outside_the_batches() -> None:
    model = net(3, 4, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(2):
        optimizer.zero_grad()
        for part in range(4):
            loss = F.mse_loss(model(x[part::4]), y[part::4])
            loss.backward()  # <-
            optimizer.step()


FAULTY = [
    forgotten, only_at_the_start, by_hand, by_data, by_minus, clipped, zeroed_in_one_optimizer_of_two, late,
    outside_the_batches,
]  # fmt: skip


@pytest.mark.parametrize("program", FAULTY)
def test_found(program: Callable[[], None]) -> None:
    (alert,) = alerts(program)
    assert (alert.code, alert.level) == ("TD009", "certain")
    assert where(alert) == marked(program)


def loop(zero: str, **settings: Any) -> Callable[[], None]:
    def run() -> None:
        model = net(3, 8, 1)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        for _ in range(6):
            if zero == "before":
                optimizer.zero_grad(**settings)
            loss = F.mse_loss(model(x), y)
            if zero == "between":
                model.zero_grad(**settings)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 0.1)
            optimizer.step()
            if zero == "after":
                optimizer.zero_grad(**settings)

    run.__name__ = f"{zero} {settings}"
    return run


def accumulated() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for step in range(12):
        (F.mse_loss(model(x), y) / 4).backward()
        if (step + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()


def two_losses() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(5):
        optimizer.zero_grad()
        out = model(x)
        F.mse_loss(out, y).backward(retain_graph=True)
        (out.abs().mean() * 0.1).backward()
        optimizer.step()


def adversarial(in_place: bool, detach: bool) -> Callable[[], None]:
    def run() -> None:
        maker, judge = net(2, 8, 3), net(3, 8, 1)
        for_maker, for_judge = (torch.optim.Adam(m.parameters(), 0.01) for m in (maker, judge))
        for step in range(8):
            for_judge.zero_grad(set_to_none=not in_place)
            fake = maker(numbers(16, 2, seed=step))
            told = judge(fake.detach() if detach else fake)
            loss = F.binary_cross_entropy_with_logits(told, torch.zeros(16, 1))
            loss = loss + F.binary_cross_entropy_with_logits(judge(x), torch.ones(16, 1))
            loss.backward(retain_graph=not detach)
            for_judge.step()
            for_maker.zero_grad(set_to_none=not in_place)
            fake = maker(numbers(16, 2, seed=step))
            F.binary_cross_entropy_with_logits(judge(fake), torch.ones(16, 1)).backward()
            for_maker.step()

    run.__name__ = f"adversarial {in_place} {detach}"
    return run


def searching() -> None:
    model = net(3, 4, 1)
    optimizer = torch.optim.LBFGS(model.parameters(), lr=0.1, max_iter=5)

    def closure() -> Any:
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        return loss

    for _ in range(4):
        optimizer.step(closure)


def hand_zeroed() -> None:
    w, b = torch.zeros(3, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    for _ in range(5):
        ((x @ w + b - y) ** 2).mean().backward()
        with torch.no_grad():
            for p in (w, b):
                p -= 0.1 * p.grad
                p.grad.zero_()


def hand_data_zeroed() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        ((x @ w - y) ** 2).mean().backward()
        w.data -= 0.1 * w.grad.data
        w.grad.data.zero_()


def new_leaf_each_time() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        ((x @ w - y) ** 2).mean().backward()
        w = (w - 0.1 * w.grad).detach().requires_grad_()


def fading_gradient() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(6):
        ((x @ w - y) ** 2).mean().backward()
        with torch.no_grad():
            w -= 0.05 * w.grad
            w.grad *= 0.5


def without_grad_attribute() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        (g,) = torch.autograd.grad(((x @ w - y) ** 2).mean(), [w])
        with torch.no_grad():
            w -= 0.1 * g


def sharpness_aware() -> None:
    model = net(3, 4, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.05)
    for _ in range(5):
        F.mse_loss(model(x), y).backward()
        with torch.no_grad():
            moves = [0.05 * p.grad / (p.grad.norm() + 1e-12) for p in model.parameters()]
            for p, move in zip(model.parameters(), moves, strict=True):
                p.add_(move)
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        with torch.no_grad():
            for p, move in zip(model.parameters(), moves, strict=True):
                p.sub_(move)
        optimizer.step()
        optimizer.zero_grad()


HEALTHY = [
    *(loop(zero, set_to_none=none) for zero in ("before", "between", "after") for none in (True, False)),
    accumulated, two_losses, *(adversarial(a, b) for a in (True, False) for b in (True, False)), searching,
    hand_zeroed, hand_data_zeroed, new_leaf_each_time, fading_gradient, without_grad_attribute,
    sharpness_aware,
]  # fmt: skip


@pytest.mark.parametrize("program", HEALTHY, ids=lambda program: program.__name__)
def test_silent(program: Callable[[], None]) -> None:
    assert alerts(program) == []


def test_a_closure_that_forgets() -> None:
    model = net(3, 4, 1)
    optimizer = torch.optim.LBFGS(model.parameters(), lr=0.01, max_iter=5)

    def closure() -> Any:
        loss = F.mse_loss(model(x), y)
        loss.backward()  # <-
        return loss

    (alert,) = alerts(lambda: [optimizer.step(closure) for _ in range(3)])
    assert alert.code == "TD009" and where(alert) == marked(closure)
