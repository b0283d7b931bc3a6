"""A module run once to be looked at: which module called which and when, and nothing changed by it."""

from __future__ import annotations

import inspect
import math
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tidu.ops.convert import copy
from tidu.read.grad import next_order
from tidu.read.tree import map_tree
from tidu.read.world import HELD, difference, put_back, snapshot
from tidu.tensor.generator import default_generator
from tidu.tensor.handle import Handle, Leaf, wrap
from tidu.tensor.tape import grad_mode, place
from tidu.text import say


@dataclass(eq=False)
class Call:
    """One call of a module: what the tape got between `start` and `end` is its doing.

    `path` is the module's name in the whole, `turn` how often it was called before, `shapes`
    those of the tensors it gave back.
    """

    path: str
    module: Any
    turn: int
    start: int
    end: float = math.inf
    shapes: list[tuple[int, ...]] = field(default_factory=list)


@dataclass(eq=False)
class Once:
    """A run: `inputs` by name as the module was given them, `outputs` by name, `calls` in order.

    `leaves` are what the inputs are copies of: the tape itself does not keep them.
    """

    inputs: dict[str, Handle]
    outputs: dict[str, Handle]
    calls: list[Call]
    leaves: list[Handle]


@contextmanager
def once(module: Any, inputs: tuple, lift: bool = False) -> Iterator[Once]:
    """Runs `module(*inputs)`; when the block ends, all is put back: numbers, attributes, random streams.

    With `lift`, inputs and frozen parameters of real numbers ask for gradients until then, so
    that every operation on the way is taped. Raises what the module raises.

    >>> import tidu
    >>> net = tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU())
    >>> with once(net, (tidu.ones(4, 2),)) as ran:
    ...     [(call.path, type(call.module).__name__, call.shapes) for call in ran.calls]
    [('', 'Sequential', [(4, 3)]), ('0', 'Linear', [(4, 3)]), ('1', 'ReLU', [(4, 3)])]
    """
    ready(module)
    leaves: list[Handle] = []
    calls: list[Call] = []
    given = map_tree(lambda x: _fed(x, leaves if lift else None), inputs)
    with untouched(module), _live(module) if lift else nullcontext(), grad_mode(True):
        with ExitStack() as stack:
            for path, inner in module.named_modules():
                stack.enter_context(_noted(calls, path, inner))
            result = module(*given)
        yield Once(_named(module, given), dict(_leaves(result, "")), calls, leaves)


def ready(module: Any) -> None:
    """TypeError unless this is a module, ValueError where a lazy layer in it has no shape yet.

    >>> import tidu
    >>> ready(tidu.nn.Linear(2, 1))
    """
    if not callable(getattr(module, "named_modules", None)) or isinstance(module, type):
        given = module.__name__ if isinstance(module, type) else type(module).__name__
        raise TypeError(say("draw.not_a_module", given=given))
    for path, inner in module.named_modules():
        if hasattr(inner, "has_uninitialized_params") and inner.has_uninitialized_params():
            raise ValueError(say("draw.lazy", layer=f"{path}: {inner}" if path else str(inner)))


@contextmanager
def zeros_for(module: Any, inputs: tuple, call: str) -> Iterator[tuple]:
    """`inputs` with zeros of the module's own type in place of shapes; an error inside says that it got
    zeros, and what to give `call` ("tidu.draw") instead. Errors of `ready` before that.

    >>> import tidu
    >>> with zeros_for(tidu.nn.Linear(2, 1), ((4, 2), 3), "tidu.draw") as given:
    ...     given[0].shape, given[1]
    (torch.Size([4, 2]), 3)
    """
    ready(module)
    kinds = (x._value.dtype for x in module.parameters() if x._value.dtype.kind == "f")
    kind = next(kinds, np.dtype(np.float32))
    given = tuple(wrap(np.zeros(tuple(x), kind)) if _is_shape(x) else x for x in inputs)
    try:
        yield given
    except Exception as error:
        if any(map(_is_shape, inputs)):
            error.add_note(say("summary.zeros", call=call))
        raise


