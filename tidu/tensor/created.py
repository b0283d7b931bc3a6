"""More new tensors: in the type of another, by strides, on the memory of a buffer."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import dtype as Dtype
from tidu.core.dtypes import given_dtype
from tidu.tensor.creation import (
    as_tensor,
    by_old_call,
    cast,
    from_numpy,
    kind_like,
    kind_or_default,
    shape_of,
)
from tidu.tensor.creation import tensor as made_of
from tidu.tensor.handle import Handle, look
from tidu.tensor.movement import sizes
from tidu.tensor.placing import made, placed
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def new_tensor(
    self: Tensor, data: Any, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """A tensor of `data` in this one's type, unless `dtype` says otherwise."""
    return made_of(data, dtype=dtype or self.dtype, device=device, requires_grad=requires_grad)


def new(self: Tensor, *data: Any, device: Any = None) -> Tensor:
    """The old spelling of `new_empty` and `new_tensor`: (2, 3) is a shape, ([2, 3]) the numbers.

    >>> from_numpy(np.ones(1)).new(2, 3).shape
    torch.Size([2, 3])
    """
    return made(by_old_call(data, self.dtype), device=device)


@placed
def new_zeros(self: Tensor, *shape: Any, size: Any = None, dtype: Dtype | None = None) -> np.ndarray:
    """Zeros in this one's type."""
    return np.zeros(shape_of(shape, size), kind_like(self, dtype))


@placed
def new_ones(self: Tensor, *shape: Any, size: Any = None, dtype: Dtype | None = None) -> np.ndarray:
    """Ones in this one's type."""
    return np.ones(shape_of(shape, size), kind_like(self, dtype))


@placed
def new_empty(self: Tensor, *shape: Any, size: Any = None, dtype: Dtype | None = None) -> np.ndarray:
    """A tensor in this one's type whose elements are not set."""
    return np.empty(shape_of(shape, size), kind_like(self, dtype))


@placed
def new_full(self: Tensor, size: Any, fill_value: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """`fill_value` everywhere, in this one's type."""
    if isinstance(fill_value, Handle):
        fill_value = look(fill_value).item()
    return np.full(shape_of((size,)), fill_value, kind_like(self, dtype))


@placed
def new_empty_strided(self: Tensor, size: Any, stride: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """As `empty_strided`, in this one's type."""
    return laid_out(sizes((size,)), sizes((stride,)), kind_like(self, dtype))


@placed
def empty_strided(size: Any, stride: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """A tensor with these strides whose elements are not set.

    >>> empty_strided((2, 3), (1, 2)).stride()
    (1, 2)
    """
    return laid_out(sizes((size,)), sizes((stride,)), kind_or_default(dtype))


def laid_out(shape: tuple[int, ...], strides: tuple[int, ...], kind: np.dtype) -> np.ndarray:
    """An array of that shape in new memory, with strides that count elements."""
    if len(shape) != len(strides):
        raise RuntimeError(say("shapes.strides", shape=list(shape), strides=list(strides)))
    if any(n < 0 for n in (*shape, *strides)):
        raise RuntimeError(say("shapes.negative_stride", strides=list(strides), offset=0))
    last = sum((n - 1) * step for n, step in zip(shape, strides, strict=True)) if prod(shape) else -1
    memory = np.empty(last + 1, kind)
    return np.ndarray(shape, kind, memory, 0, [step * kind.itemsize for step in strides])


@placed
def empty_permuted(size: Any, physical_layout: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """A tensor whose axes lie in memory in that order, from the outermost on; elements are not set."""
    shape, order = shape_of((size,)), tuple(physical_layout)
    if len(order) != len(shape):
        raise RuntimeError(say("create.order_length", order=list(order), rank=len(shape)))
    for axis in order:
        if not 0 <= axis < len(shape):
            raise RuntimeError(say("create.order_range", axis=axis, rank=len(shape)))
    if len(set(order)) < len(order):
        raise RuntimeError(say("create.order_twice", order=list(order)))
    memory = np.empty([shape[axis] for axis in order], kind_or_default(dtype))
    return memory.transpose(np.argsort(order)) if order else memory


@placed
def scalar_tensor(s: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """One number without axes, in the default type unless `dtype` says otherwise.

    >>> scalar_tensor(3)
    tensor(3.)
    """
    return cast(np.asarray(s), dtype) if dtype else np.asarray(s, kind_or_default(None))


def asarray(
    obj: Any,
    *,
    dtype: Dtype | None = None,
    device: Any = None,
    copy: bool | None = None,
    requires_grad: bool | None = None,
) -> Tensor:
    """`obj` (a tensor, array, buffer, number or list) as a tensor, on its memory where that can be.

    `copy` True makes a copy, False insists on the memory: ValueError where that cannot be.

    >>> asarray([1, 2])
    tensor([1, 2])
    """
    dtype = given_dtype(dtype)
    buffer = isinstance(obj, bytes | bytearray | memoryview)
    if buffer:
        obj = frombuffer(obj, dtype=dtype or made_of(0.0).dtype)
    shares = isinstance(obj, Handle | np.ndarray)
    made = as_tensor(obj, dtype, device)
    if shares and isinstance(obj, Handle) and requires_grad is not None:
        made = made.detach() if made is obj or not requires_grad else made
    kept = shares and (dtype is None or as_tensor(obj).dtype is dtype)
    if copy is False and not kept:
        raise ValueError(say("create.alias", given=type(obj).__name__))
    if copy and kept:
        made = made.clone()
    return made.requires_grad_() if requires_grad else made


def from_dlpack(ext_tensor: Any, *, device: Any = None, copy: bool | None = None) -> Tensor:
    """A tensor on the memory of another library's array, through the protocol of both.

    >>> from_dlpack(np.arange(3))
    tensor([0, 1, 2])
    """
    return from_numpy(np.from_dlpack(ext_tensor, copy=copy))


def frombuffer(
    buffer: Any, *, dtype: Dtype, count: int = -1, offset: int = 0, requires_grad: bool = False
) -> Tensor:
    """A tensor on the bytes of a buffer: `count` numbers (default: all) from byte `offset` on.

    >>> import tidu
    >>> frombuffer(bytearray([1, 2, 3]), dtype=tidu.uint8, offset=1)
    tensor([2, 3], dtype=torch.uint8)
    """
    try:
        view = memoryview(buffer)
    except TypeError:
        raise ValueError(say("create.buffer", given=type(buffer).__name__)) from None
    size, width = view.nbytes, dtype.itemsize
    if size == 0 or count == 0:
        raise ValueError(say("create.buffer_empty", size=size, count=count))
    if not 0 <= offset < size:
        raise ValueError(say("create.buffer_offset", offset=offset, size=size))
    if count < 0 and (size - offset) % width:
        raise ValueError(say("create.buffer_rest", size=size, offset=offset, width=width))
    if count > 0 and offset + count * width > size:
        raise ValueError(say("create.buffer_short", count=count, offset=offset, size=size, width=width))
    array = np.frombuffer(view, dtype.numpy, count, offset)
    made = from_numpy(array if array.flags.writeable else array.copy())
    return made.requires_grad_() if requires_grad else made
