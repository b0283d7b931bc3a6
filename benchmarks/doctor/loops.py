"""Training loops as people write them. `without` leaves a line out: that is how faults are made."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

import tidu
from benchmarks.doctor.job import Job
from tidu import optim


def whole(job: Job) -> None:
    """All rows at every step."""
    optimizer, losses = job.make(job.model.parameters()), []
    for _ in range(min(job.epochs * job.batches, 300)):
        if "zero_grad" not in job.without:
            optimizer.zero_grad()
        loss = job.loss(job.model(job.x), job.y)
        loss.backward()
        if "step" not in job.without:
            optimizer.step()
        losses.append(loss if "item" in job.without else loss.item())


def indexed(job: Job) -> None:
    """Batches by a random order of one's own; gradients cleared after the step."""
    optimizer = job.make(job.model.parameters())
    for _ in range(job.epochs):
        order = tidu.randperm(len(job.x)) if "shuffle" not in job.without else tidu.arange(len(job.x))
        for first in range(0, len(job.x), job.batch):
            rows = order[first : first + job.batch]
            loss = job.loss(job.model(job.x[rows]), job.y[rows])
            loss.backward()
            optimizer.step()
            if "zero_grad" not in job.without:
                optimizer.zero_grad()


def loader(job: Job) -> None:
    """A DataLoader, the model's own `zero_grad`, and the sum of the losses of an epoch."""
    optimizer, rows = job.make(job.model.parameters()), job.loader("shuffle" not in job.without)
    job.model.train()
    for _ in range(job.epochs):
        total = 0.0
        for x, y in rows:
            if "zero_grad" not in job.without:
                job.model.zero_grad()
            loss = job.loss(job.model(x), y)
            loss.backward()
            if "step" not in job.without:
                optimizer.step()
            total += loss if "item" in job.without else loss.item()


def validated(job: Job) -> None:
    """As in PyTorch's tutorials: a training and a validation part of every epoch."""
    optimizer, rows = job.make(job.model.parameters()), job.loader("shuffle" not in job.without)
    for _ in range(job.epochs):
        job.model.train()
        for x, y in rows:
            if "zero_grad" not in job.without:
                optimizer.zero_grad()
            loss = job.loss(job.model(x), y)
            loss.backward()
            optimizer.step()
        if "eval" not in job.without:
            job.model.eval()
        with tidu.no_grad():
            job.noted["validation"] = job.loss(job.model(job.x_test), job.y_test).item()


def accumulated(job: Job) -> None:
    """The gradients of two batches to a step."""
    optimizer, rows = job.make(job.model.parameters()), job.loader()
    optimizer.zero_grad()
    for _ in range(job.epochs):
        for place, (x, y) in enumerate(rows):
            (job.loss(job.model(x), y) / 2).backward()
            if place % 2 == 1 or place == len(rows) - 1:
                optimizer.step()
                if "zero_grad" not in job.without:
                    optimizer.zero_grad()


def clipped(job: Job) -> None:
    """Gradients of a norm of at most 1; gradients forgotten one by one."""
    optimizer, rows = job.make(job.model.parameters()), job.loader()
    for _ in range(job.epochs):
        for x, y in rows:
            if "zero_grad" not in job.without:
                for parameter in job.model.parameters():
                    parameter.grad = None
            job.loss(job.model(x), y).backward()
            tidu.nn.utils.clip_grad_norm_(job.model.parameters(), 1.0)
            optimizer.step()


