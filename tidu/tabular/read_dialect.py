"""The delimiter and the header of a CSV file, guessed from its first records."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tidu.core.errors import DataError
from tidu.tabular.columns_format import WORDS_FOR_GAPS
from tidu.tabular.columns_names import clean_names
from tidu.text import say

DELIMITERS = "\t;|,"
_SAMPLE = 200
_NUMBER = re.compile(r"[+-]?(?:[0-9][0-9.,]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*%?|[+-]?inf|nan", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a file is written: `delimiter` (" ": any run of spaces or tabs), whether its first
    record (number `skip`) is a `header`, and the columns' `names`.

    >>> Dialect(",", True, ("a", "b")).names
    ('a', 'b')
    """

    delimiter: str
    header: bool
    names: tuple[str, ...]
    skip: int = 0


def find_dialect(
    text: str,
    table: str,
    *,
    delimiter: str | None = None,
    header: bool | None = None,
    expected: Collection[str] = (),
) -> tuple[Dialect, list[str]]:
    """The dialect of `text` (a file's first lines) and sentences on what was not plain.

    `delimiter` and `header` settle what they name; a first record with one of the `expected`
    names is a header. Raises DataError if the header and the rows cannot belong together.

    >>> find_dialect("x;y\\n1,5;2\\n", "x.csv")[0].delimiter
    ';'
    """
    lines = text.split("\n")
    skip = 0
    if re.fullmatch("sep=.", lines[0]):
        delimiter, lines, skip = delimiter or lines[0][4], lines[1:], 1
    chosen = delimiter or _choose(lines)
    records = split_lines(lines, chosen)
    if not records:
        raise DataError(say("tabular.empty_file", table=table))
    first = [cell.strip() for cell in records[0]]
    if header is None:
        header = looks_like_header(first, records[1:], expected)
    notes = [] if header else [say("tabular.no_header", table=table)]
    width = Counter(map(len, records[1:] or records)).most_common(1)[0][0]
    if not header:
        names = [f"column_{place}" for place in range(1, max(width, len(first)) + 1)]
        return Dialect(chosen, False, tuple(names), skip), notes
    if width > len(first) + 1:
        raise DataError(say("tabular.header_width", table=table, names=len(first), cells=width))
    if width == len(first) + 1 and any(record[-1].strip() for record in records[1:]):
        # R writes its row names without a name of their own.
        first = ["row_name", *first]
        notes.append(say("tabular.row_names", table=table))
    names, renamed = clean_names(first)
    return Dialect(chosen, True, tuple(names), skip), notes + renamed


def split_lines(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The first records of `lines`, blank ones left out.

    >>> split_lines(["a  b", "1 2", ""], " ")
    [['a', 'b'], ['1', '2']]
    """
    records: list[list[str]] = []
    if delimiter == " ":
        records = [line.split() for line in lines[:_SAMPLE] if line.strip()]
        return records
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    try:
        for record in reader:
            if record and (len(record) > 1 or record[0].strip()):
                records.append(record)
            if len(records) == _SAMPLE:
                break
    except csv.Error:
        return records
    return records


def _choose(lines: Sequence[str]) -> str:
    """The delimiter under which the most records are equally wide and the most cells numbers."""
    best = max(DELIMITERS, key=lambda each: _score(split_lines(lines, each)))
    if _score(split_lines(lines, best))[0] > 0:
        return best
    spaced = split_lines(lines, " ")
    widths = {len(record) for record in spaced}
    cells = [cell for record in spaced[1:] or spaced for cell in record]
    numeric = sum(is_number(cell) or cell.lower() in WORDS_FOR_GAPS for cell in cells)
    quoted = any('"' in line for line in lines)
    if len(widths) == 1 and min(widths) > 1 and not quoted and numeric >= len(cells) / 2:
        return " "
    return ","


def _score(records: Sequence[Sequence[str]]) -> tuple[float, float, int]:
    widths = Counter(map(len, records))
    if not widths or widths.keys() == {1}:
        return 0.0, 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    alike = count / len(records)
    if width == 1 or (len(records[0]) not in (width, width - 1)):
        alike /= 4
    rows = [record for record in records[1:] or records if len(record) == width]
    cells = [cell for record in rows for cell in record]
    numeric = sum(is_number(cell) for cell in cells) / max(1, len(cells))
    return round(alike, 1), round(numeric, 2), width


def is_number(cell: str) -> bool:
    """Whether `cell` could be a number in some country.

    >>> is_number("1.234,5"), is_number("3a")
    (True, False)
    """
    return _NUMBER.fullmatch(cell.strip()) is not None


def looks_like_header(
    first: Sequence[str], rows: Sequence[Sequence[str]], expected: Collection[str] = ()
) -> bool:
    """Whether the first record names the columns.

    It does if a name is `expected`, if a column of numbers starts with something else, or if
    no column of numbers starts with a number. Numbers that count 2019, 2020, ... or 0, 1, 2,
    ... from the left are names too.

    >>> looks_like_header(["1.5", "2"], [["3", "4"]]), looks_like_header(["x", "y"], [["3", "4"]])
    (False, True)
    """
    if any(cell in expected for cell in first):
        return True
    if not rows:
        return not all(is_number(cell) for cell in first)
    numeric = [place for place in range(len(first)) if _numeric_column(rows, place)]
    named = [first[place] for place in numeric if not is_number(first[place])]
    if any(cell and cell.lower() not in WORDS_FOR_GAPS for cell in named):
        return True
    numbers = [first[place] for place in numeric if is_number(first[place])]
    return not numbers or _counting(numbers, len(first))


def _numeric_column(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place].strip() for row in rows if len(row) > place]
    filled = [cell for cell in cells if cell.lower() not in WORDS_FOR_GAPS and cell]
    return bool(filled) and sum(map(is_number, filled)) >= 0.8 * len(filled)


def _counting(numbers: Sequence[str], width: int) -> bool:
    if len(numbers) < 2 or not all(number.isdecimal() for number in numbers):
        return False
    values = [int(number) for number in numbers]
    ascending = values == list(range(values[0], values[0] + len(values)))
    years = values[0] >= 1900 and values[-1] <= 2100
    whole = len(numbers) >= 3 and values[0] in (0, 1) and len(values) >= width - 1
    return ascending and (years or whole)
