"""Hooks on tensors: when they are called, with what, and how they are taken off."""

from __future__ import annotations

import gc

import pytest

import tidu


def test_a_hook_sees_the_gradient_and_may_replace_it(t) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    seen = []
    x.register_hook(lambda g: seen.append(g.tolist()))
    handle = x.register_hook(lambda g: g * 10)
    (x * 3).sum().backward()
    assert seen == [[3.0, 3.0]] and x.grad.tolist() == [30.0, 30.0]
    handle.remove()
    handle.remove()
    (x * 3).sum().backward()
    assert x.grad.tolist() == [33.0, 33.0]


def test_a_hook_on_a_result_changes_what_comes_before(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    y.register_hook(lambda g: g + 1)
    (y * 3).backward()
    assert x.grad.item() == 16.0


def test_hooks_run_in_order_and_once_for_the_whole_gradient(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    seen = []
    x.register_hook(lambda g: seen.append(("first", g.item())))
    x.register_hook(lambda g: seen.append(("second", g.item())))
    (x * 3 + x * 4).backward()
    assert seen == [("first", 7.0), ("second", 7.0)]


def test_a_hook_is_a_context(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    with x.register_hook(lambda g: g * 0):
        (x * 3).backward(retain_graph=True)
    (x * 3).backward()
    assert x.grad.item() == 3.0


def test_hooks_reach_autograd_grad(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    y.register_hook(lambda g: g * 2)
    assert [g.item() for g in t.autograd.grad(y * 1, [x])] == [8.0]


def test_a_hook_in_a_taped_backward_is_differentiated(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * x
    y.register_hook(lambda g: g * x)
    (g,) = t.autograd.grad(y, x, create_graph=True)
    assert g.item() == 8.0
    assert t.autograd.grad(g, x)[0].item() == 8.0


@pytest.mark.parametrize("wrong", [lambda t, g: t.ones(3), lambda t, g: g.sum()])
def test_a_hook_must_not_change_the_size(t, wrong) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    x.register_hook(lambda g: wrong(t, g))
    with pytest.raises(RuntimeError, match="has changed the size of value"):
        (x * 2).sum().backward()


@pytest.mark.parametrize("wrong", [1.0, "g"])
def test_a_hook_returns_a_tensor_or_nothing(t, wrong) -> None:
    x = t.tensor([1.0, 2.0], requires_grad=True)
    x.register_hook(lambda g: wrong)
    with pytest.raises(TypeError):
        (x * 2).sum().backward()


def test_post_accumulate_hooks(t) -> None:
    x, y = t.tensor(2.0, requires_grad=True), t.tensor(3.0, requires_grad=True)
    seen = []
    handle = x.register_post_accumulate_grad_hook(lambda leaf: seen.append(leaf.grad.item()))
    (x * y).backward()
    (x * y).backward()
    assert seen == [3.0, 6.0]
    handle.remove()
    (x * y).backward()
    assert len(seen) == 2


def test_a_step_inside_backward(t) -> None:
    x = t.tensor(2.0, requires_grad=True)

    def step(leaf) -> None:
        with t.no_grad():
            leaf -= 0.1 * leaf.grad
        leaf.grad = None

    x.register_post_accumulate_grad_hook(step)
    (x * x).backward()
    assert x.item() == pytest.approx(1.6) and x.grad is None


def test_a_kept_gradient_is_that_after_all_hooks(t) -> None:
    x = t.tensor(2.0, requires_grad=True)
    y = x * 3
    y.register_hook(lambda g: g + 1)
    y.retain_grad()
    y.register_hook(lambda g: g * 10)
    (y * 2).backward()
    assert y.grad.item() == 30.0 and x.grad.item() == 90.0


def test_hooks_do_not_keep_the_tensor_alive() -> None:
    import weakref

    x = tidu.tensor(2.0, requires_grad=True)
    y = x * 3
    y.retain_grad()
    alive = weakref.ref(y)
    z = y * 2
    del y
    gc.collect()
    assert alive() is None
    z.backward()
    assert x.grad.item() == 6.0
