"""Item 11: parameters that nothing moves."""

from __future__ import annotations

import copy
from typing import Any

import tidu
from benchmarks.doctor.faults.make import MIXED, Faults
from benchmarks.doctor.job import Job
from tidu import nn, optim


class Hidden(nn.Module):
    """Layers in a plain list, which no module knows."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.first = nn.Linear(inputs, 16)
        self.layers = [nn.Linear(16, 16), nn.Linear(16, 16)]
        self.head = nn.Linear(16, outputs)

    def forward(self, x: Any) -> Any:
        """Scores."""
        x = self.first(x).relu()
        for layer in self.layers:
            x = layer(x).relu()
        return self.head(x)


class Cut(nn.Module):
    """What the first layer gives goes on detached."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.first, self.head = nn.Linear(inputs, 16), nn.Linear(16, outputs)

    def forward(self, x: Any) -> Any:
        """Scores."""
        return self.head(self.first(x).relu().detach())


class Remade(Cut):
    """What the first layer gives goes on as a new tensor, by way of NumPy."""

    def forward(self, x: Any) -> Any:
        """Scores."""
        return self.head(tidu.tensor(self.first(x).relu().detach().numpy()))


class Unused(nn.Module):
    """A layer that `forward` forgets."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.first, self.second, self.head = nn.Linear(inputs, 16), nn.Linear(16, 16), nn.Linear(16, outputs)

    def forward(self, x: Any) -> Any:
        """Scores."""
        return self.head(self.first(x).relu())


def head_only(job: Job) -> None:
    """The optimizer has the last layer's parameters only."""
    _trained(job, job.make(list(job.model.parameters())[-2:]))


def replaced(job: Job) -> None:
    """The head is another one than the optimizer was made with."""
    optimizer = job.make(job.model.parameters())
    job.model[-1] = nn.Linear(job.model[-1].in_features, job.model[-1].out_features)
    _trained(job, optimizer)


def remade_model(job: Job) -> None:
    """The model is made again after its optimizer."""
    optimizer = job.make(job.model.parameters())
    job.model = _new(job)
    _trained(job, optimizer)


def remade_later(job: Job) -> None:
    """The same, after two epochs that went well."""
    optimizer = job.make(job.model.parameters())
    for _ in range(2):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
    job.model = _new(job)
    _trained(job, optimizer)


def anew_each_step(job: Job) -> None:
    """A new model in every step."""
    for _ in range(job.epochs):
        for x, y in job.loader():
            job.model = _new(job)
            optimizer = job.make(job.model.parameters())
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()


def anew_each_epoch(job: Job) -> None:
    """A new model in every epoch."""
    for _epoch in range(job.epochs):
        job.model = _new(job)
        optimizer = optim.Adam(job.model.parameters(), lr=0.01)
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()


def cut_off(job: Job) -> None:
    """What the model gives goes to the loss detached, with a gradient of its own."""
    optimizer = job.make(job.model.parameters())
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x).detach().requires_grad_(), y).backward()
            optimizer.step()


def made_again(job: Job) -> None:
    """It goes there by way of NumPy."""
    optimizer = job.make(job.model.parameters())
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            outputs = tidu.tensor(job.model(x).detach().numpy(), requires_grad=True)
            job.loss(outputs, y).backward()
            optimizer.step()


def renewed(job: Job) -> None:
    """A new optimizer in every step, for the same model."""
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer = optim.Adam(job.model.parameters(), lr=0.01)
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()


def _new(job: Job) -> Any:
    """The job's network with other weights."""
    model = copy.deepcopy(job.model)
    for layer in model.modules():
        if hasattr(layer, "reset_parameters"):
            layer.reset_parameters()
    return model


def rebound(job: Job) -> None:
    """A result takes the parameter's name."""
    w = tidu.zeros(job.x.shape[1], 1, requires_grad=True)
    for _ in range(job.epochs):
        loss = ((job.x @ w - job.y) ** 2).mean()
        loss.backward()
        w = w - 0.1 * w.grad


def rebound_unseen(job: Job) -> None:
    """The same without a tape."""
    w = tidu.zeros(job.x.shape[1], 1, requires_grad=True)
    for _ in range(job.epochs):
        loss = ((job.x @ w - job.y) ** 2).mean()
        loss.backward()
        with tidu.no_grad():
            w = w - 0.1 * w.grad


def _trained(job: Job, optimizer: Any) -> None:
    for _ in range(job.epochs):
        for x, y in job.loader():
            job.model.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()


def never_updated() -> Faults:
    """11: parameters that nothing moves."""
    rows = [one for one in MIXED if one[1] not in ("linear", "convolution")]
    made = Faults(11, rows)
    made.each("not in the optimizer", [head_only] * 4)
    made.each("replaced after the optimizer was made", [replaced] * 3)
    for build in (Hidden, Cut, Remade, Unused):
        made.each(
            f"{build.__name__}: {(build.__doc__ or '').strip('.')}",
            ["loader", "whole", "fit"][: 3 if build is Cut else 2],
            build=build,
        )
    made.each("no step", ["loader", "whole"], without=("step",))
    made.each("the model made after its optimizer", [remade_model, remade_later] * 2)
    made.each("model and optimizer made in every step", [anew_each_step] * 2)
    made.each("model and optimizer made in every epoch", [anew_each_epoch] * 2)
    made.each("the outputs cut off from the model", [cut_off, made_again] * 2)
    made.each("the optimizer made in every step", [renewed] * 3)
    for loop in (rebound, rebound_unseen):
        made.add("w = w - lr * w.grad", loop, "linear", "linear", "mse", "SGD")
        made.add("w = w - lr * w.grad", loop, "prices", "linear", "mse", "SGD")
    return made
