"""The scheduler that waits for a metric, against PyTorch."""

from __future__ import annotations

import math

import pytest
import torch
from optimizer_race import two_groups

import tidu
from tidu import optim
from tidu.optim import lr_scheduler

THEIRS = torch.optim.lr_scheduler


PLATEAUS = {
    "min rel": {"patience": 2, "factor": 0.3},
    "max rel": {"mode": "max", "patience": 1, "threshold": 0.05},
    "min abs": {"threshold_mode": "abs", "threshold": 0.3, "patience": 0, "cooldown": 3},
    "max abs": {"mode": "max", "threshold_mode": "abs", "threshold": 0.2, "patience": 1},
    "least": {"patience": 0, "min_lr": [0.02, 0.001], "eps": 1e-3},
}


@pytest.mark.parametrize("name", PLATEAUS)
def test_plateau(name):
    def run(library, package, module):
        optimizer = two_groups(library, package)
        scheduler = module.ReduceLROnPlateau(optimizer, **PLATEAUS[name])
        seen = []
        for step in range(25):
            metric = library.tensor(3 * math.exp(-step / 6) + 0.4 * math.sin(5 * step))
            scheduler.step(metric if step % 2 else metric.item())
            seen.append((scheduler.get_last_lr(), scheduler.state_dict()))
        other = module.ReduceLROnPlateau(two_groups(library, package))
        other.load_state_dict(scheduler.state_dict())
        return seen, other.state_dict() == scheduler.state_dict()

    ours = run(tidu, optim, lr_scheduler)
    assert ours == run(torch, torch.optim, THEIRS)
    assert ours[1] and ours[0][-1][0] != [0.1, 0.05]


def test_plateau_after_a_group_was_added():
    optimizer = optim.SGD([tidu.zeros(1)], lr=0.1)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, patience=0)
    several = lr_scheduler.ReduceLROnPlateau(optimizer, patience=0, min_lr=[0.0])
    optimizer.add_param_group({"params": [tidu.zeros(1)], "lr": 0.2})
    for _ in range(2):
        scheduler.step(1.0)
    assert scheduler.get_last_lr() == pytest.approx([0.01, 0.02])
    several.step(1.0)
    with pytest.raises(RuntimeError, match=r"number of param groups in the `optimizer` \(2\) differs"):
        several.step(1.0)


