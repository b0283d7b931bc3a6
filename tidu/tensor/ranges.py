"""Evenly spaced numbers and grids, as PyTorch names them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core import dtypes
from tidu.core.dtypes import dtype as Dtype
from tidu.tensor.creation import kind_or_default, made
from tidu.tensor.handle import Handle
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


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
