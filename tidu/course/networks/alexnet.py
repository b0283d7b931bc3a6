"""AlexNet: five convolutions and three linear layers.

Source: Krizhevsky, Sutskever and Hinton, 2012; the widths are those of "One weird trick for
parallelizing convolutional neural networks" (Krizhevsky, 2014), arXiv:1404.5997.
"""

from __future__ import annotations

from tidu import nn
from tidu.course.networks.kit import PUBLISHED, Kit
from tidu.tensor.tensor import Tensor

SIDE = 6
"""The picture in front of the linear layers is 6 x 6 cells, whatever it was at first."""


class AlexNet(nn.Module):
    """Pictures [N, inputs, H, W] of at least 63 x 63 to scores [N, classes].

    >>> sum(p.numel() for p in AlexNet(Kit(draw=False)).parameters())
    61100840
    """

    smallest = 63

    def __init__(self, kit: Kit = PUBLISHED):
        super().__init__()
        first, second, third, last = map(kit.channels, (64, 192, 384, 256))
        hidden, side = kit.channels(4096), kit.side or SIDE
        self.features = nn.Sequential(
            kit.convolution(kit.inputs, first, 11, stride=4, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
            kit.convolution(first, second, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
            kit.convolution(second, third, 3, padding=1), nn.ReLU(),
            kit.convolution(third, last, 3, padding=1), nn.ReLU(),
            kit.convolution(last, last, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2),
            nn.AdaptiveAvgPool2d(side),
        )  # fmt: skip
        self.classifier = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(), kit.linear(last * side**2, hidden), nn.ReLU(),
            nn.Dropout(), kit.linear(hidden, hidden), nn.ReLU(),
            kit.linear(hidden, kit.classes),
        )  # fmt: skip

    def forward(self, pictures: Tensor) -> Tensor:
        return self.classifier(self.features(pictures))
