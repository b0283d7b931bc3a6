"""Softmax and its logarithm as one operation each, for the eager reading.

They are composed of others, and a recording has them so: explained, drawn and compiled they
are e^x, a sum and a quotient. Eagerly the parts cost ten times the arithmetic on the small rows
of a classifier, so what is computed at once is written at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.forms import same
from tidu.core.native import PARTS
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.ops.functions import exp
from tidu.ops.reduce import sum_

_LARGEST: Any = np.maximum.reduce  # called by position: NumPy's keywords cost as much as the work
_TOTAL: Any = np.add.reduce


def _powers(x, axis):
    """(x less its largest along the axis, e to that)."""
    moved = x - _LARGEST(x, axis, None, None, True) if x.size else x + 0
    return moved, np.exp(moved)


def _softmax(x, *, axis):
    powers = _powers(x, axis)[1]
    powers = np.asarray(powers)
    powers /= _TOTAL(powers, axis, None, None, True)
    return powers


def _log_softmax(x, *, axis):
    moved, powers = _powers(x, axis)
    moved = np.asarray(moved)
    moved -= np.log(_TOTAL(powers, axis, None, None, True))
    return moved


def _total(g, axis):
    return sum_(g, axes=axis, keepdims=True)


_rows = each((((3, 4),), {"axis": (1,)}), (((2, 3, 2),), {"axis": (0,)}), (((),), {"axis": ()}))

softmax = declare(
    "softmax", "x", run=_softmax, form=lambda x, *, axis: same(x), native=PARTS, samples=_rows,
    grad={"x": lambda g, out, axis: (g - _total(g * out, axis)) * out},
    formula="softmax(x, axis)",
    sentence=("turns {x} into shares of 1 along {axis}", "沿 {axis} 把 {x} 变成总和为 1 的份额"),
)
log_softmax = declare(
    "log_softmax", "x", run=_log_softmax, form=lambda x, *, axis: same(x), native=PARTS, samples=_rows,
    grad={"x": lambda g, out, axis: g - exp(out) * _total(g, axis)},
    formula="log(softmax(x, axis))",
    sentence=("takes the logarithms of the shares of {x} along {axis}", "沿 {axis} 取 {x} 各份额的对数"),
)
