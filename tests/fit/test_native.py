"""Networks of every kind: a run as one native program gives eager's numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from native_examples import agree, classes, network, table

import tidu
from tidu import nn, optim

ACTIVATIONS = [
    nn.CELU, nn.ELU, nn.GELU, nn.SELU, nn.LogSigmoid, nn.Mish, nn.Sigmoid, nn.SiLU, nn.Softplus,
    nn.Softsign, nn.Tanh, nn.Tanhshrink, nn.Hardshrink, nn.Hardsigmoid, nn.Hardswish, nn.Hardtanh,
    nn.LeakyReLU, nn.PReLU, nn.ReLU, nn.ReLU6, nn.Softshrink, nn.Identity,
]  # fmt: skip
WITH_OPTIONS = {
    "GLU": lambda: nn.GLU(),
    "GELU tanh": lambda: nn.GELU(approximate="tanh"),
    "Softplus": lambda: nn.Softplus(beta=2.0, threshold=1.0),
    "Threshold": lambda: nn.Threshold(0.1, 0.3),
    "Softmin": lambda: nn.Softmin(1),
    "Softmax": lambda: nn.Softmax(1),
    "LogSoftmax": lambda: nn.LogSoftmax(1),
    "PReLU": lambda: nn.PReLU(4),
    "AlphaDropout": lambda: nn.AlphaDropout(0.3),
    "LayerNorm": lambda: nn.LayerNorm(4),
    "LayerNorm plain": lambda: nn.LayerNorm(4, elementwise_affine=False),
    "BatchNorm1d": lambda: nn.BatchNorm1d(4),
    "BatchNorm1d untracked": lambda: nn.BatchNorm1d(4, affine=False, track_running_stats=False),
}


class Picks(nn.Module):
    """Numbers and classes side by side."""

    def __init__(self, **options: Any):
        super().__init__()
        self.embedding = nn.Embedding(5, 3, **options)
        self.linear = nn.Linear(6, 1)

    def forward(self, x: Any, kind: Any) -> Any:
        return self.linear(tidu.cat([x, self.embedding(kind)], 1))


class Bilinear(nn.Module):
    """Two inputs that meet in a bilinear form."""

    def __init__(self) -> None:
        super().__init__()
        self.bilinear = nn.Bilinear(3, 2, 4)
        self.last = nn.Linear(4, 1)

    def forward(self, x: Any, z: Any) -> Any:
        return self.last(tidu.tanh(self.bilinear(x, z)))


class Shared(nn.Module):
    """One matrix used twice, the second time turned, and one layer three times."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(tidu.randn(4, 3) * 0.4)
        self.inner = nn.Linear(4, 4)

    def forward(self, x: Any) -> Any:
        hidden = x @ self.weight.T
        for _ in range(3):
            hidden = hidden + tidu.tanh(self.inner(hidden))
        return (hidden @ self.weight).sum(1, keepdim=True)


class Residual(nn.Module):
    """Branches that meet again, slices and a constant of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("scale", tidu.tensor([0.5, 1.0, 2.0]))
        self.one, self.two = nn.Linear(3, 4), nn.Linear(2, 4)
        self.last = nn.Linear(8, 1)

    def forward(self, x: Any) -> Any:
        left, right = self.one(x * self.scale), self.two(x[:, 1:])
        mixed = tidu.stack([left.relu(), right.sigmoid()], 1)
        return self.last(mixed.flatten(1)) + x.mean(1, keepdim=True)


@pytest.mark.parametrize("kind", ACTIVATIONS, ids=lambda kind: kind.__name__)
def test_activations(kind: Any) -> None:
    agree(lambda: nn.Sequential(nn.Linear(3, 4), kind(), nn.Linear(4, 1)), table())


@pytest.mark.parametrize("name", WITH_OPTIONS)
def test_layers_with_options(name: str) -> None:
    width = 2 if name == "GLU" else 4
    agree(
        lambda: nn.Sequential(nn.Linear(3, 4, bias=False), WITH_OPTIONS[name](), nn.Linear(width, 1)),
        table(),
        validation=0.25,
    )


@pytest.mark.parametrize("make", [nn.Linear, Shared, Residual], ids=lambda make: make.__name__)
def test_ways_to_write_a_network(make: Any) -> None:
    build = (lambda: nn.Linear(3, 1)) if make is nn.Linear else make
    agree(build, table(), "mse", optim.Adam, lr=0.01)


@pytest.mark.parametrize("options", [{}, {"padding_idx": 2}], ids=str)
def test_embedding_beside_numbers(options: dict[str, Any]) -> None:
    x, y = table()
    kinds = np.random.default_rng(1).integers(0, 5, len(x))
    agree(lambda: Picks(**options), (x, kinds, y), "mse", optim.AdamW, metrics="mae")


def test_bilinear_of_two_inputs() -> None:
    x, y = table()
    agree(Bilinear, (x, x[:, :2] + 1, y), "huber", validation=0.2)


def test_flatten_of_pictures() -> None:
    x, y = classes(40, 12)
    pictures = x.reshape(40, 3, 4)
    agree(
        lambda: nn.Sequential(nn.Flatten(), nn.Linear(12, 3)),
        (pictures, y),
        "cross_entropy",
        metrics="accuracy",
    )
    agree(
        lambda: nn.Sequential(
            nn.Linear(4, 2), nn.ReLU(), nn.Flatten(), nn.Unflatten(1, (2, 3)), nn.LayerNorm(3), nn.Flatten(),
            nn.Linear(6, 1),
        ),
        (pictures, table(40)[1]),
    )  # fmt: skip


def test_batch_normalisation_of_sequences() -> None:
    x, y = table(40, 12)
    agree(
        lambda: nn.Sequential(nn.BatchNorm1d(3), nn.Flatten(), nn.Linear(12, 1)),
        (x.reshape(40, 3, 4), y), validation=0.2,
    )  # fmt: skip


def test_a_wide_network_on_products_of_the_library() -> None:
    def make() -> Any:
        return nn.Sequential(
            nn.Linear(70, 130), nn.Tanh(), nn.Linear(130, 65), nn.Sigmoid(), nn.Linear(65, 1)
        )

    agree(make, table(260, 70), batch_size=130, lr=0.01)


@pytest.mark.parametrize("width", [1, 2, 7, 8, 9, 17])
def test_widths_beside_the_width_of_vectors(width: int) -> None:
    agree(
        lambda: nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Dropout(0.3), nn.Linear(width, 1)),
        table(37, width), batch_size=11,
    )  # fmt: skip


def test_float32_stays_within_its_rounding() -> None:
    agree(network, table(), kind="float32", tolerance=3e-6)
    agree(
        lambda: nn.Sequential(nn.Linear(3, 16), nn.GELU(), nn.LayerNorm(16), nn.Linear(16, 3)),
        classes(), "cross_entropy", kind="float32", tolerance=1e-5, epochs=4, validation=0.2,
    )  # fmt: skip
