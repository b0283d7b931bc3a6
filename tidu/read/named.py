"""What people call their tensors: the variables of a frame, and the paths of modules' parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tidu.tensor.handle import Handle


def named(frame: Any) -> dict[str, Any]:
    """The tensors and arrays that the variables of a frame name, modules' parameters by their paths.

    A local name comes before a global one, a short one before a long one; names that begin with
    an underscore are passed over.
    """
    found: dict[str, Any] = {}
    for name, x in _variables(frame):
        if isinstance(x, Handle | np.ndarray):
            found.setdefault(name, x)
        elif hasattr(type(x), "named_parameters"):
            for path, parameter in x.named_parameters():
                found.setdefault(f"{name}.{path}", parameter)
    return found


def _variables(frame: Any) -> Iterator[tuple[str, Any]]:
    for scope in (frame.f_locals, frame.f_globals):
        yield from ((name, x) for name, x in list(scope.items()) if not name.startswith("_"))


__all__ = ["named"]
