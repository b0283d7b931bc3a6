"""A backward pass of a running script, kept so that it can be explained when the script has gone on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tidu.core.mode import mode
from tidu.read.computation import Computation, computation
from tidu.read.grad import reachable
from tidu.read.named import named
from tidu.tensor.handle import Leaf
from tidu.tensor.tape import place
from tidu.tensor.watch import frame_outside


class Moment:
    """The tensor that `backward` was called on, and all that the next steps may change.

    The tape lets go of large operands, and optimizers write into the leaves: both are put back
    while the computation is read.
    """

    def __init__(self, root: Any, names: dict[str, Any]):
        self.root, self.names = root, names
        nodes = reachable([place(root)])
        self.given = [(node, node.given) for node in nodes if getattr(node, "given", None) is not None]
        leaves = [node.tensor() for node in nodes if isinstance(node, Leaf)]
        self.leaves = [(tensor, tensor._value.copy()) for tensor in leaves if tensor is not None]

    def told(self) -> Computation:
        """The computation, with the numbers of that moment."""
        for node, given in self.given:
            node.given = given
        with self.then():
            return computation(self.root, self.names)

    @contextmanager
    def then(self) -> Iterator[None]:
        """The leaves as they were."""
        now = [tensor._value for tensor, _ in self.leaves]
        for tensor, value in self.leaves:
            tensor._value = value
        try:
            yield
        finally:
            for (tensor, _), value in zip(self.leaves, now, strict=True):
                tensor._value = value


class Enough(BaseException):
    """Ends a script whose moment has come; no `except Exception` of the script's stops it."""


class Watcher:
    """While a `with` of it is open, keeps the last backward pass of this thread.

    `name` keeps only those from a tensor of that name. With `first` the first one is kept, and
    `Enough` raised. It listens where the doctor does.
    """

    outside = False  # modules need not tell it of their calls

    def __init__(self, name: str | None = None, first: bool = False):
        self.name, self.first = name, first
        self.moment: Moment | None = None
        self.seen: list[str] = []

    def __enter__(self) -> Watcher:
        self.before, mode.doctor = mode.doctor, self
        return self

    def __exit__(self, *error: object) -> None:
        mode.doctor = self.before

    def before_backward(self, root: Any) -> None:
        """A backward pass from `root` begins."""
        names = named(frame_outside())
        called = next((name for name, x in names.items() if x is root), None)
        if called is not None and called not in self.seen:
            self.seen.append(called)
        if self.name is not None and called != self.name:
            return
        self.moment = Moment(root, names)
        if self.first:
            raise Enough

    def ignored(self, *given: Any) -> None:
        """What else a doctor is told."""

    after_backward = before_step = after_step = look = hear = end = ignored


@contextmanager
def in_parts(wanted: bool) -> Iterator[None]:
    """Composed operations are taped as what they are composed of, where that is `wanted`."""
    before = mode.whole
    mode.whole = before and not wanted
    try:
        yield
    finally:
        mode.whole = before


def watch(script: Callable[[], Any], name: str | None, first: bool, parts: bool = False) -> Watcher:
    """Runs a script to its end, or to the first moment, and returns what was watched.

    With `parts` composed operations are taped in theirs.
    """
    with Watcher(name, first) as watcher, in_parts(parts):
        try:
            with suppress(Enough):  # the first moment has been seen: the rest is not wanted
                script()
        except SystemExit as left:
            if left.code not in (None, 0):
                raise
    return watcher


__all__ = ["Enough", "Moment", "Watcher", "watch"]
