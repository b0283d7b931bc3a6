"""Nested dicts, lists, tuples, numbers, texts and arrays in one safe file, and back.

The layout of the structure, inside the archive's JSON: numbers, texts, true, false, null and
lists as themselves; {"tuple": [...]}, {"dict": [[key, value], ...]}, {"real": "inf"},
{"array": name, "mark": true or false}. Arrays that share all their memory are stored once.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any, BinaryIO

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as safetensors_of

from tidu.core.archive import Arrays, Path, name_of, read_archive, write_archive
from tidu.core.errors import DataError
from tidu.text import say

KIND, VERSION = "state", 1
Marked = tuple[np.ndarray, bool]
"""An array and one mark that comes back with it (a tensor's requires_grad)."""


class Packer:
    """Collects the arrays of a structure and describes the rest as JSON."""

    def __init__(self, array_of: Callable[[Any], Marked | None]):
        self.array_of = array_of
        self.arrays: Arrays = {}
        self.names: dict[Any, str] = {}

    def pack(self, value: Any, where: str) -> Any:
        """`value`, found at `where`, as JSON; TypeError for objects, naming the place."""
        if isinstance(value, np.generic):
            value = value.item()
        if value is None or isinstance(value, bool | int | str):
            return value
        if isinstance(value, float):
            return value if math.isfinite(value) else {"real": repr(value)}
        if isinstance(value, dict):
            keys = [self.pack(key, f"{where}.keys()") for key in value]
            parts = [self.pack(part, f"{where}[{key!r}]") for key, part in value.items()]
            return {"dict": list(zip(keys, parts, strict=True))}
        if isinstance(value, list | tuple):
            parts = [self.pack(part, f"{where}[{place}]") for place, part in enumerate(value)]
            return parts if isinstance(value, list) else {"tuple": parts}
        if (found := self.array_of(value)) is not None:
            return {"array": self._name(found[0]), "mark": found[1]}
        fix = say("files.fix_state" if hasattr(value, "state_dict") else "files.fix_plain")
        raise TypeError(say("files.object", where=where, given=type(value).__name__, fix=fix))

    def _name(self, array: np.ndarray) -> str:
        memory = array.__array_interface__["data"][0] if array.size else id(array)
        key = (memory, array.shape, array.strides, array.dtype)
        name = self.names.setdefault(key, str(len(self.names)))
        self.arrays[name] = array
        return name


def unpack(value: Any, arrays: Arrays, made: Callable[[np.ndarray, bool], Any]) -> Any:
    """The structure that `Packer.pack` described.

    >>> unpack({"tuple": [1, {"real": "nan"}, {"dict": [["a", []]]}]}, {}, lambda array, mark: array)
    (1, nan, {'a': []})
    """
    if isinstance(value, list):
        return [unpack(part, arrays, made) for part in value]
    if not isinstance(value, dict):
        return value
    if "tuple" in value:
        return tuple(unpack(part, arrays, made) for part in value["tuple"])
    if "dict" in value:
        return {unpack(k, arrays, made): unpack(v, arrays, made) for k, v in value["dict"]}
    if "real" in value:
        return float(value["real"])
    return made(arrays[value["array"]], value["mark"])


def save_structure(
    value: Any, target: Path | BinaryIO, array_of: Callable[[Any], Marked | None], kind: str = KIND
) -> None:
    """Writes `value` to a path (in one step) or an open file; `array_of` knows the arrays in it.

    >>> import io
    >>> file = io.BytesIO()
    >>> save_structure({"w": np.ones(2), 1: (0.5, None)}, file, lambda x: (x, False))
    >>> load_structure(file, lambda array, mark: array)
    {'w': array([1., 1.]), 1: (0.5, None)}
    """
    packer = Packer(array_of)
    content = packer.pack(value, "obj")
    write_archive(target, kind, VERSION, content, packer.arrays)


def load_structure(source: Path | BinaryIO, made: Callable[[np.ndarray, bool], Any], kind: str = KIND) -> Any:
    """What `save_structure` wrote; a .safetensors file too, as a dict. `DataError` for other files."""
    start = _bytes(source, 9)
    safetensors = start[8:9] == b"{"  # after eight bytes that give the length of its header
    if start[:1] == b"\x80" and not safetensors:
        raise DataError(say("files.pickle", name=name_of(source)))
    try:
        if safetensors:
            return {name: made(array, False) for name, array in safetensors_of(_bytes(source)).items()}
        content, arrays = read_archive(source, kind, VERSION)
        return unpack(content, arrays, made)
    except (SafetensorError, KeyError, TypeError) as error:
        raise DataError(say("files.damaged", name=name_of(source), why=repr(error))) from None


def _bytes(source: Path | BinaryIO, count: int = -1) -> bytes:
    """The first `count` bytes of a path or open file, by default all."""
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as file:
            return file.read(count)
    source.seek(0)
    return source.read(count)
