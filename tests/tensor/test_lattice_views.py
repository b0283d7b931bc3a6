"""Views by strides, diagonals and windows share memory, version and tape with what they are views of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.testing import check_gradients

VIEWS: dict[str, Callable[[Any], Any]] = {
    "diagonal": lambda x: x.diagonal(1),
    "diagonal of a transpose": lambda x: x.t().diagonal(-1),
    "windows": lambda x: x.unfold(1, 2, 2),
    "strides": lambda x: x.as_strided((2, 2), (4, 1), 1),
    "strides of a part": lambda x: x[1:].as_strided((2, 2), (1, 4)),
    "narrow diagonal": lambda x: x.narrow(1, 1, 3).diagonal(),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_written_through(name: str) -> None:
    numbers = np.random.default_rng(3).normal(size=(3, 4))
    found = []
    for t in (tidu, torch):
        x = t.tensor(numbers)
        part = VIEWS[name](x)
        part.mul_(3.0)
        facts = (x._version, part._version, part.storage_offset())
        found.append((x.numpy().copy(), part.numpy().copy(), *facts))
    for mine, theirs in zip(*found, strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "strides of a part"])
def test_gradients_pass_through_a_written_view(name: str) -> None:
    numbers = np.random.default_rng(4).normal(size=(3, 4))
    found = []
    for t in (tidu, torch):
        x = t.tensor(numbers, requires_grad=True)
        y = x * 2
        part = VIEWS[name](y)
        part.copy_(part.detach().sin())
        (y * t.tensor(numbers[::-1].copy())).sum().backward()
        found.append(x.grad.numpy())
    np.testing.assert_allclose(*found, rtol=1e-12)


def test_memory_that_is_not_there_is_not_seen() -> None:
    x = tidu.arange(6.0)
    with pytest.raises(RuntimeError, match="out of bounds"):
        x.as_strided((2, 4), (3, 1))
    assert x[2:].as_strided((2,), (1,), 0).tolist() == [0.0, 1.0]


def test_bits_are_read_as_another_type() -> None:
    numbers = np.array([[1.5, -2.0], [0.0, 3.25]])
    for kind in ("int64", "int32", "uint8"):
        mine = tidu.tensor(numbers).view(getattr(tidu, kind))
        theirs = torch.tensor(numbers).view(getattr(torch, kind))
        np.testing.assert_array_equal(mine.numpy(), theirs.numpy())
    x = tidu.tensor(numbers)
    x.view(tidu.int64).zero_()
    assert not x.any()


ORDERS: dict[str, Callable[[Any, Any], Any]] = {
    "prod at a 0": lambda t, x: (x * t.tensor([1.0, 0.0, 1.0, 1.0], dtype=t.float64)).prod(),
    "prod at two 0": lambda t, x: (x * t.tensor([0.0, 0.0, 1.0, 1.0], dtype=t.float64)).prod(),
    "prod along": lambda t, x: x.reshape(2, 2).prod(1).sum(),
    "cumprod": lambda t, x: (x - x.detach()).cumprod(0).sum() + x.cumprod(0).sum(),
    "logcumsumexp": lambda t, x: x.logcumsumexp(0).sin().sum(),
    "norm 0": lambda t, x: x.norm(0) + (x**3).sum(),
    "median": lambda t, x: (x * x).median(),
}


@pytest.mark.parametrize("name", ORDERS)
def test_first_and_second_derivatives(name: str) -> None:
    numbers = np.array([0.7, -1.3, 0.4, 2.1])
    found = []
    for t in (tidu, torch):
        x = t.tensor(numbers, requires_grad=True)
        (first,) = t.autograd.grad(ORDERS[name](t, x), [x], create_graph=True)
        weights = t.tensor([1.0, -2.0, 0.5, 3.0], dtype=t.float64)
        (second,) = t.autograd.grad((first * weights).sum(), [x])
        found.append((first.detach().numpy(), second.numpy()))
    for mine, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("zeros", [[], [1], [0, 2], [0, 1, 2, 3, 4]])
def test_products_of_zeros_have_every_derivative(zeros: list[int]) -> None:
    numbers = np.random.default_rng(5).normal(size=5)
    numbers[zeros] = 0.0
    check_gradients(lambda x: x.prod(), [tidu.tensor(numbers, requires_grad=True)])
    check_gradients(lambda x: x.cumprod(0), [tidu.tensor(numbers, requires_grad=True)])


def test_all_that_are_the_median_share_its_gradient() -> None:
    for numbers in ([1.0, 2.0, 2.0, 3.0], [2.0, float("nan"), 1.0]):
        found = []
        for t in (tidu, torch):
            x = t.tensor(numbers, requires_grad=True)
            x.median().backward()
            found.append(x.grad.numpy())
        np.testing.assert_array_equal(*found)


def test_new_tensors_with_strides() -> None:
    for t in (tidu, torch):
        x = t.ones(1, dtype=t.float64)
        made = x.new_empty_strided((2, 3), (1, 2))
        assert (made.stride(), tuple(made.shape), str(made.dtype)) == ((1, 2), (2, 3), "torch.float64")
        assert t.empty_strided((2, 2), (4, 1)).stride() == (4, 1)
        assert t.empty_permuted((2, 3, 4), (1, 2, 0)).stride() == (1, 8, 2)
