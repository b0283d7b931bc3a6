"""Linear layers: the identity, the affine map, and the map of two inputs."""

from __future__ import annotations

import math
from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.bilinear import bilinear
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.tensor.creation import empty
from tidu.tensor.linear_algebra import linear
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Identity(Module):
    """Gives its input back, whatever arguments it was made with.

    >>> import tidu
    >>> Identity(54)(tidu.ones(1))
    tensor([1.])
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__()

    def forward(self, input: Any) -> Any:
        return input


class Linear(Module):
    """input @ weightᵀ + bias: [..., in_features] gives [..., out_features].

    weight [out_features, in_features] and then bias [out_features] are drawn evenly from
    ±1/√in_features. RuntimeError for another width.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> Linear(2, 1)(tidu.ones(3, 2)).shape
    torch.Size([3, 1])
    """

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(empty(out_features, in_features, device=device, dtype=dtype))
        offsets = Parameter(empty(out_features, device=device, dtype=dtype)) if bias else None
        self.register_parameter("bias", offsets)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draws the parameters anew."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            fan_in, _ = init.fans(self.weight)
            bound = 1 / math.sqrt(fan_in) if fan_in > 0 else 0
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input: Tensor) -> Tensor:
        try:
            return linear(input, self.weight, self.bias)
        except Exception as error:
            raise explained(self, input, error) from None

    def extra_repr(self) -> str:
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"
        )


class NonDynamicallyQuantizableLinear(Linear):
    """A `Linear` under the name that PyTorch prints inside `MultiheadAttention`.

    >>> NonDynamicallyQuantizableLinear(2, 1)
    NonDynamicallyQuantizableLinear(in_features=2, out_features=1, bias=True)
    """


def explained(layer: Linear, input: Any, error: Exception) -> Exception:
    """Why `input` does not go through `layer`; `error` itself where it is neither width nor type."""
    if not isinstance(input, Tensor):
        key = "nn.tuple" if isinstance(input, tuple) else "nn.not_tensor"
        return refusal(TypeError, key, layer, given=type(input).__name__)
    shape, weight = input._value.shape, layer.weight._value
    if not shape or shape[-1] != weight.shape[1]:
        rows = "x".join(map(str, (math.prod(shape[:-1]), *shape[-1:])))
        return refusal(
            RuntimeError, "nn.linear_width", layer, shape=list(shape), weight=list(weight.shape),
            product=f"{rows} and {weight.shape[1]}x{weight.shape[0]}", wanted=weight.shape[1],
            axis=max(len(shape) - 1, 0), size=shape[-1] if shape else 1, fix=width_fix(layer, shape),
        )  # fmt: skip
    if input._value.dtype != weight.dtype:
        kind = str(layer.weight.dtype).removeprefix("torch.")
        return refusal(
            RuntimeError, "nn.linear_type", layer, given=input.dtype, wanted=layer.weight.dtype, kind=kind
        )
    return error


def width_fix(layer: Linear, shape: tuple[int, ...]) -> str:
    """The likeliest repair of an input of `shape`.

    >>> width_fix(Linear(1, 1), (100,)), width_fix(Linear(784, 10), (32, 28, 28))
    ('x.unsqueeze(1)', 'x.flatten(1)')
    """
    wanted = layer.in_features
    if len(shape) < 2 and wanted == 1:
        return f"x.unsqueeze({len(shape)})"
    if len(shape) > 2 and math.prod(shape[1:]) == wanted:
        return "x.flatten(1)"
    if len(shape) == 2 and shape[0] == wanted:
        return "x.T"
    return f"nn.Linear({shape[-1] if shape else 1}, {layer.out_features})"


class Bilinear(Module):
    """input1 · weight[k] · input2 + bias[k] for each k: [..., in1] and [..., in2] give [..., out].

    weight [out, in1, in2] and then bias [out] are drawn evenly from ±1/√in1_features.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Bilinear.html

    >>> import tidu
    >>> Bilinear(2, 3, 4)(tidu.ones(5, 2), tidu.ones(5, 3)).shape
    torch.Size([5, 4])
    """

    weight: Parameter
    bias: Parameter | None

    def __init__(
        self,
        in1_features: int,
        in2_features: int,
        out_features: int,
        bias: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        self.in1_features = in1_features
        self.in2_features = in2_features
        self.out_features = out_features
        shape = (out_features, in1_features, in2_features)
        self.weight = Parameter(empty(shape, device=device, dtype=dtype))
        offsets = Parameter(empty(out_features, device=device, dtype=dtype)) if bias else None
        self.register_parameter("bias", offsets)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draws the parameters anew. ValueError without a first input."""
        if self.in1_features <= 0:
            raise ValueError(say("nn.bilinear_empty", given=self.in1_features))
        bound = 1 / math.sqrt(self.in1_features)
        init.uniform_(self.weight, -bound, bound)
        if self.bias is not None:
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input1: Tensor, input2: Tensor) -> Tensor:
        return bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self) -> str:
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )
