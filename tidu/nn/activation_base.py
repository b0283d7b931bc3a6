"""What activation modules share: they keep settings, and print them."""

from __future__ import annotations

from typing import ClassVar

from tidu.nn.module import Module


class Activation(Module):
    """The base of activations. `shown` names the settings that are printed, in order.

    `inplace`, where an activation has it, is printed last and only when it is on.
    """

    shown: ClassVar[tuple[str, ...]] = ()

    def extra_repr(self) -> str:
        told = [f"{name}={getattr(self, name)!r}" for name in self.shown]
        return ", ".join([*told, "inplace=True"] if self.__dict__.get("inplace") else told)


class InPlace(Activation):
    """The base of activations whose only setting is `inplace`: whether they write over their input."""

    def __init__(self, inplace: bool = False):
        super().__init__()
        self.inplace = inplace
