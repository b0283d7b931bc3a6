"""TD010, TD011, TD014, TD016: modes, updates, graphs that are kept, units that are one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, labels, marked, net, numbers, steps, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn
from tidu.optim.swa_utils import AveragedModel, update_bn

x, y, kinds = numbers(32, 3), numbers(32, 1, seed=1), labels(32, 3)
Program = Callable[[], None]


def moody(*more: Any) -> Any:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Dropout(0.3), *more, nn.Linear(8, 1))


def trained(model: Any, optimizer: Any, count: int = 3) -> None:
    for _ in range(count):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()


# TD010


def every_epoch() -> None:
    model = moody()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(3):
        trained(model, optimizer)
        with torch.no_grad():
            F.mse_loss(model(x[:8]), y[:8])  # <-


def at_the_end() -> None:
    model = moody(nn.BatchNorm1d(8))
    trained(model, torch.optim.SGD(model.parameters(), 0.01))
    with torch.no_grad():
        for part in range(4):
            model(x[part::4])  # <-


def once_only() -> None:
    model = moody()
    trained(model, torch.optim.SGD(model.parameters(), 0.01))
    with torch.inference_mode():
        model(x)  # <-


def never_back() -> None:
    model = moody()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    trained(model, optimizer)
    model.eval()
    with torch.no_grad():
        model(x)
    for _ in range(3):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


def asleep_from_the_start() -> None:
    model = moody().eval()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(3):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


@pytest.mark.parametrize(
    ("program", "cause", "level"),
    [
        (every_epoch, "train", "certain"), (at_the_end, "train", "certain"), (once_only, "train", "certain"),
        (never_back, "eval", "certain"), (asleep_from_the_start, "frozen", "hint"),
    ],
)  # fmt: skip
def test_a_wrong_mode_is_found(program: Program, cause: str, level: str) -> None:
    (alert,) = alerts(program, "TD010")
    assert (alert.cause, alert.level, where(alert)) == (cause, level, marked(program))


def proper() -> None:
    model = moody(nn.BatchNorm1d(8))
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(3):
        model.train()
        trained(model, optimizer)
        model.eval()
        with torch.no_grad():
            model(x[:8])
            model(x[8:])


def many_draws() -> None:
    model = moody()
    trained(model, torch.optim.SGD(model.parameters(), 0.01))
    with torch.no_grad():
        torch.stack([model(x) for _ in range(10)]).std(0)


def draws_with_eval() -> None:
    model = moody(nn.BatchNorm1d(8))
    trained(model, torch.optim.SGD(model.parameters(), 0.01))
    model.eval()
    for layer in model:
        if isinstance(layer, nn.Dropout):
            layer.train()
    with torch.no_grad():
        model(x)
        model(x[:4])


def no_moods() -> None:
    model = net(3, 8, 1)
    for _ in range(2):
        trained(model, torch.optim.SGD(model.parameters(), 0.01))
        with torch.no_grad():
            model(x[:8])


def generator() -> None:
    maker = nn.Sequential(nn.Linear(2, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3))
    judge = net(3, 8, 1)
    first, second = torch.optim.SGD(maker.parameters(), 0.01), torch.optim.SGD(judge.parameters(), 0.01)
    for step in range(4):
        with torch.no_grad():
            fake = maker(numbers(16, 2, seed=step))
        second.zero_grad()
        (judge(fake).mean() - judge(x).mean()).backward()
        second.step()
        first.zero_grad()
        (-judge(maker(numbers(16, 2, seed=step))).mean()).backward()
        first.step()
    with torch.no_grad():
        maker(numbers(4, 2, seed=9))


def teacher() -> None:
    student, guide = moody(), moody()
    optimizer = torch.optim.SGD(student.parameters(), 0.01)
    for step in range(6):
        part = x[step::6]
        with torch.no_grad():
            wanted = guide(part)
        optimizer.zero_grad()
        F.mse_loss(student(part), wanted).backward()
        optimizer.step()


def averaged() -> None:
    model = moody(nn.BatchNorm1d(8))
    mean = AveragedModel(model)
    trained(model, torch.optim.SGD(model.parameters(), 0.01))
    mean.update_parameters(model)
    update_bn([x[:16], x[16:]], mean)


def frozen_norm() -> None:
    model = moody(nn.BatchNorm1d(8))
    model[3].eval()
    trained(model, torch.optim.SGD(model.parameters(), 0.01), 5)


def saliency() -> None:
    model = moody()
    trained(model, torch.optim.SGD(model.parameters(), 0.01))
    model.eval()
    for _ in range(3):
        point = x[:1].clone().requires_grad_()
        model(point).sum().backward()
        model.zero_grad()


MODES = [
    proper, many_draws, draws_with_eval, no_moods, generator, teacher, averaged, frozen_norm, saliency,
]  # fmt: skip


@pytest.mark.parametrize("program", MODES)
def test_a_right_mode_is_silent(program: Program) -> None:
    assert alerts(program) == []


# TD011


class Listed(nn.Module):
    """Layers in a Python list, which are no part of the module."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = [nn.Linear(3, 8), nn.Linear(8, 8)]
        self.last = nn.Linear(8, 1)

    def forward(self, x: Any) -> Any:
        for layer in self.layers:
            x = layer(x).relu()
        return self.last(x)


