"""What the four networks are built with: how wide, for which pictures, and whether numbers are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tidu import nn


@dataclass(frozen=True)
class Kit:
    """`inputs` channels and `classes`, every inner width times `width`; weights drawn if `draw`.

    `side`: of the picture that the linear layers of AlexNet and VGG-19 see, in cells; None for
    the published 6 and 7, which small pictures would only fill with copies of one cell.

    Without drawing, weights are memory that nobody has touched: a network of 600 MB is built
    at once and takes none of it, which is enough to count and to record it.

    >>> Kit(width=0.25).channels(64), Kit(width=0.01).channels(64)
    (16, 1)
    """

    inputs: int = 3
    classes: int = 1000
    width: float = 1.0
    side: int | None = None
    draw: bool = True

    def channels(self, published: int) -> int:
        """The width here of a layer that is published with so many channels."""
        return max(1, round(published * self.width))

    def convolution(self, inputs: int, outputs: int, kernel: int, **options: Any) -> nn.Conv2d:
        """A convolution."""
        if not self.draw:
            return Blank(inputs, outputs, kernel, **options)
        return started(nn.Conv2d(inputs, outputs, kernel, **options))

    def linear(self, inputs: int, outputs: int) -> nn.Linear:
        """A linear layer."""
        return started(nn.Linear(inputs, outputs)) if self.draw else BlankLinear(inputs, outputs)


def started(layer: Any) -> Any:
    """The layer with weights drawn for rectified inputs (He and others, 2015, arXiv:1502.01852), biases 0.

    That spread keeps signals alive through 19 layers without normalisation; PyTorch's default, more
    than twice narrower, lets them fade.

    >>> started(nn.Linear(2, 3)).bias.tolist()
    [0.0, 0.0, 0.0]
    """
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    return layer


PUBLISHED = Kit()
"""Three channels, 1000 classes, and every width as the papers have it."""


class Blank(nn.Conv2d):
    """A convolution whose weights are not drawn.

    >>> Blank(3, 64, 11).weight.shape
    torch.Size([64, 3, 11, 11])
    """

    def reset_parameters(self) -> None:
        """Leaves the memory untouched."""


class BlankLinear(nn.Linear):
    """A linear layer whose weights are not drawn.

    >>> BlankLinear(9216, 4096).weight.shape
    torch.Size([4096, 9216])
    """

    def reset_parameters(self) -> None:
        """Leaves the memory untouched."""
