"""Values in the order in which PyTorch fills an array of any layout."""

from __future__ import annotations

import numpy as np


def place(values: np.ndarray, target: np.ndarray) -> None:
    """Lay flat `values` [target.size] into `target` in the order of its memory.

    So PyTorch fills a tensor that is not contiguous, and the results of `rand_like`,
    `randn_like` and `dropout`, whose layout is that of their input (`numpy.empty_like`).

    >>> target = np.zeros((2, 3)).T
    >>> place(np.arange(6), target)
    >>> target.T
    array([[0., 1., 2.],
           [3., 4., 5.]])
    """
    axes = sorted(range(target.ndim), key=lambda axis: -abs(target.strides[axis]))
    ordered = target.transpose(axes)
    ordered[...] = values.reshape(ordered.shape)
