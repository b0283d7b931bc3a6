"""What cannot be recorded: each is refused with the line and the reason, and nothing is changed."""

from __future__ import annotations

import builtins
import datetime
import inspect
import logging
import random
import sys
import time
from collections import deque
from typing import Any

import numpy as np
import pytest
from replay import assert_same, everything

import tidu
from tidu import nn, optim
from tidu.nn import functional as F
from tidu.read.record import record
from tidu.read.variable import NotRecordable
from tidu.tensor.generator import default_generator
from tidu.text import say
from tidu.text.record import SENTENCES

W = tidu.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True)
BIAS = tidu.tensor([0.5, 0.25])
COUNT = 0
KEPT: list[Any] = []
QUEUE: deque[Any] = deque()
TABLE: dict[str, Any] = {}
BATCHES = iter(range(100))
COUNTS = np.zeros(3)
PLACES = np.array([1, 0])
OUTSIDE = (W * 2).sum(1)
NET = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Dropout(0.5))
AVERAGING = nn.BatchNorm1d(2, momentum=None)
SHORTENED = nn.Embedding(3, 2, max_norm=0.1)
SCALED = nn.Embedding(3, 2, scale_grad_by_freq=True)
LOG = logging.getLogger("step")


def loss_of(x: Any) -> Any:
    return (x @ W).square().mean()


def branch(x: Any) -> Any:
    loss = loss_of(x)
    if loss < 1:  # here
        loss = loss * 2
    return loss.detach()


def branch_inside_a_helper(x: Any) -> Any:
    return branch(x)


def caught(x: Any) -> Any:
    try:
        return x * x.sum().item()  # here
    except RuntimeError:
        return x


def loops(x: Any) -> Any:
    while x.sum() < 100:  # here
        x = x * 2
    return x


def of_outside(x: Any) -> Any:
    return x * 2 if BIAS.sum() > 0 else x  # here


def prints(x: Any) -> Any:
    print("step")  # here
    return x * 2


def logs(x: Any) -> Any:
    LOG.warning("step")  # here
    return x * 2


def writes(x: Any) -> Any:
    sys.stdout.write("step")  # here
    return x * 2


def opens(x: Any) -> Any:
    with open("/dev/null") as file:  # here
        return x * len(file.name)


def asks_the_time(x: Any) -> Any:
    time.time()  # here
    return x * 2


def dices(x: Any) -> Any:
    return x * random.random()  # here


def numpy_dices(x: Any) -> Any:
    return x * float(np.random.rand())


def asks_the_date(x: Any) -> Any:
    return x * datetime.datetime.now().year  # here


def takes_the_next(x: Any) -> Any:  # here
    return x * next(BATCHES)


def writes_an_array(x: Any) -> Any:
    COUNTS[0] += 1
    return x * 2


def asks_outside_for_a_gradient(x: Any) -> Any:
    BIAS.requires_grad_()
    return x * 2


def leaves_a_graph_outside(x: Any) -> Any:
    BIAS.copy_((x @ W).sum(0))


def hooks_inside(x: Any) -> Any:
    (x @ W).register_hook(lambda g: g * 2)  # here


def hooks_a_module(x: Any) -> Any:
    NET.register_forward_hook(lambda *given: None)  # here


def mask(x: Any) -> Any:
    return x[x > 0].sum()  # here


def mask_written(x: Any) -> Any:
    y = x.clone()
    y[y < 0] = 0.0  # here
    return y


def tensor_hook(x: Any) -> Any:
    loss = loss_of(x)
    loss.register_hook(lambda g: g * 2)  # here
    loss.backward()
    return loss


def appends(x: Any) -> Any:
    loss = loss_of(x).detach()
    KEPT.append(loss)
    return loss


def appends_number(x: Any) -> Any:
    KEPT.append(1)
    return x * 2


def adds_key(x: Any) -> Any:
    TABLE["loss"] = x * 2
    return x * 3


def kept_in_a_deque(x: Any) -> Any:
    QUEUE.append(x * 2)
    return x * 3


