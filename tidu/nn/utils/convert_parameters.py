"""Parameters as one vector, and back."""

from __future__ import annotations

from collections.abc import Iterable

from tidu.tensor.joining import cat
from tidu.tensor.tensor import Tensor
from tidu.text import say


def parameters_to_vector(parameters: Iterable[Tensor]) -> Tensor:
    """All elements of all parameters, in their order, in one axis.

    >>> import tidu
    >>> parameters_to_vector([tidu.zeros(1, 2), tidu.ones(1)])
    tensor([0., 0., 1.])
    """
    return cat([parameter.reshape(-1) for parameter in parameters])


def vector_to_parameters(vec: Tensor, parameters: Iterable[Tensor]) -> None:
    """Makes each parameter a view of its part of `vec`. TypeError if that is no tensor.

    >>> import tidu
    >>> x = tidu.zeros(1, 2)
    >>> vector_to_parameters(tidu.tensor([3.0, 4.0]), [x]); x
    tensor([[3., 4.]])
    """
    if not isinstance(vec, Tensor):
        raise TypeError(say("nn.vector", given=type(vec).__name__))
    start = 0
    for parameter in parameters:
        count = parameter._value.size
        parameter.data = vec[start : start + count].view_as(parameter).data
        start += count
