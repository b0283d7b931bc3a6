"""C32, C33: the blog post's program in MXNet's words, four learning rates, three epochs each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy
import pytest

from tidu.compat.mxnet import autograd, nd

NUM_INPUT, NUM_EXAMPLES, NUM_EPOCHS, BATCH = 2, 1000, 3, 10


def linreg(x: Any, w: Any, b: Any) -> Any:
    return nd.dot(x, w) + b


def sgd(params: Any, lr: float, batch_size: int) -> None:
    for param in params:
        param[:] = param - lr * param.grad / batch_size


def squared_loss(y_hat: Any, y: Any) -> Any:
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def data_iter(features: Any, labels: Any) -> Iterator[tuple[Any, Any]]:
    indices = list(range(len(features)))
    random.shuffle(indices)
    for start in range(0, len(indices), BATCH):
        rows = nd.array(indices[start : start + BATCH])
        yield features.take(rows), labels.take(rows)


def train_wb(w: Any, b: Any, lr: float, features: Any, labels: Any) -> list[float]:
    losses = []
    for _ in range(NUM_EPOCHS):
        for x, y in data_iter(features, labels):
            with autograd.record():
                loss = squared_loss(linreg(x, w, b), y)
            loss.backward()
            sgd([w, b], lr, BATCH)
        losses.append(squared_loss(linreg(features, w, b), labels).mean().asscalar())
    return losses


@pytest.fixture(scope="module")
def runs() -> dict[float, tuple[list[float], Any, Any]]:
    """Learning rate -> its loss after each epoch, w and b."""
    nd.random.seed(0)
    random.seed(0)
    features = nd.random.normal(scale=1, shape=(NUM_EXAMPLES, NUM_INPUT))
    labels = 2 * features[:, 0] - 3.4 * features[:, 1] + 4.2
    labels += nd.random.normal(scale=0.01, shape=labels.shape)
    found = {}
    for lr in numpy.arange(0.01, 0.05, 0.01):
        w = nd.random.normal(scale=0.01, shape=(NUM_INPUT, 1))
        b = nd.zeros(shape=(1,))
        w.attach_grad()
        b.attach_grad()
        found[round(float(lr), 2)] = (train_wb(w, b, lr, features, labels), w, b)
    return found


def test_c32_c33_larger_steps_descend_faster_here(runs: dict[float, tuple[list[float], Any, Any]]) -> None:
    assert list(runs) == [0.01, 0.02, 0.03, 0.04]
    first = [losses[0] for losses, _, _ in runs.values()]
    assert first == sorted(first, reverse=True)
    for losses, _, _ in runs.values():
        assert losses[0] > losses[1] > losses[2] * 0.999


def test_c32_the_parameters_are_found(runs: dict[float, tuple[list[float], Any, Any]]) -> None:
    losses, w, b = runs[0.04]
    assert losses[-1] < 1e-3
    numpy.testing.assert_allclose(w.asnumpy().ravel(), [2, -3.4], atol=0.01)
    assert b.asscalar() == pytest.approx(4.2, abs=0.01)


def test_c32_what_attach_grad_and_backward_do() -> None:
    """The post's two open questions, as a program answers them."""
    x = nd.array([1.0, 2.0, 3.0])
    assert x.grad is None  # no place for a gradient yet
    x.attach_grad()
    assert x.grad.asnumpy().tolist() == [0, 0, 0]  # attach_grad makes that place
    with autograd.record():
        y = (x * x).sum()
    y.backward()  # fills it
    assert x.grad.asnumpy().tolist() == [2, 4, 6]
