"""A trained model of a table: its schema and its networks, and what they predict together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.nn.sequential import Sequential
from tidu.tabular.columns import Schema
from tidu.tabular.columns_names import require
from tidu.tabular.network import Structure, outputs_of
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.preprocess_warnings import KINDS, Warnings
from tidu.tabular.read import scan_batches
from tidu.text import say

BATCH_ROWS = 65_536
"""Rows that are in memory at a time."""


@dataclass(frozen=True)
class Member:
    """One network, and what was fitted on the rows that it learned from."""

    prepare: Preprocessor
    target: TargetEncoder
    structure: Structure
    network: Sequential

    def estimate(self, matrix: np.ndarray) -> np.ndarray:
        """Of `matrix` [rows, features]: [rows] float64 in the target's unit, or [rows, classes]
        probabilities."""
        outputs = outputs_of(self.network, matrix).astype(np.float64)
        if not self.target.labels:
            return self.target.decode(outputs[:, 0])
        powers = np.exp(outputs - outputs.max(1, keepdims=True))
        return powers / powers.sum(1, keepdims=True)


@dataclass(frozen=True)
class TableModel:
    """What `tidu train` makes: the mean of what its `members` predict. `about`: see `model_file`.

    >>> from tidu.tabular import load  # doctest: +SKIP
    >>> load("penguins.tidu").predict("new.csv")  # doctest: +SKIP
    array(['Adelie', 'Gentoo'], dtype=object)
    """

    schema: Schema
    members: tuple[Member, ...]
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes in the order of their probabilities; none for a number."""
        return self.members[0].target.labels

    def predict(self, table: Any) -> np.ndarray:
        """The prediction for each row of a path or frame: float64, or labels (objects).

        DataError, naming it, if a column is missing. Extra columns are ignored.
        """
        return self.answer(self.measure(table))

    def probabilities(self, table: Any) -> np.ndarray:
        """[rows, classes] for each row of a path or frame. DataError for a model of a number."""
        if not self.labels:
            raise DataError(say("training.no_probabilities", column=self.schema.target))
        return self.measure(table)

    def measure(self, table: Any) -> np.ndarray:
        """`estimate` of all rows of any table that `read_table` reads."""
        return np.concatenate([self.estimate(batch) for batch in self.batches(table)])

    def batches(self, table: Any) -> Iterator[pl.DataFrame]:
        """The rows of `table` as they are written, a bounded number at a time."""
        names = [each.name for each in self.schema.columns]
        return scan_batches(table, batch_rows=BATCH_ROWS, expected=names)

    def estimate(self, batch: pl.DataFrame, warnings: Warnings | None = None) -> np.ndarray:
        """Of rows in memory: [rows] in the target's unit, or [rows, classes] probabilities.

        What is new in these rows is added to `warnings`: a category that no member saw counts.
        """
        inputs = [column.name for column in self.schema.features]
        for name in inputs:
            require(name, batch.columns, say("tabular.the_table"), taken=inputs)
        total, seen = 0.0, [Warnings() for _ in self.members]
        for member, noted in zip(self.members, seen, strict=True):
            total = total + member.estimate(member.prepare.transform(batch, noted))
        if warnings is not None:
            add_common(warnings, seen)
        return np.asarray(total) / len(self.members)

    def answer(self, estimates: np.ndarray) -> np.ndarray:
        """What `estimate` gave as predictions: the number itself, or the likeliest label."""
        return self.members[0].target.decode(estimates.argmax(1)) if self.labels else estimates


def add_common(warnings: Warnings, seen: list[Warnings]) -> None:
    """Add to `warnings` what every one of `seen`, on the same rows, was surprised by."""
    warnings.rows += seen[0].rows
    warnings.extra = seen[0].extra
    for kind in KINDS:
        common = getattr(seen[0], kind)
        for other in seen[1:]:
            common &= getattr(other, kind)
        getattr(warnings, kind).update(common)