def counts(x: Any) -> Any:
    global COUNT
    COUNT += 1
    return x * 2


def keeps_attribute(x: Any) -> Any:
    NET.last = x * 2
    return x * 3


def counts_attribute(x: Any) -> Any:
    NET.steps = 1
    return x * 3


def replaces_buffer(x: Any) -> Any:
    NET[1].running_mean = NET[1].running_mean * 0.9
    return x * 3


def changes_mode(x: Any) -> Any:
    NET.eval()
    return NET(x).detach()


def turns_grad_off(x: Any) -> Any:
    tidu.set_grad_enabled(False)
    return x * 2


def seeds(x: Any) -> Any:
    tidu.manual_seed(3)
    return x + tidu.rand(2)


def draws_outside(x: Any) -> Any:
    return x + tidu.rand(2).sort().values + int(default_generator.stream.random_u64() % 2)


def graph_from_outside(x: Any) -> Any:
    (OUTSIDE * x).sum().backward()  # here


def result_with_graph(x: Any) -> Any:
    return loss_of(x)


def result_is_state(x: Any) -> Any:
    BIAS.add_(x.sum(0))
    return BIAS.detach()[:1]


def data_of_another_shape(x: Any) -> Any:
    W.data = x[:1] * 1  # here


def view_of_unknown_layout(x: Any) -> Any:
    return (x.t() * 2).exp().view(-1)  # here


def written_through_unknown_layout(x: Any) -> Any:
    y = x.t() * 2
    y.reshape(-1).mul_(0.0)  # here
    return y


def records(x: Any) -> Any:
    return record(prints, [x])  # here


def batch_norm_average(x: Any) -> Any:
    return AVERAGING(x).detach()  # here


def embedding_shortened(x: Any) -> Any:
    return SHORTENED(x.long()).detach()  # here


def embedding_scaled(x: Any) -> Any:
    SCALED(x.long()).sum().backward()  # here


LOOKS = [
    "x.sum().item()", "float(x.sum())", "int(x.sum())", "bool(x.sum())", "x.tolist()", "x.numpy()",
    "x.detach().numpy()", "np.asarray(x)", "np.mean(x.numpy())", "str(x)", "f'{x.sum()}'",
    "f'{x.sum():.2f}'", "repr(x)", "x.sum() in [1.0]", "2 in x", "tidu.equal(x, x)", "tidu.allclose(x, x)",
    "range(x.long()[0, 0])", "[1, 2][x.long()[0, 0]]", "max(x.sum(), 1.0)", "x.sum() and 1", "not x.sum()",
    "tidu.tensor(x)", "tidu.tensor([x.sum(), 1.0])", "tidu.full((2,), x.sum())", "x[x.sum().long()]",
    "math.sqrt(x.sum())", "round(x.sum().item(), 2)", "copy.deepcopy(x)", "x.data_ptr()",
    "sorted([x[0, 0], x[0, 1]])", "x.reshape(x.long()[0, 0], -1)", "tidu.one_hot(x.long()) ",
    "x.isclose(x)", "next(iter(x.sum(0))).item()", "x.nonzero()", "x.masked_select(x > 0)",
    "BIAS[0].item()", "float(BIAS[0])", "BIAS.tolist()", "BIAS.numpy()", "np.asarray(BIAS)", "str(BIAS)",
    "BIAS.sum().item()", "bool((BIAS > 0).all())", "BIAS[BIAS > 0]", "x[BIAS > 0]", "x[:, BIAS > 0]",
    "W.detach().sum().item()", "x[tidu.tensor([True, False])] * x[0, 0].item()",
    "tidu.nn.utils.clip_grad_norm_([V], 1.0, error_if_nonfinite=True)",
]  # fmt: skip
LOOKS = [text.replace("tidu.one_hot", "F.one_hot") for text in LOOKS]
ARRAYS = [
    "tidu.from_numpy(PLACES)", "tidu.tensor(PLACES)", "tidu.as_tensor(PLACES)", "x * PLACES", "x[PLACES]",
]  # fmt: skip

