"""From one loss an element to one number, and the checks that losses share.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.core.shapes import Shape
from tidu.functional.warn import warn
from tidu.ops import reduce
from tidu.tensor.arithmetic import div
from tidu.tensor.handle import Handle
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def settled(size_average: bool | None, reduce: bool | None, reduction: str) -> str:
    """The reduction that PyTorch's old pair of flags, or else the word, asks for.

    >>> settled(None, None, "mean")
    'mean'
    """
    if size_average is None and reduce is None:
        return reduction
    if isinstance(size_average, Handle) or isinstance(reduce, Handle):
        raise RuntimeError(say("nn.loss_made_of_tensors"))
    if reduce is False:
        meant = "none"
    else:
        meant = "sum" if size_average is False else "mean"
    warn(say("nn.old_reduction", reduction=meant))
    return meant


def check_reduction(reduction: str) -> None:
    """ValueError unless it is "none", "mean" or "sum".

    >>> check_reduction("sum")
    """
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(say("nn.reduction", given=reduction))


def total(loss: Tensor) -> Tensor:
    """The sum of all elements.

    >>> import tidu
    >>> total(tidu.ones(2, 2))
    tensor(4.)
    """
    params = {"axes": tuple(range(loss._value.ndim)), "keepdims": False}
    return mode.bind(reduce.sum_, (loss,), params)


def reduced(loss: Tensor, reduction: str, label: str | None = None) -> Tensor:
    """`loss` as it is, its mean or its sum; `label` is the name that its gradient prints.

    >>> import tidu
    >>> reduced(tidu.tensor([1.0, 2.0]), "mean")
    tensor(1.5000)
    """
    if reduction == "mean":
        return named(div(total(loss), loss._value.size), label or "Mean")
    if reduction == "sum":
        return named(total(loss), label or "Sum")
    check_reduction(reduction)
    return loss if label is None else named(loss, label)


def warn_sizes(input: Tensor, target: Tensor) -> None:
    """The UserWarning of PyTorch where input and target differ in shape and so will broadcast.

    >>> import tidu
    >>> warn_sizes(tidu.ones(2), tidu.zeros(2))
    """
    shape, wanted = target._value.shape, input._value.shape
    if shape != wanted:
        warn(say("nn.loss_sizes", **_sizes(wanted, shape)))


def check_sizes(input: Tensor, target: Tensor) -> None:
    """ValueError where input and target differ in shape.

    >>> import tidu
    >>> check_sizes(tidu.ones(2), tidu.zeros(2))
    """
    shape, wanted = target._value.shape, input._value.shape
    if shape != wanted:
        raise ValueError(say("nn.loss_same_size", **_sizes(wanted, shape)))


def _sizes(wanted: Shape, given: Shape) -> dict[str, Any]:
    sizes = {"given": list(given), "wanted": list(wanted)}
    return {**sizes, "fix": f"target.reshape({', '.join(map(str, wanted))})"}
