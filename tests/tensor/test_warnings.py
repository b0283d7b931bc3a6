"""1 / 0, log(0) and overflow give inf and NaN without a word, whatever the warning filters say."""

from __future__ import annotations

import subprocess
import sys
import warnings

import numpy as np
import pytest
import torch
from torch_parity import compare

import tidu

BIG = 1e300


def both(call):
    """The results of a call with either library, NumPy's warnings being errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ours = call(tidu)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ours, call(torch)


CALLS = {
    "divide": lambda t: t.tensor([1.0, 0.0, -1.0]) / t.tensor([0.0, 0.0, 0.0]),
    "divide by a number": lambda t: t.tensor([1.0, 0.0]) / 0,
    "divide a number": lambda t: 1 / t.tensor([0.0, 2.0]),
    "divide whole": lambda t: t.tensor([1, 0]) / t.tensor([0, 0]),
    "log": lambda t: t.tensor([0.0, -1.0]).log(),
    "log1p": lambda t: t.tensor([-1.0, -2.0]).log1p(),
    "sqrt": lambda t: t.tensor([-1.0]).sqrt(),
    "rsqrt": lambda t: t.tensor([0.0, -1.0]).rsqrt(),
    "exp": lambda t: t.tensor([1000.0, -1000.0]).exp(),
    "sigmoid": lambda t: t.tensor([1000.0, -1000.0]).sigmoid(),
    "cosh": lambda t: t.tensor([1000.0]).cosh(),
    "pow": lambda t: t.tensor([0.0, -1.0, 1e30]) ** t.tensor([-1.0, 0.5, 10.0]),
    "mul": lambda t: t.tensor([1e38]) * t.tensor([1e38]),
    "inf minus inf": lambda t: t.tensor([float("inf")]) - t.tensor([float("inf")]),
    "inf times 0": lambda t: t.tensor([float("inf")]) * 0,
    "underflow": lambda t: t.tensor([1e-38]) * t.tensor([1e-38]),
    "asin": lambda t: t.tensor([2.0]).asin(),
    "atanh": lambda t: t.tensor([1.0, 2.0]).atanh(),
    "remainder": lambda t: t.tensor([1.0]) % 0,
    "floor_divide": lambda t: t.tensor([1.0, 0.0]) // 0,
    "fmod": lambda t: t.fmod(t.tensor([1.0]), 0.0),
    "sum": lambda t: t.tensor([float("inf"), -float("inf")]).sum(),
    "mean of nothing": lambda t: t.zeros(0).mean(),
    "cumsum": lambda t: t.tensor([float("inf"), -float("inf")]).cumsum(0),
    "matmul": lambda t: t.full((2, 2), 1e38) @ t.full((2, 2), 1e38),
    "matmul of inf": lambda t: t.full((2, 2), float("inf")) @ t.zeros(2, 2),
    "cast": lambda t: t.tensor([BIG], dtype=t.float64).float(),
    "half": lambda t: t.tensor([1e6]).half(),
    "made": lambda t: t.tensor([BIG]),
    "made half": lambda t: t.tensor([1e6], dtype=t.float16),
    "full": lambda t: t.full((2,), 1e38) * 10,
    "maximum": lambda t: t.maximum(t.tensor([float("nan")]), t.tensor([1.0])),
    "compare": lambda t: t.tensor([float("nan")]) < 1,
    "round": lambda t: t.tensor([float("nan"), float("inf")]).round(),
    "in place": lambda t: t.tensor([1.0, 0.0]).div_(0),
    "copied": lambda t: t.zeros(1).copy_(t.tensor([BIG], dtype=t.float64)),
    "written": lambda t: t.zeros(2).__setitem__(0, t.tensor(BIG, dtype=t.float64)),
    "logsumexp": lambda t: t.tensor([-float("inf"), -float("inf")]).logsumexp(0),
    "norm": lambda t: t.tensor([1e30, 1e30]).norm(),
    "isclose": lambda t: t.isclose(t.tensor([float("inf")]), t.tensor([float("inf")])),
    "linspace": lambda t: t.linspace(-1e38, 1e38, 3),
    "std": lambda t: t.tensor([float("inf"), 1.0]).std(),
}


@pytest.mark.parametrize("name", CALLS)
def test_values(name: str) -> None:
    compare(*both(CALLS[name]), rtol=1e-3)


def gradient_of(function):
    def call(t):
        x = t.tensor([0.0, -1.0, 1e20, float("inf"), 2.0], requires_grad=True)
        y = function(t, x)
        y.backward(t.tensor([1e30, 0.0, 1e30, float("inf"), 1.0]))
        y = function(t, x)
        y.backward(t.tensor([1e30, 0.0, 1e30, -float("inf"), 1.0]))
        return x.grad

    return call


GRADIENTS = {
    "log": lambda t, x: x.log(),
    "sqrt": lambda t, x: x.sqrt(),
    "reciprocal": lambda t, x: 1 / x,
    "divided": lambda t, x: x / x,
    "power": lambda t, x: x**-2,
    "exp": lambda t, x: x.exp(),
    "product": lambda t, x: x * x * x,
    "several": lambda t, x: x * 1e30 - x * 1e30 + x.log(),
}


@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients(name: str) -> None:
    compare(*both(gradient_of(GRADIENTS[name])), rtol=1e-3)


@pytest.mark.parametrize("name", ["log", "reciprocal", "power", "product"])
def test_taped_gradients(name: str) -> None:
    def call(t):
        x = t.tensor([0.0, 1e20, 2.0], requires_grad=True)
        (g,) = t.autograd.grad(GRADIENTS[name](t, x).sum(), x, create_graph=True)
        return t.autograd.grad(g.sum(), x)[0]

    compare(*both(call), rtol=1e-3)


SCRIPT = """
import tidu as torch
x = torch.tensor([0.0, 1.0], requires_grad=True)
y = (1 / x).log().sum() + (x * 1e38 * 1e38).sum()
y.backward()
print(y.item(), x.grad.tolist())
"""


@pytest.mark.parametrize("flags", [[], ["-W", "error"], ["-W", "always"]])
def test_a_script_hears_nothing(flags: list[str]) -> None:
    done = subprocess.run([sys.executable, *flags, "-c", SCRIPT], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[0] in ("inf", "nan")


def test_numpys_own_settings_are_left_alone() -> None:
    before = np.geterr()
    tidu.tensor([1.0]) / 0
    assert np.geterr() == before
    with np.errstate(all="raise"):
        assert (tidu.tensor([1.0]) / 0).item() == float("inf")
        assert tidu.tensor([0.0]).log().item() == -float("inf")
