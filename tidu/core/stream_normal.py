"""Normal numbers from uniform ones (Box-Muller), with the bits of PyTorch's kernels.

Source: ATen/core/DistributionsHelper.h, ATen/native/cpu/DistributionTemplates.h and
avx_mathfun.h (the Cephes polynomials) of PyTorch 2.13.
"""

from __future__ import annotations

import math

import numpy as np

from tidu.core.fused import multiply_add

GROUPS_AT_A_TIME = 2048  # 128 KB an array: the steps below stay in the cache
LOG = np.array(
    [
        7.0376836292e-2,
        -1.1514610310e-1,
        1.1676998740e-1,
        -1.2420140846e-1,
        1.4249322787e-1,
        -1.6668057665e-1,
        2.0000714765e-1,
        -2.4999993993e-1,
        3.3333331174e-1,
    ],
    np.float32,
)
LOG_TWO = np.array([-2.12194440e-4, 0.693359375], np.float32)  # ln 2 in two parts
ROOT_HALF = np.float32(0.707106781186547524)
COSINE_SINE = np.array(  # powers of the square: a row each, the cosine above the sine
    [
        [[2.443315711809948e-5], [-1.9515295891e-4]],
        [[-1.388731625493765e-3], [8.3321608736e-3]],
        [[4.166664568298827e-2], [-1.6666654611e-1]],
    ],
    np.float32,
)
QUARTER_PI = np.array(  # minus pi / 4 in three parts
    [-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8], np.float32
)
COSINE_LEADS = np.array([[2], [0]], np.int32)  # octants by which each changes its sign earlier
FOUR_OVER_PI = np.float32(1.27323954473516)


def normals_in_pairs(uniforms: np.ndarray) -> list[float]:
    """Standard normals from float64 uniforms [2 n]: each two give a cosine and a sine.

    One at a time through the C library, as PyTorch draws fewer than 16 or into a tensor that
    is not contiguous: the same bits.

    >>> normals_in_pairs(np.array([0.0, 0.5]))
    [1.1774100225154747, 0.0]
    """
    drawn = []
    for turn, height in uniforms.reshape(-1, 2).tolist():
        radius, angle = math.sqrt(-2.0 * math.log1p(-height)), 2.0 * math.pi * turn
        drawn += [radius * math.cos(angle), radius * math.sin(angle)]
    return drawn


def normals_in_groups(uniforms: np.ndarray) -> np.ndarray:
    """Standard normals from as many uniforms [16 n], float32 or float64, changed group by group.

    In a group of 16 the first eight give radii, the last eight angles; the cosines take the
    place of the radii, the sines that of the angles. float32: PyTorch's bits; float64: NumPy's
    logarithm, sine and cosine, within 2 ulp.

    >>> normals_in_groups(np.zeros(32, np.float32)).tolist() == [0.0] * 32
    True
    """
    groups = uniforms.reshape(-1, 2, 8)
    normals = np.empty_like(groups)
    if uniforms.dtype == np.float64:
        radius = np.sqrt(-2.0 * np.log(1.0 - groups[:, 0]))
        angle = 2.0 * np.pi * groups[:, 1]
        normals[:, 0], normals[:, 1] = radius * np.cos(angle), radius * np.sin(angle)
        return normals.reshape(-1)
    for start in range(0, len(groups), GROUPS_AT_A_TIME):
        block = slice(start, start + GROUPS_AT_A_TIME)
        heights, turns = groups[block, 0].ravel(), groups[block, 1].ravel()
        radius = np.sqrt(np.float32(-2.0) * _logarithm(np.float32(1.0) - heights))
        drawn = radius * _cosine_sine(turns * np.float32(2.0 * np.pi))
        normals[block] = drawn.reshape(2, -1, 8).swapaxes(0, 1)
    return normals.reshape(-1)


def _polynomial(coefficients: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Horner's scheme, highest power first, times `x`."""
    value = coefficients[0]
    for coefficient in coefficients[1:]:
        value = multiply_add(x, value, coefficient)
    return value * x


def _logarithm(x: np.ndarray) -> np.ndarray:
    """ln x for float32 x in (0, 1] (Cephes logf)."""
    mantissa, exponent = np.frexp(x)
    low = (mantissa < ROOT_HALF).astype(np.float32)
    exponent = exponent.astype(np.float32) - low
    offset = (mantissa + mantissa * low) - np.float32(1.0)
    square = offset * offset
    tail = multiply_add(_polynomial(LOG, offset), square, exponent * LOG_TWO[0])
    tail -= square * np.float32(0.5)
    return (offset + tail) + exponent * LOG_TWO[1]


def _cosine_sine(angle: np.ndarray) -> np.ndarray:
    """cos and sin [2, n] of float32 angles [n] in [0, 2 pi] (Cephes sincosf)."""
    octant = (angle * FOUR_OVER_PI).astype(np.int32) + 1 & ~1
    for part in QUARTER_PI:
        angle = multiply_add(octant, part, angle)
    square = angle * angle
    both = multiply_add(
        _polynomial(COSINE_SINE, square),
        np.stack((square, angle)),
        np.stack((square * np.float32(-0.5), angle)),
    )
    both[0] += np.float32(1.0)
    # Swapped without branches where the octant says so: a mask of ones or zeros, and xor; then
    # the signs, the highest bit.
    bits = both.view(np.int32)
    bits ^= (bits[0] ^ bits[1]) & -(octant >> 1 & 1)
    bits ^= (octant + COSINE_LEADS & 4) << 29
    return both
