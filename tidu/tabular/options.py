"""Every choice that `tidu train` and `tidu sweep` offer of a table, declared once.

The library reads the values, the command line reads the fields: a field's name is its
option, its default the option's default, its metadata the section and the limits, and
`options.<name>` in the catalogue its help. Nothing here imports more than the standard
library, so that `--help` stays quick.
"""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from difflib import get_close_matches
from os import PathLike, fspath
from typing import Any

from tidu.text import say

TASKS = ("regression", "binary", "multiclass")
MODELS = ("linear", "mlp")
ACTIVATIONS = ("relu", "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid")
LOSSES = ("mse", "l1", "smooth_l1", "huber", "cross_entropy")
OPTIMIZERS = ("adam", "adamw", "sgd", "rmsprop", "adagrad")


def option(default: Any, section: str, **limits: Any) -> Any:
    """A dataclass field that is also a command-line option; `MISSING` for one that is needed.

    `limits` may hold `choices` (a tuple), `least` (value >= it), `above` (value > it),
    `below` (value < it), all of them for each of several values; `short` (a one-letter flag),
    `positional` (no flag at all), `help` (the catalogue's key, when it is not `options.<name>`),
    `word` (what stands for the value in the help, when it is not the name).

    >>> option(64, "network", least=1).metadata["least"]
    1
    """
    return field(default=default, metadata={"section": section, **limits})


def check_limits(options: Any) -> None:
    """Raise `ValueError` with one sentence if a field of `options` is outside its limits.

    >>> check_limits(TrainOptions("a.csv", "y", width=64))
    """
    for declared in fields(options):
        value = getattr(options, declared.name)
        for each in value if isinstance(value, tuple) else (value,):
            if each is not None:
                _check_limits(flag(declared.name), each, declared.metadata)


def _check_limits(name: str, value: Any, limits: Mapping[str, Any]) -> None:
    if "choices" in limits and value not in limits["choices"]:
        choices = ", ".join(limits["choices"])
        given = {"name": name, "value": value, "choices": choices}
        for nearest in get_close_matches(str(value), limits["choices"], 1):
            raise ValueError(say("options.not_a_choice_nearest", nearest=nearest, **given))
        raise ValueError(say("options.not_a_choice", **given))
    if "least" in limits and not value >= limits["least"]:
        raise ValueError(say("options.too_small", name=name, value=value, least=limits["least"]))
    if "above" in limits and not value > limits["above"]:
        raise ValueError(say("options.not_above", name=name, value=value, above=limits["above"]))
    if "below" in limits and not value < limits["below"]:
        raise ValueError(say("options.not_below", name=name, value=value, below=limits["below"]))


def flag(name: str) -> str:
    """The command-line spelling of a field.

    >>> flag("learning_rate")
    '--learning-rate'
    """
    return "--" + name.replace("_", "-")


@dataclass(frozen=True)
class TableOptions:
    """What to learn from, and how to split it.

    `data` and `validation` are paths or frames (Polars, pandas, NumPy); `None` means that
    the library chooses. Raises `ValueError` when a value is outside its limits.

    >>> TableOptions("prices.csv", "Price").test_fraction
    0.15
    """

    data: object = option(MISSING, "table", positional=True)
    target: str = option(MISSING, "table", word="COLUMN")
    task: str | None = option(None, "table", choices=TASKS)
    numeric: tuple[str, ...] = option((), "table")
    categorical: tuple[str, ...] = option((), "table")
    drop: tuple[str, ...] = option((), "table")
    fill: str = option("median", "table", choices=("median", "mean"))

    validation: object = option(None, "split", word="FILE")
    time_column: str | None = option(None, "split", word="COLUMN")
    validation_fraction: float = option(0.15, "split", above=0, below=1)
    test_fraction: float = option(0.15, "split", least=0, below=1)
    seed: int = option(0, "split", least=0)

    def __post_init__(self) -> None:
        check_limits(self)
        if self.validation_fraction + self.test_fraction >= 1:
            total = self.validation_fraction + self.test_fraction
            raise ValueError(say("options.nothing_left", total=f"{total:g}"))


@dataclass(frozen=True)
class TrainOptions(TableOptions):
    """What to train on, how to split it, which network, how to train it, where to write.

    >>> TrainOptions("prices.csv", "Price", width=128).command()
    'tidu train prices.csv --target Price --width 128'
    """

    model: str = option("mlp", "network", choices=MODELS)
    width: int = option(64, "network", least=1)
    depth: int = option(2, "network", least=1)
    activation: str = option("silu", "network", choices=ACTIVATIONS)
    dropout: float = option(0.0, "network", least=0, below=1)

    loss: str | None = option(None, "training", choices=LOSSES)
    optimizer: str = option("adamw", "training", choices=OPTIMIZERS)
    learning_rate: float | None = option(None, "training", above=0)
    weight_decay: float = option(0.01, "training", least=0)
    batch_size: int | None = option(None, "training", least=1)
    epochs: int | None = option(None, "training", least=1)
    patience: int | None = option(None, "training", least=1)
    members: int | None = option(None, "training", least=1)
    compile: bool = option(True, "training")
    doctor: bool = option(True, "training")

    output: str | None = option(None, "output", short="o", word="FILE")
    report: str | None = option(None, "output", word="FILE")
    baselines: bool = option(True, "output")

    def command(self) -> str:
        """The command that repeats this run: every option that is not at its default.

        A frame in memory has no path; its place is taken by its type's name.

        >>> TrainOptions("a b.csv", "y", drop=("id", "name"), baselines=False).command()
        "tidu train 'a b.csv' --target y --drop id,name --no-baselines"
        """
        words = ["tidu", "train", _word(self.data)]
        for declared in fields(self)[1:]:
            value = getattr(self, declared.name)
            if isinstance(value, bool):
                name = declared.name if value else f"no_{declared.name}"
                words += [] if value == declared.default else [flag(name)]
            elif not _same(value, declared.default):
                words += [flag(declared.name), _word(value)]
        return shlex.join(words)


def _same(value: Any, default: Any) -> bool:
    """Whether a value is the default; a frame never is, and is not compared cell by cell."""
    return type(value) is type(default) and value == default


def _word(value: Any) -> str:
    """How a value is written on the command line; several names are one row of CSV.

    >>> _word(("a", "b,c"))
    'a,"b,c"'
    """
    if isinstance(value, tuple):
        row = io.StringIO()
        csv.writer(row, lineterminator="").writerow(value)
        return row.getvalue()
    if isinstance(value, str | PathLike):
        return str(fspath(value))
    if isinstance(value, int | float):
        return str(value)
    return f"<{type(value).__name__}>"
