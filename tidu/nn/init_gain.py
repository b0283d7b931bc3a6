"""What starting values are scaled by: a nonlinearity's gain, and how many numbers a weight joins.

Source: https://docs.pytorch.org/docs/stable/nn.init.html
"""

from __future__ import annotations

import math

from tidu.tensor.tensor import Tensor
from tidu.text import say

LINEAR = tuple(
    f"conv{transposed}{n}d" for transposed in ("", "_transpose") for n in (1, 2, 3)
)  # fmt: skip
GAINS = {"linear": 1, "sigmoid": 1, **dict.fromkeys(LINEAR, 1),
         "tanh": 5.0 / 3, "relu": math.sqrt(2.0), "selu": 3.0 / 4}  # fmt: skip


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """What a nonlinearity takes from the deviation, to be given back by larger weights.

    `param` is the slope of leaky_relu. ValueError for a name that is not known.

    >>> calculate_gain("tanh"), calculate_gain("leaky_relu", 1.0)
    (1.6666666666666667, 1.0)
    """
    if nonlinearity == "leaky_relu":
        if isinstance(param, bool) or not isinstance(param, int | float | None):
            raise ValueError(say("nn.gain_slope", given=param))
        return math.sqrt(2.0 / (1 + (0.01 if param is None else param) ** 2))
    if nonlinearity not in GAINS:
        raise ValueError(say("nn.gain", given=nonlinearity, known=", ".join((*GAINS, "leaky_relu"))))
    return GAINS[nonlinearity]


def fans(tensor: Tensor) -> tuple[int, int]:
    """How many inputs and outputs a weight joins. ValueError below two axes.

    >>> import tidu
    >>> fans(tidu.zeros(3, 4))
    (4, 3)
    """
    shape = tensor._value.shape
    if len(shape) < 2:
        raise ValueError(say("nn.fans", shape=list(shape)))
    field = math.prod(shape[2:])
    return shape[1] * field, shape[0] * field
