"""TD004, TD005, TD008: the head and the loss, and all that looks like a mistake there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, labels, marked, net, numbers, steps, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn

x, y, column, kinds = numbers(16, 3), numbers(16, seed=1), numbers(16, 1, seed=2), labels(16, 3)
yes = (numbers(16, 1, seed=3) > 0).float()
Program = Callable[[], None]


# TD008


def flat_target() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(4):
        optimizer.zero_grad()
        difference = model(x) - y  # <-
        (difference**2).mean().backward()
        optimizer.step()


def flat_output() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(4):
        optimizer.zero_grad()
        out = model(x).squeeze(1)
        loss = F.mse_loss(out, column)  # <-
        loss.backward()
        optimizer.step()


def absolute_by_hand() -> None:
    w: Any = torch.zeros(3, requires_grad=True)
    for _ in range(4):
        loss = (x @ w - column).abs().sum() / 16  # <-
        loss.backward()
        with torch.no_grad():
            w.sub_(0.1 * w.grad)
            w.grad = None


def huber() -> None:
    model = net(3, 8, 1)
    steps(model, x, y, lambda a, b: F.huber_loss(a, b))  # <-


def likelihood_by_hand() -> None:
    model = net(3, 8, 1, last=nn.Sigmoid())
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(4):
        optimizer.zero_grad()
        p, t = model(x), yes.flatten()
        loss = -(t * p.log() + (1 - t) * (1 - p).log()).mean()  # <-
        loss.backward()
        optimizer.step()


def in_the_second_of_two_losses() -> None:
    first, second = net(3, 1), net(3, 4, 1)
    optimizer = torch.optim.SGD([*first.parameters(), *second.parameters()], 0.01)
    for _ in range(4):
        optimizer.zero_grad()
        good = F.mse_loss(first(x), column)
        bad = (second(x) - y).pow(2).mean()  # <-
        (good + bad).backward()
        optimizer.step()


def in_steps() -> None:
    def loss(a: Any, b: Any) -> Any:
        return F.l1_loss(a[:, :5, :].reshape(80, 1), b.flatten())  # <-

    steps(net(3, 8, 1), numbers(16, 5, 3), numbers(16, 5), loss)


BROADCAST = [
    flat_target, flat_output, absolute_by_hand, huber, likelihood_by_hand, in_the_second_of_two_losses,
    in_steps,
]  # fmt: skip


@pytest.mark.parametrize("program", BROADCAST)
def test_a_broadcast_in_the_loss_is_found(program: Program) -> None:
    (alert,) = alerts(program, "TD008")
    assert (alert.code, alert.level, where(alert)) == ("TD008", "certain", marked(program))
    assert alert.values["pairs"] == alert.values["rows"] ** 2


def attention() -> None:
    model, mask = nn.Linear(3, 3), torch.zeros(16, 16)
    mask[3:] = -1e9

    def loss(out: Any, target: Any) -> Any:
        shares = (out @ out.T + mask[0]).softmax(-1)
        return ((shares @ out - target) ** 2).mean()

    steps(model, x, numbers(16, 3, seed=5), loss)


def distances(explicit: str) -> Program:
    def run() -> None:
        def loss(out: Any, target: Any) -> Any:
            if explicit == "unsqueeze":
                return (out.unsqueeze(1) - out.unsqueeze(0)).pow(2).sum(-1).mean()
            if explicit == "none":
                return (out[:, None] - out).abs().mean()
            if explicit == "transposed":
                return (out - out.T).abs().mean()
            if explicit == "kernel":
                return (-((out - target.flatten()) ** 2)).exp().mean()
            return F.relu(1 - (out[:, 0][:, None] - target.flatten()[None, :])).mean()

        steps(net(3, 4, 1), x, column, loss)

    run.__name__ = explicit
    return run


def energy() -> None:
    def loss(out: Any, target: Any) -> Any:
        a = out.flatten()
        return 2 * (a - target).abs().mean() - (a[:, None] - a).abs().mean()

    steps(net(3, 4, 1), x, column, loss)


def quantiles() -> None:
    levels = torch.tensor([0.1, 0.5, 0.9])

    def loss(out: Any, target: Any) -> Any:
        e = target - out
        return torch.maximum(levels * e, (levels - 1) * e).mean()

    steps(net(3, 4, 3), x, column, loss)


def outer_products() -> None:
    steps(net(3, 4, 1), x, y, lambda out, t: ((out * t).sum(0) - t).pow(2).mean())


def scaled_batch() -> None:
    steps(net(3, 8, 3), x, numbers(16, 3), lambda out, t: ((out - t.mean(0)) / t.std(0)).pow(2).mean())


def right_shapes() -> None:
    steps(net(3, 8, 1), x, y, lambda out, t: F.mse_loss(out.squeeze(1), t))


def one_row() -> None:
    steps(net(3, 8, 1), x[:1], y[:1], lambda out, t: ((out - t) ** 2).mean())


WANTED = [
    attention, *map(distances, ("unsqueeze", "none", "transposed", "kernel", "margin")), energy, quantiles,
    outer_products, scaled_batch, right_shapes, one_row,
]  # fmt: skip


@pytest.mark.parametrize("program", WANTED, ids=lambda program: program.__name__)
def test_a_broadcast_that_is_wanted_is_silent(program: Program) -> None:
    assert alerts(program) == []


# TD005


def double_softmax() -> None:
    model = net(3, 8, 3, last=nn.Softmax(1))
    steps(model, x, kinds, lambda out, t: F.cross_entropy(out, t))  # <-


def double_softmax_with_weights() -> None:
    model, weight = net(3, 8, 3), torch.tensor([1.0, 2.0, 1.0])
    steps(model, x, kinds, lambda out, t: F.cross_entropy(out.softmax(1), t, weight=weight))  # <-


def double_softmax_smoothed() -> None:
    model = net(3, 8, 3)
    steps(model, x, kinds, lambda out, t: F.cross_entropy(out.softmax(1), t, label_smoothing=0.1))  # <-


def double_softmax_by_hand() -> None:
    model = net(3, 8, 3)

    def loss(out: Any, t: Any) -> Any:
        e = out.exp()
        return F.cross_entropy(e / e.sum(1, keepdim=True), t)  # <-

    steps(model, x, kinds, loss)


def squashed() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(3, 3)

        def forward(self, x: Any) -> Any:
            return self.layer(x).sigmoid()  # <-

    steps(Net(), x, kinds, F.cross_entropy)


def double_sigmoid() -> None:
    model = net(3, 8, 1)
    steps(model, x, yes, lambda out, t: F.binary_cross_entropy_with_logits(out.sigmoid(), t))  # <-


def shares_to_nll() -> None:
    model = net(3, 8, 3)
    steps(model, x, kinds, lambda out, t: F.nll_loss(out.softmax(1), t))  # <-


def scores_to_nll() -> None:
    model = net(3, 8, 3)
    steps(model, x, kinds, lambda out, t: F.nll_loss(out, t))  # <-


def scores_to_bce() -> None:
    model = net(3, 8, 1)
    steps(model, x, yes, lambda out, t: F.binary_cross_entropy(out, t))  # <-


WRONG = [
    (double_softmax, "softmax"), (double_softmax_with_weights, "softmax"),
    (double_softmax_smoothed, "softmax"),
    (double_softmax_by_hand, "softmax"), (squashed, "squashed"), (double_sigmoid, "sigmoid"),
    (shares_to_nll, "nll"), (scores_to_nll, "nll"), (scores_to_bce, "logits"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause"), WRONG)
def test_a_loss_for_something_else_is_found(program: Program, cause: str) -> None:
    (alert,) = alerts(program, "TD005", crashes=cause == "logits")
    assert (alert.cause, alert.level) == (cause, "certain")
    if program is not squashed:
        assert where(alert) == marked(program)


def gated() -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(3, 3)

        def forward(self, x: Any) -> Any:
            out = self.layer(x)
            return out * out.sigmoid()

    steps(Net(), x, kinds, F.cross_entropy)


class Attending(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(3, 3), nn.Linear(3, 3)

    def forward(self, x: Any) -> Any:
        q = self.inner(x)
        return self.outer((q @ q.T).softmax(-1) @ x)


PLAIN: list[tuple[str, Program]] = [
    ("cross entropy", lambda: steps(net(3, 8, 3), x, kinds, F.cross_entropy)),
    ("nll", lambda: steps(net(3, 8, 3, last=nn.LogSoftmax(1)), x, kinds, F.nll_loss)),
    ("log of softmax", lambda: steps(net(3, 8, 3), x, kinds, lambda o, t: F.nll_loss(o.softmax(1).log(), t))),
    ("logits", lambda: steps(net(3, 8, 1), x, yes, F.binary_cross_entropy_with_logits)),
    ("bce", lambda: steps(net(3, 8, 1, last=nn.Sigmoid()), x, yes, F.binary_cross_entropy)),
    ("gate", gated),
    ("gated logits", lambda: steps(net(3, 8, 1, last=nn.SiLU()), x, yes, F.binary_cross_entropy_with_logits)),
    ("attention", lambda: steps(Attending(), x, kinds, F.cross_entropy)),
    ("soft targets", lambda: steps(net(3, 3), x, numbers(16, 3).softmax(1), F.cross_entropy)),
    (
        "brier",
        lambda: steps(
            net(3, 3), x, F.one_hot(kinds, 3).float(), lambda o, t: ((o.softmax(1) - t) ** 2).mean()
        ),
    ),
    (
        "one row of shares",
        lambda: steps(
            net(3, 3), x, y, lambda o, t: -(o.mean(0).log_softmax(0) * numbers(3).softmax(0)).sum()
        ),
    ),
    (
        "scores in space",
        lambda: steps(nn.Conv1d(3, 3, 1), numbers(4, 3, 5), labels(20, 3).reshape(4, 5), F.cross_entropy),
    ),
    ("a number alone", lambda: steps(net(3, 1), x, y, lambda o, t: F.softplus(o.mean()) - t.mean())),
    ("capped", lambda: steps(net(3, 3), x, kinds, lambda o, t: F.cross_entropy(10 * o.tanh(), t))),
    (
        "distilled",
        lambda: steps(net(3, 3), x, numbers(16, 3).softmax(1), lambda o, t: F.kl_div(o.log_softmax(1), t)),
    ),
]


@pytest.mark.parametrize(("name", "program"), PLAIN)
def test_a_right_loss_is_silent(name: str, program: Program) -> None:
    assert alerts(program) == []


# TD004


def no_bend() -> None:
    model = nn.Sequential(nn.Linear(3, 32), nn.Linear(32, 1))
    steps(model, x, column, F.mse_loss)


def no_bend_with_dropout() -> None:
    model = nn.Sequential(nn.Linear(3, 32), nn.Dropout(0.2), nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 1))
    steps(model, x, column, F.mse_loss)


def no_bend_by_hand() -> None:
    v, w = numbers(3, 8).requires_grad_(), numbers(8, 1).requires_grad_()
    for _ in range(3):
        loss = ((x @ v @ w - column) ** 2).mean()  # <-
        loss.backward()
        with torch.no_grad():
            for p in (v, w):
                p.sub_(0.001 * p.grad)
                p.grad = None


def relu_end() -> None:
    steps(net(3, 8, 1, last=nn.ReLU()), x, column, F.mse_loss)


def sigmoid_end() -> None:
    steps(net(3, 8, 1, last=nn.Sigmoid()), x, column * 10 + 50, lambda o, t: ((o - t) ** 2).mean())


def tanh_end() -> None:
    steps(net(3, 8, 1, last=nn.Tanh()), x, column * 10, F.l1_loss)


def softmax_of_one() -> None:
    steps(net(3, 8, 1, last=nn.Softmax(1)), x, yes, lambda o, t: ((o - t) ** 2).mean())


def one_class() -> None:
    steps(net(3, 8, 1), x, labels(16, 1), F.cross_entropy)


def relu_scores() -> None:
    steps(net(3, 8, 3, last=nn.ReLU()), x, kinds, F.cross_entropy)


HEADS = [
    (no_bend, "linear"), (no_bend_with_dropout, "linear"), (no_bend_by_hand, "linear"), (relu_end, "range"),
    (sigmoid_end, "range"), (tanh_end, "range"), (softmax_of_one, "single"), (one_class, "single"),
    (relu_scores, "relu"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause"), HEADS)
def test_a_wrong_head_is_found(program: Program, cause: str) -> None:
    (alert,) = alerts(program, "TD004")
    assert (alert.cause, alert.level) == (cause, "likely" if cause == "relu" else "certain")
    assert alert.place is not None
    if program is no_bend_by_hand:
        assert where(alert) == marked(program)


class Low(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.whole, self.down, self.up = nn.Linear(3, 3), nn.Linear(3, 1), nn.Linear(1, 3)

    def forward(self, x: Any) -> Any:
        return self.whole(x) + self.up(self.down(x))


class Branching(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.trunk, self.a, self.b = nn.Linear(3, 8), nn.Linear(8, 1), nn.Linear(8, 1)

    def forward(self, x: Any) -> Any:
        h = self.trunk(x)
        return self.a(h) + self.b(h.relu())


def attended(out: Any, target: Any) -> Any:
    shares = (out[:, None] @ out[:, :, None]).softmax(-1)
    return (shares @ out[:, None] @ numbers(3, 1)).mean()


FINE: list[tuple[str, Program]] = [
    ("bottleneck", lambda: steps(nn.Sequential(nn.Linear(3, 1), nn.Linear(1, 3)), x, x, F.mse_loss)),
    ("low rank", lambda: steps(Low(), x, x, F.mse_loss)),
    ("branches", lambda: steps(Branching(), x, column, F.mse_loss)),
    ("relu of positive", lambda: steps(net(3, 8, 1, last=nn.ReLU()), x, column.abs(), F.mse_loss)),
    ("sigmoid of shares", lambda: steps(net(3, 8, 1, last=nn.Sigmoid()), x, yes, F.mse_loss)),
    ("tanh inside", lambda: steps(net(3, 8, 1, last=nn.Tanh()), x, column.tanh(), F.mse_loss)),
    ("norm between", lambda: steps(
        nn.Sequential(nn.Linear(3, 8), nn.LayerNorm(8), nn.Linear(8, 1)), x, column, F.mse_loss)),
    ("noise", lambda: steps(net(3, 8, 3, last=nn.ReLU()), x, x,
                            lambda o, t: ((numbers(16, 3).abs() + 1) - o).pow(2).mean())),
    ("attention of one", lambda: steps(nn.Linear(3, 3), x, x, attended)),
    ("transformer", lambda: steps(nn.TransformerEncoderLayer(4, 2, 8, 0.0, batch_first=True),
                                  numbers(4, 5, 4), numbers(4, 5, 4), F.mse_loss)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "program"), FINE)
def test_a_right_head_is_silent(name: str, program: Program) -> None:
    assert alerts(program) == []
