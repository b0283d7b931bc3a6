"""Steps in ordinary PyTorch style, recorded and replayed on NumPy: every bit as in eager."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from replay import check, play

import tidu
from tidu import nn, optim
from tidu.nn import functional as F
from tidu.read.record import record

KINDS = (tidu.float32, tidu.float64)
kinds = pytest.mark.parametrize("kind", KINDS, ids=str)


def rows(shape: tuple[int, ...], kind: Any, seed: int = 0) -> Any:
    return tidu.tensor(np.random.default_rng(seed).normal(size=shape)).to(kind)


def labels(count: int, classes: int, seed: int = 0) -> Any:
    return tidu.tensor(np.random.default_rng(seed).integers(0, classes, count))


def test_a_gradient_that_does_not_depend_on_the_input() -> None:
    w = tidu.tensor([1.0, 2.0], requires_grad=True)

    def step(x: Any) -> Any:
        w.grad = None
        loss = (w + x).sum()
        loss.backward()
        return loss

    recording = record(step, [tidu.ones(2)])
    assert w.grad is None
    assert play(recording, [tidu.tensor([1.0, 3.0])]).item() == 7.0
    assert w.grad.tolist() == [1.0, 1.0]


def perceptron(kind: Any) -> Any:
    return nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 4)).to(kind)


def normalised(kind: Any) -> Any:
    return nn.Sequential(
        nn.Linear(3, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Dropout(0.3), nn.LayerNorm(6), nn.Linear(6, 4)
    ).to(kind)


def activated(kind: Any) -> Any:
    return nn.Sequential(
        nn.Linear(3, 4), nn.GELU(), nn.Linear(4, 4), nn.PReLU(), nn.Linear(4, 4), nn.SiLU(), nn.ELU(),
        nn.Softplus(), nn.Linear(4, 4), nn.LeakyReLU(),
    ).to(kind)


NETWORKS = {"perceptron": perceptron, "normalised": normalised, "activated": activated}
LOSSES: dict[str, tuple[Any, Any]] = {
    "mse": (nn.MSELoss(), lambda y, k: y),
    "l1": (nn.L1Loss(), lambda y, k: y),
    "huber": (nn.HuberLoss(), lambda y, k: y),
    "smooth_l1": (nn.SmoothL1Loss(), lambda y, k: y),
    "cross_entropy": (nn.CrossEntropyLoss(), lambda y, k: labels(6, 4, k)),
    "smoothed": (nn.CrossEntropyLoss(label_smoothing=0.1), lambda y, k: labels(6, 4, k)),
    "bce": (nn.BCEWithLogitsLoss(), lambda y, k: (y > 0).to(y.dtype)),
    "probabilities": (lambda z, t: F.binary_cross_entropy(z.sigmoid(), t), lambda y, k: (y > 0).to(y.dtype)),
    "nll": (lambda z, t: F.nll_loss(F.log_softmax(z, 1), t), lambda y, k: labels(6, 4, k)),
    "kl": (
        lambda z, t: F.kl_div(F.log_softmax(z, 1), F.softmax(t, 1), reduction="batchmean"),
        lambda y, k: y,
    ),
    "margin": (nn.MultiMarginLoss(), lambda y, k: labels(6, 4, k)),
    "gaussian": (lambda z, t: F.gaussian_nll_loss(z, t, z.exp()), lambda y, k: y),
}
OPTIMIZERS: dict[str, Any] = {
    "sgd": lambda p: optim.SGD(p, lr=0.1),
    "momentum": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
    "dampened": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.1, maximize=True),
    "adam": lambda p: optim.Adam(p, lr=0.01, weight_decay=0.01),
    "amsgrad": lambda p: optim.Adam(p, lr=0.01, amsgrad=True),
    "adamw": lambda p: optim.AdamW(p, lr=0.01),
    "adamax": lambda p: optim.Adamax(p),
    "nadam": lambda p: optim.NAdam(p, weight_decay=0.01, decoupled_weight_decay=True),
    "radam": lambda p: optim.RAdam(p, lr=0.01),
    "adagrad": lambda p: optim.Adagrad(p, lr_decay=0.1),
    "adadelta": lambda p: optim.Adadelta(p),
    "rmsprop": lambda p: optim.RMSprop(p, momentum=0.5, centered=True),
    "rprop": lambda p: optim.Rprop(p),
    "asgd": lambda p: optim.ASGD(p, t0=3, lambd=0.1),
}


def training(network: Any, loss: str, optimizer: Any, kind: Any) -> Any:
    criterion, target = LOSSES[loss]
    net = network(kind)
    optimizer = optimizer(net.parameters())

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        value = criterion(net(x), y)
        value.backward()
        optimizer.step()
        return value

    return step, [net, optimizer], lambda k: (rows((6, 3), kind, k), target(rows((6, 4), kind, k + 50), k))


@kinds
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers(name: str, kind: Any) -> None:
    check(lambda: training(perceptron, "mse", OPTIMIZERS[name], kind), steps=7)


@kinds
@pytest.mark.parametrize("loss", LOSSES)
def test_losses(loss: str, kind: Any) -> None:
    check(lambda: training(perceptron, loss, OPTIMIZERS["sgd"], kind), steps=2)


@kinds
@pytest.mark.parametrize("network", NETWORKS)
def test_networks(network: str, kind: Any) -> None:
    check(lambda: training(NETWORKS[network], "mse", OPTIMIZERS["adam"], kind))


def pieces(kind: Any, optimizer: str = "momentum") -> Any:
    net = normalised(kind)
    return net, OPTIMIZERS[optimizer](net.parameters()), nn.MSELoss(), batches(kind)


def batches(kind: Any) -> Any:
    return lambda k: (rows((6, 3), kind, k), rows((6, 4), kind, k + 50))


def cleared_at_the_end(kind: Any) -> Any:
    net, optimizer, criterion, batch = pieces(kind)

    def step(x: Any, y: Any) -> Any:
        loss = criterion(net(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        return loss.detach()

    return step, [net, optimizer], batch


def filled_with_zeros(kind: Any) -> Any:
    net, optimizer, criterion, batch = pieces(kind)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad(set_to_none=False)
        loss = criterion(net(x), y)
        loss.backward()
        optimizer.step()
        return {"loss": loss, "name": "mse", "rows": [len(x)]}

    return step, [net, optimizer], batch


def accumulated(kind: Any) -> Any:
    net, optimizer, criterion, batch = pieces(kind)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        total = 0.0
        for part in (slice(0, 3), slice(3, 6)):
            loss = criterion(net(x[part]), y[part]) / 2
            loss.backward()
            total = total + loss.detach()
        optimizer.step()
        return total

    return step, [net, optimizer], batch


def accumulated_over_calls(kind: Any) -> Any:
    net, _, criterion, batch = pieces(kind)

    def step(x: Any, y: Any) -> Any:
        loss = criterion(net(x), y)
        loss.backward()
        return loss

    return step, [net], batch


def clipped_by_norm(kind: Any) -> Any:
    net, optimizer, criterion, batch = pieces(kind, "adam")

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = criterion(net(x), y)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(net.parameters(), 0.1)
        optimizer.step()
        return loss, norm

    return step, [net, optimizer], batch


def clipped_by_value(kind: Any) -> Any:
    net, optimizer, criterion, batch = pieces(kind)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = criterion(net(x), y)
        loss.backward()
        nn.utils.clip_grad_value_(net.parameters(), 0.01)
        optimizer.step()
        return loss

    return step, [net, optimizer], batch


def two_networks(kind: Any) -> Any:
    coder, decoder = nn.Linear(3, 2).to(kind), nn.Linear(2, 4).to(kind)
    first, second = optim.Adam(coder.parameters()), optim.SGD(decoder.parameters(), lr=0.1, momentum=0.5)

    def step(x: Any, y: Any) -> Any:
        for optimizer in (first, second):
            optimizer.zero_grad()
        loss = ((decoder(coder(x).relu()) - y) ** 2).mean()
        loss.backward()
        for optimizer in (first, second):
            optimizer.step()
        return loss

    return step, [coder, decoder, first, second], batches(kind)


def adversaries(kind: Any) -> Any:
    maker = nn.Linear(3, 4).to(kind)
    judge = nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 1)).to(kind)
    making, judging = optim.Adam(maker.parameters(), lr=0.1), optim.Adam(judge.parameters(), lr=0.1)
    criterion = nn.BCEWithLogitsLoss()

    def step(x: Any, y: Any) -> Any:
        judging.zero_grad()
        made = maker(x + tidu.randn_like(x))
        truth = criterion(judge(y), tidu.ones(6, 1, dtype=kind))
        fake = criterion(judge(made.detach()), tidu.zeros(6, 1, dtype=kind))
        (truth + fake).backward()
        judging.step()
        making.zero_grad()
        loss = criterion(judge(made), tidu.ones(6, 1, dtype=kind))
        loss.backward()
        making.step()
        return truth, fake, loss

    return step, [maker, judge, making, judging], batches(kind)


def shared_weights(kind: Any) -> Any:
    once = nn.Linear(3, 3).to(kind)
    net = nn.Sequential(once, nn.Tanh(), once, nn.Linear(3, 4).to(kind))
    optimizer = optim.Adam(net.parameters())
    tied = nn.Linear(4, 3, bias=False).to(kind)
    tied.weight = once.weight

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = ((net(x) - y) ** 2).mean() + (tied.weight**2).sum() * 0.01
        loss.backward()
        optimizer.step()
        return loss

    return step, [net, optimizer], batches(kind)


def embedded(kind: Any) -> Any:
    table, head = nn.Embedding(7, 3, padding_idx=0).to(kind), nn.Linear(4, 2).to(kind)
    optimizer = optim.Adam([*table.parameters(), *head.parameters()], lr=0.1)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        words, one = table(x[:, 0]), y[:, 1:2]
        loss = F.cross_entropy(head(tidu.cat([words, one], 1)), x[:, 1] % 2)
        loss.backward()
        optimizer.step()
        return loss

    def batch(k: int) -> Any:
        return labels(12, 7, k).reshape(6, 2), rows((6, 4), kind, k)

    return step, [table, head, optimizer], batch


def groups(kind: Any) -> Any:
    net = perceptron(kind)
    optimizer = optim.AdamW(
        [{"params": net[0].parameters(), "lr": 0.01}, {"params": net[2].parameters(), "weight_decay": 0.0}],
        lr=0.1, weight_decay=0.1,
    )  # fmt: skip

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = F.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        return loss

    return step, [net, optimizer], batches(kind)


def rate_in_a_tensor(kind: Any) -> Any:
    net = perceptron(kind)
    rate = tidu.tensor(0.1)
    optimizer = optim.Adam(net.parameters(), lr=rate)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = F.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        return loss

    return step, [net, optimizer, rate], batches(kind)


def by_closure(kind: Any) -> Any:
    net, optimizer, criterion, batch = pieces(kind)

    def step(x: Any, y: Any) -> Any:
        def closure() -> Any:
            optimizer.zero_grad()
            loss = criterion(net(x), y)
            loss.backward()
            return loss

        return optimizer.step(closure)

    return step, [net, optimizer], batch


def by_hand_data(kind: Any) -> Any:
    w, b = rows((3, 4), kind, 1).requires_grad_(), tidu.zeros(4, dtype=kind, requires_grad=True)

    def step(x: Any, y: Any) -> Any:
        loss = ((x @ w + b - y) ** 2).sum() / len(x)
        loss.backward()
        for p in (w, b):
            p.data -= 0.1 * p.grad
            p.grad = None
        return loss

    return step, [w, b], batches(kind)


def by_hand_new_data(kind: Any) -> Any:
    w = rows((3, 4), kind, 1).requires_grad_()

    def step(x: Any, y: Any) -> Any:
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        w.data = w.data - 0.1 * w.grad.data
        w.grad.data.zero_()
        return loss

    return step, [w], batches(kind)


def by_hand_no_grad(kind: Any) -> Any:
    w, scale = rows((3, 4), kind, 1).requires_grad_(), tidu.tensor(0.5, dtype=kind, requires_grad=True)

    def step(x: Any, y: Any) -> Any:
        loss = ((x @ w * scale - y).abs()).mean()
        loss.backward()
        with tidu.no_grad():
            for p in (w, scale):
                p -= 0.1 * p.grad
                p.grad.zero_()
        return loss.detach()

    return step, [w, scale], batches(kind)


def by_grad(kind: Any) -> Any:
    w = rows((3, 4), kind, 1).requires_grad_()

    def step(x: Any, y: Any) -> Any:
        loss = ((x @ w - y) ** 2).mean()
        (g,) = tidu.autograd.grad(loss, w)
        with tidu.no_grad():
            w.sub_(g, alpha=0.1)
        return loss, g

    return step, [w], batches(kind)


def penalised_gradient(kind: Any) -> Any:
    w = rows((3, 4), kind, 1).requires_grad_()

    def step(x: Any, y: Any) -> Any:
        loss = ((x @ w).tanh() - y).square().mean()
        (g,) = tidu.autograd.grad(loss, w, create_graph=True)
        w.grad = None
        (loss + g.square().sum()).backward()
        with tidu.no_grad():
            w.sub_(w.grad, alpha=0.1)
        return loss

    return step, [w], batches(kind)


def views_written(kind: Any) -> Any:
    table, count = rows((6, 4), kind, 3), tidu.zeros(2, 3, dtype=tidu.int64)

    def step(x: Any, y: Any) -> Any:
        column = table[:, 1]
        before = table.t()
        column += x[:, 0]
        table[1:3] *= 2.0
        table[0, 2] = 7.0
        table[[1, 3]] = y[:2]
        table.view(-1)[5] = -1.0
        count[:, 1] += 1
        count.flatten()[0] += 2
        diagonal = y.clone()
        diagonal[:, :3].copy_(x)
        diagonal.clamp_(-0.5, 0.5)
        return before.sum(0), column * 1, diagonal

    return step, [table, count], batches(kind)


def views_with_gradient(kind: Any) -> Any:
    w = rows((3, 4), kind, 1).requires_grad_()

    def step(x: Any, y: Any) -> Any:
        w.grad = None
        out = x @ w
        part = out[:, 1:]
        part *= 2.0
        out[0] = 0.0
        part.relu_()
        (out - y).square().sum().backward()
        return w.grad.norm()

    return step, [w], batches(kind)


def random_numbers(kind: Any) -> Any:
    kept = tidu.zeros(4, dtype=kind)
    own = tidu.Generator().manual_seed(3)

    def step(x: Any, y: Any) -> Any:
        kept.uniform_(-1, 1)
        noise = tidu.randn(6, 3, dtype=kind) + tidu.rand(3, dtype=kind, generator=own)
        choice = tidu.randint(0, 9, (4,)), tidu.randperm(5), tidu.bernoulli(x.sigmoid())
        return x + noise, choice, y[tidu.randperm(6)[:3]], kept * 1

    return step, [kept], batches(kind)


def evaluated(kind: Any) -> Any:
    net = normalised(kind).eval()

    def step(x: Any, y: Any) -> Any:
        with tidu.no_grad():
            made = net(x)
            right = (made.argmax(1) == y.argmax(1)).to(kind).mean()
            return {"loss": F.mse_loss(made, y), "accuracy": right, "none": None}

    return step, [net], batches(kind)


def attending(kind: Any) -> Any:
    parts = [nn.Linear(4, 4).to(kind) for _ in range(3)]
    optimizer = optim.Adam([p for part in parts for p in part.parameters()])

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        q, k, v = (part(y).reshape(6, 2, 2).transpose(0, 1) for part in parts)
        found = F.softmax(q @ k.mT / 2**0.5, -1) @ v
        loss = (found.transpose(0, 1).contiguous().view(6, 4) - y).square().mean()
        loss.backward()
        optimizer.step()
        return loss

    return step, [*parts, optimizer], batches(kind)


def recurrent(kind: Any) -> Any:
    cell, carried = nn.Linear(7, 4).to(kind), tidu.zeros(6, 4, dtype=kind)
    optimizer = optim.RMSprop(cell.parameters())

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        hidden = carried
        for _ in range(3):
            hidden = cell(tidu.cat([x, hidden], 1)).tanh()
        loss = (hidden - y).square().mean()
        loss.backward()
        optimizer.step()
        carried.copy_(hidden.detach())
        return loss

    return step, [cell, optimizer, carried], batches(kind)


class Cube(tidu.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:
        (x,) = ctx.saved_tensors
        return grad * 3 * x**2


def own_function(kind: Any) -> Any:
    w = rows((3, 4), kind, 1).requires_grad_()

    def step(x: Any, y: Any) -> Any:
        w.grad = None
        loss = (Cube.apply(x @ w) - y).square().mean()
        loss.backward()
        w.data -= 0.001 * w.grad
        return loss

    return step, [w], batches(kind)


def made_inside(kind: Any) -> Any:
    w = rows((3, 4), kind, 1).requires_grad_()

    def step(x: Any, y: Any) -> Any:
        w.grad = None
        old = tidu.Tensor([1.0, 2.0, 3.0])
        old.add_(1)
        scale = nn.Parameter(tidu.full((4,), 0.5, dtype=kind))
        chosen = (x * old.to(kind))[tidu.tensor([4, 1, 2])].view(-1).reshape(3, 3)
        fresh = nn.Linear(4, 4).to(kind)
        loss = (fresh(chosen @ w * scale) - y[:3]).square().mean()
        loss.backward()
        w.data.sub_(w.grad + scale.grad * 0.1 + fresh.weight.grad[:3])
        return loss, old, tidu.arange(3).tolist()

    return step, [w], batches(kind)


def no_batch(kind: Any) -> Any:
    w = tidu.tensor(3.0, dtype=kind, requires_grad=True)
    optimizer = optim.Adam([w], lr=0.1)

    def step() -> Any:
        optimizer.zero_grad()
        loss = w**2 + (w * 2).sin()
        loss.backward()
        optimizer.step()
        return loss

    return step, [w, optimizer], lambda k: ()


STEPS = [
    cleared_at_the_end, filled_with_zeros, accumulated, clipped_by_norm, clipped_by_value, two_networks,
    adversaries, shared_weights, embedded, groups, rate_in_a_tensor, by_closure, by_hand_data,
    by_hand_new_data, by_hand_no_grad, by_grad, penalised_gradient, views_written, views_with_gradient,
    random_numbers, evaluated, attending, recurrent, own_function, made_inside, no_batch,
    accumulated_over_calls,
]  # fmt: skip


@kinds
@pytest.mark.parametrize("make", STEPS, ids=lambda make: make.__name__)
def test_steps(make: Any, kind: Any) -> None:
    check(lambda: make(kind))
