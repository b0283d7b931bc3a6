"""The tape seen from outside: grad_fn, hooks on nodes, on saved tensors and on several gradients."""

from __future__ import annotations

import pytest
import torch

import tidu


def names(function):
    """The names of operations behind a tensor, to the leaves."""
    found = [function.name()]
    for behind, _ in function.next_functions:
        found += names(behind) if behind is not None else ["None"]
    return found


def test_the_tape_can_be_read(t):
    x = t.ones(2, requires_grad=True)
    y = ((x * 2) + x).exp().sum()
    assert names(y.grad_fn) == [
        "SumBackward0", "ExpBackward0", "AddBackward0", "MulBackward0",
        "torch::autograd::AccumulateGrad", "None", "torch::autograd::AccumulateGrad",
    ]  # fmt: skip
    assert y.grad_fn.next_functions[0][0] == y.grad_fn.next_functions[0][0]
    assert (x * 2).grad_fn.next_functions[0][0].variable is x
    y.grad_fn.metadata["note"] = 1
    assert y.grad_fn.metadata == {"note": 1}


def test_hooks_on_a_node(t):
    x = t.ones(2, requires_grad=True)
    y = x * 3
    seen = []
    handle = y.grad_fn.register_hook(
        lambda inputs, outputs: seen.append((inputs[0].tolist(), outputs[0].tolist()))
    )
    y.sum().backward(retain_graph=True)
    handle.remove()
    y.sum().backward()
    assert seen == [([3.0, 3.0], [1.0, 1.0])]
    assert x.grad.tolist() == [6.0, 6.0]


def test_hooks_on_a_node_replace(t):
    x = t.ones(2, requires_grad=True)
    y = x * 3
    y.grad_fn.register_hook(lambda inputs, outputs: (inputs[0] * 10, *inputs[1:]))
    y.grad_fn.register_prehook(lambda outputs: (outputs[0] * 2,))
    y.sum().backward()
    assert x.grad.tolist() == [60.0, 60.0]


def test_what_is_saved_goes_through_hooks(t):
    packed, unpacked = [], []

    def pack(x):
        packed.append(x.detach().clone())
        return len(packed) - 1

    def unpack(place):
        unpacked.append(place)
        return packed[place]

    x = t.tensor([2.0, 3.0], requires_grad=True)
    with t.autograd.graph.saved_tensors_hooks(pack, unpack):
        y = (x * x).exp()
    assert len(packed) == 3 and not unpacked
    y.sum().backward()
    assert sorted(unpacked) == [0, 1, 2]
    assert t.allclose(x.grad, 2 * x * y)


def test_hooks_can_change_what_is_saved(t):
    x = t.tensor([2.0], requires_grad=True)
    with t.autograd.graph.saved_tensors_hooks(lambda s: s, lambda s: s * 10):
        y = x.exp() if False else x * t.tensor([3.0])
    y.sum().backward()
    assert x.grad.tolist() == [30.0]


def test_save_on_cpu_and_disable(t):
    x = t.tensor([2.0], requires_grad=True)
    with t.autograd.graph.save_on_cpu():
        y = x * x
    y.backward()
    assert x.grad.tolist() == [4.0]
    with (
        pytest.raises(RuntimeError, match="not now"),
        t.autograd.graph.disable_saved_tensors_hooks("not now"),
        t.autograd.graph.saved_tensors_hooks(lambda s: s, lambda s: s),
    ):
        x * x


@pytest.mark.parametrize("mode", ["all", "any"])
def test_several_gradients_at_once(t, mode):
    x, y = t.ones(1, requires_grad=True), t.ones(1, requires_grad=True)
    seen = []
    handle = t.autograd.graph.register_multi_grad_hook((x, y), seen.append, mode=mode)
    for _ in range(2):
        (x * 2 + y * 3).sum().backward()
    handle.remove()
    (x * y).sum().backward()
    assert len(seen) == 2
    if mode == "all":
        assert [g.item() for g in seen[0]] == [2.0, 3.0]


def test_a_version_by_hand(t):
    x = t.ones(1, requires_grad=True) * 2
    y = (x * x).sum()
    t.autograd.graph.increment_version(x)
    with pytest.raises(RuntimeError, match="version 1"):
        y.backward()


def test_batched_weights_and_inputs_in_a_dictionary(t):
    x = t.tensor([1.0, 2.0], requires_grad=True)
    (rows,) = t.autograd.grad(x**2, x, t.eye(2), is_grads_batched=True)
    assert rows.tolist() == [[2.0, 0.0], [0.0, 4.0]]
    found = t.autograd.grad((x**2).sum(), {"x": x})
    assert list(found) == ["x"] and found["x"].tolist() == [2.0, 4.0]


def test_a_function_without_ctx_takes_keywords(t):
    class Scale(t.autograd.Function):
        @staticmethod
        def forward(x, k=2):
            return x * k

        @staticmethod
        def setup_context(ctx, inputs, output):
            ctx.k = inputs[1]

        @staticmethod
        def backward(ctx, g):
            return g * ctx.k, None

    x = t.ones(1, requires_grad=True)
    Scale.apply(x, k=5).backward()
    Scale.apply(x).backward()
    assert x.grad.item() == 7.0
    assert Scale.apply(x, k=3).grad_fn.k == 3


def test_once_differentiable(t):
    class Square(t.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        @t.autograd.function.once_differentiable
        def backward(ctx, g):
            return 2 * ctx.saved_tensors[0] * g

    x = t.tensor(3.0, requires_grad=True)
    Square.apply(x).backward()
    assert x.grad.item() == 6.0
    (g,) = t.autograd.grad(Square.apply(x) ** 2, x, create_graph=True)
    with pytest.raises(RuntimeError, match="once_differentiable"):
        g.backward()


def test_what_copy_writes_over_has_a_gradient_of_0(t):
    x, y = t.ones(2, requires_grad=True), t.ones(2, requires_grad=True)
    z = x * 2
    z.copy_(y * 3)
    (z * z).sum().backward()
    assert x.grad.tolist() == [0.0, 0.0] and y.grad.tolist() == [18.0, 18.0]


LOSSES = {
    "mse": lambda t, model, x: t.nn.functional.mse_loss(model(x), t.zeros(2, 1)),
    "sum of squares": lambda t, model, x: t.nn.functional.mse_loss(model(x), t.zeros(2, 1), reduction="sum"),
    "product of what is learnt": lambda t, model, x: t.nn.MSELoss()(model[0].bias * x[:1, 0], t.zeros(3)),
    "mean": lambda t, model, x: model(x).abs().mean(),
    "mean along an axis": lambda t, model, x: model(x).mean(0).sum(),
    "likelihood": lambda t, model, x: t.nn.BCELoss()(t.sigmoid(model(x)), t.zeros(2, 1)),
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_the_walk_meets_what_was_written(loss):
    walks = []
    for t in (tidu, torch):
        model = t.nn.Sequential(t.nn.Linear(2, 3), t.nn.ReLU(), t.nn.Linear(3, 1))
        walks.append(names(loss(t, model, t.ones(2, 2)).grad_fn))
    assert walks[0] == walks[1]
