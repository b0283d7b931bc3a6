"""What is outside a recording: noted before it is touched, so that it can be put back and compared."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np

from tidu.core.mode import Changes
from tidu.tensor.generator import default_generator
from tidu.tensor.handle import Handle

HELD = ("_parameters", "_buffers", "_modules")


class World:
    """Notes of outside tensors, modules and optimizers as they were before the recording."""

    def __init__(self) -> None:
        self.tensors: dict[int, tuple[Any, dict[str, Any], int]] = {}
        self.arguments: set[int] = set()  # the tensors that took the place of the function's own
        self.members: dict[int, tuple[weakref.ref, dict[str, Any]]] = {}
        self.groups: dict[int, tuple[dict, dict[str, Any]]] = {}
        self.called: list[weakref.ref] = []
        self.read_of: dict[int, weakref.ref] = {}  # modules that code reads attributes of
        self.stepped: list[Any] = []
        self.replaced: set[int] = set()  # tensors whose gradient was set anew in the recording
        self.gradients_read: dict[int, Any] = {}  # tensors whose gradient from before was read
        self.stream = default_generator.stream
        self.stream_state = self.stream.get_state()
        self.stream_moved = False
        self.last = Changes.last
        self.numpy_state: Any = np.random.get_state(legacy=False)

    def note(self, tensor: Any) -> None:
        """Called before an outside tensor changes."""
        if isinstance(tensor._value, np.ndarray) and id(tensor) not in self.tensors:
            self.tensors[id(tensor)] = (tensor, dict(vars(tensor)), tensor._counter[0])
            if tensor._base is not None:
                self.note(tensor._base)

    def note_gradient(self, tensor: Any, replaced: bool = False) -> None:
        """Called before the gradient of a tensor is read, or replaced."""
        self.note(tensor)
        if id(tensor) not in self.tensors or id(tensor) in self.replaced:
            return
        if id(tensor) in self.arguments and not replaced:
            if tensor._grad is not None and tensor._grad is self.tensors[id(tensor)][1]["_grad"]:
                self.refuse("argument_gradient")
            return
        if replaced:
            self.replaced.add(id(tensor))
        else:
            self.gradients_read[id(tensor)] = tensor

    def note_members(self, module: Any) -> None:
        """Called before an attribute of a module changes."""
        if id(module) not in self.members:
            self.members[id(module)] = (weakref.ref(module), snapshot(module))

    def module(self, module: Any) -> None:
        """Called by every module that is called."""
        self.note_members(module)
        if not any(known() is module for known in self.called):
            self.called.append(weakref.ref(module))
        if module._hooks:
            self.refuse("hook")

    def met(self, module: Any) -> None:
        """Called when a person's own code can read the attributes of a module."""
        self.note_members(module)
        self.read_of.setdefault(id(module), weakref.ref(module))

    def optimizer(self, optimizer: Any) -> None:
        """Called by every optimizer that steps."""
        if not any(known is optimizer for known in self.stepped):
            self.stepped.append(optimizer)
        for group in optimizer.param_groups:
            self.groups.setdefault(id(group), (group, {**group, "params": list(group["params"])}))

    def refuse(self, reason: str, **values: object) -> Any:
        """Raises `NotRecordable`."""
        raise NotImplementedError

    def restore(self) -> tuple[str, str] | None:
        """Puts everything back; what was changed besides tensors, as (owner, name), is told."""
        changed = None
        for reference, before in self.members.values():
            module = reference()
            name = None if module is None else difference(before, snapshot(module))
            if module is not None and name is not None:
                changed = (type(module).__name__, name)
                put_back(module, before)
        for group, before in self.groups.values():
            name = difference(before, group)
            if name is not None:
                changed = ("param_groups", name)
                group.clear()
                group.update(before)
        for tensor, before, version in self.tensors.values():
            vars(tensor).clear()
            vars(tensor).update(before)
            tensor._counter[0] = version
        self.stream_moved = self.restore_streams()
        return changed

    def restore_streams(self) -> bool:
        """Puts back the default random stream, and NumPy's common one; whether they were used."""
        here = np.array_equal(self.stream.get_state(), self.stream_state)
        self.stream.set_state(self.stream_state)
        still = same_state(np.random.get_state(legacy=False), self.numpy_state)
        np.random.set_state(self.numpy_state)
        return not (here and still)


def same_state(one: Any, other: Any) -> bool:
    """Whether two states of a NumPy generator, dictionaries with an array inside, are equal."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same_state(one[key], other[key]) for key in one)
    return bool(np.array_equal(one, other))


def snapshot(module: Any) -> dict[str, Any]:
    """A module's attributes, and what it holds by name."""
    state = dict(vars(module))
    for held in HELD:
        for name, value in state.pop(held, {}).items():
            state[f"{held}.{name}"] = value
    return state


def put_back(module: Any, before: dict[str, Any]) -> None:
    """Makes the module hold what `snapshot` found."""
    state = vars(module)
    for name in [name for name in state if name not in before and name not in HELD]:
        del state[name]
    for held in HELD:
        state[held].clear()
    for name, value in before.items():
        held, _, inner = name.partition(".")
        if held in HELD:
            state[held][inner] = value
        else:
            state[name] = value


def difference(before: dict[str, Any], after: dict[str, Any]) -> str | None:
    """The first name whose value is another object, or differs where it is a plain value."""
    for name in {**before, **after}:
        if name not in before or name not in after or not unchanged(before[name], after[name]):
            return name.rpartition(".")[2]
    return None


def unchanged(before: Any, after: Any) -> bool:
    """Whether a value is the same object, or an equal plain value."""
    if before is after:
        return True
    if isinstance(before, Handle) or isinstance(after, Handle) or type(before) is not type(after):
        return False
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(unchanged, before, after))
    return isinstance(before, int | float | str | bool) and before == after
