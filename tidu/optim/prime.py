"""What an optimizer remembers, made before its first step, so that the first is like all others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tidu.tensor.creation import zeros_like
from tidu.tensor.tape import place

if TYPE_CHECKING:
    from tidu.optim.optimizer import Optimizer


def prime(optimizer: Optimizer) -> list[Any]:
    """Enters the state that each parameter without one begins with; gives those parameters.

    A first step from it computes what a first step without it does. (A momentum that begins
    with the first gradient begins here with zeros, to which that is added; with dampening these
    differ, so it is left out.)

    >>> import tidu
    >>> w = tidu.tensor([1.0], requires_grad=True)
    >>> optimizer = tidu.optim.SGD([w], lr=0.1, momentum=0.9)
    >>> _ = prime(optimizer); optimizer.state[w]
    {'momentum_buffer': tensor([0.])}
    """
    fresh = []
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            if place(parameter) is None or optimizer.state.get(parameter):
                continue
            made = optimizer.init(parameter, group)
            if not made and group.get("momentum") and not group.get("dampening"):
                made = {"momentum_buffer": zeros_like(parameter)}
            if made:
                optimizer.state[parameter] = made
                fresh.append(parameter)
    return fresh


def unprime(optimizer: Optimizer, fresh: Iterable[Any], used: Iterable[Any]) -> None:
    """Takes back what `prime` entered for parameters that are not `used`."""
    kept = {id(parameter) for parameter in used}
    for parameter in fresh:
        if id(parameter) not in kept:
            del optimizer.state[parameter]
