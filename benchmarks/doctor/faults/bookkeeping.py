"""Items 9, 10, 11 and 14: lines that were left out, and what is kept too long."""

from __future__ import annotations

from typing import Any

import tidu
from benchmarks.doctor.faults.make import MIXED, Faults
from benchmarks.doctor.job import Job
from tidu import nn, optim

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
    return made


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


def kept_graphs() -> Faults:
    """14: what is kept with its graph grows at every step."""
    made = Faults(14, MIXED)
    made.each("total += loss", ["loader"] * 3, without=("item",))
    made.each("total += loss", ["loader"] * 3, without=("item",), batch=4, steps=150)
    made.each("losses.append(loss)", ["whole"] * 4, without=("item",))
    made.each("outputs in a list", [listed] * 3)
    made.each("a moving mean of tensors", [smoothed] * 3)
    made.each("losses in a dict", [kept_in_a_dict] * 2)
    return made
