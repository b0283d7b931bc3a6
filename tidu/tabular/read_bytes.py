"""A file's bytes, decompressed whatever its name says."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import sys
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import polars as pl

from tidu.core.errors import DataError
from tidu.text import say

_ZSTANDARD = b"\x28\xb5\x2f\xfd"
# What the decompressors raise for damaged or encrypted archives.
BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    pl.exceptions.PolarsError,
)


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, decompressed if its first bytes say gzip, bz2, xz, zip or Zstandard.

    Raises DataError if a zip does not hold exactly one file.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "x.csv.gz"
    >>> path.write_bytes(gzip.compress(b"a,b")) and open_bytes(path).read()
    b'a,b'
    """
    with path.open("rb") as file:
        start = file.read(6)
    if start.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.open(path))
    if start.startswith(b"BZh"):
        return cast(BinaryIO, bz2.open(path))
    if start == b"\xfd7zXZ\x00":
        return cast(BinaryIO, lzma.open(path))
    if start.startswith(b"PK\x03\x04"):
        return _only_member(path)
    if start.startswith(_ZSTANDARD):
        return _zstandard(path)
    return path.open("rb")


def _only_member(path: Path) -> BinaryIO:
    archive = zipfile.ZipFile(path)
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if any(name.startswith(("xl/", "word/", "ppt/")) for name in names):
        raise DataError(say("tabular.not_a_table", table=path.name, what="Excel"))
    names = [name for name in names if not name.startswith("__MACOSX/")]
    if len(names) != 1:
        shown = ", ".join(names[:5])
        raise DataError(say("tabular.zip_members", table=path.name, count=len(names), names=shown))
    return cast(BinaryIO, archive.open(names[0]))


def _zstandard(path: Path) -> BinaryIO:
    """Python reads Zstandard from 3.14 on; before that Polars does, lines at a time, in memory."""
    if sys.version_info >= (3, 14):
        return cast(BinaryIO, importlib.import_module("compression.zstd").open(path))
    lines = pl.read_csv(path, has_header=False, infer_schema=False, quote_char=None, separator="\x01")
    return io.BytesIO("\n".join(line or "" for line in lines.to_series()).encode())
