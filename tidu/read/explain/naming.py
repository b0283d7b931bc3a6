"""What the values of a computation are called: people's names, short ones for a network's, z₁, z₂, ..."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

import numpy as np

from tidu.read.computation import Computation
from tidu.read.explain.groups import Groups
from tidu.read.variable import Variable

SHORT = {"weight": "W", "bias": "b"}
RESULT = "L"


def names_of(told: Computation, groups: Groups) -> tuple[dict[Variable, str], dict[str, str]]:
    """(the name of every shown variable and of the inputs, short name -> the path that it stands for).

    Numbers without a name keep none: they are written as they are.
    """
    names: dict[Variable, str] = {}
    taken = {name for name in told.names.values() if "." not in name}
    paths = _layers([told.names.get(x, "") for x in told.program.inputs], taken)
    shorter = {path: short for short, path in paths.items()}
    for variable, name in told.names.items():
        names[variable] = shorter.get(name, name)
    taken.update(names.values())
    if told.result not in names:
        names[told.result] = _free((RESULT, "result", *(f"L{k}" for k in range(1, 99))), taken)
        taken.add(names[told.result])
    for x in told.program.inputs:
        if x not in names and (x in told.tensors or x.ndim or x.size > 1):
            start = "w" if x in told.tensors else "c"
            names[x] = _free((f"{start}{k}" for k in range(1, 10**6)), taken)
            taken.add(names[x])
    count = 0
    for x in groups.shown:
        if x not in names:
            count += 1
            while f"z{count}" in taken:
                count += 1
            names[x] = f"z{count}"
    return names, paths


def _layers(names: list[str], taken: set[str]) -> dict[str, str]:
    """W₁, b₁, W₂, ... for the weights and biases of layers, numbered in the order of their use; of one
    layer W and b."""
    parts = [name.rpartition(".") for name in names]
    found = [(layer, last) for layer, _, last in parts if layer and last in SHORT]
    layers = list(dict.fromkeys(layer for layer, _ in found))
    made = {}
    for layer, last in found:
        number = layers.index(layer) + 1 if len(layers) > 1 else ""
        short = f"{SHORT[last]}{number}"
        if short not in taken:
            made[short] = f"{layer}.{last}"
    return made


def _free(candidates: Iterable[str], taken: set[str]) -> str:
    return next(name for name in candidates if name not in taken)


PICTURE = 6  # rows and columns up to which a picture of one channel is shown


def small(x: np.ndarray, most: int = 4) -> bool:
    """Whether an array is written out number by number: one of more axes where it is a single matrix."""
    if x.ndim > 2:
        return x.size > 0 and prod(x.shape[:-2]) == 1 and all(n <= PICTURE for n in x.shape[-2:])
    return x.ndim <= 2 and all(n <= (most if x.ndim == 2 else most + 2) for n in x.shape) and x.size > 0


__all__ = ["names_of", "small"]
