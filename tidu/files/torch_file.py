"""PyTorch's files of tensors (.pt, .pth): the zip of today, and the sequence of pickles before 1.6."""

from __future__ import annotations

import os
import struct
from typing import Any, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, is_zipfile

from tidu.core.archive import Path, name_of
from tidu.core.errors import DataError
from tidu.core.weights import first_bytes
from tidu.files.known import built, called, plain
from tidu.files.machine import Machine, Name, only
from tidu.files.refusal import RefusedObject
from tidu.files.storages import Storage
from tidu.text import say

MAGIC = 0x1950A86A20F9469CFC6C
"""The first number of a file from before PyTorch 1.6."""


DAMAGE = (
    AttributeError, BadZipFile, EOFError, IndexError, KeyError, OverflowError, TypeError, ValueError,
    struct.error,
)  # fmt: skip
"""What reading a file raises that is not as PyTorch writes it."""


class Storages:
    """The memory that a file's tensors look at, by key."""

    def __init__(self, order: str):
        self.order = order
        self.found: dict[str, Storage] = {}

    def persistent(self, reference: Any) -> Storage:
        """The storage that a pickle refers to: ("storage", its type, key, device, count)."""
        if only(reference, tuple)[0] == "module":
            raise RefusedObject(say("files.whole_module", name=reference[1]))
        tag, kind, key, _, count, *view = reference
        if tag != "storage" or any(each is not None for each in view):
            raise ValueError(f"a reference to {tag}")
        name = only(kind, Name).name.removesuffix("Storage")
        if key not in self.found:
            self.found[key] = self.added(key, name, only(count, int))
        return self.found[key]

    def added(self, key: str, kind: str, count: int) -> Storage:
        """A storage that the file holds, with or without its numbers yet."""
        return Storage(kind, count, self.order)


class Zipped(Storages):
    """Each storage is a file of its own in the zip."""

    def __init__(self, archive: ZipFile, folder: str):
        marked = f"{folder}byteorder" in archive.namelist()
        big = marked and archive.read(f"{folder}byteorder") == b"big"
        super().__init__(">" if big else "<")
        self.archive, self.folder = archive, folder

    def added(self, key: str, kind: str, count: int) -> Storage:
        entry = f"{self.folder}data/{key}"
        size = self.archive.getinfo(entry).file_size
        storage = Storage(kind, min(count, size), self.order)
        if storage.size != size or storage.count != count:
            raise ValueError(f"{entry} has {size} bytes for {count} numbers")
        with self.archive.open(entry) as file:
            storage.read(cast(BinaryIO, file))
        return storage


def is_torch_file(source: Path | BinaryIO) -> bool:
    """Whether a path or open file is one that `torch.save` of PyTorch wrote.

    >>> import io
    >>> is_torch_file(io.BytesIO(b"a,b"))
    False
    """
    start = first_bytes(source, 24)
    if start[:2] == b"PK":
        with _opened(source) as file:
            return is_zipfile(file) and _pickle_in(ZipFile(file)) is not None
    return start[:2] == b"\x80\x02" and MAGIC.to_bytes(10, "little") in start


def load_torch_file(source: Path | BinaryIO) -> Any:
    """The tensors, and what holds them, of a file that PyTorch's `torch.save` wrote; no code of it is run."""
    name = name_of(source)
    try:
        with _opened(source) as file:
            return plain(_read_zip(ZipFile(file)) if first_bytes(file, 2) == b"PK" else _read_sequence(file))
    except DataError as error:
        raise type(error)(f"{name}: {error}") from None
    except DAMAGE as error:
        raise DataError(say("files.damaged", name=name, why=repr(error))) from None


def _read_zip(archive: ZipFile) -> Any:
    entry = only(_pickle_in(archive), str)
    if entry.replace("data.pkl", "constants.pkl") in archive.namelist():
        raise DataError(say("files.torchscript"))
    storages = Zipped(archive, entry.removesuffix("data.pkl"))
    with archive.open(entry) as file:
        return Machine(called, built, storages.persistent).run(cast(BinaryIO, file))


def _read_sequence(file: BinaryIO) -> Any:
    """Magic number, protocol, system; the structure; the keys; then the storages in their order."""
    file.seek(0)
    plain_machine = Machine(called, built, None)
    head = [plain_machine.run(file) for _ in range(3)]
    storages = Storages("<" if head[2].get("little_endian", True) else ">")
    found = Machine(called, built, _within(storages, file)).run(file)
    for key in plain_machine.run(file):
        storage = storages.found[key]
        (count,) = struct.unpack(storages.order + "q", file.read(8))
        if count != storage.count:
            raise ValueError(f"storage {key} has {count} numbers instead of {storage.count}")
        storage.read(file)
    return found


def _within(storages: Storages, file: BinaryIO) -> Any:
    """The storages of a file that is as long as they say: none is made that it cannot fill."""
    place = file.tell()
    most = file.seek(0, os.SEEK_END)
    file.seek(place)

    def persistent(reference: Any) -> Storage:
        if isinstance(reference, tuple) and len(reference) > 4 and only(reference[4], int) > most:
            raise ValueError(f"{reference[4]} numbers in a file of {most} bytes")
        return storages.persistent(reference)

    return persistent


def _pickle_in(archive: ZipFile) -> str | None:
    """The entry that holds the structure."""
    return next(
        (name for name in archive.namelist() if name.endswith("/data.pkl") or name == "data.pkl"), None
    )


def _opened(source: Path | BinaryIO) -> Any:
    """A path opened for a `with`, or a file that is open already and stays so."""
    if isinstance(source, str | os.PathLike):
        return open(source, "rb")
    source.seek(0)
    return _Kept(source)


class _Kept:
    """An open file that the end of a `with` leaves open."""

    def __init__(self, file: BinaryIO):
        self.file = file

    def __enter__(self) -> BinaryIO:
        return self.file

    def __exit__(self, *_: Any) -> None:
        pass
