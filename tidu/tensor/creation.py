"""New tensors, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core import dtypes
from tidu.core.dtypes import dtype as Dtype
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.movement import sizes
from tidu.tensor.placing import made, placed
from tidu.tensor.promote import refuse_array
from tidu.tensor.refused_data import refused_data
from tidu.tensor.size import Size
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def kind_or_default(dtype: Dtype | None) -> np.dtype:
    """NumPy's type for `dtype`, for None that of `get_default_dtype`."""
    return (dtypes.given_dtype(dtype) or dtypes.Default.dtype).numpy


def array_of(data: Any, dtype: Dtype | None = None) -> np.ndarray:
    """A copy of `data` (numbers, nested lists, arrays, tensors) in PyTorch's type for it."""
    dtype = dtypes.given_dtype(dtype)
    if isinstance(data, Handle):
        return cast(np.array(look(data)), dtype)
    if isinstance(data, np.ndarray):
        refuse_array()
    if isinstance(data, np.ndarray | np.generic):
        array = np.array(data)
        if array.dtype.byteorder == ">":
            array = array.astype(array.dtype.newbyteorder("="))
        if dtype is None:
            dtypes.from_numpy(array.dtype)
        return cast(array, dtype)
    listed = _plain(data)
    try:
        array = np.array(listed)
        if array.dtype not in dtypes.NUMPY_TO_DTYPE:
            raise ValueError
    except (ValueError, OverflowError):
        raise refused_data(data) from None
    if dtype is None and array.dtype.kind == "f" and not isinstance(_first(data), np.ndarray | np.generic):
        dtype = dtypes.Default.dtype
    if dtype is not None and dtype.numpy.kind in "iu" and array.dtype.kind in "iu" and array.size:
        refuse_overflow(array, dtype)
    return cast(array, dtype)


def refuse_overflow(array: np.ndarray, dtype: Dtype) -> None:
    """RuntimeError for whole numbers that `dtype` does not hold; below 0, unsigned ones turn around."""
    limit = np.iinfo(dtype.numpy)
    low, high = int(array.min()), int(array.max())
    if high > limit.max or low < (limit.min or -limit.max):
        raise RuntimeError(say("errors.overflow", value=high if high > limit.max else low, kind=dtype.numpy))


def cast(array: np.ndarray, dtype: Dtype | None) -> np.ndarray:
    """`array` in `dtype`; what is too large for it becomes infinite without a warning."""
    with np.errstate(all="ignore"):
        return array if dtype is None else array.astype(dtype.numpy, copy=False)


def _plain(data: Any) -> Any:
    """Nested lists with the tensors inside as NumPy's."""
    if isinstance(data, Handle):
        return look(data)
    if isinstance(data, list | tuple | range):
        return [_plain(x) for x in data]
    return data


def _first(data: Any) -> Any:
    while isinstance(data, list | tuple) and len(data):
        data = data[0]
    return data


