"""The weights by which one axis is brought to another size: one matrix [new, old] for each way.

Every way of resizing works on one axis after the other, and each is linear. Coordinates are
computed in the input's own type, as PyTorch does, or a border between two places would fall
elsewhere.
Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

CUBIC, CUBIC_SMOOTH = -0.75, -0.5  # the slope parameter of the cubic kernel; the second is Pillow's


def scale_of(old: int, new: int, kind: np.dtype, given: float | None, corners: bool) -> np.floating:
    """How many old places a new one takes: by `given` factor, or by the sizes.

    With `corners` the centres of the first and last places fall together.

    >>> scale_of(4, 8, np.dtype("float64"), None, False), scale_of(4, 7, np.dtype("float64"), None, True)
    (np.float64(0.5), np.float64(0.5))
    """
    real = kind.type if kind.kind == "f" else np.float32
    if corners:
        return real(old - 1) / real(new - 1) if new > 1 else real(0)
    return real(1.0 / given) if given else real(old) / real(new)


def nearest(old: int, new: int, scale: np.floating, exact: bool) -> np.ndarray:
    """The old place that each new one takes.

    >>> nearest(2, 4, np.float64(0.5), False)
    array([0, 0, 1, 1])
    """
    steps = np.arange(new).astype(scale.dtype)
    places = (steps + scale.dtype.type(0.5)) * scale if exact else steps * scale
    return np.minimum(np.floor(places).astype(np.int64), old - 1)


def linear(old: int, new: int, scale: np.floating, corners: bool) -> np.ndarray:
    """Each new place between its two neighbours.

    >>> linear(2, 3, np.float64(0.5), True)
    array([[1. , 0. ],
           [0.5, 0.5],
           [0. , 1. ]])
    """
    places = np.maximum(_centres(new, scale, corners), 0)
    low = np.minimum(places.astype(np.int64), old - 1)
    share = np.clip(places - low, 0, 1)
    return _spread(old, ((low, 1 - share), (np.minimum(low + 1, old - 1), share)))


def cubic(old: int, new: int, scale: np.floating, corners: bool) -> np.ndarray:
    """Each new place by a cubic through four old ones; those beyond an end count as the end."""
    places = _centres(new, scale, corners)
    low = np.floor(places)
    share = places - low
    taps = ((low + step, kernel_cubic(share - step, CUBIC)) for step in (-1, 0, 1, 2))
    return _spread(old, tuple((np.clip(place, 0, old - 1).astype(np.int64), w) for place, w in taps))


def area(old: int, new: int) -> np.ndarray:
    """Each new place the mean of the old ones that it covers.

    >>> area(3, 2)
    array([[0.5, 0.5, 0. ],
           [0. , 0.5, 0.5]])
    """
    weights = np.zeros((new, old))
    for place in range(new):
        start, stop = place * old // new, -(-(place + 1) * old // new)
        weights[place, start:stop] = 1 / (stop - start)
    return weights


def smooth(
    old: int, new: int, scale: np.floating, kernel: Callable[[np.ndarray], np.ndarray], radius: float
) -> np.ndarray:
    """Each new place by a kernel as wide as a new place, so that making smaller averages, as Pillow does."""
    support, squeeze = (radius * scale, 1 / scale) if scale >= 1 else (radius, 1.0)
    weights = np.zeros((new, old))
    for place in range(new):
        centre = scale * (place + 0.5)
        start = max(int(centre - support + 0.5), 0)
        stop = min(int(centre + support + 0.5), old)
        drawn = kernel((np.arange(start, stop) - centre + 0.5) * squeeze)
        weights[place, start:stop] = drawn / drawn.sum()
    return weights


def kernel_linear(x: np.ndarray) -> np.ndarray:
    """1 − |x|, 0 beyond 1.

    >>> kernel_linear(np.array([0.25, 2.0]))
    array([0.75, 0.  ])
    """
    return np.maximum(1 - np.abs(x), 0)


def kernel_cubic(x: np.ndarray, slope: float = CUBIC_SMOOTH) -> np.ndarray:
    """Keys' cubic: 1 at 0, 0 at ±1 and from ±2 on. Source: https://doi.org/10.1109/TASSP.1981.1163711

    >>> kernel_cubic(np.array([0.0, 1.0, 3.0]))
    array([1., 0., 0.])
    """
    x = np.abs(x)
    inner = ((slope + 2) * x - (slope + 3)) * x * x + 1
    outer = slope * (((x - 5) * x + 8) * x - 4)
    return np.where(x <= 1, inner, np.where(x < 2, outer, 0.0))


def kernel_lanczos(x: np.ndarray) -> np.ndarray:
    """sinc(x) · sinc(x / 3), 0 beyond 3.

    >>> kernel_lanczos(np.array([0.0, 4.0]))
    array([1., 0.])
    """
    return np.where(np.abs(x) < 3, np.sinc(x) * np.sinc(x / 3), 0.0)


def _centres(new: int, scale: np.floating, corners: bool) -> np.ndarray:
    """Where the centre of each new place falls among the old ones."""
    half = scale.dtype.type(0.0 if corners else 0.5)
    return (np.arange(new).astype(scale.dtype) + half) * scale - half


def _spread(old: int, taps: tuple[tuple[np.ndarray, np.ndarray], ...]) -> np.ndarray:
    """The matrix with each tap's weight at its place."""
    weights = np.zeros((len(taps[0][0]), old))
    for places, shares in taps:
        np.add.at(weights, (np.arange(len(places)), places), shares)
    return weights
