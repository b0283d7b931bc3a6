"""The limits that optimizers set to their options, with PyTorch's sentences."""

from __future__ import annotations

from typing import Any

from tidu.tensor.handle import Handle
from tidu.text import say

# What PyTorch calls an option in its error; the others are "<name> value".
CALLED = {"lr": "learning rate", "eps": "epsilon value"}
EXAMPLES = {"lr": 0.01, "eps": 1e-8, "momentum": 0.9, "alpha": 0.99}


def check_not_negative(**options: Any) -> None:
    """ValueError for an option that is below 0 or NaN, or a tensor of several numbers.

    >>> check_not_negative(lr=0.1, eps=-1.0)
    Traceback (most recent call last):
    ValueError: Invalid epsilon value: -1.0; it must be 0 or more. Fix: eps=1e-08
    """
    for name, value in options.items():
        check_one_element(name, value)
        if not value >= 0.0:  # pyright: ignore
            what = CALLED.get(name, f"{name} value")
            example = EXAMPLES.get(name, 0.0)
            raise ValueError(say("optim.negative", what=what, value=value, name=name, example=example))


def check_one_element(name: str, value: Any) -> None:
    """ValueError for a tensor of several numbers.

    >>> check_one_element("lr", 0.1)
    """
    if isinstance(value, Handle) and value._value.size != 1:
        raise ValueError(say("optim.one_element", name=name, shape=list(value._value.shape)))


def check_limit(what: str, value: Any, relation: str, bound: float, fix: str) -> None:
    """ValueError unless `value` is at least (">="), or at most ("<="), `bound`.

    >>> check_limit("Clipping threshold d", 0.5, ">=", 1, "d=1")
    Traceback (most recent call last):
    ValueError: Clipping threshold d should be >= 1 but is: 0.5. Fix: d=1
    """
    if not (value >= bound if relation == ">=" else value <= bound):
        raise ValueError(
            say("optim.limit", what=what, relation=relation, bound=bound, value=value, fix=fix)
        )


def check_no_tensor(foreach: bool | None, capturable: bool, **options: Any) -> None:
    """ValueError for a tensor as an option where PyTorch's `foreach` takes numbers only.

    >>> check_no_tensor(True, False, lr=0.1)
    """
    if foreach and not capturable:
        for name, value in options.items():
            if isinstance(value, Handle):
                raise ValueError(say("optim.foreach_tensor", name=name))


def check_betas(betas: tuple[float, float]) -> None:
    """ValueError unless each is at least 0 and below 1.

    >>> check_betas((0.9, 1.0))
    Traceback (most recent call last):
    ValueError: Invalid beta parameter at index 1: 1.0; it must be at least 0 and below 1. ...
    """
    for index in (0, 1):
        if not 0.0 <= betas[index] < 1.0:
            raise ValueError(say("optim.beta", index=index, value=betas[index]))


def check_fused(defaults: dict[str, Any]) -> None:
    """RuntimeError where `fused`, which changes nothing here, contradicts another keyword."""
    if defaults.get("fused"):
        if defaults["differentiable"]:
            raise RuntimeError(say("optim.fused_differentiable"))
        if defaults["foreach"]:
            raise RuntimeError(say("optim.fused_foreach"))
