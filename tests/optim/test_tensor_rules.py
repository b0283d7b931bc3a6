"""The same update rules on tensors, as a recording runs them and as a step is differentiated."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from optimizer_race import CASES, SHAPES, case_name

import tidu
from tidu import optim
from tidu.core.mode import mode
from tidu.tensor.tape import taped, untaped


@pytest.fixture
def float64():
    tidu.set_default_dtype(tidu.float64)
    yield
    tidu.set_default_dtype(tidu.float32)


@pytest.fixture
def recording(monkeypatch):
    """A stand-in for a recording: notes each operation, and refuses to look at a value."""
    noted = []

    def bind(primitive, operands, params):
        noted.append(primitive.name)
        return untaped(primitive, operands, params)

    def refuse(self, *_):
        raise AssertionError("a rule looked at the value of a tensor")

    class Recording:
        def __enter__(self):
            mode.bind = bind
            for name in ("item", "tolist", "numpy", "__bool__", "__float__", "__int__", "__array__"):
                monkeypatch.setattr(tidu.Tensor, name, refuse)
            return noted

        def __exit__(self, *_):
            mode.bind = taped
            monkeypatch.undo()

    return Recording()


def fresh(name, options, seed=0):
    random = np.random.default_rng(seed)
    params = [tidu.tensor(random.normal(size=shape), requires_grad=True) for shape in SHAPES]
    return params, getattr(optim, name)(params, **options)


def fill_gradients(params, seed):
    random = np.random.default_rng(seed)
    for p in params:
        p.grad = tidu.tensor(random.normal(size=p.shape))


FACTORED = [("Adafactor", {"lr": 0.2, "weight_decay": 0.1, "d": 1.2}), ("Adafactor", {"eps": (1e-4, 0.1)})]


@pytest.mark.parametrize(("name", "options"), CASES + FACTORED, ids=case_name)
def test_rules_on_tensors_are_operations_with_the_same_numbers(name, options, recording, float64):
    eager, eager_optimizer = fresh(name, options)
    other, other_optimizer = fresh(name, options)
    for seed in range(12):
        fill_gradients(eager, seed)
        fill_gradients(other, seed)
        eager_optimizer.step()
        before = [p._version for p in other]
        with recording as noted:
            other_optimizer.step()
        assert len(noted) >= len(other)
        noted.clear()
        assert all(p._version > version for p, version in zip(other, before, strict=True))
    for a, b in zip(eager, other, strict=True):
        np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), 1e-12, 1e-14)
    for a, b in zip(eager, other, strict=True):
        ours, theirs = eager_optimizer.state[a], other_optimizer.state[b]
        assert ours.keys() == theirs.keys()
        for key in ours:
            np.testing.assert_allclose(ours[key].numpy(), theirs[key].numpy(), 1e-12, 1e-14)
    assert all(p.is_leaf and p.requires_grad for p in other)


@pytest.mark.parametrize("name", ["SGD", "Adam", "Rprop"])
def test_a_learning_rate_tensor_is_an_operand(name, recording, float64):
    """So a program can take the learning rate as an input, and a schedule change it."""
    eager, eager_optimizer = fresh(name, {"lr": 0.05})
    other, other_optimizer = fresh(name, {"lr": 0.05})
    other_optimizer.param_groups[0]["lr"] = tidu.tensor([0.05])
    fill_gradients(eager, 0)
    fill_gradients(other, 0)
    eager_optimizer.step()
    other_optimizer.step()  # what is remembered is made by the first step, eagerly
    other_optimizer.param_groups[0]["lr"].fill_(0.02)
    eager_optimizer.param_groups[0]["lr"] = 0.02
    eager_optimizer.step()
    with recording:
        other_optimizer.step()
    for a, b in zip(eager, other, strict=True):
        np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), 1e-12, 1e-14)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("SGD", {"lr": 0.1, "weight_decay": 0.2}),
        ("Adam", {"lr": 0.1, "eps": 0.1}),
        ("RMSprop", {"lr": 0.1, "eps": 0.1, "momentum": 0.5}),
        ("Adagrad", {"lr": 0.1, "eps": 0.1}),
        ("Adadelta", {"lr": 0.1, "eps": 0.1}),
    ],
    ids=case_name,
)
def test_gradient_through_two_steps(name, options):
    """With `differentiable=True` the start has a gradient through the steps, as in PyTorch."""
    random = np.random.default_rng(7)
    start, slope, weight = random.normal(size=(3, 4))

    def through(library, package):
        first = library.tensor(start, requires_grad=True)
        w = first * 1.0
        w.retain_grad()
        optimizer = getattr(package, name)([w], differentiable=True, **options)
        factor = library.tensor(slope)
        w.grad = first * first * factor
        optimizer.step()
        w.grad = factor * first
        optimizer.step()
        (w * library.tensor(weight)).sum().backward()
        return first.grad.numpy()

    # PyTorch corrects Adam's bias in float32 here; we do it in float64 as everywhere.
    bound = 1e-5 if name == "Adam" else 1e-9
    np.testing.assert_allclose(through(tidu, optim), through(torch, torch.optim), bound, 1e-11)


def test_a_leaf_cannot_be_stepped_differentiably():
    w = tidu.tensor([1.0], requires_grad=True)
    w.grad = tidu.ones(1)
    with pytest.raises(RuntimeError, match="leaf"):
        optim.SGD([w], lr=0.1, differentiable=True).step()
