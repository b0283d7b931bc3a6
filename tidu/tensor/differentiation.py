"""Gradients as a person asks for them: requires_grad, backward, detach, hooks, autograd.grad."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tidu.core.mode import Changes, mode
from tidu.core.shapes import form_of
from tidu.core.warn import warn
from tidu.tensor.grad_function import GradFunction
from tidu.tensor.handle import Handle, Leaf, alias
from tidu.tensor.hooks import Keep, Removable, attach
from tidu.tensor.tape import place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def get_requires_grad(self: Tensor) -> bool:
    """Whether operations on it are taped."""
    return place(self) is not None


def set_requires_grad(self: Tensor, value: bool) -> None:
    """Makes a leaf collect a gradient, or stop it."""
    if mode.recorder is not None:
        mode.recorder.note(self)
    node = place(self)
    if node is not None and node.edges:
        if not value:
            raise RuntimeError(say("errors.requires_grad_of_result"))
    elif not value:
        self._node = None
    elif node is None:
        if self._value.dtype.kind != "f":
            raise RuntimeError(say("errors.requires_grad_of_whole", given=self.dtype))
        self._node = Leaf(self)


def requires_grad_(self: Tensor, requires_grad: bool = True) -> Tensor:
    """Makes a leaf collect a gradient (or stop it), and gives it back."""
    set_requires_grad(self, requires_grad)
    return self


def get_grad(self: Tensor) -> Tensor | None:
    """The gradient that backward passes have collected; None before the first."""
    if mode.recorder is not None:
        mode.recorder.note_gradient(self)
    elif self._grad is None and self._node is not None and self._node.edges and not self._retained:
        warn(say("errors.grad_of_result"))
    return self._grad


def set_grad(self: Tensor, value: Tensor | None) -> None:
    """Replaces the gradient; it must have the tensor's shape and type."""
    if value is not None:
        if not isinstance(value, Handle):
            raise TypeError(say("errors.grad_kind", given=type(value).__name__))
        if value._value.shape != self._value.shape or value._value.dtype != self._value.dtype:
            forms = {"given": form_of(value._value), "wanted": form_of(self._value)}
            raise RuntimeError(say("errors.grad_form", **forms))
    if mode.recorder is not None:
        mode.recorder.note_gradient(self, replaced=True)
    self._grad = value


def del_grad(self: Tensor) -> None:
    """Forgets the gradient."""
    set_grad(self, None)


def get_data(self: Tensor) -> Tensor:
    """The same memory without the tape, and without the check for changes in place."""
    return alias(self)


def set_data(self: Tensor, value: Tensor) -> None:
    """Makes the tensor hold the memory of another."""
    if mode.recorder is None:
        if self._value is not value._value:
            Changes.mark()
        self._value = value._value
    else:
        mode.recorder.set_data(self, value)
    node = self._node
    if isinstance(node, Leaf):
        node.shape, node.dtype = self._value.shape, self._value.dtype


def grad_fn(self: Tensor) -> Any:
    """The taped operation that made it; None for a leaf."""
    node = place(self)
    return None if node is None or not node.edges else GradFunction(node)


def is_leaf(self: Tensor) -> bool:
    """Whether it was made by a person, not computed from what needs a gradient."""
    node = place(self)
    return node is None or not node.edges


def detach(self: Tensor) -> Tensor:
    """The same memory as a constant; a change in place is still noticed."""
    result = alias(self)
    result._counter = self._counter
    return result


def detach_(self: Tensor) -> Tensor:
    """Makes the tensor itself a constant."""
    if self._base is not None:
        raise RuntimeError(say("errors.detach_view"))
    if mode.recorder is not None:
        mode.recorder.note(self)
    self._node = None
    return self


def retains_grad(self: Tensor) -> bool:
    """Whether `retain_grad` was asked of a result."""
    node = place(self)
    return node is not None and bool(node.edges) and getattr(self, "_retained", None) is node


def retain_grad(self: Tensor) -> None:
    """Makes a result keep its gradient as a leaf does."""
    node = place(self)
    if node is None:
        raise RuntimeError(say("errors.retain_grad"))
    if node.edges and not retains_grad(self):
        self._retained = node
        attach(node, Keep(self))


def register_hook(self: Tensor, hook: Callable[[Tensor], Tensor | None]) -> Removable:
    """Calls `hook` with the gradient when it arrives; what it returns takes its place."""
    node = place(self)
    if node is None:
        raise RuntimeError(say("errors.hook"))
    if mode.recorder is not None:
        mode.recorder.refuse("hook")

    def run(g: Any, wrapped: Callable) -> Any:
        if mode.recorder is not None:
            mode.recorder.refuse("hook")
        replaced = hook(wrapped(g))
        if replaced is None:
            return g
        if not isinstance(replaced, Handle):
            raise TypeError(say("errors.grad_kind", given=type(replaced).__name__))
        if replaced._value.shape != node.shape:
            shapes = {"given": list(replaced.shape), "wanted": list(node.shape)}
            raise RuntimeError(say("errors.hook_form", **shapes))
        return replaced if isinstance(g, Handle) else replaced._value

    return attach(node, run)


def register_post_accumulate_grad_hook(self: Tensor, hook: Callable[[Tensor], None]) -> Removable:
    """Calls `hook` with the leaf itself after its gradient was added to."""
    node = place(self)
    if not isinstance(node, Leaf):
        raise RuntimeError(say("errors.post_hook"))
    if mode.recorder is not None:
        mode.recorder.refuse("hook")
    node.after = node.after or []
    return Removable(node.after, hook)


def is_grad_enabled() -> bool:
    """Whether what is computed now is taped.

    >>> is_grad_enabled()
    True
    """
    return mode.grad
