"""Samples by rejection, which give no gradient to their parameters."""

from __future__ import annotations

from typing import Any

from tidu.core.mode import mode
from tidu.text import say


def no_gradient(name: str, *parameters: Any) -> None:
    """NotImplementedError where a parameter of the distribution `name` asks for a gradient.

    >>> import tidu
    >>> no_gradient("Gamma", tidu.ones(1, requires_grad=True))
    Traceback (most recent call last):
    NotImplementedError: Gamma.rsample gives no gradient to its parameters here. ...
    """
    if mode.grad and any(parameter.requires_grad for parameter in parameters):
        raise NotImplementedError(say("distributions.no_gradient", name=name))
