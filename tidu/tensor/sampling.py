"""Random tensors: one seed gives the numbers that PyTorch gives on the CPU.

Source: https://docs.pytorch.org/docs/stable/torch.html#random-sampling
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.place import place
from tidu.core.shapes import broadcast_shapes
from tidu.core.stream import Stream
from tidu.ops import random
from tidu.tensor.creation import check_device, kind_or_default, shape_of
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.promote import INT64
from tidu.tensor.tape import overwrite
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Generator:
    """A source of random numbers with a state of its own.

    >>> rand(2, generator=Generator().manual_seed(0))
    tensor([0.4963, 0.7682])
    """

    def __init__(self, device: Any = "cpu"):
        check_device(device)
        self.stream = Stream()

    def manual_seed(self, seed: int) -> Generator:
        """Starts again from `seed`, and gives itself back."""
        self.stream.manual_seed(int(seed))
        return self

    def seed(self) -> int:
        """Starts again from a seed that the system chooses, and gives it back."""
        return self.stream.seed()

    def initial_seed(self) -> int:
        """The seed that it started from."""
        return self.stream.initial_seed()

    def get_state(self) -> Tensor:
        """All there is to it, as bytes."""
        return wrap(self.stream.get_state())

    def set_state(self, new_state: Tensor) -> None:
        """Goes back to a state from `get_state`."""
        self.stream.set_state(new_state._value)


default_generator = Generator()


def manual_seed(seed: int) -> Generator:
    """Starts the default generator again from `seed`.

    >>> _ = manual_seed(0)
    >>> rand(2)
    tensor([0.4963, 0.7682])
    """
    return default_generator.manual_seed(seed)


def seed() -> int:
    """Starts the default generator from a seed that the system chooses."""
    return default_generator.seed()


def initial_seed() -> int:
    """The seed that the default generator started from."""
    return default_generator.initial_seed()


def get_rng_state() -> Tensor:
    """The state of the default generator, as bytes."""
    return default_generator.get_state()


def set_rng_state(new_state: Tensor) -> None:
    """Puts the default generator back to a state from `get_rng_state`."""
    default_generator.set_state(new_state)


def draw(primitive: Any, shape: tuple[int, ...], kind: np.dtype, generator: Generator | None, **params: Any) -> Tensor:
    """One draw of a random primitive from `generator` (default: the default one)."""
    stream = (generator or default_generator).stream
    return mode.bind(primitive, (), {"stream": stream, "shape": shape, "dtype": kind, **params})


def finished(result: Tensor, requires_grad: bool, device: Any = None, out: Tensor | None = None) -> Tensor:
    """`result` with what was asked of it beside its numbers."""
    if device is not None:
        check_device(device)
    if out is not None:
        return overwrite(out, result)
    return result.requires_grad_() if requires_grad else result


def rand(
    *size: Any,
    generator: Generator | None = None,
    out: Tensor | None = None,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """Numbers drawn evenly from [0, 1).

    >>> _ = manual_seed(0)
    >>> rand(2, 2)
    tensor([[0.4963, 0.7682],
            [0.0885, 0.1320]])
    """
    shape, kind = shape_of(size or ((),)), kind_or_default(dtype)
    return finished(draw(random.uniform, shape, kind, generator, low=0.0, high=1.0), requires_grad, device, out)


def randn(
    *size: Any,
    generator: Generator | None = None,
    out: Tensor | None = None,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """Normal numbers of mean 0 and deviation 1.

    >>> _ = manual_seed(0)
    >>> randn(2)
    tensor([ 1.5410, -0.2934])
    """
    shape, kind = shape_of(size or ((),)), kind_or_default(dtype)
    return finished(draw(random.normal, shape, kind, generator, mean=0.0, std=1.0), requires_grad, device, out)


def randint(
    low: int,
    high: Any = None,
    size: Any = None,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Whole numbers from low (default 0) to below high; `randint(high, size)` also.

    >>> _ = manual_seed(0)
    >>> randint(0, 10, (3,))
    tensor([4, 9, 3])
    """
    if size is None:
        low, high, size = 0, low, high
    elif high is None:
        low, high = 0, low
    kind = dtype.numpy if dtype else INT64
    return finished(draw(random.integers, shape_of((size,)), kind, generator, low=int(low), high=int(high)), requires_grad, device)


