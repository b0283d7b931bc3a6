"""Where a list or an array is handed over in a tensor's place: said once, at the public boundary.

Inside, functions simply read what a tensor holds; something else has no such attribute.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from tidu.core.primitive import Bindable
from tidu.tensor.handle import Handle
from tidu.text import say


@cache
def takes_tensors(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, with a TypeError that names the argument where a tensor was wanted; one for each function.

    >>> takes_tensors(lambda input: input._value)([1.0])
    Traceback (most recent call last):
    TypeError: <lambda>(): argument 'input' (position 1) must be Tensor, not list. Fix: torch.tensor(input)
    """

    @wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except AttributeError as error:
            raise dressed(function, args, kwargs, error) from None

    return called


def dressed(function: Any, args: tuple, kwargs: dict, error: AttributeError) -> Exception:
    """The error of a missing slot of tensors as one about the argument; any other as it is."""
    given, missing = error.obj, str(error.name)
    if isinstance(given, Bindable | type) or not (missing[0] == "_" or hasattr(Handle.concrete, missing)):
        return error
    for name, position, value in arguments(function, args, kwargs):
        parts = value if isinstance(value, list | tuple) and value is not given else [value]
        if any(x is given for x in parts):
            name = name if parts[0] is value else f"{name}[{[x is given for x in parts].index(True)}]"
            said = {"operation": function.__name__, "name": name, "position": position}
            if given is None:
                return TypeError(say("errors.none", **said))
            return TypeError(say("errors.not_tensor", given=type(given).__name__, **said))
    return error


def arguments(function: Any, args: tuple, kwargs: dict) -> list[tuple[str, int, Any]]:
    """(name, position from 1, value) of everything that was handed over.

    >>> arguments(lambda x, *, dim=0: x, (5,), {"dim": 1})
    [('x', 1, 5), ('dim', 2, 1)]
    """
    named = list(inspect.signature(function).parameters.values())
    listed = []
    for place, value in enumerate(args):
        parameter = named[min(place, len(named) - 1)]
        listed.append((parameter.name, place + 1, value))
    return listed + [(name, len(args) + k, value) for k, (name, value) in enumerate(kwargs.items(), 1)]
