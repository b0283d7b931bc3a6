"""Short formulas of arithmetic as one operation each, for the eager reading, and their gradients.

As with `ops.activations`, a recording has their parts.
"""

from __future__ import annotations

import numpy as np

from tidu.core.blocks import filled, in_blocks
from tidu.core.forms import broadcast, same
from tidu.core.native import PARTS
from tidu.core.primitive import declare
from tidu.core.samples import each, unary


def _rsqrt(x, out):
    np.sqrt(x, out)
    np.reciprocal(out, out)


rsqrt = declare(
    "rsqrt", "x", run=filled(_rsqrt), form=same, native=PARTS, samples=unary(0.3, 3.0),
    grad={"x": in_blocks(lambda g, out: g * (-0.5 * out * out * out))},
    formula="1 / sqrt(x)",
    sentence=("takes one over the square root of {x}", "取 {x} 的平方根的倒数"),
)
reciprocal = declare(
    "reciprocal", "x", run=np.reciprocal, form=same, native=PARTS, samples=unary(0.3, 3.0),
    grad={"x": in_blocks(lambda g, out: -g * out * out)},
    formula="1 / x",
    sentence=("takes one over {x}", "取 {x} 的倒数"),
)


@in_blocks
def _lerp(x, y, w):
    made = y - x
    made *= w
    made += x
    return made


@in_blocks
def _addcmul(x, y, z, *, value):
    made = y * z
    if value != 1:
        made *= value
    made += x
    return made


def _triples(random: np.random.Generator):
    return each(*((((2, 3), (2, 3), (2, 3)), {"value": value}) for value in (1.0, 0.5)))(random)


lerp = declare(
    "lerp", "x y w", run=_lerp, form=broadcast, native=PARTS,
    samples=each((((2, 3), (2, 3), (2, 3)), {}), (((2, 3), (2, 3), 0.3), {})),
    grad={
        "x": in_blocks(lambda g, w: g * (1.0 - w)),
        "y": lambda g, w: g * w,
        "w": in_blocks(lambda g, x, y: g * (y - x)),
    },
    formula="x + w * (y - x)",
    sentence=("goes from {x} toward {y} by the share {w}", "从 {x} 向 {y} 走 {w} 的份额"),
)
addcmul = declare(
    "addcmul", "x y z", run=_addcmul, form=broadcast, native=PARTS, samples=_triples,
    grad={
        "x": lambda g: g,
        "y": in_blocks(lambda g, z, value: g * z * value),
        "z": in_blocks(lambda g, y, value: g * y * value),
    },
    formula="x + value * y * z",
    sentence=("adds {value} · {y} · {z} to {x}", "{x} 加 {value} · {y} · {z}"),
)
