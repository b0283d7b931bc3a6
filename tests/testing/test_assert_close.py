"""assert_close and check_gradients: what passes, what fails, and what is said."""

from __future__ import annotations

import numpy as np
import pytest

import tidu
from tidu.autograd import Function
from tidu.testing import assert_close, check_gradients

F64 = tidu.float64


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (1.0, 1.0),
        (tidu.tensor([1.0, 2.0]), tidu.tensor([1.0 + 1e-7, 2.0])),
        (tidu.tensor([1, 2]), np.array([1, 2])),
        ([tidu.ones(2), {"a": 3}], [tidu.ones(2), {"a": 3}]),
        (tidu.zeros(0), tidu.zeros(0)),
        (tidu.tensor([float("inf")]), tidu.tensor([float("inf")])),
        (np.array([2**62 + 1]), np.array([2**62 + 1])),
        (True, True),
    ],
)
def test_close_values_pass(actual: object, expected: object) -> None:
    assert_close(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (tidu.tensor([1.0, 2.0, 3.0]), tidu.tensor([1.0, 2.5, 3.1]), r"elements: 2 / 3.*0.5 at \(1,\)"),
        (tidu.tensor(1.0), tidu.tensor([1.0]), r"shapes do not match: \(\) != \(1,\)"),
        (tidu.tensor([1.0]), tidu.tensor([1]), "types do not match: float32 != int64"),
        ([1, 2], [1], "numbers of items do not match: 2 != 1"),
        ({"a": 1}, {"b": 1}, r"keys do not match: \['a'\] != \['b'\]"),
        ({"a": [1.0, 2.0]}, {"a": [1.0, 9.0]}, r"^\['a'\] \[1\] "),
        (float("nan"), float("nan"), "Mismatched elements: 1 / 1"),
        (tidu.tensor([1.0, float("nan")]), tidu.tensor([9.0, 1.0]), r"at \(1,\)"),
        (np.array([2**62 + 1]), np.array([2**62]), "Mismatched"),
        (True, False, "Mismatched"),
    ],
)
def test_other_values_fail(actual: object, expected: object, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        assert_close(actual, expected)


def test_options() -> None:
    assert_close(float("nan"), float("nan"), equal_nan=True)
    assert_close(tidu.ones(1), tidu.ones(1, dtype=F64), check_dtype=False)
    assert_close(1.0, 1.4, atol=0.5, rtol=0)
    with pytest.raises(AssertionError, match=r"^mine$"):
        assert_close(1.0, 2.0, msg="mine")


class Wrong(Function):
    """Twice x, with a gradient that is right only at first order."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * g * x.detach()


def test_check_gradients_takes_several_inputs_and_outputs() -> None:
    x, y = tidu.randn(3, dtype=F64), tidu.randn(2, 3, dtype=F64)
    check_gradients(lambda x, y: (x * y, y.exp().sum(), x > 0), (x, y))
    check_gradients(lambda x, k: x[k], (x, tidu.tensor([0, 0])))
    check_gradients(lambda x: tidu.ones(2, dtype=F64), x)  # does not depend on its input


@pytest.mark.parametrize(("order", "fails"), [(1, False), (2, True)])
def test_check_gradients_reaches_the_order_asked_for(order: int, fails: bool) -> None:
    x = tidu.tensor([0.5, -1.0], dtype=F64)
    if not fails:
        check_gradients(Wrong.apply, x, order)
        return
    with pytest.raises(AssertionError, match="order 2 is wrong"):
        check_gradients(Wrong.apply, x, order)


def test_check_gradients_wants_float64() -> None:
    with pytest.raises(TypeError, match=r"number 0 is torch.float32. Fix: x.double\(\)"):
        check_gradients(lambda x: x, tidu.ones(2))
