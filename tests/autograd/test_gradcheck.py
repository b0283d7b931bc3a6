"""gradcheck and gradgradcheck: right gradients pass, wrong ones are caught, as by PyTorch's."""

from __future__ import annotations

import pytest


def point(t, *shape):
    t.manual_seed(0)
    return t.rand(*shape, dtype=t.float64, requires_grad=True)


def wrong(t, factor):
    """x², whose backward is off by `factor`."""

    class Wrong(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, g):
            return 2 * ctx.saved_tensors[0] * g * factor

    return Wrong.apply


RIGHT = {
    "one": lambda x, y: (x * y).exp(),
    "several results": lambda x, y: (x.sum(0), y * 2),
    "a matrix product": lambda x, y: x.mT @ x,
    "unused": lambda x, y: x.sin(),
    "a constant beside": lambda x, y: (x * 2, x.detach() * 0),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_gradients_pass(t, name):
    inputs = (point(t, 2, 3), point(t, 2, 3))
    assert t.autograd.gradcheck(RIGHT[name], inputs)
    if name != "a constant beside":
        assert t.autograd.gradgradcheck(RIGHT[name], inputs)


@pytest.mark.parametrize("factor", [1.01, -1.0, 0.0])
def test_wrong_gradients_are_caught(t, factor):
    x = point(t, 3)
    with pytest.raises(RuntimeError, match="Jacobian mismatch"):
        t.autograd.gradcheck(wrong(t, factor), x)
    assert t.autograd.gradcheck(wrong(t, factor), x, raise_exception=False) is False
    assert t.autograd.gradcheck(wrong(t, 1.0), x)


def test_a_wrong_second_gradient_is_caught(t):
    class Detached(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        def backward(ctx, g):
            return 3 * ctx.saved_tensors[0].detach() ** 2 * g

    x = point(t, 2)
    assert t.autograd.gradcheck(Detached.apply, x)
    with pytest.raises(RuntimeError):
        t.autograd.gradgradcheck(Detached.apply, x)


def test_inputs_are_as_they_were(t):
    x = point(t, 3)
    before = x.detach().clone()
    t.autograd.gradcheck(lambda x: x**2, x)
    assert t.equal(x, before) and x.grad is None


def test_tolerances(t):
    assert t.autograd.gradcheck(wrong(t, 1.01), point(t, 3), rtol=0.1)
