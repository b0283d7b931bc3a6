"""tidu.autograd.functional against PyTorch's."""

from __future__ import annotations

import numpy as np
import pytest
import torch

import tidu
from tidu.testing import assert_close

X = np.random.default_rng(0).normal(size=(2, 3))
Y = np.random.default_rng(1).normal(size=3)
FUNCTIONS = {
    "one to one": lambda x, y: (x * y).sin(),
    "to a number": lambda x, y: (x.exp() * y).sum(),
    "to several": lambda x, y: (x @ y, y * 2, x.sum()),
    "without the second": lambda x, y: x**2,
    "without any": lambda x, y: (x.detach() * 0, y.sum()),
}


def plain(result):
    if isinstance(result, tuple):
        return tuple(plain(part) for part in result)
    return result.detach().numpy()


def tensors(t):
    return t.tensor(X), t.tensor(Y)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_jacobian(name: str) -> None:
    found = [plain(t.autograd.functional.jacobian(FUNCTIONS[name], tensors(t))) for t in (tidu, torch)]
    assert_close(*found)


def test_jacobian_of_one_input() -> None:
    found = [
        plain(t.autograd.functional.jacobian(lambda x: (x**3).sum(1), t.tensor(X))) for t in (tidu, torch)
    ]
    assert_close(*found)
    assert tidu.autograd.functional.jacobian(lambda x: x[:0], tidu.ones(2)).shape == (0, 2)


@pytest.mark.parametrize("name", ["to a number"])
def test_hessian(name: str) -> None:
    found = [plain(t.autograd.functional.hessian(FUNCTIONS[name], tensors(t))) for t in (tidu, torch)]
    assert_close(*found)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_products(name: str) -> None:
    results = []
    for t in (tidu, torch):
        outputs = FUNCTIONS[name](*tensors(t))
        several = isinstance(outputs, tuple)
        weights = tuple(t.full_like(y, 0.5 + k) for k, y in enumerate(outputs if several else [outputs]))
        functional = t.autograd.functional
        results.append(
            [
                plain(functional.vjp(FUNCTIONS[name], tensors(t), weights if several else weights[0])),
                plain(functional.jvp(FUNCTIONS[name], tensors(t), tuple(2 * x for x in tensors(t)))),
            ]
        )
    assert_close(*results)


def test_create_graph() -> None:
    for t in (tidu, torch):
        x = t.tensor(Y, requires_grad=True)
        j = t.autograd.functional.jacobian(lambda x: x**3, x, create_graph=True)
        assert j.requires_grad
        assert_close(t.autograd.grad(j.sum(), x)[0].numpy(), 6 * Y)
        plain_j = t.autograd.functional.jacobian(lambda x: x**3, x)
        assert not plain_j.requires_grad


def test_they_work_under_no_grad() -> None:
    with tidu.no_grad():
        assert tidu.autograd.functional.jacobian(lambda x: x * 2, tidu.ones(1)).tolist() == [[2.0]]


def test_hessian_wants_a_number() -> None:
    for t in (tidu, torch):
        with pytest.raises(RuntimeError, match="single element"):
            t.autograd.functional.hessian(lambda x: x * 2, t.ones(2))


def test_variable() -> None:
    for t in (tidu, torch):
        x = t.autograd.Variable(t.ones(2), requires_grad=True)
        assert isinstance(x, t.Tensor) and isinstance(x, t.autograd.Variable) and x.requires_grad
        assert not isinstance(1.0, t.autograd.Variable)
