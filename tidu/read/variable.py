"""A value that is not computed yet: what tensors hold while a recording is on."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Bindable
from tidu.core.shapes import Form, form_of
from tidu.ops import arithmetic, compare, functions
from tidu.ops.contract import matmul
from tidu.text import say


class NotRecordable(RuntimeError):
    """What was asked of a recording can only be known by computing; the message says what.

    `reason` is the key of the reason among the catalogue's `record` sentences.
    """

    reason = ""


def refuse(reason: str, **values: Any) -> NoReturn:
    """Raises `NotRecordable`: what is asked can only be known by computing."""
    if mode.recorder is not None:
        mode.recorder.refuse(reason, **values)
    raise NotRecordable(say("record.ended"))


def form_of_operand(x: Any) -> Form:
    """The form of a variable, an array or a Python number.

    >>> form_of_operand(2.0).weak
    True
    """
    return x.form if isinstance(x, Variable) else form_of(x)


class Variable(Bindable):
    """A value of known shape and type. Its operators record; whatever looks inside is refused.

    One whose form is weak stands for a Python number, and computes as one.

    Like an array it has no gradient: gradient rules, which are written in operators, compute on
    variables as they do on arrays.

    >>> Variable(Form((2, 3), np.dtype("float32")))
    float32[2,3]
    """

    __slots__ = ("form",)
    __array_ufunc__ = None  # NumPy's arrays leave operators to us

    def __init__(self, form: Form):
        self.form = form

    @property
    def shape(self) -> tuple[int, ...]:
        """Its axes."""
        return self.form.shape

    @property
    def dtype(self) -> np.dtype:
        """NumPy's type of its numbers."""
        return self.form.dtype

    @property
    def ndim(self) -> int:
        """How many axes it has."""
        return len(self.form.shape)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return int(np.prod(self.form.shape, dtype=np.int64))

    @property
    def itemsize(self) -> int:
        """The bytes of one number."""
        return self.form.dtype.itemsize

    def __repr__(self) -> str:
        return repr(self.form)

    def __len__(self) -> int:
        if not self.form.shape:
            raise TypeError("len() of a 0-d tensor")
        return self.form.shape[0]

    def copy(self, order: str = "C") -> Variable:
        """Itself: nothing writes into a variable."""
        return self

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):  # asked by Python, NumPy and our own fast paths
            raise AttributeError(name)
        refuse("value")

    def _look(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse("value")

    __array__ = __bool__ = __float__ = __int__ = __index__ = __iter__ = __getitem__ = __setitem__ = _look  # pyright: ignore

    def __neg__(self) -> Any:
        return mode.bind(functions.neg, (self,), {})

    def __abs__(self) -> Any:
        return mode.bind(functions.absolute, (self,), {})

    def __invert__(self) -> Any:
        inverse = compare.logical_not if self.form.dtype.kind == "b" else compare.bitwise_not
        return mode.bind(inverse, (self,), {})


def _operator(primitive: Any) -> tuple[Any, Any]:
    """The operator of `primitive`, and the same with the operands exchanged."""

    def forward(self: Any, other: Any) -> Any:
        return mode.bind(primitive, (self, other), {})

    def backward(self: Any, other: Any) -> Any:
        return mode.bind(primitive, (other, self), {})

    return forward, backward


def _comparison(primitive: Any) -> Any:
    def compared(self: Any, other: Any) -> Any:
        return mode.bind(primitive, (self, other), {})

    return compared


# Not == and !=: a variable is found in sets and dictionaries by identity.
for _name, _primitive in (("lt", compare.lt), ("le", compare.le), ("gt", compare.gt), ("ge", compare.ge)):
    setattr(Variable, f"__{_name}__", _comparison(_primitive))

for _name, _primitive in (
    ("add", arithmetic.add), ("sub", arithmetic.sub), ("mul", arithmetic.mul),
    ("truediv", arithmetic.div), ("pow", arithmetic.power), ("floordiv", arithmetic.floor_divide),
    ("mod", arithmetic.remainder), ("matmul", matmul), ("and", compare.logical_and),
    ("or", compare.logical_or),
):  # fmt: skip
    _forward, _backward = _operator(_primitive)
    setattr(Variable, f"__{_name}__", _forward)
    setattr(Variable, f"__r{_name}__", _backward)
