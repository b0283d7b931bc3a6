"""`tidu sweep`: many small trainings on one table, compared by validation, judged once by test."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from tidu.core.errors import DataError
from tidu.core.files import write_atomic
from tidu.sweep.result import SweepResult
from tidu.sweep.sweeping import sweep as sweep_points
from tidu.tabular.ensemble import Plan
from tidu.tabular.folds import Share
from tidu.tabular.judgement import Exam
from tidu.tabular.learn import Lesson, Prepared, prepared, teach
from tidu.tabular.material import gather
from tidu.tabular.model import Member
from tidu.tabular.progress import SILENT, Progress
from tidu.tabular.results import Spread, SweepOutcome
from tidu.tabular.sweep_options import SweepOptions
from tidu.tabular.verdict import CLASSIFICATION, HIGHER_IS_BETTER, REGRESSION
from tidu.text import say
from tidu.text.sheet import as_csv

Members = dict[tuple[Any, ...], Member]


def sweep(data: Any, target: str, **choices: Any) -> SweepOutcome:
    """Compare settings of networks that predict the column `target` of `data`, a path or a frame.

    `choices`: the fields of `SweepOptions`. DataError for data that cannot be learned from,
    ValueError for a choice outside its limits, OSError for a file that cannot be written.
    """
    return sweep_table(SweepOptions(data, target, **choices))


def sweep_table(options: SweepOptions, progress: Progress = SILENT) -> SweepOutcome:
    """What `tidu sweep` does, as `options` say; `progress` hears how it goes.

    The table is prepared once, on the training rows; each setting trains one network a seed,
    kept at its best on the validation rows, by which the settings are ordered. Only the best
    one's networks meet the test rows. Ctrl-C compares what is done.
    """
    start = time.perf_counter()
    _check_folder(options.out)
    base = options.training({})
    material = gather(base, progress)
    share = Share(material.split.train, material.split.validation)
    exam = Exam.of(material, Plan((share,), folds=False))
    metric = metric_of(options, exam.task)
    lesson = Lesson(material.rows, material.schema, base)
    ready = prepared(lesson, share)
    members: Members = {}
    found = _swept(options, f"validation_{metric}", _maker(options, lesson, ready, exam, members), progress)
    best, highest = best_of(found, metric)
    outcome = SweepOutcome(
        task=exam.task,
        target=options.target,
        metric=metric,
        parameters=found.parameters,
        settings=found.summary(highest=highest),
        runs=found.columns,
        test=_tested(exam, ready, [member for key, member in members.items() if key[1:] == _key(best)]),
        command=options.training(best).command(),
        rows={part: len(rows) for part, rows in exam.parts.items()},
        seconds=time.perf_counter() - start,
        out=options.out,
        interrupted=found.interrupted,
        notes=list(material.notes),
    )
    if options.out is not None:
        write_atomic(options.out, as_csv(outcome.runs))
    return outcome


def metric_of(options: SweepOptions, task: str) -> str:
    """What orders the settings; DataError for a metric of another task.

    >>> metric_of(SweepOptions("a.csv", "y"), "regression")
    'rmse'
    """
    names = REGRESSION if task == "regression" else CLASSIFICATION
    metric = options.metric or names[0]
    if metric not in names:
        given = {"metric": metric, "column": options.target, "names": ", ".join(names)}
        raise DataError(say("training.metric", kind=say(f"report.{task}"), fix=names[0], **given))
    return metric


def _check_folder(out: str | None) -> None:
    folder = Path(out or "").absolute().parent
    if not folder.is_dir():
        raise DataError(say("training.no_folder", path=out, folder=folder))


def _maker(
    options: SweepOptions, lesson: Lesson, ready: Prepared, exam: Exam, members: Members
) -> Callable[..., dict[str, Any]]:
    """What trains one network and gives its history and its metrics on the validation rows."""
    held = ready.share.held

    def make(seed: int, **point: Any) -> dict[str, Any]:
        own = replace(lesson, options=options.training(point))
        member, history = teach(own, ready, seed)
        if not len(history):  # stopped before a first epoch: there is nothing to judge
            return {"history": history}
        members[(seed, *_key(point))] = member
        metrics = exam.measure(held, member.estimate(ready.matrix[held]))
        return {"history": history, **{f"validation_{name}": value for name, value in metrics.items()}}

    return make


def _key(point: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(point.values())


def _swept(options: SweepOptions, metric: str, make: Callable[..., Any], progress: Progress) -> SweepResult:
    """The sweep itself; the seeds count from that of the split."""
    seeds = range(options.seed, options.seed + options.seeds)
    settings, done = 1, count(1)
    for values in options.grid.values():
        settings *= len(values)
    total = settings * len(seeds)
    progress.stage(say("training.sweeping", settings=settings, seeds=len(seeds)))
    return sweep_points(
        make,
        options.grid,
        seeds=seeds,
        workers=options.workers,
        metric=metric,
        report=lambda line: progress.run(next(done), total, line),
    )


def best_of(found: SweepResult, metric: str) -> tuple[dict[str, Any], bool]:
    """The best setting, and whether high is good. KeyboardInterrupt if nothing was done, DataError
    if every loss was no number.

    >>> from tidu.sweep import Run
    >>> runs = [Run(place, 0, {"validation_r2": place / 10}) for place in (0, 1)]
    >>> best_of(SweepResult([{"lr": 0.1}, {"lr": 0.2}], runs, "validation_r2"), "r2")
    ({'lr': 0.2}, True)
    """
    highest = metric in HIGHER_IS_BETTER
    if not any(value is not None for value in found.columns.get(f"validation_{metric}", [])):
        raise KeyboardInterrupt if found.interrupted else DataError(say("training.all_diverged"))
    return found.best(highest=highest), highest


def _tested(exam: Exam, ready: Prepared, members: list[Member]) -> dict[str, Spread]:
    """Mean and standard deviation over the networks of each metric on the test rows, if there are any."""
    rows = exam.parts.get("test")
    if rows is None:
        return {}
    marks = [exam.measure(rows, member.estimate(ready.matrix[rows])) for member in members]
    names = REGRESSION if exam.task == "regression" else CLASSIFICATION
    return {name: _spread([each[name] for each in marks]) for name in names}


def _spread(values: list[float | None]) -> Spread:
    known = [value for value in values if value is not None]
    return Spread(fmean(known) if known else None, stdev(known) if len(known) > 1 else None)
