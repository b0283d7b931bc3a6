"""TD005, TD011, TD014: mistakes of first loops, their lines and fixes, and their healthy neighbours."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from doctor_patients import alerts, labels, marked, net, numbers, where

import tidu as torch
import tidu.nn.functional as F
from tidu import nn

x, y, kinds = numbers(32, 3), numbers(32, 1, seed=1), labels(32, 3)
Program = Callable[[], None]


def fresh() -> Any:
    return nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1))


def stepped(model: Any, optimizer: Any, count: int = 1) -> None:
    for _ in range(count):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()


# TD011: the model is another one than the optimizer has.


def made_after() -> None:
    model = fresh()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    model = fresh()
    for _ in range(8):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


def made_again_later() -> None:
    model = fresh()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    stepped(model, optimizer, 20)
    model = fresh()
    for _ in range(40):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


def made_again_with_old_gradients() -> None:
    """The old parameters keep their last gradient, which each step uses again."""
    model = fresh()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    stepped(model, optimizer, 6)
    model = fresh()
    for _ in range(40):
        model.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


REPLACED = [made_after, made_again_later, made_again_with_old_gradients]


@pytest.mark.parametrize("program", REPLACED)
def test_a_model_that_its_optimizer_does_not_have_is_found(program: Program) -> None:
    (alert,) = alerts(program, "TD009", "TD011")
    assert (alert.name, alert.level, alert.values["count"]) == ("TD011-replaced", "certain", 4)
    assert where(alert) == marked(program) and "model.parameters(), lr=0.01" in alert.said("fix", "en")


def new_head() -> None:
    model = fresh()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    model[2] = nn.Linear(8, 1)
    for _ in range(20):
        model.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()  # <-


def test_a_layer_that_was_exchanged_is_told_once() -> None:
    (alert,) = alerts(new_head, "TD009", "TD011")
    assert (alert.name, alert.values["count"], alert.values["name"]) == ("TD011-replaced", 2, "model")
    assert where(alert) == marked(new_head)


def pretrained() -> None:
    """Weights of another model are taken over; the head alone learns."""
    old, model = fresh(), fresh()
    model.load_state_dict(old.state_dict())
    model[0].requires_grad_(False)
    stepped(model, torch.optim.SGD(model[2].parameters(), 0.01), 20)


def judged_by_another() -> None:
    """Gradients of a model that nobody trains, beside a training."""
    model, other = fresh(), fresh()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for step in range(20):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        if step > 4:
            other.zero_grad()
            (other(x).tanh() ** 2).sum().backward()
        optimizer.step()


def second_phase() -> None:
    """One model after the other, each with its optimizer."""
    for _ in range(2):
        model = fresh()
        stepped(model, torch.optim.SGD(model.parameters(), 0.01), 20)


def by_hand_beside() -> None:
    """An optimizer that waits, and a model that is moved by hand."""
    model, later = fresh(), torch.nn.Parameter(torch.zeros(3))
    optimizer = torch.optim.SGD([later], 0.01)
    for _ in range(20):
        model.zero_grad()
        F.mse_loss(model(x), y).backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= 0.01 * parameter.grad
        optimizer.step()


# TD011: an optimizer made anew for the same model.


def renewed(make: Any, each: int = 1) -> Program:
    def program() -> None:
        model = nn.Linear(3, 1)
        for _ in range(10):
            optimizer = make(model.parameters())  # <-
            for _ in range(each):
                optimizer.zero_grad()
                F.mse_loss(model(x), y).backward()
                optimizer.step()

    return program


MEMORIES = {
    "Adam": lambda held: torch.optim.Adam(held),
    "RMSprop": lambda held: torch.optim.RMSprop(held),
    "momentum": lambda held: torch.optim.SGD(held, 0.01, momentum=0.9),
}


@pytest.mark.parametrize("name", MEMORIES)
def test_an_optimizer_that_forgets_is_found(name: str) -> None:
    (alert,) = alerts(renewed(MEMORIES[name]))
    assert (alert.name, alert.level) == ("TD011-renewed", "likely")
    assert alert.values["count"] == 5 and "above the loop" in alert.said("fix", "en")


def test_what_has_nothing_to_forget_or_starts_again_is_silent() -> None:
    assert alerts(renewed(lambda held: torch.optim.SGD(held, 0.01))) == []
    assert alerts(renewed(MEMORIES["Adam"], each=6)) == []


# TD011: model and optimizer made anew.


def in_every_step() -> None:
    for _ in range(10):
        model = fresh()
        optimizer = torch.optim.SGD(model.parameters(), 0.01)  # <-
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()


def in_every_epoch() -> None:
    for _epoch in range(6):
        model = fresh()
        optimizer = torch.optim.Adam(model.parameters(), 0.01)  # <-
        for part in range(4):
            optimizer.zero_grad()
            F.mse_loss(model(x[part::4]), y[part::4]).backward()
            optimizer.step()


def in_every_epoch_elsewhere() -> None:
    """The steps stand in a function of their own."""
    for _epoch in range(6):
        model = fresh()
        optimizer = torch.optim.Adam(model.parameters(), 0.01)  # <-
        stepped(model, optimizer, 4)


@pytest.mark.parametrize(
    ("program", "count", "steps"),
    [(in_every_step, 5, 1), (in_every_epoch, 3, 4), (in_every_epoch_elsewhere, 3, 4)],
)
def test_models_that_come_and_go_are_found(program: Program, count: int, steps: int) -> None:
    (alert,) = alerts(program, "TD009", "TD011")
    assert (alert.name, alert.level) == ("TD011-anew", "likely") and where(alert) == marked(program)
    assert (alert.values["count"], alert.values["steps"]) == (count, steps)


def folds() -> None:
    for fold in range(8):
        model, rows = fresh(), [row for row in range(32) if row % 8 != fold]
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for _epoch in range(6):
            optimizer.zero_grad()
            F.mse_loss(model(x[rows]), y[rows]).backward()
            optimizer.step()


def rates() -> None:
    for rate in (1e-4, 1e-3, 1e-2, 3e-2, 1e-1, 2e-1, 3e-1):
        model = fresh()
        stepped(model, torch.optim.SGD(model.parameters(), rate))


def ensemble() -> None:
    models = [fresh() for _ in range(8)]
    optimizers = [torch.optim.SGD(model.parameters(), 0.01) for model in models]
    for _ in range(3):
        for model, optimizer in zip(models, optimizers, strict=True):
            stepped(model, optimizer)


def adapted() -> None:
    """Meta-learning: a copy of one model makes one step, and the model follows it."""
    model = fresh()
    for _ in range(20):
        learner = copy.deepcopy(model)
        stepped(learner, torch.optim.SGD(learner.parameters(), 0.01))
        with torch.no_grad():
            for slow, quick in zip(model.parameters(), learner.parameters(), strict=True):
                slow += 0.5 * (quick - slow)


def restarted() -> None:
    """Another optimizer in every epoch, for the same model."""
    model = fresh()
    for _epoch in range(8):
        stepped(model, torch.optim.SGD(model.parameters(), 0.01))


def adversaries() -> None:
    maker, judge = net(2, 8, 3), fresh()
    first, second = torch.optim.SGD(maker.parameters(), 0.01), torch.optim.SGD(judge.parameters(), 0.01)
    for step in range(10):
        second.zero_grad()
        (judge(maker(numbers(16, 2, seed=step)).detach()).mean() - judge(x).mean()).backward()
        second.step()
        first.zero_grad()
        (-judge(maker(numbers(16, 2, seed=step))).mean()).backward()
        first.step()


# TD011: w = w - lr * w.grad


def rebound() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        w = w - 0.1 * w.grad  # <-


def rebound_then_cleared() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        w = w - 0.1 * w.grad  # <-
        w.grad.zero_()


def rebound_without_a_tape() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w = w - 0.1 * w.grad  # <-


def rebound_in_a_list() -> None:
    both = [torch.zeros(3, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
    for _ in range(5):
        loss = ((x @ both[0] + both[1] - y) ** 2).mean()
        loss.backward()
        both = [p - 0.1 * p.grad for p in both]  # <-


REBOUND = [
    (rebound, "with torch.no_grad(): w -= 0.1 * w.grad"),
    (rebound_then_cleared, "with torch.no_grad(): w -= 0.1 * w.grad"),
    (rebound_without_a_tape, "with torch.no_grad(): w -= 0.1 * w.grad"),
    (rebound_in_a_list, "(p - 0.1 * p.grad).detach().requires_grad_()"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "fix"), REBOUND)
def test_a_result_in_place_of_a_parameter_is_found(program: Program, fix: str) -> None:
    (alert,) = alerts(program, "TD011", crashes=True)
    assert (alert.name, alert.level, alert.said("fix", "zh")) == ("TD011-rebound", "certain", fix)
    assert where(alert) == marked(program)


def stepped_by_hand() -> None:
    w = torch.zeros(3, 1, requires_grad=True)
    for _ in range(5):
        ((x @ w - y) ** 2).mean().backward()
        w = (w - 0.1 * w.grad).detach().requires_grad_()


def nothing_there() -> None:
    """Another error over None, in code that has no such line."""
    w = torch.zeros(3, 1, requires_grad=True)
    w.sub_(0.1 * w.grad)


def test_another_error_over_none_is_left_alone() -> None:
    assert alerts(nothing_there, crashes=True) == []


# TD005: the softmax runs over the rows.


def learned(loss: Callable[[Any, Any], Any], rows: int = 32, last: Any = None) -> Program:
    def run() -> None:
        model = net(3, 8, 3, last=last)
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for _ in range(4):
            optimizer.zero_grad()
            loss(model(x[:rows]), kinds[:rows]).backward()
            optimizer.step()

    return run


def by_hand(out: Any, target: Any) -> Any:
    parts = out.exp()
    return -(parts / parts.sum(0))[range(len(target)), target].log().mean()


OVER_ROWS: list[tuple[str, Program]] = [
    ("picked", learned(lambda out, t: -(out.softmax(0)[torch.arange(len(t)), t]).log().mean())),
    ("gathered", learned(lambda out, t: -out.log_softmax(0).gather(1, t[:, None]).mean())),
    ("ones", learned(lambda out, t: -(out.log_softmax(0) * F.one_hot(t, 3).float()).sum(1).mean())),
    ("nll", learned(F.nll_loss, last=nn.LogSoftmax(0))),
    ("cross entropy", learned(F.cross_entropy, last=nn.Softmax(0))),
    ("squares", learned(lambda out, t: F.mse_loss(out, F.one_hot(t, 3).float()), last=nn.Softmax(0))),
    ("by hand", learned(by_hand)),
]


@pytest.mark.parametrize(("name", "program"), OVER_ROWS, ids=[name for name, _ in OVER_ROWS])
def test_a_softmax_over_the_rows_is_found(name: str, program: Program) -> None:
    (alert,) = alerts(program, "TD005")
    assert (alert.name, alert.level) == ("TD005-axis", "certain")
    assert (alert.values["rows"], alert.values["classes"]) == (32, 3)


def pooled(out: Any, target: Any) -> Any:
    """Attention over the rows, which are positions."""
    return ((out.softmax(0) * x[: len(out)]).sum(0) - 1.0).pow(2).mean()


def by_columns(out: Any, target: Any) -> Any:
    """For each of three questions one of the rows is right."""
    return -out.log_softmax(0).gather(0, target[None, :3]).mean()


def both_ways(out: Any, target: Any) -> Any:
    """As many rows as columns, and a loss over both, as contrast has it."""
    pairs = out @ out.T
    places = torch.arange(len(out))
    return -(pairs.log_softmax(0)[places, places] + pairs.log_softmax(1)[places, places]).mean()


OVER_CLASSES = [
    learned(lambda out, t: -(out.softmax(1)[torch.arange(len(t)), t]).log().mean()),
    learned(lambda out, t: -(out.log_softmax(1) * F.one_hot(t, 3).float()).sum(1).mean()),
    learned(F.nll_loss, last=nn.LogSoftmax(1)), learned(pooled), learned(by_columns), learned(both_ways),
]  # fmt: skip


# TD014: what is carried on with its graph.


def wave(step: int) -> Any:
    return (torch.arange(21).float() + 20 * step).sin().reshape(1, 21, 1)


def cell_and_head(kind: Any) -> tuple[Any, Any, Any]:
    torch.manual_seed(0)
    cell, head = kind(1, 4, batch_first=True), nn.Linear(4, 1)
    return cell, head, torch.optim.SGD([*cell.parameters(), *head.parameters()], 0.01)


def carried(kind: Any) -> Program:
    def run() -> None:
        cell, head, optimizer = cell_and_head(kind)
        state = None
        for step in range(5):
            out, state = cell(wave(step), state)  # <-
            optimizer.zero_grad()
            head(out).pow(2).mean().backward()
            optimizer.step()

    return run


def carried_in_two() -> None:
    cell, head, optimizer = cell_and_head(nn.LSTM)
    h, c = torch.zeros(1, 1, 4), torch.zeros(1, 1, 4)
    for step in range(5):
        out, (h, c) = cell(wave(step), (h, c))  # <-
        optimizer.zero_grad()
        head(out).pow(2).mean().backward()
        optimizer.step()


def carried_and_kept() -> None:
    """retain_graph meets weights that the step has changed."""
    cell, head, optimizer = cell_and_head(nn.GRU)
    state = None
    for step in range(5):
        out, state = cell(wave(step), state)  # <-
        optimizer.zero_grad()
        head(out).pow(2).mean().backward(retain_graph=True)
        optimizer.step()


def computed_once() -> None:
    first, last = net(3, 8), net(8, 1)
    optimizer = torch.optim.SGD(last.parameters(), 0.01)
    features = first(x).tanh()
    for _ in range(5):
        loss = F.mse_loss(last(features), y)  # <-
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


CARRIED = [
    (carried(nn.RNN), "state = state.detach()"), (carried(nn.GRU), "state = state.detach()"),
    (carried(nn.LSTM), "state = tuple(each.detach() for each in state)"),
    (carried_in_two, "h, c = h.detach(), c.detach()"), (carried_and_kept, "state = state.detach()"),
    (computed_once, "features = features.detach()"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "fix"), CARRIED)
def test_a_state_that_is_carried_with_its_graph_is_found(program: Program, fix: str) -> None:
    (alert,) = alerts(program, "TD014", crashes=True)
    assert (alert.name, alert.level, alert.values["fix"]) == ("TD014-carried", "certain", fix)
    assert where(alert) == marked(program)


def added_up() -> None:
    model, total = fresh(), 0
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    for _ in range(5):
        total = total + F.mse_loss(model(x), y)  # <-
        optimizer.zero_grad()
        total.backward()
        optimizer.step()


def test_losses_that_are_added_up_are_found() -> None:
    (alert,) = alerts(added_up, "TD014", crashes=True)
    assert (alert.name, alert.values["name"], where(alert)) == ("TD014-added", "total", marked(added_up))


def longer() -> None:
    cell, head, _ = cell_and_head(nn.GRU)
    optimizer, state = torch.optim.SGD(head.parameters(), 0.01), None
    for step in range(40):
        out, state = cell(wave(step), state)  # <-
        optimizer.zero_grad()
        head(out).pow(2).mean().backward(retain_graph=True)
        optimizer.step()


def test_a_graph_that_grows_is_found() -> None:
    (alert,) = alerts(longer, "TD014")
    assert (alert.name, alert.level, alert.values["name"]) == ("TD014-longer", "certain", "state")
    assert where(alert) == marked(longer) and alert.values["old"] > alert.values["all"] / 2


def outputs(how: str) -> Program:
    def run() -> None:
        model = fresh()
        kept: Any = {"out": []} if how == "dict" else []
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
        for _ in range(40):
            optimizer.zero_grad()
            out = model(x)
            F.mse_loss(out, y).backward()
            optimizer.step()
            if how == "dict":
                kept["out"].append(out)
            elif how == "pairs":
                kept.append((y, out))
            elif how == "list":
                kept.append(out)
            elif how == "last few":
                kept = [*kept[-3:], out]
            else:
                kept.append(out.detach())

    run.__name__ = how
    return run


@pytest.mark.parametrize(("how", "name"), [("list", "kept"), ("pairs", "kept"), ("dict", "kept['out']")])
def test_outputs_that_are_kept_are_found(how: str, name: str) -> None:
    (alert,) = alerts(outputs(how), "TD014")
    assert (alert.name, alert.level, alert.values["name"]) == ("TD014-outputs", "certain", name)
    assert alert.values["count"] >= 4


def detached(kind: Any) -> Program:
    def run() -> None:
        cell, head, optimizer = cell_and_head(kind)
        state = None
        for step in range(40):
            out, state = cell(wave(step), state)
            state = tuple(each.detach() for each in state) if isinstance(state, tuple) else state.detach()
            optimizer.zero_grad()
            head(out).pow(2).mean().backward()
            optimizer.step()

    return run


def truncated() -> None:
    """The state goes on for four steps, then a backward pass, then it is cut."""
    cell, head, optimizer = cell_and_head(nn.GRU)
    state, losses = None, []
    for step in range(80):
        out, state = cell(wave(step), state)
        losses.append(head(out).pow(2).mean())
        if step % 4 == 3:
            optimizer.zero_grad()
            sum(losses).backward()  # type: ignore[union-attr]
            optimizer.step()
            state, losses = state.detach(), []


def longer_and_longer() -> None:
    """Sequences that grow, each with a graph of its own."""
    cell, head, optimizer = cell_and_head(nn.GRU)
    for step in range(40):
        state = None
        for part in range(step + 1):
            _, state = cell(wave(part)[:, :3], state)
        optimizer.zero_grad()
        head(state).pow(2).mean().backward()  # type: ignore[arg-type]
        optimizer.step()


def unrolled() -> None:
    """Steps that are differentiated themselves: the graph is meant to grow until it is used."""
    rate = torch.tensor(0.05, requires_grad=True)
    optimizer = torch.optim.SGD([rate], 0.001)
    for _ in range(2):
        w = torch.zeros(3, 1, requires_grad=True)
        for _ in range(40):
            (slope,) = torch.autograd.grad(((x @ w - y) ** 2).mean(), w, create_graph=True)
            w = w - rate * slope
        optimizer.zero_grad()
        ((x @ w - y) ** 2).mean().backward()
        optimizer.step()


WELL = [
    pretrained, judged_by_another, second_phase, by_hand_beside, folds, rates, ensemble, adapted, restarted,
    adversaries, stepped_by_hand, *OVER_CLASSES, *map(detached, (nn.RNN, nn.LSTM, nn.GRU)), truncated,
    longer_and_longer, unrolled, *map(outputs, ("last few", "detached")),
]  # fmt: skip


@pytest.mark.parametrize("program", WELL)
def test_what_looks_like_it_is_silent(program: Program) -> None:
    assert alerts(program) == []


def test_a_fix_is_python_where_layers_have_numbers() -> None:
    def program() -> None:
        model = fresh()
        for parameter in model.parameters():
            nn.init.constant_(parameter, 0.1)
        stepped(model, torch.optim.SGD(model.parameters(), 0.01), 4)

    (alert,) = alerts(program, "TD016")
    assert alert.said("fix", "en") == "torch.nn.init.xavier_uniform_(model[0].weight)"
