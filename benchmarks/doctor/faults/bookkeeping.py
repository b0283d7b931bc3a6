"""Items 9 and 10: lines that were left out."""

from __future__ import annotations

import tidu
from benchmarks.doctor.faults.make import MIXED, Faults
from benchmarks.doctor.job import Job
from tidu import optim

DROPPED = [
    ("friedman", "dropout 64-32", "mse", "Adam"),
    ("wine", "dropout 64-32", "cross entropy", "SGD"),
    ("breast cancer", "batch norm 32-32", "cross entropy", "Adam"),
    ("digits", "convolution, batch norm", "cross entropy", "Adam"),
    ("penguins: mass", "batch norm 32-32", "huber", "momentum"),
    ("digits", "flat dropout 64", "cross entropy", "AdamW"),
]


def no_zero_grad() -> Faults:
    """9: gradients that are never cleared."""
    made = Faults(9, MIXED)
    for loop in ("whole", "loader", "indexed", "validated", "accumulated", "clipped", "NumPy"):
        made.each("no zero_grad", [loop] * 2, without=("zero_grad",))
    made.add("no zero_grad", "by hand", "linear", "linear", "mse", "SGD", without=("zero_grad",))
    made.add("no zero_grad", "by hand", "iris", "tanh 24", "cross entropy", "SGD", without=("zero_grad",))
    made.add("no zero_grad", "searched", "friedman", "tanh 24", "mse", "LBFGS", without=("zero_grad",))
    made.each("zero_grad of another optimizer", [other_cleared, other_cleared])
    made.each("zero_grad once an epoch", [cleared_each_epoch, cleared_each_epoch])
    return made


def other_cleared(job: Job) -> None:
    """The gradients of a part are cleared, those of the rest are not."""
    parameters = list(job.model.parameters())
    cleared, optimizer = optim.SGD(parameters[:1], lr=0.1), job.make(parameters)
    for _ in range(job.epochs):
        for x, y in job.loader():
            cleared.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()


def cleared_each_epoch(job: Job) -> None:
    """The line stands in the outer loop."""
    optimizer = job.make(job.model.parameters())
    for _ in range(job.epochs):
        optimizer.zero_grad()
        for x, y in job.loader():
            job.loss(job.model(x), y).backward()
            optimizer.step()


def wrong_mode() -> Faults:
    """10: dropout or BatchNorm at work where the model is judged."""
    made = Faults(10, DROPPED)
    made.each("no eval()", ["validated"] * 8, without=("eval",))
    made.each("predictions in training mode", [predicted] * 6)
    made.each("accuracy in training mode, by inference_mode", [judged] * 4)
    return made


def predicted(job: Job) -> None:
    """Predictions after training, without eval()."""
    optimizer = job.make(job.model.parameters())
    for _ in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
    with tidu.no_grad():
        job.noted["guess"] = job.model(job.x_test)


def judged(job: Job) -> None:
    """eval() before the first epoch's test only, train() behind every one."""
    optimizer = job.make(job.model.parameters())
    for epoch in range(job.epochs):
        for x, y in job.loader():
            optimizer.zero_grad()
            job.loss(job.model(x), y).backward()
            optimizer.step()
        if epoch == 0:
            job.model.eval()
        with tidu.inference_mode():
            job.noted["guess"] = job.model(job.x_test).mean().item()
        job.model.train()
