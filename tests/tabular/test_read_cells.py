"""What a column of text is taken for: numbers, dates, yes and no, gaps, levels, codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from tidu.core.errors import DataError
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_values import booleans, dates, numbers, read_values
from tidu.tabular.infer_evidence import PATTERNS, survey
from tidu.tabular.read import Table, read_table

Write = Callable[..., Path]
MANY = [str(each) for each in range(10, 40)]


def column(cells: list[str | None], **options: object) -> Table:
    return read_table({"x": cells}, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", " 2 ", "+3", "-4.5", "1e3", ".5", "6."], [1, 2, 3, -4.5, 1000, 0.5, 6]),
        (["1,234", "12", "1,234,567.5"], [1234, 12, 1234567.5]),
        (["1.234,5", "7", "1.234.567"], [1234.5, 7, 1234567]),
        (["1 234", "1\u00a0234,5", "3,25"], [1234, 1234.5, 3.25]),
        (["$1,000", "-$5", "US$ 7", "3 €", "￥8", "(9)", "1 000 USD"], [1000, -5, 7, 3, 8, -9, 1000]),
        (["5%", "12.5 %", "100％"], [0.05, 0.125, 1]),
        (["1:30", "0:15", "12:00:36"], [1.5, 0.25, 12.01]),
        (["−5", "–6.5", "7"], [-5, -6.5, 7]),
        (["1,23,456", "5"], [123456, 5]),
        (["inf", "-inf", "1"], [float("inf"), float("-inf"), 1]),
    ],
)
def test_ways_to_write_numbers(cells: list[str | None], values: list[float]) -> None:
    table = column(cells)
    assert table.formats["x"].kind == "number"
    assert table.frame["x"].to_list() == pytest.approx(values, rel=1e-15)


@pytest.mark.parametrize(
    ("cells", "pattern", "first"),
    [
        (["2024-01-31", "2024-2-1"], "%Y-%m-%d", datetime(2024, 1, 31)),
        (["2024/01/31", "2023/12/01"], "%Y/%m/%d", datetime(2024, 1, 31)),
        (["31.01.2024", "1.2.2024"], "%d.%m.%Y", datetime(2024, 1, 31)),
        (["31/01/2024", "1/2/2024"], "%d/%m/%Y", datetime(2024, 1, 31)),
        (["01/31/2024", "2/1/2024"], "%m/%d/%Y", datetime(2024, 1, 31)),
        (["1/31/24", "2/1/24"], "%m/%d/%y", datetime(2024, 1, 31)),
        (["31-Jan-2024", "01-Feb-2024"], "%d-%b-%Y", datetime(2024, 1, 31)),
        (["Jan 31, 2024", "Feb 1, 2024"], "%b %d, %Y", datetime(2024, 1, 31)),
        (["2024年1月31日", "2024年2月1日"], "%Y年%m月%d日", datetime(2024, 1, 31)),
        (["2024-01", "2024-02"], "%Y-%m", datetime(2024, 1, 1)),
        (["20240131", "20240201"], "%Y%m%d", datetime(2024, 1, 31)),
        (["2024-01-31T10:20:30Z", "2024-02-01T00:00:00+02:00"], "%Y-%m-%d %H:%M:%S%.f%#z",
         datetime(2024, 1, 31, 10, 20, 30)),
        (["2024-01-31 10:20", "2024-02-01 00:00"], "%Y-%m-%d %H:%M", datetime(2024, 1, 31, 10, 20)),
        (["1/31/2024 3:04 PM", "2/1/2024 3:04 AM"], "%m/%d/%Y %I:%M %p", datetime(2024, 1, 31, 15, 4)),
    ],
)  # fmt: skip
def test_ways_to_write_dates(cells: list[str | None], pattern: str, first: datetime) -> None:
    table = column([*cells, "NA", ""])
    assert table.formats["x"] == Format("date", patterns=(pattern,))
    assert table.frame["x"].to_list()[0] == first
    assert table.frame["x"].null_count() == 2
    assert table.notes == (f"`x`: read as dates written `{pattern}`.",)


def test_every_pattern_reads_what_it_writes() -> None:
    """Each pattern of the list is one that Polars can follow."""
    moment = datetime(2024, 1, 31, 15, 4)
    for pattern in PATTERNS:
        text = moment.strftime(pattern.replace("%.f", "").replace("%#z", "+0000"))
        found = dates(pl.Series([text]), (pattern,)).to_list()[0]
        assert (
            found is not None and found.date() == moment.replace(day=31 if "%d" in pattern else 1).date()
        ), pattern


@pytest.mark.parametrize(
    ("cells", "delimiter", "month"),
    [(["1/2/2024", "3/4/2024"], ",", 1), (["1/2/2024", "3/4/2024"], ";", 2)],
)
def test_doubtful_dates_follow_the_table_and_say_so(
    cells: list[str], delimiter: str, month: int, write: Write
) -> None:
    path = write(f"when{delimiter}n\n" + "".join(f"{each}{delimiter}1\n" for each in cells))
    table = read_table(path)
    assert table.frame["when"].dt.month()[0] == month
    assert "could also be the other way round" in table.notes[0]


def test_another_column_decides_doubtful_dates() -> None:
    table = read_table({"a": ["1/2/2024", "3/4/2024"], "b": ["13/2/2024", "3/4/2024"]})
    assert table.frame["a"].dt.month()[0] == 2


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["yes", "no", "yes"], ("no", "yes")),
        (["Yes", "No", "None"], ("No", "Yes")),
        (["True", "False", None], ("False", "True")),
        (["是", "否", "未知"], ("否", "是")),
        (["Y", "N", "y"], ("N", "Y")),
    ],
)
def test_yes_and_no(cells: list[str | None], words: tuple[str, str]) -> None:
    form = column(cells).formats["x"]
    assert form.kind == "boolean" and form.words == words


GAPS_IN_NUMBERS = ["NA", "", "?", "-", "N/A", "null", "None", "nan", "--", ".", " ", "unknown", "无"]
GAPS_IN_TEXT = ["NA", "", "?", "N/A", "null", "nan", " ", "#DIV/0!"]
LEVELS_IN_TEXT = ["None", "-", "--", ".", "unknown", "missing", "Na"]


@pytest.mark.parametrize("gap", GAPS_IN_NUMBERS)
def test_gaps_among_numbers(gap: str) -> None:
    table = column(["1", gap, "2.5", gap, gap])
    assert table.frame["x"].to_list() == [1, None, 2.5, None, None] and not table.notes


@pytest.mark.parametrize("gap", GAPS_IN_TEXT)
def test_gaps_among_words(gap: str) -> None:
    assert column(["a", gap, "b"]).frame["x"].to_list() == ["a", None, "b"]


@pytest.mark.parametrize("level", LEVELS_IN_TEXT)
def test_levels_that_look_like_gaps_are_kept(level: str) -> None:
    """As `None` in house_prices' MasVnrType, and `-` beside `+`."""
    table = column(["a", level, "b", "NA"])
    assert table.frame["x"].to_list() == ["a", level, "b", None]
    assert table.notes == (f"`x`: `{level}` (1) kept as a level, because words are what this column holds.",)


