"""Tidu's files: a zip of one JSON document and one safetensors file, versioned, never a pickle.

`tidu.json` holds {"kind", "version", "tidu" (who wrote it), "content"}; `arrays.safetensors`
the arrays by name (https://huggingface.co/docs/safetensors). Equal content gives equal bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as arrays_of
from safetensors.numpy import save as bytes_of

from tidu.core.errors import DataError
from tidu.core.files import atomic_file
from tidu.text import say
from tidu.version import __version__

DOCUMENT, ARRAYS = "tidu.json", "arrays.safetensors"
Path = str | os.PathLike[str]
Arrays = dict[str, np.ndarray]


def write_archive(
    target: Path | BinaryIO, kind: str, version: int, content: Any, arrays: Mapping[str, np.ndarray]
) -> None:
    """Writes `content` (what JSON can hold) and `arrays` to a path, in one step, or to an open file.

    >>> import io
    >>> file = io.BytesIO()
    >>> write_archive(file, "example", 1, {"rate": 0.1}, {"weight": np.ones(2)})
    >>> read_archive(file, "example", 1)
    ({'rate': 0.1}, {'weight': array([1., 1.])})
    """
    if not isinstance(target, str | os.PathLike):
        _write(target, kind, version, content, arrays)
        return
    with atomic_file(target) as file:
        _write(file, kind, version, content, arrays)


def _write(file: BinaryIO, kind: str, version: int, content: Any, arrays: Mapping[str, np.ndarray]) -> None:
    head = {"kind": kind, "version": version, "tidu": __version__, "content": content}
    document = json.dumps(head, ensure_ascii=False, allow_nan=False).encode()
    ordered = {name: np.asarray(array, order="C") for name, array in arrays.items()}
    with ZipFile(file, "w") as archive:
        for name, data in ((DOCUMENT, document), (ARRAYS, bytes_of(ordered))):
            archive.writestr(ZipInfo(name), data)  # dated 1980, so that equal content is equal bytes


def read_archive(source: Path | BinaryIO, kind: str, version: int) -> tuple[Any, Arrays]:
    """The content and arrays of an archive of `kind` whose layout is at most `version`.

    `DataError` for other files, newer layouts and damage, `OSError` for a missing file.
    """
    name = name_of(source)
    if not isinstance(source, str | os.PathLike):
        source.seek(0)
    else:
        source = cast(Any, os.fspath(source))
    try:
        with ZipFile(source) as archive:
            _check_ours(archive, name)
            head = json.loads(archive.read(DOCUMENT))
            _check_head(head, name, kind, version)
            return head["content"], arrays_of(archive.read(ARRAYS))
    except BadZipFile as error:
        if "not a zip file" in str(error):
            raise DataError(say("files.not_ours", name=name)) from None
        raise DataError(say("files.damaged", name=name, why=error)) from None
    except (json.JSONDecodeError, UnicodeDecodeError, SafetensorError, EOFError, KeyError) as error:
        raise DataError(say("files.damaged", name=name, why=error)) from None


def name_of(source: Any) -> str:
    """What to call a path or open file in a sentence.

    >>> name_of("a/b.tidu")
    'a/b.tidu'
    """
    if isinstance(source, str | os.PathLike):
        return str(os.fspath(source))
    return str(getattr(source, "name", type(source).__name__))


def _check_ours(archive: ZipFile, name: str) -> None:
    entries = archive.namelist()
    if any(entry.endswith("data.pkl") for entry in entries):
        raise DataError(say("files.pickle", name=name))
    if DOCUMENT not in entries or ARRAYS not in entries:
        raise DataError(say("files.not_ours", name=name))


def _check_head(head: Any, name: str, kind: str, version: int) -> None:
    if not isinstance(head, dict):
        raise DataError(say("files.not_ours", name=name))
    if head["kind"] != kind:
        fix = say("files.kind_fix", wanted=kind)
        raise DataError(say("files.kind", name=name, given=head["kind"], wanted=kind, fix=fix))
    if head["version"] > version:
        values = {"version": head["version"], "writer": head["tidu"], "known": version}
        raise DataError(say("files.newer", name=name, **values))
