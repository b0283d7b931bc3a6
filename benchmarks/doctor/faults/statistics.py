"""Items 2, 3, 6, 7 and 15: what only numbers show."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.doctor.faults.make import MIXED, REAL, Faults
from tidu import nn

Arrays = list[np.ndarray]
EVERY = ["whole", "loader", "indexed", "NumPy", "fit", "fit, eager", "validated"]


def hole(value: float, part: int = 0, share: float = 0.02) -> Any:
    """Some cells of a column are `value`."""

    def change(arrays: Arrays) -> None:
        column = arrays[part].reshape(len(arrays[part]), -1)[:, -1]
        column[np.random.default_rng(0).random(len(column)) < share] = value

    return change


def times(factor: float, columns: slice = slice(None)) -> Any:
    """Columns in another unit."""

    def change(arrays: Arrays) -> None:
        for part in (0, 2):
            arrays[part][:, columns] *= factor

    return change


def numbered(first: float, step: float) -> Any:
    """A column of row numbers or times."""

    def change(arrays: Arrays) -> None:
        for part in (0, 2):
            arrays[part][:, 0] = first + step * np.random.default_rng(part).permutation(len(arrays[part]))

    return change


def inputs() -> Faults:
    """2: NaN or infinite cells; columns of large or unequal scale."""
    made = Faults(2, [one for one in MIXED if one[0] != "digits"])
    for loop in EVERY[:5]:
        made.add("NaN in a column", loop, change=hole(np.nan))
    for loop in EVERY[:3]:
        made.add("infinity in a column", loop, change=hole(np.inf))
    for loop in ("whole", "loader"):
        made.add("NaN in the target", loop, *REAL[len(made.cases) % 5], change=hole(np.nan, part=1))
    for name in ("linear", "wine", "breast cancer", "prices", "penguins: mass", "penguins: species"):
        classes = name in ("wine", "breast cancer", "penguins: species")
        for optimizer, loop in (("SGD", "loader"), ("Adam", "whole")):
            network = ("relu 32", "tanh 24")[len(made.cases) // 2 % 2]
            made.add(
                "as it was found",
                loop,
                name,
                network,
                "cross entropy" if classes else "mse",
                optimizer,
                raw=True,
            )
    for factor, loop in ((1e3, "indexed"), (1e4, "fit"), (1e6, "loader"), (1e6, "fit, eager")):
        made.add(f"inputs times {factor:g}", loop, change=times(factor))
    for loop in ("loader", "fit"):
        made.add("one column times 1e5", loop, change=times(1e5, slice(0, 1)))
        made.add("a column of times", loop, change=numbered(1.7e9, 3600))
        made.add("a column of row numbers", loop, change=numbered(10000, 1))
    made.add(
        "images of 0 to 255", "loader", "digits", "convolution", "cross entropy", "SGD", change=times(255)
    )
    made.add("images of 0 to 255", "fit", "digits", "convolution", "cross entropy", "SGD", change=times(255))
    return made


def noisy(arrays: Arrays) -> None:
    """Few rows, and targets that are mostly chance."""
    random = np.random.default_rng(len(arrays[0]))
    arrays[0], arrays[1] = (
        arrays[0][:60],
        arrays[1][:60] + random.normal(0, 1.0, arrays[1][:60].shape).astype("f4"),
    )
    arrays[3] = arrays[3] + random.normal(0, 1.0, arrays[3].shape).astype("f4")


NOISY = (
    ("friedman", "relu 64-32", "mse"),
    ("diabetes", "gelu 32-32", "mse"),
    ("penguins: mass", "relu 64-32", "mse"),
    ("linear", "relu 64-32", "mse"),
    ("prices", "relu 32", "huber"),
)


def wrong_length() -> Faults:
    """3: stopped while it still fell; went on long after the best."""
    made = Faults(3, [one for one in MIXED if one[1] != "linear"])
    for loop in ("loader", "indexed", "validated", "fit", "fit, eager", "NumPy", "whole", "scheduled"):
        parts = made.ground[made.turn % len(made.ground)]
        made.turn += 1
        made.add("too few epochs", loop, parts[0], parts[1], parts[2], "Adam", lr=5e-4, steps=60)
    many = {"change": noisy, "batch": 16, "steps": 600}
    for loop in ("validated", "fit, eager"):
        for name, network, loss in NOISY:
            made.add("too many epochs", loop, name, network, loss, "Adam", lr=0.01, **many)
    return made


def shuffled(arrays: Arrays) -> None:
    """Labels of other rows."""
    for part in (1, 3):
        arrays[part] = arrays[part][np.random.default_rng(part).permutation(len(arrays[part]))]


def rare(arrays: Arrays) -> None:
    """Three rows of every class but one."""
    for part in (1, 3):
        places = np.concatenate(
            [np.flatnonzero(arrays[part] == c)[:3] for c in range(1, arrays[part].max() + 1)]
        )
        rows = np.sort(np.concatenate([np.flatnonzero(arrays[part] == 0), places]))
        arrays[part - 1], arrays[part] = arrays[part - 1][rows], arrays[part][rows]


def leaked(arrays: Arrays) -> None:
    """The target is a column of the inputs."""
    for part in (1, 3):
        arrays[part - 1][:, 0] = arrays[part].reshape(len(arrays[part]), -1)[:, 0] * 2.5 + 1


def repeated(arrays: Arrays) -> None:
    """Test rows are rows of training."""
    arrays[2], arrays[3] = arrays[0][: len(arrays[2])].copy(), arrays[1][: len(arrays[3])].copy()


def some_repeated(arrays: Arrays) -> None:
    """A third of the test rows are rows of training."""
    third = len(arrays[2]) // 3
    arrays[2][:third], arrays[3][:third] = arrays[0][:third], arrays[1][:third]


def same(arrays: Arrays) -> None:
    """One label for all."""
    arrays[1], arrays[3] = arrays[1] * 0 + arrays[1][0], arrays[3] * 0 + arrays[1][0]


class Lost(nn.Module):
    """What a row has is scaled away on its way."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.first, self.head = nn.Linear(inputs, 16), nn.Linear(16, outputs)

    def forward(self, x: Any) -> Any:
        """Scores."""
        return self.head((self.first(x) * 1e-6).sigmoid())


