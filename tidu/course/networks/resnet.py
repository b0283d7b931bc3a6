"""ResNet-152: fifty blocks of three convolutions, each with a shortcut past them.

Source: He, Zhang, Ren and Sun, 2015, arXiv:1512.03385, table 1; as in torchvision, a block that
halves the picture does so in its 3 x 3 convolution.
"""

from __future__ import annotations

from tidu import nn
from tidu.course.networks.kit import PUBLISHED, Kit
from tidu.tensor.tensor import Tensor

STAGES = ((64, 3), (128, 8), (256, 36), (512, 3))
"""(channels inside, blocks); every stage but the first halves the picture."""
GROWTH = 4
"""A block gives four times the channels that it has inside."""


class Bottleneck(nn.Module):
    """[N, inputs, H, W] and what three convolutions add to it; `inside` channels between them.

    They begin by adding nothing (Goyal and others, 2017, arXiv:1706.02677, section 5.1), so that
    fifty blocks in a row pass the first pictures on unharmed.

    >>> sum(p.numel() for p in Bottleneck(Kit(), 64, 64, 1).parameters())
    75008
    """

    def __init__(self, kit: Kit, inputs: int, inside: int, stride: int):
        super().__init__()
        outputs = GROWTH * inside
        self.added = nn.Sequential(
            kit.convolution(inputs, inside, 1, bias=False), nn.BatchNorm2d(inside), nn.ReLU(),
            kit.convolution(inside, inside, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(inside), nn.ReLU(),
            kit.convolution(inside, outputs, 1, bias=False), nn.BatchNorm2d(outputs),
        )  # fmt: skip
        nn.init.zeros_(self.added[-1].weight)
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else nn.Sequential(
            kit.convolution(inputs, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs)
        )  # fmt: skip

    def forward(self, pictures: Tensor) -> Tensor:
        return (self.shortcut(pictures) + self.added(pictures)).relu()


class ResNet152(nn.Module):
    """Pictures [N, inputs, H, W] to scores [N, classes].

    >>> sum(p.numel() for p in ResNet152(Kit(draw=False)).parameters())
    60192808
    """

    smallest = 1

    def __init__(self, kit: Kit = PUBLISHED):
        super().__init__()
        inputs = kit.channels(STAGES[0][0])
        layers: list[nn.Module] = [
            kit.convolution(kit.inputs, inputs, 7, stride=2, padding=3, bias=False),
            nn.BatchNorm2d(inputs), nn.ReLU(), nn.MaxPool2d(3, 2, 1),
        ]  # fmt: skip
        for stage, (published, count) in enumerate(STAGES):
            for place in range(count):
                inside = kit.channels(published)
                layers.append(Bottleneck(kit, inputs, inside, 2 if stage and not place else 1))
                inputs = GROWTH * inside
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), kit.linear(inputs, kit.classes)
        )

    def forward(self, pictures: Tensor) -> Tensor:
        return self.classifier(self.features(pictures))
