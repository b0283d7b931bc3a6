"""Filling a tensor with random numbers in place, as PyTorch names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.place import place
from tidu.core.stream import Stream
from tidu.ops import random
from tidu.tensor.generator import Generator, default_generator
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.sampling import bernoulli, draw_like
from tidu.tensor.tape import overwrite

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def _fill(self: Tensor, primitive: Any, generator: Generator | None, **params: Any) -> Tensor:
    """Draws over `self`, in the order of its memory as PyTorch does."""
    if primitive is random.normal and not self._value.flags.c_contiguous:
        params["contiguous"] = False
    return overwrite(self, draw_like(primitive, self._value, self._value.dtype, generator, **params))


def uniform_(
    self: Tensor, from_: float = 0.0, to: float = 1.0, *, generator: Generator | None = None, **named: float
) -> Tensor:
    """Fills the tensor with numbers drawn evenly from [from, to)."""
    low = named.get("from", from_)
    return _fill(self, random.uniform, generator, low=float(low), high=float(to))


def normal_(
    self: Tensor, mean: float = 0.0, std: float = 1.0, *, generator: Generator | None = None
) -> Tensor:
    """Fills the tensor with normal numbers."""
    return _fill(self, random.normal, generator, mean=float(mean), std=float(std))


def exponential_(self: Tensor, lambd: float = 1.0, *, generator: Generator | None = None) -> Tensor:
    """Fills the tensor with waiting times at rate `lambd`."""
    return _fill(self, random.exponential, generator, rate=float(lambd))


def bernoulli_(self: Tensor, p: Any = 0.5, *, generator: Generator | None = None) -> Tensor:
    """Fills the tensor with 1 at probability p, else 0."""
    if isinstance(p, Handle):
        return overwrite(self, bernoulli(p.expand(self.shape), generator=generator).to(self.dtype))
    return _fill(self, random.coin, generator, probability=float(p))


def cauchy_(
    self: Tensor, median: float = 0.0, sigma: float = 1.0, *, generator: Generator | None = None
) -> Tensor:
    """Fills the tensor with Cauchy numbers around `median`, half of them within `sigma` of it."""
    return _fill(self, random.cauchy, generator, median=float(median), scale=float(sigma))


def log_normal_(
    self: Tensor, mean: float = 1.0, std: float = 2.0, *, generator: Generator | None = None
) -> Tensor:
    """Fills the tensor with e to the power of normal numbers of that mean and deviation."""
    return _fill(self, random.log_normal, generator, mean=float(mean), std=float(std))


def geometric_(self: Tensor, p: float, *, generator: Generator | None = None) -> Tensor:
    """Fills the tensor with the number of the first trial that succeeds with chance p."""
    return _fill(self, random.geometric, generator, chance=float(p))


def random_(
    self: Tensor,
    from_: int | None = None,
    to: int | None = None,
    *,
    generator: Generator | None = None,
    **named: int,
) -> Tensor:
    """Fills the tensor with whole numbers: from 0 to the largest of its type, or as given."""
    from_ = named.get("from", from_)
    if from_ is None and to is None:
        return overwrite(self, natural(self._value, (generator or default_generator).stream))
    low, high = (0, from_ if to is None else to) if from_ is None or to is None else (from_, to)
    return _fill(self, random.integers, generator, low=low, high=high)


def natural(value: Any, stream: Stream) -> Tensor:
    """Whole numbers from 0 to the largest of the type of `value`, in its shape and layout."""
    if mode.recorder is not None:
        mode.recorder.refuse("stream")
    drawn = np.empty_like(value)
    place(stream.random((value.size,), value.dtype), drawn)
    return wrap(drawn)