def tensor(
    data: Any,
    *,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """A tensor with a copy of `data`: whole numbers become int64, real ones the default type.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.tensor.html

    >>> tensor([[1, 2], [3, 4]])
    tensor([[1, 2],
            [3, 4]])
    """
    return made(array_of(data, dtype), requires_grad, device)


def as_tensor(data: Any, dtype: Dtype | None = None, device: Any = None) -> Tensor:
    """As `tensor`, sharing the memory of a tensor or array where it can."""
    dtype = dtypes.given_dtype(dtype)
    if isinstance(data, Handle):
        return data if dtype is None else data.to(dtype)  # pyright: ignore
    if isinstance(data, np.ndarray) and (dtype is None or data.dtype == dtype.numpy):
        return from_numpy(data)
    return tensor(data, dtype=dtype, device=device)


def from_numpy(ndarray: np.ndarray) -> Tensor:
    """A tensor on the memory of `ndarray`: writing to one changes the other."""
    if not isinstance(ndarray, np.ndarray):
        raise TypeError(say("errors.from_numpy", given=type(ndarray).__name__))
    dtypes.from_numpy(ndarray.dtype)
    refuse_array()
    if any(step < 0 for step in ndarray.strides):
        raise ValueError(say("create.negative_stride", strides=ndarray.strides))
    return wrap(ndarray.view(np.ndarray))


@placed
def zeros(*shape: Any, size: Any = None, dtype: Dtype | None = None) -> np.ndarray:
    """Zeros of a shape, given as numbers, as one list, or as `size`.

    >>> zeros(2, 3)
    tensor([[0., 0., 0.],
            [0., 0., 0.]])
    """
    return np.zeros(shape_of(shape, size), kind_or_default(dtype))


@placed
def ones(*shape: Any, size: Any = None, dtype: Dtype | None = None) -> np.ndarray:
    """Ones of a shape."""
    return np.ones(shape_of(shape, size), kind_or_default(dtype))


@placed
def empty(*shape: Any, size: Any = None, dtype: Dtype | None = None) -> np.ndarray:
    """A tensor of a shape whose elements are not set; they are whatever was there."""
    return np.empty(shape_of(shape, size), kind_or_default(dtype))


def shape_of(given: tuple, size: Any = None) -> tuple[int, ...]:
    """Sizes given one by one, as one list, or as `size`; a negative one is refused."""
    shape = sizes(given if size is None else (size,))
    if any(n < 0 for n in shape):
        raise RuntimeError(say("errors.negative_create", shape=list(shape)))
    return shape


def by_old_call(data: tuple, kind: Dtype) -> np.ndarray:
    """What PyTorch's old constructors make of their arguments: an array of a shape, or with numbers.

    Whole numbers and a `torch.Size` are a shape (of zeros; PyTorch leaves them unset), a list or an
    array holds the numbers. TypeError for a number that is not whole.

    >>> by_old_call((2, 1), Dtype("int64")), by_old_call(([2, 1],), Dtype("int64"))
    (array([[0],
           [0]]), array([2, 1]))
    """
    if len(data) == 1 and isinstance(data[0], float):
        raise TypeError(say("create.sequence", given=data[0]))
    if len(data) == 1 and not isinstance(data[0], int | np.integer | Size):
        return array_of(data[0], kind)
    return np.zeros(shape_of(data) if data else (0,), kind.numpy)


@placed
def full(size: Any, fill_value: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """`fill_value` everywhere; its own type unless `dtype` says otherwise.

    >>> full((2,), 3)
    tensor([3, 3])
    """
    if isinstance(fill_value, Handle):
        fill_value = look(fill_value).item()
    if dtype is None and isinstance(fill_value, float):
        dtype = dtypes.Default.dtype
    kind = dtype.numpy if dtype else np.dtype("bool" if isinstance(fill_value, bool) else "int64")
    if isinstance(size, int):
        raise TypeError(say("create.size", operation="full", given=size))
    return np.full(shape_of((size,)), fill_value, kind)


def kind_like(input: Tensor, dtype: Dtype | None) -> np.dtype:
    """NumPy's type for `dtype`, for None that of input."""
    if not isinstance(input, Handle):
        raise TypeError(say("create.like", given=type(input).__name__))
    return dtype.numpy if dtype else input._value.dtype


@placed
def zeros_like(input: Tensor, *, dtype: Dtype | None = None) -> np.ndarray:
    """Zeros with the shape and type of input."""
    kind = kind_like(input, dtype)
    return np.zeros(input._value.shape, kind)


@placed
def ones_like(input: Tensor, *, dtype: Dtype | None = None) -> np.ndarray:
    """Ones with the shape and type of input."""
    kind = kind_like(input, dtype)
    return np.ones(input._value.shape, kind)


@placed
def empty_like(input: Tensor, *, dtype: Dtype | None = None) -> np.ndarray:
    """A tensor with the shape and type of input whose elements are not set."""
    kind = kind_like(input, dtype)
    return np.empty(input._value.shape, kind)


@placed
def full_like(input: Tensor, fill_value: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """`fill_value` with the shape and type of input."""
    kind = kind_like(input, dtype)
    if isinstance(fill_value, Handle):
        fill_value = look(fill_value).item()
    return np.full(input._value.shape, fill_value, kind)
