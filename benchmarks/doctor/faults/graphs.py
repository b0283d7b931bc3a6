"""Item 14: what is kept, or carried on, with its graph."""

from __future__ import annotations

from typing import Any

import tidu
from benchmarks.doctor.faults.make import MIXED, Faults
from benchmarks.doctor.job import Job
from tidu import nn, optim


def listed(job: Job) -> None:
    """Outputs are kept with their graphs."""
    optimizer, kept = job.make(job.model.parameters()), []
    for x, y in list(job.loader()) * job.epochs:
        optimizer.zero_grad()
        output = job.model(x)
        job.loss(output, y).backward()
        optimizer.step()
        kept.append(output)


def smoothed(job: Job) -> None:
    """A moving mean of losses as tensors."""
    optimizer, mean = job.make(job.model.parameters()), tidu.tensor(0.0)
    for x, y in list(job.loader()) * job.epochs:
        optimizer.zero_grad()
        loss = job.loss(job.model(x), y)
        loss.backward()
        optimizer.step()
        mean = 0.9 * mean + 0.1 * loss


def kept_in_a_dict(job: Job) -> None:
    """A history of loss tensors."""
    optimizer, history = job.make(job.model.parameters()), {"loss": []}
    for x, y in list(job.loader()) * job.epochs:
        optimizer.zero_grad()
        loss = job.loss(job.model(x), y)
        loss.backward()
        optimizer.step()
        history["loss"].append(loss)


def series(job: Job) -> Any:
    """A long wave in pieces."""
    t = tidu.arange(600).float() + job.seed
    wave = (t / 5).sin() + 0.3 * (t / 11).cos()
    return [wave[first : first + 21].reshape(1, 21, 1) for first in range(0, 580, 20)] * 4


def carried(kind: Any) -> Any:
    """The state of a recurrent network goes on with its graph."""

    def state_carried(job: Job) -> None:
        cell, head = kind(1, 12, batch_first=True), nn.Linear(12, 1)
        optimizer, state = optim.Adam([*cell.parameters(), *head.parameters()], lr=0.01), None
        for piece in series(job):
            hidden, state = cell(piece[:, :-1], state)
            loss = ((head(hidden) - piece[:, 1:]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    return state_carried


def carried_and_retained(job: Job) -> None:
    """The same with retain_graph; only the head is trained, so that nothing is changed in place."""
    cell, head = nn.GRU(1, 12, batch_first=True), nn.Linear(12, 1)
    optimizer, state = optim.Adam(head.parameters(), lr=0.01), None
    for piece in series(job):
        hidden, state = cell(piece[:, :-1], state)
        loss = ((head(hidden) - piece[:, 1:]) ** 2).mean()
        optimizer.zero_grad()
        loss.backward(retain_graph=True)
        optimizer.step()


def added(job: Job) -> None:
    """One loss for all steps, to which each is added."""
    optimizer, loss = job.make(job.model.parameters()), 0.0
    for x, y in list(job.loader()) * job.epochs:
        loss = loss + job.loss(job.model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def kept_graphs() -> Faults:
    """14: what is kept with its graph grows at every step."""
    made = Faults(14, MIXED)
    made.each("total += loss", ["loader"] * 3, without=("item",))
    made.each("total += loss", ["loader"] * 3, without=("item",), batch=4, steps=150)
    made.each("losses.append(loss)", ["whole"] * 4, without=("item",))
    made.each("outputs in a list", [listed] * 3)
    made.each("a moving mean of tensors", [smoothed] * 3)
    made.each("losses in a dict", [kept_in_a_dict] * 2)
    for kind in (nn.RNN, nn.LSTM, nn.GRU):
        made.each(f"state of {kind.__name__} not detached", [carried(kind)] * 2)
    made.each("state not detached, with retain_graph", [carried_and_retained] * 2)
    made.each("losses added up before backward", [added] * 2)
    return made
