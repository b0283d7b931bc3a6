"""What a program was recorded with and must still hold: compared at every call, so it must be quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tidu.core.dtypes import Default
from tidu.core.mode import mode
from tidu.core.shapes import form_of
from tidu.read.world import HELD, unchanged
from tidu.tensor.generator import default_generator

SCALARS = (bool, int, float, str, type(None))


class Guard(NamedTuple):
    """`holder[key]`, or with `item` False `holder.key`, must be `value`."""

    holder: Any
    key: Any
    value: Any
    item: bool = False

    def now(self) -> Any:
        """What is there now."""
        return self.holder[self.key] if self.item else getattr(self.holder, self.key)


class Guards:
    """All guards of a recording. `renewed` counts how often a tensor's array was exchanged.

    >>> options = {"momentum": 0.9}
    >>> guards = Guards([Guard(options, "momentum", 0.9, item=True)])
    >>> before = guards.hold(); options["momentum"] = 0.5; before, guards.hold()
    (True, False)
    """

    def __init__(self, guards: list[Guard]):
        self.guards = guards
        self.renewed = 0
        self._compile()

    def _compile(self) -> None:
        """One expression over all guards: a loop over them would take five times as long."""
        names: dict[str, Any] = {}
        parts = []
        for place, guard in enumerate(self.guards):
            names[f"h{place}"], names[f"v{place}"] = guard.holder, guard.value
            names[f"k{place}"] = guard.key
            reached = f"h{place}[k{place}]" if guard.item else f"h{place}.{guard.key}"
            parts.append(f"{reached} is v{place}")
        self._quick: Callable[[], bool] = eval(f"lambda: {' and '.join(parts) or 'True'}", names)

    def hold(self) -> bool:
        """Whether everything is as it was."""
        try:
            return self._quick() or self._closely()
        except (LookupError, AttributeError):
            return False

    def _closely(self) -> bool:
        """Allows equal numbers, and another array of the same form in a tensor."""
        renewed = []
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
        self._compile()
        return True


def guards_of(recorder: Any, watch: Any, function: Any, grad: bool) -> Guards:
    """What the recording saw of the outside besides the numbers in tensors."""
    found = [Guard(Default, "dtype", Default.dtype), Guard(mode, "grad", grad)]
    if any(stream is recorder.stream for stream in recorder.streams):
        found.append(Guard(default_generator, "stream", recorder.stream))
    found += [Guard(space, name, value, True) for space, name, value in watch.names.values()]
    found += [Guard(cell, "cell_contents", cell.cell_contents) for cell in cells(function)]
    for reference in recorder.called:
        module = reference()
        if module is not None:
            found += members(module, recorder.members[id(module)][1])
    for memory in recorder.captured:
        if hasattr(memory.source, "_value"):
            found.append(Guard(memory.source, "_value", memory.layout))
    before = recorder.tensors
    found += [Guard(x, "_node", before[id(x)][1].get("_node")) for x in recorder.asked.values()]
    found += [Guard(x, "_grad", before[id(x)][1].get("_grad")) for x in recorder.gradients_read.values()]
    for optimizer in recorder.stepped:
        found += options(optimizer, recorder)
    return Guards(found)


def cells(function: Any) -> list[Any]:
    """The filled cells of the names that a function takes from around it."""
    function = getattr(function, "__func__", function)
    return [cell for cell in getattr(function, "__closure__", None) or () if filled(cell)]


def filled(cell: Any) -> bool:
    """Whether a cell holds anything."""
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def members(module: Any, before: dict[str, Any]) -> list[Guard]:
    """A module's plain options and what it holds, as they were before."""
    found = []
    for name, value in before.items():
        held, _, inner = name.partition(".")
        if held in HELD:
            found.append(Guard(vars(module)[held], inner, value, True))
        elif isinstance(value, SCALARS):
            found.append(Guard(vars(module), name, value, True))
    return found


def options(optimizer: Any, recorder: Any) -> list[Guard]:
    """The options of a stepped optimizer, and that what it remembers is still the same."""
    found = []
    for group in optimizer.param_groups:
        before = recorder.groups[id(group)][1]
        for name, value in before.items():
            if name == "params":
                found += [Guard(optimizer.state, x, optimizer.state[x], True) for x in value if x in optimizer.state]
            elif (id(group), name) not in recorder.numbers:
                found.append(Guard(group, name, value, True))
    return found
