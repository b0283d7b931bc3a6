"""Own operations: autograd.Function in all its styles."""

from __future__ import annotations

import gc
import weakref

import pytest

import tidu
from tidu.testing import check_gradients


def cube(t):
    class Cube(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        def backward(ctx, g):
            (x,) = ctx.saved_tensors
            return g * 3 * x**2

    return Cube


def test_forward_and_backward(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    y = cube(t).apply(x)
    assert y.grad_fn.name() == "CubeBackward" and repr(y).endswith("grad_fn=<CubeBackward>)")
    y.sum().backward()
    assert y.tolist() == [1.0, 8.0] and x.grad.tolist() == [3.0, 12.0]


def test_without_gradients_nothing_is_taped(t) -> None:
    y = cube(t).apply(t.ones(2))
    assert y.grad_fn is None and not y.requires_grad
    with t.no_grad():
        assert not cube(t).apply(t.ones(2, requires_grad=True)).requires_grad


def test_second_derivatives_pass_through(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (g,) = t.autograd.grad(cube(t).apply(x).sum(), x, create_graph=True)
    (h,) = t.autograd.grad(g.sum(), x)
    assert h.tolist() == [6.0, 12.0]


def test_it_agrees_with_finite_differences_to_second_order() -> None:
    check_gradients(cube(tidu).apply, tidu.tensor([0.3, -1.2], dtype=tidu.float64))


def test_a_saved_result_is_differentiated_through(t) -> None:
    class Exp(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            y = x.exp()
            ctx.save_for_backward(y)
            return y

        @staticmethod
        def backward(ctx, g):
            return g * ctx.saved_tensors[0]

    x = t.tensor(0.5, requires_grad=True, dtype=t.float64)
    first = t.autograd.grad(Exp.apply(x), x, create_graph=True)[0]
    second = t.autograd.grad(first, x, create_graph=True)[0]
    third = t.autograd.grad(second, x)[0]
    assert first.item() == second.item() == pytest.approx(third.item())


def test_several_results(t) -> None:
    class Both(t.autograd.Function):
        @staticmethod
        def forward(ctx, x, y):
            ctx.save_for_backward(x, y)
            return x * y, x + y

        @staticmethod
        def backward(ctx, g, h):
            x, y = ctx.saved_tensors
            return g * y + h, g * x + h

    def fresh():
        return t.tensor([2.0], requires_grad=True), t.tensor([3.0], requires_grad=True)

    x, y = fresh()
    a, b = Both.apply(x, y)
    (a * 2 + b * 10).backward()
    assert x.grad.item() == 16.0 and y.grad.item() == 14.0
    x, y = fresh()
    a, b = Both.apply(x, y)
    b.backward(retain_graph=True)
    a.backward()
    assert x.grad.item() == 4.0 and y.grad.item() == 3.0
    x, y = fresh()
    a, b = Both.apply(x, y)
    assert [g.item() for g in t.autograd.grad(a * b, [x, a, b])] == [21.0, 5.0, 6.0]


@pytest.mark.parametrize("materialize", [True, False])
def test_results_that_nothing_used(t, materialize: bool) -> None:
    seen = []

    class Two(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.set_materialize_grads(materialize)
            return x * 1, x * 2

        @staticmethod
        def backward(ctx, g, h):
            seen.append((g, h))
            return g

    x = t.tensor([1.0, 2.0], requires_grad=True)
    Two.apply(x)[0].sum().backward()
    g, h = seen[0]
    assert g.tolist() == [1.0, 1.0]
    assert h.tolist() == [0.0, 0.0] if materialize else h is None


def test_needs_input_grad_and_constants(t) -> None:
    class Affine(t.autograd.Function):
        @staticmethod
        def forward(ctx, x, w, scale, name=None):
            ctx.save_for_backward(x, w)
            ctx.scale, ctx.name = scale, name
            ctx.order, ctx.edges, ctx.hooks, ctx.shape = 1, 2, 3, 4  # names of one's own do no harm
            return x * w * scale

        @staticmethod
        def backward(ctx, g):
            assert ctx.needs_input_grad == (False, True, False, False)
            assert (ctx.name, ctx.order, ctx.edges, ctx.hooks, ctx.shape) == ("n", 1, 2, 3, 4)
            x, _ = ctx.saved_tensors
            return None, g * x * ctx.scale, None, None

    w = t.tensor([1.0, 2.0], requires_grad=True)
    Affine.apply(t.tensor([3.0, 4.0]), w, 2.0, "n").sum().backward()
    assert w.grad.tolist() == [6.0, 8.0]


def test_setup_context(t) -> None:
    class Square(t.autograd.Function):
        @staticmethod
        def forward(x, power):
            return x**power, x.sign()

        @staticmethod
        def setup_context(ctx, inputs, output):
            x, ctx.power = inputs
            ctx.save_for_backward(x)
            ctx.mark_non_differentiable(output[1])

        @staticmethod
        def backward(ctx, g, unused):
            (x,) = ctx.saved_tensors
            return g * ctx.power * x ** (ctx.power - 1), None

    x = t.tensor([1.0, -2.0], requires_grad=True)
    y, sign = Square.apply(x, 2)
    assert y.requires_grad and not sign.requires_grad and sign.grad_fn is None
    y.sum().backward()
    assert x.grad.tolist() == [2.0, -4.0]


def test_whole_numbers_among_the_results(t) -> None:
    class Top(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            values, places = x.max(0)
            ctx.save_for_backward(places)
            ctx.count = len(x)
            ctx.mark_non_differentiable(places)
            return values, places

        @staticmethod
        def backward(ctx, g, _):
            (places,) = ctx.saved_tensors
            made = g.new_zeros(ctx.count)
            made[places] = g
            return made

    x = t.tensor([1.0, 5.0, 2.0], requires_grad=True)
    value, place = Top.apply(x)
    value.backward()
    assert place.item() == 1 and x.grad.tolist() == [0.0, 1.0, 0.0]


def test_a_result_that_is_an_argument(t) -> None:
    class Through(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x

        @staticmethod
        def backward(ctx, g):
            return -g

    x = t.tensor([1.0, 2.0], requires_grad=True)
    y = Through.apply(x)
    assert y is not x and y.data_ptr() == x.data_ptr()
    y.sum().backward()
    assert x.grad.tolist() == [-1.0, -1.0]


def test_mark_dirty(t) -> None:
    class Double(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            x.mul_(2)
            ctx.mark_dirty(x)
            return x

        @staticmethod
        def backward(ctx, g):
            return g * 2

    x = t.tensor([1.0, 2.0], requires_grad=True)
    y = x * 3
    z = Double.apply(y)
    assert z is y and y.tolist() == [6.0, 12.0] and y._version > 0
    z.sum().backward()
    assert x.grad.tolist() == [6.0, 6.0]


def test_gradients_are_fitted_to_their_arguments(t) -> None:
    class Broadcast(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.expand(3, 2) * 1.0

        @staticmethod
        def backward(ctx, g):
            return g

    x = t.tensor([1.0, 2.0], requires_grad=True)
    Broadcast.apply(x).sum().backward()
    assert x.grad.tolist() == [3.0, 3.0]


def returning(t, *results):
    class Wrong(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, g):
            return results if len(results) > 1 else results[0]

    return Wrong


@pytest.mark.parametrize(
    ("results", "words"),
    [
        (lambda t: (t.ones(2), t.ones(2)), r"incorrect number of gradients \(expected 1, got 2\)"),
        (lambda t: (t.ones(3),), r"returned an invalid gradient at index 0 - got \[3\]"),
        (lambda t: (3,), r"expected Variable or None"),
    ],
)
def test_wrong_gradients(t, results, words: str) -> None:
    x = t.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match=words):
        returning(t, *results(t)).apply(x).sum().backward()


def test_trailing_nones_are_forgiven(t) -> None:
    x = t.ones(2, requires_grad=True)
    returning(t, t.ones(2), None, None).apply(x).sum().backward()
    assert x.grad.tolist() == [1.0, 1.0]
    x.grad = None
    returning(t, None).apply(x).sum().backward()
    assert x.grad is None


def test_what_is_saved_is_guarded(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    y = cube(t).apply(x).sum()
    y.backward()
    with pytest.raises(RuntimeError, match="backward through the graph a second time"):
        y.backward()
    z = x * 1
    y = cube(t).apply(z).sum()
    z.mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.backward()


def test_only_tensors_are_saved(t) -> None:
    class Wrong(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x, None, 3)
            return x * 1

    with pytest.raises(TypeError, match="save_for_backward can only save"):
        Wrong.apply(t.ones(1, requires_grad=True))


def test_what_is_not_defined(t) -> None:
    class Empty(t.autograd.Function):
        pass

    class Half(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 1

    with pytest.raises(NotImplementedError):
        Empty.apply(t.ones(1))
    with pytest.raises(NotImplementedError):
        Half.apply(t.ones(1, requires_grad=True)).backward()


def test_it_is_not_instantiated() -> None:
    with pytest.raises(RuntimeError, match=r"Cube is not called or instantiated. Fix: Cube.apply\(...\)"):
        cube(tidu)()


def test_nothing_is_kept_alive_in_a_circle() -> None:
    class Exp(tidu.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            y = x.exp()
            ctx.save_for_backward(y)
            return y

        @staticmethod
        def backward(ctx, g):
            return g * ctx.saved_tensors[0]

    gc.disable()
    try:
        y = Exp.apply(tidu.ones(2, requires_grad=True))
        alive = weakref.ref(y._node)
        del y
        assert alive() is None
    finally:
        gc.enable()
