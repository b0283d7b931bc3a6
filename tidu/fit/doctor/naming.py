"""What the user's code calls a tensor, a module or a list: looked up when an alert is to say it."""

from __future__ import annotations

from collections.abc import Iterator
from types import FrameType
from typing import Any

from tidu.fit.doctor.place import users_frame, users_frame_here
from tidu.nn.module import Module
from tidu.tensor.handle import Handle


def name_here(tensor: Any) -> str:
    """A tensor's name in the code that is running: `w`, `model.0.weight`; its shape where it has none."""
    for name, held in variables_here():
        if held is tensor:
            return name
        if issubclass(type(held), Module):
            for path, parameter in held.named_parameters():
                if parameter is tensor:
                    return f"{name}.{path}"
    return f"{type(tensor).__name__.lower()} {list(tensor._value.shape)}"


def variables_here() -> Iterator[tuple[str, Any]]:
    """Names and values that the running code sees, nearest first, attributes of `self` included."""
    frame: FrameType | None = users_frame_here()
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
