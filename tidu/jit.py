"""What code that could be compiled by TorchScript asks and marks. Nothing is: it runs as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from tidu.core.refused import refusing

__all__ = [
    "Final", "annotate", "export", "ignore", "is_scripting", "is_tracing", "script_if_tracing", "unused",
]  # fmt: skip

__getattr__ = refusing("torch.jit", __all__)

F = TypeVar("F", bound=Callable[..., Any])


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
