"""Norms of groups, channel dropout, random and in-place activations, distances: against PyTorch."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import torch
from twins import agree, both_refuse, plain

import tidu

RANDOM = np.random.default_rng(14)
X = RANDOM.normal(size=(4, 6, 5))
IMAGE = RANDOM.normal(size=(4, 6, 3, 5))
SLOPE, OFFSET = RANDOM.normal(size=6), RANDOM.normal(size=6)
POSITIVE = RANDOM.uniform(0.5, 2, 6)


@pytest.mark.parametrize("groups", [1, 2, 6])
@pytest.mark.parametrize("x", [X, IMAGE, X[:, :, 0].copy()], ids=["signal", "image", "rows"])
def test_group_norm(x: np.ndarray, groups: int) -> None:
    agree(lambda t, x, w, b: t.nn.functional.group_norm(x, groups, w, b, 1e-3), x, SLOPE, OFFSET)
    agree(lambda t, x: t.nn.functional.group_norm(x, groups), x)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("x", [X, IMAGE], ids=["signal", "image"])
def test_instance_norm(x: np.ndarray, own: bool) -> None:
    moved: list[Any] = []

    def call(t: Any, x: Any, w: Any, b: Any) -> Any:
        running = t.tensor(OFFSET), t.tensor(POSITIVE)
        made = t.nn.functional.instance_norm(x, *running, w, b, own, 0.3, 1e-3)
        moved.append([plain(each) for each in running])
        return made

    agree(call, x, SLOPE, OFFSET)
    np.testing.assert_allclose(moved[0], moved[1], rtol=1e-12)
    assert (moved[0][0] != OFFSET).any() == own


@pytest.mark.parametrize("shape", [(5,), (6, 5)])
def test_rms_norm(shape: tuple[int, ...]) -> None:
    agree(lambda t, x, w: t.nn.functional.rms_norm(x, shape, w, 1e-3), X, RANDOM.normal(size=shape))
    agree(lambda t, x: t.nn.functional.rms_norm(x, shape), X)


@pytest.mark.parametrize("size", [1, 2, 3, 9])
def test_local_response_norm(size: int) -> None:
    agree(lambda t, x: t.nn.functional.local_response_norm(x, size, 0.3, 0.6, 2.0), IMAGE)


def drawn(call: Any) -> Any:
    """`call` after a seed, in either library."""

    def seeded(t: Any, *arrays: Any) -> Any:
        t.manual_seed(17)
        return call(t, *arrays)

    return seeded


@pytest.mark.parametrize("p", [0.0, 0.3, 1.0])
@pytest.mark.parametrize(
    ("name", "x"),
    [
        ("dropout1d", X), ("dropout1d", X[0]), ("dropout2d", IMAGE), ("dropout3d", IMAGE[None]),
        ("dropout3d", IMAGE), ("feature_alpha_dropout", IMAGE), ("alpha_dropout", X), ("dropout", X),
    ],
)  # fmt: skip
def test_channel_dropout(name: str, x: np.ndarray, p: float) -> None:
    agree(drawn(lambda t, x: getattr(t.nn.functional, name)(x * 1, p, True)), x, name=False)
    agree(drawn(lambda t, x: getattr(t.nn.functional, name)(x * 1, p, True, True)), x, name=False)
    agree(drawn(lambda t, x: getattr(t.nn.functional, name)(x * 1, p, False)), x, name=False)
    assert tidu.rand(1).item() == torch.rand(1).item()


@pytest.mark.parametrize("training", [True, False])
def test_rrelu(training: bool) -> None:
    agree(drawn(lambda t, x: t.nn.functional.rrelu(x, 0.1, 0.6, training)), X)
    agree(drawn(lambda t, x: t.nn.functional.rrelu(x * 1, 0.1, 0.6, training, True)), X, name=False)
    agree(drawn(lambda t, x: t.nn.functional.rrelu_(x * 1, 0.1, 0.6, training)), X, name=False)
    assert tidu.rand(1).item() == torch.rand(1).item()


@pytest.mark.parametrize("dim", [-1, 1])
@pytest.mark.parametrize("hard", [True, False])
def test_gumbel_softmax(hard: bool, dim: int) -> None:
    for x in (X, X.astype("float32")):
        agree(drawn(lambda t, x: t.nn.functional.gumbel_softmax(x, 0.7, hard, dim=dim)), x, name=False)
    with pytest.warns(UserWarning, match="has no effect"):
        tidu.nn.functional.gumbel_softmax(tidu.zeros(2), eps=1e-5)


IN_PLACE: dict[str, tuple] = {
    "relu_": (), "elu_": (0.7,), "celu_": (0.5,), "selu_": (), "hardtanh_": (-0.5, 0.7),
    "leaky_relu_": (0.3,), "threshold_": (0.1, 0.4),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_PLACE)
def test_written_over(name: str) -> None:
    agree(lambda t, x: getattr(t.nn.functional, name)(x * 1, *IN_PLACE[name]), X, order=1)
    x = tidu.tensor(X)
    assert getattr(tidu.nn.functional, name)(x, *IN_PLACE[name]) is x and not (plain(x) == X).all()


@pytest.mark.parametrize("p", [0.5, 1.0, 2.0, 3.0, float("inf")])
def test_pdist(p: float) -> None:
    agree(lambda t, x: t.nn.functional.pdist(x, p), X[0], order=1)


def test_normalize_into() -> None:
    room = tidu.zeros(6, 5, dtype=tidu.float64)
    assert tidu.nn.functional.normalize(tidu.tensor(X[0]), out=room) is room
    np.testing.assert_allclose(plain(room), plain(torch.nn.functional.normalize(torch.tensor(X[0]))))


REFUSED = {
    "divisible by num_groups": lambda t, x: t.nn.functional.group_norm(x, 4),
    "at least 2 dimensions": lambda t, x: t.nn.functional.group_norm(x[0, 0], 1),
    "more than 1 value per channel": lambda t, x: t.nn.functional.group_norm(x[:1, :1, :1], 1),
    "Expected weight to be a vector": lambda t, x: t.nn.functional.group_norm(x, 2, x[0, 0]),
    "must be divisible by num_groups (4)": lambda t, x: t.nn.GroupNorm(4, 6),
    "more than 1 spatial element": lambda t, x: t.nn.functional.instance_norm(x[:, :, :1]),
    "running_mean and running_var to be": lambda t, x: t.nn.functional.instance_norm(
        x, use_input_stats=False
    ),
    "to match num_features (5)": lambda t, x: t.nn.InstanceNorm1d(5, affine=True).double()(x),
    "expected input with shape": lambda t, x: t.nn.functional.rms_norm(x, (4,)),
    "same shape as normalized_shape": lambda t, x: t.nn.functional.rms_norm(x, (5,), x[0, :, 0]),
    "Expected 3D or higher": lambda t, x: t.nn.functional.local_response_norm(x[0], 2),
    "Expected 2D or 3D input": lambda t, x: t.nn.functional.dropout1d(x[0, 0]),
    "Feature dropout requires": lambda t, x: t.nn.functional.feature_alpha_dropout(x[0, 0], training=True),
    "expected input to be 3D or 4D": lambda t, x: t.nn.Softmax2d()(x[0]),
    "Lower bound": lambda t, x: t.nn.functional.rrelu(x, 0.5, 0.1, True),
    "pdist only supports 2D": lambda t, x: t.nn.functional.pdist(x),
    "floating-point dtypes": lambda t, x: t.nn.functional.pdist(x[0].long()),
    "non-negative p": lambda t, x: t.nn.functional.pdist(x[0], -1.0),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words], X)


WARNED = {
    "deprecated": lambda t: t.nn.functional.dropout2d(t.ones(2, 3)),
    "3D input to dropout2d": lambda t: t.nn.functional.dropout2d(t.ones(2, 3, 4)),
    "5-D|2-D": lambda t: t.nn.functional.dropout3d(t.ones(2, 3)),
    "not used because|It is not used": lambda t: t.nn.InstanceNorm1d(5)(t.ones(2, 6, 3)),
}


@pytest.mark.parametrize("words", WARNED)
def test_what_is_warned_of(words: str) -> None:
    for library in (tidu, torch):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            WARNED[words](library)
        assert seen and (library is torch or any(part in str(seen[0].message) for part in words.split("|")))
