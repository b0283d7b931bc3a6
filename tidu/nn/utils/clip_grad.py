"""Gradients held in bounds before a step.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tidu.functional.warn import warn
from tidu.tensor.arithmetic import clamp
from tidu.tensor.creation import tensor
from tidu.tensor.joining import stack
from tidu.tensor.reduction import norm
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say

Parameters = Tensor | Iterable[Tensor]


def listed(parameters: Any) -> list[Tensor]:
    """One tensor or many, as a list; a generator that is spent already is warned of."""
    if isinstance(parameters, Tensor):
        return [parameters]
    tensors = list(parameters)
    if not tensors and isinstance(parameters, Iterator):
        warn(say("nn.clip_nothing"))
    return tensors


def get_total_norm(
    tensors: Parameters,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,
) -> Tensor:
    """The norm of all elements of all tensors together; `foreach` changes nothing here.

    RuntimeError if it is infinite or NaN and `error_if_nonfinite`.

    >>> import tidu
    >>> get_total_norm([tidu.tensor([3.0]), tidu.tensor([4.0])])
    tensor(5.)
    """
    each = listed(tensors)
    if not each:
        return tensor(0.0)
    with grad_mode(False):
        total = norm(stack([norm(x, float(norm_type)) for x in each]), float(norm_type))
        if error_if_nonfinite and not bool(total.isfinite()):
            raise RuntimeError(say("nn.clip_nonfinite", kind=float(norm_type), norm=total.item()))
        return total


def clip_grads_with_norm_(
    parameters: Parameters, max_norm: float, total_norm: Tensor, foreach: bool | None = None
) -> None:
    """Scales all gradients by max_norm / total_norm where that is below 1.

    >>> import tidu
    >>> x = tidu.zeros(1, requires_grad=True)
    >>> x.grad = tidu.tensor([10.0])
    >>> clip_grads_with_norm_(x, 5.0, tidu.tensor(10.0)); x.grad
    tensor([5.0000])
    """
    with grad_mode(False):
        share = clamp(float(max_norm) / (total_norm + 1e-6), max=1.0)
        for parameter in listed(parameters):
            if parameter.grad is not None:
                parameter.grad.mul_(share)


def clip_grad_norm_(
    parameters: Parameters,
    max_norm: float,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,
) -> Tensor:
    """Scales all gradients together so that their norm is at most max_norm, and gives their norm.

    >>> import tidu
    >>> x = tidu.zeros(1, requires_grad=True)
    >>> x.grad = tidu.tensor([10.0])
    >>> clip_grad_norm_(x, 5.0), x.grad
    (tensor(10.), tensor([5.0000]))
    """
    tensors = listed(parameters)
    total = get_total_norm([x.grad for x in tensors if x.grad is not None], norm_type, error_if_nonfinite)
    clip_grads_with_norm_(tensors, max_norm, total)
    return total


def clip_grad_norm(
    parameters: Parameters,
    max_norm: float,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
    foreach: bool | None = None,
) -> Tensor:
    """The old name of `clip_grad_norm_`."""
    warn(say("nn.clip_old"), FutureWarning)
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite)


def clip_grad_value_(parameters: Parameters, clip_value: float, foreach: bool | None = None) -> None:
    """Holds every element of every gradient in [−clip_value, clip_value].

    >>> import tidu
    >>> x = tidu.zeros(2, requires_grad=True)
    >>> x.grad = tidu.tensor([10.0, -1.0])
    >>> clip_grad_value_(x, 5.0); x.grad
    tensor([ 5., -1.])
    """
    bound = float(clip_value)
    with grad_mode(False):
        for parameter in listed(parameters):
            if parameter.grad is not None:
                parameter.grad.clamp_(-bound, bound)
