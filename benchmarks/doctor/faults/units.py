"""Item 17: units that are thrown out, gradients that vanish."""

from __future__ import annotations

import tidu
from benchmarks.doctor.faults.heads import filled
from benchmarks.doctor.faults.make import CHOSEN, REAL, Faults
from benchmarks.doctor.job import Job
from benchmarks.doctor.networks import NETWORKS, dense
from tidu import nn


def negative(model: nn.Module) -> None:
    """Shifts far below 0."""
    for parameter in list(model.parameters())[:-1]:
        if parameter.ndim == 1:
            parameter -= 20.0


def mostly_negative(model: nn.Module) -> None:
    """Two thirds of the first shifts far below 0."""
    shift = next(p for p in model.parameters() if p.ndim == 1)
    shift[: len(shift) * 2 // 3] -= 20.0


def saturated(model: nn.Module) -> None:
    """Weights a hundred times too large."""
    for parameter in list(model.parameters())[:-2]:
        parameter *= 100.0


def kicked(job: Job) -> None:
    """Some steps of a rate far too large throw units out for ever; then all goes on as usual."""
    optimizer = tidu.optim.SGD(job.model.parameters(), lr=3.0)
    for step in range(job.epochs * job.batches):
        if step == 3:
            optimizer.param_groups[0]["lr"] = 0.02
        rows = tidu.randint(0, len(job.x), (job.batch,))
        optimizer.zero_grad()
        loss = job.loss(job.model(job.x[rows]), job.y[rows])
        loss.backward()
        tidu.nn.utils.clip_grad_norm_(job.model.parameters(), 3.0)
        optimizer.step()


def dead() -> Faults:
    """17: units that are 0 for every row; gradients that vanish on their way back."""
    relu = [("friedman", "relu 32", "mse", "Adam"), ("wine", "relu 64-32", "cross entropy", "SGD"),
            ("prices", "relu 64-32", "mse", "momentum"), ("iris", "relu 32", "cross entropy", "Adam"),
            ("digits", "flat relu 32", "cross entropy", "SGD")]  # fmt: skip
    made = Faults(17, relu)
    for fill, loops in (
        (negative, ["whole", "loader", "fit"]),
        (mostly_negative, ["loader", "fit", "indexed"]),
    ):
        for loop in loops:
            parts = relu[made.turn % len(relu)]
            made.turn += 1
            made.add((fill.__doc__ or "").strip("."), loop, *parts, build=filled(NETWORKS[parts[1]], fill))
    made.each("units thrown out", [kicked] * 5)
    deep = dense(*[16] * 10, act=nn.Sigmoid)
    for parts, loop in zip(
        (*REAL[:2], *CHOSEN[:2], *REAL[2:4]),
        ("loader", "whole", "fit", "indexed", "fit, eager", "validated"),
        strict=True,
    ):
        made.add("ten layers of sigmoid", loop, parts[0], "linear", parts[2], parts[3], build=deep)
    for parts, loop in (
        (("friedman", "tanh 24-24", "mse", "SGD"), "loader"),
        (("wine", "tanh 24-24", "cross entropy", "SGD"), "fit"),
    ):
        made.add("saturated tanh", loop, *parts, build=filled(NETWORKS["tanh 24-24"], saturated))
    return made
