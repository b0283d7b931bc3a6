"""MXNet's spelling: course code runs, and its numbers are right."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.compat import mxnet as mx
from tidu.compat.mxnet import autograd, gluon, init, nd
from tidu.compat.mxnet.gluon import data as gdata
from tidu.compat.mxnet.gluon import loss as gloss
from tidu.compat.mxnet.gluon import nn


@pytest.fixture(autouse=True)
def seeded() -> None:
    nd.random.seed(1)
    random.seed(1)


def linreg(X: Any, w: Any, b: Any) -> Any:
    return nd.dot(X, w) + b


def squared_loss(y_hat: Any, y: Any) -> Any:
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params: Any, lr: float, batch_size: int) -> None:
    for param in params:
        param[:] = param - lr * param.grad / batch_size


def data_iter(batch_size: int, features: Any, labels: Any) -> Iterator[Any]:
    indices = list(range(len(features)))
    random.shuffle(indices)
    for i in range(0, len(features), batch_size):
        j = nd.array(indices[i : min(i + batch_size, len(features))])
        yield features.take(j), labels.take(j)


def examples() -> tuple[Any, Any]:
    features = nd.random.normal(scale=1, shape=(200, 2))
    labels = 2 * features[:, 0] + -3.4 * features[:, 1] + 4.2
    labels += nd.random.normal(scale=0.01, shape=labels.shape)
    return features, labels


def test_linear_regression_by_hand() -> None:
    features, labels = examples()
    w, b = nd.random.normal(scale=0.01, shape=(2, 1)), nd.zeros(shape=(1,))
    w.attach_grad()
    b.attach_grad()
    for epoch in range(4):
        for X, y in data_iter(10, features, labels):
            with autograd.record():
                loss = squared_loss(linreg(X, w, b), y)
            loss.backward()
            sgd([w, b], 0.1, 10)
        train = squared_loss(linreg(features, w, b), labels)
        shown = "epoch %d, loss %f" % (epoch + 1, train.mean().asnumpy())  # noqa: UP031 (course code)
    assert shown.startswith("epoch 4, loss 0.0000")
    np.testing.assert_allclose(w.asnumpy().ravel(), [2, -3.4], atol=0.01)
    assert abs(b.asscalar() - 4.2) < 0.01


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "rmsprop", "adagrad"])
def test_linear_regression_by_gluon(optimizer: str) -> None:
    features, labels = examples()
    batches = gdata.DataLoader(gdata.ArrayDataset(features, labels), 10, shuffle=True)
    net = nn.Sequential()
    net.add(nn.Dense(1))
    net.initialize(init.Normal(sigma=0.01))
    loss = gloss.L2Loss()
    trainer = gluon.Trainer(
        net.collect_params(), optimizer, {"learning_rate": 0.1 if optimizer != "adagrad" else 1}
    )
    for _ in range(6):
        for X, y in batches:
            with autograd.record():
                value = loss(net(X), y)
            value.backward()
            trainer.step(10)
    assert net[0].weight.data().shape == (1, 2)  # pyright: ignore
    np.testing.assert_allclose(net[0].weight.data().asnumpy(), [[2, -3.4]], atol=0.1)  # pyright: ignore
    assert float(loss(net(features), labels).mean()) < 0.01


def test_a_classifier_of_blocks() -> None:
    class MLP(nn.Block):
        def __init__(self, **kwargs: Any):
            super().__init__(**kwargs)
            self.hidden = nn.Dense(16, activation="relu")
            self.drop = nn.Dropout(0.1)
            self.output = nn.Dense(3)

        def forward(self, *args: Any) -> Any:
            return self.output(self.drop(self.hidden(*args)))

    X = nd.random.normal(shape=(120, 4))
    y = (X[:, 0] > 0) + (X[:, 1] > 0)
    net = MLP()
    net.initialize(init.Xavier())
    net(X)
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.02, "beta1": 0.9, "wd": 1e-4})
    loss = gloss.SoftmaxCrossEntropyLoss()
    for _ in range(60):
        with autograd.record():
            value = loss(net(X), y).sum()
        value.backward()
        trainer.step(120)
    assert (net(X).argmax(axis=1) == y).mean().asscalar() > 0.9
    assert len(net.collect_params()) == 4 and "Dense(4 -> 16, Activation(relu))" in repr(net)


def test_a_momentum_step_is_mxnets() -> None:
    """v = 0.9 v + lr · (g / n + wd · w); w -= v."""
    net = nn.Dense(1, use_bias=False, in_units=1)
    net.initialize(init.One())
    trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.5, "momentum": 0.9, "wd": 0.1})
    w, v, x = 1.0, 0.0, nd.array([[1.0], [3.0]])
    for _ in range(3):
        with autograd.record():
            y = net(x)
        y.backward()
        trainer.step(2)
        v = 0.9 * v + 0.5 * (4.0 / 2 + 0.1 * w)
        w -= v
        assert abs(net.weight.data().asscalar() - w) < 1e-5 and net.weight.grad().asscalar() == 4
    trainer.set_learning_rate(0.0)
    assert trainer.learning_rate == 0.0


def test_a_backward_pass_writes_and_does_not_add() -> None:
    x, other, adds = nd.arange(4), nd.ones((2,)), nd.ones((1,))
    for array, req in ((x, "write"), (other, "write"), (adds, "add")):
        array.attach_grad(req)
    for _ in range(2):
        with autograd.record():
            y = 2 * nd.dot(x, x) + adds.sum()
        y.backward()
    assert x.grad is not None and x.grad.asnumpy().tolist() == [0, 4, 8, 12]
    assert adds.grad is not None and adds.grad.asscalar() == 2 and other.grad is not None
    assert other.grad.asnumpy().tolist() == [0, 0]


def test_gradients_through_control_flow_and_without_record() -> None:
    a = nd.random.normal(shape=1)
    a.attach_grad()
    with autograd.record():
        b = a * 2
        while b.norm().asscalar() < 1000:
            b = b * 2
        c = b if b.sum().asscalar() > 0 else 100 * b
    c.backward()
    assert a.grad is not None and abs(a.grad.asscalar() - (c / a).asscalar()) < 1e-2
    y = a * 3
    assert not y.tensor.requires_grad
    with autograd.record(), autograd.pause():
        assert not (a * 2).tensor.requires_grad and not autograd.is_recording()
    with autograd.record():
        assert not (a.detach() * 2).tensor.requires_grad
        seed = a * nd.array([1, 2])
    seed.backward(nd.array([1, 10]))
    assert a.grad.asscalar() == 21


def test_training_and_predicting() -> None:
    modes = []
    for mode in (
        autograd.record(),
        autograd.record(train_mode=False),
        autograd.train_mode(),
        autograd.predict_mode(),
    ):
        with mode:
            modes.append((autograd.is_recording(), autograd.is_training()))
    assert modes == [(True, True), (True, False), (False, True), (False, False)]
    dropped = nn.Dropout(0.5)
    x = nd.ones((100,))
    assert float(dropped(x).sum()) == 100
    with autograd.train_mode():
        assert set(dropped(x).asnumpy().tolist()) == {0.0, 2.0}


X = np.random.default_rng(0).normal(size=(3, 4)).astype("f4")
SAME: dict[str, tuple[Callable[[], Any], Any]] = {
    "reshape": (lambda: nd.arange(12).reshape((3, 4)), np.arange(12.0).reshape(3, 4)),
    "reshape by name": (lambda: nd.array(X).reshape(shape=(0, 2, 2)), X.reshape(3, 2, 2)),
    "reshape -1": (lambda: nd.array(X).reshape(-1, 2), X.reshape(-1, 2)),
    "T": (lambda: nd.array(X).T, X.T),
    "transpose": (lambda: nd.ones((2, 3, 4)).transpose((2, 0, 1)), np.ones((4, 2, 3))),
    "dot": (lambda: nd.dot(nd.array(X), nd.array(X).T), X @ X.T),
    "dot of many axes": (lambda: nd.dot(nd.ones((2, 3, 4)), nd.ones((4, 5))), np.full((2, 3, 5), 4.0)),
    "batch_dot": (lambda: nd.batch_dot(nd.ones((2, 3, 4)), nd.ones((2, 4, 5))), np.full((2, 3, 5), 4.0)),
    "concat": (lambda: nd.concat(nd.array(X), nd.array(X), dim=0), np.concatenate([X, X])),
    "concat 1": (lambda: nd.concat(nd.array(X), nd.array(X)), np.concatenate([X, X], 1)),
    "stack": (lambda: nd.stack(nd.array(X), nd.array(X), axis=1), np.stack([X, X], 1)),
    "equal": (lambda: nd.array([1, 2]) == nd.array([1, 3]), np.array([1.0, 0.0])),
    "less": (lambda: nd.array([1, 2]) < 2, np.array([1.0, 0.0])),
    "sum": (lambda: nd.array(X).sum(), X.sum()),
    "sum of axis": (lambda: nd.array(X).sum(axis=1, keepdims=True), X.sum(1, keepdims=True)),
    "max": (lambda: nd.max(nd.array(X), axis=0), X.max(0)),
    "norm": (lambda: nd.array(X).norm(), np.sqrt((X**2).sum())),
    "argmax": (lambda: nd.array(X).argmax(axis=1), X.argmax(1).astype("f4")),
    "softmax": (lambda: nd.softmax(nd.array(X)).sum(axis=1), np.ones(3)),
    "maximum": (lambda: nd.maximum(nd.array(X), 0), np.maximum(X, 0)),
    "minimum": (lambda: nd.minimum(nd.array(X), nd.zeros((3, 4))), np.minimum(X, 0)),
    "relu": (lambda: nd.relu(nd.array(X)), np.maximum(X, 0)),
    "where": (lambda: nd.where(nd.array([1, 0]), nd.array([5, 6]), nd.array([7, 8])), np.array([5.0, 8.0])),
    "pick": (lambda: nd.pick(nd.array(X), nd.array([0, 1, 3])), X[[0, 1, 2], [0, 1, 3]]),
    "one_hot": (lambda: nd.one_hot(nd.array([0, 2]), 3), np.eye(3)[[0, 2]]),
    "take": (lambda: nd.array(X).take(nd.array([2, 0, 9])), X[[2, 0, 2]]),
    "index": (lambda: nd.array(X)[1:3, 2], X[1:3, 2]),
    "index by array": (lambda: nd.array(X)[nd.array([0, 2])], X[[0, 2]]),
    "arithmetic": (lambda: 1 - 2 / (nd.array(X) ** 2 + 1) * -nd.array(X), 1 - 2 / (X**2 + 1) * -X),
    "exp": (lambda: nd.exp(nd.array(X)).log(), X),
    "clip": (lambda: nd.clip(nd.array(X), -0.5, 0.5), X.clip(-0.5, 0.5)),
    "flatten": (lambda: nd.ones((2, 3, 4)).flatten(), np.ones((2, 12))),
    "astype": (lambda: nd.array([1.7]).astype("int32"), np.array([1], "i4")),
    "eye": (lambda: nd.eye(2, 3), np.eye(2, 3)),
    "full": (lambda: nd.full((2,), 3), np.full(2, 3.0)),
    "linspace": (lambda: nd.linspace(0, 1, 3), np.linspace(0, 1, 3)),
    "arange": (lambda: nd.arange(2, 8, 2, repeat=2), np.repeat(np.arange(2.0, 8, 2), 2)),
    "broadcast_to": (lambda: nd.ones((1, 2)).broadcast_to((3, 2)), np.ones((3, 2))),
    "numpy's type": (lambda: nd.array(np.arange(3)), np.arange(3)),
}


@pytest.mark.parametrize("name", SAME)
def test_values(name: str) -> None:
    call, wanted = SAME[name]
    found = call().asnumpy()
    assert found.shape == np.shape(wanted)
    assert found.dtype == (
        wanted.dtype if isinstance(wanted, np.ndarray) and wanted.dtype.kind == "i" else np.float32
    )
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)


def test_memory_and_copies() -> None:
    x, y = nd.zeros((2, 2)), nd.ones((2, 2))
    memory = x.tensor.data_ptr()
    nd.elemwise_add(y, y, out=x)
    x += y
    x[:] = x * 2
    x[0, 1] = -1
    x[1:2, :] = np.array([[7, 8]])
    assert x.tensor.data_ptr() == memory and x.asnumpy().tolist() == [[6, -1], [7, 8]]
    copy = x.copy()
    copy -= 1
    assert x.asnumpy()[0, 0] == 6 and (x.size, x.ndim, len(x)) == (4, 2, 2)
    assert x.dtype is np.float32 and x.context == mx.cpu() and x.as_in_context(mx.gpu(0)) is x
    assert [row.asnumpy().tolist() for row in x] == [[6, -1], [7, 8]] and int(nd.array([3])) == 3
    assert np.asarray(x).shape == (2, 2) and bool(nd.array([1])) and mx.num_gpus() == 0


def test_it_prints_as_in_mxnet() -> None:
    assert repr(nd.array([[1, 2], [3, 4]])) == "\n[[1. 2.]\n [3. 4.]]\n<NDArray 2x2 @cpu(0)>"
    assert repr(nd.array([1, 2]).sum()) == "\n[3.]\n<NDArray 1 @cpu(0)>"


P, Q = np.array([[0.5, -2.0], [3.0, 0.1]], "f4"), np.array([[0.0, 1.0], [1.0, 0.0]], "f4")
LOSSES: dict[str, tuple[Any, Any, Any]] = {
    "L1": (gloss.L1Loss(weight=2), Q, 2 * abs(P - Q).mean(1)),
    "L2": (gloss.L2Loss(), Q, ((P - Q) ** 2 / 2).mean(1)),
    "Huber": (gloss.HuberLoss(rho=2), Q, np.where(abs(P - Q) > 2, abs(P - Q) - 1, (P - Q) ** 2 / 4).mean(1)),
    "BCE": (gloss.SigmoidBCELoss(), Q, (np.log1p(np.exp(P)) - P * Q).mean(1)),
    "CE": (gloss.SoftmaxCELoss(), np.array([1.0, 0.0]), np.log(np.exp(P).sum(1)) - P[[0, 1], [1, 0]]),
    "CE dense": (gloss.SoftmaxCELoss(sparse_label=False), Q, np.log(np.exp(P).sum(1)) - P[[0, 1], [1, 0]]),
}


@pytest.mark.parametrize("name", LOSSES)
def test_losses_are_by_sample(name: str) -> None:
    loss, label, wanted = LOSSES[name]
    np.testing.assert_allclose(loss(nd.array(P), nd.array(label)).asnumpy(), wanted, rtol=1e-5)


def test_layers_and_parameters() -> None:
    net = nn.HybridSequential()
    net.add(nn.Flatten(), nn.Dense(4, activation="tanh"), nn.Dense(2, use_bias=False, flatten=False))
    net.initialize(init.Constant(0.5), ctx=mx.cpu())
    net.hybridize()
    assert net(nd.ones((3, 2, 2))).shape == (3, 2) and len(net) == 3
    params = net.collect_params()
    assert [each.shape for each in params.values()] == [(4, 4), (4,), (2, 4)]
    assert all(bool((each.data() == 0.5).mean()) == (len(each.shape) == 2) for each in params.values())
    params.zero_grad()
    first = next(iter(params.values()))
    first.set_data(nd.zeros((4, 4)))
    assert first.data().sum().asscalar() == 0
    assert repr(net).startswith("HybridSequential(\n  (0): Flatten")
    params.initialize(init.One(), force_reinit=True)
    uniform = nn.Dense(50, in_units=50)
    uniform.initialize()
    assert 0.06 < float(uniform.weight.data().abs().max()) <= 0.07


def test_a_hybrid_block() -> None:
    class Twice(nn.HybridBlock):
        def hybrid_forward(self, F: Any, *args: Any) -> Any:
            return F.relu(args[0]) * 2

    assert Twice()(nd.array([-1, 3])).asnumpy().tolist() == [0, 6]


def test_batches() -> None:
    data = gdata.ArrayDataset(nd.arange(10).reshape((5, 2)), np.arange(5))
    loader = gdata.DataLoader(data, 2)
    assert [len(y) for _, y in loader] == [2, 2, 1] and len(loader) == 3
    assert len(gdata.DataLoader(data, 2, last_batch="discard")) == 2
    x, y = next(iter(loader))
    assert x.asnumpy().tolist() == [[0, 1], [2, 3]] and y.asnumpy().tolist() == [0, 1]
    single = gdata.DataLoader(gdata.ArrayDataset(nd.arange(4)), 3)
    assert next(iter(single)).asnumpy().tolist() == [0, 1, 2]

    class Squares(gdata.Dataset):
        def __getitem__(self, idx: int) -> Any:
            return np.float32(idx), idx * idx

        def __len__(self) -> int:
            return 4

    found = [y.asnumpy().tolist() for _, y in gdata.DataLoader(Squares(), 3)]
    assert found == [[0, 1, 4], [9]]


WRONG: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: nd.ones((2,)).asscalar(), ValueError, "not a scalar"),
    (lambda: nn.Dense(1).weight.data(), RuntimeError, "has not been initialized"),
    (lambda: nn.Block()(1), NotImplementedError, "def forward"),
    (lambda: nn.HybridBlock()(1), NotImplementedError, "HybridBlock does not say"),
    (lambda: gdata.Dataset()[0], NotImplementedError, "def __getitem__"),
    (lambda: len(gdata.Dataset()), NotImplementedError, "def __len__"),
    (lambda: nn.Dense(1, activation="gelu"), ValueError, "no activation 'gelu'"),
    (lambda: gdata.ArrayDataset([1], [1, 2]), ValueError, "same length"),
    (lambda: gluon.Trainer([], "lamb"), ValueError, "no optimizer 'lamb'"),
    (lambda: gluon.Trainer([], "sgd", {"lr": 1}), ValueError, "no setting 'lr'"),
    (lambda: nd.Convolution, AttributeError, "mxnet.nd"),
    (lambda: nn.Conv2D, AttributeError, "mxnet.gluon.nn"),
    (lambda: nd.ones((1,)).asnump, AttributeError, "asnumpy"),
]


@pytest.mark.parametrize(("call", "error", "words"), WRONG, ids=[row[2] for row in WRONG])
def test_refusals(call: Callable[[], Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call()


def test_nothing_is_changed_in_place_while_recording() -> None:
    x = nd.ones((2,))
    with autograd.record(), pytest.raises(ValueError, match="Inplace operations"):
        x += 1


def test_a_script_that_imports_mxnet_runs(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from mxnet import autograd, gluon, init, nd\n"
        "from mxnet.gluon import data as gdata, loss as gloss, nn\n"
        "import mxnet as mx\nprint(mx.nd.array([1, 2]) + 1, mx.random.normal(shape=2).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tidu", "run", str(script)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n[2. 3.]\n<NDArray 2 @cpu(0)> (2,)\n" and tidu.__version__ not in done.stdout
