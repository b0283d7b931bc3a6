"""What the composed functions share: how they look at operands, choose, and write over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.core.mode import mode
from tidu.ops import compare, index
from tidu.tensor.handle import wrap
from tidu.tensor.inplace import write
from tidu.tensor.promote import NONE
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def check_real(input: Tensor, operation: str) -> None:
    """NotImplementedError, as PyTorch has it, where `operation` is asked of whole numbers.

    >>> import tidu
    >>> check_real(tidu.tensor([1.0]), "elu")
    """
    if input._value.dtype.kind != "f":
        raise NotImplementedError(
            say("nn.not_real", operation=operation, given=from_numpy(input._value.dtype))
        )


def check_signed(input: Tensor, operation: str, *values: float) -> None:
    """RuntimeError where a type without a sign would have to hold a negative value.

    >>> import tidu
    >>> check_signed(tidu.tensor([1.0]), "hardtanh", -1.0)
    """
    if input._value.dtype.kind == "u" and min(values) < 0:
        raise RuntimeError(say("nn.unsigned", operation=operation, given=min(values)))


def known(x: Tensor) -> np.ndarray | None:
    """The array of `x`, or None while a recording holds only its shape.

    For looking at numbers where a look may refuse them or save work, never where it changes
    what is computed.

    >>> import tidu
    >>> known(tidu.tensor([1.0]))
    array([1.], dtype=float32)
    """
    return x._value if mode.recorder is None else None


def pick(condition: Any, x: Any, y: Any) -> Tensor:
    """`x` where condition holds, else `y`; at least one is a tensor, and they have one type.

    >>> import tidu
    >>> x = tidu.tensor([-1.0, 2.0])
    >>> pick(x > 0, x, 0.0)
    tensor([0., 2.])
    """
    return mode.bind(compare.where, (condition, x, y), NONE)


def demand(x: Tensor, truth: Tensor) -> Tensor:
    """`x`, in a recording whose program ends where not all of `truth` holds, so that eager says why.

    It picks the number 0 from a list of one by a place that is then outside.

    >>> import tidu
    >>> demand(tidu.tensor(2.0), tidu.tensor([True, True]))
    tensor(2.)
    """
    place = truth.logical_not().any().long().reshape(1)
    nothing = wrap(np.zeros(1, x._value.dtype))
    return x + mode.bind(index.index, (nothing, place), {"key": (index.HERE,)}).reshape(())


def over(input: Tensor, function: Callable[..., Tensor], *settings: Any) -> Tensor:
    """`function` of `input`, written over it. It works on a copy, which its gradient may need.

    >>> import tidu
    >>> x = tidu.tensor([-1.0, 2.0])
    >>> _ = over(x, tidu.relu); x
    tensor([0., 2.])
    """
    return write(input, function(input.clone(), *settings), f"{function.__name__}_")


def channels(values: Tensor, rank: int) -> Tensor:
    """`values` [channels] shaped to meet axis 1 of a tensor of `rank` axes.

    >>> import tidu
    >>> channels(tidu.ones(3), 4).shape
    torch.Size([1, 3, 1, 1])
    """
    return values.reshape((1, -1) + (1,) * (rank - 2)) if rank > 2 else values
