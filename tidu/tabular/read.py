"""Reading a table: every column typed by evidence from all of its cells, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_names import require
from tidu.tabular.columns_values import read_values
from tidu.tabular.infer_evidence import Evidence, survey
from tidu.tabular.infer_formats import Habits, decide
from tidu.tabular.read_frames import simple_types
from tidu.tabular.read_open import Source, open_source
from tidu.text import say

# Text kept from the first reading to spare a second one; beyond it, memory matters more.
_TEXT_KEPT = 1 << 28


@dataclass(frozen=True)
class Table:
    """A table in memory: `frame` has Float64, Boolean, Datetime and String columns, gaps null.

    `formats`: how each column's text was read. `notes`: a sentence on every choice made.

    >>> table = read_table({"x": ["1", "NA"], "y": ["a", "b"]})
    >>> table.frame["x"].to_list(), table.formats["y"].kind
    ([1.0, None], 'text')
    """

    name: str
    frame: pl.DataFrame
    formats: Mapping[str, Format]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return self.frame.height


def read_table(
    table: Any,
    *,
    formats: Mapping[str, Format] | None = None,
    text: Sequence[str] = (),
    gaps: Sequence[str] | None = None,
    delimiter: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
) -> Table:
    """Read a path (CSV, TSV, TXT, plain or .gz .bz2 .xz .zip .zst; Parquet) or a frame (Polars,
    pandas, NumPy, a dict of columns) whole.

    `formats`: read these columns so, instead of finding out (the formats of a fitted schema);
    they are then the columns that must be there. `text`: columns to leave as they are written.
    `gaps`: the spellings of a gap in text columns, in place of the usual ones. `delimiter`,
    `decimal`, `encoding`, `header`: in place of what would be found. Raises DataError, in one
    sentence, for anything that is no table.

    A CSV is read once, and a second time only for what memory should not hold in between.

    >>> read_table({"price": ["1,234", "5"], "when": ["2024-01-31", "-"]}).frame.rows()
    [(1234.0, datetime.datetime(2024, 1, 31, 0, 0)), (5.0, None)]
    """
    expected = list(formats or ())
    source = open_source(table, delimiter=delimiter, encoding=encoding, header=header, expected=expected)
    for name in (*text, *expected):
        require(name, source.names, source.table)
    if formats is not None:
        known = {name: formats.get(name, Format()) for name in source.names}
        frame = _read_again(source, known)
        return Table(source.table, frame, known, tuple(source.notes))
    found = _Survey(source, decimal, tuple(gaps) if gaps is not None else None)
    return found.table([*text, *source.categories])


def scan_batches(
    table: Any,
    *,
    batch_rows: int = 65536,
    expected: Sequence[str] = (),
    delimiter: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
) -> Iterator[pl.DataFrame]:
    """The rows of any table that `read_table` reads, `batch_rows` at a time, as they are written.

    CSV columns stay text, so that they can be written out again; memory is bounded by the
    batch (a .zst needs Python 3.14 for that). A table without rows gives one empty batch.
    `expected`: names that tell a header; the other options as in `read_table`.

    >>> [batch.height for batch in scan_batches({"x": list(range(5))}, batch_rows=2)]
    [2, 2, 1]
    """
    if batch_rows < 1:
        raise DataError(say("tabular.batch_rows", rows=batch_rows))
    source = open_source(table, delimiter=delimiter, encoding=encoding, header=header, expected=expected)
    held, count = pl.DataFrame(), 0
    for frame in source.frames():
        held = pl.concat([held, frame]) if held.height else frame
        while held.height >= batch_rows:
            yield held.head(batch_rows)
            held, count = held.slice(batch_rows), count + 1
    if held.height or not count:
        yield held


@dataclass
class _Seen:
    """What one column has shown: its cells so far as numbers where they are plain ones, else as
    text; None once they were too many to keep."""

    evidence: Evidence = field(default_factory=Evidence)
    types: set[type[pl.DataType]] = field(default_factory=set)
    pages: list[pl.Series] | None = field(default_factory=list)

    def typed(self, form: Format) -> pl.Series | None:
        """The whole column under `form`, or None if that needs another look at its text."""
        if self.pages is None or (self.types == {pl.String} and not self._readable(form)):
            return None
        return pl.concat([read_values(page, form)[0] for page in self.pages])

    def _readable(self, form: Format) -> bool:
        as_text = all(page.dtype == pl.String for page in self.pages or ())
        return as_text or (form.kind == "number" and form.decimal == ".")


class _Survey:
    """The first reading of a source."""

    def __init__(self, source: Source, decimal: str | None, gaps: tuple[str, ...] | None) -> None:
        self.source, self.decimal, self.gaps = source, decimal, gaps
        self.seen = {name: _Seen() for name in source.names}
        self.text_bytes = 0
        for frame in source.frames():
            for column in simple_types(frame).get_columns():
                self._look(column)

    def _look(self, column: pl.Series) -> None:
        seen = self.seen[column.name]
        seen.types.add(column.dtype.base_type())
        if column.dtype == pl.String:
            evidence, values = survey(column, marks=self.source.delimiter != ",")
            seen.evidence += evidence
            self.text_bytes += column.estimated_size() if values is None else 0
            column = column if values is None else values
        if column.dtype == pl.String and self.text_bytes > _TEXT_KEPT:
            seen.pages = None
        elif seen.pages is not None:
            seen.pages.append(column)

    def table(self, text: Sequence[str]) -> Table:
        """All columns typed."""
        habits = Habits.of({n: s.evidence for n, s in self.seen.items()}, self.source.delimiter)
        if self.decimal is not None:
            habits = Habits(self.decimal, habits.day_first, fixed=True)
        formats, notes = {}, list(self.source.notes)
        for name, seen in self.seen.items():
            formats[name], said = self._format(name, seen, habits, name in text)
            notes += said
        columns, again = {}, {}
        for name, form in formats.items():
            columns[name] = self.seen[name].typed(form)
            self.seen[name].pages = None
            if columns[name] is None:
                again[name] = form
        if again:
            columns.update(_read_again(self.source, again).to_dict())
        return Table(self.source.table, pl.DataFrame(columns), formats, tuple(notes))

    def _format(self, name: str, seen: _Seen, habits: Habits, as_text: bool) -> tuple[Format, list[str]]:
        if as_text:
            return Format(gaps=self.gaps), []
        native = seen.types - {pl.String}
        if not native:
            return decide(name, seen.evidence, habits, self.gaps)
        kinds = {pl.Float64: "number", pl.Boolean: "boolean", pl.Datetime: "date"}
        if len(seen.types) > 1:
            return Format(gaps=self.gaps), []
        return Format(kinds[native.pop()]), []  # type: ignore[arg-type,index]


def _read_again(source: Source, formats: Mapping[str, Format]) -> pl.DataFrame:
    """The columns named by `formats`, typed by them."""
    return pl.concat([_typed(frame, formats) for frame in source.frames()], rechunk=True)


def _typed(frame: pl.DataFrame, formats: Mapping[str, Format]) -> pl.DataFrame:
    return pl.DataFrame([read_values(frame[name], form)[0] for name, form in formats.items()])