def in_a_list() -> None:
    model = Listed()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(10):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()  # <-
        optimizer.step()


def head_only() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model[2].parameters(), 0.01)
    for _ in range(10):
        model.zero_grad()
        F.mse_loss(model(x), y).backward()  # <-
        optimizer.step()


def cut() -> None:
    first, last = net(3, 8), net(8, 1)
    optimizer = torch.optim.SGD([*first.parameters(), *last.parameters()], 0.01)
    for _ in range(10):
        optimizer.zero_grad()
        F.mse_loss(last(first(x).detach().relu()), y).backward()
        optimizer.step()  # <-


def cleared(in_place: bool) -> Program:
    def run() -> None:
        model = net(3, 8, 1)
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for _ in range(6):
            F.mse_loss(model(x), y).backward()
            optimizer.zero_grad(set_to_none=not in_place)
            optimizer.step()  # <-

    return run


def wrapped_anew() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(5):
        optimizer.zero_grad()
        loss = torch.tensor(F.mse_loss(model(x), y).item(), requires_grad=True)
        loss.backward()
        optimizer.step()  # <-


def cut_off() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(8):
        optimizer.zero_grad()
        F.mse_loss(model(x).detach().requires_grad_(), y).backward()
        optimizer.step()  # <-


def by_way_of_numpy() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(8):
        optimizer.zero_grad()
        guess = torch.tensor(model(x).detach().numpy(), requires_grad=True)
        F.mse_loss(guess, y).backward()
        optimizer.step()  # <-


def no_rate() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    for _ in range(6):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


def too_small_to_count() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-12)
    for _ in range(6):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


def no_step() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(40):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()  # <-


def no_tape() -> None:
    model = net(3, 8, 1)
    loss = F.mse_loss(model(x).detach(), y)
    loss.backward()  # <-


STILL = [
    (in_a_list, "outside"), (head_only, "left_out"), (cut, "unused"), (cleared(False), "cleared"),
    (cleared(True), "cleared"), (wrapped_anew, "root"), (no_rate, "still"), (too_small_to_count, "still"),
    (no_step, "no_step"), (no_tape, "constant"), (cut_off, "cut"), (by_way_of_numpy, "cut"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "cause"), STILL)
def test_parameters_that_stay_are_found(program: Program, cause: str) -> None:
    (alert,) = alerts(program, "TD011", crashes=cause == "constant")
    assert alert.cause == cause and where(alert) == marked(program)
    assert alert.level == ("likely" if cause in ("left_out", "unused") else "certain")


def after_another_model() -> None:
    """One step of LBFGS takes many passes; they are not those of the model that comes after it."""
    first, model = net(3, 8, 1), net(3, 8, 1)
    search = torch.optim.LBFGS(first.parameters(), max_iter=30, tolerance_grad=0, tolerance_change=0)

    def closure() -> Any:
        search.zero_grad()
        loss = F.mse_loss(first(x), y)
        loss.backward()
        return loss

    search.step(closure)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(20):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()


def warmed_up() -> None:
    """A rate that begins at 0 is part of the plan."""
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: min(1.0, epoch / 3))
    for _ in range(4):
        for _ in range(5):
            optimizer.zero_grad()
            F.mse_loss(model(x), y).backward()
            optimizer.step()
        schedule.step()


def thawed() -> None:
    """First the head alone, then all of it."""
    model = net(3, 8, 1)
    for part in (model[2], model):
        optimizer = torch.optim.SGD(part.parameters(), lr=0.01)
        for _ in range(10):
            model.zero_grad()
            F.mse_loss(model(x), y).backward()
            optimizer.step()


def frozen() -> None:
    model = net(3, 8, 1)
    model[0].requires_grad_(False)
    trained(model, torch.optim.SGD(model.parameters(), 0.01), 10)


def frozen_and_left_out() -> None:
    model = net(3, 8, 1)
    model[0].requires_grad_(False)
    trained(model, torch.optim.SGD(model[2].parameters(), 0.01), 10)


