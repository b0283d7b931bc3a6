"""How good the networks are, beside the baselines, on rows that neither of them learned from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tidu.fit.metrics import classification_metrics, regression_metrics
from tidu.tabular.baselines import run_baselines
from tidu.tabular.ensemble import Ensemble, Plan
from tidu.tabular.material import Material
from tidu.tabular.options import TrainOptions
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.progress import Progress
from tidu.tabular.results import PARTS, Baseline, Metrics


@dataclass(frozen=True)
class Exam:
    """The questions: [rows] the target as numbers or class indices (`labels` names them), and the
    row numbers of each part. With folds, training and validation are the same rows: each network
    is validated on those that it did not learn from."""

    task: str
    actual: np.ndarray
    labels: tuple[str, ...]
    parts: dict[str, np.ndarray]

    @classmethod
    def of(cls, material: Material, plan: Plan) -> Exam:
        """The exam that `material` sets under `plan`; parts without rows are left out."""
        column, schema = material.target, material.schema
        encoder = TargetEncoder.fit(column, schema)
        actual = encoder.encode(column) if encoder.labels else column.to_numpy()
        split = material.split
        parts = {"train": split.train, "validation": split.validation, "test": split.test}
        if plan.folds:
            parts["train"] = parts["validation"] = np.sort(np.concatenate([split.train, split.validation]))
        return cls(schema.task, actual, encoder.labels, {name: rows for name, rows in parts.items() if len(rows)})

    def measure(self, rows: np.ndarray, estimates: np.ndarray) -> Metrics:
        """The metrics of `estimates` for `rows`."""
        of_task = regression_metrics if self.task == "regression" else classification_metrics
        return of_task(self.actual[rows], estimates)

    def marks(self, ensemble: Ensemble) -> dict[str, Metrics]:
        """Metrics by part; those of validation by networks that did not learn from the row."""
        found = {}
        for part in PARTS:
            rows = self.parts.get(part)
            if rows is not None and part == "validation":
                found[part] = self.measure(*ensemble.held(rows))
            elif rows is not None:
                found[part] = self.measure(rows, ensemble.estimates[rows])
        return found


def compare(exam: Exam, material: Material, plan: Plan, options: TrainOptions, progress: Progress) -> list[Baseline]:
    """The baselines, fitted on all that the networks learn from, on the same parts."""
    prepare = Preprocessor.fit(material.rows[exam.parts["train"]], material.schema, fill=options.fill, numeric="tails")  # type: ignore[arg-type]
    matrix = prepare.transform(material.rows)
    parts = {part: rows for part, rows in exam.parts.items() if not (plan.folds and part == "validation")}
    return run_baselines(
        exam.task,
        {part: matrix[rows] for part, rows in parts.items()},
        {part: exam.actual[rows] for part, rows in parts.items()},
        classes=len(exam.labels) or 2,
        seed=options.seed,
        stage=progress.stage,
    )
