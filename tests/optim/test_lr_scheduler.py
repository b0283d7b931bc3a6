"""Every scheduler against PyTorch: rates, momentum, states and resuming, number for number."""

from __future__ import annotations

import copy
import math
import warnings
from typing import Any

import pytest
import torch
from optimizer_race import TWO_GROUPS, two_groups

import tidu
from tidu import optim
from tidu.optim import lr_scheduler

THEIRS = torch.optim.lr_scheduler


class Falling:
    """A callable with attributes, which are saved, as those of a function are not."""

    def __init__(self, power: float):
        self.power = power

    def __call__(self, step: float) -> float:
        return (1 + step) ** -self.power


# name: how it is made from a scheduler module and an optimizer with two groups
CASES: dict[str, Any] = {
    "LambdaLR": lambda S, o: S.LambdaLR(o, lambda step: 0.95**step),
    "LambdaLR of two": lambda S, o: S.LambdaLR(o, [lambda step: 1 / (1 + step), Falling(0.5)]),
    "MultiplicativeLR": lambda S, o: S.MultiplicativeLR(o, lambda step: 0.9 + 0.01 * step),
    "StepLR": lambda S, o: S.StepLR(o, 3, gamma=0.3),
    "MultiStepLR": lambda S, o: S.MultiStepLR(o, [2, 5, 5, 9], gamma=0.3),
    "ConstantLR": lambda S, o: S.ConstantLR(o, factor=0.3, total_iters=4),
    "LinearLR": lambda S, o: S.LinearLR(o, start_factor=0.2, end_factor=0.7, total_iters=6),
    "LinearLR of defaults": lambda S, o: S.LinearLR(o),
    "ExponentialLR": lambda S, o: S.ExponentialLR(o, 0.87),
    "PolynomialLR": lambda S, o: S.PolynomialLR(o, total_iters=7, power=1.7),
    "CosineAnnealingLR": lambda S, o: S.CosineAnnealingLR(o, T_max=5, eta_min=0.003),
    "CosineAnnealingWarmRestarts": lambda S, o: S.CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=1e-3),
    "CosineAnnealingWarmRestarts even": lambda S, o: S.CosineAnnealingWarmRestarts(o, T_0=4),
    "CyclicLR": lambda S, o: S.CyclicLR(o, 0.01, 0.3, step_size_up=3, step_size_down=4),
    "CyclicLR triangular2": lambda S, o: S.CyclicLR(o, [0.01, 0.02], [0.3, 0.4], 2, mode="triangular2"),
    "CyclicLR exp_range": lambda S, o: S.CyclicLR(o, 0.01, 0.3, 3, mode="exp_range", gamma=0.97),
    "CyclicLR of a function": lambda S, o: S.CyclicLR(
        o, 0.01, 0.3, 3, scale_fn=lambda x: 0.9**x, scale_mode="iterations", cycle_momentum=False
    ),
    "CyclicLR of an object": lambda S, o: S.CyclicLR(o, 0.01, 0.3, 3, scale_fn=Falling(0.3)),
    "OneCycleLR": lambda S, o: S.OneCycleLR(o, max_lr=0.5, total_steps=31),
    "OneCycleLR in three": lambda S, o: S.OneCycleLR(
        o, [0.5, 0.2], epochs=4, steps_per_epoch=8, three_phase=True, anneal_strategy="linear", pct_start=0.25
    ),
    "OneCycleLR without momentum": lambda S, o: S.OneCycleLR(o, 0.5, total_steps=40, cycle_momentum=False),
    "ChainedScheduler": lambda S, o: S.ChainedScheduler([S.ConstantLR(o, 0.1, 4), S.ExponentialLR(o, 0.9)]),
    "SequentialLR": lambda S, o: S.SequentialLR(
        o, [S.LinearLR(o, 0.1, total_iters=4), S.ExponentialLR(o, 0.9), S.StepLR(o, 2)], [4, 9]
    ),
    "SequentialLR at once": lambda S, o: S.SequentialLR(
        o, [S.ConstantLR(o, 0.1), S.ExponentialLR(o, 0.9)], [0]
    ),
}


def pair(name, kind="SGD"):
    ours, theirs = two_groups(tidu, optim, kind), two_groups(torch, torch.optim, kind)
    return (ours, CASES[name](lr_scheduler, ours)), (theirs, CASES[name](THEIRS, theirs))


def options(optimizer):
    return [{k: v for k, v in group.items() if k != "params"} for group in optimizer.param_groups]


def compare(ours, theirs):
    """Exactly: the formulas are PyTorch's, in its order."""
    assert options(ours[0]) == options(theirs[0])
    assert ours[1].get_last_lr() == theirs[1].get_last_lr()
    assert plain(ours[1].state_dict()) == plain(theirs[1].state_dict())


def plain(saved: Any) -> Any:
    if isinstance(saved, dict):
        return {key: plain(value) for key, value in saved.items()}
    return [plain(x) for x in saved] if isinstance(saved, list) else saved


