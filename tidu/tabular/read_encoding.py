"""Bytes to UTF-8 text with plain line ends, in blocks of whole lines; the encoding is found out."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

from tidu.core.errors import DataError
from tidu.tabular.read_bytes import BROKEN, open_bytes
from tidu.text import say

BLOCK = 1 << 24


def utf8_blocks(path: Path, encoding: str | None, notes: list[str]) -> Iterator[bytes]:
    """UTF-8 blocks of about 16 MiB that end with a line end (the last may not).

    Line ends become `\\n`. `encoding` None: by the byte order mark, else UTF-8, and from the
    first block that is not UTF-8 on (all before it being ASCII) gb18030 if that gives plausible
    Chinese, else Windows-1252; what was used is added to `notes`. DataError for a damaged
    archive or text.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "x.csv"
    >>> size, notes = path.write_bytes("名,b\\r\\n1,2".encode("gb18030")), []
    >>> b"".join(utf8_blocks(path, None, notes)).decode(), len(notes)
    ('名,b\\n1,2', 1)
    """
    try:
        with open_bytes(path) as file:
            first = file.read(BLOCK)
            yield from _whole_lines(_Decoder(path, encoding, first, notes), first, file)
    except BROKEN as error:
        raise DataError(say("tabular.damaged", table=path.name, error=error)) from error


def _whole_lines(decoder: _Decoder, first: bytes, file: BinaryIO) -> Iterator[bytes]:
    rest, block = b"", first
    while block:
        data = rest + block
        cut = decoder.cut(data)
        if cut:
            yield decoder.text(data[:cut])
        rest, block = data[cut:], file.read(BLOCK)
    if rest:
        yield decoder.text(rest)


class _Decoder:
    """Bytes of one file to UTF-8 with `\\n`, the encoding settled by the first bytes that tell."""

    def __init__(self, path: Path, encoding: str | None, first: bytes, notes: list[str]) -> None:
        self.path, self.encoding, self.notes = path, encoding, notes
        self.done, self.ascii_so_far = 0, True
        for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
            if encoding is None and first.startswith(mark):
                self.encoding = name
                notes.append(say("tabular.encoding", encoding="UTF-16"))
        # Files of an old Macintosh end their lines with a carriage return alone.
        self.newline = "\r" if b"\r" in first and b"\n" not in first else "\n"
        self.line_end = self.newline.encode(self.encoding or "utf-8")

    def cut(self, data: bytes) -> int:
        """One past the last line end, on a boundary of characters."""
        width, place = len(self.line_end), data.rfind(self.line_end)
        while place > 0 and place % width:
            place = data.rfind(self.line_end, 0, place + width - 1)
        return place + width if place >= 0 else 0

    def text(self, data: bytes) -> bytes:
        """The next piece of the file as UTF-8."""
        size = len(data)
        if self.encoding is None:
            data = self._unmarked(data)
        else:
            data = self._decode(data, self.encoding)
        if self.done == 0:
            data = data.removeprefix(codecs.BOM_UTF8)
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
            data = data.replace(b"\r", b"\n" if self.newline == "\r" else b" ")
        self.done += size
        return data

    def _unmarked(self, data: bytes) -> bytes:
        try:
            data.decode()
        except UnicodeDecodeError as error:
            chinese = self.ascii_so_far and _chinese(data)
            if not chinese and not (self.ascii_so_far and data[: error.start].isascii()):
                self._refuse("UTF-8", error)
            self.encoding = "gb18030" if chinese else "cp1252"
            self.notes.append(say("tabular.encoding", encoding=self.encoding))
            return self._decode(data, self.encoding)
        self.ascii_so_far = self.ascii_so_far and data.isascii()
        return data

    def _decode(self, data: bytes, encoding: str) -> bytes:
        try:
            return data.decode(encoding).encode()
        except UnicodeDecodeError as error:
            self._refuse(encoding, error)

    def _refuse(self, encoding: str, error: UnicodeDecodeError) -> NoReturn:
        with open_bytes(self.path) as file:
            line = 1 + file.read(self.done + error.start).count(self.line_end)
        values = {"table": self.path.name, "line": line, "encoding": encoding}
        raise DataError(say("tabular.not_this_encoding", **values)) from error


def _chinese(data: bytes) -> bool:
    """Whether `data` reads as Chinese under gb18030, and not as accented letters gone wrong.

    An accented Latin letter swallows the ASCII letter after it and makes a character that is
    outside GB 2312's everyday set, where at least half of any Chinese text is.
    """
    try:
        foreign = "".join(char for char in data.decode("gb18030") if not char.isascii())
    except UnicodeDecodeError:
        return False
    return len(foreign.encode("gb2312", "ignore").decode("gb2312")) >= len(foreign) / 2
