"""Starting values: for one seed PyTorch's numbers, its warnings and its refusals."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse

import tidu

CASES = {
    "uniform_": {},
    "uniform_:wide": {"a": -2.0, "b": 3.0},
    "normal_": {},
    "normal_:wide": {"mean": 1.0, "std": 3.0},
    "constant_": {"val": 0.3},
    "ones_": {},
    "zeros_": {},
    "eye_": {},
    "xavier_uniform_": {},
    "xavier_uniform_:gain": {"gain": 5 / 3},
    "xavier_normal_": {"gain": 2.0},
    "kaiming_uniform_": {},
    "kaiming_uniform_:linear": {"a": math.sqrt(5)},
    "kaiming_uniform_:out": {"mode": "fan_out", "nonlinearity": "relu"},
    "kaiming_normal_": {},
    "kaiming_normal_:tanh": {"mode": "FAN_OUT", "nonlinearity": "tanh"},
    "orthogonal_": {},
    "orthogonal_:gain": {"gain": 2.0},
    "trunc_normal_": {},
    "trunc_normal_:near": {"mean": 0.01, "std": 0.02, "a": -0.04, "b": 0.04},
    "trunc_normal_:narrow": {"a": -0.1, "b": 0.1},
    "trunc_normal_:tail": {"a": 1.5, "b": 4.0},
}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (20, 7)])
@pytest.mark.parametrize("case", CASES)
def test_numbers_of_one_seed(case: str, shape: tuple, dtype: str) -> None:
    found = []
    for library in (tidu, torch):
        library.manual_seed(3)
        given = library.nn.Parameter(library.empty(shape, dtype=getattr(library, dtype)))
        made = getattr(library.nn.init, case.partition(":")[0])(given, **CASES[case])
        assert made is given and made.requires_grad and made.is_leaf
        found += [made.detach().numpy(), library.rand(1).item()]
    close = (
        1e-5 if case.startswith("orthogonal") and dtype == "float32" else 1e-14 if dtype == "float64" else 0
    )
    np.testing.assert_allclose(found[0], found[2], rtol=close, atol=close)
    assert found[1] == found[3]  # as many numbers were drawn


@pytest.mark.parametrize(
    "name", ["uniform_", "normal_", "trunc_normal_", "xavier_normal_", "kaiming_uniform_", "orthogonal_"]
)
def test_a_generator_of_its_own(name: str) -> None:
    found = []
    for library in (tidu, torch):
        library.manual_seed(0)
        own = library.Generator().manual_seed(8)
        found.append(getattr(library.nn.init, name)(library.empty(4, 4), generator=own).numpy())
        found.append(library.rand(1).item())
    np.testing.assert_allclose(found[0], found[2], atol=1e-6)
    assert found[1] == found[3]


def test_more_axes_count_as_a_field() -> None:
    for name in ("xavier_uniform_", "kaiming_normal_", "orthogonal_"):
        found = []
        for library in (tidu, torch):
            library.manual_seed(5)
            found.append(getattr(library.nn.init, name)(library.empty(4, 2, 3)).numpy())
        np.testing.assert_allclose(found[0], found[1], atol=1e-6)


def test_gains() -> None:
    names = [
        "linear",
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose1d",
        "conv_transpose2d",
        "conv_transpose3d",
    ]
    for name in [*names, "sigmoid", "tanh", "relu", "leaky_relu", "selu"]:
        assert tidu.nn.init.calculate_gain(name) == torch.nn.init.calculate_gain(name)
    for slope in (0, 0.3, 5):
        ours, theirs = (t.nn.init.calculate_gain("leaky_relu", slope) for t in (tidu, torch))
        assert ours == theirs


def test_refusals() -> None:
    calls: dict[str, Any] = {
        "Unsupported nonlinearity gelu": lambda t: t.nn.init.calculate_gain("gelu"),
        "not a valid number": lambda t: t.nn.init.calculate_gain("leaky_relu", True),
        "fewer than 2 dimensions": lambda t: t.nn.init.xavier_normal_(t.empty(3)),
        "2 dimensions are supported": lambda t: t.nn.init.eye_(t.empty(3)),
        "2 or more dimensions": lambda t: t.nn.init.orthogonal_(t.empty(3)),
        "Mode fan_up not supported": lambda t: t.nn.init.kaiming_normal_(t.empty(3, 3), mode="fan_up"),
    }
    for words, call in calls.items():
        message = both_refuse(call)
        assert words in message and "Fix:" in message


def test_warnings() -> None:
    with pytest.warns(UserWarning, match="Initializing zero-element tensors is a no-op") as seen:
        tidu.nn.init.kaiming_uniform_(tidu.empty(0, 3))
    assert seen[0].filename == __file__
    with pytest.warns(UserWarning, match="more than 2 std"):
        tidu.nn.init.trunc_normal_(tidu.empty(2), mean=9.0, a=-1.0, b=1.0)
    xavier, kaiming = ("xavier_uniform", "xavier_normal"), ("kaiming_uniform", "kaiming_normal")
    for name in ("uniform", "normal", "eye", *xavier, *kaiming, "orthogonal"):
        with pytest.warns(
            FutureWarning, match=f"`nn.init.{name}` is now deprecated in favor of `nn.init.{name}_`"
        ):
            assert getattr(tidu.nn.init, name)(tidu.empty(2, 2)).shape == (2, 2)
    with pytest.warns(FutureWarning):
        assert tidu.nn.init.constant(tidu.empty(1), 2.0).item() == 2


@pytest.mark.parametrize("shape", [(4, 3, 5), (4, 2, 3, 4), (4, 4, 2, 2, 3)])
@pytest.mark.parametrize("groups", [1, 2])
def test_dirac(shape: tuple, groups: int) -> None:
    ours, theirs = (t.nn.init.dirac_(t.empty(shape), groups) for t in (tidu, torch))
    np.testing.assert_array_equal(ours.numpy(), theirs.numpy())


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_sparse(share: float) -> None:
    results = []
    for t in (tidu, torch):
        t.manual_seed(5)
        results.append(t.nn.init.sparse_(t.empty(7, 4), share, 0.3).numpy())
    np.testing.assert_allclose(*results, rtol=1e-6)
    assert tidu.rand(1).item() == torch.rand(1).item()


@pytest.mark.parametrize("shape", [(4,), (2, 3), (3, 2, 4)])
def test_what_dirac_and_sparse_refuse(shape: tuple) -> None:
    for name, call in (("dirac_", ()), ("sparse_", (0.5,))):
        if (name == "sparse_") == (len(shape) != 2):
            with pytest.raises(ValueError):
                getattr(torch.nn.init, name)(torch.empty(shape), *call)
            with pytest.raises(ValueError, match=r"dimensions|axes|2"):
                getattr(tidu.nn.init, name)(tidu.empty(shape), *call)
    with pytest.raises(ValueError, match="divisible by groups"):
        tidu.nn.init.dirac_(tidu.empty(3, 1, 1), 2)
