"""TD016: units that start alike and are moved alike, and so stay one unit for ever."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import name_of
from tidu.fit.doctor.tape import Tape
from tidu.tensor.handle import Leaf

TWICE = 2  # backward passes that must show it


class EqualUnits(Check):
    """All rows of a weight equal, and all rows of its gradient: every update keeps them equal."""

    code = "TD016"
    causes: ClassVar[Causes] = {"": "certain"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.seen: dict[Leaf, int] = {}

    def gradients(self, tape: Tape) -> None:
        """Looks at every weight of several units."""
        if tape.turn > 8:
            return
        for leaf in tape.leaves:
            axis = units(tape, leaf)
            tensor: Any = leaf.tensor()
            if axis is None or tensor is None or tensor._grad is None:
                continue
            if not (equal(tensor._value, axis) and equal(tensor._grad._value, axis)):
                self.seen.pop(leaf, None)
                continue
            self.seen[leaf] = self.seen.get(leaf, 0) + 1
            if self.seen[leaf] == TWICE:
                self.alert(tape, leaf, tensor, axis)

    def alert(self, tape: Tape, leaf: Leaf, tensor: Any, axis: int) -> None:
        """Says which weight, how many units, and what they hold."""
        zero = not tensor._value.any()
        name = tape.name(leaf)
        fix = f"torch.nn.init.xavier_uniform_({'weight' if ' ' in name else name})"
        held = f"{float(tensor._value.reshape(-1)[0]):.4g}"
        node = tape.users[leaf][0]
        sizes = {"units": leaf.shape[axis], "value": held, "zero": zero}
        self.tell(node=node, name=name, fix=fix, **sizes)


def units(tape: Tape, leaf: Leaf) -> int | None:
    """The axis of a weight along which its units lie; None for what is no weight of several units."""
    if len(leaf.shape) < 2:
        return None
    for user in tape.users[leaf]:
        name = name_of(user)
        if name == "matmul":
            axis = -1 if user.edges[1] is leaf else -2
        elif name in ("permute", "convolve") and (name == "convolve" or len(leaf.shape) == 2):
            axis = 0
        else:
            continue
        return axis % len(leaf.shape) if leaf.shape[axis] > 1 else None
    return None


def equal(value: np.ndarray, axis: int) -> bool:
    """Whether all that lies along an axis is the same.

    >>> equal(np.array([[1, 2], [1, 2]]), 0), equal(np.array([[1, 2], [1, 2]]), 1)
    (True, False)
    """
    first = np.take(value, [0], axis)
    return bool((value == first).all())
