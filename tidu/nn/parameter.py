"""A tensor that a module trains."""

from __future__ import annotations

from typing import Any

from tidu.tensor import facts
from tidu.tensor.creation import empty
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Parameter(Tensor):
    """A tensor that, as a module's attribute, is found by `parameters()` and wants a gradient.

    It shares the memory of `data`. TypeError if that is no tensor.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html

    >>> import tidu
    >>> Parameter(tidu.tensor([1.0, 2.0]))
    Parameter containing:
    tensor([1., 2.], requires_grad=True)
    """

    def __init__(self, data: Tensor | None = None, requires_grad: bool = True):
        data = empty(0) if data is None else data
        if not isinstance(data, Tensor):
            raise TypeError(say("nn.parameter_data", given=type(data).__name__))
        self._value, self._counter = data._value, data._counter
        if requires_grad:
            self.requires_grad_()

    def __repr__(self) -> str:
        return f"Parameter containing:\n{facts.text(self)}"

    def __deepcopy__(self, memo: dict[int, Any]) -> Parameter:
        """A copy of its numbers; the gradient stays behind, as in PyTorch."""
        made = type(self)(self.detach().clone(), self.requires_grad)
        memo[id(self)] = made
        return made