REFUSED: list[tuple[Any, str]] = [
    (branch, "value"), (branch_inside_a_helper, "value"), (caught, "value"), (loops, "value"),
    (of_outside, "value"), (prints, "effect"), (logs, "effect"), (writes, "effect"), (opens, "effect"),
    (asks_the_time, "effect"), (asks_the_date, "effect"), (takes_the_next, "iterator"),
    (writes_an_array, "list"), (asks_outside_for_a_gradient, "standing"),
    (leaves_a_graph_outside, "standing"), (hooks_inside, "hook"), (hooks_a_module, "hook"),
    (dices, "effect"), (numpy_dices, "stream"),
    (mask, "mask"), (mask_written, "mask"), (tensor_hook, "hook"), (appends, "list"),
    (appends_number, "list"), (adds_key, "list"), (kept_in_a_deque, "survivor"),
    (counts, "attribute"), (keeps_attribute, "attribute"),
    (counts_attribute, "attribute"), (replaces_buffer, "attribute"), (changes_mode, "attribute"),
    (turns_grad_off, "attribute"), (seeds, "stream"), (draws_outside, "stream"),
    (graph_from_outside, "tape"), (result_with_graph, "result_tape"), (result_is_state, "result_alias"),
    (data_of_another_shape, "data"), (view_of_unknown_layout, "layout"),
    (written_through_unknown_layout, "alias"), (records, "nested"), (batch_norm_average, "value"),
    (embedding_shortened, "value"), (embedding_scaled, "value"),
]  # fmt: skip


def world() -> list[Any]:
    """Everything outside that a step here could change."""
    modules = [NET, AVERAGING, SHORTENED, SCALED]
    flags = [m.training for net in modules for m in net.modules()]
    names = [len(vars(net)) for net in modules]
    numbers = everything(W, BIAS, *modules, default_generator.stream.get_state())
    versions = [W._version, BIAS._version, len(KEPT), len(TABLE), COUNT, COUNTS.sum(), tidu.is_grad_enabled()]
    return [*numbers, *map(np.asarray, [*flags, *names, *versions])]


def reason_of(key: str, **values: Any) -> str:
    """The first words of a reason, up to what it fills in."""
    return SENTENCES[f"record.{key}"][0].partition("{")[0]


def refused(step: Any, arguments: Any) -> str:
    """The message of the refusal; nothing outside is another than before."""
    before = world()
    with pytest.raises(NotRecordable) as caught:
        record(step, arguments)
    assert_same(world(), before)
    return str(caught.value)


