"""Views along lattices: diagonals, sliding windows, memory by strides. And what undoes them.

Where element `place` of the result lies is said for each axis of the operand: a start, and a step for
each axis of the result. So a view is an affine map of places, whatever the operand's layout is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from tidu.core.native import KERNEL, LAYOUT
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.core.shapes import Form

Steps = tuple[tuple[int, ...], ...]


def _seen(x: np.ndarray, *, shape: tuple[int, ...], starts: tuple[int, ...], steps: Steps) -> np.ndarray:
    if 0 in shape:  # a window that holds nothing may begin behind the end
        return x.reshape(-1)[:0].reshape(shape)
    axes = list(zip(steps, x.strides, strict=True))
    strides = [sum(step[k] * stride for step, stride in axes) for k in range(len(shape))]
    first: Any = tuple(slice(start, start + 1) for start in starts)
    return as_strided(x[first], shape, strides)


def apart(shape: tuple[int, ...], strides: tuple[int, ...]) -> bool:
    """Whether no two places of a lattice can be one, told from its strides alone.

    >>> apart((3, 2), (2, 1)), apart((3, 3), (2, 1))
    (True, False)
    """
    reached = 0
    for stride, n in sorted(zip(map(abs, strides), shape, strict=True)):
        if n > 1 and stride <= reached:
            return False
        reached += stride * (n - 1)
    return True


def _laid(g: np.ndarray, *, shape: tuple[int, ...], starts: tuple[int, ...], steps: Steps) -> np.ndarray:
    whole = np.zeros(shape, g.dtype)
    seen = _seen(whole, shape=g.shape, starts=starts, steps=steps)
    if apart(seen.shape, seen.strides):
        seen[...] = g
    else:
        places = np.arange(whole.size).reshape(shape)
        spots = _seen(places, shape=g.shape, starts=starts, steps=steps)
        np.add.at(whole.reshape(-1), spots.reshape(-1), g.reshape(-1))
    return whole


_DIAGONAL = {"starts": (0, 1), "steps": ((1,), (1,))}
_WINDOWS = {"starts": (0, 0), "steps": ((1, 0, 0), (0, 2, 1))}

lattice = declare(
    "lattice", "x", run=_seen, native=LAYOUT, view=True,
    form=lambda x, *, shape, starts, steps: Form(shape, x.dtype),
    grad={"x": lambda g, x_shape, starts, steps: lattice_add(g, shape=x_shape, starts=starts, steps=steps)},
    samples=each((((3, 4),), {"shape": (3,), **_DIAGONAL}), (((2, 7),), {"shape": (2, 3, 3), **_WINDOWS})),
    formula="lattice(x)",
    sentence=("looks at {x} from {starts} on in steps of {steps}", "从 {starts} 起按步长 {steps} 看 {x}"),
)
lattice_add = declare(
    "lattice_add", "x", run=_laid, native=KERNEL,
    form=lambda x, *, shape, starts, steps: Form(shape, x.dtype),
    grad={"x": lambda g, x_shape, starts, steps: lattice(g, shape=x_shape, starts=starts, steps=steps)},
    samples=each((((3,),), {"shape": (3, 4), **_DIAGONAL}), (((2, 3, 3),), {"shape": (2, 7), **_WINDOWS})),
    formula="lattice_add(x)",
    sentence=(
        "adds {x} up in zeros of shape {shape}, from {starts} on in steps of {steps}",
        "从 {starts} 起按步长 {steps} 把 {x} 累加到形状为 {shape} 的零中",
    ),
)
