"""Any table written as CSV is read back cell for cell; anything else is refused in a sentence."""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
from pathlib import Path

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tidu.core.errors import DataError
from tidu.tabular import read_csv, read_encoding
from tidu.tabular.infer import infer_columns, labelled_rows
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.read import read_table, scan_batches

LETTERS = st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cs", "Cc"])
CELLS = st.one_of(
    st.sampled_from(["", "NA", "1", "-2.5", "1,234", "a b", "None", "yes", "2024-01-31", '"', '5" x']),
    st.text(st.one_of(st.sampled_from(' ,;\t|"\nab1'), LETTERS), max_size=6),
)
DELIMITERS = st.sampled_from(",;\t|")
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])


def as_csv(rows: list[list[str]], delimiter: str, quoting: int, end: str) -> bytes:
    names = [f"name {place}" for place in range(len(rows[0]))]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([names, *rows])
    return text.getvalue().encode()


def stripped(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.strip() for cell in row] for row in rows]


def read_back(content: bytes, batch_rows: int) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        batches = list(scan_batches(path, batch_rows=batch_rows, expected=["name 0"]))
    return [[(cell or "").strip() for cell in row] for batch in batches for row in batch.rows()]


@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
    ),
    delimiter=DELIMITERS,
    quoting=QUOTING,
    end=st.sampled_from(["\n", "\r\n"]),
    batch_rows=st.integers(1, 5),
    block=st.integers(1, 60),
)
@settings(max_examples=150)
@example([["a\n", "b"], ['"', "c"]], ",", csv.QUOTE_MINIMAL, "\n", 2, 7)
def test_a_table_comes_back_cell_for_cell(
    rows: list[list[str]], delimiter: str, quoting: int, end: str, batch_rows: int, block: int
) -> None:
    """Whatever is in the cells, and wherever the blocks of the file happen to be cut."""
    content = as_csv(rows, delimiter, quoting, end)
    whole, read_encoding.BLOCK = read_encoding.BLOCK, block
    delimiters, read_csv.find_dialect = read_csv.find_dialect, known_dialect(delimiter)
    try:
        assert read_back(content, batch_rows) == stripped(rows)
    finally:
        read_encoding.BLOCK, read_csv.find_dialect = whole, delimiters


def known_dialect(delimiter: str):  # type: ignore[no-untyped-def]
    find = read_csv.find_dialect

    def with_delimiter(text: str, table: str, **options: object):  # type: ignore[no-untyped-def]
        return find(text, table, **{**options, "delimiter": delimiter})  # type: ignore[arg-type]

    return with_delimiter


@given(
    numbers=st.lists(
        st.lists(st.floats(allow_nan=False, width=32), min_size=3, max_size=3), min_size=2, max_size=9
    ),
    delimiter=DELIMITERS,
)
@settings(max_examples=60)
def test_numbers_come_back_exactly(numbers: list[list[float]], delimiter: str) -> None:
    content = as_csv([[repr(each) for each in row] for row in numbers], delimiter, csv.QUOTE_MINIMAL, "\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        table = read_table(path)
    expected = pl.DataFrame(numbers, schema=table.frame.columns, orient="row")
    assert table.frame.equals(expected.cast(pl.Float64))


@given(st.one_of(st.binary(max_size=200), st.text(st.sampled_from('a1, ;\t|"\n\r.-NA'), max_size=60)))
@settings(max_examples=300)
@example(b"")
@example(gzip.compress(b"a,b\n1,2\n")[:-5])
@example(b"PK\x03\x04 not really")
@example('a,b\n1,"2\n')
def test_any_bytes_make_a_table_or_a_sentence(content: bytes | str) -> None:
    """Never another exception; and whatever is read can be inferred and prepared, or refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            table = read_table(path)
            schema = infer_columns(table, table.frame.columns[-1])
            rows = labelled_rows(table, schema)
            matrix = Preprocessor.fit(rows, schema).transform(rows)
        except DataError as error:
            assert str(error)
            return
    assert matrix.shape[0] == len(rows) and not (matrix != matrix).any()
