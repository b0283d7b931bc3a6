"""One column to its features: a block of the matrix, fitted on training rows, one class a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import polars as pl

from tidu.tabular.columns_format import Format
from tidu.tabular.columns_values import levels
from tidu.tabular.preprocess_numeric import (
    Linear,
    Scaler,
    clipped,
    fit_scaler,
    scaler_from_json,
    scaler_to_json,
)
from tidu.tabular.preprocess_warnings import Warnings

# A level that holds fewer than this share of the training rows (but always one that holds a
# single row) is pooled with its like: its own weight could only be noise.
RARE_SHARE = 1 / 2000
MOST_LEVELS = 64
FAR = 3.0  # widths of training's range that a number may lie outside before somebody asks for its unit
_LISTED = 10_000
PARTS = ("year", "month", "day", "weekday", "hour", "days")
# Of the column that orders the rows only what comes round again: later rows lie beyond the rest.
TIMELESS = ("month", "day", "weekday", "hour")


@dataclass(frozen=True)
class NumberBlock:
    """A number: scaled, gaps filled, and a was-missing feature if training had gaps.

    >>> block = NumberBlock.fit(pl.Series("x", [1.0, 3.0, None]), Format("number"), "mean")
    >>> block.names, block.fill
    (['x', 'x_missing'], 2.0)
    """

    kind: ClassVar[str] = "number"
    column: str
    format: Format
    scaler: Scaler
    fill: float
    flag: bool
    range: tuple[float, float] | None = None  # of training; files of old have none

    @classmethod
    def fit(cls, values: pl.Series, form: Format, fill: str, scaler: str | None = "robust") -> NumberBlock:
        """Learn scale and filling from the training rows. `scaler` None: values as they are, as
        suits 0 and 1 (measured: a network gains nothing from 0 and 1 stretched apart).

        >>> NumberBlock.fit(pl.Series("x", [1.0, 2.0, 9.0]), Format("number"), "median").fill
        2.0
        """
        numbers = _floats(values)
        known = numbers[np.isfinite(numbers)]
        middle = np.median if fill == "median" else np.mean
        value = float(middle(known)) if known.size else 0.0
        flag = bool(known.size < numbers.size)
        scaled = fit_scaler(scaler, known) if scaler else Linear(0.0, 1.0)
        ends = (float(known.min()), float(known.max())) if known.size else None
        return cls(values.name, form, scaled, value, flag, ends)

    @property
    def names(self) -> list[str]:
        """The features' names."""
        return [self.column, f"{self.column}_missing"] if self.flag else [self.column]

    def encode(self, values: pl.Series, out: np.ndarray, warnings: Warnings) -> None:
        """Write the features of `values` into `out`: [rows, features] float32, zeros."""
        numbers = _floats(values)
        infinite, gap = np.isinf(numbers), ~np.isfinite(numbers)
        warnings.infinite[self.column] += int(infinite.sum())
        filled = np.where(gap, self.fill, numbers)
        if self.range is not None:
            low, high = self.range
            outside = np.maximum(low - filled, filled - high)
            warnings.far[self.column] += int((outside > FAR * (high - low)).sum())
        out[:, 0] = self.scaler(filled)
        if self.flag:
            out[:, 1] = gap

    def to_json(self) -> dict[str, Any]:
        """A plain dict."""
        return {**_plain(self), "scaler": scaler_to_json(self.scaler)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> NumberBlock:
        """The block that `to_json` wrote."""
        return cls(**{**_read(plain), "scaler": scaler_from_json(plain["scaler"])})


@dataclass(frozen=True)
class DateBlock:
    """A date: those of its `parts` that vary in training, each standardised, gaps at the mean.

    >>> days = pl.Series("d", ["2024-01-31", "2024-02-01"]).str.to_datetime()
    >>> DateBlock.fit(days, Format("date"), PARTS).names
    ['d_month', 'd_day', 'd_weekday', 'd_days']
    """

    kind: ClassVar[str] = "date"
    column: str
    format: Format
    parts: tuple[str, ...]
    scalers: tuple[Scaler, ...]
    first: float
    flag: bool

    @classmethod
    def fit(cls, values: pl.Series, form: Format, parts: tuple[str, ...]) -> DateBlock:
        """Learn the first day and each part's scale from the training rows."""
        days = _days(values)
        known = values.drop_nulls()
        first = float(days[~np.isnan(days)].min()) if len(known) else 0.0
        found = {part: _part(known, part, first) for part in parts}
        kept = tuple(part for part, each in found.items() if each.size and np.ptp(each) > 0)
        scalers = tuple(clipped(found[part]) for part in kept)
        return cls(values.name, form, kept, scalers, first, len(known) < len(values))

    @property
    def names(self) -> list[str]:
        """The features' names."""
        return [f"{self.column}_{part}" for part in (*self.parts, *["missing"] * self.flag)]

    def encode(self, values: pl.Series, out: np.ndarray, warnings: Warnings) -> None:
        """Write the features of `values` into `out`: [rows, features] float32, zeros."""
        gap = values.is_null().to_numpy()
        for place, (part, scaler) in enumerate(zip(self.parts, self.scalers, strict=True)):
            scaled = scaler(_part(values, part, self.first))
            out[:, place] = np.where(gap, 0.0, scaled)
        if self.flag:
            out[:, -1] = gap

    def to_json(self) -> dict[str, Any]:
        """A plain dict."""
        return {**_plain(self), "scalers": [scaler_to_json(each) for each in self.scalers]}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> DateBlock:
        """The block that `to_json` wrote."""
        scalers = tuple(scaler_from_json(each) for each in plain["scalers"])
        return cls(**{**_read(plain), "scalers": scalers})


@dataclass(frozen=True)
class CategoryBlock:
    """A category: one feature for each level kept, for `other` ones and for a gap, 0 or 1.

    `pooled`: the levels of training that are `other` now; None if they are too many to list,
    and then unseen levels are not counted.

    >>> block = CategoryBlock.fit(pl.Series("c", ["a", "a", "b", "b", "x", None]), Format())
    >>> block.names
    ['c=a', 'c=b', 'c other', 'c_missing']
    """

    kind: ClassVar[str] = "category"
    column: str
    format: Format
    levels: tuple[str, ...]
    pooled: tuple[str, ...] | None
    other: bool
    flag: bool

    @classmethod
    def fit(cls, values: pl.Series, form: Format, most: int = MOST_LEVELS) -> CategoryBlock:
        """Keep the commonest levels of the training rows, at most `most`, in sorted order.

        >>> CategoryBlock.fit(pl.Series("c", ["a", "a", "x"]), Format()).pooled
        ('x',)
        """
        text = levels(values, form)
        counts = text.drop_nulls().rename("level").value_counts(name="rows")
        counts = counts.sort("rows", "level", descending=[True, False])
        common = counts.filter(counts["rows"] >= max(2, RARE_SHARE * len(text)))["level"]
        kept = tuple(sorted(common.head(most)))
        rest = tuple(sorted(set(counts["level"]) - set(kept))) if len(counts) <= _LISTED else None
        flag = bool(text.null_count())
        return cls(values.name, form, kept, rest, len(kept) < len(counts), flag)

    @property
    def names(self) -> list[str]:
        """The features' names."""
        named = [f"{self.column}={level}" for level in self.levels]
        rest = [f"{self.column} other"] * self.other + [f"{self.column}_missing"] * self.flag
        return named + rest

    def encode(self, values: pl.Series, out: np.ndarray, warnings: Warnings) -> None:
        """Write the features of `values` into `out`: [rows, features] float32, zeros.

        A level that training did not have is `other` if there is one, else all zeros.
        """
        text = values if values.dtype == pl.String else levels(values, self.format)
        place = dict(zip(self.levels, range(len(self.levels)), strict=True))
        places = text.replace_strict(place, default=-1, return_dtype=pl.Int64)
        codes, gap = places.to_numpy(), text.is_null().to_numpy()
        strange = (codes < 0) & ~gap
        if self.pooled is not None:
            new = text.filter(strange).is_in(self.pooled)
            warnings.unseen[self.column] += int((~new).sum())
        known = np.flatnonzero(codes >= 0)
        out[known, codes[known]] = 1
        if self.other:
            out[strange, len(self.levels)] = 1
        if self.flag:
            out[gap, -1] = 1

    def to_json(self) -> dict[str, Any]:
        """A plain dict."""
        return _plain(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> CategoryBlock:
        """The block that `to_json` wrote."""
        return cls(**_read(plain))


Block = NumberBlock | DateBlock | CategoryBlock
BLOCKS: dict[str, type[Block]] = {each.kind: each for each in (NumberBlock, DateBlock, CategoryBlock)}


def _floats(values: pl.Series) -> np.ndarray:
    """[rows] float64, NaN for a gap."""
    return values.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _days(dates: pl.Series) -> np.ndarray:
    """[rows] float64: days since 1970, NaN for a gap."""
    return _floats(dates.dt.epoch("us")) / 86_400e6


def _part(dates: pl.Series, part: str, first: float) -> np.ndarray:
    if part == "days":
        return _days(dates) - first
    if part == "hour":
        return _floats(dates.dt.hour()) + _floats(dates.dt.minute()) / 60
    return _floats(getattr(dates.dt, part)())


def _plain(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, **vars(block), "format": block.format.to_json()}


def _read(plain: Mapping[str, Any]) -> dict[str, Any]:
    tuples = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    tuples.pop("kind")
    return {**tuples, "format": Format.from_json(plain["format"])}
