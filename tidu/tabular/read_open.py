"""The one door to any table: a path or a table in memory becomes a source of frames."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns_names import nearest
from tidu.tabular.read_bytes import BROKEN, open_bytes
from tidu.tabular.read_csv import CsvSource
from tidu.tabular.read_frames import FrameSource, as_frame, parquet_source
from tidu.text import say


class Source(Protocol):
    """Something that yields a table's rows, as often as asked, in frames of a bounded size.

    `table`: what to call it. `categories`: columns that their owner declared categorical.
    """

    table: str
    delimiter: str
    names: list[str]
    notes: list[str]
    categories: list[str]

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows, in order."""
        ...


def open_source(
    table: Any,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
    expected: Sequence[str] = (),
) -> Source:
    """The source for a path (CSV, TSV or TXT, compressed or not; Parquet) or a table in memory.

    DataError, in one sentence, for what is missing, empty or no table.

    >>> open_source({"x": [1, 2]}).names
    ['x']
    >>> open_source("no/such.csv")
    Traceback (most recent call last):
    tidu.core.errors.DataError: There is no file no/such.csv.
    """
    if not isinstance(table, str | os.PathLike):
        return FrameSource(as_frame(table), say("tabular.the_table"))
    path = Path(table)
    _require_file(path)
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return parquet_source(path)
    if encoding is not None:
        _require_encoding(encoding)
    if delimiter is not None and (len(delimiter) != 1 or not delimiter.isascii()):
        raise DataError(say("tabular.bad_delimiter", delimiter=delimiter))
    if encoding is None:
        _require_text(path)
    return CsvSource(path, delimiter=delimiter, encoding=encoding, header=header, expected=expected)


def _require_file(path: Path) -> None:
    if path.is_dir():
        raise DataError(say("tabular.is_directory", path=path))
    if not path.exists():
        # By the part before the dot: all tables end alike.
        there = {each.name.partition(".")[0]: each for each in _beside(path)}
        close = nearest(path.name.partition(".")[0], there)
        if close is not None:
            raise DataError(say("tabular.no_file_nearest", path=path, nearest=there[close]))
        raise DataError(say("tabular.no_file", path=path))
    if not os.access(path, os.R_OK):
        raise DataError(say("tabular.unreadable", path=path))
    if path.stat().st_size == 0:
        raise DataError(say("tabular.empty_file", table=path.name))


def _beside(path: Path) -> list[Path]:
    """The files in the folder of a path, those that end like it last."""
    files = path.parent.iterdir() if path.parent.is_dir() else ()
    return sorted(files, key=lambda each: (each.suffixes == path.suffixes, each.name))


def _require_encoding(encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise DataError(say("tabular.unknown_encoding", encoding=encoding)) from error


_MAGIC = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF": "PDF",
    b"SQLite format 3": "SQLite",
    b"ARROW1": "Arrow",
    b"\x93NUMPY": "NumPy",
    b"\x89HDF": "HDF5",
    b"\xd0\xcf\x11\xe0": "Excel",
    b"\x7fELF": "ELF",
    b"{\\rtf": "RTF",
}
_MARKUP = {
    rb"\s*<(?:!doctype html|html|head|body)": "HTML",
    rb"\s*<(?:\?xml|svg|!--)": "XML",
    rb"\s*(?:\{\s*[\"}]|\[\s*[\[{])": "JSON",
    rb"version https://git-lfs": "Git LFS",
}


_CONTROL = bytes(range(9)) + bytes(range(14, 32))


def _require_text(path: Path) -> None:
    """DataError if the first bytes, decompressed, are no text or text of another kind."""
    try:
        with open_bytes(path) as file:
            start = file.read(4096)
    except BROKEN as error:
        raise DataError(say("tabular.damaged", table=path.name, error=error)) from error
    if not start.strip():
        raise DataError(say("tabular.empty_file", table=path.name))
    for magic, what in _MAGIC.items():
        if start.startswith(magic):
            raise DataError(say("tabular.not_a_table", table=path.name, what=what))
    for pattern, what in _MARKUP.items():
        if re.match(pattern, start.removeprefix(codecs.BOM_UTF8), re.IGNORECASE):
            raise DataError(say("tabular.not_a_table", table=path.name, what=what))
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    strange = len(start) - len(start.translate(None, _CONTROL))
    if b"\0" in start or strange > len(start) / 20:
        raise DataError(say("tabular.binary", table=path.name))