def randperm(n: int, *, generator: Generator | None = None, dtype: Dtype | None = None, device: Any = None) -> Tensor:
    """The whole numbers below n, shuffled.

    >>> _ = manual_seed(0)
    >>> randperm(5)
    tensor([4, 0, 1, 3, 2])
    """
    return finished(draw(random.permutation, (int(n),), dtype.numpy if dtype else INT64, generator), False, device)


def rand_like(input: Tensor, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """`rand` with the shape and type of input."""
    return rand(input.shape, dtype=dtype or input.dtype, device=device, requires_grad=requires_grad)


def randn_like(input: Tensor, *, dtype: Dtype | None = None, device: Any = None, requires_grad: bool = False) -> Tensor:
    """`randn` with the shape and type of input."""
    return randn(input.shape, dtype=dtype or input.dtype, device=device, requires_grad=requires_grad)


def randint_like(input: Tensor, low: int, high: int | None = None, *, dtype: Dtype | None = None) -> Tensor:
    """`randint` with the shape and type of input."""
    return randint(low, high, input.shape, dtype=dtype or input.dtype)


def normal(
    mean: Any = 0.0,
    std: Any = 1.0,
    size: Any = None,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Tensor:
    """Normal numbers: of one mean and deviation and a size, or of a tensor of means or deviations.

    >>> _ = manual_seed(0)
    >>> normal(10.0, 0.1, (2,))
    tensor([10.1541,  9.9707])
    """
    if not isinstance(mean, Handle) and not isinstance(std, Handle):
        if size is None:
            raise TypeError(say("errors.normal_size"))
        kind = kind_or_default(dtype)
        drawn = draw(random.normal, shape_of((size,)), kind, generator, mean=float(mean), std=float(std))
        return finished(drawn, requires_grad, device)
    shapes = [x._value.shape for x in (mean, std) if isinstance(x, Handle)]
    kind = next(x._value.dtype for x in (mean, std) if isinstance(x, Handle))
    if isinstance(std, Handle) and std._value.size and std._value.min() < 0:
        raise RuntimeError(say("errors.normal_std"))
    shape = broadcast_shapes(*shapes, operation="normal")
    if isinstance(std, Handle):
        return draw(random.normal, shape, kind, generator, mean=0.0, std=1.0) * std + mean
    return draw(random.normal, shape, kind, generator, mean=0.0, std=float(std)) + mean


def bernoulli(input: Tensor, p: float | None = None, *, generator: Generator | None = None) -> Tensor:
    """1 with the probability that input (or `p`) says, else 0."""
    if p is not None:
        return draw(random.coin, input._value.shape, input._value.dtype, generator, probability=p)
    stream = (generator or default_generator).stream
    return mode.bind(random.bernoulli, (input,), {"stream": stream, "dtype": input._value.dtype})


def multinomial(input: Tensor, num_samples: int, replacement: bool = False, *, generator: Generator | None = None) -> Tensor:
    """`num_samples` places drawn from each row of weights."""
    stream = (generator or default_generator).stream
    params = {"stream": stream, "count": int(num_samples), "replacement": replacement}
    return mode.bind(random.multinomial, (input,), params)


def _fill(self: Tensor, primitive: Any, generator: Generator | None, **params: Any) -> Tensor:
    """Draws over `self`, in the order of its memory as PyTorch does."""
    value = self._value
    if value.flags.c_contiguous:
        return overwrite(self, draw(primitive, value.shape, value.dtype, generator, **params))
    if primitive is random.normal:
        params["contiguous"] = False
    drawn = np.empty_like(value)
    place(draw(primitive, (value.size,), value.dtype, generator, **params)._value, drawn)
    return overwrite(self, wrap(drawn))


def uniform_(self: Tensor, from_: float = 0.0, to: float = 1.0, *, generator: Generator | None = None, **named: float) -> Tensor:
    """Fills the tensor with numbers drawn evenly from [from, to)."""
    low = named.get("from", from_)
    return _fill(self, random.uniform, generator, low=float(low), high=float(to))


def normal_(self: Tensor, mean: float = 0.0, std: float = 1.0, *, generator: Generator | None = None) -> Tensor:
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


def random_(self: Tensor, from_: int | None = None, to: int | None = None, *, generator: Generator | None = None) -> Tensor:
    """Fills the tensor with whole numbers: from 0 to the largest of its type, or as given."""
    stream = (generator or default_generator).stream
    shape, kind = self._value.shape, self._value.dtype
    if from_ is None:
        return overwrite(self, wrap(stream.random(shape, kind)))
    low, high = (0, from_) if to is None else (from_, to)
    return _fill(self, random.integers, generator, low=low, high=high)
