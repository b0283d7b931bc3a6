"""How good the networks are, beside the baselines, on rows that neither of them learned from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from tidu.fit.metrics import classification_metrics, regression_metrics
from tidu.tabular.baselines import run_baselines
from tidu.tabular.ensemble import Ensemble, Plan
from tidu.tabular.gap import further_losses, gap_between, row_losses
from tidu.tabular.learn import SCALER
from tidu.tabular.material import Material
from tidu.tabular.options import TrainOptions
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.progress import Progress
from tidu.tabular.results import PARTS, Baseline, Metrics
from tidu.text import say


@dataclass(frozen=True)
class Exam:
    """The questions: [rows] the target as numbers or class indices (`labels` names them), and the
    row numbers of each part. With folds, training and validation are the same rows: each network
    is validated on those that it did not learn from. `groups` number the rows that are copies, or None."""

    task: str
    actual: np.ndarray
    labels: tuple[str, ...]
    parts: dict[str, np.ndarray]
    groups: np.ndarray | None = None

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
        parts = {name: rows for name, rows in parts.items() if len(rows)}
        return cls(schema.task, actual, encoder.labels, parts, split.groups)

    @property
    def part(self) -> str:
        """The part that judges: the test rows, or the last that there are."""
        return list(self.parts)[-1]

    def judged(self, ensemble: Ensemble, part: str) -> tuple[np.ndarray, np.ndarray]:
        """(rows, estimates) of a part; those of validation by networks that did not learn from the row."""
        rows = self.parts[part]
        return ensemble.held(rows) if part == "validation" else (rows, ensemble.estimates[rows])

    def measure(self, rows: np.ndarray, estimates: np.ndarray) -> Metrics:
        """The metrics of `estimates` for `rows`."""
        of_task = regression_metrics if self.task == "regression" else classification_metrics
        return of_task(self.actual[rows], estimates)

    def marks(self, ensemble: Ensemble) -> dict[str, Metrics]:
        """Metrics by part, of what `judged` gives."""
        return {part: self.measure(*self.judged(ensemble, part)) for part in self.parts}

    def beside(self, ensemble: Ensemble, comparison: Comparison) -> list[Baseline]:
        """The baselines, with how far each is from the networks on the part that judges."""
        rows, estimates = self.judged(ensemble, self.part)
        ours = row_losses(self.task, self.actual[rows], estimates)
        groups = None if self.groups is None else self.groups[rows]

        def away(baseline: Baseline) -> Baseline:
            if baseline.name not in comparison.losses:
                return baseline
            theirs = comparison.losses[baseline.name][rows]
            own, other = (further_losses(self.task, len(self.labels), each) for each in (ours, theirs))
            further = {metric: gap_between(own[metric], other[metric], groups) for metric in own}
            return replace(baseline, gap=gap_between(ours, theirs, groups), gaps=further)

        return [away(each) for each in comparison.baselines]


@dataclass(frozen=True)
class Comparison:
    """The baselines, and the loss [rows] of each on every row that judges, NaN elsewhere."""

    baselines: list[Baseline]
    losses: dict[str, np.ndarray]


def compare(
    exam: Exam, material: Material, plan: Plan, options: TrainOptions, progress: Progress
) -> Comparison:
    """The baselines on the same parts, fitted on all that the networks learn from.

    With folds they are fitted again on the rows of each network, for their validation metrics.
    """
    rows = exam.parts["train"]
    prepare = Preprocessor.fit(material.rows[rows], material.schema, fill=options.fill, numeric=SCALER)  # type: ignore[arg-type]
    matrix = prepare.transform(material.rows)
    losses: dict[str, np.ndarray] = {}

    def run(
        parts: dict[str, np.ndarray], judge: str, stage: Callable[[str], None] | None = None
    ) -> list[Baseline]:
        def keep(name: str, part: str, found: np.ndarray) -> None:
            if part == judge:
                losses.setdefault(name, np.full(len(matrix), np.nan))[parts[part]] = found

        features = {part: matrix[rows] for part, rows in parts.items()}
        targets = {part: exam.actual[rows] for part, rows in parts.items()}
        choices = {"classes": len(exam.labels) or 2, "seed": options.seed, "stage": stage, "losses": keep}
        return run_baselines(exam.task, features, targets, **choices)

    if not plan.folds:
        return Comparison(run(exam.parts, exam.part, progress.stage), losses)
    whole = {part: rows for part, rows in exam.parts.items() if part != "validation"}
    found = run(whole, exam.part, progress.stage)
    progress.stage(say("training.folds_of_baselines", count=len(plan.shares)))
    # Called "test", because a baseline may choose by what is called "validation".
    judge = "test" if exam.part == "validation" else ""
    held = [run({"train": share.train, "test": share.held}, judge) for share in plan.shares]
    joint = [
        _with_validation(each, [some[place] for some in held], exam, plan) for place, each in enumerate(found)
    ]
    return Comparison(joint, losses)


def _with_validation(whole: Baseline, held: list[Baseline], exam: Exam, plan: Plan) -> Baseline:
    """`whole` with the metrics of the folds, put together, as those of validation."""
    if not whole.metrics or not all(each.metrics for each in held):
        return whole
    rows = [share.held for share in plan.shares]
    together = joined([each.metrics["test"] for each in held], [len(each) for each in rows])
    if exam.task == "regression":
        actual = exam.actual[np.concatenate(rows)]
        spread = float(actual.var())
        together["r2"] = 1 - (together["rmse"] or 0.0) ** 2 / spread if spread else None
    parts = {**whole.metrics, "validation": together}
    seconds = whole.seconds + sum(each.seconds for each in held)
    return replace(whole, metrics={part: parts[part] for part in PARTS if part in parts}, seconds=seconds)


def joined(metrics: list[Metrics], rows: list[int]) -> Metrics:
    """The metrics of all rows together from those of parts: means over rows, RMSE by its square.

    An AUC is the mean of those of the parts.

    >>> joined([{"rmse": 1.0}, {"rmse": 7.0}], [1, 1])
    {'rmse': 5.0}
    """
    found: Metrics = {}
    for name in metrics[0]:
        power = 2 if name == "rmse" else 1
        known = [
            (each[name], count) for each, count in zip(metrics, rows, strict=True) if each[name] is not None
        ]
        if known:
            values, weights = zip(*known, strict=True)
            found[name] = float(np.average(np.array(values) ** power, weights=weights) ** (1 / power))
        else:
            found[name] = None
    return found
