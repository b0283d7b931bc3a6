"""Loops of the usual losses that look like mistakes and are none: modes, frozen layers, orders, averages."""

from __future__ import annotations

import copy

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
