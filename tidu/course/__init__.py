"""The course: every experiment of the lessons, to run, to change, and to look at.

`tidu course list` names them; `tidu course linear --noise 1` runs one and writes its data, its
picture and half a page on what to see. Here they are functions: settings in, `Result` out. Their
files are loaded when they are asked for.

>>> result = run("linear", rows=40, epochs=2)
>>> sorted(result.tables)
['data', 'epochs']
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from tidu.course.experiment import Experiment, Result
from tidu.text import listed, say

__all__ = ["EXPERIMENTS", "Experiment", "Result", "experiment", "experiments", "run"]

ROWS = {
    "linear": ("C02",),
    "descent": ("C03",),
    "optimizers": ("C05",),
    "best-epoch": ("C07",),
    "zero-grad": ("C08",),
    "derivative": ("C14",),
    "likelihood": ("C19",),
    "collapse": ("C22",),
    "neurons": ("C23",),
    "cubic": ("C24",),
    "depth": ("C25",),
    "extrapolation": ("C26",),
    "fitting": ("C27",),
    "even": ("C28",),
    "images": ("C30",),
    "covid": ("C31",),
    "learning-rates": ("C33",),
}
"""Name -> the rows of the course's map that it shows. `tidu.course.best_epoch` holds `best-epoch`."""

EXPERIMENTS = {name: Experiment(name, rows) for name, rows in ROWS.items()}
"""In the order of the lessons."""


def experiments() -> list[Experiment]:
    """Every experiment, in the order of the lessons.

    >>> experiments()[0].name
    'linear'
    """
    return list(EXPERIMENTS.values())


def experiment(name: str) -> Experiment:
    """The experiment of that name; ValueError if there is none.

    >>> experiment("derivative").rows
    ('C14',)
    """
    found = EXPERIMENTS.get(name.replace("_", "-"))
    if found is None:
        near = get_close_matches(name, EXPERIMENTS, 1, cutoff=0.0)[0]
        raise ValueError(say("course.unknown", given=name, near=near, names=listed(EXPERIMENTS)))
    return found


def run(name: str, **settings: Any) -> Result:
    """Runs an experiment with `settings` in place of its defaults.

    ValueError for a name that is none and for a value beyond its limits, TypeError for a setting
    that it does not have.

    >>> run("derivative", x=1.0).numbers["slope"]
    2.0
    """
    return experiment(name).run(**settings)
