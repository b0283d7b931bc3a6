"""Cross entropy of rows of scores as one operation, for the eager reading.

As with `ops.shares`, a recording has the parts: e^x, a sum, a logarithm, a pick.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.native import PARTS
from tidu.core.primitive import Bindable, declare
from tidu.core.samples import each
from tidu.core.shapes import Form
from tidu.ops.compare import eq, where
from tidu.ops.move import reshape
from tidu.ops.shares import softmax

_LARGEST: Any = np.maximum.reduce  # called by position: NumPy's keywords cost as much as the work
_TOTAL: Any = np.add.reduce


class Shares:
    """What `class_loss` found on its way: each row's softmax, for the gradient of the same call."""

    __slots__ = ("values",)

    values: np.ndarray


def _class_loss(scores, labels, *, shares):
    moved = scores - _LARGEST(scores, 1, None, None, True)
    powers = np.exp(moved)
    totals = _TOTAL(powers, 1)
    own = moved[np.arange(len(labels)), labels]
    powers /= totals[:, None]
    shares.values = powers
    return np.log(totals) - own


def share_slope(g, scores, labels, shares):
    """Each row's shares, less 1 at its own class, times the row's cotangent."""
    rows, classes = scores.shape
    if isinstance(scores, Bindable) or isinstance(g, Bindable):
        part = softmax(scores, axis=(1,))
        own = eq(reshape(labels, shape=(rows, 1)), np.arange(classes))
        return where(own, part - 1.0, part) * reshape(g, shape=(rows, 1))
    slope = shares.values * g[:, None]
    slope[np.arange(rows), labels] -= g
    return slope


class_loss = declare(
    "class_loss", "scores labels", run=_class_loss, native=PARTS,
    form=lambda scores, labels, *, shares: Form(scores.shape[:1], scores.dtype),
    grad={"scores": share_slope},
    samples=each((((3, 4), np.array([2, 0, 2])), {"shares": Shares()})),
    formula="-log(own(softmax(scores, 1), labels))",
    sentence=(
        "takes minus the logarithm of the share that each row of {scores} gives to its class in {labels}",
        "取 {scores} 每一行给它在 {labels} 中的类别的份额的负对数",
    ),
)
