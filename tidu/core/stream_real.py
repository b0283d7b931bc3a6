"""Real random numbers, uniform, normal and exponential, as PyTorch's CPU draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike

from tidu.core.fused import multiply_add
from tidu.core.stream_normal import normals_in_groups, normals_in_pairs
from tidu.core.twister import Twister
from tidu.text import say

Shape = Sequence[int]
GROUP = 16  # contiguous tensors from here on get their normal numbers in groups


class RealStream(Twister):
    """The draws whose results are real numbers.

    >>> RealStream(0).uniform((3,))
    array([0.4962566 , 0.7682218 , 0.08847743], dtype=float32)
    """

    def uniform(
        self, shape: Shape, dtype: DTypeLike = np.float32, low: float = 0.0, high: float = 1.0
    ) -> np.ndarray:
        """`torch.rand`, `Tensor.uniform_`: reals in [low, high).

        RuntimeError if `low > high` or `dtype` cannot hold the bounds or their difference.

        >>> RealStream(0).uniform((2,), np.float64, -1, 1)
        array([0.940106  , 0.41563973])
        """
        dtype = real_type(dtype, "uniform_")
        largest = float(np.finfo(dtype).max)
        for name, bound in (("from", low), ("to", high)):
            if not abs(bound) <= largest:
                raise RuntimeError(say("stream.uniform_bound", name=name, bound=bound, dtype=dtype.name))
        if low > high or high - low > largest:
            raise RuntimeError(say("stream.uniform_order", low=low, high=high, dtype=dtype.name))
        work = np.promote_types(dtype, np.float32).type
        values = self.unit(math.prod(shape), work)
        if (low, high) != (0, 1):
            values = multiply_add(values, work(high) - work(low), work(low))
        values = values.astype(dtype, copy=False)
        values[values == dtype.type(high)] = low  # rounded up to the end that is left out
        return values.reshape(shape)

    def normal(
        self,
        shape: Shape,
        dtype: DTypeLike = np.float32,
        mean: float = 0.0,
        std: float = 1.0,
        contiguous: bool = True,
    ) -> np.ndarray:
        """`torch.randn`, `Tensor.normal_`: the normal distribution.

        `contiguous=False` draws as PyTorch does into a tensor that is not contiguous. float32
        and float16 have PyTorch's bits, and so has float64 below 16 elements; above, float64
        is within 2 ulp of the larger of its two terms. RuntimeError if `std < 0`.

        >>> RealStream(0).normal((3,))
        array([ 1.5409961, -0.2934289, -2.1787894], dtype=float32)
        """
        dtype = real_type(dtype, "normal_")
        if not std >= 0:
            raise RuntimeError(say("stream.normal_std", std=std))
        count = math.prod(shape)
        if count >= GROUP and contiguous:
            values = self._normals_in_groups(count, dtype)
        else:
            values = np.array(self._normals_in_pairs(count))
        work = values.dtype.type
        if (mean, std) != (0, 1):
            values = multiply_add(values, work(std), work(mean))
        else:
            values = values + work(0)  # PyTorch adds the mean, which turns -0 into 0
        return _narrowed(values, dtype).reshape(shape)

    def _normals_in_groups(self, count: int, dtype: np.dtype) -> np.ndarray:
        """At least 16 numbers; a rest that fills no group is redrawn with those before it."""
        rest = count % GROUP
        drawn = count if dtype != np.float16 else count - rest
        work = np.promote_types(dtype, np.float32).type
        values = normals_in_groups(self.unit(drawn, work)[: count - rest])
        if not rest:
            return values
        last = normals_in_groups(self.unit(GROUP, work))
        return np.concatenate((values[: count - GROUP], last))

    def _normals_in_pairs(self, count: int) -> list[float]:
        """Numbers drawn two by two; one left over waits for the next call."""
        spare = [] if self._spare_normal is None else [self._spare_normal]
        pairs = max(count - len(spare) + 1, 0) // 2
        values = spare + normals_in_pairs(self.unit(2 * pairs, np.float64))
        self._spare_normal = values[count] if len(values) > count else None
        return values[:count]

    def exponential(self, shape: Shape, dtype: DTypeLike = np.float32, rate: float = 1.0) -> np.ndarray:
        """`Tensor.exponential_`: waiting times of mean 1 / rate; float64 within 2 ulp.

        >>> RealStream(0).exponential((2,), rate=2.0)
        array([1.7541631 , 0.61519235], dtype=float32)
        """
        dtype = real_type(dtype, "exponential_")
        if not rate > 0:
            raise RuntimeError(say("stream.exponential_rate", rate=rate))
        values = -1.0 / rate * np.log1p(-self.unit(math.prod(shape), np.float64))
        return _narrowed(values, dtype).reshape(shape)

    def cauchy(
        self, shape: Shape, dtype: DTypeLike = np.float32, median: float = 0.0, scale: float = 1.0
    ) -> np.ndarray:
        """`Tensor.cauchy_`: where a ray turned at random meets a line; float64 within 2 ulp.

        >>> RealStream(0).cauchy((2,))
        array([10.59773  ,  0.7647673], dtype=float32)
        """
        dtype = real_type(dtype, "cauchy_")
        if not scale > 0:
            raise RuntimeError(say("stream.cauchy_scale", scale=scale))
        turns = np.tan(np.pi * (self.unit(math.prod(shape), np.float64) - 0.5))
        return _narrowed(median + scale * turns, dtype).reshape(shape)

    def log_normal(
        self, shape: Shape, dtype: DTypeLike = np.float32, mean: float = 1.0, std: float = 2.0
    ) -> np.ndarray:
        """`Tensor.log_normal_`: e to the power of normal numbers; float64 within 2 ulp.

        >>> RealStream(0).log_normal((2,), mean=0.0, std=1.0)
        array([4.669239 , 0.7457022], dtype=float32)
        """
        dtype = real_type(dtype, "log_normal_")
        if not std > 0:
            raise RuntimeError(say("stream.log_normal_std", std=std))
        powers = np.array(self._normals_in_pairs(math.prod(shape))) * std + mean
        return _narrowed(np.exp(powers), dtype).reshape(shape)

    def geometric(self, shape: Shape, dtype: DTypeLike = np.float32, chance: float = 0.5) -> np.ndarray:
        """`Tensor.geometric_`: the number of the first trial that succeeds; any type but bool.

        >>> RealStream(0).geometric((3,), np.int64, 0.2)
        array([1, 2, 4])
        """
        if np.dtype(dtype) == np.bool_:
            raise NotImplementedError(say("stream.real", operation="geometric_", dtype="bool"))
        if not 0 < chance < 1:
            raise RuntimeError(say("stream.geometric_chance", chance=chance))
        with np.errstate(divide="ignore"):
            waited = np.ceil(np.log(self.unit(math.prod(shape), np.float64)) / math.log1p(-chance))
        return waited.astype(dtype).reshape(shape)

    def unit(self, count: int, dtype: type[np.floating]) -> np.ndarray:
        """Reals in [0, 1): the low 24 bits of a word (float32), the low 53 of two (float64).

        >>> RealStream(0).unit(2, np.float64)
        array([0.970053  , 0.70781986])
        """
        if dtype == np.float32:
            words = self.words32(count) & np.uint32(2**24 - 1)
            return words.astype(np.float32) * np.float32(2**-24)
        return (self.words64(count) & np.uint64(2**53 - 1)) * 2.0**-53


def real_type(dtype: DTypeLike, operation: str) -> np.dtype:
    """`dtype`, or NotImplementedError if `operation` cannot give it, having no fractions.

    >>> real_type(np.float32, "normal_")
    dtype('float32')
    """
    dtype = np.dtype(dtype)
    if dtype.kind != "f":
        raise NotImplementedError(say("stream.real", operation=operation, dtype=dtype.name))
    return dtype


def _narrowed(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """`values` as `dtype`; PyTorch has no step from float64 to float16 that skips float32."""
    wide = np.promote_types(dtype, np.float32)
    return values.astype(wide, copy=False).astype(dtype, copy=False)
