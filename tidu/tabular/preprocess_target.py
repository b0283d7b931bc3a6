"""The target to what a network is trained on, and a network's outputs back to the target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns import Schema, check_version
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_names import listed
from tidu.tabular.columns_values import levels, read_values
from tidu.tabular.preprocess_numeric import standard
from tidu.text import say

VERSION = 1


@dataclass(frozen=True)
class TargetEncoder:
    """Regression: standardised by `center` and `scale`; or, with a `reach`, its logarithm is,
    and both ways it stays within that reach, the logarithms of the training rows. `smear` then
    brings the exponential, which is a median, to the mean (Duan 1983). Classes: places in `labels`.

    >>> encoder = TargetEncoder("y", Format("number"), center=2.0, scale=4.0)
    >>> encoder.encode(pl.Series([2.0, 6.0]))
    array([0., 1.], dtype=float32)
    >>> encoder.decode(np.array([1.0]))
    array([6.])
    """

    column: str
    format: Format
    labels: tuple[str, ...] = ()
    center: float = 0.0
    scale: float = 1.0
    reach: tuple[float, float] | None = None
    smear: float = 1.0

    @classmethod
    def fit(
        cls,
        column: pl.Series,
        schema: Schema,
        training: np.ndarray | None = None,
        *,
        logarithm: bool = False,
    ) -> TargetEncoder:
        """Learn from `column` (without gaps): every label it has, in order; the scale of a number
        (of its logarithm, if `logarithm`) from the rows `training` (indices; None: all).

        >>> from tidu.tabular.columns import Column
        >>> schema = Schema((Column("y", "target"),), "y", "multiclass")
        >>> TargetEncoder.fit(pl.Series("y", [10.0, 9.0, 10.0]), schema).labels
        ('9', '10')
        """
        form = schema[schema.target].format
        values, _ = read_values(column, form)
        if schema.task != "regression":
            return cls(schema.target, form, _labels(values, form))
        numbers = values.drop_nulls() if training is None else values.gather(training).drop_nulls()
        known = numbers.to_numpy()
        known = np.log(known) if logarithm else known
        scaler = standard(known)
        reach = (float(known.min()), float(known.max())) if logarithm else None
        return cls(schema.target, form, (), scaler.center, 1 / (scaler.factor or 1.0), reach)

    def encode(self, column: pl.Series) -> np.ndarray:
        """Regression: [rows] float32. Classes: [rows] int64. DataError for a gap or a new label.

        >>> TargetEncoder("y", Format(), ("no", "yes")).encode(pl.Series(["yes", "no"]))
        array([1, 0])
        """
        values, _ = read_values(column, self.format)
        if values.null_count():
            raise DataError(say("prepare.target_gap", column=self.column, count=values.null_count()))
        if not self.labels:
            numbers = values.to_numpy()
            if self.reach:
                numbers = np.clip(np.log(np.maximum(numbers, np.finfo(np.float64).tiny)), *self.reach)
            return ((numbers - self.center) / self.scale).astype(np.float32)
        text = levels(values, self.format)
        place = dict(zip(self.labels, range(len(self.labels)), strict=True))
        codes = text.replace_strict(place, default=-1, return_dtype=pl.Int64)
        if (codes < 0).any():
            new = listed(text.filter(codes < 0).unique().sort())
            raise DataError(say("prepare.target_new", column=self.column, names=new))
        return codes.to_numpy()

    def decode(self, outputs: np.ndarray) -> np.ndarray:
        """Regression: [rows] standardised to float64 in the target's unit. Classes: [rows] of
        places to labels.

        >>> TargetEncoder("y", Format(), ("no", "yes")).decode(np.array([1, 0])).tolist()
        ['yes', 'no']
        """
        if self.labels:
            return np.array(self.labels, dtype=object)[outputs]
        numbers = np.asarray(outputs, np.float64) * self.scale + self.center
        return np.exp(np.clip(numbers, *self.reach)) * self.smear if self.reach else numbers

    def to_json(self) -> dict[str, Any]:
        """A plain dict with a version.

        >>> encoder = TargetEncoder("y", Format(), ("no", "yes"))
        >>> TargetEncoder.from_json(encoder.to_json()) == encoder
        True
        """
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> TargetEncoder:
        """The encoder that `to_json` wrote."""
        check_version(plain, "tabular.preprocessing", VERSION)
        values = {name: value for name, value in plain.items() if name != "version"}
        form = Format.from_json(plain["format"])
        reach = tuple(plain["reach"]) if plain.get("reach") else None
        return cls(**{**values, "format": form, "labels": tuple(plain["labels"]), "reach": reach})


def _labels(values: pl.Series, form: Format) -> tuple[str, ...]:
    """The labels in ascending order: numbers by size, no before yes, text by code point."""
    return tuple(levels(values.drop_nulls().unique().sort(), form))
