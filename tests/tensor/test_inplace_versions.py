"""Changing a result in place is an error only where the gradient needs its value."""

from __future__ import annotations

import pytest

import tidu


@pytest.mark.parametrize(
    ("operation", "gradient"),
    [
        (lambda x: x * 2.0, [2.0, 2.0]),
        (lambda x: x / 4.0, [0.25, 0.25]),
        (lambda x: 3.0 * x, [3.0, 3.0]),
        (lambda x: x + 1.0, [1.0, 1.0]),
    ],
)
def test_a_result_that_is_not_needed_may_change(operation, gradient):
    x = tidu.tensor([1.0, 2.0], requires_grad=True)
    y = operation(x)
    y += 1.0
    y.sum().backward()
    assert x.grad.tolist() == gradient


def test_a_result_that_is_needed_may_not_change():
    x = tidu.tensor([1.0, 2.0], requires_grad=True)
    y = x.exp()
    y += 1.0
    with pytest.raises(RuntimeError, match=r"modified by an inplace operation: the gradient of exp"):
        y.sum().backward()


def test_numbers_alone_are_let_go_too():
    x = tidu.tensor([1.0, 2.0], requires_grad=True)
    y = (x * 2.0).sum()
    y.backward()
    with pytest.raises(RuntimeError, match=r"second time"):
        y.backward()