@pytest.mark.parametrize(("step", "reason"), REFUSED, ids=lambda x: getattr(x, "__name__", x))
def test_refusals(step: Any, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    message = refused(step, [tidu.ones(2, 2)])
    assert reason_of(reason) in message
    lines, first = inspect.getsourcelines(branch if step is branch_inside_a_helper else step)
    marked = [k for k, line in enumerate(lines) if line.rstrip().endswith("# here")]
    line = marked[0] if marked else 0
    assert f"test_record_refusals.py:{first + line}: `{lines[line].strip()}`" in message
    monkeypatch.setenv("TIDU_LANG", "zh")
    told = refused(step, [tidu.ones(2, 2)])
    assert SENTENCES[f"record.{reason}"][1].partition("{")[0] in told
    assert f"test_record_refusals.py:{first + line}" in told


@pytest.mark.parametrize("text", LOOKS)
def test_looks_at_numbers(text: str) -> None:
    space = {**globals(), "math": __import__("math"), "copy": __import__("copy")}
    space["V"] = tidu.ones(2, requires_grad=True)
    space["V"].grad = tidu.ones(2)
    builtins.exec(compile(f"def step(x):\n    y = {text}\n    return x * 2\n", "step.py", "exec"), space)
    message = refused(space["step"], [tidu.ones(2, 2)])
    assert "step.py:2" in message
    assert reason_of("mask") in message or reason_of("value") in message or reason_of("effect") in message


@pytest.mark.parametrize("text", ARRAYS)
def test_arrays_of_outside(text: str) -> None:
    space = dict(globals())
    builtins.exec(compile(f"def step(x):\n    return {text} * 1\n", "step.py", "exec"), space)
    assert reason_of("array") in refused(space["step"], [tidu.ones(2, 2)])


def training(optimizer_of: Any = None) -> tuple[Any, Any, Any]:
    net = nn.Linear(2, 1)
    optimizer = (optimizer_of or (lambda p: optim.Adam(p, lr=0.1)))(net.parameters())

    def step(x: Any) -> Any:
        optimizer.zero_grad()
        loss = net(x).square().mean()
        loss.backward()
        optimizer.step()
        return loss

    return step, net, optimizer


ONES = [tidu.ones(2, 2)]


@pytest.mark.parametrize("make", [optim.Adam, lambda p: optim.SGD(p, 0.1, momentum=0.9), optim.Rprop])
def test_the_first_step_of_an_optimizer(make: Any) -> None:
    step, net, optimizer = training(make)
    before = everything(net)
    assert reason_of("first_step") in refused(step, ONES)
    assert not optimizer.state and net.weight.grad is None
    assert_same(everything(net), before)
    step(*ONES)
    assert record(step, ONES).state


def test_a_scheduler_inside() -> None:
    step, _, optimizer = training()
    scheduler = optim.lr_scheduler.StepLR(optimizer, 1, 0.5)
    step(*ONES)

    def both(x: Any) -> Any:
        loss = step(x)
        scheduler.step()
        return loss

    assert reason_of("schedule") in refused(both, ONES)
    assert optimizer.param_groups[0]["lr"] == 0.1


HOOKS: dict[str, Any] = {
    "forward": lambda net, optimizer: net.register_forward_hook(lambda *given: None),
    "before": lambda net, optimizer: net.register_forward_pre_hook(lambda *given: None),
    "backward": lambda net, optimizer: net.register_full_backward_hook(lambda *given: None),
    "parameter": lambda net, optimizer: net.weight.register_hook(lambda g: None),
    "accumulated": lambda net, optimizer: net.weight.register_post_accumulate_grad_hook(lambda p: None),
    "step": lambda net, optimizer: optimizer.register_step_post_hook(lambda *given: None),
}


@pytest.mark.parametrize("hook", HOOKS)
def test_hooks(hook: str) -> None:
    step, net, optimizer = training()
    step(*ONES)
    handle = HOOKS[hook](net, optimizer)
    before = everything(net, optimizer)
    assert reason_of("hook") in refused(step, ONES)
    assert_same(everything(net, optimizer), before)
    handle.remove()
    record(step, ONES)


def test_a_gradient_hook_from_outside_on_a_result_is_no_part_of_it() -> None:
    kept = W * 2
    kept.retain_grad()
    assert reason_of("tape") in refused(lambda: kept.sum().backward(), [])


def test_memory_that_two_inputs_share() -> None:
    array = np.zeros((4, 2), "float32")
    one, two = tidu.from_numpy(array), tidu.from_numpy(array[1:3])

    def step(x: Any) -> Any:
        one.mul_(2.0)
        return two + x

    assert reason_of("overlap") in refused(step, ONES)
    record(lambda x: one[1:3] + two + x, ONES)  # reading both is fine


def test_an_argument_that_is_also_outside() -> None:
    w = tidu.ones(2, 2, requires_grad=True)
    assert reason_of("overlap") in refused(lambda x: (x * w).sum().backward(), [w])
    x = tidu.ones(2, 2)
    assert reason_of("overlap") in refused(lambda given: given.add_(1) * x, [x])


def test_a_gradient_set_to_a_tensor_from_outside() -> None:
    w, other = tidu.ones(2, requires_grad=True), tidu.ones(2)

    def step() -> None:
        w.grad = other

    assert reason_of("gradient") in refused(step, [])
    assert w.grad is None


class Trainer:
    def __init__(self) -> None:
        self.steps, self.scale, self.losses, self.options = 0, 2.0, [], {"power": 2, "epoch": 0}

    def counting(self, x: Any) -> Any:
        self.steps += 1
        return x * self.scale

    def listing(self, x: Any) -> Any:
        self.losses.append(x.sum())
        return x * 1

    def plain(self, x: Any) -> Any:
        return x * self.scale ** self.options["power"]


def test_objects_of_own_classes() -> None:
    trainer = Trainer()
    assert "steps" in refused(trainer.counting, ONES)
    assert reason_of("list") in refused(trainer.listing, ONES)
    assert (trainer.steps, trainer.losses) == (0, [])
    recording = record(trainer.plain, ONES)
    trainer.steps, trainer.options["epoch"] = 5, 1
    assert recording.valid()
    trainer.options["power"] = 3
    assert not recording.valid()


def test_names_around_a_function() -> None:
    count, losses, rate = 0, [], 0.5

    def counting(x: Any) -> Any:
        nonlocal count
        count += 1
        return x * 2

    def listing(x: Any) -> Any:
        losses.append(x * 2)
        return x * 2

    def local(x: Any) -> Any:
        kept: list[Any] = []
        for k in range(3):
            kept.append(x * k)
        return tidu.stack(kept) * rate

    assert reason_of("attribute")[:11] in refused(counting, ONES)
    assert reason_of("list") in refused(listing, ONES)
    assert (count, losses) == (0, [])
    recording = record(local, ONES)
    assert recording.valid()
    rate = 0.25
    assert not recording.valid()


def test_what_is_put_back_when_it_is_refused_later() -> None:
    losses: list[Any] = []
    net = nn.BatchNorm1d(2)

    def step(x: Any) -> Any:
        losses.append(1)
        net.eval()
        net(x).sum().backward()
        tidu.rand(3)
        BIAS.mul_(2)
        return BIAS.sum().item()

    assert reason_of("value") in refused(step, ONES)
    assert not losses and net.training and net.weight.grad is None


ERRORS: dict[str, Any] = {
    "matmul": lambda x: x @ tidu.ones(3, 2),
    "broadcast": lambda x: x + tidu.ones(3),
    "linear": lambda x: nn.Linear(3, 2)(x),
    "concatenated": lambda x: tidu.cat([x, tidu.ones(3, 3)]),
    "reshape": lambda x: x.reshape(3),
    "index": lambda x: x[:, 2],
    "axis": lambda x: x.sum(5),
    "loss": lambda x: F.cross_entropy(x, tidu.tensor([0, 1, 1])),
    "backward of many": lambda x: (x * W).backward(),
    "backward of a constant": lambda x: x.sum().backward(),
    "leaf in place": lambda x: W.add_(1.0),
    "own": lambda x: {}["missing"],
    "type": lambda x: x @ x.long(),
    "twice": lambda x: [loss.backward() for loss in [(x * W).sum().square()] * 2],
    "changed": lambda x: [(y := x * W, z := y.square(), y.mul_(2), z.sum().backward())],
    "detached view": lambda x: x[0].detach_(),
    "no batch": lambda x: NET(x[:1]),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_of_the_code_itself_come_as_in_eager(name: str) -> None:
    with pytest.raises(Exception) as eager:
        ERRORS[name](tidu.ones(2, 2))
    before = world()
    with pytest.raises(type(eager.value)) as recorded:
        record(ERRORS[name], [tidu.ones(2, 2)])
    assert not isinstance(recorded.value, NotRecordable)
    assert str(recorded.value) == str(eager.value)
    assert_same(world(), before)


def test_a_tensor_of_a_recording_that_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = deque()
    with pytest.raises(NotRecordable):
        record(lambda x: kept.append(x * 2), ONES)
    for lang, text in zip(("en", "zh"), SENTENCES["record.ended"], strict=True):
        monkeypatch.setenv("TIDU_LANG", lang)
        with pytest.raises(NotRecordable, match=r"over|结束") as caught:
            kept[0].tolist()
        assert str(caught.value) == text == say("record.ended", lang)
