"""Text to numbers, yes/no, dates and levels, by a `Format`; column by column, in Polars.

Numbers come out as Float64, dates as Datetime in microseconds (UTC if a zone was given), yes/no
as Boolean, everything else as String; a gap is null, an infinity stays an infinity.
"""

from __future__ import annotations

import polars as pl

from tidu.tabular.columns_format import WORDS_FOR_GAPS, Format
from tidu.tabular.columns_types import simple_column

TRUE_WORDS = ("true", "yes", "y", "t", "on", "是", "真")
FALSE_WORDS = ("false", "no", "n", "f", "off", "否", "假")

_CURRENCY = r"(?:US\$|[$€£¥￥₹₩₽]|(?:USD|EUR|GBP|CNY|RMB|JPY|CHF)\b|[元圆円])"
_POINT_GROUPS = r"^[+-]?[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]*)?$"
_COMMA_GROUPS = r"^[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?$"
_SPACE_GROUPS = r"^[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?:[.,][0-9]*)?$"
_DIGITS_AND_MARKS = r"^[+-]?[0-9.,]+$"
_CLOCK = r"^[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$"


def read_values(column: pl.Series, form: Format) -> tuple[pl.Series, int]:
    """The values of `column` under `form`, and how many cells could not be read (now gaps).

    A column that has its type already (from Parquet or a frame) is only cast.

    >>> read_values(pl.Series(["1,5", "NA", "abc"]), Format("number", decimal=","))[0].to_list()
    [1.5, None, None]
    >>> read_values(pl.Series(["1,5", "NA", "abc"]), Format("number", decimal=","))[1]
    1
    """
    column = simple_column(column)
    if form.kind == "text":
        return levels(column, form), 0
    if column.dtype != pl.String:
        return _cast(column, form), 0
    values = _READERS[form.kind](column, form)
    if values.null_count() == 0:
        return values, 0
    failed = column.filter(values.is_null() & column.is_not_null()).str.strip_chars()
    gaps = failed.str.to_lowercase().is_in(["", *WORDS_FOR_GAPS, *form.gap_spellings])
    return values, len(failed) - int(gaps.sum())


def numbers(text: pl.Series, decimal: str = ".") -> pl.Series:
    """Text to Float64 (null where it is no number).

    Understands `1e5`, `1,234.5` (or `1.234,5` when `decimal` is ","), `1 234`, `$5`, `5 €`,
    `(5)` as -5, `5%` as 0.05 and `1:30` as 1.5 hours.

    >>> numbers(pl.Series([" 1,234.5", "12%", "(3)", "1:30", "x"])).to_list()
    [1234.5, 0.12, -3.0, 1.5, None]
    """
    values = text.cast(pl.Float64, strict=False).fill_nan(None)
    doubtful = values.is_null() & text.is_not_null()
    if decimal == ",":
        # `1.234` casts without complaint and means 1234 here.
        doubtful = doubtful | text.str.contains(".", literal=True).fill_null(False)
    if not doubtful.any():
        return values
    return values.scatter(doubtful.arg_true(), _spelled_out(text.filter(doubtful), decimal))


def _spelled_out(text: pl.Series, decimal: str) -> pl.Series:
    """The number of each cell that a plain cast cannot read or would read wrongly."""
    if text.str.contains(_DIGITS_AND_MARKS).all():
        return _marked(text, decimal)
    digits = text.str.contains("[0-9]")
    if not digits.any():
        return pl.Series(text.name, [None] * len(text), dtype=pl.Float64)
    bare = (
        _without(text, ~digits)
        .str.strip_chars()
        .str.replace_all("[−–﹣－]", "-")
        .str.replace(r"^\((.+)\)$", "-$1")
        .str.replace(rf"^([+-]?)\s*{_CURRENCY}\s*([+-]?)", "$1$2")
        .str.replace(rf"\s*{_CURRENCY}$", "")
    )
    percent = bare.str.contains(r"[0-9]\s*[%％]$").fill_null(False)
    bare = bare.str.replace(r"\s*[%％]$", "")
    number = _marked(_ungrouped(bare, _SPACE_GROUPS, "[ \u00a0\u2009\u202f'’]"), decimal)
    number = (number / 100).zip_with(percent, number)
    clock = bare.str.contains(_CLOCK).fill_null(False)
    return number.scatter(clock.arg_true(), _hours(bare.filter(clock)))


def _marked(text: pl.Series, decimal: str) -> pl.Series:
    """Digits with marks between them as numbers."""
    if decimal == ",":
        plain = _ungrouped(text, _COMMA_GROUPS, r"\.").str.replace(",", ".", literal=True)
    else:
        plain = _ungrouped(text, _POINT_GROUPS, ",")
    return plain.cast(pl.Float64, strict=False).fill_nan(None)


