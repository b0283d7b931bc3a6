"""A recording and the world around it: what it leaves alone, what it goes by, when it is out of date."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from replay import assert_same, check, everything, play

import tidu
from tidu import nn, optim
from tidu.nn import functional as F
from tidu.read.record import record
from tidu.read.signature import signature
from tidu.read.simplify import simplified
from tidu.read.sources import Argument, Number
from tidu.read.variable import NotRecordable

X, Y = tidu.rand(6, 3), tidu.rand(6, 2)


def training() -> tuple[Any, Any, Any]:
    net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout(0.2), nn.Linear(4, 2))
    optimizer = optim.Adam(net.parameters(), lr=0.1)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = F.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        return loss

    step(X, Y)
    return step, net, optimizer


SCHEDULERS: dict[str, Any] = {
    "step": lambda o: optim.lr_scheduler.StepLR(o, 2, 0.3),
    "exponential": lambda o: optim.lr_scheduler.ExponentialLR(o, 0.7),
    "cosine": lambda o: optim.lr_scheduler.CosineAnnealingLR(o, 4),
}


@pytest.mark.parametrize("scheduler", SCHEDULERS)
@pytest.mark.parametrize("kind", [tidu.float32, tidu.float64], ids=str)
def test_a_scheduler_outside_is_followed(scheduler: str, kind: Any) -> None:
    def make() -> Any:
        net = nn.Linear(3, 2).to(kind)
        optimizer = optim.AdamW(net.parameters(), lr=0.1)

        def step(x: Any, y: Any) -> Any:
            optimizer.zero_grad()
            loss = F.mse_loss(net(x), y)
            loss.backward()
            optimizer.step()
            return loss

        optimizer.planned = SCHEDULERS[scheduler](optimizer)
        return step, [net, optimizer], lambda k: (X.to(kind), Y.to(kind))

    recording = check(make, steps=6, between=lambda things: things[1].planned.step())
    assert sum(isinstance(source, Number) for source in recording.inputs) == 1


@pytest.mark.parametrize("fails", [False, True])
def test_nothing_is_changed(fails: bool) -> None:
    step, net, optimizer = training()
    grads = [p.grad for p in net.parameters()]
    state = {p: dict(s) for p, s in optimizer.state.items()}
    arrays = [x._value for x in (*net.parameters(), *net.buffers())]
    versions = [x._version for x in (*net.parameters(), *net.buffers())]
    nodes = [x._node for x in net.parameters()]
    numbers, stream = everything(net, optimizer, X, Y), tidu.get_rng_state().tolist()

    def failing(x: Any, y: Any) -> Any:
        loss = step(x, y)
        net[1].running_mean += 1.0
        tidu.rand(3)
        assert not fails, "on purpose"
        return loss

    if fails:
        with pytest.raises(AssertionError, match="on purpose"):
            record(failing, [X, Y])
    else:
        record(failing, [X, Y])
    assert all(p.grad is g for p, g in zip(net.parameters(), grads, strict=True))
    assert all(optimizer.state[p].keys() == s.keys() for p, s in state.items())
    assert all(optimizer.state[p][name] is s[name] for p, s in state.items() for name in s)
    held = (*net.parameters(), *net.buffers())
    assert all(x._value is array for x, array in zip(held, arrays, strict=True))
    assert [x._version for x in held] == versions
    assert [x._node for x in net.parameters()] == nodes
    assert tidu.get_rng_state().tolist() == stream
    assert_same(everything(net, optimizer, X, Y), numbers)
    loss = step(X, Y)
    assert np.isfinite(loss.item())


def test_other_threads_go_on_eagerly() -> None:
    step, net, _ = training()
    inside, done, found = threading.Event(), threading.Event(), []

    def other() -> None:
        inside.wait(10)
        found.append(net[0](X).sum().item())
        done.set()

    def slow(x: Any, y: Any) -> Any:
        inside.set()
        loss = step(x, y)
        return loss, WAIT(done)

    thread = threading.Thread(target=other)
    thread.start()
    recording = record(slow, [X, Y])
    thread.join()
    assert recording.output[1] is None
    assert np.isfinite(found[0])


def WAIT(event: Any) -> None:
    while not event.is_set():
        pass


def changed_option(step: Any, net: Any, optimizer: Any) -> None:
    optimizer.param_groups[0]["betas"] = (0.5, 0.9)


def changed_mode(step: Any, net: Any, optimizer: Any) -> None:
    net.eval()


def frozen(step: Any, net: Any, optimizer: Any) -> None:
    net[0].weight.requires_grad_(False)


def other_layer(step: Any, net: Any, optimizer: Any) -> None:
    net[2] = nn.Dropout(0.5)


def other_dropout(step: Any, net: Any, optimizer: Any) -> None:
    net[2].p = 0.5


def other_parameter(step: Any, net: Any, optimizer: Any) -> None:
    net[3].bias = nn.Parameter(tidu.zeros(2))


def other_type(step: Any, net: Any, optimizer: Any) -> None:
    net.double()


def loaded_state(step: Any, net: Any, optimizer: Any) -> None:
    optimizer.load_state_dict(optimizer.state_dict())


def new_hook(step: Any, net: Any, optimizer: Any) -> None:
    net[0].register_forward_hook(lambda *given: None)


def more_parameters(step: Any, net: Any, optimizer: Any) -> None:
    optimizer.add_param_group({"params": [tidu.zeros(1, requires_grad=True)]})


CHANGES = [
    changed_option, changed_mode, frozen, other_layer, other_dropout, other_parameter, other_type,
    loaded_state, new_hook, more_parameters,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_program_is_out_of_date_after(change: Any) -> None:
    step, net, optimizer = training()
    recording = record(step, [X, Y])
    assert recording.valid()
    change(step, net, optimizer)
    assert not recording.valid()


def test_what_a_program_may_ignore() -> None:
    step, net, optimizer = training()
    recording = record(step, [X, Y])
    optimizer.param_groups[0]["lr"] = 0.5
    assert recording.valid()
    net.load_state_dict(net.state_dict())
    assert recording.valid()
    net.train()
    optimizer.param_groups[0]["eps"] = float("1e-8")
    assert recording.valid()
    assert recording.guards.renewed == 0
    net[0].weight.data = net[0].weight.data.clone()
    assert recording.valid()
    assert recording.guards.renewed == 1
    with tidu.no_grad():
        assert not recording.valid()
    tidu.set_default_dtype(tidu.float64)
    try:
        assert not recording.valid()
    finally:
        tidu.set_default_dtype(tidu.float32)
    assert recording.valid()


def test_gradients_that_are_there_and_that_are_not() -> None:
    w = tidu.ones(3, requires_grad=True)

    def step(x: Any) -> None:
        (w * x).sum().backward()

    fresh = record(step, [X])
    assert fresh.valid()
    play(fresh, [X])
    assert not fresh.valid()
    added = record(step, [X])
    assert added.valid()
    assert added.state == [w.grad] or added.state[0] is w.grad
    before = w.grad.tolist()
    play(added, [X])
    np.testing.assert_allclose(w.grad.tolist(), np.multiply(before, 2), rtol=1e-6)
    w.grad = None
    assert fresh.valid()
    assert not added.valid()


def test_arguments_in_trees_written_and_with_gradients() -> None:
    def step(batch: Any, *, scale: float) -> Any:
        x, (y,) = batch["x"], batch["rest"]
        y.mul_(scale)
        (x.square() * y).sum().backward()
        return x, {"grad": x.grad * 1, "y": y.sum()}

    def batch() -> Any:
        return {"x": tidu.rand(3, requires_grad=True), "rest": (tidu.rand(3),)}

    recording = record(step, [batch()], {"scale": 3.0})
    assert recording.inputs == [Argument(0)]
    assert recording.state == [Argument(1)]
    assert recording.gradients[0][0] == Argument(0)
    given, twin = batch(), batch()
    twin["rest"][0].copy_(given["rest"][0])
    twin["x"].data.copy_(given["x"].data)
    got, wanted = play(recording, [given], {"scale": 3.0}), step(twin, scale=3.0)
    assert got[0] is given["x"]
    assert_same(everything(got, given["rest"]), everything(wanted, twin["rest"]))
    with pytest.raises(NotRecordable, match=r"x\.grad = None"):
        record(step, [given], {"scale": 3.0})


def test_results_that_are_things_from_outside() -> None:
    w = tidu.ones(2)
    recording = record(lambda x: (x, w, 3, None, "text"), [X])
    assert recording.output[0] == Argument(0)
    assert recording.output[1] is w
    assert recording.output[2:] == (3, None, "text")
    assert not recording.program.outputs


def test_keys_of_calls() -> None:
    tensors, key = signature([X, {"y": [Y, 2.0]}], {"flag": True})
    assert tensors == [X, Y] or (tensors[0] is X and tensors[1] is Y)
    same = signature([X + 1, {"y": [Y * 2, 2.0]}], {"flag": True})[1]
    assert hash(key) == hash(same)
    assert key == same
    others = [
        ([X[:2], {"y": [Y, 2.0]}], {"flag": True}), ([X.double(), {"y": [Y, 2.0]}], {"flag": True}),
        ([X, {"y": [Y, 3.0]}], {"flag": True}), ([X, {"z": [Y, 2.0]}], {"flag": True}),
        ([X, {"y": (Y, 2.0)}], {"flag": True}), ([X, {"y": [Y, 2.0]}], {"flag": False}),
        ([X, {"y": [Y, 2]}], {"flag": True}),
        ([X.clone().requires_grad_(), {"y": [Y, 2.0]}], {"flag": True}),
    ]  # fmt: skip
    for arguments, keywords in others:
        assert signature(arguments, keywords)[1] != key


def test_unused_inputs_go_but_arguments_stay() -> None:
    w, unused = tidu.ones(3), tidu.ones(3)

    def step(x: Any, y: Any) -> Any:
        _ = unused * 2
        return x * w

    recording = record(step, [X, Y])
    assert len(recording.inputs) == 4
    small = simplified(recording)
    assert small.inputs[:2] == [Argument(0), Argument(1)]
    assert small.inputs[2] is w
    assert len(small.inputs) == len(small.program.inputs) == 3
    assert_same(everything(play(small, [X, Y])), everything(X * w))