def _is_shape(x: Any) -> bool:
    return isinstance(x, list | tuple) and bool(x) and all(type(n) is int for n in x)


def _fed(x: Any, leaves: list[Handle] | None) -> Any:
    """A tensor of the same numbers for the module to be given: writing into it changes nobody's.

    Where there is a list of `leaves`, one of real numbers is the copy of a new leaf.
    """
    if isinstance(x, np.ndarray):
        x = wrap(x)
    if not isinstance(x, Handle):
        return x
    fed = wrap(x._value.copy())
    if leaves is None or fed._value.dtype.kind != "f":
        return fed
    fed._node = Leaf(fed)
    leaves.append(fed)
    return copy(fed)


def _leaves(tree: Any, name: str) -> Iterator[tuple[str, Handle]]:
    """The tensors in a tree, with what leads to them: "[0]", "['h']"."""
    if isinstance(tree, Handle):
        yield name, tree
    elif isinstance(tree, list | tuple):
        for place_in, x in enumerate(tree):
            yield from _leaves(x, f"{name}[{place_in}]")
    elif isinstance(tree, dict):
        for key, x in tree.items():
            yield from _leaves(x, f"{name}[{key!r}]")


def _named(module: Any, given: tuple) -> dict[str, Handle]:
    """The inputs by the names of `forward`'s parameters."""
    bound = inspect.signature(module.forward).bind(*given)
    return dict(pair for name, x in bound.arguments.items() for pair in _leaves(x, name))


@contextmanager
def _noted(calls: list[Call], path: str, module: Any) -> Iterator[None]:
    """Enters the calls of one module while it lasts."""
    open_calls: list[Call] = []

    def before(_: Any, __: Any) -> None:
        turn = sum(call.module is module for call in calls)
        call = Call(path, module, turn, next_order())
        calls.append(call)
        open_calls.append(call)

    def after(_: Any, __: Any, result: Any) -> None:
        call = open_calls.pop()
        call.end = next_order()
        call.shapes = [x._value.shape for _, x in _leaves(result, "")]

    handles = module.register_forward_pre_hook(before), module.register_forward_hook(after)
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def _live(module: Any) -> Iterator[None]:
    """Frozen parameters ask for gradients while it lasts."""
    frozen = [x for x in module.parameters() if place(x) is None and x._value.dtype.kind == "f"]
    for x in frozen:
        x._node = Leaf(x)
    try:
        yield
    finally:
        for x in frozen:
            x._node = None


@contextmanager
def untouched(module: Any) -> Iterator[None]:
    """What runs inside finds its numbers, attributes and random streams put back afterwards."""
    inner = list(module.modules())
    attributes = [(each, snapshot(each)) for each in inner]
    boxes = [(x, x.copy()) for each in inner for name, x in vars(each).items() if _container(name, x)]
    tensors = [*module.parameters(), *module.buffers()]
    numbers = [(x, x._value, x._value.copy(), x._counter[0]) for x in tensors]
    streams = default_generator.stream.get_state(), np.random.get_state(legacy=False), random.getstate()
    try:
        yield
    finally:
        default_generator.stream.set_state(streams[0])
        np.random.set_state(streams[1])
        random.setstate(streams[2])
        for tensor, array, before, version in numbers:
            if not np.array_equal(array, before, equal_nan=True):
                np.copyto(array, before)
            tensor._value, tensor._counter[0] = array, version
        for box, before in boxes:
            _refill(box, before)
        for each, before in attributes:
            if difference(before, snapshot(each)) is not None:
                put_back(each, before)


def _container(name: str, x: Any) -> bool:
    """Whether an attribute is a plain container, which a module may fill as it runs."""
    return type(x) in (list, dict, set) and name not in (*HELD, "_hooks", "_state_hooks")


def _refill(box: Any, before: Any) -> None:
    box.clear()
    box.extend(before) if isinstance(box, list) else box.update(before)
