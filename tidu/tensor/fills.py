"""Filling a tensor with random numbers in place, as PyTorch names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.place import place
from tidu.ops import random
from tidu.tensor.generator import Generator, default_generator
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.sampling import bernoulli, draw
from tidu.tensor.tape import overwrite

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def _fill(self: Tensor, primitive: Any, generator: Generator | None, **params: Any) -> Tensor:
    """Draws over `self`, in the order of its memory as PyTorch does."""
    value = self._value
    if value.flags.c_contiguous:
        return overwrite(self, draw(primitive, value.shape, value.dtype, generator, **params))
    if mode.recorder is not None:
        mode.recorder.refuse("layout")
    if primitive is random.normal:
        params["contiguous"] = False
    drawn = np.empty_like(value)
    place(draw(primitive, (value.size,), value.dtype, generator, **params)._value, drawn)
    return overwrite(self, wrap(drawn))


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


def random_(
    self: Tensor, from_: int | None = None, to: int | None = None, *, generator: Generator | None = None
) -> Tensor:
    """Fills the tensor with whole numbers: from 0 to the largest of its type, or as given."""
    stream = (generator or default_generator).stream
    shape, kind = self._value.shape, self._value.dtype
    if from_ is None and mode.recorder is not None:
        mode.recorder.refuse("stream")
    if from_ is None:
        return overwrite(self, wrap(stream.random(shape, kind)))
    low, high = (0, from_) if to is None else (from_, to)
    return _fill(self, random.integers, generator, low=low, high=high)
