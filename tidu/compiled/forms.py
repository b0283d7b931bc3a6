"""What arguments a program is for: quickly recognised, or a reason why there can be none."""

from __future__ import annotations

from types import FunctionType
from typing import Any

import numpy as np

from tidu.nn.module import Module
from tidu.optim.optimizer import Optimizer
from tidu.read.tree import map_tree
from tidu.read.watch import filled_cells, is_own_object
from tidu.tensor.handle import Handle
from tidu.text import say


class Forms:
    """The forms of a call's arguments, where these are plain tensors and values without a tree.

    >>> import tidu
    >>> x = tidu.ones(2); forms = Forms((x, 3), {})
    >>> forms.tensors((x + 1, 3), {}), forms.tensors((tidu.ones(3), 3), {})
    ([tensor([2., 2.])], None)
    """

    def __init__(self, args: tuple, kwargs: dict[str, Any]):
        self.forms: list[tuple] | None = []
        if kwargs or any(isinstance(x, tuple | list | dict) for x in args):
            self.forms = None
            return
        for x in args:
            if isinstance(x, Handle):
                if x._node is not None or x._grad is not None:
                    self.forms = None
                    return
                self.forms.append((type(x), x._value.shape, x._value.dtype))
            else:
                self.forms.append((None, x, None))

    def tensors(self, args: tuple, kwargs: dict[str, Any]) -> list[Any] | None:
        """The tensors among the arguments, if these are of the forms."""
        forms = self.forms
        if forms is None or kwargs or len(args) != len(forms):
            return None
        found = []
        for x, (kind, shape, dtype) in zip(args, forms, strict=False):
            if kind is None:
                if x is not shape:
                    return None
                continue
            if type(x) is not kind:
                return None
            value = x._value
            if value.dtype is not dtype or value.shape != shape or x._node is not None or x._grad is not None:
                return None
            found.append(x)
        return found


def obstacle(args: tuple, kwargs: dict[str, Any]) -> str | None:
    """Why no program can be made for such arguments, as far as these alone tell."""
    found: list[str] = []

    def look(x: Any) -> None:
        if isinstance(x, np.ndarray):
            found.append(say("compile.array", shape=list(x.shape)))
        elif isinstance(x, Handle):
            node = x._node
            if getattr(node, "hooks", None) or getattr(node, "after", None):
                found.append(say("compile.hook"))
        elif unseen(x):
            found.append(say("compile.object", kind=type(x).__name__))

    map_tree(look, (args, kwargs))
    return found[0] if found else None


def unseen(x: Any) -> bool:
    """Whether `x` may carry numbers that a recording does not notice.

    >>> unseen(3), unseen(abs), unseen(lambda: 3)
    (False, False, False)
    """
    if isinstance(x, Module | Optimizer | type):
        return False
    if isinstance(x, FunctionType):
        return bool(filled_cells(x))
    return is_own_object(x) or (callable(x) and bool(getattr(x, "__dict__", None)))
