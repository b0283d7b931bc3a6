"""The old name of a tensor that may need a gradient; every tensor is one now."""

from __future__ import annotations

from typing import Any

from tidu.tensor.tensor import Tensor


class _Tensors(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, Tensor)


class Variable(metaclass=_Tensors):
    """`Variable(x, requires_grad=True)` is a tensor on the memory of x; `isinstance` knows tensors.

    >>> import tidu
    >>> x = Variable(tidu.ones(2), requires_grad=True)
    >>> x, isinstance(x, Variable)
    (tensor([1., 1.], requires_grad=True), True)
    """

    def __new__(cls, data: Any, requires_grad: bool = False) -> Any:
        return data.detach().requires_grad_(requires_grad)
