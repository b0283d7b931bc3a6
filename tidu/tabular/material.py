"""What there is to learn from: the table read, its columns understood, its rows split."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.core.files import digest_of
from tidu.tabular.cautions import cautions
from tidu.tabular.columns import Schema
from tidu.tabular.columns_values import read_values
from tidu.tabular.infer import infer_columns, labelled_rows
from tidu.tabular.options import TrainOptions
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.progress import Progress
from tidu.tabular.read import Table, read_table
from tidu.tabular.repeats import Repeats, find_repeats
from tidu.tabular.split import Split, split_rows
from tidu.tabular.summary import summaries
from tidu.text import say


@dataclass(frozen=True)
class Material:
    """The labelled `rows` with the columns that are used, typed; and which rows are for what.

    `name` and `sha256` say which data it was; `notes` what a person should know about it.
    """

    name: str
    sha256: str
    schema: Schema
    rows: pl.DataFrame
    split: Split
    notes: tuple[str, ...]

    @property
    def target(self) -> pl.Series:
        """The target's column."""
        return self.rows[self.schema.target]


def gather(options: TrainOptions, progress: Progress) -> Material:
    """Read, infer and split as `options` say; tells `progress` what was found. DataError if the
    table or an option does not allow it."""
    name = name_of(options.data)
    progress.stage(say("training.reading", data=name))
    table = read_table(options.data, text=[each for each in options.categorical if each != options.target])
    schema = infer_columns(
        table,
        options.target,
        numeric=options.numeric,
        categorical=options.categorical,
        drop=options.drop,
        task=options.task,
        time_column=options.time_column,
    )
    _check_loss(options, schema)
    table = labelled_rows(table, schema)
    rows = typed(table.frame, schema)
    split = _split(table, rows, schema, options)
    if options.validation is not None:
        held = typed(_validation(options.validation, schema).frame, schema)
        TargetEncoder.fit(rows[schema.target], schema).encode(held[schema.target])  # a new class is an error
        added = np.arange(len(rows), len(rows) + len(held))
        split = replace(split, validation=added)
        rows = pl.concat([rows, held])
    notes = (*table.notes, *schema.notes, *cautions(rows, schema), *split.notes)
    for note in notes:
        progress.note(note)
    progress.inferred(summaries(schema))
    return Material(name, sha256_of(options.data, table), schema, rows, split, notes)


def typed(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """The columns of `frame` that `schema` uses, each as its format says.

    >>> from tidu.tabular.columns import Column
    >>> schema = Schema((Column("y", "target"),), "y", "regression")
    >>> typed(pl.DataFrame({"x": ["a"], "y": ["1.5"]}), schema).rows()
    [(1.5,)]
    """
    return pl.DataFrame([read_values(frame[name], form)[0] for name, form in schema.formats.items()])


def name_of(data: Any) -> str:
    """What to call the data: a path's last part, or a frame's type.

    >>> name_of("data/prices.csv"), name_of(pl.DataFrame())
    ('prices.csv', 'DataFrame')
    """
    return Path(data).name or str(data) if isinstance(data, str | os.PathLike) else type(data).__name__


def sha256_of(data: Any, table: Table) -> str:
    """SHA-256 of a file's bytes as `sha256sum` gives it; of a frame's, of its values as CSV."""
    if isinstance(data, str | os.PathLike):
        return digest_of(data)
    digest = hashlib.sha256()
    for part in table.frame.iter_slices(65_536):
        digest.update(part.write_csv().encode())
    return digest.hexdigest()


def _split(table: Table, rows: pl.DataFrame, schema: Schema, options: TrainOptions) -> Split:
    """By time no row is in two sets that stands in one moment; else equal rows stay together."""
    repeats = Repeats() if schema.time_column is not None else find_repeats(rows)
    own = options.validation_fraction if options.validation is None else 0.0
    stratify = None if schema.task == "regression" else table.frame[schema.target]
    split = split_rows(
        table,
        validation=own,
        test=options.test_fraction,
        seed=options.seed,
        time_column=schema.time_column,
        stratify=stratify,
        groups=repeats.groups,
    )
    torn = repeats.groups is not None and split.groups is None
    return replace(split, notes=split.notes if torn else (*repeats.notes, *split.notes))


def _check_loss(options: TrainOptions, schema: Schema) -> None:
    """DataError for a loss of numbers where classes are to be told apart, and the other way about."""
    of_classes = schema.task != "regression"
    if options.loss is not None and (options.loss == "cross_entropy") != of_classes:
        fix = "cross_entropy" if of_classes else "mse"
        kind = say(f"report.{schema.task}")
        raise DataError(say("training.loss", loss=options.loss, column=schema.target, kind=kind, fix=fix))


def _validation(data: Any, schema: Schema) -> Table:
    """The labelled rows of the validation table, read as the training table was."""
    table = labelled_rows(read_table(data, formats=schema.formats), schema)
    if not len(table):
        raise DataError(say("training.no_validation_rows", table=name_of(data), column=schema.target))
    return table
