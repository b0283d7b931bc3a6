"""Activations made of straight pieces, as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#non-linear-activations-weighted-sum-nonlinearity
"""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional import rectify
from tidu.functional.activation_random import rrelu
from tidu.functional.warn import warn
from tidu.nn import init as starts
from tidu.nn.activation_base import Activation, InPlace
from tidu.nn.parameter import Parameter
from tidu.tensor.creation import empty
from tidu.tensor.tensor import Tensor
from tidu.text import say


class ReLU(InPlace):
    """max(input, 0).

    >>> import tidu
    >>> ReLU()(tidu.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """

    def forward(self, input: Tensor) -> Tensor:
        return rectify.relu(input, self.inplace)


class Threshold(Activation):
    """input where it is above `threshold`, else `value`.

    >>> import tidu
    >>> Threshold(0.1, 20)(tidu.tensor([0.0, 1.0]))
    tensor([20.,  1.])
    """

    shown = ("threshold", "value")

    def __init__(self, threshold: float, value: float, inplace: bool = False):
        super().__init__()
        self.threshold = threshold
        self.value = value
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return rectify.threshold(input, self.threshold, self.value, self.inplace)


class Hardtanh(Activation):
    """input held between min_val and max_val. AssertionError, as PyTorch has it, unless max_val is larger.

    >>> import tidu
    >>> Hardtanh(-2, 2)(tidu.tensor([-3.0, 1.0]))
    tensor([-2.,  1.])
    """

    shown = ("min_val", "max_val")

    def __init__(
        self,
        min_val: float = -1.0,
        max_val: float = 1.0,
        inplace: bool = False,
        min_value: float | None = None,
        max_value: float | None = None,
    ):
        super().__init__()
        for old, given in (("min_value", min_value), ("max_value", max_value)):
            if given is not None:
                warn(say("nn.hardtanh_old", old=old, new=old[:-2]), FutureWarning)
        self.min_val = min_val if min_value is None else min_value
        self.max_val = max_val if max_value is None else max_value
        self.inplace = inplace
        if self.max_val <= self.min_val:
            raise AssertionError(say("nn.hardtanh", low=self.min_val, high=self.max_val))

    def forward(self, input: Tensor) -> Tensor:
        return rectify.hardtanh(input, self.min_val, self.max_val, self.inplace)


class ReLU6(Hardtanh):
    """min(max(input, 0), 6).

    >>> import tidu
    >>> ReLU6()(tidu.tensor([-1.0, 9.0]))
    tensor([0., 6.])
    """

    shown = ()

    def __init__(self, inplace: bool = False):
        super().__init__(0.0, 6.0, inplace)


class LeakyReLU(Activation):
    """input where it is positive, else negative_slope · input.

    >>> import tidu
    >>> LeakyReLU(0.5)(tidu.tensor([-1.0, 2.0]))
    tensor([-0.5000,  2.0000])
    """

    shown = ("negative_slope",)

    def __init__(self, negative_slope: float = 0.01, inplace: bool = False):
        super().__init__()
        self.negative_slope = negative_slope
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return rectify.leaky_relu(input, self.negative_slope, self.inplace)


class RReLU(Activation):
    """input where it is positive, else a slope · input, drawn from [lower, upper) while training.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RReLU.html

    >>> import tidu
    >>> RReLU(0.5, 1.0).eval()(tidu.tensor([-1.0, 2.0]))
    tensor([-0.7500,  2.0000])
    """

    shown = ("lower", "upper")

    def __init__(self, lower: float = 1.0 / 8, upper: float = 1.0 / 3, inplace: bool = False):
        super().__init__()
        self.lower = lower
        self.upper = upper
        self.inplace = inplace

    def forward(self, input: Tensor) -> Tensor:
        return rrelu(input, self.lower, self.upper, self.training, self.inplace)


class PReLU(Activation):
    """input where it is positive, else weight · input; weight is trained, one or one a channel.

    >>> import tidu
    >>> PReLU()(tidu.tensor([-1.0, 2.0]))
    tensor([-0.2500,  2.0000], grad_fn=<PreluKernelBackward0>)
    """

    shown = ("num_parameters",)
    weight: Parameter

    def __init__(
        self, num_parameters: int = 1, init: float = 0.25, device: Any = None, dtype: Dtype | None = None
    ):
        super().__init__()
        self.num_parameters = num_parameters
        self.init = init
        self.weight = Parameter(empty(num_parameters, device=device, dtype=dtype))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Starts anew from `init`."""
        starts.constant_(self.weight, self.init)

    def forward(self, input: Tensor) -> Tensor:
        return rectify.prelu(input, self.weight)


class Hard(InPlace):
    """The base of hard steps, of which PyTorch prints nothing, also in place."""

    def extra_repr(self) -> str:
        return ""


class Hardsigmoid(Hard):
    """(input + 3) / 6, held between 0 and 1.

    >>> import tidu
    >>> Hardsigmoid()(tidu.tensor([-4.0, 0.0]))
    tensor([0.0000, 0.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return rectify.hardsigmoid(input, self.inplace)


class Hardswish(Hard):
    """input · hardsigmoid(input).

    >>> import tidu
    >>> Hardswish()(tidu.tensor([-4.0, 4.0]))
    tensor([-0., 4.])
    """

    def forward(self, input: Tensor) -> Tensor:
        return rectify.hardswish(input, self.inplace)


class Shrink(Activation):
    """The base of shrinkages by `lambd`."""

    def __init__(self, lambd: float = 0.5):
        super().__init__()
        self.lambd = lambd

    def extra_repr(self) -> str:
        return str(self.lambd)


class Hardshrink(Shrink):
    """0 where input is within lambd of 0, else input.

    >>> import tidu
    >>> Hardshrink()(tidu.tensor([0.3, 2.0]))
    tensor([0., 2.])
    """

    def forward(self, input: Tensor) -> Tensor:
        return rectify.hardshrink(input, self.lambd)


class Softshrink(Shrink):
    """input brought closer to 0 by lambd, or to 0.

    >>> import tidu
    >>> Softshrink()(tidu.tensor([0.3, 2.0]))
    tensor([0.0000, 1.5000])
    """

    def forward(self, input: Tensor) -> Tensor:
        return rectify.softshrink(input, self.lambd)
