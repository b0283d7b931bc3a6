"""Objects in our files: modules and what their attributes hold, by label and parts.

A label is `kind:what`. Modules are rebuilt without a call: an object of their class is made, and
given the attributes that were saved. Classes and functions are looked up by name, among those that
are Tidu's or that the program has imported itself: a file imports nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core import dtypes
from tidu.core.codec import Marked
from tidu.files.names import name_of_code, named
from tidu.files.refusal import RefusedObject
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.tensor.device import device
from tidu.tensor.handle import wrap
from tidu.tensor.serialize import TensorCodec
from tidu.tensor.size import Size
from tidu.text import say

PLAIN = {
    "set": (set, list, set),
    "frozenset": (frozenset, list, frozenset),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
    "size": (Size, list, Size),
    "device": (device, str, device),
    "dtype": (dtypes.dtype, lambda x: x.name, lambda name: next(x for x in dtypes.ALL if x.name == name)),
    "slice": (slice, lambda x: [x.start, x.stop, x.step], lambda parts: slice(*parts)),
    "range": (range, lambda x: [x.start, x.stop, x.step], lambda parts: range(*parts)),
    "type": (np.dtype, str, np.dtype),
}
"""Label -> the class, its parts, and it again from them."""


class ObjectCodec(TensorCodec):
    """Tensors, parameters, modules, functions and classes by name, and plain objects.

    >>> ObjectCodec().parts_of(slice(1, 2))
    ('slice', [1, 2, None])
    """

    def __init__(self, weights_only: bool = False):
        self.weights_only = weights_only
        self.homes: set[str] = set()

    def array_of(self, value: Any) -> Marked | None:
        """As of tensors; a parameter says that it is one."""
        found = super().array_of(value)
        if found is not None and isinstance(value, Parameter):
            return found[0], {"parameter": found[1]}
        return found

    def made(self, array: np.ndarray, mark: Any) -> Any:
        """A tensor, or a parameter."""
        if isinstance(mark, dict):
            return Parameter(wrap(array), mark["parameter"])
        return super().made(array, mark)

    def parts_of(self, value: Any) -> tuple[str, Any] | None:
        """The label and parts of a module or a plain object; None for others, and for code without a name."""
        if isinstance(value, Module):
            name = name_of_code(type(value))
            return (f"module:{name}", dict(vars(value))) if name else None
        for label, (kind, parts, _) in PLAIN.items():
            if type(value) is kind or (kind is np.dtype and isinstance(value, kind)):
                return label, parts(value)
        name = name_of_code(value) if callable(value) else None
        return (f"code:{name}", None) if name else None

    def begun(self, label: str) -> Any:
        """A module without attributes; for code, itself."""
        kind, _, name = label.partition(":")
        if kind == "module" and self.weights_only:
            raise RefusedObject(say("files.weights_only", module=name))
        if kind == "module":
            found = named(name, self.homes)
            if not (isinstance(found, type) and issubclass(found, Module)):
                raise RefusedObject(say("files.unknown_object", label=label))
            self.homes.add(name.partition(":")[0])
            return object.__new__(found)
        if kind == "code":
            return named(name, self.homes)
        if label not in PLAIN:
            raise RefusedObject(say("files.unknown_object", label=label))
        return None

    def filled(self, label: str, begun: Any, parts: Any) -> Any:
        """The module with its attributes; the plain object made of its parts."""
        if label in PLAIN:
            return PLAIN[label][2](parts)
        if isinstance(begun, Module):
            vars(begun).update(parts)
        return begun
