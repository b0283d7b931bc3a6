"""Which columns of a table to keep: ranked on training rows, their number by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.fit.history import History
from tidu.fit.state import State
from tidu.tabular.baseline_ridge import fit_ridge
from tidu.tabular.baselines import run_baselines
from tidu.tabular.columns import Schema
from tidu.tabular.ensemble import plan
from tidu.tabular.folds import fold_shares
from tidu.tabular.learn import SCALER, Lesson, learn
from tidu.tabular.material import Material, gather
from tidu.tabular.options import TrainOptions
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.progress import SILENT
from tidu.text import say


@dataclass(frozen=True)
class Choice:
    """How well each number of best columns does on rows held out, and the columns in their order.

    `counts`, `rmse` and `doubt` (its standard error over the folds) are columns of equal length;
    `ranked` (name, |correlation|) is the order by all rows that are not test.

    >>> found = Choice((1, 2, 3), (0.9, 0.5, 0.49), (0.1, 0.02, 0.02), (("a", 0.9), ("b", 0.8), ("c", 0.1)))
    >>> found.best, found.kept, found.left_out
    (2, ('a', 'b'), ('c',))
    """

    counts: tuple[int, ...]
    rmse: tuple[float, ...]
    doubt: tuple[float, ...]
    ranked: tuple[tuple[str, float], ...]

    @property
    def lowest(self) -> int:
        """The place of the lowest error."""
        return min(range(len(self.rmse)), key=self.rmse.__getitem__)

    @property
    def best(self) -> int:
        """The fewest columns whose error is the lowest, but for a standard error of it.

        Source: Breiman and others, Classification and Regression Trees, 1984, section 3.4.3.
        """
        bound = self.rmse[self.lowest] + self.doubt[self.lowest]
        return next(count for count, error in zip(self.counts, self.rmse, strict=True) if error <= bound)

    @property
    def kept(self) -> tuple[str, ...]:
        """The names of the best columns."""
        return tuple(name for name, _ in self.ranked[: self.best])

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the others."""
        return tuple(name for name, _ in self.ranked[self.best :])


def gathered(options: TrainOptions) -> Material:
    """The table read, typed and split as `tidu train` does; DataError unless its target is a number."""
    material = gather(options, SILENT)
    if material.schema.task != "regression":
        raise DataError(say("course_covid.not_a_number", column=material.schema.target))
    return material


def choose(material: Material, counts: Sequence[int], folds: int, seed: int) -> Choice:
    """Ranks and fits within every fold's training rows only, so that the rows held out are a fair judge."""
    pool = pool_of(material)
    everything = len(material.schema.features)
    counts = sorted({count for count in counts if count < everything} | {everything})
    target = material.target.to_numpy()
    squares = np.zeros((folds, len(counts)))
    sizes = np.zeros(folds)
    for place, share in enumerate(fold_shares(pool, folds, seed)):
        matrix = Matrix.of(material, share.train)
        order = matrix.ranking(share.train, target)
        sizes[place] = len(share.held)
        for column, count in enumerate(counts):
            features = matrix.of_columns([name for name, _ in order[:count]])
            ridge = fit_ridge(features[share.train], target[share.train])
            errors = ridge.predict(features[share.held]) - target[share.held]
            squares[place, column] = np.square(errors).mean()
    rmse = np.sqrt(np.average(squares, axis=0, weights=sizes))
    ranked = Matrix.of(material, pool).ranking(pool, target)
    doubt = np.sqrt(squares).std(0, ddof=1) / np.sqrt(folds)
    return Choice(tuple(counts), tuple(rmse.tolist()), tuple(doubt.tolist()), tuple(ranked))


def pool_of(material: Material) -> np.ndarray:
    """The rows that are not test."""
    return np.sort(np.concatenate([material.split.train, material.split.validation]))


