"""What the user's code calls a tensor, a module or a list: looked up when an alert is to say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import FrameType
from typing import Any

from tidu.fit.doctor.place import is_users, users_frame, users_frame_here
from tidu.nn.module import Module
from tidu.tensor.handle import Handle


def name_here(tensor: Any) -> str:
    """A tensor's name in the code that is running: `w`, `model[0].weight`; its shape where it has none."""
    for name, held in variables_here():
        if held is tensor:
            return name
        if issubclass(type(held), Module):
            for path, parameter in (*held.named_parameters(), *hidden_parameters(held)):
                if parameter is tensor:
                    return as_written(f"{name}.{path}")
    return f"{type(tensor).__name__.lower()} {list(tensor._value.shape)}"


def hidden_parameters(module: Module) -> Iterator[tuple[str, Any]]:
    """Those of modules in its plain lists, tuples and dicts, which `named_parameters` does not find."""
    for name, held in vars(module).items():
        if name.startswith("_") or not isinstance(held, list | tuple | dict):
            continue
        for key, each in held.items() if isinstance(held, dict) else enumerate(held):
            if issubclass(type(each), Module):
                at = f"{name}.{key}" if isinstance(key, int) else f"{name}[{key!r}]"
                yield from ((f"{at}.{path}", parameter) for path, parameter in each.named_parameters())


def as_written(path: str) -> str:
    """A path of `named_parameters` as Python has it.

    >>> as_written("model.layers.0.weight")
    'model.layers[0].weight'
    """
    return re.sub(r"\.(\d+)(?=\.|$)", r"[\1]", path)


def module_here(tensor: Any) -> str:
    """The variable that holds the module that a tensor is a parameter of; `model` where there is none."""
    for name, held in variables_here():
        if issubclass(type(held), Module) and any(parameter is tensor for parameter in held.parameters()):
            return name
    return "model"


def frame_of(error: BaseException) -> FrameType | None:
    """The innermost frame of the user's own code that an error passed through."""
    found, trace = None, error.__traceback__
    while trace is not None:
        found = trace.tb_frame if is_users(trace.tb_frame.f_code) else found
        trace = trace.tb_next
    return found


def variables_here(frame: FrameType | None = None) -> Iterator[tuple[str, Any]]:
    """Names and values that the running code (or a frame) sees, nearest first, attributes of `self` too."""
    frame = frame or users_frame_here()
    while frame is not None:
        own = list(frame.f_locals.items())
        yield from own
        for name, x in own:
            mine = type(x).__module__ == frame.f_globals.get("__name__")
            if mine and hasattr(x, "__dict__") and not issubclass(type(x), Module | Handle | type):
                yield from ((f"{name}.{key}", each) for key, each in list(vars(x).items()))
        if frame.f_locals is not frame.f_globals:
            yield from list(frame.f_globals.items())
        frame = users_frame(frame.f_back)
