"""Right programs that look odd by their numbers: targets of the model's own, rows made up, late progress."""

from __future__ import annotations

import numpy as np
import pytest
from statistics_patients import names

import tidu as torch
import tidu.nn.functional as F
from tidu import nn


def bootstrapped() -> None:
    """Targets are what the model itself says of the next state: they drift, in whatever order rows come."""
    torch.manual_seed(0)
    states, rewards = torch.randn(300, 4), torch.ones(300, 1)
    later = states + 0.1 * torch.randn(300, 4)
    value = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(value.parameters(), 0.01)
    for _ in range(100):
        rows = torch.randperm(300)[:64]
        with torch.no_grad():
            target = rewards[rows] + 0.9 * value(later[rows])
        optimizer.zero_grad()
        F.mse_loss(value(states[rows]), target).backward()
        optimizer.step()


def mixed() -> None:
    """Rows are mixed in pairs, and the accuracy on the rows themselves is looked at."""
    torch.manual_seed(0)
    x = torch.randn(200, 3)
    y = (x[:, 0] > 0).long()
    model = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 2))
    optimizer = torch.optim.Adam(model.parameters(), 0.01)
    random = np.random.default_rng(0)
    for _ in range(30):
        for rows in torch.randperm(200).split(40):
            share, other = (1.0 if random.random() < 0.03 else 0.7), rows[torch.randperm(40)]
            out = model(share * x[rows] + (1 - share) * x[other])
            loss = share * F.cross_entropy(out, y[rows]) + (1 - share) * F.cross_entropy(out, y[other])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            (model(x).argmax(1) == y).float().mean()


def late() -> None:
    """Nothing is learned up to the 64th step, the last that is looked at; then it is."""
    torch.manual_seed(0)
    x = torch.randn(64, 3)
    y = x.sum(1, keepdim=True) + 0.5 * torch.randn(64, 1)
    model = nn.Linear(3, 1)
    nn.init.constant_(model.bias, 3.0)
    optimizer = torch.optim.SGD(model.parameters(), 1e-3)
    for step in range(110):
        if step == 64:
            optimizer.param_groups[0]["lr"] = 0.3
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()


@pytest.mark.parametrize(
    ("program", "silent"),
    [(bootstrapped, "TD015"), (mixed, "TD006-repeated"), (late, "TD007-worse")],
    ids=["bootstrapped", "mixed", "late"],
)
def test_what_only_looks_odd_is_not_told(program: object, silent: str) -> None:
    with torch.doctor(tell=None, silence="TD003") as doctor:
        program()  # pyright: ignore
    assert silent not in names(doctor.alerts)
