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
from tidu.ops import random
from tidu.tensor.creation import kind_or_default, shape_of
from tidu.tensor.device import check_device
from tidu.tensor.generator import Generator, default_generator
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.matrix_checks import tied
from tidu.tensor.promote import INT64, named, to_dtype
from tidu.tensor.tape import overwrite
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def draw(
    primitive: Any, shape: tuple[int, ...], kind: np.dtype, generator: Generator | None, **params: Any
) -> Tensor:
    """One draw of a random primitive from `generator` (default: the default one)."""
    stream = (generator or default_generator).stream
    return mode.bind(primitive, (), {"stream": stream, "shape": shape, "dtype": kind, **params})


def draw_like(
    primitive: Any, value: Any, kind: np.dtype, generator: Generator | None, **params: Any
) -> Tensor:
    """One draw in the shape and layout of `value`, filled in the order of memory as PyTorch does."""
    if value.flags.c_contiguous:
        return draw(primitive, value.shape, kind, generator, **params)
    if mode.recorder is not None:
        mode.recorder.refuse("layout")
    drawn = np.empty_like(value, dtype=kind)
    if primitive is random.normal:
        params.setdefault("contiguous", drawn.flags.c_contiguous)
    place(draw(primitive, (value.size,), kind, generator, **params)._value, drawn)
    return wrap(drawn)


def finished(result: Tensor, requires_grad: bool, device: Any = None, out: Tensor | None = None) -> Tensor:
    """`result` with what was asked of it beside its numbers."""
    if device is not None:
        check_device(device)
    if out is not None:
        return overwrite(out, result)
    return result.requires_grad_() if requires_grad else result


def kind_for(dtype: Dtype | None, out: Tensor | None) -> np.dtype:
    """The type to draw in: the one asked for, that of `out`, or the default."""
    return out._value.dtype if dtype is None and out is not None else kind_or_default(dtype)


def rand(
    *shape: Any,
    size: Any = None,
    generator: Generator | None = None,
    out: Tensor | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """Numbers drawn evenly from [0, 1).

    >>> _ = default_generator.manual_seed(0)
    >>> rand(2, 2)
    tensor([[0.4963, 0.7682],
            [0.0885, 0.1320]])
    """
    wanted, kind = shape_of(shape, size), kind_for(dtype, out)
    return finished(
        draw(random.uniform, wanted, kind, generator, low=0.0, high=1.0), requires_grad, device, out
    )


def randn(
    *shape: Any,
    size: Any = None,
    generator: Generator | None = None,
    out: Tensor | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """Normal numbers of mean 0 and deviation 1.

    >>> _ = default_generator.manual_seed(0)
    >>> randn(2)
    tensor([ 1.5410, -0.2934])
    """
    wanted, kind = shape_of(shape, size), kind_for(dtype, out)
    return finished(
        draw(random.normal, wanted, kind, generator, mean=0.0, std=1.0), requires_grad, device, out
    )


def randint(
    low: Any = None,
    high: Any = None,
    size: Any = None,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """Whole numbers from low (default 0) to below high; `randint(high, size)` also.

    >>> _ = default_generator.manual_seed(0)
    >>> randint(0, 10, (3,))
    tensor([4, 9, 3])
    """
    if size is None:
        low, high, size = 0, low, high
    elif high is None or low is None:
        low, high = 0, low if high is None else high
    kind = kind_or_default(dtype) if dtype else INT64
    return finished(
        draw(random.integers, shape_of((size,)), kind, generator, low=int(low), high=int(high)),
        requires_grad,
        device,
    )


def randperm(
    n: int,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """The whole numbers below n, shuffled.

    >>> _ = default_generator.manual_seed(0)
    >>> randperm(5)
    tensor([4, 0, 1, 3, 2])
    """
    kind = kind_or_default(dtype) if dtype else INT64
    return finished(draw(random.permutation, (int(n),), kind, generator), requires_grad, device)


def normal(
    mean: Any = 0.0,
    std: Any = 1.0,
    size: Any = None,
    *,
    generator: Generator | None = None,
    dtype: Dtype | None = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Tensor:
    """Normal numbers: of one mean and deviation and a size, or of a tensor of means or deviations.

    >>> _ = default_generator.manual_seed(0)
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
    lowest = std._value if isinstance(std, Handle) and mode.recorder is None else None
    if lowest is not None and lowest.size and lowest.min() < 0:
        raise RuntimeError(say("errors.normal_std"))
    shape = broadcast_shapes(*shapes, operation="normal")
    centre = mean.detach() if isinstance(mean, Handle) else mean
    if not isinstance(std, Handle):
        drawn = draw(random.normal, shape, kind, generator, mean=0.0, std=float(std)) + centre
        return decided(drawn, (mean,), "NormalBackward1")
    spread = to_dtype(draw(random.normal, shape, kind, generator, mean=0.0, std=1.0) * std.detach(), kind)
    drawn = to_dtype(spread + centre, kind)
    label = "NormalBackward3" if isinstance(mean, Handle) else "NormalBackward2"
    return decided(drawn, (mean, std), label)


def decided(drawn: Tensor, by: tuple, label: str) -> Tensor:
    """Drawn numbers on the tape of what decided them: they have a gradient, of 0, as PyTorch has it."""
    sources: list[Any] = [x for x in by if mode.grad and isinstance(x, Handle)]
    for source in sources:
        drawn = named(tied(drawn, source), label)
    return drawn


def bernoulli(input: Tensor, p: float | None = None, *, generator: Generator | None = None) -> Tensor:
    """1 with the probability that input (or `p`) says, else 0."""
    if p is not None:
        return draw(random.coin, input._value.shape, input._value.dtype, generator, probability=p)
    stream = (generator or default_generator).stream
    drawn = mode.bind(random.bernoulli, (input,), {"stream": stream, "dtype": input._value.dtype})
    return decided(drawn, (input,), "BernoulliBackward0")


def multinomial(
    input: Tensor, num_samples: int, replacement: bool = False, *, generator: Generator | None = None
) -> Tensor:
    """`num_samples` places drawn from each row of weights."""
    stream = (generator or default_generator).stream
    params = {"stream": stream, "count": int(num_samples), "replacement": replacement}
    return mode.bind(random.multinomial, (input,), params)
