"""What distributions share: parameters of one shape, probabilities and their logits."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from tidu.core.dtypes import Default
from tidu.functional.activation import softplus
from tidu.functional.softmax import softmax
from tidu.tensor.creation import tensor
from tidu.tensor.handle import Handle
from tidu.tensor.movement import broadcast_tensors
from tidu.tensor.size import Size
from tidu.text import say

lazy_property = cached_property
Numbers = int | float | bool | np.number


def broadcast_all(*values: Any) -> tuple[Any, ...]:
    """Tensors of one shape from tensors and numbers; numbers take the type of the first tensor.

    ValueError for anything else.

    >>> import tidu
    >>> broadcast_all(tidu.zeros(2), 1.0)
    (tensor([0., 0.]), tensor([1., 1.]))
    """
    for value in values:
        if not isinstance(value, Handle | Numbers):
            raise ValueError(say("distributions.parameter_kind", given=type(value).__name__))
    tensors: list[Any] = [value for value in values if isinstance(value, Handle)]
    kind = tensors[0].dtype if tensors else Default.dtype
    made = [value if isinstance(value, Handle) else tensor(value, dtype=kind) for value in values]
    return tuple(broadcast_tensors(*made))  # pyright: ignore


def common_shape(value: Any, *given: Any) -> Size:
    """The batch shape of parameters that were `given`, one of which is now `value`: none for numbers."""
    return Size() if all(isinstance(each, Numbers) for each in given) else value.shape


def probs_to_logits(probs: Any, is_binary: bool = False) -> Any:
    """ln of probabilities, or for chances of one of two outcomes ln(p / (1 − p)).

    >>> import tidu
    >>> probs_to_logits(tidu.tensor([0.5, 1.0]), is_binary=True)
    tensor([ 0.0000, 15.9424])
    """
    inside = clamp_probs(probs)
    return inside.log() - (-inside).log1p() if is_binary else inside.log()


def logits_to_probs(logits: Any, is_binary: bool = False) -> Any:
    """The probabilities that `probs_to_logits` came from.

    >>> import tidu
    >>> logits_to_probs(tidu.zeros(4))
    tensor([0.2500, 0.2500, 0.2500, 0.2500])
    """
    return logits.sigmoid() if is_binary else softmax(logits, -1)


def clamp_probs(probs: Any) -> Any:
    """Probabilities kept off 0 and 1 by what their type can tell apart.

    >>> import tidu
    >>> clamp_probs(tidu.tensor([0.0, 0.5])) > 0
    tensor([True, True])
    """
    least = np.finfo(probs._value.dtype).eps.item()
    return probs.clamp(least, 1 - least)


def sum_rightmost(value: Any, dim: int) -> Any:
    """The sum over the last `dim` axes.

    >>> import tidu
    >>> sum_rightmost(tidu.ones(2, 3), 1)
    tensor([3., 3.])
    """
    return value if dim == 0 else value.reshape(*value.shape[:-dim], -1).sum(-1)


def softplus_of(logits: Any) -> Any:
    """ln(1 + e**x), exactly: without the straight line that `softplus` takes above 20.

    >>> import tidu
    >>> softplus_of(tidu.tensor([0.0]))
    tensor([0.6931])
    """
    return softplus(logits, 1.0, float("inf"))