@dataclass(frozen=True)
class Matrix:
    """All rows of a table as numbers [rows, features], prepared by some of them; `owner` of each feature."""

    values: np.ndarray
    owner: tuple[str, ...]

    @classmethod
    def of(cls, material: Material, rows: np.ndarray) -> Matrix:
        """Prepared by `rows`: fills, scales and categories are theirs."""
        prepare = Preprocessor.fit(material.rows[rows], material.schema, numeric=SCALER)
        columns = zip(material.schema.features, prepare.blocks, strict=True)
        owner = tuple(column.name for column, block in columns for _ in block.names)
        return cls(prepare.transform(material.rows).astype(np.float64), owner)

    def of_columns(self, names: Sequence[str]) -> np.ndarray:
        """The features that come from these columns."""
        return self.values[:, [place for place, name in enumerate(self.owner) if name in names]]

    def ranking(self, rows: np.ndarray, target: np.ndarray) -> list[tuple[str, float]]:
        """(column, |correlation| of its best feature with the target) on `rows`, the strongest first."""
        features = self.values[rows] - self.values[rows].mean(0)
        answer = target[rows] - target[rows].mean()
        lengths = np.sqrt(np.square(features).sum(0) * np.square(answer).sum())
        strength = np.abs(features.T @ answer) / np.where(lengths > 0, lengths, np.inf)
        best: dict[str, float] = {}
        for name, value in zip(self.owner, strength.tolist(), strict=True):
            best[name] = max(value, best.get(name, 0.0))
        return sorted(best.items(), key=lambda each: -each[1])


@dataclass(frozen=True)
class Trial:
    """What networks made of a table: their mean for the test rows, beside the truth, and how they trained."""

    actual: np.ndarray
    predicted: np.ndarray
    histories: tuple[History, ...]

    @property
    def rmse(self) -> float:
        """Of the test rows."""
        return error(self.actual, self.predicted)


def trial(options: TrainOptions) -> Trial:
    """Trains the networks that `tidu train` would, and asks them about the test rows."""
    material = gathered(options)
    lesson = Lesson(material.rows, material.schema, options)
    shares = plan(options, material.split, None).shares
    seeds = np.random.SeedSequence(options.seed).generate_state(len(shares)).tolist()
    learned = [learn(lesson, share, seed, _unheard) for share, seed in zip(shares, seeds, strict=True)]
    test = material.split.test
    predicted = np.mean([each.estimates[test] for each in learned], axis=0)
    return Trial(material.target.to_numpy()[test], predicted, tuple(each.history for each in learned))


def _unheard(state: State) -> None:
    """Nobody watches these networks train."""


def error(actual: np.ndarray, predicted: np.ndarray) -> float:
    """The root of the mean squared difference.

    >>> error(np.array([1.0, 2.0]), np.array([1.0, 4.0])) ** 2
    2.0000000000000004
    """
    return float(np.sqrt(np.square(actual - predicted).mean()))


def baselines(material: Material, kept: Sequence[str], seed: int) -> dict[str, float]:
    """The test RMSE of those of `tidu train` on all columns, and of the ridge regression on those kept."""
    pool, test = pool_of(material), material.split.test
    matrix, target = Matrix.of(material, pool), material.target.to_numpy()
    parts = {"train": pool, "test": test}
    found = run_baselines(
        "regression", {name: matrix.values[rows] for name, rows in parts.items()},
        {name: target[rows] for name, rows in parts.items()}, seed=seed,
    )  # fmt: skip
    errors = {each.name: float(each.metrics["test"]["rmse"] or 0.0) for each in found if each.metrics}
    few = matrix.of_columns(kept)
    return errors | {"ridge_few": error(target[test], fit_ridge(few[pool], target[pool]).predict(few[test]))}


def overlap(rows: pl.DataFrame, schema: Schema) -> tuple[float, str]:
    """The share of rows whose target stands in the next row's inputs, and the column that it stands in.

    >>> from tidu.tabular.infer import infer_columns
    >>> from tidu.tabular.read import read_table
    >>> table = read_table({"yesterday": [4.1, 5.2, 6.3, 8.4], "today": [5.2, 6.3, 8.4, 9.5]})
    >>> overlap(table.frame, infer_columns(table, "today"))
    (1.0, 'yesterday')
    """
    target = rows[schema.target].to_numpy()[:-1]
    shares = {
        column.name: float((rows[column.name].to_numpy()[1:] == target).mean())
        for column in schema.features
        if column.kind == "numeric"
    }
    best = max(shares, key=lambda name: shares[name], default="")
    return shares.get(best, 0.0), best
