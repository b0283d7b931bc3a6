"""The tape itself: hooks on what is saved, on several gradients at once, and changes by hand.

Source: https://docs.pytorch.org/docs/stable/autograd.html#autograd-graph
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tidu.core.refused import refusing
from tidu.read.grad import Node as TapeNode
from tidu.read.grad import Pulled
from tidu.tensor.grad_function import GradFunction as Node
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.hooks import Removable
from tidu.tensor.watch import Watch, node_of
from tidu.text import say


class Packed(Pulled):
    """A node that keeps what a hook made of the values that it needs, and unpacks them again."""

    unpack: Any = None

    def pull(self, g: Any, lift: Any) -> list[tuple[Any, Any]]:
        """The cotangents of its operands, from what was unpacked."""
        packed, out = self.saved, self.out
        if packed is not None:
            self.saved = [opened(self, x) for x in packed]
        self.out = opened(self, out)
        try:
            return super().pull(g, lift)
        finally:
            self.saved, self.out = packed, out


def opened(node: Packed, x: Any) -> Any:
    """What was saved, as an array again."""
    return node.unpack(x.content)._value if isinstance(x, Parcel) else x


class Parcel:
    """What `pack_hook` gave for a value."""

    def __init__(self, content: Any):
        self.content = content


class saved_tensors_hooks(Watch):
    """What operations save for their gradient goes through `pack_hook` now and `unpack_hook` later.

    So it can be moved to disk or compressed between forward and backward.

    >>> import tidu
    >>> x = tidu.tensor(3.0, requires_grad=True)
    >>> with saved_tensors_hooks(lambda t: t.tolist(), tidu.tensor):
    ...     y = x * x
    >>> y.backward(); x.grad
    tensor(6.)
    """

    def __init__(self, pack_hook: Callable[[Any], Any], unpack_hook: Callable[[Any], Any]):
        self.pack_hook, self.unpack_hook = pack_hook, unpack_hook

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out and packs what it saved."""
        if Disabled.message is not None:
            raise RuntimeError(say("autograd.hooks_disabled", message=Disabled.message))
        result = run(primitive, operands, params)
        node = node_of(result)
        if node is not None and node.saved is not None and node.__class__ is TapeNode:
            node.__class__ = Packed
            node.unpack = self.unpack_hook  # pyright: ignore
            if node.out is not None:
                node.out = Parcel(self.pack_hook(result))  # pyright: ignore
            node.saved = [
                Parcel(self.pack_hook(operand if isinstance(operand, Handle) else wrap(x)))
                if isinstance(x, np.ndarray)
                else x
                for x, operand in zip(node.saved, operands, strict=True)
            ]
        return result


class save_on_cpu(saved_tensors_hooks):
    """Everything is on the CPU already: what operations save is copied, and that is all.

    >>> import tidu
    >>> x = tidu.tensor(3.0, requires_grad=True)
    >>> with save_on_cpu():
    ...     y = x * x
    >>> y.backward(); x.grad
    tensor(6.)
    """

    def __init__(self, pin_memory: bool = False, device_type: str = "cuda"):
        super().__init__(lambda x: x.detach().clone(), lambda x: x)


class Disabled:
    """The message of `disable_saved_tensors_hooks`, while it is on."""

    message: str | None = None


class disable_saved_tensors_hooks:
    """Inside, hooks on saved tensors raise RuntimeError with this message.

    >>> with disable_saved_tensors_hooks("not here"):
    ...     pass
    """

    def __init__(self, error_message: str):
        self.error_message = error_message

    def __enter__(self) -> None:
        self.before, Disabled.message = Disabled.message, self.error_message

    def __exit__(self, *error: object) -> None:
        Disabled.message = self.before


def register_multi_grad_hook(tensors: Sequence[Any], fn: Callable[..., Any], *, mode: str = "all") -> Any:
    """Calls `fn` with the gradients of all `tensors` once every one is there ("any": with the first).

    Returns a handle whose `remove()` takes the hook off again.

    >>> import tidu
    >>> x, y = tidu.ones(1, requires_grad=True), tidu.ones(1, requires_grad=True)
    >>> handle = register_multi_grad_hook((x, y), lambda grads: print(len(grads)))
    >>> (x * y).sum().backward()
    2
    """
    found: dict[int, Any] = {}

    def collect(position: int) -> Callable[[Any], None]:
        def hook(g: Any) -> None:
            first = not found
            found[position] = g
            if mode == "any":
                if first:
                    fn(g)
            elif len(found) == len(tensors):
                fn(tuple(found[k] for k in range(len(tensors))))
            if len(found) == len(tensors):
                found.clear()

        return hook

    return Handles([x.register_hook(collect(k)) for k, x in enumerate(tensors)])


class Handles:
    """Several handles that are removed together.

    >>> Handles([]).remove()
    """

    def __init__(self, handles: list[Removable]):
        self.handles = handles

    def remove(self) -> None:
        """Takes every hook off."""
        for handle in self.handles:
            handle.remove()


def increment_version(tensor: Any) -> None:
    """Notes that a tensor, or each of several, was changed: gradients that need its old numbers are refused.

    >>> import tidu
    >>> x = tidu.ones(1)
    >>> increment_version(x); x._version
    1
    """
    for x in [tensor] if isinstance(tensor, Handle) else tensor:
        x._counter[0] += 1


__all__ = [
    "Node",
    "disable_saved_tensors_hooks",
    "increment_version",
    "register_multi_grad_hook",
    "save_on_cpu",
    "saved_tensors_hooks",
]
__getattr__ = refusing("torch.autograd.graph", __all__)
