"""GoogLeNet: nine inception modules, each with four ways side by side.

Source: Szegedy and others, 2014, arXiv:1409.4842, table 1. As torchvision has it, every
convolution is normalised over its batch, and the third way's is 3 x 3 where the paper says 5 x 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu import nn
from tidu.course.networks.kit import PUBLISHED, Kit
from tidu.tensor.joining import cat
from tidu.tensor.tensor import Tensor

EARLY = ((64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64), "pool", (192, 96, 208, 16, 48, 64))
MIDDLE = ((160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64), (112, 144, 288, 32, 64, 64))
LATE = (
    (256, 160, 320, 32, 128, 128), "pool", (256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128),
)  # fmt: skip
"""Widths of the modules: one, reduced and three, reduced and five, pooled; cut where the sides listen."""


def block(kit: Kit, inputs: int, outputs: int, kernel: int, **options: int) -> nn.Sequential:
    """A convolution, normalised over its batch and rectified."""
    convolution = kit.convolution(inputs, outputs, kernel, bias=False, **options)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs, eps=0.001), nn.ReLU())


class Inception(nn.Module):
    """Four ways of looking at [N, inputs, H, W], side by side in [N, outputs, H, W].

    >>> Inception(Kit(), 192, (64, 96, 128, 16, 32, 32)).outputs
    256
    """

    def __init__(self, kit: Kit, inputs: int, widths: tuple[int, ...]):
        super().__init__()
        one, small, three, smaller, five, pooled = widths
        self.one = block(kit, inputs, one, 1)
        self.three = nn.Sequential(block(kit, inputs, small, 1), block(kit, small, three, 3, padding=1))
        self.five = nn.Sequential(block(kit, inputs, smaller, 1), block(kit, smaller, five, 3, padding=1))
        self.pooled = nn.Sequential(nn.MaxPool2d(3, 1, 1), block(kit, inputs, pooled, 1))
        self.outputs = one + three + five + pooled

    def forward(self, pictures: Tensor) -> Tensor:
        return cat([way(pictures) for way in (self.one, self.three, self.five, self.pooled)], 1)


class Side(nn.Sequential):
    """A classifier on the way, whose loss helps the early layers while the network trains.

    >>> sum(p.numel() for p in Side(Kit(), 512).parameters())
    3188968
    """

    def __init__(self, kit: Kit, inputs: int):
        reduced, hidden = kit.channels(128), kit.channels(1024)
        super().__init__(
            nn.AdaptiveAvgPool2d(4), block(kit, inputs, reduced, 1), nn.Flatten(),
            kit.linear(reduced * 16, hidden), nn.ReLU(), nn.Dropout(0.7), kit.linear(hidden, kit.classes),
        )  # fmt: skip


class GoogLeNet(nn.Module):
    """Pictures [N, inputs, H, W] of at least 31 x 31 to scores [N, classes].

    With `sides`, a call in training mode gives (scores, those of the first side, of the second).

    >>> sum(p.numel() for p in GoogLeNet(Kit(draw=False)).parameters())
    6624904
    """

    smallest = 31

    def __init__(self, kit: Kit = PUBLISHED, *, sides: bool = False):
        super().__init__()
        first, second = kit.channels(64), kit.channels(192)
        early, inputs = modules(kit, second, EARLY)
        middle, between = modules(kit, inputs, MIDDLE)
        late, outputs = modules(kit, between, LATE)
        self.early = nn.Sequential(
            block(kit, kit.inputs, first, 7, stride=2, padding=3), nn.MaxPool2d(3, 2, ceil_mode=True),
            block(kit, first, first, 1), block(kit, first, second, 3, padding=1),
            nn.MaxPool2d(3, 2, ceil_mode=True), *early,
        )  # fmt: skip
        self.middle, self.late = nn.Sequential(*middle), nn.Sequential(*late)
        self.classifier = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), kit.linear(outputs, kit.classes)
        )
        self.sides = nn.ModuleList([Side(kit, inputs), Side(kit, between)] if sides else [])

    def forward(self, pictures: Tensor) -> Tensor | tuple[Tensor, ...]:
        early = self.early(pictures)
        middle = self.middle(early)
        scores = self.classifier(self.late(middle))
        if not (self.training and self.sides):
            return scores
        return scores, *(side(x) for side, x in zip(self.sides, (early, middle), strict=True))


def modules(kit: Kit, inputs: int, widths: Sequence[Any]) -> tuple[list[nn.Module], int]:
    """Inception modules of these published widths, and the channels that they end with."""
    made: list[nn.Module] = []
    for each in widths:
        if each == "pool":
            made.append(nn.MaxPool2d(3, 2, ceil_mode=True))
        else:
            made.append(module := Inception(kit, inputs, tuple(map(kit.channels, each))))
            inputs = module.outputs
    return made, inputs
