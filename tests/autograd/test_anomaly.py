"""detect_anomaly: where a gradient became NaN."""

from __future__ import annotations

import warnings

import pytest

import tidu


def nan(t):
    return (t.zeros(2, requires_grad=True).sqrt() * 0).sum()


def test_the_operation_is_named(t):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with t.autograd.detect_anomaly():
            y = nan(t)
            with pytest.raises(RuntimeError, match="'SqrtBackward0' returned nan values in its 0th output"):
                y.backward()


def test_the_line_is_told():
    with tidu.autograd.detect_anomaly():
        x = tidu.zeros(1, requires_grad=True)
        y = x.log() * 0  # the line that is meant
        z = (y * y).sqrt().sum()
        with pytest.raises(RuntimeError, match=r"test_anomaly.py:\d+: z = \(y \* y\).sqrt"):
            z.backward()


def test_it_is_off_again(t):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with t.autograd.detect_anomaly(), t.autograd.set_detect_anomaly(False):
            nan(t).backward()
    nan(t).backward()
    assert (t.ones(1, requires_grad=True) * 2).grad_fn.name() == "MulBackward0"


def test_infinity_is_no_anomaly(t):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with t.autograd.detect_anomaly():
            x = t.zeros(1, requires_grad=True)
            x.sqrt().backward()
    assert x.grad.item() == float("inf")


def test_gradients_are_the_same_under_it():
    def run():
        tidu.manual_seed(0)
        net = tidu.nn.Sequential(tidu.nn.Linear(3, 4), tidu.nn.ReLU(), tidu.nn.Linear(4, 1))
        net(tidu.rand(5, 3)).square().mean().backward()
        return [p.grad.tolist() for p in net.parameters()]

    plain = run()
    with tidu.autograd.detect_anomaly():
        assert run() == plain


def test_without_a_tape_and_with_second_derivatives():
    with tidu.autograd.detect_anomaly():
        x = tidu.tensor(2.0, requires_grad=True)
        with tidu.no_grad():
            assert not (x * 2).requires_grad
        (g,) = tidu.autograd.grad(x**3, x, create_graph=True)
        g.backward()
        assert x.grad.item() == 12.0
