"""Normalisation by groups of channels, by size alone, and by neighbouring channels."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.normalise_groups import group_norm, local_response_norm, rms_norm
from tidu.nn import init
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.tensor.creation import empty
from tidu.tensor.tensor import Tensor
from tidu.text import say


class GroupNorm(Module):
    """Each of `num_groups` groups of the channels of [n, channels, ...] at mean 0 and variance 1.

    With `affine` then · weight + bias [channels]. ValueError if the groups do not divide the channels.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html

    >>> import tidu
    >>> GroupNorm(1, 2, affine=False)(tidu.tensor([[1.0, 3.0]]))
    tensor([[-1.0000,  1.0000]])
    """

    weight: Parameter | None
    bias: Parameter | None

    def __init__(
        self,
        num_groups: int,
        num_channels: int,
        eps: float = 1e-05,
        affine: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
        *,
        bias: bool = True,
    ):
        super().__init__()
        if num_channels % num_groups:
            raise ValueError(say("layer.group_layer", channels=num_channels, groups=num_groups))
        self.num_groups = num_groups
        self.num_channels = num_channels
        self.eps = eps
        self.affine = affine
        for name, wanted in (("weight", affine), ("bias", affine and bias)):
            made = Parameter(empty(num_channels, device=device, dtype=dtype)) if wanted else None
            self.register_parameter(name, made)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Starts anew: weight 1, bias 0."""
        if self.weight is not None:
            init.ones_(self.weight)
        if self.bias is not None:
            init.zeros_(self.bias)

    def forward(self, input: Tensor) -> Tensor:
        return group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        return (
            f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, "
            f"bias={self.bias is not None}"
        )


class RMSNorm(Module):
    """Each row divided by the root of its mean square over its last axes, of `normalized_shape`.

    Then · weight, of that shape, with `elementwise_affine`. RuntimeError for other axes.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html

    >>> import tidu
    >>> RMSNorm(2, elementwise_affine=False)(tidu.tensor([[1.0, 7.0]]))
    tensor([[0.2000, 1.4000]])
    """

    weight: Parameter | None

    def __init__(
        self,
        normalized_shape: int | list[int] | tuple[int, ...],
        eps: float | None = None,
        elementwise_affine: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        given = (normalized_shape,) if isinstance(normalized_shape, int) else normalized_shape
        self.normalized_shape = tuple(given)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        table = empty(self.normalized_shape, device=device, dtype=dtype) if elementwise_affine else None
        self.register_parameter("weight", None if table is None else Parameter(table))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Starts anew: weight 1."""
        if self.weight is not None:
            init.ones_(self.weight)

    def forward(self, input: Tensor) -> Tensor:
        return rms_norm(input, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self) -> str:
        return f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"


class LocalResponseNorm(Module):
    """Each number divided by a power of its neighbours' size over `size` channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html

    >>> import tidu
    >>> LocalResponseNorm(3, alpha=3.0, beta=1.0)(tidu.ones(1, 2, 1)).flatten()
    tensor([0.3333, 0.3333])
    """

    def __init__(self, size: int, alpha: float = 0.0001, beta: float = 0.75, k: float = 1.0):
        super().__init__()
        self.size = size
        self.alpha = alpha
        self.beta = beta
        self.k = k

    def forward(self, input: Tensor) -> Tensor:
        return local_response_norm(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self) -> str:
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"
