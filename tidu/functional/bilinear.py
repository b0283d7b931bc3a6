"""The bilinear map: a product of two inputs through a stack of matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """out[..., k] = input1 · weight[k] · input2 + bias[k].

    input1 [..., in1], input2 [..., in2], weight [out, in1, in2], bias [out], result [..., out].

    >>> import tidu
    >>> bilinear(tidu.tensor([[2.0]]), tidu.tensor([[3.0]]), tidu.tensor([[[1.0]], [[10.0]]]))
    tensor([[ 6., 60.]])
    """
    shape1, shape2, shape = (x._value.shape for x in (input1, input2, weight))
    if (
        len(shape) != 3
        or shape1[:-1] != shape2[:-1]
        or (shape1[-1:], shape2[-1:]) != (shape[1:2], shape[2:3])
    ):
        raise RuntimeError(say("nn.bilinear", a=list(shape1), b=list(shape2), weight=list(shape)))
    left = input1.reshape(-1, shape1[-1]) @ weight  # [out, batch, in2]
    result = (left * input2.reshape(-1, shape2[-1])).sum(-1).t().reshape(*shape1[:-1], shape[0])
    return named(result, "View") if bias is None else result + bias
