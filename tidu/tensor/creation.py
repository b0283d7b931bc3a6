"""New tensors, as PyTorch names them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core import dtypes
from tidu.core.dtypes import dtype as Dtype
from tidu.tensor.device import check_device
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.movement import sizes
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def made(value: np.ndarray, requires_grad: bool = False, device: Any = None) -> Tensor:
    """`value` as a new tensor."""
    if device is not None:
        check_device(device)
    tensor = wrap(value)
    return tensor.requires_grad_() if requires_grad else tensor


def kind_or_default(dtype: Dtype | None) -> np.dtype:
    """NumPy's type for `dtype`, for None that of `get_default_dtype`."""
    return (dtype or dtypes.Default.dtype).numpy


def array_of(data: Any, dtype: Dtype | None = None) -> np.ndarray:
    """A copy of `data` (numbers, nested lists, arrays, tensors) in PyTorch's type for it."""
    if isinstance(data, Handle):
        return cast(np.array(data._value), dtype)
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
        raise _refusal(data) from None
    if dtype is None and array.dtype.kind == "f" and not isinstance(_first(data), np.ndarray | np.generic):
        dtype = dtypes.Default.dtype
    return cast(array, dtype)


def cast(array: np.ndarray, dtype: Dtype | None) -> np.ndarray:
    """`array` in `dtype`; what is too large for it becomes infinite without a warning."""
    with np.errstate(all="ignore"):
        return array if dtype is None else array.astype(dtype.numpy, copy=False)


def _plain(data: Any) -> Any:
    """Nested lists with the tensors inside as NumPy's."""
    if isinstance(data, Handle):
        return data._value
    if isinstance(data, list | tuple | range):
        return [_plain(x) for x in data]
    return data


def _first(data: Any) -> Any:
    while isinstance(data, list | tuple) and len(data):
        data = data[0]
    return data


def _refusal(data: Any) -> Exception:
    """PyTorch's error for what cannot be a tensor: ragged lists, strings, objects."""
    item = _first(data)
    if isinstance(item, str):
        kind = ValueError if isinstance(data, list | tuple) else TypeError
        return kind(say("errors.tensor_of_text", given=item))
    lengths = (
        sorted({len(x) for x in data if hasattr(x, "__len__")}) if isinstance(data, list | tuple) else []
    )
    if lengths:
        return ValueError(say("errors.ragged", lengths=lengths))
    if isinstance(item, int):
        return ValueError(say("errors.tensor_of_large", given=max(data) if data is not item else data))
    return RuntimeError(say("errors.tensor_of_object", given=type(item).__name__))


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
    return wrap(ndarray.view(np.ndarray))


