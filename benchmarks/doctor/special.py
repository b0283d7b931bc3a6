"""What a doctor must stay silent about: each loop, and the (table, network, loss) that it is tried on."""

from __future__ import annotations

from typing import Any

from benchmarks.doctor.aims import (
    adversaries,
    carried,
    clusters,
    contrasted,
    mixed,
    pairs,
    quantiles,
    taught,
    variational,
)
from benchmarks.doctor.recipes import (
    averaged,
    frozen,
    in_time,
    monte_carlo,
    moving_average,
    one_by_one,
    penalised,
    thawed,
    two_losses,
    two_tasks,
)

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
