"""Dropout layers: of single elements, and of whole channels."""

from __future__ import annotations

from tidu.functional import dropout, dropout_features
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


class Dropout1d(Probable):
    """While training, each channel of [N, channels, length] set to 0 with probability p.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout1d.html

    >>> import tidu
    >>> Dropout1d(0.5).eval()(tidu.ones(2, 3)).sum()
    tensor(6.)
    """

    def forward(self, input: Tensor) -> Tensor:
        return dropout_features.dropout1d(input, self.p, self.training, self.inplace)


class Dropout2d(Probable):
    """While training, each channel of [N, channels, height, width] set to 0 with probability p.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout2d.html

    >>> import tidu
    >>> Dropout2d(0.5).eval()(tidu.ones(1, 2, 3, 3)).sum()
    tensor(18.)
    """

    def forward(self, input: Tensor) -> Tensor:
        return dropout_features.dropout2d(input, self.p, self.training, self.inplace)


class Dropout3d(Probable):
    """While training, each channel of [N, channels, depth, height, width] set to 0 with probability p.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout3d.html

    >>> import tidu
    >>> Dropout3d(0.5).eval()(tidu.ones(2, 3, 3, 3)).sum()
    tensor(54.)
    """

    def forward(self, input: Tensor) -> Tensor:
        return dropout_features.dropout3d(input, self.p, self.training, self.inplace)


class FeatureAlphaDropout(Probable):
    """`AlphaDropout` of whole channels of [N, channels, ...].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.FeatureAlphaDropout.html

    >>> import tidu
    >>> FeatureAlphaDropout(0.5).eval()(tidu.ones(1, 2))
    tensor([[1., 1.]])
    """

    def forward(self, input: Tensor) -> Tensor:
        return dropout_features.feature_alpha_dropout(input, self.p, self.training, self.inplace)
