"""`mxnet.nd.random`: numbers by chance, from Tidu's stream (MXNet's own is another)."""

from __future__ import annotations

from typing import Any

from tidu.compat.mxnet.array import NDArray, kind_of
from tidu.compat.mxnet.operations import inner
from tidu.tensor.creation import empty
from tidu.tensor.generator import manual_seed
from tidu.tensor.sampling import randint as whole
from tidu.tensor.sampling import randperm


def shape_of(shape: Any) -> tuple[int, ...]:
    """A number or a tuple as a tuple.

    >>> shape_of(3), shape_of((2, 3))
    ((3,), (2, 3))
    """
    return (shape,) if isinstance(shape, int) else tuple(shape)


def normal(
    loc: float = 0, scale: float = 1, shape: Any = (1,), dtype: Any = None, ctx: Any = None, out: Any = None
) -> NDArray:
    """Normal numbers with mean `loc` and standard deviation `scale`.

    >>> normal(shape=(2, 3)).shape
    (2, 3)
    """
    return NDArray(empty(*shape_of(shape), dtype=kind_of(dtype)).normal_(loc, scale))


def uniform(
    low: float = 0, high: float = 1, shape: Any = (1,), dtype: Any = None, ctx: Any = None, out: Any = None
) -> NDArray:
    """Numbers between `low` and `high`, all as likely."""
    return NDArray(empty(*shape_of(shape), dtype=kind_of(dtype)).uniform_(low, high))


def randn(*shape: int, loc: float = 0, scale: float = 1, dtype: Any = None, ctx: Any = None) -> NDArray:
    """As `normal`, of that shape."""
    return normal(loc, scale, shape or (1,), dtype)


def randint(low: int, high: int, shape: Any = (1,), dtype: Any = "int32", ctx: Any = None) -> NDArray:
    """Whole numbers from `low` to `high` - 1."""
    return NDArray(whole(low, high, shape_of(shape)).to(kind_of(dtype)))


def shuffle(data: NDArray) -> NDArray:
    """The rows in another order."""
    return NDArray(inner(data)[randperm(len(data))])


def seed(seed_state: int, ctx: Any = None) -> None:
    """Begins the stream anew."""
    manual_seed(seed_state)
