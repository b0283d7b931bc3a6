"""What schedulers warn of and refuse, in PyTorch's words."""

from __future__ import annotations

import copy
import warnings

import pytest
import torch
from optimizer_race import two_groups

import tidu
from tidu import optim
from tidu.optim import lr_scheduler
from tidu.text.schedule import SENTENCES

THEIRS = torch.optim.lr_scheduler


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("TIDU_LANG", "en")


def advice(scheduler_module, library, package, act):
    """The warnings of `act`, without PyTorch's request to open an issue."""
    optimizer = package.SGD([library.zeros(1)], lr=0.1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        act(scheduler_module, optimizer)
    return [(w.category, str(w.message).partition(" Please open an issue")[0], w.filename) for w in caught]


def in_wrong_order(S, optimizer):
    scheduler = S.StepLR(optimizer, 3)
    scheduler.step()
    scheduler.step()


def in_right_order(S, optimizer):
    scheduler = S.StepLR(optimizer, 3)
    for _ in range(3):
        optimizer.step()
        scheduler.step()


def with_a_replaced_step(S, optimizer):
    scheduler = S.StepLR(optimizer, 3)
    optimizer.step = lambda: None
    scheduler.step()


def with_a_step_replaced_before(S, optimizer):
    step = optimizer.step
    optimizer.step = type(step)(lambda self: None, optimizer)
    scheduler = S.StepLR(optimizer, 3)
    optimizer.step()
    scheduler.step()


def with_an_epoch(S, optimizer):
    scheduler = S.StepLR(optimizer, 3)
    optimizer.step()
    scheduler.step(4)


def asking_for_the_rate(S, optimizer):
    S.StepLR(optimizer, 3).get_lr()


def with_two_schedulers(S, optimizer):
    first, second = S.StepLR(optimizer, 3), S.ExponentialLR(optimizer, 0.9)
    optimizer.step()
    first.step()
    second.step()


@pytest.mark.parametrize(
    "act",
    [
        in_wrong_order,
        in_right_order,
        with_a_replaced_step,
        with_a_step_replaced_before,
        with_an_epoch,
        asking_for_the_rate,
        with_two_schedulers,
    ],
)
def test_warnings_are_those_of_pytorch(act):
    ours = advice(lr_scheduler, tidu, optim, act)
    theirs = advice(THEIRS, torch, torch.optim, act)
    if act is asking_for_the_rate:  # PyTorch names its own file here
        theirs = [(category, text, __file__) for category, text, _ in theirs]
    assert ours == theirs


def test_the_optimizers_own_step_still_runs():
    w = tidu.tensor([1.0], requires_grad=True)
    optimizer = optim.SGD([w], lr=0.5)
    lr_scheduler.StepLR(optimizer, 3)
    w.grad = tidu.ones(1)
    assert optimizer.step(lambda: 7.0) == 7.0
    assert w.tolist() == [0.5]
    assert copy.deepcopy(optimizer).step(lambda: 8.0) == 8.0


REFUSALS = {
    "no optimizer": lambda S, o, m: S.StepLR(0.1, 3),
    "no initial_lr": lambda S, o, m: S.StepLR(o, 3, last_epoch=2),
    "lambdas": lambda S, o, m: S.LambdaLR(o, [abs]),
    "no function": lambda S, o, m: S.MultiplicativeLR(o, 0.5),
    "constant": lambda S, o, m: S.ConstantLR(o, factor=1.5),
    "constant below": lambda S, o, m: S.ConstantLR(o, factor=-0.5),
    "start": lambda S, o, m: S.LinearLR(o, start_factor=0.0),
    "end": lambda S, o, m: S.LinearLR(o, end_factor=1.5),
    "T_0": lambda S, o, m: S.CosineAnnealingWarmRestarts(o, T_0=0),
    "T_0 real": lambda S, o, m: S.CosineAnnealingWarmRestarts(o, T_0=2.5),
    "T_mult": lambda S, o, m: S.CosineAnnealingWarmRestarts(o, T_0=2, T_mult=0),
    "eta_min": lambda S, o, m: S.CosineAnnealingWarmRestarts(o, T_0=2, eta_min="0"),
    "plateau optimizer": lambda S, o, m: S.ReduceLROnPlateau([]),
    "plateau factor": lambda S, o, m: S.ReduceLROnPlateau(o, factor=1.0),
    "plateau minimums": lambda S, o, m: S.ReduceLROnPlateau(o, min_lr=[0.1]),
    "plateau mode": lambda S, o, m: S.ReduceLROnPlateau(o, mode="low"),
    "plateau threshold": lambda S, o, m: S.ReduceLROnPlateau(o, threshold_mode="sum"),
    "cyclic optimizer": lambda S, o, m: S.CyclicLR(None, 0.1, 0.2),
    "cyclic mode": lambda S, o, m: S.CyclicLR(o, 0.1, 0.2, mode="square"),
    "cyclic length": lambda S, o, m: S.CyclicLR(o, [0.1], 0.2),
    "cyclic momentum": lambda S, o, m: S.CyclicLR(m, 0.1, 0.2),
    "one cycle momentum": lambda S, o, m: S.OneCycleLR(m, 0.1, 10),
    "one cycle total": lambda S, o, m: S.OneCycleLR(o, 0.1),
    "one cycle total 0": lambda S, o, m: S.OneCycleLR(o, 0.1, total_steps=0),
    "one cycle epochs": lambda S, o, m: S.OneCycleLR(o, 0.1, epochs=0, steps_per_epoch=3),
    "one cycle steps": lambda S, o, m: S.OneCycleLR(o, 0.1, epochs=3, steps_per_epoch=1.5),
    "one cycle part": lambda S, o, m: S.OneCycleLR(o, 0.1, 10, pct_start=2.0),
    "one cycle anneal": lambda S, o, m: S.OneCycleLR(o, 0.1, 10, anneal_strategy="log"),
    "chain of none": lambda S, o, m: S.ChainedScheduler([]),
    "chain of no scheduler": lambda S, o, m: S.ChainedScheduler([S.StepLR(o, 1), 3]),
    "chain with plateau": lambda S, o, m: S.ChainedScheduler([S.StepLR(o, 1), S.ReduceLROnPlateau(o)]),
    "chain of two optimizers": lambda S, o, m: S.ChainedScheduler([S.StepLR(o, 1), S.StepLR(m, 1)]),
    "sequence of none": lambda S, o, m: S.SequentialLR(o, [], []),
    "sequence of no scheduler": lambda S, o, m: S.SequentialLR(o, [3], []),
    "sequence with plateau": lambda S, o, m: S.SequentialLR(o, [S.ReduceLROnPlateau(o)], []),
    "sequence of another": lambda S, o, m: S.SequentialLR(o, [S.StepLR(m, 1)], []),
    "milestones": lambda S, o, m: S.SequentialLR(o, [S.StepLR(o, 1)], [3]),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_are_those_of_pytorch(name):
    def provoke(library, package, module):
        without_momentum = package.Adagrad([library.zeros(1)], lr=0.1)
        with pytest.raises(Exception) as caught:
            REFUSALS[name](module, two_groups(library, package), without_momentum)
        return caught.value

    ours, theirs = provoke(tidu, optim, lr_scheduler), provoke(torch, torch.optim, THEIRS)
    assert type(ours) is type(theirs)
    assert str(ours).startswith(str(theirs).rstrip("."))
    assert "Fix: " in str(ours) or name == "no initial_lr"


def test_one_cycle_past_its_end():
    optimizer = optim.SGD([tidu.zeros(1)], lr=0.1, momentum=0.9)
    scheduler = lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps=2)
    for _ in range(2):
        optimizer.step()
        scheduler.step()
    with pytest.raises(ValueError, match="Tried to step 3 times"):
        scheduler.step()


def test_a_chain_takes_the_optimizer_that_it_is_given():
    optimizer, other = optim.SGD([tidu.zeros(1)]), optim.SGD([tidu.zeros(1)])
    parts = [lr_scheduler.StepLR(optimizer, 1)]
    assert lr_scheduler.ChainedScheduler(parts, optimizer).optimizer is optimizer
    with pytest.raises(ValueError, match="expects all schedulers to belong to the same optimizer"):
        lr_scheduler.ChainedScheduler(parts, other)


def test_a_base_scheduler_has_no_rates():
    with pytest.raises(NotImplementedError, match="LRScheduler has no `get_lr`"):
        lr_scheduler.LRScheduler(optim.SGD([tidu.zeros(1)]))


def test_every_sentence_is_said_in_both_languages():
    for key, (english_text, chinese) in SENTENCES.items():
        assert english_text and chinese and english_text != chinese, key
