"""A batch as inputs and target."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.tensor.tensor import Tensor
from tidu.text import say

Batch = tuple[tuple[Any, ...], Any]


def parts_of(batch: Any) -> Batch:
    """(inputs, target) of a batch (x, y) or (x1, x2, ..., y); TypeError for other kinds.

    >>> parts_of(["x", "y"])
    (('x',), 'y')
    """
    if not isinstance(batch, list | tuple) or len(batch) < 2:
        raise TypeError(say("fit.batch", given=type(batch).__name__))
    return tuple(batch[:-1]), batch[-1]


def check_column(output: Any, target: Any) -> None:
    """ValueError where an output [N, 1] meets a real target [N], or the other way about; TypeError for None.

    They would broadcast to N x N differences, which train towards the mean of the target.

    >>> check_column(Tensor([[1.0], [2.0]]), Tensor([[1.0], [2.0]]))
    """
    if output is None:
        raise TypeError(say("fit.output_none"))
    if not isinstance(output, Tensor) or not isinstance(target, Tensor) or not target.is_floating_point():
        return
    given, wanted = target._value.shape, output._value.shape
    if given == wanted:
        return
    rows = max(target._value.size, output._value.size)
    if rows > 1 and {given, wanted} == {(rows,), (rows, 1)}:
        fix = "y = y.reshape(-1, 1)" if len(given) == 1 else "y = y.reshape(-1)"
        raise ValueError(say("fit.column", output=list(wanted), target=list(given), rows=rows, fix=fix))


def is_finite(batch: Batch) -> bool:
    """Whether every number that the batch brings is finite.

    >>> is_finite(((Tensor([1.0]),), Tensor([float("nan")])))
    False
    """
    inputs, target = batch
    tensors = [part for part in (*inputs, target) if isinstance(part, Tensor)]
    return all(bool(np.isfinite(tensor.detach().numpy()).all()) for tensor in tensors)
