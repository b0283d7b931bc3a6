"""CSV text as frames of text: Polars for what is regular, Python's csv for what is not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.read_dialect import Dialect, find_dialect
from tidu.tabular.read_encoding import utf8_blocks
from tidu.tabular.read_layout import Layout
from tidu.text import say

_HEAD = 1 << 18
_PAGE = 20_000
_END = "\x1eend of the table\x1e"


class CsvSource:
    """A CSV file, compressed or not, that can be read through any number of times.

    `names`: its columns. `notes`: sentences on what was decided; complete after one reading.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "x.csv"
    >>> source = CsvSource(path) if path.write_text("a,b\\n1,2\\n") else None
    >>> [frame.rows() for frame in source.frames()]
    [[('1', '2')]]
    """

    def __init__(
        self,
        path: Path,
        *,
        delimiter: str | None = None,
        encoding: str | None = None,
        header: bool | None = None,
        expected: Sequence[str] = (),
    ) -> None:
        self.path, self.table, self.encoding = path, path.name, encoding
        head = _without_blank_start(next(iter(utf8_blocks(path, encoding, [])), b""))
        text = head[:_HEAD].decode(errors="ignore")
        text = text if len(head) < _HEAD else text[: text.rfind("\n") + 1]
        self.dialect, self._found = find_dialect(
            text, path.name, delimiter=delimiter, header=header, expected=expected
        )
        self.names, self.notes = list(self.dialect.names), list(self._found)
        self.delimiter = self.dialect.delimiter
        self.categories: list[str] = []

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows as frames of text, as many at a time as is quick (about 16 MB); one empty frame
        if there are none.

        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "x.csv"
        >>> source = CsvSource(path) if path.write_text("a;b\\n1\\n") else None
        >>> [frame.rows() for frame in source.frames()], len(source.notes)
        ([[('1', None)]], 1)
        """
        notes = list(self._found)
        blocks = utf8_blocks(self.path, self.encoding, notes)
        first = next(blocks, b"")
        begun = _without_blank_start(first)
        records = _Records(self.table, self.dialect)
        records.line += first[: len(first) - len(begun)].count(b"\n")
        blocks = chain([begun], blocks)
        if self.dialect.delimiter == " ":
            blocks = map(_tabbed, blocks)
        empty = pl.DataFrame(schema=dict.fromkeys(self.names, pl.String))
        frames = records.frames(blocks)
        yield next(frames, empty)
        yield from frames
        self.notes = notes + records.notes()


def _without_blank_start(block: bytes) -> bytes:
    return re.sub(rb"\A(?:[ \t]*\n)+", b"", block)


def _tabbed(block: bytes) -> bytes:
    """Runs of spaces and tabs as one tab."""
    block = re.sub(rb"(?m)^[ \t]+|[ \t]+$", b"", block)
    return re.sub(rb"[ \t]+", b"\t", block)


class _Records:
    """One pass through the records of a file."""

    def __init__(self, table: str, dialect: Dialect) -> None:
        self.table, self.names = table, list(dialect.names)
        self.delimiter = "\t" if dialect.delimiter == " " else dialect.delimiter
        self.unread = dialect.skip + dialect.header
        self.line = 1
        self.short: list[int] = []
        self.long: list[int] = []

    def notes(self) -> list[str]:
        """What was irregular."""
        found = {"tabular.short_rows": self.short, "tabular.long_rows": self.long}
        return [
            say(key, table=self.table, count=len(lines), line=lines[0], width=len(self.names))
            for key, lines in found.items()
            if lines
        ]

    def frames(self, blocks: Iterator[bytes]) -> Iterator[pl.DataFrame]:
        """Block by block while every quote is where it belongs, else cell by cell to the end."""
        rest = b""
        for block in blocks:
            data = rest + block
            layout = Layout.of(data, self.delimiter)
            if not layout.tidy:
                yield from self._slowly(chain([data], blocks))
                return
            if layout.ends.size:
                yield from self._regular(data, layout)
                data = data[int(layout.ends[-1]) :]
            rest = data
        if rest:
            yield from self._slowly([rest])

    def _regular(self, data: bytes, layout: Layout) -> Iterator[pl.DataFrame]:
        head, end = min(self.unread, len(layout.ends)), int(layout.ends[-1])
        start = int(layout.ends[head - 1]) if head else 0
        self.unread -= head
        skipped = int(layout.lines[head - 1]) if head else 0
        self.line += skipped
        if start == end:
            return
        body, width = data[start:end], len(self.names)
        if layout.blank or (layout.cells[head:] != width).any():
            yield from self._slowly([body])
            return
        frame = pl.read_csv(
            body,
            has_header=False,
            infer_schema=False,
            separator=self.delimiter,
            quote_char='"' if layout.quoted else None,
        )
        frame.columns = self.names
        self.line += int(layout.lines[-1]) - skipped
        yield frame

    def _slowly(self, blocks: Iterable[bytes]) -> Iterator[pl.DataFrame]:
        """Any records at all, by Python's csv."""
        lines = (line + "\n" for block in blocks for line in _lines(block))
        records = self._checked(chain(lines, [_END]))
        while page := list(islice(records, _PAGE)):
            columns = zip(self.names, zip(*page, strict=True), strict=True)
            yield pl.DataFrame(dict(columns), schema=dict.fromkeys(self.names, pl.String))

    def _checked(self, lines: Iterable[str]) -> Iterator[list[str | None]]:
        """Records of the right width; DataError if one has too many cells or has no end."""
        reader = csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True)
        first, begun = self.line, 0
        try:
            for record in reader:
                self.line, begun = first + begun, reader.line_num
                if record == [_END]:
                    return
                if record and record[-1].endswith(_END):
                    break
                if len(record) < 2 and not "".join(record).strip():
                    continue
                if self.unread:
                    self.unread -= 1
                    continue
                yield self._fitted(record)
        except csv.Error:
            self.line = first + begun
        raise DataError(say("tabular.open_quote", table=self.table, line=self.line))

    def _fitted(self, record: list[str]) -> list[str | None]:
        width = len(self.names)
        if len(record) < width:
            self.short.append(self.line)
            return [*record, *[None] * (width - len(record))]
        if len(record) > width:
            if any(cell.strip() for cell in record[width:]):
                values = {"table": self.table, "line": self.line, "cells": len(record)}
                shown = self.delimiter.join(record)[:60]
                raise DataError(say("tabular.too_wide", width=width, text=shown, **values))
            self.long.append(self.line)
        return [*record[:width]]


def _lines(block: bytes) -> list[str]:
    return block.decode().removesuffix("\n").split("\n")
