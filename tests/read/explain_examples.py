"""The computations whose derivations are kept in tests/read/golden."""

from __future__ import annotations

from typing import Any

import tidu
from tidu import nn
from tidu.nn import functional as F


class Cube(tidu.autograd.Function):
    """x³, with its own gradient."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        return grads[0] * 3 * ctx.saved_tensors[0] ** 2


def square() -> Any:
    w, b = tidu.tensor(3.0, requires_grad=True), tidu.tensor(1.0, requires_grad=True)
    x, y = tidu.tensor(2.0), tidu.tensor(5.0)
    loss = (w * x + b - y) ** 2
    return loss, locals()


def neuron() -> Any:
    """One neuron with a sigmoid (row C29)."""
    w, b = tidu.tensor(0.5, requires_grad=True), tidu.tensor(-1.0, requires_grad=True)
    x, y = tidu.tensor(3.0), tidu.tensor(1.0)
    a = tidu.sigmoid(w * x + b)
    loss = (a - y) ** 2 / 2
    return loss, locals()


def deep() -> Any:
    """Two neurons, one after the other."""
    w1, w2 = tidu.tensor(0.8, requires_grad=True), tidu.tensor(-0.6, requires_grad=True)
    x, y = tidu.tensor(1.5), tidu.tensor(1.0)
    h = tidu.sigmoid(w1 * x)
    p = tidu.sigmoid(w2 * h)
    loss = -(y * tidu.log(p) + (1 - y) * tidu.log(1 - p))
    return loss, locals()


def regression() -> Any:
    X = tidu.tensor([[1.0, 2.0], [2.0, -1.0], [0.0, 3.0], [-1.0, 1.0]])
    y = tidu.tensor([[3.0], [1.5], [2.0], [0.0]])
    linear = nn.Linear(2, 1)
    linear.load_state_dict({"weight": tidu.tensor([[0.5, -0.25]]), "bias": tidu.tensor([0.1])})
    loss = F.mse_loss(linear(X), y)
    return loss, locals()


def network() -> Any:
    tidu.manual_seed(1)
    net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 3))
    X, y = tidu.tensor([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5]]), tidu.tensor([2, 0])
    loss = F.cross_entropy(net(X), y)
    return loss, locals()


def quadratic() -> Any:
    """Matrix calculus (row C16)."""
    A = tidu.tensor([[2.0, 1.0], [1.0, 3.0]], requires_grad=True)
    b = tidu.tensor([1.0, -1.0])
    x = tidu.tensor([1.0, 2.0], requires_grad=True)
    f = x @ A @ x / 2 - b @ x
    return f, locals()


def large() -> Any:
    tidu.manual_seed(0)
    net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    images, labels = tidu.rand(64, 784), tidu.arange(64) % 10
    loss = F.cross_entropy(net(images), labels)
    return loss, locals()


def many_uses() -> Any:
    w = tidu.tensor([1.0, -2.0, 0.5], requires_grad=True)
    s = w.softmax(0)
    total = (s * w).sum() + Cube.apply(w).sum() + (w.reshape(3, 1) @ w.reshape(1, 3)).tanh().mean()
    return total, locals()


def convolved() -> Any:
    tidu.manual_seed(2)
    layer = nn.Conv2d(1, 2, 3)
    image = tidu.randn(1, 1, 6, 6)
    loss = F.max_pool2d(F.gelu(layer(image)), 2).mean()
    return loss, locals()


def normalised() -> Any:
    tidu.manual_seed(3)
    layer, norm = nn.Linear(2, 3), nn.BatchNorm1d(3)
    X, y = tidu.randn(4, 2), tidu.tensor([[0.0], [1.0], [1.0], [0.0]])
    loss = F.binary_cross_entropy_with_logits(norm(layer(X)).sum(1, keepdim=True), y)
    return loss, locals()


GOLDEN = {f.__name__: f for f in (square, neuron, deep, regression, network, quadratic, large)}
EXAMPLES = {**GOLDEN, **{f.__name__: f for f in (many_uses, convolved, normalised)}}
PATHS = {"square": "w", "deep": "w1", "network": "net.0.weight", "quadratic": "x"}
