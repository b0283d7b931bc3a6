"""Files as people have them: compressed, in old encodings, with any delimiter, or no table."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from tidu.core.errors import DataError
from tidu.tabular import read_csv, read_encoding
from tidu.tabular.read import read_table, scan_batches

PLAIN = "name,x\n张三,1.5\n李四,2.5\n"
ROWS = [("张三", 1.5), ("李四", 2.5)]
Write = Callable[..., Path]


def zipped(content: bytes, *names: str) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return store.getvalue()


def zstandard(content: bytes) -> bytes:
    return pa.Codec("zstd").compress(content, asbytes=True)


@pytest.mark.parametrize(
    "pack",
    [
        lambda content: content,
        gzip.compress,
        bz2.compress,
        lzma.compress,
        lambda content: zipped(content, "folder/a.csv"),
        zstandard,
    ],
    ids=["plain", "gz", "bz2", "xz", "zip", "zst"],
)
def test_compression_is_seen_from_the_bytes(pack: Callable[[bytes], bytes], write: Write) -> None:
    assert read_table(write(pack(PLAIN.encode()), "table.txt")).frame.rows() == ROWS


def test_zip_with_macintosh_leavings(write: Write) -> None:
    content = zipped(PLAIN.encode(), "a.csv", "__MACOSX/._a.csv")
    assert read_table(write(content, "a.zip")).frame.rows() == ROWS


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "UTF-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, note: str | None, end: str, write: Write) -> None:
    table = read_table(write(PLAIN.replace("\n", end).encode(encoding)))
    assert table.frame.rows() == ROWS and table.frame.columns == ["name", "x"]
    said = [f"The text is not UTF-8; it was read as {note}."] if note else []
    assert list(table.notes) == said


@pytest.mark.parametrize("block", [4, 7, 16, 1000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_blocks_cut_no_character(
    block: int, encoding: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names in ASCII, so that the encoding shows only in a later block."""
    monkeypatch.setattr(read_encoding, "BLOCK", block)
    path = write("x,城市\n1,北京\n2,上海\n3,广州\n".replace("城市", "c").encode(encoding))
    assert read_table(path).frame["c"].to_list() == ["北京", "上海", "广州"]


def test_western_text_is_not_taken_for_chinese(write: Write) -> None:
    table = read_table(write("ville,x\nOrléans,1\nBéziers,2\n".encode("cp1252")))
    assert table.frame["ville"].to_list() == ["Orléans", "Béziers"]
    assert "cp1252" in table.notes[0]


def test_encoding_given(write: Write) -> None:
    table = read_table(write("x,y\n1,Ж\n".encode("koi8-r")), encoding="koi8-r")
    assert table.frame["y"].to_list() == ["Ж"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str, write: Write) -> None:
    lines = ["a,b,c", "1,x y,2.5", "2,z w,3.5"]
    table = read_table(write("\n".join(lines).replace(",", delimiter)))
    assert table.frame.rows() == [(1, "x y", 2.5), (2, "z w", 3.5)] and not table.notes


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1,5;2\n2,5;3\n", [(1.5, 2), (2.5, 3)]),
        ("1,5;2\n2,5;3\n", [(1.5, 2), (2.5, 3)]),
        ("sep=;\na;b\n1;2\n", [(1, 2)]),
        ("a  b\n 1   2\n3 4 \n", [(1, 2), (3, 4)]),
        ('\n\n a , b\n1,"x, ""y"""\n\n2,"two\nlines"\n', [(1, 'x, "y"'), (2, "two\nlines")]),
        ('a,b\n1,5" pipe\n2, "x, y"\n', [(1, '5" pipe'), (2, "x, y")]),
        ("one column\nof two\nwords\n", [("of two",), ("words",)]),
        ("a,b,\n1,2,\n3,4,\n", [(1, 2, None), (3, 4, None)]),
    ],
    ids=[
        "comma_semicolon",
        "no_header",
        "excel",
        "spaces",
        "blank_lines",
        "stray_quote",
        "one_column",
        "trailing",
    ],
)
def test_dialects(text: str, rows: list[tuple[object, ...]], write: Write) -> None:
    assert read_table(write(text)).frame.rows() == rows


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1,2.5\n3,4\n", ["column_1", "column_2"]),
        ("39,State,0\n50,Self,0\n", ["column_1", "column_2", "column_3"]),
        ("country,2019,2020\nA,1,2\nB,3,4\n", ["country", "2019", "2020"]),
        (",0,1,2\n0,5,6,7\n1,8,9,3\n", ["Unnamed: 0", "0", "1", "2"]),
        ("x, x ,,x.1\n1,2,3,4\n", ["x", "x.2", "Unnamed: 2", "x.1"]),
        ('"a" "b"\n"r1" 1 2\n"r2" 3 4\n', ["row_name", "a", "b"]),
        ("5\n", ["column_1"]),
    ],
)
def test_names(text: str, names: list[str], write: Write) -> None:
    options = {"delimiter": " "} if text.startswith('"a"') else {}
    assert read_table(write(text.replace('"', "")), **options).frame.columns == names


def test_header_given_or_expected(write: Write) -> None:
    path = write("1,2\n3,4\n")
    assert read_table(path, header=True).frame.rows() == [(3, 4)]
    assert [batch.columns for batch in scan_batches(path, expected=["2"])] == [["1", "2"]]
    assert [batch.rows() for batch in scan_batches(path, delimiter=";", header=False)] == [
        [("1,2",), ("3,4",)]
    ]


