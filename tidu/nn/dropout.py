"""Dropout layers."""

from __future__ import annotations

from tidu.functional import dropout
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class Probable(Module):
    """The base of layers that drop with a probability. ValueError if it is not in [0, 1]."""

    def __init__(self, p: float = 0.5, inplace: bool = False):
        super().__init__()
        dropout.check_probability(p)
        self.p = p
        self.inplace = inplace

    def extra_repr(self) -> str:
        return f"p={self.p}, inplace={self.inplace}"


class Dropout(Probable):
    """While training, each element set to 0 with probability p, the others divided by 1 − p.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html

    >>> import tidu
    >>> Dropout(0.5).eval()(tidu.ones(2))
    tensor([1., 1.])
    """

    def forward(self, input: Tensor) -> Tensor:
        return dropout.dropout(input, self.p, self.training, self.inplace)


class AlphaDropout(Probable):
    """Dropout that keeps mean 0 and variance 1 behind SELU.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AlphaDropout.html

    >>> import tidu
    >>> AlphaDropout(0.5).eval()(tidu.ones(2))
    tensor([1., 1.])
    """

    def forward(self, input: Tensor) -> Tensor:
        return dropout.alpha_dropout(input, self.p, self.training, self.inplace)
