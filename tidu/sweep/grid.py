"""What is to be tried: combinations of values, and seeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import numpy as np

from tidu.fit.training import check_whole
from tidu.text import say

Point = dict[str, Any]
TAKEN = ("seed", "seconds", "error", "stopped", "engine", "best_epoch", "epochs_run")
"""Columns of every sweep, which no parameter can be called."""


def points_of(grid: Any) -> list[Point]:
    """The combinations: every one of a dict of lists, or those of a list of dicts as they are.

    NumPy's numbers become Python's. TypeError for other kinds, ValueError for a grid without a
    combination and for a name that the results need.

    >>> points_of({"lr": [0.1, 0.2], "width": [8]})
    [{'lr': 0.1, 'width': 8}, {'lr': 0.2, 'width': 8}]
    """
    if isinstance(grid, Mapping):
        columns = [_values(name, values) for name, values in grid.items()]
        points = [dict(zip(grid, values, strict=True)) for values in product(*columns)]
    elif isinstance(grid, list | tuple) and all(isinstance(point, Mapping) for point in grid):
        points = [{name: _plain(value) for name, value in point.items()} for point in grid]
    else:
        raise TypeError(say("sweep.grid", given=type(grid).__name__))
    if not points:
        raise ValueError(say("sweep.empty"))
    for name in {name: None for point in points for name in point}:
        if not isinstance(name, str):
            raise TypeError(say("sweep.name", given=repr(name)))
        if name in TAKEN:
            raise ValueError(say("sweep.seed_in_grid" if name == "seed" else "sweep.taken", name=name))
    return points


def _values(name: str, values: Any) -> list[Any]:
    """The values of one parameter; a string or a number is not a list of values."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(say("sweep.values", name=name, given=repr(values)))
    return [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def seeds_of(seeds: int | Iterable[int]) -> list[int]:
    """The seeds themselves, or 0, 1, ... for a number of them.

    >>> seeds_of(3), seeds_of([7])
    ([0, 1, 2], [7])
    """
    if not isinstance(seeds, Iterable):
        check_whole("seeds", seeds, 1)
        return list(range(seeds))
    listed = [_plain(seed) for seed in seeds]
    for seed in listed:
        check_whole("seeds", seed, 0)
    if not listed or len(set(listed)) < len(listed):
        raise ValueError(say("sweep.seeds", given=listed))
    return listed


def named(point: Point) -> str:
    """A combination in a few words.

    >>> named({"lr": 0.003, "activation": dict, "hidden": (64, 64)})
    'lr=0.003 activation=dict hidden=(64, 64)'
    """
    return " ".join(f"{name}={word(value)}" for name, value in point.items())


def word(value: Any) -> str:
    """A value in a few letters: six digits of a number, the name of what has one.

    >>> word(0.30000000000000004), word(len), word(None)
    ('0.3', 'len', 'None')
    """
    return f"{value:g}" if isinstance(value, float) else str(getattr(value, "__name__", value))
