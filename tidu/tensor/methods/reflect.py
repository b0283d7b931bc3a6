"""An operator for a number on the left of its tensor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.tensor.promote import tensors


def reflected(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """`function` with its operands exchanged: what `2 ** x` asks of `x`."""

    def method(self: Any, other: Any) -> Any:
        tensors(function.__name__, self)
        return function(other, self)

    return method