@pytest.mark.parametrize("kind", TWO_GROUPS)
@pytest.mark.parametrize("name", CASES)
def test_thirty_steps(name, kind):
    ours, theirs = pair(name, kind)
    compare(ours, theirs)
    rates = {tuple(ours[1].get_last_lr())}
    for _ in range(30):
        for optimizer, scheduler in (ours, theirs):
            optimizer.step()
            scheduler.step()
        compare(ours, theirs)
        rates.add(tuple(ours[1].get_last_lr()))
    assert len(rates) > 1


@pytest.mark.parametrize("name", CASES)
def test_resuming_from_a_state(name):
    """A fresh optimizer and scheduler go on from saved states as the old ones do."""
    (optimizer, scheduler), _ = pair(name)
    for _ in range(7):
        optimizer.step()
        scheduler.step()
    saved = copy.deepcopy((scheduler.state_dict(), optimizer.state_dict()))
    (fresh_optimizer, fresh), _ = pair(name)
    fresh.load_state_dict(saved[0])
    fresh_optimizer.load_state_dict(saved[1])
    for _ in range(9):
        for o, s in ((optimizer, scheduler), (fresh_optimizer, fresh)):
            o.step()
            s.step()
        assert fresh.get_last_lr() == scheduler.get_last_lr()
        assert options(fresh_optimizer) == options(optimizer)


RESUMED = {
    "StepLR": {"step_size": 3, "gamma": 0.3},
    "MultiStepLR": {"milestones": [2, 5, 5, 9]},
    "ConstantLR": {"factor": 0.3, "total_iters": 5},
    "LinearLR": {"start_factor": 0.2, "total_iters": 6},
    "ExponentialLR": {"gamma": 0.9},
    "PolynomialLR": {"total_iters": 7},
    "CosineAnnealingLR": {"T_max": 5},
    "CosineAnnealingWarmRestarts": {"T_0": 3, "T_mult": 2},
    "CyclicLR": {"base_lr": 0.01, "max_lr": 0.3, "step_size_up": 3, "cycle_momentum": False},
}


@pytest.mark.parametrize("name", RESUMED)
def test_resuming_by_last_epoch(name):
    """`last_epoch` goes on with an optimizer whose groups have `initial_lr`."""

    def run(library, package, module):
        optimizer = two_groups(library, package)
        for group in optimizer.param_groups:
            group["initial_lr"] = 2 * group["lr"]
        scheduler = getattr(module, name)(optimizer, **RESUMED[name], last_epoch=3)
        seen = [scheduler.get_last_lr()]
        for _ in range(4):
            optimizer.step()
            scheduler.step()
            seen.append(scheduler.get_last_lr())
        return seen

    assert run(tidu, optim, lr_scheduler) == run(torch, torch.optim, THEIRS)


@pytest.mark.parametrize("name", [n for n in CASES if not n.startswith(("Chained", "Sequential"))])
def test_going_to_an_epoch(name):
    ours, theirs = pair(name)
    for epoch in (3, 1, 6, 11):
        for optimizer, scheduler in (ours, theirs):
            optimizer.step()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                scheduler.step(epoch)
        compare(ours, theirs)


def test_parts_of_an_epoch():
    ours, theirs = pair("CosineAnnealingWarmRestarts")
    for epoch in (0.5, 2.75, 3.0, 8.9, 9.1, 30.5):
        for _, scheduler in (ours, theirs):
            scheduler.step(epoch)
        compare(ours, theirs)
    with pytest.raises(ValueError, match="Expected non-negative epoch, but got -1"):
        ours[1].step(-1)


@pytest.mark.parametrize("name", ["StepLR", "LinearLR", "CosineAnnealingLR", "CyclicLR of a function"])
def test_learning_rate_as_a_tensor(name):
    """The tensor stays the same one: a program can hold on to it."""
    seen = []
    for library, package, module in ((tidu, optim, lr_scheduler), (torch, torch.optim, THEIRS)):
        lr = library.tensor(0.1, dtype=library.float64)
        optimizer = package.SGD([library.zeros(1)], lr=lr, momentum=0.9)
        scheduler = CASES[name](module, optimizer)
        for _ in range(5):
            optimizer.step()
            scheduler.step()
        assert optimizer.param_groups[0]["lr"] is lr
        assert scheduler.get_last_lr()[0] is not lr
        seen.append([lr.item(), *(float(x) for x in scheduler.get_last_lr())])
    assert seen[0] == pytest.approx(seen[1], rel=1e-12)


def test_ones_own_scheduler():
    def run(library, package, module):
        class Root(module._LRScheduler):
            def get_lr(self):
                return [lr / math.sqrt(1 + self.last_epoch) for lr in self.base_lrs]

        optimizer = two_groups(library, package)
        scheduler = Root(optimizer)
        for _ in range(3):
            optimizer.step()
            scheduler.step()
        return scheduler.get_last_lr()

    assert run(tidu, optim, lr_scheduler) == run(torch, torch.optim, THEIRS)


