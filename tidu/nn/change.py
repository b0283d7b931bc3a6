"""Changing a module and all that is inside: mode, type, gradients."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from tidu.core import dtypes
from tidu.tensor.creation import empty_like
from tidu.tensor.device import check_device, names_device
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say

if TYPE_CHECKING:
    from tidu.nn.module import Module

M = TypeVar("M", bound="Module")


def train(self: M, mode: bool = True) -> M:
    """Sets training mode (dropout drops, batch norm looks at the batch), or with False ends it.

    >>> import tidu
    >>> tidu.nn.Dropout().train(False).training
    False
    """
    if not isinstance(mode, bool):
        raise ValueError(say("nn.train_mode", given=builtins.type(mode).__name__))
    self.training = mode
    for module in self.children():
        module.train(mode)
    return self


def eval(self: M) -> M:
    """Ends training mode: the same as `train(False)`."""
    return self.train(False)


def apply(self: M, fn: Callable[[Any], Any]) -> M:
    """Calls `fn` with every module inside, children first, and with this one last.

    >>> import tidu
    >>> seen = []
    >>> _ = tidu.nn.Sequential(tidu.nn.ReLU()).apply(lambda m: seen.append(m._get_name()))
    >>> seen
    ['ReLU', 'Sequential']
    """
    for module in self.children():
        module.apply(fn)
    fn(self)
    return self


def convert(self: M, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> M:
    """Replaces every parameter, gradient and buffer by `fn` of it; a parameter stays the same object."""
    if recurse:
        for module in self.children():
            module._apply(fn)
    with grad_mode(False):
        for parameter in self._parameters.values():
            if parameter is None:
                continue
            grad = parameter.grad
            parameter.data = fn(parameter)
            if grad is not None:
                parameter.grad = fn(grad)
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
    return self


def to(self: M, *args: Any, **kwargs: Any) -> M:
    """Real-valued parameters and buffers in another type: a dtype, or a tensor that has it.

    The CPU is the only device. TypeError for a type that is not real.

    >>> import tidu
    >>> tidu.nn.Linear(1, 1).to(tidu.float64).weight.dtype
    torch.float64
    """
    kind = kwargs.get("dtype")
    for given in (*args, kwargs.get("device"), kwargs.get("tensor")):
        if isinstance(given, dtypes.dtype):
            kind = given
        elif isinstance(given, Tensor):
            kind = dtypes.NUMPY_TO_DTYPE[given._value.dtype]
        elif names_device(given):
            check_device(given)
    if kind is None:
        return self
    if not kind.is_floating_point:
        raise TypeError(say("nn.to_type", given=kind))
    return self._apply(lambda x: x.to(kind) if x.is_floating_point() else x)


def type(self: M, dst_type: Any) -> M:
    """Every parameter and buffer in `dst_type`, whole numbers too."""
    return self._apply(lambda x: x.type(dst_type))


def float(self: M) -> M:
    """Real-valued parameters and buffers in float32."""
    return self.to(dtypes.float32)


def double(self: M) -> M:
    """Real-valued parameters and buffers in float64."""
    return self.to(dtypes.float64)


def half(self: M) -> M:
    """Real-valued parameters and buffers in float16."""
    return self.to(dtypes.float16)


def cpu(self: M) -> M:
    """Itself: every tensor is on the CPU."""
    return self


def cuda(self: M, device: Any = None) -> M:
    """Itself: a graphics card means the CPU, which is said once."""
    check_device("cuda" if device is None else device)
    return self


def xpu(self: M, device: Any = None) -> M:
    """Itself, as `cuda`."""
    check_device("xpu" if device is None else device)
    return self


def to_empty(self: M, *, device: Any, recurse: bool = True) -> M:
    """Every parameter and buffer in new memory, its numbers arbitrary."""
    if device is not None:
        check_device(device)
    return self._apply(empty_like, recurse)


def requires_grad_(self: M, requires_grad: bool = True) -> M:
    """Makes every parameter want a gradient, or with False freezes them all."""
    for parameter in self.parameters():
        parameter.requires_grad_(requires_grad)
    return self


def zero_grad(self: Module, set_to_none: bool = True) -> None:
    """Forgets all gradients, or with False fills them with 0.

    >>> import tidu
    >>> layer = tidu.nn.Linear(1, 1)
    >>> layer(tidu.ones(1, 1)).sum().backward()
    >>> layer.zero_grad(); layer.weight.grad is None
    True
    """
    for parameter in self.parameters():
        if set_to_none:
            parameter.grad = None
        elif parameter.grad is not None:
            parameter.grad = parameter.grad.detach().zero_()
