"""What a program was recorded with and must still hold: compared at every call, so it must be quick."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tidu.core.dtypes import Default
from tidu.core.mode import Changes, mode
from tidu.core.shapes import form_of
from tidu.read.outside import SHORT
from tidu.read.world import HELD, unchanged
from tidu.tensor.generator import default_generator

SCALARS = (bool, int, float, str, type(None))

ITEM, LENGTH = "h{0}[k{0}]", "len(h{0})"


class Guard(NamedTuple):
    """What `reach` leads to from `holder` must be `value`: an attribute, an item or the length.

    >>> Guard([1, 2], None, 2, LENGTH).now(), Guard({"a": 3}, "a", 3, ITEM).now()
    (2, 3)
    """

    holder: Any
    key: Any
    value: Any
    reach: str = "h{0}.{1}"
    marked: bool = False  # whether its changes are marked, so that it need not be looked at otherwise

    def now(self) -> Any:
        """What is there now."""
        if self.reach is LENGTH:
            return len(self.holder)
        return self.holder[self.key] if self.reach is ITEM else getattr(self.holder, self.key)


class Guards:
    """All guards of a recording. `renewed` counts how often a tensor's array was exchanged.

    A call looks at one number for all that is marked, and at each of the others.

    >>> options = {"momentum": 0.9}
    >>> guards = Guards([Guard(options, "momentum", 0.9, ITEM)])
    >>> before = guards.hold(); options["momentum"] = 0.5; before, guards.hold()
    (True, False)
    """

    def __init__(self, guards: list[Guard], last: int | None = None):
        self.guards = guards
        self.renewed = 0
        self._compile(Changes.last if last is None else last)

    def _compile(self, last: int) -> None:
        """One expression over all guards: a loop over them would take five times as long."""
        names: dict[str, Any] = {"changes": Changes, "last": last}
        parts = ["changes.last == last"]
        for place, guard in enumerate(self.guards):
            if guard.marked:
                continue
            names[f"h{place}"], names[f"v{place}"] = guard.holder, guard.value
            names[f"k{place}"] = guard.key
            sign = "==" if guard.reach is LENGTH else "is"
            parts.append(f"{guard.reach.format(place, guard.key)} {sign} v{place}")
        self._names = names
        self._quick: Callable[[], bool] = eval(f"lambda: {' and '.join(parts)}", names)

    def hold(self) -> bool:
        """Whether everything is as it was."""
        try:
            return self._quick() or self._closely()
        except (LookupError, AttributeError):
            return False

    def _closely(self) -> bool:
        """Allows equal numbers, and another array of the same form in a tensor."""
        renewed, last = [], Changes.last
        if all(guard.now() is guard.value for guard in self.guards):
            self._names["last"] = last  # something changed, and back again or elsewhere
            return True
        for guard in self.guards:
            now = guard.now()
            if now is guard.value or unchanged(guard.value, now):
                renewed.append(guard._replace(value=now))
            elif isinstance(now, np.ndarray) and form_of(now) == form_of(guard.value):
                renewed.append(guard._replace(value=now))
                self.renewed += 1
            else:
                return False
        self.guards = renewed
        self._compile(last)
        return True


def guards_of(recorder: Any, watch: Any, grad: bool) -> Guards:
    """What the recording saw of the outside besides the numbers in tensors."""
    found = [Guard(Default, "dtype", Default.dtype), Guard(mode, "grad", grad)]
    if any(stream is recorder.stream for stream in recorder.streams):
        found.append(Guard(default_generator, "stream", recorder.stream))
    found += read_outside(watch)
    for reference in recorder.called:
        module = reference()
        if module is not None:
            found.append(Guard(module._hooks, None, 0, LENGTH, marked=True))
            found += members(module, recorder.members[id(module)][1])
    for number, reference in recorder.read_of.items():
        module = reference()
        if module is not None and watch.was_read(number):
            if not any(called() is module for called in recorder.called):
                found += members(module, recorder.members[number][1], watch.words)
            found += of_class(module, watch)
    for memory in recorder.captured:
        if hasattr(memory.source, "_value"):
            found.append(Guard(memory.source, "_value", memory.layout, marked=True))
    before = recorder.tensors
    for x in recorder.asked.values():
        node = before[id(x)][1].get("_node")
        found += [Guard(x, "_node", node), *(none_of(node, "hooks") + none_of(node, "after"))]
    found += [Guard(x, "_grad", before[id(x)][1].get("_grad")) for x in recorder.gradients_read.values()]
    for optimizer in recorder.stepped:
        found += options(optimizer, recorder)
    return Guards(found, recorder.last)


def read_outside(watch: Any) -> list[Guard]:
    """What names, closures, objects and collections led to."""
    found = [Guard(space, name, value, ITEM) for space, name, value, _ in watch.names.values()]
    found += [Guard(cell, "cell_contents", value) for cell, value in watch.cells.values()]
    for number, (x, before) in watch.objects.items():
        if watch.was_read(number):
            words = [name for name in before if name in watch.words]
            found += [Guard(vars(x), name, before[name], ITEM) for name in words]
            found += of_class(x, watch)
    for number, (x, before, _) in watch.held.items():
        if watch.was_read(number):
            found += contents(x, before, watch.words)
    return found


def of_class(x: Any, watch: Any) -> list[Guard]:
    """The plain options that an object has from its class, and would not have once it has its own."""
    names = {name for each in type(x).__mro__ if id(each) in watch.spaces for name in vars(each)}
    names = {name for name in names & watch.words if name not in vars(x)}
    values = [(name, inspect.getattr_static(x, name)) for name in sorted(names)]
    return [Guard(x, name, value) for name, value in values if isinstance(value, SCALARS)]


def contents(x: Any, before: Any, words: set[Any]) -> list[Guard]:
    """What a short list holds, or a dictionary under keys that the code names, else all of it."""
    if not isinstance(x, dict | list) or len(before) > SHORT:
        return []
    pairs = list(before.items() if isinstance(before, dict) else enumerate(before))
    named = [(key, value) for key, value in pairs if isinstance(before, dict) and key in words]
    found = [Guard(x, key, value, ITEM) for key, value in named or pairs]
    return found if named else [*found, Guard(x, None, len(before), LENGTH)]


def none_of(holder: Any, name: str) -> list[Guard]:
    """That a list of hooks stays empty; for what has no such list, nothing."""
    hooks = getattr(holder, name, None)
    if hooks is not None:
        return [Guard(hooks, None, 0, LENGTH, marked=True)]
    return [Guard(holder, name, None, marked=True)] if hasattr(holder, name) else []


def members(module: Any, before: dict[str, Any], words: set[Any] | None = None) -> list[Guard]:
    """A module's plain options and what it holds, as they were before; and that it holds no more.

    With `words` only what is named by them.
    """
    found = []
    for own in HELD:
        places = vars(module)[own]
        found.append(Guard(vars(module), own, places, ITEM, marked=True))
        found.append(Guard(places, None, len(places), LENGTH, marked=True))
    for name, value in before.items():
        held, _, inner = name.partition(".")
        if words is not None and (inner or name) not in words:
            continue
        if held in HELD:
            found.append(Guard(vars(module)[held], inner, value, ITEM))
        elif isinstance(value, SCALARS):
            found.append(Guard(vars(module), name, value, ITEM, marked=True))
    return found


def options(optimizer: Any, recorder: Any) -> list[Guard]:
    """The options of a stepped optimizer, and that what it remembers is still the same."""
    found = [Guard(optimizer.param_groups, None, len(optimizer.param_groups), LENGTH)]
    found += none_of(optimizer, "before_step") + none_of(optimizer, "after_step")
    for group in optimizer.param_groups:
        found.append(Guard(group["params"], None, len(group["params"]), LENGTH))
        before = recorder.groups[id(group)][1]
        for name, value in before.items():
            if name == "params":
                remembered = [x for x in value if x in optimizer.state]
                found += [Guard(optimizer.state, x, optimizer.state[x], ITEM) for x in remembered]
            elif (id(group), name) not in recorder.numbers:
                found.append(Guard(group, name, value, ITEM))
    return found
