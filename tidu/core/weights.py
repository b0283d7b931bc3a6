"""Nested dicts, lists, tuples, numbers, texts and arrays in one safe file, and back.

The layout of the structure, inside the archive's JSON: numbers, texts, true, false, null and
lists as themselves; {"tuple": [...]}, {"dict": [[key, value], ...]}, {"real": "inf"},
{"array": name, "mark": what comes back with it}, {"object": label, "parts": ...} for what is made of
parts, and {"same": n} for the array or object that was the n-th to be met. An OrderedDict is
{"ordered": [[key, value], ...]}. Arrays that share all their memory are stored once.
"""

from __future__ import annotations

import math
import os
from collections import OrderedDict
from typing import Any, BinaryIO

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as safetensors_of

from tidu.core.archive import Arrays, Path, name_of, read_archive, write_archive
from tidu.core.codec import Codec
from tidu.core.errors import DataError
from tidu.text import say

KIND, VERSION = "state", 2


class Packer:
    """Collects the arrays of a structure and describes the rest as JSON."""

    def __init__(self, codec: Codec):
        self.codec = codec
        self.arrays: Arrays = {}
        self.names: dict[Any, str] = {}
        self.met: dict[int, tuple[int, Any]] = {}

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
            kind = "ordered" if isinstance(value, OrderedDict) else "dict"
            return {kind: list(zip(keys, parts, strict=True))}
        if type(value) not in (list, tuple) and (found := self._pack_object(value, where)) is not None:
            return found
        if isinstance(value, list | tuple):
            parts = [self.pack(part, f"{where}[{place}]") for place, part in enumerate(value)]
            return parts if isinstance(value, list) else {"tuple": parts}
        fix = say("files.fix_state" if hasattr(value, "state_dict") else "files.fix_plain")
        raise TypeError(say("files.object", where=where, given=type(value).__name__, fix=fix))

    def _pack_object(self, value: Any, where: str) -> Any:
        """What the codec knows as JSON; None for anything else."""
        if id(value) in self.met:
            return {"same": self.met[id(value)][0]}
        if (found := self.codec.array_of(value)) is not None:
            self.met[id(value)] = len(self.met), value
            return {"array": self._name(found[0]), "mark": found[1]}
        if (made := self.codec.parts_of(value)) is not None:
            self.met[id(value)] = len(self.met), value
            return {"object": made[0], "parts": self.pack(made[1], where)}
        return None

    def _name(self, array: np.ndarray) -> str:
        memory = array.__array_interface__["data"][0] if array.size else id(array)
        key = (memory, array.shape, array.strides, array.dtype)
        name = self.names.setdefault(key, str(len(self.names)))
        self.arrays[name] = array
        return name


class Unpacker:
    """The structure that a `Packer` described.

    >>> Unpacker({}, Codec()).unpack({"tuple": [1, {"real": "nan"}, {"dict": [["a", []]]}]})
    (1, nan, {'a': []})
    """

    def __init__(self, arrays: Arrays, codec: Codec):
        self.arrays, self.codec = arrays, codec
        self.met: list[Any] = []

    def unpack(self, value: Any) -> Any:
        """The value that JSON describes."""
        if isinstance(value, list):
            return [self.unpack(part) for part in value]
        if not isinstance(value, dict):
            return value
        if "tuple" in value:
            return tuple(self.unpack(part) for part in value["tuple"])
        for kind, made in (("dict", dict), ("ordered", OrderedDict)):
            if kind in value:
                keys = [self.unpack(key) for key, _ in value[kind]]
                return made(zip(keys, [self.unpack(part) for _, part in value[kind]], strict=True))
        if "real" in value:
            return float(value["real"])
        return self._unpack_object(value)

    def _unpack_object(self, value: dict[str, Any]) -> Any:
        if "same" in value:
            return self.met[value["same"]]
        if "array" in value:
            self.met.append(self.codec.made(self.arrays[value["array"]], value["mark"]))
            return self.met[-1]
        place, label = len(self.met), value["object"]
        self.met.append(self.codec.begun(label))
        self.met[place] = self.codec.filled(label, self.met[place], self.unpack(value["parts"]))
        return self.met[place]


def save_structure(value: Any, target: Path | BinaryIO, codec: Codec, kind: str = KIND) -> None:
    """Writes `value` to a path (in one step) or an open file; `codec` knows the arrays and objects in it.

    >>> import io
    >>> file = io.BytesIO()
    >>> save_structure({"w": np.ones(2), 1: (0.5, None)}, file, Codec())
    >>> load_structure(file, Codec())
    {'w': array([1., 1.]), 1: (0.5, None)}
    """
    packer = Packer(codec)
    content = packer.pack(value, "obj")
    write_archive(target, kind, VERSION, content, packer.arrays)


def load_structure(source: Path | BinaryIO, codec: Codec, kind: str = KIND) -> Any:
    """What `save_structure` wrote; a .safetensors file too, as a dict. `DataError` for other files."""
    start = first_bytes(source, 9)
    safetensors = start[8:9] == b"{"  # after eight bytes that give the length of its header
    if start[:1] == b"\x80" and not safetensors:
        raise DataError(say("files.pickle", name=name_of(source)))
    try:
        if safetensors:
            found = safetensors_of(first_bytes(source))
            return {name: codec.made(array, False) for name, array in found.items()}
        content, arrays = read_archive(source, kind, VERSION)
    except SafetensorError as error:
        raise DataError(say("files.damaged", name=name_of(source), why=repr(error))) from None
    try:
        return Unpacker(arrays, codec).unpack(content)
    except DataError as error:
        raise type(error)(f"{name_of(source)}: {error}") from None
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(say("files.damaged", name=name_of(source), why=repr(error))) from None


def first_bytes(source: Path | BinaryIO, count: int = -1) -> bytes:
    """The first `count` bytes of a path or open file, by default all."""
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as file:
            return file.read(count)
    source.seek(0)
    return source.read(count)
