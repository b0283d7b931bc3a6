"""Every activation against PyTorch: values, gradients, second gradients, corners, extremes, in place."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from twins import agree, both_refuse, plain

import tidu

RANDOM = np.random.default_rng(0)
REAL = RANDOM.normal(size=(3, 4)) * 2

CASES = {
    "relu": {},
    "relu6": {},
    "leaky_relu": {},
    "leaky_relu:steep": {"negative_slope": 0.3},
    "threshold": {"threshold": 0.2, "value": -1.5},
    "hardtanh": {},
    "hardtanh:wide": {"min_val": -2.0, "max_val": 0.5},
    "hardsigmoid": {},
    "hardswish": {},
    "hardshrink": {},
    "hardshrink:wide": {"lambd": 1.5},
    "softshrink": {},
    "softshrink:wide": {"lambd": 1.5},
    "elu": {},
    "elu:deep": {"alpha": 2.5},
    "selu": {},
    "celu": {},
    "celu:deep": {"alpha": 0.4},
    "gelu": {},
    "gelu:tanh": {"approximate": "tanh"},
    "silu": {},
    "mish": {},
    "softplus": {},
    "softplus:sharp": {"beta": 3.0, "threshold": 4.0},
    "logsigmoid": {},
    "softsign": {},
    "tanhshrink": {},
    "sigmoid": {},
    "tanh": {},
    "glu": {},
    "glu:rows": {"dim": 0},
    "softmax": {"dim": 1},
    "softmax:rows": {"dim": 0},
    "softmin": {"dim": -1},
    "log_softmax": {"dim": 1},
}
INPLACE = ["relu", "relu6", "leaky_relu", "threshold", "hardtanh", "hardsigmoid", "hardswish", "elu", "selu",
           "celu", "silu", "mish"]  # fmt: skip
WHOLE = [name for name in CASES if ":" not in name]
ONCE = ("hardsigmoid",)  # PyTorch has no second gradient of it
COARSE = {"celu:deep": 1e-6, "hardsigmoid": 1e-6}  # PyTorch takes 1 / alpha and 1 / 6 in float32
CORNERS = np.array([-6.0, -3.0, -2.0, -1.5, -1.0, -0.5, -0.0, 0.0, 0.2, 0.5, 1.0, 1.5, 3.0, 6.0])
EXTREMES = np.array([-1e30, -1000.0, -100.0, -30.0, -1e-30, 1e-30, 30.0, 100.0, 1000.0, 1e30, 0.0, -0.0])


def caller(case: str):
    name = case.partition(":")[0]
    return lambda library, x: getattr(library.nn.functional, name)(x, **CASES[case])


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("case", CASES)
def test_values_and_two_gradients(case: str, dtype: str) -> None:
    x = RANDOM.normal(size=(4, 4)) * 2 if case == "glu:rows" else REAL
    agree(caller(case), x.astype(dtype), order=1 if case in ONCE else 2, rtol=COARSE.get(case))


@pytest.mark.parametrize("case", CASES)
def test_corners(case: str) -> None:
    agree(
        caller(case),
        CORNERS.reshape(2, 7) if "glu:rows" in case else CORNERS.reshape(7, 2),
        order=1,
        rtol=COARSE.get(case),
    )


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    "case", [case for case in CASES if "soft" not in case or "shrink" in case or "plus" in case]
)
def test_extremes(case: str, dtype: str) -> None:
    x = EXTREMES.astype(dtype).reshape(2, 6) if "rows" in case else EXTREMES.astype(dtype)
    agree(caller(case), x, order=1, rtol=COARSE.get(case))


# Where PyTorch loses what we keep: -inf · 0 in hardswish, erf(inf) of its vector code in gelu.
INFINITE = [
    name for name in WHOLE if "soft" not in name and name not in ("hardswish", "gelu", "glu", "silu", "mish")
]


@pytest.mark.parametrize("case", [*INFINITE, "softplus", "softshrink"])
def test_infinity_and_nan(case: str) -> None:
    x = np.array([np.inf, -np.inf, np.nan, 1.0])
    ours, theirs = (plain(caller(case)(library, library.tensor(x))) for library in (tidu, torch))
    np.testing.assert_array_equal(np.isnan(ours), np.isnan(theirs))
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)
    agree(caller(case), x[:2], order=1)


@pytest.mark.parametrize("case", ["softmax", "softmin", "log_softmax"])
def test_softmax_extremes(case: str) -> None:
    rows = [
        [1e30, -1e30, 0.0],
        [-np.inf, 0.0, 1.0],
        [1000.0, 999.0, -1000.0],
        [1e-30, 0.0, -1e-30],
        [88.0, -104.0, 0.0],
    ]
    agree(caller(case), np.array(rows, "float32"), order=1)


@pytest.mark.parametrize("shape", [(), (5,), (0, 3), (2, 3, 4)])
@pytest.mark.parametrize("name", ["softmax", "log_softmax", "softmin"])
def test_softmax_of_any_shape(name: str, shape: tuple) -> None:
    x = RANDOM.normal(size=shape)
    for dim in range(-len(shape), len(shape)) if shape else (0, -1):
        agree(lambda t, x, dim=dim: getattr(t.nn.functional, name)(x, dim), np.asarray(x))
    agree(lambda t, x: getattr(t.nn.functional, name)(x, 0, dtype=t.float64), np.asarray(x, "float32"))
    both_refuse(lambda t, x: getattr(t.nn.functional, name)(x, 4), np.asarray(x))


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "softmin"])
@pytest.mark.parametrize("rank", [1, 2, 3])
def test_softmax_without_a_dim_warns(name: str, rank: int) -> None:
    x = RANDOM.normal(size=(2,) * rank)
    with pytest.warns(
        UserWarning, match=f"Implicit dimension choice for {name} .*dim={int(rank == 2)}"
    ) as seen:
        ours = getattr(tidu.nn.functional, name)(tidu.tensor(x))
    assert seen[0].filename == __file__
    with pytest.warns(UserWarning):
        theirs = getattr(torch.nn.functional, name)(torch.tensor(x))
    np.testing.assert_allclose(ours.numpy(), theirs.numpy(), rtol=1e-12)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("dtype", ["int64", "uint8"])
def test_whole_numbers(name: str, dtype: str) -> None:
    x = np.array([[0, 3], [7, 2]], dtype)
    try:
        wanted = caller(name)(torch, torch.tensor(x))
    except RuntimeError:
        words = "unsigned" if name in ("threshold", "hardtanh") else "real numbers"
        assert words in both_refuse(caller(name), x)
    else:
        ours = caller(name)(tidu, tidu.tensor(x))
        np.testing.assert_allclose(ours.numpy(), wanted.numpy(), rtol=1e-6)
        assert str(ours.dtype) == str(wanted.dtype)


@pytest.mark.parametrize("name", INPLACE)
def test_in_place(name: str) -> None:
    def call(library, x):
        y = x * 1.0
        made = getattr(library.nn.functional, name)(y, **CASES[name], inplace=True)
        assert made is y
        return y * y

    agree(call, REAL, name=False, order=1, rtol=COARSE.get(name))
    leaf = tidu.ones(1, requires_grad=True)
    with pytest.raises(RuntimeError, match="leaf"):
        getattr(tidu.nn.functional, name)(leaf, **CASES[name], inplace=True)


@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 4, 3), ()])
@pytest.mark.parametrize("weights", [1, 4])
def test_prelu(shape: tuple, weights: int) -> None:
    def call(t, x, weight):
        return t.nn.functional.prelu(x, weight)

    x, weight = np.asarray(RANDOM.normal(size=shape)), RANDOM.normal(size=weights)
    if weights > 1 and len(shape) < 2:
        assert "channel size = 1" in both_refuse(call, x, weight)
    else:
        agree(call, x, weight)


def test_refusals() -> None:
    functional = "nn.functional"
    x = REAL.copy()
    calls = {
        "between|greater|larger|min_val": lambda t, x: t.nn.functional.hardtanh(x, 1.0, -1.0),
        "lambda": lambda t, x: t.nn.functional.softshrink(x, -1.0),
        "alpha": lambda t, x: t.nn.functional.celu(x, 0.0),
        "none or tanh": lambda t, x: t.nn.functional.gelu(x, approximate="erf"),
        "even, but dimension 0 is size 3": lambda t, x: t.nn.functional.glu(x, 0),
        "halving": lambda t, x: t.nn.functional.glu(x.sum()),
        "1D": lambda t, x: t.nn.functional.prelu(x, x),
        "channel size = 4": lambda t, x: t.nn.functional.prelu(x, t.ones(3, dtype=t.float64)),
    }
    for words, call in calls.items():
        message = both_refuse(call, x)
        assert any(word in message for word in words.split("|")), (functional, message)
        assert "Fix:" in message


def test_logsigmoid_is_exact_and_smooth_at_zero() -> None:
    x = tidu.tensor([0.0, 40.0, -40.0], dtype=tidu.float64, requires_grad=True)
    y = tidu.nn.functional.logsigmoid(x)
    assert plain(y)[1] == -np.exp(-40.0) and plain(y)[2] == -40.0
    (first,) = tidu.autograd.grad(y.sum(), x, create_graph=True)
    (second,) = tidu.autograd.grad(first.sum(), x)
    np.testing.assert_allclose(plain(first)[0], 0.5)
    np.testing.assert_allclose(plain(second)[0], -0.25)
