"""`tidu train`: from a table to a model file, a report and an honest judgement."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.ensemble import Ensemble, Plan, plan, train_members
from tidu.tabular.judgement import Comparison, Exam, compare
from tidu.tabular.learn import Lesson
from tidu.tabular.material import Material, gather
from tidu.tabular.model import Member, TableModel
from tidu.tabular.model_io import save
from tidu.tabular.options import TrainOptions
from tidu.tabular.progress import SILENT, Progress
from tidu.tabular.report import Report, write_report
from tidu.tabular.results import TrainResult
from tidu.tabular.summary import summaries
from tidu.text import say
from tidu.version import __version__


def train(data: Any, target: str, **choices: Any) -> TrainResult:
    """Learn to predict the column `target` of `data`, a path or a frame; write model and report.

    `choices`: the fields of `TrainOptions`. DataError for data that cannot be learned from,
    ValueError for a choice outside its limits, OSError for a file that cannot be written.
    """
    return train_table(TrainOptions(data, target, **choices))


def train_table(options: TrainOptions, progress: Progress = SILENT) -> TrainResult:
    """What `tidu train` does, as `options` say; `progress` hears how it goes.

    Ctrl-C while networks are trained keeps what was learned. The rest as `train`.
    """
    start = time.perf_counter()
    model_file, report_file = files_of(options)
    material = gather(options, progress)
    labels = None if material.schema.task == "regression" else _codes(material)
    how = plan(options, material.split, labels)
    exam = Exam.of(material, how)
    notes = [*material.notes, *_said(how, exam, progress)]
    comparison = compare(exam, material, how, options, progress) if options.baselines else Comparison([], {})
    progress.stage(say("training.training"))
    lesson = Lesson(material.rows, material.schema, options)
    ensemble = train_members(lesson, how.shares, progress)
    for note in ensemble.notes:
        progress.note(note)
    result = TrainResult(
        task=exam.task,
        target=options.target,
        model=described(ensemble.members, options),
        metrics=exam.marks(ensemble),
        baselines=exam.beside(ensemble, comparison),
        rows={part: len(rows) for part, rows in exam.parts.items()},
        columns=summaries(material.schema),
        history=ensemble.history,
        seconds=time.perf_counter() - start,
        epochs=len(ensemble.history.train_loss),
        model_file=str(model_file),
        report_file=str(report_file),
        interrupted=ensemble.interrupted,
        notes=[*notes, *ensemble.notes],
        alerts=ensemble.alerts,
        replaced=model_file.exists(),
    )
    progress.stage(say("training.writing"))
    _write(result, options, material, ensemble, exam, lesson.loss)
    return result


def files_of(options: TrainOptions) -> tuple[Path, Path]:
    """Where model and report go. DataError, before any work, if there is no such folder.

    >>> [str(path) for path in files_of(TrainOptions("data/prices.csv.gz", "y"))]
    ['prices.tidu', 'prices.html']
    """
    is_path = isinstance(options.data, str | os.PathLike)
    stem = Path(options.data).name.partition(".")[0] if is_path else ""  # type: ignore[arg-type]
    model = Path(options.output or f"{stem or 'model'}.tidu")
    report = Path(options.report) if options.report else model.with_suffix(".html")
    for path in (model, report):
        if not path.absolute().parent.is_dir():
            raise DataError(say("training.no_folder", path=path, folder=path.absolute().parent))
    if model.absolute() == report.absolute():
        raise DataError(say("training.one_file", path=model))
    return model, report


def described(members: list[Member], options: TrainOptions) -> str:
    """The networks in a few words: layer sizes and what bends them."""
    sizes = "-".join(map(str, members[0].structure.sizes))
    values = {"sizes": sizes, "activation": options.activation, "count": len(members)}
    kind = "linear" if options.model == "linear" else "network"
    return say(f"training.{kind}" if len(members) == 1 else f"training.{kind}s", **values)


def _codes(material: Material) -> np.ndarray:
    """[rows] class numbers."""
    return material.target.rank("dense").to_numpy().astype(np.int64)


def _said(how: Plan, exam: Exam, progress: Progress) -> list[str]:
    """The sentence on folds, if there are any."""
    if not how.folds:
        return []
    note = say("training.folds", count=len(how.shares), rows=f"{len(exam.parts['train']):,}")
    progress.note(note)
    return [note]


def _write(
    result: TrainResult, options: TrainOptions, material: Material, ensemble: Ensemble, exam: Exam, loss: str
) -> None:
    """The model first: the report can be made again, what was learned cannot."""
    about = {
        "tidu": __version__,
        "model": result.model,
        "data": {"name": material.name, "sha256": material.sha256},
        "command": options.command(),
        "seed": options.seed,
        "rows": result.rows,
        "epochs": result.epochs,
        "metrics": result.metrics,
        # Without times, so that the same training makes the same file.
        "baselines": [asdict(replace(each, seconds=0.0)) for each in result.baselines],
        "notes": result.notes,
    }
    save(TableModel(material.schema, tuple(ensemble.members), about), result.model_file)
    rows, estimates = exam.judged(ensemble, exam.part)
    report = Report(
        result=result,
        data=material.name,
        loss=loss,
        command=options.command(),
        versions={
            "tidu": __version__,
            "Python": platform.python_version(),
            "NumPy": np.__version__,
            "Polars": pl.__version__,
            material.name: f"sha256 {material.sha256[:16]}",
        },
        part=exam.part,
        actual=exam.actual[rows],
        predicted=estimates.argmax(1) if exam.labels else estimates,
        classes=exam.labels,
    )
    assert result.report_file is not None
    write_report(report, result.report_file)
