"""PyTorch's old constructors: `FloatTensor([1, 2])` and so on, one a number type."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype, from_numpy
from tidu.tensor import creation
from tidu.tensor.conversion import TENSOR_TYPES
from tidu.tensor.handle import Handle, wrap


class TensorType(type):
    """The type of `FloatTensor` and its kin: a tensor is an instance of the one of its numbers."""

    tensor_dtype: dtype

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Handle) and from_numpy(instance._value.dtype) is cls.tensor_dtype

    def __call__(cls, *data: Any) -> Any:
        """A tensor of that shape (of zeros; PyTorch leaves it unset), or with those numbers."""
        return wrap(creation.by_old_call(data, cls.tensor_dtype))

    def __repr__(cls) -> str:
        return f"<class 'torch.{cls.__name__}'>"


def old_type(name: str, kind: dtype) -> Any:
    """The class that PyTorch calls `name`.

    >>> old_type("LongTensor", dtype("int64"))
    <class 'torch.LongTensor'>
    """
    return TensorType(name, (), {"tensor_dtype": kind, "dtype": kind, "__module__": "torch"})


OLD_TYPES: dict[str, Any] = {
    name.removeprefix("torch."): old_type(name.removeprefix("torch."), kind)
    for name, kind in TENSOR_TYPES.items()
}
FloatTensor, DoubleTensor, HalfTensor = (OLD_TYPES[f"{name}Tensor"] for name in ("Float", "Double", "Half"))
LongTensor, IntTensor, ShortTensor = (OLD_TYPES[f"{name}Tensor"] for name in ("Long", "Int", "Short"))
CharTensor, ByteTensor, BoolTensor = (OLD_TYPES[f"{name}Tensor"] for name in ("Char", "Byte", "Bool"))