def test_gaps_given() -> None:
    table = column(["a", "unknown", "NA"], gaps=["unknown"])
    assert table.frame["x"].to_list() == ["a", None, "NA"]


NOTED: dict[str, tuple[list[str | None], str, str]] = {
    "a few wrong cells": ([*MANY, "12kg"], "number", "1 of 31 cells are no numbers (`12kg`) and"),
    "too many wrong cells": ([*MANY[:5], "a", "b"], "text", ""),
    "one word for a gap": ([*MANY, *["n.b."] * 20], "number", "`n.b.` (20 cells) is the only word"),
    "two words": ([*MANY, *["x", "y"] * 10], "text", ""),
    "codes with zeros": (["00501", "10001", "94105"], "text", "all cells have 5 digits and some begin"),
    "padded months are numbers": (["01", "02", "12"], "number", ""),
    "zeros as decimals": (["0.0", "1.0", "1.0"], "number", ""),
    "long codes": (["1234567890123456789", "5"], "text", "1 cells have over 15 digits"),
    "percent": (["5%", "7%"], "number", "2 cells with a percent sign were read as hundredths"),
    "infinite": (["inf", "1"], "number", "1 cells are infinite; they count as gaps"),
    "thousands": (["1,234", "5,678", " 9"], "number", ""),
    "the other mark": ([*(f"{each}.25" for each in MANY), "1,5"], "number", "have the other decimal mark"),
    "a wrong date": ([*["2024-01-31"] * 30, "soon"], "date", "1 of 31 cells are no dates"),
    "versions": (["1.2.3", "1.2.4"], "text", ""),
    "ranges": (["1-2", "3-4"], "text", ""),
    "all gaps": (["NA", "-", None], "text", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTED)
def test_kind_and_note(case: str) -> None:
    cells, kind, note = NOTED[case]
    table = column(cells)
    assert table.formats["x"].kind == kind
    said = " ".join(each for each in table.notes if not each.startswith("`x`: read as dates"))
    assert note in said and bool(note) == bool(said)


def test_the_table_decides_a_doubtful_mark(write: Write) -> None:
    path = write("a;b;c\n1,234;0,5;1.234\n5,678;1,25;2.345\n")
    table = read_table(path)
    assert table.frame.rows() == [(1.234, 0.5, 1234), (5.678, 1.25, 2345)]
    assert table.notes == (
        "`a`: cells such as 1,234 can be read in two ways; here `,` was taken as the decimal mark.",
    )
    assert read_table(path, decimal=".").frame["a"].to_list() == [1234, 5678]


def test_text_is_left_as_written() -> None:
    assert column(["01", "2"], text=["x"]).frame["x"].to_list() == ["01", "2"]


def test_formats_given_are_not_inferred(write: Write) -> None:
    """A second file is read as the first was, whatever its own cells would suggest."""
    formats = {"code": Format(), "n": Format("number", decimal=",")}
    table = read_table(write("n;code;more\n1,5;007\n2,5;8;z\n"), formats=formats)
    assert table.frame["code"].to_list() == ["007", "8"]
    assert table.frame["n"].to_list() == [1.5, 2.5]
    with pytest.raises(DataError, match="has no column `code`"):
        read_table({"n": [1]}, formats=formats)


def test_evidence_of_chunks_adds_up() -> None:
    cells = [*MANY, "a", "a", "NA", "1,5", None, "2024-01-31", "x", "007"]
    whole = survey(pl.Series(cells, dtype=pl.String))[0]
    parts = survey(pl.Series(cells[:33], dtype=pl.String))[0]
    total = parts + survey(pl.Series(cells[33:], dtype=pl.String))[0]
    assert total == whole
    assert whole.filled == len(cells) - 2


def test_unreadable_cells_are_counted_apart_from_gaps() -> None:
    cells = pl.Series(["1", "-", "NA", "", None, "abc", " x"])
    assert read_values(cells, Format("number"))[1] == 2
    assert read_values(pl.Series(["yes", "none", "perhaps"]), Format("boolean"))[1] == 1
    assert read_values(pl.Series(["1.1.2024", "soon"]), Format("date", patterns=("%d.%m.%Y",)))[1] == 1
    assert read_values(pl.Series([1.0, None]), Format("number"))[1] == 0


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pl.Series([1.0, 2.5, None, -0.0]), ["1", "2.5", None, "0"]),
        (pl.Series([1, None]), ["1", None]),
        (pl.Series([True, False, None]), ["True", "False", None]),
        (pl.Series([datetime(2024, 1, 31), datetime(2024, 1, 31, 5)]), ["2024-01-31", "2024-01-31 05:00:00"]),
        (pl.Series([" a", "NA", ""]), ["a", None, None]),
    ],
)  # fmt: skip
def test_levels_of_any_column(column: pl.Series, text: list[str | None]) -> None:
    assert read_values(column, Format())[0].to_list() == text


def test_values_have_their_types_even_without_rows() -> None:
    nothing = pl.Series([], dtype=pl.String)
    assert numbers(nothing).dtype == pl.Float64
    assert booleans(nothing).dtype == pl.Boolean
    assert dates(nothing, ("%Y-%m-%d",)).dtype == pl.Datetime("us")