def _ungrouped(text: pl.Series, groups: str, mark: str) -> pl.Series:
    """The cells that match `groups` without their `mark`s, the others as they are."""
    return text.str.replace_all(mark, "").zip_with(text.str.contains(groups).fill_null(False), text)


def _hours(clock: pl.Series) -> pl.Series:
    """`h:mm` or `h:mm:ss` in hours."""
    parts = clock.str.split_exact(":", 2).struct.unnest().cast(pl.Float64, strict=False)
    hour, minute, second = parts.get_columns()
    return hour + minute / 60 + second.fill_null(0) / 3600


def dates(text: pl.Series, patterns: tuple[str, ...]) -> pl.Series:
    """Text to Datetime (microseconds), by the first of `patterns` that fits each cell.

    >>> dates(pl.Series(["2024-01-31", "31.1.2024"]), ("%Y-%m-%d",)).dt.year().to_list()
    [2024, None]
    """
    cells = text.str.strip_chars().str.replace(r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})T", "$1 ")
    found = pl.Series(text.name, [None] * len(text), dtype=pl.Datetime("us"))
    for pattern in patterns:
        if found.null_count() == 0:
            break
        found = found.zip_with(found.is_not_null(), _one_pattern(cells, pattern))
    return found


def _one_pattern(cells: pl.Series, pattern: str) -> pl.Series:
    """Datetime without a zone. A year below 1000 is a two-digit year under the wrong pattern."""
    if not pattern.count("%d"):
        cells, pattern = cells + f"{pattern[2]}01", f"{pattern}{pattern[2]}%d"
    if "%y" in pattern:
        cells = _without(cells, ~cells.str.contains(r"[-/.][0-9]{2}(?: |$)"))
    found = cells.str.to_datetime(pattern, strict=False, time_unit="us")
    if found.dtype.time_zone is not None:  # type: ignore[attr-defined]
        found = found.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    return _without(found, found.dt.year() < 1000)


def booleans(text: pl.Series, words: tuple[str, str] = ("False", "True")) -> pl.Series:
    """Text to Boolean: `words`, and true/false, yes/no, y/n, t/f, on/off, 是/否 in any case.

    >>> booleans(pl.Series(["Yes", "no", "maybe"])).to_list()
    [True, False, None]
    """
    cells = text.str.strip_chars().str.to_lowercase()
    yes = cells.is_in([words[1].lower(), *TRUE_WORDS])
    no = cells.is_in([words[0].lower(), *FALSE_WORDS])
    return _without(yes, ~(yes | no))


def levels(column: pl.Series, form: Format) -> pl.Series:
    """A column of a simple type as the text of its levels; a gap is null.

    A whole number has no `.0`: pandas writes 3 as `3.0` as soon as its column has a gap, and
    both must be the same level.

    >>> levels(pl.Series([3.0, 2.5, None]), Format()).to_list()
    ['3', '2.5', None]
    >>> levels(pl.Series([True]), Format(words=("No", "Yes"))).to_list()
    ['Yes']
    """
    if column.dtype == pl.Boolean:
        words = {False: form.words[0], True: form.words[1]}
        return column.replace_strict(words, return_dtype=pl.String)
    if column.dtype.is_float():
        whole = (column == column.floor()) & (column.abs() < 1e15)
        integer = column.cast(pl.Int64, strict=False).cast(pl.String)
        text = integer.zip_with(whole.fill_null(True), column.cast(pl.String))
        return _without(text, column.is_nan())
    if column.dtype.is_temporal():
        return column.dt.strftime("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
    text = column.str.strip_chars()
    return _without(text, text.is_in(form.gap_spellings))


def _without(column: pl.Series, where: pl.Series) -> pl.Series:
    """`column` with a gap wherever `where` is true."""
    gaps = pl.Series(column.name, [None], dtype=column.dtype).new_from_index(0, len(column))
    return gaps.zip_with(where.fill_null(False), column)


def _cast(column: pl.Series, form: Format) -> pl.Series:
    if form.kind == "number":
        if column.dtype.is_temporal():
            return pl.Series(column.name, [None] * len(column), dtype=pl.Float64)
        return column.cast(pl.Float64, strict=False).fill_nan(None)
    if form.kind == "boolean":
        return column.cast(pl.Boolean, strict=False)
    if column.dtype.is_temporal():
        return column.cast(pl.Datetime("us"))
    return dates(levels(column, form), form.patterns)


_READERS = {
    "number": lambda text, form: numbers(text, form.decimal),
    "boolean": lambda text, form: booleans(text, form.words),
    "date": lambda text, form: dates(text, form.patterns),
}
