"""Softmax and its kin as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#non-linear-activations-other
"""

from __future__ import annotations

from tidu.functional import softmax
from tidu.nn.activation_base import Activation
from tidu.nn.blame import refusal
from tidu.tensor.tensor import Tensor


class AlongDim(Activation):
    """The base of activations that turn the numbers along `dim` into shares."""

    shown = ("dim",)

    def __init__(self, dim: int | None = None):
        super().__init__()
        self.dim = dim


class Softmax(AlongDim):
    """e^input / Σ e^input along `dim`: shares of 1.

    >>> import tidu
    >>> Softmax(dim=0)(tidu.tensor([0.0, 0.0]))
    tensor([0.5000, 0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return softmax.softmax(input, self.dim)


class Softmin(AlongDim):
    """The softmax of −input.

    >>> import tidu
    >>> Softmin(dim=0)(tidu.tensor([0.0, 0.0]))
    tensor([0.5000, 0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return softmax.softmin(input, self.dim)


class LogSoftmax(AlongDim):
    """log(softmax(input)) along `dim`.

    >>> import tidu
    >>> LogSoftmax(dim=0)(tidu.tensor([0.0, 0.0]))
    tensor([-0.6931, -0.6931])
    """

    def forward(self, input: Tensor) -> Tensor:
        return softmax.log_softmax(input, self.dim)


class Softmax2d(Activation):
    """The shares of the channels at each place of [n, channels, height, width], or of one sample.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax2d.html

    >>> import tidu
    >>> Softmax2d()(tidu.zeros(2, 1, 1)).flatten()
    tensor([0.5000, 0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        rank = input._value.ndim
        if rank not in (3, 4):
            raise refusal(ValueError, "layer.softmax2d", self, rank=rank)
        return softmax.softmax(input, -3)