SCHEDULES = (
    lambda optimizer, job: optim.lr_scheduler.StepLR(optimizer, max(job.epochs // 3, 1), 0.3),
    lambda optimizer, job: optim.lr_scheduler.CosineAnnealingLR(optimizer, job.epochs),
    lambda optimizer, job: optim.lr_scheduler.LambdaLR(optimizer, lambda e: min(1.0, (e + 1) / 5)),
    lambda optimizer, job: optim.lr_scheduler.LambdaLR(optimizer, lambda e: min(1.0, e / 3)),  # begins with 0
    lambda optimizer, job: optim.lr_scheduler.ExponentialLR(optimizer, 0.97),
)


def scheduled(job: Job) -> None:
    """A schedule of the learning rate."""
    optimizer, rows = job.make(job.model.parameters()), job.loader()
    schedule = SCHEDULES[job.seed % len(SCHEDULES)](optimizer, job)
    for _ in range(job.epochs):
        for x, y in rows:
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
        schedule.step()


def searched(job: Job) -> None:
    """An optimizer that calls a closure."""
    optimizer = job.make(job.model.parameters())

    def closure() -> Any:
        if "zero_grad" not in job.without:
            optimizer.zero_grad()
        loss = job.loss(job.model(job.x), job.y)
        loss.backward()
        return loss

    for _ in range(40):
        optimizer.step(closure)


def by_hand(job: Job) -> None:
    """Tensors and one's own gradient step, as in the first lessons."""
    weights = list(job.model.parameters())
    for _ in range(job.epochs):
        for first in range(0, len(job.x), job.batch):
            loss = job.loss(job.model(job.x[first : first + job.batch]), job.y[first : first + job.batch])
            loss.backward()
            with tidu.no_grad():
                for weight in weights:
                    weight -= 0.1 * weight.grad
                    if "zero_grad" not in job.without:
                        weight.grad.zero_()


def evaluated_often(job: Job) -> None:
    """The losses of both parts of the rows, noted as tensors without a tape, every few steps."""
    optimizer, noted = job.make(job.model.parameters()), []
    for step in range(job.epochs * job.batches):
        rows = tidu.randint(0, len(job.x), (job.batch,))
        optimizer.zero_grad(set_to_none=False)
        loss = job.loss(job.model(job.x[rows]), job.y[rows])
        loss.backward()
        optimizer.step()
        noted.append(loss.detach())
        if step % 25 == 0:
            job.model.eval()
            with tidu.inference_mode():
                noted.append(job.loss(job.model(job.x_test), job.y_test))
            job.model.train()


def with_numpy(job: Job) -> None:
    """Batches made by NumPy at every step, losses shown as they come."""
    optimizer, random = job.make(job.model.parameters()), np.random.default_rng(job.seed)
    x, y = job.x.numpy(), job.y.numpy()
    for _ in range(job.epochs):
        order = random.permutation(len(x)) if "shuffle" not in job.without else np.arange(len(x))
        for rows in np.array_split(order, job.batches):
            output = job.model(tidu.tensor(x[rows]))
            loss = job.loss(output, tidu.tensor(y[rows]))
            if "zero_grad" not in job.without:
                optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            job.noted["shown"] = f"{float(loss):.4f}"


def fitted(job: Job, **chosen: Any) -> None:
    """`tidu.fit`, natively where it can."""
    visit = tidu.doctor(tell=None)
    job.noted["alerts"] = visit.alerts
    optimizer, shuffle = job.make(job.model.parameters()), "shuffle" not in job.without
    given = {"epochs": job.epochs, "batch_size": job.batch, "shuffle": shuffle, "doctor": visit}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        history = tidu.fit(job.model, (job.x, job.y), job.loss, optimizer, **given, **chosen)
    job.noted["alerts"] = history.alerts


def fitted_eagerly(job: Job) -> None:
    """`tidu.fit`, every operation as it is called, with validation and a metric."""
    metric = "r2" if job.kind == "real" else "accuracy" if job.kind == "classes" else ()
    fitted(job, compile=False, validation=(job.x_test, job.y_test), metrics=metric)


def fitted_with_care(job: Job) -> None:
    """`tidu.fit` with validation, patience and clipping."""
    fitted(job, validation=(job.x_test, job.y_test), patience=20, clip=5.0)


PLAIN = {
    "whole": whole, "indexed": indexed, "loader": loader, "validated": validated, "accumulated": accumulated,
    "clipped": clipped, "scheduled": scheduled, "evaluated often": evaluated_often, "NumPy": with_numpy,
}  # fmt: skip
FITTED = {"fit": fitted, "fit, eager": fitted_eagerly, "fit, with care": fitted_with_care}
LOOPS = PLAIN | FITTED | {"searched": searched, "by hand": by_hand}
