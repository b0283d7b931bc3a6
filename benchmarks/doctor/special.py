"""Loops that look like mistakes and are none: what a doctor must stay silent about."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

import tidu
from benchmarks.doctor.job import Job
from tidu import nn, optim
from tidu.nn import functional as F


def monte_carlo(job: Job) -> None:
    """Dropout that stays on at evaluation, to see how sure the network is."""
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        job.model.train()
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
    job.model.eval()
    for module in job.model.modules():
        if isinstance(module, nn.Dropout):
            module.train()
    with tidu.no_grad():
        guesses = tidu.stack([job.model(job.x_test) for _ in range(10)])
    job.noted["spread"] = guesses.std(0).mean().item()


def frozen(job: Job) -> None:
    """A first layer that stays as it is (all parameters in the optimizer, or those that learn)."""
    first = next(module for module in job.model.modules() if isinstance(module, nn.Linear | nn.Conv2d))
    for parameter in first.parameters():
        parameter.requires_grad_(False)
    learning = [p for p in job.model.parameters() if p.requires_grad or job.seed % 2]
    optimizer = optim.Adam(learning, lr=0.01)
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()


def thawed(job: Job) -> None:
    """The last layer first, then all: two optimizers after each other."""
    layers = [module for module in job.model.modules() if isinstance(module, nn.Linear)]
    for parameters, share in ((layers[-1].parameters(), 0.5), (job.model.parameters(), 1.0)):
        optimizer = optim.Adam(parameters, lr=0.01)
        for _ in range(int(job.epochs * share)):
            for x, y in job.loader():
                job.model.zero_grad()
                job.loss(job.model(x), y).backward()
                optimizer.step()


def averaged(job: Job) -> None:
    """An average of the weights, whose BatchNorm statistics are computed anew in training mode."""
    optimizer = optim.SGD(job.model.parameters(), lr=0.05, momentum=0.9)
    average = optim.swa_utils.AveragedModel(job.model)
    for epoch in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
        if epoch >= job.epochs // 2:
            average.update_parameters(job.model)
    optim.swa_utils.update_bn(job.loader(), average)
    average.eval()
    job.predict = average


def moving_average(job: Job) -> None:
    """A copy of the network that follows it slowly, and is what is used."""
    follower = copy.deepcopy(job.model)
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
            with tidu.no_grad():
                for slow, quick in zip(follower.parameters(), job.model.parameters(), strict=True):
                    slow.mul_(0.95).add_(quick, alpha=0.05)
    follower.eval()
    job.predict = follower


def pairs(job: Job) -> None:
    """A ranking loss: every row's score against every other's, [N, 1] against [1, N]."""
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        for x, y in job.loader():
            score, target = job.model(x)[:, 0], y[:, 0]
            apart = score[:, None] - score[None, :]
            wanted = (target[:, None] > target[None, :]).float()
            optimizer.zero_grad()
            F.binary_cross_entropy_with_logits(apart, wanted).backward()
            optimizer.step()
    _ranked(job)


def _ranked(job: Job) -> None:
    """Errors of an order: 1 less the correlation of ranks, where chance has 1."""
    with tidu.no_grad():
        for name, x, y in (("fit", job.x, job.y), ("test", job.x_test, job.y_test)):
            a, b = (np.argsort(np.argsort(v.numpy()[:, 0])) for v in (job.model(x), y))
            job.noted.setdefault("errors", {}).update(
                {name: 1 - float(np.corrcoef(a, b)[0, 1]), name + "_constant": 1.0}
            )


def quantiles(job: Job) -> None:
    """Three quantiles at once: [N, 1] targets against [N, 3] outputs, meant to broadcast."""
    levels = tidu.tensor([0.1, 0.5, 0.9])
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        for x, y in job.loader():
            apart = y - job.model(x)
            optimizer.zero_grad()
            tidu.maximum(levels * apart, (levels - 1) * apart).mean().backward()
            optimizer.step()
    job.predict = lambda x: job.model(x)[:, 1:2]


def clusters(job: Job) -> None:
    """Prototypes: the distance of each row to each, [N, 1, D] against [1, K, D]."""
    centres = nn.Parameter(tidu.randn(int(job.y.max()) + 1, job.x.shape[1]))
    optimizer = optim.Adam([centres], lr=0.05)
    for _ in range(job.epochs):
        for x, y in job.loader():
            distances = ((x[:, None, :] - centres[None]) ** 2).sum(-1)
            optimizer.zero_grad()
            F.cross_entropy(-distances, y).backward()
            optimizer.step()
    job.predict = lambda x: -((x[:, None, :] - centres[None]) ** 2).sum(-1)


def contrasted(job: Job) -> None:
    """Two noisy views of each row, to be found among the others: labels 0, 1, ..., N - 1 of every batch."""
    encoder = nn.Sequential(nn.Linear(job.x.shape[1], 32), nn.ReLU(), nn.Linear(32, 16))
    optimizer, losses = optim.Adam(encoder.parameters(), lr=0.005), []
    for _ in range(job.epochs):
        for x, _ in job.loader():
            a, b = (F.normalize(encoder(x + 0.1 * tidu.randn_like(x)), dim=1) for _ in range(2))
            loss = F.cross_entropy(a @ b.T / 0.2, tidu.arange(len(x)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    job.noted["errors"] = {"fit": float(np.mean(losses[-10:])), "fit_constant": float(np.log(job.batch))}


def adversaries(job: Job) -> None:
    """A generator and its critic, two optimizers, one column of numbers."""
    real = 3 + 0.5 * tidu.randn(400, 1)
    generator = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1))
    critic = nn.Sequential(nn.Linear(1, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))
    first = optim.Adam(generator.parameters(), lr=0.005, betas=(0.5, 0.99))
    second = optim.Adam(critic.parameters(), lr=0.005, betas=(0.5, 0.99))
    before = float(generator(tidu.randn(200, 2)).mean())
    for _ in range(400):
        rows = real[tidu.randint(0, 400, (64,))]
        made = generator(tidu.randn(64, 2))
        loss = F.binary_cross_entropy_with_logits(critic(rows), tidu.ones(64, 1))
        loss = loss + F.binary_cross_entropy_with_logits(critic(made.detach()), tidu.zeros(64, 1))
        second.zero_grad()
        loss.backward()
        second.step()
        first.zero_grad()
        F.binary_cross_entropy_with_logits(critic(made), tidu.ones(64, 1)).backward()
        first.step()
    with tidu.no_grad():
        after = float(generator(tidu.randn(200, 2)).mean())
    job.noted["errors"] = {"fit": abs(after - 3), "fit_constant": abs(before - 3)}


class Variational(nn.Module):
    """An encoder of means and deviations, and a decoder."""

    def __init__(self, columns: int):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(columns, 24), nn.ReLU(), nn.Linear(24, 6))
        self.decoder = nn.Sequential(nn.Linear(3, 24), nn.ReLU(), nn.Linear(24, columns))

    def forward(self, x: Any) -> tuple[Any, Any, Any]:
        """Reconstruction, mean, logarithm of the variance."""
        mean, spread = self.encoder(x).chunk(2, 1)
        return self.decoder(mean + tidu.randn_like(mean) * (spread / 2).exp()), mean, spread


def variational(job: Job) -> None:
    """A variational autoencoder: a sum of two losses, no targets."""
    model = Variational(job.x.shape[1])
    optimizer = optim.Adam(model.parameters(), lr=0.005)
    for _ in range(job.epochs):
        for x, _ in job.loader():
            back, mean, spread = model(x)
            chance = -0.5 * (1 + spread - mean**2 - spread.exp()).sum(1).mean()
            optimizer.zero_grad()
            (F.mse_loss(back, x, reduction="sum") / len(x) + 0.1 * chance).backward()
            optimizer.step()
    with tidu.no_grad():
        back = model(job.x)[0].numpy()
    x = job.x.numpy()
    job.noted["errors"] = {"fit": float(((back - x) ** 2).mean()), "fit_constant": float(x.var(0).mean())}


def taught(job: Job) -> None:
    """A small network learns the shares of a large one: targets whose rows sum to 1."""
    teacher, outputs = job.model, int(job.y.max()) + 1
    student = nn.Linear(job.x.shape[1], outputs)
    for model in (teacher, student):
        optimizer = optim.Adam(model.parameters(), lr=0.01)
        for _ in range(job.epochs):
            for x, y in job.loader():
                optimizer.zero_grad()
                if model is teacher:
                    loss = F.cross_entropy(teacher(x), y)
                else:
                    with tidu.no_grad():
                        shares = teacher(x).softmax(1)
                    loss = F.kl_div(student(x).log_softmax(1), shares, reduction="batchmean")
                loss.backward()
                optimizer.step()
    job.predict = student


def mixed(job: Job) -> None:
    """Mixtures of two rows, with mixed targets (mixup)."""
    classes, optimizer = int(job.y.max()) + 1, optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        for x, y in job.loader():
            other, share = tidu.randperm(len(x)), float(np.random.default_rng(len(x)).beta(0.4, 0.4))
            target = F.one_hot(y, classes).float()
            target = share * target + (1 - share) * target[other]
            optimizer.zero_grad()
            F.cross_entropy(job.model(share * x + (1 - share) * x[other]), target).backward()
            optimizer.step()


def two_tasks(job: Job) -> None:
    """A shared trunk and two heads, trained in turns: one head has no gradient at each step."""
    trunk = nn.Sequential(nn.Linear(job.x.shape[1], 32), nn.ReLU())
    one, other = nn.Linear(32, job.y.shape[1]), nn.Linear(32, 1)
    optimizer = optim.Adam([*trunk.parameters(), *one.parameters(), *other.parameters()], lr=0.01)
    for epoch in range(job.epochs):
        for place, (x, y) in enumerate(job.loader()):
            optimizer.zero_grad()
            if (epoch + place) % 2:
                F.mse_loss(one(trunk(x)), y).backward()
            else:
                F.mse_loss(other(trunk(x)), x[:, :1]).backward()
            optimizer.step()
    job.predict = lambda x: one(trunk(x))


def two_losses(job: Job) -> None:
    """Two losses, two backward passes, one step."""
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            (1e-4 * sum((p**2).sum() for p in job.model.parameters())).backward()
            optimizer.step()


def penalised(job: Job) -> None:
    """A penalty on the slope by the inputs: a gradient of a gradient."""
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs // 2):
        for x, y in job.loader():
            x = x.clone().requires_grad_()
            output = job.model(x)
            (slope,) = tidu.autograd.grad(output.sum(), x, create_graph=True)
            optimizer.zero_grad()
            (job.loss(output, y) + 1e-3 * (slope**2).sum(1).mean()).backward()
            optimizer.step()


def in_time(job: Job) -> None:
    """Rows in the order of time, not shuffled, as forecasters do."""
    optimizer = optim.Adam(job.model.parameters(), lr=0.01)
    for _ in range(job.epochs):
        for first in range(0, len(job.x), job.batch):
            optimizer.zero_grad()
            rows = slice(first, first + job.batch)
            job.loss(job.model(job.x[rows]), job.y[rows]).backward()
            optimizer.step()


def one_by_one(job: Job) -> None:
    """A row at a time."""
    optimizer = optim.SGD(job.model.parameters(), lr=0.01)
    for _ in range(3):
        for row in np.random.default_rng(job.seed).permutation(len(job.x)):
            optimizer.zero_grad()
            job.loss(job.model(job.x[row : row + 1]), job.y[row : row + 1]).backward()
            optimizer.step()


def carried(job: Job) -> None:
    """A recurrent network that carries its state, detached, over pieces of one long series."""
    t = tidu.arange(600).float()
    series = (t / 5).sin() + 0.3 * (t / 11).cos()
    cell, head = nn.GRU(1, 12, batch_first=True), nn.Linear(12, 1)
    optimizer, losses = optim.Adam([*cell.parameters(), *head.parameters()], lr=0.01), []
    for _ in range(8):
        state = None
        for first in range(0, 580, 20):
            piece = series[first : first + 21].reshape(1, 21, 1)
            hidden, state = cell(piece[:, :-1], None if state is None else state.detach())
            loss = F.mse_loss(head(hidden), piece[:, 1:])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    job.noted["errors"] = {"fit": float(np.mean(losses[-10:])), "fit_constant": float(series.numpy().var())}


SPECIAL: dict[str, tuple[Any, list[tuple[str, str, str]]]] = {
    "Monte-Carlo dropout": (
        monte_carlo,
        [
            ("friedman", "dropout 64-32", "mse"),
            ("wine", "dropout 64-32", "cross entropy"),
            ("penguins: mass", "dropout 64-32", "huber"),
            ("digits", "flat dropout 64", "cross entropy"),
        ],
    ),
    "frozen layer": (
        frozen,
        [
            ("iris", "relu 64-32", "cross entropy"),
            ("friedman", "relu 64-32", "mse"),
            ("digits", "convolution", "cross entropy"),
            ("prices", "tanh 24-24", "l1"),
            ("moons", "gelu 32-32", "bce with logits"),
            ("wine", "relu 32-32-16", "nll"),
        ],
    ),
    "thawed": (
        thawed,
        [
            ("wine", "relu 32", "cross entropy"),
            ("friedman", "relu 64-32", "mse"),
            ("digits", "flat relu 32", "cross entropy"),
            ("penguins: mass", "tanh 24", "mse"),
        ],
    ),
    "averaged weights": (
        averaged,
        [
            ("friedman", "batch norm 32-32", "mse"),
            ("breast cancer", "batch norm 32-32", "cross entropy"),
            ("digits", "convolution, batch norm", "cross entropy"),
            ("wine", "relu 32", "cross entropy"),
        ],
    ),
    "moving average": (
        moving_average,
        [
            ("penguins: species", "relu 32", "cross entropy"),
            ("prices", "relu 32", "mse"),
            ("moons", "tanh 24", "bce with logits"),
        ],
    ),
    "ranking": (
        pairs,
        [
            ("friedman", "relu 32", "mse"),
            ("prices", "linear", "mse"),
            ("penguins: mass", "relu 32", "mse"),
            ("linear", "relu 32", "mse"),
        ],
    ),
    "quantiles": (
        quantiles,
        [
            ("friedman", "relu 32", "mse"),
            ("prices", "linear", "mse"),
            ("cubic", "tanh 24", "mse"),
            ("time", "relu 32", "mse"),
        ],
    ),
    "prototypes": (
        clusters,
        [
            ("iris", "linear", "cross entropy"),
            ("wine", "linear", "cross entropy"),
            ("penguins: species", "linear", "cross entropy"),
        ],
    ),
    "contrast": (
        contrasted,
        [
            ("wine", "linear", "cross entropy"),
            ("breast cancer", "linear", "cross entropy"),
            ("iris", "linear", "cross entropy"),
        ],
    ),
    "adversaries": (adversaries, [("moons", "linear", "cross entropy")] * 5),
    "variational": (
        variational,
        [
            ("wine", "linear", "cross entropy"),
            ("breast cancer", "linear", "cross entropy"),
            ("penguins: mass", "linear", "mse"),
            ("linear", "linear", "mse"),
        ],
    ),
    "taught": (
        taught,
        [
            ("wine", "relu 64-32", "cross entropy"),
            ("penguins: species", "relu 32", "cross entropy"),
            ("breast cancer", "relu 32", "cross entropy"),
        ],
    ),
    "mixup": (
        mixed,
        [
            ("wine", "relu 32", "cross entropy"),
            ("iris", "relu 32", "cross entropy"),
            ("digits", "convolution", "cross entropy"),
        ],
    ),
    "two tasks": (
        two_tasks,
        [("friedman", "linear", "mse"), ("prices", "linear", "mse"), ("penguins: mass", "linear", "mse")],
    ),
    "two losses": (
        two_losses,
        [("friedman", "relu 32", "mse"), ("wine", "tanh 24", "cross entropy"), ("moons", "relu 32", "bce")],
    ),
    "slope penalty": (
        penalised,
        [
            ("friedman", "tanh 24", "mse"),
            ("prices", "gelu 32-32", "mse"),
            ("moons", "tanh 24", "bce with logits"),
        ],
    ),
    "order of time": (
        in_time,
        [
            ("time", "linear", "mse"),
            ("time", "relu 32", "mse"),
            ("time", "tanh 24", "huber"),
            ("friedman", "relu 32", "mse"),
            ("wine", "relu 32", "cross entropy"),
        ],
    ),
    "row by row": (
        one_by_one,
        [("linear", "linear", "mse"), ("iris", "relu 32", "cross entropy"), ("prices", "linear", "mse")],
    ),
    "carried state": (carried, [("moons", "linear", "cross entropy")] * 3),
}