def several_optimizers() -> None:
    model = net(3, 8, 1)
    first, second = (
        torch.optim.SGD(model[0].parameters(), 0.01),
        torch.optim.Adam(model[2].parameters(), 0.01),
    )
    for step in range(12):
        model.zero_grad()
        F.mse_loss(model(x), y).backward()
        first.step()
        if step > 7:
            second.step()


def attack() -> None:
    model = net(3, 8, 1)
    point = x.clone().requires_grad_()
    optimizer = torch.optim.SGD([point], 0.1)
    for _ in range(20):
        optimizer.zero_grad()
        (-F.mse_loss(model(point), y)).backward()
        optimizer.step()


def warming_up() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, step / 5))
    for _ in range(10):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()
        schedule.step()


def in_turn() -> None:
    trunk, a, b = net(3, 8), net(8, 1), net(8, 1)
    optimizer = torch.optim.SGD([*trunk.parameters(), *a.parameters(), *b.parameters()], 0.01)
    for step in range(20):
        optimizer.zero_grad()
        F.mse_loss((a if step % 2 else b)(trunk(x).relu()), y).backward()
        optimizer.step()


def words() -> None:
    model = nn.Sequential(nn.Embedding(500, 4), nn.Flatten(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for step in range(8):
        optimizer.zero_grad()
        F.mse_loss(model(labels(32, 500, seed=step).reshape(16, 2)), y[:16]).backward()
        optimizer.step()


def hand_made() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(40):
        ((x @ w - y) ** 2).mean().backward()
        with torch.no_grad():
            w.sub_(0.1 * w.grad)
            w.grad.zero_()


def sensitivity() -> None:
    model = net(3, 8, 1).eval()
    for row in range(32):
        model.zero_grad()
        model(x[row : row + 1]).sum().backward()


def long_accumulation() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for step in range(64):
        F.mse_loss(model(x), y).backward()
        if step % 32 == 31:
            optimizer.step()
            optimizer.zero_grad()


MOVING = [
    frozen, frozen_and_left_out, warmed_up, thawed, several_optimizers, attack, warming_up, in_turn,
    words, after_another_model, hand_made, sensitivity, long_accumulation,
]  # fmt: skip


@pytest.mark.parametrize("program", MOVING)
def test_parameters_that_are_meant_so_are_silent(program: Program) -> None:
    assert alerts(program) == []


# TD014


def summed() -> None:
    model = net(3, 8, 1)
    optimizer, total = torch.optim.SGD(model.parameters(), 0.01), 0
    for _ in range(30):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss


def listed() -> None:
    model, losses = net(3, 8, 1), []
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(30):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        losses.append(loss)
        loss.backward()
        optimizer.step()


def in_an_attribute() -> None:
    class Trainer:
        def __init__(self) -> None:
            self.history: list[Any] = []

        def run(self) -> None:
            model = net(3, 8, 1)
            optimizer = torch.optim.SGD(model.parameters(), 0.01)
            for _ in range(30):
                optimizer.zero_grad()
                loss = F.mse_loss(model(x), y)
                loss.backward()
                self.history.append(loss)
                optimizer.step()

    Trainer().run()


@pytest.mark.parametrize(
    ("program", "cause", "name"), [(summed, "sum", "total"), (listed, "list", "losses"),
                                   (in_an_attribute, "list", "self.history")],
)  # fmt: skip
def test_graphs_that_are_kept_are_found(program: Program, cause: str, name: str) -> None:
    (alert,) = alerts(program, "TD014")
    assert (alert.cause, alert.level, alert.values["name"]) == (cause, "certain", name)
    assert alert.place is not None and alert.place.file == __file__


def kept(how: str) -> Program:
    def run() -> None:
        model, losses, total = net(3, 8, 1), [], 0.0
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for _ in range(30):
            optimizer.zero_grad()
            loss = F.mse_loss(model(x), y)
            loss.backward()
            optimizer.step()
            if how == "item":
                total += loss.item()
            elif how == "detached":
                losses.append(loss.detach())
            elif how == "last few":
                losses = [*losses[-3:], loss]
            elif how == "cycle":
                ring: dict[str, Any] = {"loss": loss}
                ring["ring"] = ring
            elif how == "outputs":
                losses.append(model(x).detach())

    run.__name__ = how
    return run


def tasks() -> None:
    model = net(3, 8, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(20):
        optimizer.zero_grad()
        losses = [F.mse_loss(model(x[part::4]), y[part::4]) for part in range(4)]
        sum(losses).backward()  # type: ignore[union-attr]
        optimizer.step()


def slopes() -> None:
    point = x[:4].clone().requires_grad_()
    out = net(3, 8, 6)(point).sum(0)
    for _ in range(5):
        for part in range(6):
            torch.autograd.grad(out[part], point, retain_graph=True)
            torch.autograd.grad(out.sum(), point, retain_graph=True)


def slopes_of_one() -> None:
    point = x[:4].clone().requires_grad_()
    out = net(3, 8, 6)(point)
    for _ in range(40):
        torch.autograd.grad(out, point, torch.ones(4, 6), retain_graph=True)


GONE = [*map(kept, ("item", "detached", "last few", "cycle", "outputs")), tasks, slopes, slopes_of_one]


@pytest.mark.parametrize("program", GONE)
def test_graphs_that_go_are_silent(program: Program) -> None:
    assert alerts(program) == []


# TD016


def constant(value: float, *widths: int) -> Any:
    model = net(*widths)
    for parameter in model.parameters():
        nn.init.constant_(parameter, value)
    return model


def zeros_by_hand() -> None:
    v, w = torch.zeros(3, 8, requires_grad=True), torch.zeros(8, 1, requires_grad=True)
    for _ in range(4):
        ((x @ v).tanh() @ w - y).pow(2).mean().backward()
        with torch.no_grad():
            for p in (v, w):
                p.sub_(0.1 * p.grad)
                p.grad = None


SAME: list[tuple[str, Program]] = [
    ("zeros", lambda: trained(m := constant(0.0, 3, 8, 1), torch.optim.Adam(m.parameters()), 4)),
    ("halves", lambda: trained(m := constant(0.5, 3, 8, 1), torch.optim.Adam(m.parameters()), 4)),
    ("deep", lambda: trained(m := constant(0.1, 3, 8, 8, 1), torch.optim.SGD(m.parameters(), 0.01), 4)),
    ("by hand", zeros_by_hand),
]


@pytest.mark.parametrize(("name", "program"), SAME)
def test_units_that_are_one_are_found(name: str, program: Program) -> None:
    (alert,) = alerts(program, "TD016")
    assert (alert.level, alert.values["units"]) == ("certain", 8)
    assert alert.place is not None and alert.place.file in (
        __file__,
        __file__.replace("test_doctor_training", "doctor_patients"),
    )


def zero_head(classes: int) -> Program:
    def run() -> None:
        model = net(3, 8, classes)
        nn.init.zeros_(model[2].weight)
        nn.init.zeros_(model[2].bias)
        steps(model, x, kinds if classes > 1 else y, F.cross_entropy if classes > 1 else F.mse_loss)

    return run


def low_rank_update() -> None:
    base, a, b = net(3, 8), torch.randn(3, 2).requires_grad_(), torch.zeros(2, 8).requires_grad_()
    base.requires_grad_(False)
    optimizer = torch.optim.SGD([a, b], 0.1)
    for _ in range(5):
        optimizer.zero_grad()
        F.mse_loss(base(x) + x @ a @ b, numbers(32, 8)).backward()
        optimizer.step()


DIFFERENT: list[tuple[str, Program]] = [
    ("drawn", lambda: steps(net(3, 8, 1), x, y, F.mse_loss)),
    ("zero head", zero_head(1)),
    ("zero class head", zero_head(3)),
    ("zero softmax regression", lambda: steps(constant(0.0, 3, 3), x, kinds, F.cross_entropy)),
    ("zero linear", lambda: steps(constant(0.0, 3, 1), x, y, F.mse_loss)),
    ("norm", lambda: steps(moody(nn.LayerNorm(8)), x, y, F.mse_loss)),
    ("lora", low_rank_update),
]


@pytest.mark.parametrize(("name", "program"), DIFFERENT)
def test_units_that_differ_are_silent(name: str, program: Program) -> None:
    assert alerts(program) == []


def test_a_late_evaluation_is_found() -> None:
    def program() -> None:
        model = moody()
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        trained(model, optimizer, 100)
        with torch.no_grad():
            model(x[:8])
            model(x[8:])
        trained(model, optimizer, 3)

    (alert,) = alerts(program, "TD010")
    assert alert.cause == "train"


@pytest.mark.parametrize("first", [70, 100, 127])
def test_gradients_kept_late_are_found_soon(first: int) -> None:
    def program() -> None:
        model = net(3, 4, 1)
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for step in range(160):
            if step < first:
                optimizer.zero_grad()
            F.mse_loss(model(x), y).backward()
            optimizer.step()

    (alert,) = alerts(program, "TD009")
    assert first < alert.values["turn"] < 134
