"""What the number types can hold: `finfo` and `iinfo`."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.dtypes import Default, dtype
from tidu.text import say


class finfo:
    """The limits of a real type, for None of the default one: largest number, distance from 1 to the next...

    TypeError for a type of whole numbers.

    >>> finfo(dtype("float32")).eps, finfo(dtype("float16")).max
    (1.1920928955078125e-07, 65504.0)
    """

    def __init__(self, type: dtype | None = None):
        kind = type or Default.dtype
        if not isinstance(kind, dtype) or not kind.is_floating_point:
            raise TypeError(say("special.finfo", given=kind))
        limits: Any = np.finfo(kind.numpy)
        self.bits: int = limits.bits
        self.dtype: str = kind.name
        self.eps, self.max, self.min = float(limits.eps), float(limits.max), float(limits.min)
        self.tiny = self.smallest_normal = float(limits.tiny)
        self.resolution = float(f"1e-{limits.precision}")

    def __repr__(self) -> str:
        names = ("resolution", "min", "max", "eps", "smallest_normal", "tiny")
        parts = ", ".join(f"{name}={getattr(self, name):g}" for name in names)
        return f"finfo({parts}, dtype={self.dtype})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, finfo) and self.dtype == other.dtype

    def __hash__(self) -> int:
        return hash(("finfo", self.dtype))


class iinfo:
    """The limits of a type of whole numbers. TypeError for others.

    >>> iinfo(dtype("int8"))
    iinfo(min=-128, max=127, dtype=int8)
    """

    def __init__(self, type: dtype):
        if not isinstance(type, dtype) or type.numpy.kind not in "iu":
            raise TypeError(say("special.iinfo", given=type))
        limits = np.iinfo(type.numpy)
        self.bits, self.max, self.min = limits.bits, int(limits.max), int(limits.min)
        self.dtype = type.name

    def __repr__(self) -> str:
        return f"iinfo(min={self.min:g}, max={self.max:g}, dtype={self.dtype})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, iinfo) and self.dtype == other.dtype

    def __hash__(self) -> int:
        return hash(("iinfo", self.dtype))