def labels() -> Faults:
    """6: labels of other rows, rare classes, the target among the inputs, repeated rows."""
    made = Faults(6, [one for one in MIXED if one[0] != "digits"])
    for change, loops in (
        (leaked, ["whole", "loader", "indexed", "fit", "fit, eager", "NumPy"]),
        (repeated, ["validated", "fit, eager"]),
        (some_repeated, ["validated", "evaluated often", "fit, eager", "fit, with care"]),
        (same, ["whole", "loader", "fit", "indexed"]),
        (shuffled, ["loader", "fit", "whole", "validated"]),
    ):
        made.each(f"{change.__name__}: {(change.__doc__ or '').strip('.')}", loops, change=change)
    for loop in ("loader", "whole", "indexed", "fit, eager"):
        parts = made.ground[made.turn % len(made.ground)]
        made.turn += 1
        made.add("one answer for all: the inputs are lost", loop, *parts[:3], "Adam", build=Lost)
    for loop in ("whole", "loader", "fit", "fit, eager"):
        name = ("breast cancer", "moons")[len(made.cases) % 2]
        made.add("rare classes", loop, name, "relu 32", "cross entropy", "Adam", change=rare)
    return made


def rates() -> Faults:
    """7: learning rates far too large or too small."""
    made = Faults(7, MIXED)
    for factor in (1000, 100):
        for loop in ("whole", "loader", "indexed", "fit, eager", "validated"):
            parts = made.ground[made.turn % len(made.ground)]
            made.turn += 1
            usual = {"SGD": 0.1, "momentum": 0.02}.get(parts[3], 0.01)
            made.add(f"learning rate times {factor}", loop, *parts, lr=usual * factor)
    for loop in ("whole", "loader", "indexed", "fit", "fit, eager", "validated", "NumPy", "scheduled"):
        parts = made.ground[made.turn % len(made.ground)]
        made.turn += 1
        usual = {"SGD": 0.1, "momentum": 0.02}.get(parts[3], 0.01)
        made.add("learning rate / 10000", loop, *parts, lr=usual / 1e4)
    return made


def in_order(arrays: Arrays) -> None:
    """Rows sorted by their target."""
    order = np.argsort(arrays[1].reshape(len(arrays[1]), -1)[:, 0], kind="stable")
    arrays[0], arrays[1] = arrays[0][order], arrays[1][order]


def sorted_batches() -> Faults:
    """15: every batch has its own classes or range of targets."""
    made = Faults(15, MIXED)
    for batch in (16, 32):
        made.each(
            f"sorted, batches of {batch}",
            ["loader", "indexed", "NumPy", "fit", "fit, eager", "validated"],
            change=in_order,
            without=("shuffle",),
            batch=batch,
        )
    made.each("sorted, batches of 8", ["loader", "fit"] * 3, change=in_order, without=("shuffle",), batch=8)
    return made
