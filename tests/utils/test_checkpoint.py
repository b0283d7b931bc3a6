"""utils.checkpoint: gradients as without it, and nothing kept in between."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

import tidu
import tidu.utils.checkpoint as ours
from tidu.testing import assert_close


def network(t: Any) -> Any:
    t.manual_seed(0)
    return t.nn.Sequential(t.nn.Linear(3, 8), t.nn.Tanh(), t.nn.Dropout(0.5), t.nn.Linear(8, 1))


def gradients(t: Any, wrapped: bool, **settings: Any) -> list[Any]:
    checkpoint = importlib.import_module(f"{t.__name__}.utils.checkpoint").checkpoint
    net = network(t)
    x = t.rand(5, 3, requires_grad=True)
    y = checkpoint(net, x, use_reentrant=False, **settings) if wrapped else net(x)
    after = t.rand(1)
    (y * y).mean().backward()
    return [x.grad, *(p.grad for p in net.parameters()), after]


def test_gradients_are_the_same_random_numbers_too() -> None:
    for plain, wrapped in zip(gradients(tidu, False), gradients(tidu, True), strict=True):
        assert_close(plain, wrapped, rtol=0, atol=0)


def test_as_in_pytorch() -> None:
    import torch

    for mine, theirs in zip(gradients(tidu, True), gradients(torch, True), strict=True):
        assert_close(mine.numpy(), theirs.numpy(), rtol=1e-4, atol=1e-6)


def test_nothing_is_kept_and_the_function_runs_again() -> None:
    calls = []

    def function(x: Any) -> Any:
        calls.append(1)
        return (x * x).exp()

    x = tidu.ones(3, requires_grad=True)
    y = ours.checkpoint(function, x, use_reentrant=False)
    node = y.grad_fn._node
    assert node.saved is None and node.out is None and len(calls) == 1
    y.sum().backward()
    assert len(calls) == 2
    assert_close(x.grad, 2 * x.detach() * y.detach())


def test_autograd_grad_second_derivatives_and_no_grad() -> None:
    x = tidu.tensor(2.0, requires_grad=True)
    y = ours.checkpoint(lambda z: z**3, x)
    (g,) = tidu.autograd.grad(y, x, create_graph=True)
    (h,) = tidu.autograd.grad(g, x)
    assert (g.item(), h.item()) == (12.0, 12.0)
    with tidu.no_grad():
        assert not ours.checkpoint(lambda z: z**3, x).requires_grad


def test_another_number_of_operations_is_refused() -> None:
    seen: list[int] = []

    def unsteady(x: Any) -> Any:
        seen.append(1)
        return x * x if len(seen) == 1 else x * x * x

    with pytest.raises(ours.CheckpointError, match="1 operations, then 2"):
        ours.checkpoint(unsteady, tidu.ones(1, requires_grad=True)).sum().backward()


@pytest.mark.parametrize("segments", [1, 2, 4])
def test_a_sequence_in_segments(segments: int) -> None:
    plain = gradients(tidu, False)
    net = network(tidu)
    x = tidu.rand(5, 3, requires_grad=True)
    y = ours.checkpoint_sequential(net, segments, x, use_reentrant=False)
    (y * y).mean().backward()
    for wanted, found in zip(plain, [x.grad, *(p.grad for p in net.parameters())], strict=False):
        assert_close(found, wanted, rtol=0, atol=0)