def test_notes_on_what_was_irregular(write: Write) -> None:
    text = "a,b,b\n1,2,3\n4\n5,6\n7,8,9,\n"
    assert read_table(write(text)).notes == (
        "1 column(s) repeated a name and were numbered: `b.1`.",
        "2 row(s) of table.csv have fewer than 3 cells (first: line 3); the missing ones are gaps.",
        "1 row(s) of table.csv have empty cells beyond column 3 (first: line 5); these were ignored.",
    )
    assert "holds numbers, not names" in read_table(write("1,2\n3,4\n")).notes[0]
    assert "`row_name`" in read_table(write("a,b\nr,1,2\ns,3,4\n")).notes[0]
    assert "had no name" in read_table(write("a,\n1,2\n")).notes[0]


def test_line_numbers_count_every_line(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank lines before the header, quoted line ends and block ends included."""
    text = '\n\na,b\n1,"x\ny"\n\n2,3\n4,5\n6,7,8\n'
    for block in (10, 1000):
        monkeypatch.setattr(read_encoding, "BLOCK", block)
        with pytest.raises(DataError, match=r"Line 9 of table.csv has 3 cells .* has 2: `6,7,8`"):
            read_table(write(text))


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", r"^table\.csv is empty\.$"),
    "blank": (" \n\n", r"^table\.csv is empty\.$"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "is PNG, not a table"),
    "pdf": (b"%PDF-1.7 ...", "is PDF, not a table"),
    "html": ("<!DOCTYPE html>\n<html><body>a,b</body></html>", "is HTML, not a table"),
    "xml": ("<?xml version='1.0'?><a/>", "is XML, not a table"),
    "json": ('[{"a": 1}]', "is JSON, not a table"),
    "lfs": ("version https://git-lfs.github.com/spec/v1\noid x\n", "is Git LFS, not a table"),
    "excel": (zipped(b"", "[Content_Types].xml", "xl/workbook.xml"), "is Excel, not a table"),
    "binary": (bytes(range(256)) * 4, "is not a text file or Parquet"),
    "two files": (zipped(b"a", "a.csv", "b.csv"), r"holds 2 files \(a\.csv, b\.csv\)"),
    "broken gz": (gzip.compress(b"a,b\n" * 99)[:-9], "damaged or incomplete"),
    "broken zst": (zstandard(b"a,b\n1,2\n" * 99)[:-9], "damaged or incomplete"),
    "broken parquet": (b"PAR1 but no more", "damaged or incomplete"),
    "mixed encodings": ("a,b\né,1\n".encode() + b"\xe9,2\n", "Line 3 of table.csv is not UTF-8"),
    "open quote": ('a,b\n1,2\n3,"4\n5,6\n', "record at line 3 of table.csv is never closed"),
    "too wide": ("a,b\n1,2\n3,4,5\n", "Line 3 of table.csv has 3 cells where the header has 2: `3,4,5`"),
    "narrow header": ("a,b\n1,2,3,4\n5,6,7,8\n", "has 2 names, but most rows have 4 cells"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_sentence(case: str, write: Write) -> None:
    content, sentence = REFUSED[case]
    with pytest.raises(DataError, match=sentence):
        read_table(write(content))


def test_long_open_quote(write: Write) -> None:
    with pytest.raises(DataError, match=r"record at line 2 of table\.csv is never closed"):
        read_table(write('a,b\n"1,2\n' + "3,4\n" * 50_000))


def test_refused_paths_and_options(write: Write, tmp_path: Path) -> None:
    path = write("a,b\n1,2\n")
    refused = [
        (lambda: read_table(tmp_path), "is a directory, not a table"),
        (lambda: read_table(tmp_path / "tabel.csv"), r"There is no file .*tabel\.csv\. Did you mean"),
        (lambda: read_table(tmp_path / "q" / "z"), r"There is no file .*z\.$"),
        (lambda: read_table(path, encoding="utf-9"), "no text encoding named `utf-9`"),
        (lambda: read_table(write("a\né\n", "b.csv"), encoding="ascii"), "Line 2 of b.csv is not ascii"),
        (lambda: read_table(path, delimiter="::"), "must be one ASCII character"),
        (lambda: read_table(path, text=["A"]), "has no column `A`. Did you mean `a`?"),
        (lambda: read_table(path, text=["price"]), r"has no column `price`. It has `a`, `b`\."),
        (lambda: list(scan_batches(path, batch_rows=0)), "at least 1 row, not 0"),
    ]
    for attempt, sentence in refused:
        with pytest.raises(DataError, match=sentence):
            attempt()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions")
def test_unreadable_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(DataError, match=r"may not be read by you\. Fix: chmod u\+r"):
        read_table(write("a\n1\n"))


@pytest.mark.parametrize("rows", [0, 1])
def test_few_rows(rows: int, write: Write) -> None:
    table = read_table(write("a,b\n" + "1,x\n" * rows))
    assert len(table) == rows and table.frame.columns == ["a", "b"]


def test_regular_and_irregular_text_are_read_alike(write: Write) -> None:
    """The quick reader and the careful one give the same cells."""
    text = 'a,b\n1,"x, ""y"""\n" 2",\n"",z\n'
    quick = next(read_csv.CsvSource(write(text)).frames())
    careful = next(read_csv.CsvSource(write(text + "\n")).frames())
    assert quick.fill_null("").equals(careful.fill_null(""))
