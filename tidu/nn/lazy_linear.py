"""The affine map whose inputs are counted at its first input."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.nn.lazy import LazyModuleMixin
from tidu.nn.linear import Linear
from tidu.nn.parameter import Uninitialized, UninitializedParameter
from tidu.tensor.tensor import Tensor


class LazyLinear(LazyModuleMixin, Linear):
    """`Linear` with in_features taken from the last axis of its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyLinear.html

    >>> import tidu
    >>> layer = LazyLinear(3)
    >>> layer(tidu.ones(2, 5)).shape, layer
    (torch.Size([2, 3]), Linear(in_features=5, out_features=3, bias=True))
    """

    cls_to_become = Linear

    def __init__(self, out_features: int, bias: bool = True, device: Any = None, dtype: Dtype | None = None):
        super().__init__(0, 0, False)
        self.out_features = out_features
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        if bias:
            self.bias = UninitializedParameter(device=device, dtype=dtype)

    def reset_parameters(self) -> None:
        """Draws the parameters anew, once they have a shape."""
        if not self.has_uninitialized_params() and self.in_features:
            super().reset_parameters()

    def initialize_parameters(self, input: Tensor) -> None:  # pyright: ignore
        """Takes in_features from the last axis of `input`."""
        self.in_features = input.shape[-1]
        if self.has_uninitialized_params():
            for parameter, shape in (
                (self.weight, (self.out_features, self.in_features)),
                (self.bias, (self.out_features,)),
            ):
                if isinstance(parameter, Uninitialized):
                    parameter.materialize(shape)
            self.reset_parameters()
