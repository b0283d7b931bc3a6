"""Losses that look like mistakes and are none: pairs, prototypes, adversaries, teachers, mixtures."""

from __future__ import annotations

from typing import Any

import numpy as np

import tidu
from benchmarks.doctor.job import Job
from tidu import nn, optim
from tidu.nn import functional as F


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
