"""Every choice that `tidu sweep` offers: the table as for `tidu train`, and what is to be tried."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from tidu.tabular.options import ACTIVATIONS, LOSSES, OPTIMIZERS, TableOptions, TrainOptions, flag, option
from tidu.tabular.verdict import CLASSIFICATION, REGRESSION
from tidu.text import say

LAYERS = re.compile(r"([1-9]\d*)(?:x([1-9]\d*))?")
NUMBERS: dict[str, type] = {"lr": float, "dropout": float, "weight_decay": float, "batch_size": int}
"""Parameters that are numbers; on the command line they are words first."""
PARAMETERS = ("lr", "hidden", "dropout", "weight_decay", "batch_size", "activation", "optimizer")


@dataclass(frozen=True)
class SweepOptions(TableOptions):
    """Which table, what to try on it, with how many seeds, and where to write the runs.

    Of `PARAMETERS` any may have several values; every combination of them is tried. `hidden`
    says the units of each hidden layer and how many layers: "64x2". A parameter without values
    is what `tidu train` takes. Raises `ValueError` when a value is outside its limits.

    >>> options = SweepOptions("a.csv", "y", lr=(0.003, 0.01), hidden=("32", "64x2"))
    >>> options.grid
    {'lr': (0.003, 0.01), 'hidden': ('32', '64x2')}
    """

    lr: tuple[float, ...] = option((), "grid", above=0, help="options.learning_rate", word="X,X")
    hidden: tuple[str, ...] = option((), "grid", word="N,NxM")
    dropout: tuple[float, ...] = option((), "grid", least=0, below=1, word="X,X")
    weight_decay: tuple[float, ...] = option((), "grid", least=0, word="X,X")
    batch_size: tuple[int, ...] = option((), "grid", least=1, word="N,N")
    activation: tuple[str, ...] = option((), "grid", choices=ACTIVATIONS)
    optimizer: tuple[str, ...] = option((), "grid", choices=OPTIMIZERS)

    loss: str | None = option(None, "training", choices=LOSSES)
    epochs: int | None = option(None, "training", least=1)
    patience: int | None = option(None, "training", least=1)
    seeds: int = option(3, "training", least=1)
    workers: int | None = option(None, "training", least=1)

    metric: str | None = option(None, "output", choices=(*REGRESSION, *CLASSIFICATION))
    out: str | None = option(None, "output", short="o", word="FILE")

    def __post_init__(self) -> None:
        for name in PARAMETERS:
            values = tuple(dict.fromkeys(_value(name, word) for word in getattr(self, name)))
            object.__setattr__(self, name, values)
        super().__post_init__()

    @property
    def grid(self) -> dict[str, tuple[Any, ...]]:
        """The parameters that have values."""
        found = {name: getattr(self, name) for name in PARAMETERS}
        return {name: values for name, values in found.items() if values}

    def training(self, point: dict[str, Any]) -> TrainOptions:
        """What trains a combination of the grid by itself.

        >>> SweepOptions("a.csv", "y").training({"lr": 0.01, "hidden": "32"}).command()
        'tidu train a.csv --target y --width 32 --depth 1 --learning-rate 0.01'
        """
        shared = {each.name: getattr(self, each.name) for each in fields(TableOptions)}
        shared |= {name: getattr(self, name) for name in ("loss", "epochs", "patience")}
        chosen = {name: value for name, value in point.items() if name not in ("lr", "hidden")}
        if "lr" in point:
            chosen["learning_rate"] = point["lr"]
        if "hidden" in point:
            chosen["width"], chosen["depth"] = layers_of(point["hidden"])
        return TrainOptions(**shared, **chosen)


def layers_of(hidden: str) -> tuple[int, int]:
    """Units in each hidden layer, and how many layers.

    >>> layers_of("64x2"), layers_of("32")
    ((64, 2), (32, 1))
    """
    found = LAYERS.fullmatch(hidden)
    if found is None:
        raise ValueError(say("options.hidden_layers", value=hidden))
    return int(found[1]), int(found[2] or 1)


def _value(name: str, word: Any) -> Any:
    """A value of a parameter, from a word of the command line or as it is."""
    kind = NUMBERS.get(name)
    if name == "hidden":
        layers_of(str(word))
        return str(word)
    if kind is None or not isinstance(word, str):
        return word
    try:
        return kind(word)
    except ValueError as error:
        key = "options.not_a_whole_number" if kind is int else "options.not_a_number"
        raise ValueError(say(key, name=flag(name), value=word)) from error
