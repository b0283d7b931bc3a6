"""What `x.grad_fn` shows: a taped operation, what it was computed from, and hooks on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tidu.core.mode import mode
from tidu.read.grad import Node, Pulled
from tidu.tensor.handle import Handle, Leaf, tensor_of
from tidu.tensor.hooks import Removable, attach
from tidu.tensor.inner_steps import operands


class Listened(Pulled):
    """A node with hooks that are called when its cotangents are there."""

    listeners: list | None = None

    def pull(self, g: Any, lift: Any) -> list[tuple[Any, Any]]:
        """The cotangents of its operands, as hooks may have changed them."""
        parts = super().pull(g, lift)
        for listener in list(self.listeners or ()):
            given = {id(edge): part for edge, part in parts}
            before = tuple(tensor_of(given[id(e)]) if id(e) in given else None for e in self.edges)
            answer = listener(before, (tensor_of(g),))
            if answer is not None:
                listed = answer if isinstance(answer, tuple) else (answer,)
                changed = {id(e): x for e, x in zip(self.edges, listed, strict=False) if x is not None}
                parts = [(edge, like(changed.get(id(edge)), part)) for edge, part in parts]
        return parts


def like(changed: Any, part: Any) -> Any:
    """A hook's answer in the form of the cotangent that it replaces."""
    if changed is None:
        return part
    return changed if isinstance(part, Handle) else changed._value


class GradFunction:
    """A view of a taped operation, as `x.grad_fn` shows it.

    >>> import tidu
    >>> x = tidu.ones(2, requires_grad=True)
    >>> (x * 2).grad_fn.next_functions[0][0].name()
    'torch::autograd::AccumulateGrad'
    """

    def __new__(cls, node: Any) -> GradFunction:
        """One whose class has PyTorch's name of the operation, as people print it."""
        return object.__new__(_class_of(node.name))

    def __init__(self, node: Any):
        self._node = node

    def name(self) -> str:
        """PyTorch's name of it, such as AddBackward0."""
        own = self._node.name
        return f"torch::autograd::{own}" if isinstance(self._node, Leaf) else own

    @property
    def next_functions(self) -> tuple:
        """What its operands were made by, and which of its results each is."""
        whole = getattr(self._node, "whole", self._node)  # a result of a Function stands for all of it
        return tuple(
            (None if edge is None else GradFunction(edge), getattr(edge, "position", 0))
            for edge in (operands(whole) if isinstance(whole, Node) else whole.edges)
        )

    @property
    def variable(self) -> Any:
        """The leaf that it adds a gradient to."""
        if isinstance(self._node, Leaf):
            return self._node.tensor()
        raise AttributeError(f"'{self._node.name}' object has no attribute 'variable'")

    @property
    def metadata(self) -> dict:
        """A place for notes of the caller's own, which lives as long as the operation."""
        return self._node.__dict__.setdefault("metadata", {})

    def register_prehook(self, fn: Callable[[tuple], Any]) -> Removable:
        """Calls `fn(grad_outputs)` when a gradient arrives; what it returns takes its place."""

        def run(g: Any, wrapped: Callable) -> Any:
            answer = fn((wrapped(g),))
            changed = answer[0] if isinstance(answer, tuple) else answer
            return like(changed, g)

        return attach(self._node, run)

    def register_hook(self, fn: Callable[[tuple, tuple], Any]) -> Removable:
        """Calls `fn(grad_inputs, grad_outputs)` when it is done; what it returns replaces the first."""
        if mode.recorder is not None:
            mode.recorder.refuse("hook")
        node = self._node
        if isinstance(node, Leaf):
            node.after = node.after or []
            return Removable(node.after, lambda tensor: fn((), (tensor.grad,)))
        if isinstance(node, Node):
            if not isinstance(node, Listened):
                node.__class__ = Listened
                node.listeners = []  # pyright: ignore
            return Removable(node.listeners, fn)  # pyright: ignore

        def run(g: Any, wrapped: Callable) -> Any:
            fn((), (wrapped(g),))
            return g

        return attach(node, run)

    def __getattr__(self, name: str) -> Any:
        ctx = getattr(getattr(self._node, "whole", None), "ctx", None)
        if ctx is None or name.startswith("__"):
            raise AttributeError(f"'{self._node.name}' object has no attribute '{name}'")
        return getattr(ctx, name)

    def __repr__(self) -> str:
        return f"<{self._node.name} object at {id(self._node):#x}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GradFunction) and self._node is other._node

    def __hash__(self) -> int:
        return hash(self._node)


@lru_cache(None)
def _class_of(name: str) -> type[GradFunction]:
    return type(name, (GradFunction,), {"__module__": "builtins"})  # which Python leaves out of a repr
