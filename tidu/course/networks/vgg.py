"""VGG-19: sixteen convolutions of 3 x 3 and three linear layers.

Source: Simonyan and Zisserman, 2014, arXiv:1409.1556, column E of table 1.
"""

from __future__ import annotations

from tidu import nn
from tidu.course.networks.kit import PUBLISHED, Kit
from tidu.tensor.tensor import Tensor

BLOCKS = ((64, 2), (128, 2), (256, 4), (512, 4), (512, 4))
"""(channels, convolutions) between two halvings of the picture."""
SIDE = 7


class VGG19(nn.Module):
    """Pictures [N, inputs, H, W] of at least 32 x 32 to scores [N, classes].

    >>> sum(p.numel() for p in VGG19(Kit(draw=False)).parameters())
    143667240
    """

    smallest = 32

    def __init__(self, kit: Kit = PUBLISHED):
        super().__init__()
        layers: list[nn.Module] = []
        inputs = kit.inputs
        for published, count in BLOCKS:
            outputs = kit.channels(published)
            for _ in range(count):
                layers += [kit.convolution(inputs, outputs, 3, padding=1), nn.ReLU()]
                inputs = outputs
            layers.append(nn.MaxPool2d(2))
        hidden, side = kit.channels(4096), kit.side or SIDE
        self.features = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(side))
        self.classifier = nn.Sequential(
            nn.Flatten(),
            kit.linear(inputs * side**2, hidden), nn.ReLU(), nn.Dropout(),
            kit.linear(hidden, hidden), nn.ReLU(), nn.Dropout(),
            kit.linear(hidden, kit.classes),
        )  # fmt: skip

    def forward(self, pictures: Tensor) -> Tensor:
        return self.classifier(self.features(pictures))
