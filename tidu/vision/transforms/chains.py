"""Transforms made of transforms."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from tidu.nn.module import Module
from tidu.text import say
from tidu.vision.transforms.chance import happens

Transform = Callable[[Any], Any]


def lines(name: str, transforms: Sequence[Transform], first: str = "") -> str:
    """How torchvision prints them.

    >>> print(lines("Compose", ["ToTensor()"]))
    Compose(
        ToTensor()
    )
    """
    return "\n".join([f"{name}(", *([first] if first else []), *(f"    {each}" for each in transforms), ")"])


class Compose:
    """One transform after the other.

    >>> Compose([lambda x: x + 1, lambda x: 2 * x])(3)
    8
    """

    def __init__(self, transforms: Sequence[Transform]):
        self.transforms = transforms

    def __call__(self, img: Any) -> Any:
        for transform in self.transforms:
            img = transform(img)
        return img

    def __repr__(self) -> str:
        return lines("Compose", self.transforms)


class Lambda:
    """Any function; TypeError for what cannot be called.

    >>> Lambda(lambda x: x * 2)(3)
    6
    """

    def __init__(self, lambd: Transform):
        if not callable(lambd):
            raise TypeError(say("vision.no_function", given=type(lambd).__name__))
        self.lambd = lambd

    def __call__(self, img: Any) -> Any:
        return self.lambd(img)

    def __repr__(self) -> str:
        return "Lambda()"


class RandomApply(Module):
    """All of the transforms with probability `p`, else none."""

    def __init__(self, transforms: Sequence[Transform], p: float = 0.5):
        super().__init__()
        self.transforms, self.p = transforms, p

    def forward(self, img: Any) -> Any:
        """The image, changed or not."""
        return Compose(self.transforms)(img) if happens(self.p) else img

    def __repr__(self) -> str:
        return lines("RandomApply", self.transforms, f"    p={self.p}")


class RandomChoice:
    """One of the transforms; drawn by Python's `random`, as torchvision does."""

    def __init__(self, transforms: Sequence[Transform], p: Sequence[float] | None = None):
        self.transforms, self.p = transforms, p

    def __call__(self, img: Any) -> Any:
        return random.choices(self.transforms, weights=self.p)[0](img)

    def __repr__(self) -> str:
        return f"{lines('RandomChoice', self.transforms)}(p={self.p})"


class RandomOrder:
    """All of the transforms in any order; drawn by Python's `random`, as torchvision does."""

    def __init__(self, transforms: Sequence[Transform]):
        self.transforms = transforms

    def __call__(self, img: Any) -> Any:
        order = list(range(len(self.transforms)))
        random.shuffle(order)
        return Compose([self.transforms[place] for place in order])(img)

    def __repr__(self) -> str:
        return lines("RandomOrder", self.transforms)
