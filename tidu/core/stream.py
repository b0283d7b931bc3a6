"""PyTorch's random numbers on NumPy arrays: one seed, the same numbers from the CPU.

Every recipe was measured against PyTorch 2.13 (tests/core/test_stream.py). Values are drawn in
row-major order; `core.place` lays them into an array of another layout as PyTorch fills it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import DTypeLike

from tidu.core.choose import categories_of, check_multinomial, exchanged
from tidu.core.stream_range import integer_range, natural_range
from tidu.core.stream_real import Shape, real_type
from tidu.core.stream_trial import TrialStream
from tidu.text import say

PAIR_OF_WORDS = 2**28  # ranges from here on take two words an integer
LARGE_PERMUTATION = (2**32 - 1) // 20


class Stream(TrialStream):
    """The draws of one `torch.Generator`: `torch.rand` and its kin, in their order.

    >>> Stream(0).uniform((3,))
    array([0.4962566 , 0.7682218 , 0.08847743], dtype=float32)
    """

    def integers(self, low: int, high: int | None, shape: Shape, dtype: DTypeLike = np.int64) -> np.ndarray:
        """`torch.randint`, `Tensor.random_(low, high)`: integers in [low, high), any type.

        `high=None` means up to the largest integer of `dtype`. Errors: `integer_range`.

        >>> Stream(0).integers(0, 10, (5,))
        array([4, 9, 3, 0, 3])
        """
        dtype = np.dtype(dtype)
        start, size = integer_range(low, high, dtype)
        values = self._below(size, math.prod(shape), size >= PAIR_OF_WORDS)
        return (values + start).astype(dtype).reshape(shape)

    def random(self, shape: Shape, dtype: DTypeLike = np.int64) -> np.ndarray:
        """`Tensor.random_()`: integers from 0 to the largest before which none is missing.

        >>> Stream(0).random((3,), np.uint8)
        array([172,  47, 117], dtype=uint8)
        """
        dtype = np.dtype(dtype)
        wide = dtype in (np.int64, np.float64)
        values = self._below(natural_range(dtype), math.prod(shape), wide)
        return values.astype(dtype).reshape(shape)

    def permutation(self, n: int, dtype: DTypeLike = np.int64) -> np.ndarray:
        """`torch.randperm(n)` [n]: the integers below `n`, shuffled (Fisher-Yates).

        RuntimeError if `n` is negative or `dtype` cannot tell so many integers apart.

        >>> Stream(0).permutation(5)
        array([4, 0, 1, 3, 2])
        """
        dtype = np.dtype(dtype)
        if n < 0:
            raise RuntimeError(say("stream.permutation_size", n=n))
        if n > natural_range(dtype):
            raise RuntimeError(say("stream.permutation_dtype", n=n, dtype=dtype.name))
        if n < LARGE_PERMUTATION:
            partners = self.words32(max(n - 1, 0))
            partners %= np.arange(n, 1, -1, dtype=np.uint32)
            partners += np.arange(partners.size, dtype=np.uint32)
        else:
            partners = self.words64(n) % np.arange(1, n + 1, dtype=np.uint64)
        return exchanged(n, partners).astype(dtype, copy=False)

    def bernoulli(self, probabilities: np.ndarray, dtype: DTypeLike | None = None) -> np.ndarray:
        """`torch.bernoulli(p)`, `Tensor.bernoulli_(p)` with a tensor: 1 with probability p.

        One word an element for a float32 `p`, two for a float64 one. The type is that of `p`
        unless given. RuntimeError if a probability is not in [0, 1].

        >>> Stream(0).bernoulli(np.array([0.4, 0.8, 0.8], np.float32))
        array([0., 1., 1.], dtype=float32)
        """
        work = np.promote_types(real_type(probabilities.dtype, "bernoulli"), np.float32).type
        if not np.all((probabilities >= 0) & (probabilities <= 1)):
            smallest, largest = probabilities.min(), probabilities.max()
            raise RuntimeError(say("stream.bernoulli_array", smallest=smallest, largest=largest))
        chosen = self.unit(probabilities.size, work).reshape(probabilities.shape) < probabilities
        return chosen.astype(dtype or probabilities.dtype)

    def bernoulli_scalar(self, probability: float, shape: Shape, dtype: DTypeLike = np.float32) -> np.ndarray:
        """`Tensor.bernoulli_(p)`, `torch.bernoulli(x, p)` with a number: two words an element.

        >>> Stream(0).bernoulli_scalar(0.5, (4,), np.int64)
        array([0, 0, 1, 0])
        """
        if not 0 <= probability <= 1:
            raise RuntimeError(say("stream.bernoulli_scalar", probability=probability))
        # k / 2**53 < p as integers, the scaling being exact.
        words = self.words64(math.prod(shape)) & np.uint64(2**53 - 1)
        return (words < np.uint64(math.ceil(probability * 2**53))).astype(dtype).reshape(shape)

    def dropout_mask(self, shape: Shape, keep_probability: float) -> np.ndarray:
        """What `F.dropout` keeps, bool; float32 and float64 inputs take the same words.

        Like `F.dropout`, draws nothing when all is kept or nothing is. `keep_probability` is
        `1 - p`; the caller divides what is kept by it.

        >>> Stream(0).dropout_mask((4,), 0.5)
        array([False, False,  True, False])
        """
        if keep_probability in (0, 1):
            return np.full(shape, keep_probability == 1)
        return self.bernoulli_scalar(keep_probability, shape, np.bool_)

    def multinomial(self, probabilities: np.ndarray, n: int, replacement: bool = False) -> np.ndarray:
        """`torch.multinomial`: `n` categories of each row, int64 [n] or [rows, n].

        `probabilities` [categories] or [rows, categories] need not sum to one. RuntimeError if
        they are negative, infinite, NaN or all zero, or if `n` cannot be drawn.

        >>> Stream(0).multinomial(np.array([0.1, 0.7, 0.2], np.float32), 4, replacement=True)
        array([2, 1, 1, 2])
        """
        check_multinomial(probabilities, n, replacement)
        rows = np.atleast_2d(probabilities)
        # One draw is the same either way, and PyTorch takes the faster one.
        if replacement and n > 1:
            draws = self.unit(len(rows) * n, np.float64).reshape(-1, n)
            drawn = categories_of(rows, draws)
        else:
            # The largest p / q, q exponential, come out in the order of drawing one by one.
            races = rows / self.exponential(rows.shape, rows.dtype)
            drawn = np.argsort(-races, axis=1, kind="stable")[:, :n]
        return drawn.reshape(*probabilities.shape[:-1], n)

    def _below(self, size: int, count: int, wide: bool) -> np.ndarray:
        """Integers in [0, size), int64, from two words each if `wide`, else from one."""
        words = self.words64(count) if wide else self.words32(count)
        if size < 2**64:
            words %= words.dtype.type(size)
        return words.view(np.int64) if wide else words.astype(np.int64)
