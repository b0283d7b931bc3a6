"""Windows that fade a signal in and out: formulas, and PyTorch's old functions for them.

Source: https://en.wikipedia.org/wiki/Window_function
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from tidu.core.dtypes import dtype as Dtype
from tidu.tensor.creation import kind_or_default
from tidu.tensor.placing import placed
from tidu.text import say


def span(count: int, sym: bool) -> tuple[np.ndarray, int]:
    """(the places 0, 1, ..., the place where the window ends): periodic windows end one later.

    >>> span(3, True)
    (array([0., 1., 2.]), 2)
    """
    return np.arange(count, dtype=np.float64), count - 1 if sym or count < 2 else count


def cosines(count: int, a: Sequence[float], sym: bool) -> np.ndarray:
    """a[0] - a[1] cos x + a[2] cos 2x - ... over one period of x.

    >>> cosines(3, (0.5, 0.5), True)
    array([0., 1., 0.])
    """
    places, end = span(count, sym)
    if count < 2:
        return np.ones(count)
    x = places * (2 * math.pi / end)
    return np.sum([(-1) ** k * each * np.cos(k * x) for k, each in enumerate(a)], axis=0)


def triangle(count: int, sym: bool) -> np.ndarray:
    """Straight up to 1 in the middle, and straight down."""
    places, end = span(count, sym)
    return np.ones(count) if count < 2 else 1.0 - np.abs(places / (end / 2) - 1.0)


def bessel(count: int, beta: float, sym: bool) -> np.ndarray:
    """Kaiser's window: a Bessel function over a half circle."""
    places, end = span(count, sym)
    if count < 2:
        return np.ones(count)
    circle = np.sqrt(np.maximum(1.0 - (places / (end / 2) - 1.0) ** 2, 0.0))
    return np.i0(beta * circle) / np.i0(beta)


def _window(
    name: str, window_length: int, dtype: Dtype | None, formula: Callable[[int], np.ndarray]
) -> np.ndarray:
    """`formula` of that length; RuntimeError for a negative one, or a type that is not real."""
    kind = kind_or_default(dtype)
    if kind.kind != "f":
        raise RuntimeError(say("create.window_type", name=name, given=dtype))
    if window_length < 0:
        raise RuntimeError(say("create.window_length", name=name, given=window_length))
    return formula(window_length).astype(kind)


@placed
def bartlett_window(window_length: int, periodic: bool = True, *, dtype: Dtype | None = None) -> np.ndarray:
    """A triangle: up to 1 in the middle, and down to 0.

    >>> bartlett_window(4)
    tensor([0.0000, 0.5000, 1.0000, 0.5000])
    """
    return _window("bartlett_window", window_length, dtype, lambda n: triangle(n, not periodic))


@placed
def blackman_window(window_length: int, periodic: bool = True, *, dtype: Dtype | None = None) -> np.ndarray:
    """Blackman's window, of three cosines."""
    a = (0.42, 0.5, 0.08)
    return _window("blackman_window", window_length, dtype, lambda n: cosines(n, a, not periodic))


@placed
def hamming_window(
    window_length: int, periodic: bool = True, alpha: float = 0.54, beta: float = 0.46,
    *, dtype: Dtype | None = None,
) -> np.ndarray:  # fmt: skip
    """Hamming's window: alpha - beta cos x."""
    a = (alpha, beta)
    return _window("hamming_window", window_length, dtype, lambda n: cosines(n, a, not periodic))


@placed
def hann_window(window_length: int, periodic: bool = True, *, dtype: Dtype | None = None) -> np.ndarray:
    """Hann's window: one arch of a cosine, from 0 to 1 and back.

    >>> hann_window(4)
    tensor([0.0000, 0.5000, 1.0000, 0.5000])
    """
    return _window("hann_window", window_length, dtype, lambda n: cosines(n, (0.5, 0.5), not periodic))


@placed
def kaiser_window(
    window_length: int, periodic: bool = True, beta: float = 12.0, *, dtype: Dtype | None = None
) -> np.ndarray:
    """Kaiser's window, the narrower the larger beta is."""
    return _window("kaiser_window", window_length, dtype, lambda n: bessel(n, beta, not periodic))
