"""`tidu predict`: the rows of a file and what a model says of them, in bounded memory."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tidu.core.files import atomic_file, digest_of
from tidu.fit.metrics import classification_metrics, regression_metrics
from tidu.tabular.columns_names import clean_names
from tidu.tabular.columns_values import levels, read_values
from tidu.tabular.infer_target import usable_target
from tidu.tabular.model import TableModel
from tidu.tabular.model_io import load
from tidu.tabular.preprocess_warnings import Warnings
from tidu.tabular.progress import SILENT, Progress
from tidu.tabular.read_frames import simple_types
from tidu.tabular.results import Metrics, PredictResult
from tidu.tabular.verdict import metrics_said
from tidu.text import say

MEASURED_ROWS = 2_000_000
"""Most rows whose predictions are kept to be measured against the target."""


def predict_file(model: str, data: str, output: str, progress: Progress = SILENT) -> PredictResult:
    """Write the columns of `data`, `prediction` and for classes `probability_<class>` as CSV.

    Row order is kept; memory does not grow with the file. The output appears when it is
    complete. DataError if a column is missing, `data` is no table or `model` no model.
    """
    start = time.perf_counter()
    loaded, warnings = load(model), Warnings()
    progress.stage(say("training.predicting", data=data))
    exam = Measured(loaded)
    rows = 0
    with atomic_file(output) as file:
        for frame in predicted_batches(loaded, data, warnings, exam):
            frame.write_csv(file, include_header=not rows)
            rows += frame.height
            progress.rows(rows, None)
    unseen = {name: count for name, count in warnings.unseen.items() if count}
    warnings.unseen.clear()
    ignored, warnings.extra = list(warnings.extra), ()
    notes = [*warnings.sentences(), *exam.notes(), *(seen(loaded.about, data) if exam.rows else ())]
    for note in notes:
        progress.note(note)
    return PredictResult(rows, output, time.perf_counter() - start, unseen, ignored, exam.metrics(), notes)


def seen(about: Mapping[str, Any], data: str) -> list[str]:
    """What there is to say of metrics on the table that a model was trained on, told by its bytes."""
    known = about.get("data", {}).get("sha256")
    if known is None or not Path(data).is_file() or digest_of(data) != known:  # a pipe is read once
        return []
    test = about["metrics"].get("test", {})
    if not test:
        return [say("training.seen_all")]
    return [say("training.seen", rows=f"{about['rows']['test']:,}", metrics=metrics_said(test))]


def predicted_batches(
    model: TableModel, data: object, warnings: Warnings, exam: Measured
) -> Iterator[pl.DataFrame]:
    """The rows of any table, a bounded number at a time, with the predictions beside them."""
    for batch in model.batches(data):
        estimates = model.estimate(batch, warnings)
        exam.take(batch, estimates)
        answer = model.answer(estimates)
        added = {"prediction": pl.Series(answer, dtype=pl.String if model.labels else pl.Float64)}
        for place, label in enumerate(model.labels):
            added[f"probability_{label}"] = pl.Series(estimates[:, place])
        names, _ = clean_names([*batch.columns, *added])
        new = zip(names[batch.width :], added.values(), strict=True)
        yield batch.with_columns(column.alias(name) for name, column in new)


def target_of(model: TableModel, batch: pl.DataFrame) -> pl.Series | None:
    """[rows] the target in `batch` as numbers or labels, null where it is unknown; None without it."""
    schema = model.schema
    if schema.target not in batch.columns:
        return None
    form = schema[schema.target].format
    values = read_values(simple_types(batch.select(schema.target))[schema.target], form)[0]
    return levels(values, form) if model.labels else values


@dataclass
class Measured:
    """Predictions beside the target, where a file has it; at most MEASURED_ROWS of them."""

    model: TableModel
    actual: list[np.ndarray] = field(default_factory=list)
    estimates: list[np.ndarray] = field(default_factory=list)
    rows: int = 0
    left_out: int = 0

    def take(self, batch: pl.DataFrame, estimates: np.ndarray) -> None:
        """Keep the rows of `batch` whose target is known, if it has the column."""
        values = target_of(self.model, batch)
        if values is None:
            return
        if self.model.labels:
            places = {label: place for place, label in enumerate(self.model.labels)}
            values = values.replace_strict(places, default=None, return_dtype=pl.Int64)
        known = usable_target(values).to_numpy()
        known &= self.rows + np.cumsum(known) <= MEASURED_ROWS
        self.left_out += int(usable_target(values).sum()) - int(known.sum())
        self.rows += int(known.sum())
        self.actual.append(values.filter(pl.Series(known)).to_numpy())
        self.estimates.append(estimates[known])

    def metrics(self) -> Metrics:
        """The metrics of what was kept; none if the target was nowhere."""
        if not self.rows:
            return {}
        measure = classification_metrics if self.model.labels else regression_metrics
        return measure(np.concatenate(self.actual), np.concatenate(self.estimates))

    def notes(self) -> list[str]:
        """The sentence that not all rows were measured, if so."""
        if not self.left_out:
            return []
        return [say("training.measured_part", rows=f"{self.rows:,}")]
