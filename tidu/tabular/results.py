"""What training, predicting and showing a model give back: data only, no behaviour.

A part is "train", "validation" or "test". Metrics are those of `tidu.fit.metrics`; `None`
stands for a metric that is undefined there (an AUC with one class, an R2 of a constant).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PARTS = ("train", "validation", "test")
Metrics = dict[str, "float | None"]


@dataclass(frozen=True)
class ColumnSummary:
    """What was inferred about one column, ready to be printed as a row.

    `kind` is a word for the reader ("number", "category", "date"...), `use` says what
    becomes of it ("target", "input, median fills 12 gaps", "dropped: constant").

    >>> ColumnSummary("sex", "category", missing=11, distinct=2, use="3 inputs").missing
    11
    """

    name: str
    kind: str
    missing: int
    distinct: int
    use: str


@dataclass(frozen=True)
class Baseline:
    """A simple or established model on the same parts: `metrics[part][metric]`.

    `name` is "mean", "majority", "ridge", "logistic" or "trees". When it could not run,
    `metrics` is empty and `note` says why and what to do. `gap` is how far it is from the network on
    the part that judges (`tidu.tabular.gap`), None if that is not known; `gaps` the same by further metrics.

    >>> Baseline("mean", {"test": {"rmse": 2.0}}).metrics["test"]["rmse"]
    2.0
    """

    name: str
    metrics: dict[str, Metrics]
    seconds: float = 0.0
    note: str = ""
    gap: tuple[Any, ...] | None = None
    gaps: dict[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """Loss per epoch on the training and validation rows; `best_epoch` counts from 1.

    Of several `networks` the losses are means, and the best epoch is the middle one of theirs.

    >>> History([2.0, 1.0], [2.5, 1.5], best_epoch=2).best_epoch
    2
    """

    train_loss: list[float]
    validation_loss: list[float]
    best_epoch: int
    networks: int = 1


@dataclass(frozen=True)
class TrainResult:
    """A finished training: what it was about, how good it is beside the baselines, where it is.

    `metrics[part][metric]`, `rows[part]`, seconds of the whole run, epochs run. `model` is
    one line on the network, `interrupted` whether Ctrl-C ended it early, `notes` sentences
    that the reader should know; `alerts` what the doctor found (`tidu.fit.doctor.Alert`), in the
    notes too. Model and report files are paths; `report_file` may be None; `replaced` says whether
    another model had that file's name.
    """

    task: str
    target: str
    model: str
    metrics: dict[str, Metrics]
    baselines: list[Baseline]
    rows: dict[str, int]
    columns: list[ColumnSummary]
    history: History
    seconds: float
    epochs: int
    model_file: str
    report_file: str | None = None
    interrupted: bool = False
    notes: list[str] = field(default_factory=list)
    alerts: list[Any] = field(default_factory=list)
    replaced: bool = False


@dataclass(frozen=True)
class PredictResult:
    """A finished prediction: rows written, where, and what the reader should know.

    `unseen[column]` counts cells whose category did not occur in training, `ignored` names
    columns that the model does not use. `metrics` is filled when the target was in the file.
    """

    rows: int
    output: str
    seconds: float
    unseen: dict[str, int] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    metrics: Metrics = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ModelDescription:
    """What a model file says about itself, for `tidu show`.

    `facts` are (label, value) pairs in reading order: version, data, rows, seed, network...;
    `classes` is empty for regression.
    """

    file: str
    task: str
    target: str
    model: str
    command: str
    facts: list[tuple[str, str]]
    columns: list[ColumnSummary]
    metrics: dict[str, Metrics]
    baselines: list[Baseline]
    classes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Spread:
    """A mean and a standard deviation over networks; None for one that is undefined.

    >>> Spread(2.0, None).mean
    2.0
    """

    mean: float | None
    deviation: float | None


@dataclass(frozen=True)
class SweepOutcome:
    """A finished sweep over settings of a network.

    `parameters` names what the settings differ in; `settings` are columns with one row a
    setting, the best by "validation_<metric>" first: `SweepResult.summary`; `runs` columns with
    one row a network: `SweepResult.columns`. `test[metric]` is of the networks of the best
    setting, empty if there are no test rows; `command` trains that setting. `out` is the file
    of the runs, if one was asked for.
    """

    task: str
    target: str
    metric: str
    parameters: list[str]
    settings: dict[str, list[Any]]
    runs: dict[str, list[Any]]
    test: dict[str, Spread]
    command: str
    rows: dict[str, int]
    seconds: float
    out: str | None = None
    interrupted: bool = False
    notes: list[str] = field(default_factory=list)
