"""What code that could be compiled by TorchScript asks and marks. Nothing is: it runs as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from tidu.core.refused import refusing
from tidu.text import say

__all__ = [
    "Final", "ScriptFunction", "ScriptModule", "annotate", "export", "ignore", "is_scripting", "is_tracing",
    "script_if_tracing", "unused",
]  # fmt: skip

__getattr__ = refusing("torch.jit", __all__)

F = TypeVar("F", bound=Callable[..., Any])


class ScriptModule:
    """What TorchScript makes of a module. Code asks whether something is one; nothing is.

    >>> isinstance(None, ScriptModule)
    False
    """

    def __init__(self) -> None:
        name = f"torch.jit.{type(self).__name__}"
        raise RuntimeError(say("refused.name", name=name, why=say("refused.jit")))


class ScriptFunction(ScriptModule):
    """What TorchScript makes of a function. Nothing is one."""


def is_scripting() -> bool:
    """Whether this is being compiled: no.

    >>> is_scripting()
    False
    """
    return False


def is_tracing() -> bool:
    """Whether this is being traced: no."""
    return False


def export(fn: F) -> F:
    """`fn`, as are all that are marked."""
    return fn


def ignore(drop: Any = False, **kwargs: Any) -> Any:
    """The function that is marked, or with arguments what marks one.

    >>> @ignore
    ... def double(x): return 2 * x
    >>> double(3)
    6
    """
    return drop if callable(drop) else export


unused = script_if_tracing = export


def annotate(the_type: Any, the_value: Any) -> Any:
    """`the_value`."""
    return the_value
