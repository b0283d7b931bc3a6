"""Networks of convolution and pooling: native runs give eager's numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from native_examples import agree, trained

from tidu import nn, optim
from tidu.read.native import work

RANDOM = np.random.default_rng(8)
IMAGES = RANDOM.normal(size=(20, 2, 12, 12))
LABELS = RANDOM.integers(0, 3, 20)


def lenet() -> nn.Module:
    """The one of d2l, for smaller images."""
    return nn.Sequential(
        nn.Conv2d(2, 4, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2, 2), nn.Conv2d(4, 6, 3), nn.Sigmoid(),
        nn.AvgPool2d(2, 2), nn.Flatten(), nn.Linear(24, 12), nn.Sigmoid(), nn.Linear(12, 3),
    )  # fmt: skip


def with_maxima() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(2, 4, 3, padding="same", bias=False), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 4, 3, padding=1, groups=2, padding_mode="reflect"), nn.Tanh(),
        nn.MaxPool2d(3, stride=2, padding=1), nn.Flatten(), nn.Linear(36, 3),
    )  # fmt: skip


def with_all_else() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(2, 3, 3, stride=2, padding=1), nn.ReLU(), nn.ConvTranspose2d(3, 2, 2, stride=2), nn.Tanh(),
        nn.Conv2d(2, 4, 1), nn.AdaptiveMaxPool2d((5, 3)), nn.AdaptiveAvgPool2d(2), nn.LPPool2d(1, 1),
        nn.Flatten(), nn.Linear(16, 3),
    )  # fmt: skip


class Squares(nn.Module):
    """Max pooling and its inverse, columns and their sum."""

    def __init__(self) -> None:
        super().__init__()
        self.pool, self.back = nn.MaxPool2d(2, return_indices=True), nn.MaxUnpool2d(2)
        self.columns, self.last = nn.Unfold(3, stride=3), nn.Linear(18, 3)

    def forward(self, x: Any) -> Any:
        x = self.back(*self.pool(x)) + 0.1 * x
        return self.last(self.columns(x)[:, :, :9].mean(2))


MODELS = {"lenet": lenet, "maxima": with_maxima, "all else": with_all_else, "squares": Squares}


@pytest.mark.parametrize("name", MODELS)
def test_networks(name: str) -> None:
    make: Callable[[], nn.Module] = MODELS[name]
    options: dict[str, Any] = {"lr": 0.1, "epochs": 2, "batch_size": 8}
    agree(make, (IMAGES, LABELS), "cross_entropy", optim.SGD, tolerance=1e-11, **options)


@pytest.mark.parametrize("name", MODELS)
def test_threads_change_no_byte(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(work, "LEAST", 0.0)  # loops are shared however small they are
    monkeypatch.setenv("TIDU_CACHE_DIR", str(tmp_path))
    found = []
    for threads in (1, 2, 3):
        options: dict[str, Any] = {"epochs": 1, "batch_size": 10, "threads": threads, "lr": 0.1}
        run = trained(True, MODELS[name], (IMAGES, LABELS), "cross_entropy", optim.SGD, **options)
        assert run.history.engine == "native"
        found.append([x._value.tobytes() for x in run.model.parameters()])
    assert found[0] == found[1] == found[2]
