"""What a sweep found: tidy columns, the best combination, means over seeds, a small table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from statistics import fmean, stdev
from typing import Any

from tidu.fit.history import History
from tidu.sweep.grid import Point, word
from tidu.sweep.run import Run
from tidu.text import say
from tidu.text.sheet import Sheet, plain

MOST_ROWS = 20
HIGHER_IS_BETTER = ("accuracy", "r2", "auc")


@dataclass
class SweepResult:
    """The combinations that were tried (`points`), and what each of their `runs` left behind.

    `metric` is what orders them unless another is named; `interrupted`: Ctrl-C ended the sweep,
    and runs that had not begun are missing.

    >>> runs = [Run(0, 0, {"train_loss": 0.5}), Run(1, 0, {"train_loss": 0.25})]
    >>> result = SweepResult([{"lr": 0.1}, {"lr": 0.2}], runs)
    >>> result.columns["train_loss"], result.best()
    ([0.5, 0.25], {'lr': 0.2})
    >>> print(result)
    Combinations: 2; runs: 2; failed: 0
     lr  train_loss  seconds
    0.2        0.25        0
    0.1         0.5        0
    """

    points: list[Point]
    runs: list[Run]
    metric: str | None = None
    interrupted: bool = False

    @property
    def parameters(self) -> list[str]:
        """What the combinations differ in."""
        return list({name: None for point in self.points for name in point})

    @property
    def columns(self) -> dict[str, list[Any]]:
        """One row a run: parameters, seed, losses and metrics, how it ended, seconds, error.

        "train_loss", "validation_loss" and the metrics are those of the epoch whose weights the
        model holds (the best one, with validation, else the last), "final_..." those of the last
        one. None where a run has no such number.
        """
        names = list({name: None for run in self.runs for name in run.numbers})
        parts = [(self.points[run.combination], run) for run in self.runs]
        return {
            **{name: [point.get(name) for point, _ in parts] for name in self.parameters},
            "seed": [run.seed for run in self.runs],
            **{name: [run.numbers.get(name) for run in self.runs] for name in names},
            "seconds": [run.seconds for run in self.runs],
            "error": [run.error for run in self.runs],
        }

    def history(self, row: int) -> History | None:
        """The epochs of the run in that row of the columns; None if it left none."""
        saved = self.runs[row].history
        return None if saved is None else History.from_dict(saved)

    def best(self, metric: str | None = None, *, highest: bool | None = None) -> Point:
        """The parameters of the combination whose mean over seeds is best: for `make(**best)`.

        The lowest is best, of accuracy, r2 and auc the highest, unless `highest` says otherwise.
        A combination of which a run failed comes after those that are whole. ValueError if no
        run has such a number.
        """
        return self.points[self._ranked(metric, highest)[0]]

    def summary(self, metric: str | None = None, *, highest: bool | None = None) -> dict[str, list[Any]]:
        """One row a combination, the best first: parameters, how many runs gave the metric and how
        many did not, and of every number its mean and standard deviation ("_sd") over the seeds.

        A standard deviation of fewer than two is None.
        """
        metric = self._metric(metric)
        order = self._ranked(metric, highest)
        whole = [self._numbers(metric, place) for place in order]
        found: dict[str, list[Any]] = {
            name: [self.points[place].get(name) for place in order] for name in self.parameters
        }
        found["runs"] = [len(numbers) for numbers in whole]
        found["failed"] = [len(self._of[place]) - len(n) for place, n in zip(order, whole, strict=True)]
        for name in [metric, *(name for name in self._counted() if name != metric)]:
            numbers = [self._numbers(name, place) for place in order]
            found[name] = [fmean(each) if each else None for each in numbers]
            found[f"{name}_sd"] = [stdev(each) if len(each) > 1 else None for each in numbers]
        return found

    def to_dict(self) -> dict[str, Any]:
        """Everything, as JSON holds it; what JSON cannot hold (a class, a function) by its name."""
        return _json(asdict(self))

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> SweepResult:
        """What `to_dict` gave, as a result again."""
        return cls(**{**saved, "runs": [Run(**run) for run in saved["runs"]]})

    def __str__(self) -> str:
        failed = sum(run.error is not None for run in self.runs)
        head = say("sweep.head", combinations=len(self.points), runs=len(self.runs), failed=failed)
        lines = [head + (say("sweep.interrupted") if self.interrupted else "")]
        if self._counted():
            lines.append(plain(self._sheet()))
        if len(self.points) > MOST_ROWS:
            lines.append(say("sweep.more", count=len(self.points) - MOST_ROWS))
        return "\n".join(lines)

    __repr__ = __str__

    def _sheet(self) -> Sheet:
        """The first rows of the summary."""
        metric, found = self._metric(None), self.summary()
        names = self.parameters
        rows = [
            [
                *(word(found[name][row]) for name in names),
                spread(found[metric][row], found[f"{metric}_sd"][row]),
                spread(found["seconds"][row], None),
            ]
            for row in range(min(MOST_ROWS, len(self.points)))
        ]
        return Sheet([*names, metric, "seconds"], rows, numbers=frozenset(range(len(names) + 2)))

    def _counted(self) -> list[str]:
        """The columns that hold numbers, without parameters and seed."""
        aside = {*self.parameters, "seed"}
        columns = self.columns.items()
        return [name for name, column in columns if name not in aside and any(map(_is_number, column))]

    def _metric(self, metric: str | None) -> str:
        """What to order by: as asked, or what validation measured, or training, or what there is."""
        names = [name for name in self._counted() if name != "seconds"]
        metric = metric or self.metric
        if metric is None:
            usual = [name for name in ("validation_loss", "train_loss") if name in names]
            metric = (usual + names + ["validation_loss"])[0]
        if metric not in names:
            raise ValueError(say("sweep.metric", given=metric, names=", ".join(names) or "-"))
        return metric

    @cached_property
    def _of(self) -> list[list[Run]]:
        """The runs of each combination."""
        found: list[list[Run]] = [[] for _ in self.points]
        for run in self.runs:
            found[run.combination].append(run)
        return found

    def _numbers(self, name: str, combination: int) -> list[float]:
        """What the runs of a combination have by that name."""
        runs = self._of[combination]
        found: list[Any] = [run.seconds if name == "seconds" else run.numbers.get(name) for run in runs]
        return [value for value in found if _is_number(value)]

    def _ranked(self, metric: str | None, highest: bool | None) -> list[int]:
        """The combinations, best first."""
        metric = self._metric(metric)
        if highest is None:
            highest = metric.endswith(HIGHER_IS_BETTER)

        def key(place: int) -> tuple[bool, float, int]:
            numbers = self._numbers(metric, place)
            mean = fmean(numbers) if numbers else math.inf
            return len(numbers) < len(self._of[place]) or not numbers, -mean if highest else mean, place

        return sorted(range(len(self.points)), key=key)


def spread(mean: float | None, deviation: float | None) -> str:
    """A mean and its standard deviation as people read them.

    >>> spread(0.123456, 0.0049), spread(2.0, None), spread(None, None)
    ('0.1235 ± 0.0049', '2', '-')
    """
    if mean is None:
        return "-"
    return f"{mean:.4g}" + ("" if deviation is None else f" ± {deviation:.2g}")


def _is_number(value: Any) -> bool:
    """Whether it is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _json(value: Any) -> Any:
    """`value` with names in place of what JSON cannot hold."""
    if isinstance(value, Mapping):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    return value if isinstance(value, int | float | str | None) else word(value)
