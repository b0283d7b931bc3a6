"""From PyTorch's values to ours: what PyTorch's own test databases hand out, made anew for Tidu."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import torch

import tidu

NAMES = {
    torch.float64: "float64", torch.float32: "float32", torch.float16: "float16", torch.int64: "int64",
    torch.int32: "int32", torch.int16: "int16", torch.int8: "int8", torch.uint8: "uint8", torch.bool: "bool",
}  # fmt: skip


class Untranslatable(Exception):
    """There is nothing of ours that this stands for; the message is the reason."""


def ours(x: Any, requires_grad: bool | None = None) -> Any:
    """`x`, however nested, with our tensors, types and generators in place of PyTorch's."""
    if isinstance(x, torch.Tensor):
        return tensor(x, x.requires_grad if requires_grad is None else requires_grad)
    if isinstance(x, torch.dtype):
        if x not in NAMES:
            raise Untranslatable(str(x))
        return getattr(tidu, NAMES[x])
    if isinstance(x, torch.device):
        return tidu.device("cpu")
    if isinstance(x, complex):
        raise Untranslatable("complex numbers")
    if isinstance(x, torch.layout | torch.memory_format):
        if x not in (torch.strided, torch.contiguous_format, torch.preserve_format):
            raise Untranslatable(str(x))
        return getattr(tidu, str(x).removeprefix("torch."))
    if isinstance(x, torch.Size):
        return tidu.Size(x)
    if isinstance(x, torch.Generator):
        return tidu.Generator().manual_seed(x.initial_seed())
    if isinstance(x, torch.nn.Module):
        return getattr(tidu.nn, type(x).__name__)()
    if isinstance(x, dict):
        return {key: ours(value, requires_grad) for key, value in x.items()}
    if isinstance(x, list | tuple) and type(x) in (list, tuple):
        return type(x)(ours(part, requires_grad) for part in x)
    return x


def tensor(x: torch.Tensor, requires_grad: bool) -> Any:
    """A tensor of ours with the numbers, the type and the strides of `x`."""
    if x.dtype not in NAMES or x.layout is not torch.strided or x.device.type != "cpu":
        raise Untranslatable(str(x.dtype) if x.layout is torch.strided else str(x.layout))
    if x.ndim > 64:
        raise Untranslatable("more than 64 axes, which NumPy does not have")
    made = tidu.from_numpy(x.detach().clone().resolve_neg().numpy())
    return made.requires_grad_() if requires_grad else made


def twin(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that PyTorch's tests wrote in Python, with `torch` meaning `tidu` in it."""
    if not isinstance(function, types.FunctionType):
        raise Untranslatable(f"{function!r} is not written in Python")
    names = {**function.__globals__, "torch": tidu, "wrapper_set_seed": seeded}
    made = types.FunctionType(
        function.__code__, names, function.__name__, function.__defaults__, function.__closure__
    )
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def seeded(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What PyTorch's tests call around functions that draw random numbers."""
    tidu.manual_seed(42)
    return function(*args, **kwargs)


def find(root: Any, path: str) -> Any:
    """What `root` calls `path`, or None."""
    for part in path.split("."):
        root = getattr(root, part, None)
        if root is None:
            return None
    return root
