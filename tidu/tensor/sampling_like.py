"""Random tensors in the shape, type and layout of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.dtypes import dtype as Dtype
from tidu.ops import random
from tidu.tensor.creation import kind_or_default
from tidu.tensor.generator import Generator
from tidu.tensor.sampling import draw_like, finished

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def rand_like(
    input: Tensor,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Tensor:
    """`rand` with the shape and type of input.

    >>> import tidu
    >>> rand_like(tidu.zeros(2, 3)).shape
    torch.Size([2, 3])
    """
    kind = kind_or_default(dtype) if dtype else input._value.dtype
    drawn = draw_like(random.uniform, input._value, kind, generator, low=0.0, high=1.0)
    return finished(drawn, requires_grad, device)


def randn_like(
    input: Tensor,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Tensor:
    """`randn` with the shape and type of input.

    >>> import tidu
    >>> randn_like(tidu.zeros(2, dtype=tidu.float64)).dtype
    torch.float64
    """
    kind = kind_or_default(dtype) if dtype else input._value.dtype
    drawn = draw_like(random.normal, input._value, kind, generator, mean=0.0, std=1.0)
    return finished(drawn, requires_grad, device)


def randint_like(
    input: Tensor,
    low: Any = None,
    high: Any = None,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Tensor:
    """`randint` with the shape and type of input; `randint_like(input, high)` also.

    >>> import tidu
    >>> randint_like(tidu.zeros(2, 3), 5).dtype
    torch.float32
    """
    if high is None or low is None:
        low, high = 0, low if high is None else high
    kind = kind_or_default(dtype) if dtype else input._value.dtype
    drawn = draw_like(random.integers, input._value, kind, generator, low=int(low), high=int(high))
    return finished(drawn, requires_grad, device)
