"""Memory for time: what a part's gradient needs is not kept but computed once more.

Source: https://docs.pytorch.org/docs/stable/checkpoint.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.core.mode import mode
from tidu.core.refused import refusing
from tidu.read.grad import Node, Pulled
from tidu.tensor.generator import get_rng_state, set_rng_state
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.handle import Handle
from tidu.tensor.watch import Watch, node_of
from tidu.text import say


class CheckpointError(RuntimeError):
    """The function did something else the second time.

    >>> issubclass(CheckpointError, RuntimeError)
    True
    """


class Forgetful(Pulled):
    """A node that kept nothing, and finds what it needs in its frame's second run."""

    frame: Any = None
    number = 0

    def pull(self, g: Any, lift: Any) -> list[tuple[Any, Any]]:
        """The cotangents of its operands."""
        self.saved, self.out, self.checks = self.frame.recall(self.number)
        return super().pull(g, lift)

    def release(self) -> None:
        """Lets go of it again, and of the frame's once all were asked for."""
        self.saved, self.out, self.checks = None, None, None
        self.frame.used(self.number)


class Collect(Watch):
    """The nodes of operations that keep something, in the order in which they were taped."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out and lists its node."""
        result = run(primitive, operands, params)
        node = node_of(result)
        if node is not None and node.checks is not None and node.__class__ is Node:
            self.nodes.append(node)
        return result


class Frame:
    """One checkpointed call: how to make it again."""

    def __init__(self, function: Callable[..., Any], args: tuple, kwargs: dict, keep_random: bool):
        self.function, self.args, self.kwargs = function, args, kwargs
        self.random = get_rng_state() if keep_random else None
        self.count = 0
        self.kept: dict[int, tuple] = {}

    def run(self) -> Any:
        """The first call: its nodes forget what they keep."""
        with Collect() as collected:
            result = self.function(*self.args, **self.kwargs)
        self.count = len(collected.nodes)
        for number, node in enumerate(collected.nodes):
            node.__class__ = Forgetful
            node.saved, node.out, node.checks = None, None, None
            node.frame, node.number = self, number  # pyright: ignore
        return result

    def recall(self, number: int) -> tuple:
        """What node `number` keeps; all are computed again when the first is asked for."""
        if number not in self.kept:
            self._again()
        return self.kept[number]

    def _again(self) -> None:
        now = get_rng_state()
        args = [
            x.detach().requires_grad_(x.requires_grad) if isinstance(x, Handle) else x  # pyright: ignore
            for x in self.args
        ]
        try:
            if self.random is not None:
                set_rng_state(self.random)
            with enable_grad(), Collect() as collected:
                self.function(*args, **self.kwargs)
        finally:
            set_rng_state(now)
        if len(collected.nodes) != self.count:
            raise CheckpointError(say("autograd.checkpoint", given=self.count, again=len(collected.nodes)))
        self.kept = {k: (node.saved, node.out, node.checks) for k, node in enumerate(collected.nodes)}

    def used(self, number: int) -> None:
        """Lets go of what node `number` keeps."""
        self.kept.pop(number, None)


def checkpoint(
    function: Callable[..., Any],
    *args: Any,
    use_reentrant: bool | None = None,
    context_fn: Any = None,
    determinism_check: str = "default",
    debug: bool = False,
    early_stop: bool = True,
    preserve_rng_state: bool = True,
    **kwargs: Any,
) -> Any:
    """function(*args, **kwargs), of which nothing is kept for the gradient: backward computes it again.

    Random numbers are drawn again as they were, unless `preserve_rng_state` is False. The
    gradients are those without it; the other keywords change nothing here.

    >>> import tidu
    >>> x = tidu.tensor(3.0, requires_grad=True)
    >>> checkpoint(lambda x: (x * x).exp() * 0 + x * x, x, use_reentrant=False).backward()
    >>> x.grad
    tensor(6.)
    """
    if mode.recorder is not None or not mode.grad:  # a recording plans its memory by itself
        return function(*args, **kwargs)
    return Frame(function, args, kwargs, preserve_rng_state).run()


def checkpoint_sequential(
    functions: Any, segments: int, input: Any, use_reentrant: bool | None = None, **kwargs: Any
) -> Any:
    """A Sequential, or a list of functions, in `segments` parts that are checkpointed each.

    >>> import tidu
    >>> x = tidu.ones(1, 2, requires_grad=True)
    >>> y = checkpoint_sequential(tidu.nn.Sequential(tidu.nn.ReLU(), tidu.nn.Tanh()), 2, x)
    >>> y.sum().backward(); x.grad is None
    False
    """
    steps = list(functions.children()) if hasattr(functions, "children") else list(functions)
    size = max(len(steps) // segments, 1)
    keep_random = kwargs.pop("preserve_rng_state", True)
    for start in range(0, size * (segments - 1), size):
        part = steps[start : start + size]
        input = checkpoint(_chained(part), input, preserve_rng_state=keep_random)
    return _chained(steps[size * (segments - 1) :])(input)


def _chained(steps: list[Callable[..., Any]]) -> Callable[[Any], Any]:
    def run(x: Any) -> Any:
        for step in steps:
            x = step(x)
        return x

    return run


__all__ = ["CheckpointError", "checkpoint", "checkpoint_sequential"]
__getattr__ = refusing("torch.utils.checkpoint", __all__)
