"""TD013: the first operation that made NaN or infinity out of numbers, on the way to the loss or back."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import constants, name_of
from tidu.fit.doctor.structure.slopes import FIXES as SLOPES
from tidu.fit.doctor.structure.slopes import lost, steepest
from tidu.fit.doctor.tape import Tape
from tidu.tensor.handle import Leaf

GROWING = ("add", "div", "matmul", "mul", "pow", "sub", "sum")
LARGE = 1e6  # operands from which such operations overflow only because training made them so


class FirstBad(Check):
    """At the first loss that is no number: the way back to where that began."""

    code = "TD013"
    causes: ClassVar[Causes] = {
        "operation": "certain",
        "grown": "certain",
        "data": "certain",
        "column": "certain",
        "parameter": "certain",
        "gradient": "certain",
    }

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.last: float | None = None
        self.found = False
        self.steep: Any = None
        self.slope: dict[str, Any] | None = None  # what is to be said of a gradient that is no number

    def gradients(self, tape: Tape) -> None:
        """After a finite loss: whether the gradients are finite too, where a slope was infinite."""
        node, self.steep = self.steep, None
        if node is None or self.slope is not None or tape.value is None:
            return
        bad, size = lost(tape)
        if bad:
            about = {"name": name_of(node), "fix": SLOPES[name_of(node)], "place": tape.place(node)}
            self.slope = {"bad": bad, "size": size, "value": f"{tape.value:.4g}", "turn": tape.turn, **about}

    def backward(self, tape: Tape) -> None:
        """Looks once, at the first loss that is not finite; before, at slopes that are not."""
        if tape.value is None or self.found:
            return
        if math.isfinite(tape.value):
            self.last = tape.value
            self.steep = steepest(tape)
            return
        self.found = True
        node = origin(tape)
        common = {"turn": tape.turn, "loss": str(tape.value)}
        if isinstance(node, Leaf) and self.slope is not None:
            self.tell("gradient", **self.slope)
        elif isinstance(node, Leaf):
            value: Any = node.tensor()
            bad = int((~np.isfinite(value._value)).sum())
            self.tell("parameter", name=tape.name(node), bad=bad, size=value._value.size, **common)
        elif (given := bad_constant(node)) is not None:
            if not self.doctor.has_told("TD002-nan", "TD002-column", "TD002-target"):
                self.data(node, given, common)
        else:
            cause = "grown" if name_of(node) in GROWING and has_grown(tape, node) else "operation"
            self.tell(cause, node=node, name=name_of(node) or node.name, **told(tape, node), **common)

    def data(self, node: Any, given: np.ndarray, common: dict[str, Any]) -> None:
        """Tells of numbers from outside: of a whole column, or of some rows."""
        where = np.argwhere(~np.isfinite(given))
        found = {"bad": len(where), "shape": list(given.shape), "name": name_of(node)}
        flat = ~np.isfinite(given.reshape(len(given), -1)) if given.ndim else np.zeros((1, 1), bool)
        if given.ndim > 1 and len(flat) > 1 and flat.all(0).any():
            columns = {"column": int(flat.all(0).argmax()), "columns": flat.shape[1], "rows": len(flat)}
            self.tell("column", node=node, **columns, **found, **common)
            return
        row = int(where[0][0]) if where.shape[1] else 0
        rows = "torch.isfinite(x)" + {0: "", 1: "", 2: ".all(1)"}.get(given.ndim, ".flatten(1).all(1)")
        self.tell("data", node=node, row=row, test=rows, **found, **common)


def origin(tape: Tape) -> Any:
    """The node from which what is not finite came: its operands on the tape are all finite.

    Infinity that a mask put in is no beginning; what made NaN of it is.
    """
    node = tape.root
    while True:
        bad = [edge for edge in node.edges if edge is not None and is_bad(tape, edge)]
        worse = [edge for edge in bad if has_nan(tape, edge)]
        below = (worse or bad)[:1]
        if not below or (is_masked(below[0]) and not worse):
            return node
        node = below[0]


def is_bad(tape: Tape, node: Any) -> bool:
    value = tape.array(node)
    return value is not None and not np.isfinite(value).all()


def has_nan(tape: Tape, node: Any) -> bool:
    value = tape.array(node)
    return value is not None and bool(np.isnan(value).any())


def is_masked(node: Any) -> bool:
    """Whether infinity was put in by a choice, as a mask does."""
    given = [] if name_of(node) not in ("where", "add") else [x for x in node.given or () if x is not None]
    return any(np.isinf(np.asarray(x, float)).any() for x in given if np.asarray(x).dtype.kind in "fi")


def bad_constant(node: Any) -> np.ndarray | None:
    """An operand from outside with a number that is none."""
    given = [x for x in constants(node) if x.dtype.kind == "f"] if name_of(node) else []
    given.sort(key=lambda x: not np.isnan(x).any())
    return next((x for x in given if not np.isfinite(x).all()), None)


def has_grown(tape: Tape, node: Any) -> bool:
    """Whether an operand is far larger than data and weights are."""
    operands = [tape.operand(node, position) for position in range(len(node.edges))]
    return any(x is not None and np.size(x) and float(np.abs(x).max()) > LARGE for x in operands)


def told(tape: Tape, node: Any) -> dict[str, Any]:
    """What went in and what came out, as numbers."""
    result = tape.array(node)
    bad = "?" if result is None else int((~np.isfinite(result)).sum())
    kind = "NaN" if result is not None and np.isnan(result).any() else "inf"
    ranges = []
    for position in range(len(node.edges)):
        value = tape.operand(node, position) if name_of(node) else None
        if value is not None and np.asarray(value).dtype.kind == "f" and np.size(value):
            ranges.append(f"[{np.min(value):.4g}, {np.max(value):.4g}]")
    return {"bad": bad, "kind": kind, "shape": list(node.shape), "ranges": ", ".join(ranges) or "?"}
