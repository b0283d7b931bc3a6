"""Primitives that change the number type or make a copy, and their gradients."""

from __future__ import annotations

import numpy as np

from tidu.core.forms import same
from tidu.core.native import Elementwise, NoNative
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import each
from tidu.core.shapes import Form


def kind_of(x) -> np.dtype:
    """The NumPy type of an array or a tensor.

    >>> kind_of(np.zeros(2, "float32"))
    dtype('float32')
    """
    return getattr(x.dtype, "numpy", x.dtype)


def like(x, y):
    """`x` in the type of `y`."""
    return cast(x, dtype=kind_of(y))


def _cast(x, *, dtype):
    try:
        return x.astype(dtype)
    except AttributeError:  # a Python number
        return np.asarray(x, dtype)


cast = declare(
    "cast", "x", native=Elementwise(lambda v, x, *, dtype: v.cast(x, dtype.kind + str(dtype.itemsize))),
    run=_cast,
    form=lambda x, *, dtype: Form(x.shape, dtype),
    grad={"x": lambda g: g},  # the engine turns a cotangent into its operand's type
    samples=each((((2, 3),), {"dtype": np.dtype("float64")}), (((),), {"dtype": np.dtype("float64")})),
    formula="x",
    sentence=("turns {x} into {dtype}", "把 {x} 转为 {dtype}"),
)
number = declare(
    "number", "x", native=Elementwise(lambda v, x: v.cast(x, "f8")),
    run=lambda x: float(x.item()),
    form=lambda x: Form((), np.dtype("float64"), weak=True),
    grad={"x": lambda g: g},
    samples=each((((),), {})),
    formula="x",
    sentence=("takes the number in {x}, whose type gives way", "取 {x} 中的数，其类型让位于其他类型"),
)
copy = declare(
    "copy", "x", native=Elementwise(lambda v, x: x, 0), form=same,
    run=lambda x: x.copy(order="K"),
    grad={"x": lambda g: g},
    samples=each((((2, 3),), {}), (((),), {})),
    formula="x",
    sentence=("copies {x}", "复制 {x}"),
)


def _reread(x: Form, *, dtype: np.dtype) -> Form:
    if x.dtype.itemsize == dtype.itemsize:
        return Form(x.shape, dtype)
    return Form((*x.shape[:-1], x.shape[-1] * x.dtype.itemsize // dtype.itemsize), dtype)


reinterpret = declare(
    "reinterpret", "x", form=_reread, view=True,
    run=lambda x, *, dtype: x.view(dtype),
    grad=NotDifferentiable("bits read as another type are other numbers"),
    native=NoNative("memory is of one type in native code"),
    samples=each(((np.arange(6).reshape(2, 3),), {"dtype": np.dtype("float64")})),
    formula="bits(x, dtype)",
    sentence=("reads the bits of {x} as {dtype}", "把 {x} 的各位按 {dtype} 读出"),
)