def zeros(
    *size: Any, out: Any = None, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """Zeros of shape `size`.

    >>> zeros(2, 3)
    tensor([[0., 0., 0.],
            [0., 0., 0.]])
    """
    return made(np.zeros(shape_of(size), kind_or_default(dtype)), requires_grad, device)


def ones(*size: Any, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """Ones of shape `size`."""
    return made(np.ones(shape_of(size), kind_or_default(dtype)), requires_grad, device)


def empty(*size: Any, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """A tensor of shape `size` whose elements are not set; they are whatever was there."""
    return made(np.empty(shape_of(size), kind_or_default(dtype)), requires_grad, device)


def shape_of(size: tuple) -> tuple[int, ...]:
    """`size` as a shape; a negative one is refused."""
    shape = sizes(size)
    if any(n < 0 for n in shape):
        raise RuntimeError(say("errors.negative_create", shape=list(shape)))
    return shape


def full(
    size: Any, fill_value: Any, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """`fill_value` everywhere; its own type unless `dtype` says otherwise."""
    if isinstance(fill_value, Handle):
        fill_value = fill_value._value.item()
    if dtype is None and isinstance(fill_value, float):
        dtype = dtypes.Default.dtype
    kind = dtype.numpy if dtype else np.dtype("bool" if isinstance(fill_value, bool) else "int64")
    return made(np.full(shape_of((size,)), fill_value, kind), requires_grad, device)


def zeros_like(
    input: Tensor, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """Zeros with the shape and type of input."""
    return made(
        np.zeros(input._value.shape, dtype.numpy if dtype else input._value.dtype), requires_grad, device
    )


def ones_like(
    input: Tensor, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """Ones with the shape and type of input."""
    return made(
        np.ones(input._value.shape, dtype.numpy if dtype else input._value.dtype), requires_grad, device
    )


def empty_like(
    input: Tensor, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False
) -> Tensor:
    """A tensor with the shape and type of input whose elements are not set."""
    return made(
        np.empty(input._value.shape, dtype.numpy if dtype else input._value.dtype), requires_grad, device
    )


def full_like(
    input: Tensor,
    fill_value: Any,
    *,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """`fill_value` with the shape and type of input."""
    return made(
        np.full(input._value.shape, fill_value, dtype.numpy if dtype else input._value.dtype),
        requires_grad,
        device,
    )


def eye(
    n: int,
    m: int | None = None,
    *,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Ones on the diagonal of n × m zeros."""
    return made(np.eye(n, m, dtype=kind_or_default(dtype)), requires_grad, device)


def arange(
    start: Any,
    end: Any = None,
    step: Any = 1,
    *,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """start, start + step, ... below end; int64 if all three are whole.

    >>> arange(4), arange(1, 2, 0.5)
    (tensor([0, 1, 2, 3]), tensor([1.0000, 1.5000]))
    """
    if end is None:
        start, end = 0, start
    start, end, step = (x.item() if isinstance(x, Handle | np.generic) else x for x in (start, end, step))
    if step == 0 or (end - start) * step < 0:
        raise RuntimeError(say("errors.arange", start=start, end=end, step=step))
    whole = all(isinstance(x, int) for x in (start, end, step))
    kind = dtype.numpy if dtype else np.dtype("int64") if whole else kind_or_default(None)
    count = math.ceil((end - start) / step) if not whole else len(range(start, end, step))
    values = start + np.arange(count, dtype=np.int64 if whole else np.float64) * step
    return made(values.astype(kind), requires_grad, device)


def linspace(
    start: Any,
    end: Any,
    steps: int,
    *,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """`steps` numbers from start to end, both included, equally spaced.

    >>> linspace(0, 1, 3)
    tensor([0.0000, 0.5000, 1.0000])
    """
    kind = kind_or_default(dtype)
    if steps < 0:
        raise RuntimeError(say("errors.linspace", steps=steps))
    if steps == 1:
        return made(np.full(1, start, kind), requires_grad, device)
    start, end = (x.item() if isinstance(x, Handle) else x for x in (start, end))
    real = kind if kind.kind == "f" else np.dtype("float64")
    # As PyTorch does: from the start for the first half, from the end for the second.
    step = real.type((real.type(end) - real.type(start)) / max(steps - 1, 1))
    places = np.arange(steps).astype(real)
    values = np.where(
        np.arange(steps) < steps // 2, real.type(start) + step * places, real.type(end) - step * places[::-1]
    )
    return made(values.astype(kind), requires_grad, device)


def logspace(
    start: float, end: float, steps: int, base: float = 10.0, *, dtype: Dtype | None = None
) -> Tensor:
    """base ** x for x in `linspace`."""
    return made(
        (base ** linspace(start, end, steps, dtype=dtypes.float64)._value).astype(kind_or_default(dtype))
    )


def meshgrid(*tensors: Any, indexing: str = "ij") -> tuple[Tensor, ...]:
    """A grid of coordinates from vectors, a tensor for each of them."""
    vectors = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], list | tuple) else tensors
    shape = tuple(x.numel() for x in vectors)
    grids = [
        x.reshape((1,) * k + (-1,) + (1,) * (len(shape) - k - 1)).expand(shape) for k, x in enumerate(vectors)
    ]
    return tuple(grid.transpose(0, 1) if indexing == "xy" and len(shape) > 1 else grid for grid in grids)
