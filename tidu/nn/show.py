"""A module as PyTorch prints it: one line, or one line an inner module."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidu.nn.module import Module


def indented(text: str) -> str:
    """`text` with every line but the first two places to the right.

    >>> print(indented("a\\nb"))
    a
      b
    """
    return text.replace("\n", "\n  ")


def framed(name: str, extra: list[str], children: list[str]) -> str:
    """Name( ... ) around what there is to say.

    >>> framed("Linear", ["in_features=1"], [])
    'Linear(in_features=1)'
    """
    if len(extra) == 1 and not children:
        return f"{name}({extra[0]})"
    lines = [*extra, *children]
    return f"{name}(\n  " + "\n  ".join(lines) + "\n)" if lines else f"{name}()"


def text(self: Module) -> str:
    """The module and all inside.

    >>> import tidu
    >>> tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU())
    Sequential(
      (0): Linear(in_features=2, out_features=3, bias=True)
      (1): ReLU()
    )
    """
    extra = self.extra_repr()
    children = [f"({name}): {indented(repr(module))}" for name, module in self._modules.items()]
    return framed(self._get_name(), extra.split("\n") if extra else [], children)
