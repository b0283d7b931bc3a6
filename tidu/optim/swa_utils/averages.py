"""How an average takes in the next weights: functions for one tensor, or for many in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tidu.tensor.grad_mode import no_grad
from tidu.text import say

Average = Callable[[Any, Any, Any], Any]
Averages = Callable[[Sequence[Any], Sequence[Any], Any], None]


def get_ema_avg_fn(decay: float = 0.999) -> Average:
    """A function of (average, current, count): `decay` of the average, the rest from what is current.

    ValueError unless `decay` is between 0 and 1.

    >>> get_ema_avg_fn(0.75)(1.0, 5.0, 3)
    2.0
    """
    check_decay(decay)

    @no_grad()
    def ema_update(ema_param: Any, current_param: Any, num_averaged: Any) -> Any:
        return decay * ema_param + (1 - decay) * current_param

    return ema_update


def get_swa_avg_fn() -> Average:
    """A function of (average, current, count): the average of `count` and one more.

    >>> get_swa_avg_fn()(1.0, 5.0, 3)
    2.0
    """

    @no_grad()
    def swa_update(averaged_param: Any, current_param: Any, num_averaged: Any) -> Any:
        return averaged_param + (current_param - averaged_param) / (num_averaged + 1)

    return swa_update


def get_ema_multi_avg_fn(decay: float = 0.999) -> Averages:
    """As `get_ema_avg_fn`, for lists of tensors, in place.

    >>> import tidu
    >>> averages = [tidu.tensor([1.0])]
    >>> get_ema_multi_avg_fn(0.75)(averages, [tidu.tensor([5.0])], 3); averages
    [tensor([2.])]
    """
    check_decay(decay)

    @no_grad()
    def ema_update(ema_param_list: Sequence[Any], current_param_list: Sequence[Any], _: Any) -> None:
        for average, current in zip(ema_param_list, current_param_list, strict=True):
            if average.is_floating_point():
                average.copy_(average.lerp(current, 1 - decay))
            else:
                average.copy_(average * decay + current * (1 - decay))

    return ema_update


def get_swa_multi_avg_fn() -> Averages:
    """As `get_swa_avg_fn`, for lists of tensors, in place.

    >>> import tidu
    >>> averages = [tidu.tensor([1.0])]
    >>> get_swa_multi_avg_fn()(averages, [tidu.tensor([5.0])], 3); averages
    [tensor([2.])]
    """

    @no_grad()
    def swa_update(
        averaged_param_list: Sequence[Any], current_param_list: Sequence[Any], num_averaged: Any
    ) -> None:
        for average, current in zip(averaged_param_list, current_param_list, strict=True):
            if average.is_floating_point():
                average.copy_(average.lerp(current, float(1 / (num_averaged + 1))))
            else:
                average.copy_(average + (current - average) / (num_averaged + 1))

    return swa_update


def check_decay(decay: float) -> None:
    """ValueError unless `decay` is between 0 and 1.

    >>> check_decay(1.5)
    Traceback (most recent call last):
    ValueError: Invalid decay value 1.5 provided. Please provide a value in [0,1] range. ...
    """
    if decay < 0.0 or decay > 1.0:
        raise ValueError(say("optim.decay_value", decay=decay))
