"""The number types and PyTorch's promotion between them.

Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc
"""

from __future__ import annotations

import numpy as np

from tidu.text import say


class dtype:
    """One number type: PyTorch's name for it and NumPy's.

    >>> float32, float32.is_floating_point, float32.itemsize
    (torch.float32, True, 4)
    """

    __slots__ = ("is_floating_point", "itemsize", "name", "numpy")

    def __init__(self, name: str):
        self.name = name
        self.numpy = np.dtype(name)
        self.is_floating_point = self.numpy.kind == "f"
        self.itemsize = self.numpy.itemsize

    is_complex = False

    @property
    def is_signed(self) -> bool:
        """Whether the type has negative values."""
        return self.numpy.kind in "if"

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return {"bool": "bool_"}.get(self.name, self.name)


class Absent(dtype):
    """A type of PyTorch's that NumPy has not: a name, for tables and comparisons. Its use is refused.

    >>> {"float32": float32, "bfloat16": bfloat16}["bfloat16"] == float32
    False
    """

    __slots__ = ()

    def __init__(self, name: str, itemsize: int):
        self.name, self.itemsize, self.is_floating_point = name, itemsize, True

    @property
    def is_signed(self) -> bool:
        """Real numbers have a sign."""
        return True

    @property
    def numpy(self) -> np.dtype:
        """TypeError: there is no such type."""
        raise TypeError(say("refused.name", name=f"torch.{self.name}", why=say("refused.bfloat16")))


float64 = dtype("float64")
float32 = dtype("float32")
float16 = dtype("float16")
int64 = dtype("int64")
int32 = dtype("int32")
int16 = dtype("int16")
int8 = dtype("int8")
uint8 = dtype("uint8")
bool_ = dtype("bool")
bfloat16 = Absent("bfloat16", 2)

ALL = (float64, float32, float16, int64, int32, int16, int8, uint8, bool_)
NUMPY_TO_DTYPE = {each.numpy: each for each in ALL}
PYTHON_TO_DTYPE = {float: float64, int: int64, bool: bool_}
CATEGORY = {"b": 0, "u": 1, "i": 1, "f": 2}


def given_dtype(given: dtype | type | None) -> dtype | None:
    """What stands after `dtype=`: a type of this file, Python's own float, int or bool, or None.

    >>> given_dtype(float), given_dtype(float32)
    (torch.float64, torch.float32)
    """
    if given is None or isinstance(given, dtype):
        return given
    known = PYTHON_TO_DTYPE.get(given) if isinstance(given, type) else None
    if known is None:
        raise TypeError(say("create.dtype", given=repr(given)))
    return known


class Default:
    """The type that Python floats become: PyTorch's `set_default_dtype` is one for all threads."""

    dtype = float32


def get_default_dtype() -> dtype:
    """The type of new floating-point tensors.

    >>> get_default_dtype()
    torch.float32
    """
    return Default.dtype


def set_default_dtype(d: dtype) -> None:
    """Make `d` the type of new floating-point tensors.

    >>> set_default_dtype(float64); get_default_dtype()
    torch.float64
    >>> set_default_dtype(float32)
    """
    if not isinstance(d, dtype) or not d.is_floating_point:
        raise TypeError(say("errors.default_dtype", given=repr(d)))
    Default.dtype = from_numpy(d.numpy)


def from_numpy(kind: np.dtype) -> dtype:
    """Our type for NumPy's; a type that we do not have is an error.

    >>> from_numpy(np.dtype("int64"))
    torch.int64
    """
    try:
        return NUMPY_TO_DTYPE[kind]
    except KeyError:
        raise TypeError(say("errors.numpy_dtype", given=kind)) from None


def promote_types(type1: dtype, type2: dtype) -> dtype:
    """The type that holds both: floating beats integer beats bool, then the wider one.

    >>> promote_types(int64, float32), promote_types(uint8, int8)
    (torch.float32, torch.int16)
    """
    return NUMPY_TO_DTYPE[promote_numpy(type1.numpy, type2.numpy)]


def promote_numpy(a: np.dtype, b: np.dtype) -> np.dtype:
    """`promote_types` on NumPy's own type objects."""
    if a == b:
        return a
    rank_a, rank_b = CATEGORY[a.kind], CATEGORY[b.kind]
    if rank_a != rank_b:
        return a if rank_a > rank_b else b
    return np.promote_types(a, b)
