"""The product and sum of one rounding, which PyTorch's kernels compute updates with."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core import fused
from tidu.core.forms import broadcast
from tidu.core.native import numbers
from tidu.core.primitive import declare
from tidu.core.samples import each

FLOAT32 = np.dtype("float32")
# Up to here float32 is rounded once, which costs NumPy four times as much; larger gradients are
# sums whose order differs from PyTorch's anyway.
FEW = 2**15


def _multiply_add(x: Any, y: Any, z: Any) -> Any:
    if x.dtype == FLOAT32 and x.size <= FEW:
        return fused.multiply_add(x, np.asarray(y, FLOAT32), np.asarray(z, FLOAT32))
    product = y * x
    if isinstance(product, np.ndarray) and product.shape == np.shape(z):
        product += z  # no memory for another one
        return product
    return z + product


multiply_add = declare(
    "multiply_add", "x y z", run=_multiply_add, form=broadcast, native=numbers("multiply_add", 2),
    samples=each(
        (((2, 3), (2, 3), (2, 3)), {}), (((2, 3), 0.25, (2, 3)), {}), (((2, 1), (3,), ()), {}),
        (((4,), -1.5, 2.0), {}),
    ),
    grad={"x": lambda g, y: g * y, "y": lambda g, x: g * x, "z": lambda g: g},
    formula="x * y + z",
    sentence=("adds {x} times {y} to {z}", "{z} 加上 {x} 与 {y} 之积"),
)
