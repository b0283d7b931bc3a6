"""C10: w·x predicts, the sigmoid makes a probability of it, and the probability is honest."""

from __future__ import annotations

import math

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

import tidu as torch
from tidu import nn


def test_c10_by_hand() -> None:
    w, x, b = torch.tensor([0.5, -1.0, 2.0]), torch.tensor([2.0, 1.0, 0.5]), 0.386294
    z = torch.dot(w, x) + b
    assert z.item() == pytest.approx(0.5 * 2 - 1 + 2 * 0.5 + b)
    assert torch.sigmoid(z).item() == pytest.approx(0.8, abs=1e-6)
    far = torch.sigmoid(torch.tensor([-100.0, 0.0, 100.0])).tolist()
    assert far == [pytest.approx(0, abs=1e-30), 0.5, 1.0]
    assert torch.sigmoid(-z).item() == pytest.approx(1 - 0.8, abs=1e-6)
    assert math.log(0.8 / 0.2) == pytest.approx(z.item(), abs=1e-5)


def test_c10_of_those_said_to_be_so_with_80_percent_about_80_percent_are() -> None:
    cells, benign = load_breast_cancer(return_X_y=True)
    cells = (cells[:, :3] - cells[:, :3].mean(0)) / cells[:, :3].std(0)
    x_train, x_test, y_train, y_test = train_test_split(cells, 1.0 - benign, test_size=269, random_state=0)
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(3, 1), nn.Sigmoid())
    torch.fit(model, (x_train, y_train[:, None]), "bce", "adam", lr=0.05, epochs=40)
    chance = model(torch.tensor(x_test, dtype=torch.float32)).detach().numpy()[:, 0]
    assert ((chance > 0) & (chance < 1)).all()
    assert np.mean((chance > 0.5) == (y_test == 1)) > 0.85 > 0.2 + max(y_test.mean(), 1 - y_test.mean())
    for low, high in ((0, 0.2), (0.2, 0.8), (0.8, 1)):
        inside = (chance >= low) & (chance < high)
        error = 3 * math.sqrt(0.25 / inside.sum())
        assert abs(chance[inside].mean() - y_test[inside].mean()) < error, (low, inside.sum())
