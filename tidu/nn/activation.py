"""Smooth activations as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#non-linear-activations-weighted-sum-nonlinearity
"""

from __future__ import annotations

from tidu.functional import activation
from tidu.nn.activation_base import Activation, InPlace
from tidu.tensor.tensor import Tensor


class Sigmoid(Activation):
    """1 / (1 + e^−input).

    >>> import tidu
    >>> Sigmoid()(tidu.tensor([0.0]))
    tensor([0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.sigmoid(input)


class LogSigmoid(Activation):
    """log(sigmoid(input)).

    >>> import tidu
    >>> LogSigmoid()(tidu.tensor([0.0]))
    tensor([-0.6931])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.logsigmoid(input)


class Tanh(Activation):
    """The hyperbolic tangent.

    >>> import tidu
    >>> Tanh()(tidu.tensor([1.0]))
    tensor([0.7616])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.tanh(input)


class Tanhshrink(Activation):
    """input − tanh(input).

    >>> import tidu
    >>> Tanhshrink()(tidu.tensor([1.0]))
    tensor([0.2384])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.tanhshrink(input)


class Exponential(Activation):
    """The base of exponential units with a depth `alpha`."""

    shown = ("alpha",)

    def __init__(self, alpha: float = 1.0, inplace: bool = False):
        super().__init__()
        self.alpha = alpha
        self.inplace = inplace


class ELU(Exponential):
    """input where it is positive, else alpha · (e^input − 1).

    >>> import tidu
    >>> ELU()(tidu.tensor([-1.0, 2.0]))
    tensor([-0.6321,  2.0000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.elu(input, self.alpha, self.inplace)


class CELU(Exponential):
    """input where it is positive, else alpha · (e^(input / alpha) − 1).

    >>> import tidu
    >>> CELU(2.0)(tidu.tensor([-1.0, 2.0]))
    tensor([-0.7869,  2.0000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.celu(input, self.alpha, self.inplace)


class SELU(InPlace):
    """The scaled exponential unit, which keeps mean 0 and variance 1.

    >>> import tidu
    >>> SELU()(tidu.tensor([-1.0, 2.0]))
    tensor([-1.1113,  2.1014])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.selu(input, self.inplace)


class GELU(Activation):
    """input · Φ(input), exact or with approximate="tanh".

    >>> import tidu
    >>> GELU()(tidu.tensor([1.0]))
    tensor([0.8413])
    """

    shown = ("approximate",)

    def __init__(self, approximate: str = "none"):
        super().__init__()
        self.approximate = approximate

    def forward(self, input: Tensor) -> Tensor:
        return activation.gelu(input, self.approximate)


class SiLU(InPlace):
    """input · sigmoid(input).

    >>> import tidu
    >>> SiLU()(tidu.tensor([1.0]))
    tensor([0.7311])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.silu(input, self.inplace)


class Mish(InPlace):
    """input · tanh(softplus(input)).

    >>> import tidu
    >>> Mish()(tidu.tensor([1.0]))
    tensor([0.8651])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.mish(input, self.inplace)


class Softplus(Activation):
    """log(1 + e^(beta · input)) / beta; input itself beyond `threshold`.

    >>> import tidu
    >>> Softplus()(tidu.tensor([0.0]))
    tensor([0.6931])
    """

    shown = ("beta", "threshold")

    def __init__(self, beta: float = 1.0, threshold: float = 20.0):
        super().__init__()
        self.beta = beta
        self.threshold = threshold

    def forward(self, input: Tensor) -> Tensor:
        return activation.softplus(input, self.beta, self.threshold)


class Softsign(Activation):
    """input / (1 + |input|).

    >>> import tidu
    >>> Softsign()(tidu.tensor([1.0]))
    tensor([0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return activation.softsign(input)


class GLU(Activation):
    """The first half of `dim` times the sigmoid of the second.

    >>> import tidu
    >>> GLU()(tidu.tensor([2.0, 0.0]))
    tensor([1.])
    """

    shown = ("dim",)

    def __init__(self, dim: int = -1):
        super().__init__()
        self.dim = dim

    def forward(self, input: Tensor) -> Tensor:
        return activation.glu(input, self.dim)
