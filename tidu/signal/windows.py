"""Windows that fade a signal in and out, as `torch.signal.windows` names them.

`sym` makes a window that is its own mirror image, and False one period of a periodic one.
Errors are ValueErrors: a negative size, a type that is not float32 or float64.
Source: https://docs.pytorch.org/docs/stable/signal.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from tidu.core.dtypes import dtype as Dtype
from tidu.core.layouts import strided
from tidu.tensor.creation import kind_or_default
from tidu.tensor.placing import placed
from tidu.tensor.tensor import Tensor
from tidu.tensor.windows import bessel, cosines, span, triangle
from tidu.text import say


def _checked(name: str, M: int, dtype: Dtype | None, **numbers: tuple[bool, str, Any]) -> np.dtype:
    """NumPy's type of the window; ValueError for a size, type or number that it cannot have."""
    if M < 0:
        raise ValueError(say("create.window_length", name=name, given=M))
    kind = kind_or_default(dtype)
    if kind.kind != "f" or kind.itemsize < 4:
        raise ValueError(say("create.window_type", name=name, given=dtype))
    for what, (fits, wanted, given) in numbers.items():
        if not fits:
            raise ValueError(say("create.window_number", name=name, what=what, wanted=wanted, given=given))
    return kind


def _only_strided(make: Callable[..., np.ndarray]) -> Callable[..., Tensor]:
    """`make`, with a ValueError for a layout that is not strided."""
    place = placed(make)

    def window(*args: Any, layout: Any = strided, **kwargs: Any) -> Any:
        if layout is not strided:
            raise ValueError(say("create.layout", given=layout))
        return place(*args, **kwargs)

    window.__name__, window.__doc__, window.__module__ = make.__name__, make.__doc__, make.__module__
    window.__wrapped__ = make  # pyright: ignore
    return window


@_only_strided
def general_cosine(
    M: int, *, a: Iterable[float], sym: bool = True, dtype: Dtype | None = None
) -> np.ndarray:
    """a[0] - a[1] cos x + a[2] cos 2x - ... over one period of x.

    >>> general_cosine(4, a=[0.5, 0.5], sym=False)
    tensor([0.0000, 0.5000, 1.0000, 0.5000])
    """
    kind = _checked("general_cosine", M, dtype)
    if not isinstance(a, Iterable):
        raise TypeError(say("create.window_terms", given=a))
    terms = list(a)
    if not terms:
        raise ValueError(say("create.window_terms", given=a))
    return cosines(M, terms, sym).astype(kind)


@_only_strided
def general_hamming(
    M: int, *, alpha: float = 0.54, sym: bool = True, dtype: Dtype | None = None
) -> np.ndarray:
    """alpha - (1 - alpha) cos x."""
    return cosines(M, (alpha, 1.0 - alpha), sym).astype(_checked("general_hamming", M, dtype))


@_only_strided
def hamming(M: int, *, sym: bool = True, dtype: Dtype | None = None) -> np.ndarray:
    """Hamming's window: 0.54 - 0.46 cos x."""
    return cosines(M, (0.54, 0.46), sym).astype(_checked("hamming", M, dtype))


@_only_strided
def hann(M: int, *, sym: bool = True, dtype: Dtype | None = None) -> np.ndarray:
    """Hann's window: one arch of a cosine, from 0 to 1 and back.

    >>> hann(3)
    tensor([0., 1., 0.])
    """
    return cosines(M, (0.5, 0.5), sym).astype(_checked("hann", M, dtype))


@_only_strided
def blackman(M: int, *, sym: bool = True, dtype: Dtype | None = None) -> np.ndarray:
    """Blackman's window, of three cosines."""
    return cosines(M, (0.42, 0.5, 0.08), sym).astype(_checked("blackman", M, dtype))


@_only_strided
def nuttall(M: int, *, sym: bool = True, dtype: Dtype | None = None) -> np.ndarray:
    """Nuttall's window, of four cosines."""
    a = (0.3635819, 0.4891775, 0.1365995, 0.0106411)
    return cosines(M, a, sym).astype(_checked("nuttall", M, dtype))


@_only_strided
def bartlett(M: int, *, sym: bool = True, dtype: Dtype | None = None) -> np.ndarray:
    """A triangle: up to 1 in the middle, and down to 0."""
    return triangle(M, sym).astype(_checked("bartlett", M, dtype))


@_only_strided
def cosine(M: int, *, sym: bool = True, dtype: Dtype | None = None) -> np.ndarray:
    """Half a period of a sine, met in the middle of each step."""
    kind = _checked("cosine", M, dtype)
    places, _ = span(M, sym)
    return np.sin((places + 0.5) * (np.pi / (max(M, 1) if sym or M < 2 else M + 1))).astype(kind)


@_only_strided
def exponential(
    M: int, *, center: float | None = None, tau: float = 1.0, sym: bool = True,
    dtype: Dtype | None = None,
) -> np.ndarray:  # fmt: skip
    """exp(-|place - center| / tau); the center of a symmetric window is its middle."""
    kind = _checked("exponential", M, dtype, tau=(tau > 0, "> 0", tau))
    if sym and center is not None:
        raise ValueError(say("create.window_center", given=center))
    places, end = span(M, sym)
    return np.exp(-np.abs(places - (end / 2 if center is None else center)) / tau).astype(kind)


@_only_strided
def gaussian(
    M: int, *, std: float = 1.0, sym: bool = True, dtype: Dtype | None = None
) -> np.ndarray:
    """A bell whose standard deviation is `std` places."""
    kind = _checked("gaussian", M, dtype, std=(std > 0, "> 0", std))
    places, end = span(M, sym)
    return np.exp(-(((places - end / 2) / std) ** 2) / 2).astype(kind)


@_only_strided
def kaiser(
    M: int, *, beta: float = 12.0, sym: bool = True, dtype: Dtype | None = None
) -> np.ndarray:
    """Kaiser's window, the narrower the larger beta is."""
    kind = _checked("kaiser", M, dtype, beta=(beta >= 0, ">= 0", beta))
    return bessel(M, beta, sym).astype(kind)
