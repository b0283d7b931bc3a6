"""What arguments a program is for: quickly recognised, or a reason why there can be none."""

from __future__ import annotations

from types import FunctionType
from typing import Any

import numpy as np

from tidu.nn.module import Module
from tidu.optim.optimizer import Optimizer
from tidu.read.outside import filled_cells, is_own_object
from tidu.read.tree import map_tree
from tidu.tensor.handle import Handle
from tidu.text import say


class Forms:
    """The forms of a call's arguments, where these are plain tensors and values without a tree.

    `fit(args, kwargs)` is one expression over them all, because it is asked at each call.

    >>> import tidu
    >>> x = tidu.ones(2); forms = Forms((x, 3), {})
    >>> forms.fit((x + 1, 3), {}), forms.fit((tidu.ones(3), 3), {}), forms.tensors((x, 3))
    (True, False, (tensor([1., 1.]),))
    """

    def __init__(self, args: tuple, kwargs: dict[str, Any]):
        names: dict[str, Any] = {}
        parts = [f"len(args) == {len(args)} and not kwargs"]
        plain = not kwargs
        self.places = [place for place, x in enumerate(args) if isinstance(x, Handle)]
        for k, x in enumerate(args):
            names[f"x{k}"] = x
            if not isinstance(x, Handle):
                plain &= not isinstance(x, tuple | list | dict)
                parts.append(f"args[{k}] is x{k}")
                continue
            value = x._value
            plain &= x._node is None and x._grad is None
            names |= {f"x{k}": type(x), f"s{k}": value.shape, f"d{k}": value.dtype}
            parts.append(
                f"type(x := args[{k}]) is x{k} and (v := x._value).shape == s{k} and v.dtype is d{k}"
                " and x._node is None and x._grad is None"
            )
        self.all = len(self.places) == len(args)
        self.fit: Any = eval(f"lambda args, kwargs: {' and '.join(parts) if plain else False}", names)

    def tensors(self, args: tuple) -> tuple:
        """The tensors among arguments that fit."""
        return args if self.all else tuple([args[place] for place in self.places])


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
    if isinstance(x, FunctionType):  # one around another, as torch.relu is, holds that other
        inner = getattr(x, "__wrapped__", None)
        return any(cell.cell_contents is not inner for cell in filled_cells(x)) or (
            inner is not None and unseen(inner)
        )
    return is_own_object(x) or (callable(x) and bool(getattr(x, "__dict__", None)))
