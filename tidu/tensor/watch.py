"""Looking on at operations: what anomaly detection, the profiler and checkpoints are made of."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from tidu.core.mode import mode
from tidu.read.grad import Node
from tidu.tensor.tape import taped, untaped

HOME = str(Path(__file__).parent.parent)


class Watch:
    """While a `with` of it is open, every operation on tensors of this thread passes `seen`.

    >>> import tidu
    >>> class Names(Watch):
    ...     def seen(self, run, primitive, operands, params):
    ...         print(primitive.name)
    ...         return run(primitive, operands, params)
    >>> with Names():
    ...     y = tidu.ones(2) * 3
    mul
    """

    before: Any = None

    def __enter__(self) -> Any:
        self.before = mode.bind
        mode.bind = self.bind
        return self

    def __exit__(self, *error: object) -> None:
        inner = self.before
        mode.bind = (taped if mode.grad else untaped) if inner in (taped, untaped) else inner

    def bind(self, primitive: Any, operands: tuple, params: dict) -> Any:
        """What carries operations out while it is open."""
        inner = self.before
        if inner is taped or inner is untaped:
            inner = taped if mode.grad else untaped
        return self.seen(inner, primitive, operands, params)

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out, as `run(primitive, operands, params)` does."""
        return run(primitive, operands, params)


def node_of(result: Any) -> Node | None:
    """The node that an operation has just put on the tape."""
    node = result._node
    return node if node is not None and isinstance(node, Node) and node.edges else None


def frame_outside() -> FrameType:
    """The innermost frame that runs outside the package.

    >>> frame_outside().f_code.co_filename.startswith(HOME)
    False
    """
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(HOME):
        frame = frame.f_back
    return frame


def line_outside() -> str:
    """The line of the caller's own code that is running, as `file:line: text`.

    >>> line_outside().count(":") >= 1
    True
    """
    frame = frame_outside()
    name, line = frame.f_code.co_filename, frame.f_lineno
    text = linecache.getline(name, line).strip()
    return f"{Path(name).name}:{line}" + (f": {text}" if text else "")
