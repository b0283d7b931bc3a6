"""TD002: inputs that are NaN or infinite, or of a scale that no usual learning rate is made for."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.seen import Statistic
from tidu.fit.doctor.structure.paths import name_of
from tidu.fit.doctor.tape import Tape
from tidu.fit.rows import NotInMemory, rows_of_loader

LARGE = 30.0  # root mean square of a column: healthy inputs are near 1


class Inputs(Statistic):
    """Looks at every number that meets the first weights, and at the targets."""

    code = "TD002"
    causes: ClassVar[Causes] = {
        "nan": "certain", "column": "certain", "target": "certain", "scale": "likely",
    }  # fmt: skip

    def begin(self, run: Any) -> None:
        """All rows of a fit at once; their scale is that at the first layer, which only the tape shows."""
        self.seen.begin(run)
        try:
            columns = rows_of_loader(run.feed.train).columns
        except NotInMemory:
            return
        for x in columns[:-1]:
            self.finite("nan", x)
        self.finite("target", columns[-1])

    def backward(self, tape: Tape) -> None:
        """The rows of this batch."""
        facts = self.seen.take(tape)
        for node, x in facts.inputs:
            if self.finite("nan", x, node) and name_of(node) != "index":
                self.scale(x, node)
        if facts.target is not None:
            self.finite("target", facts.target, facts.node)

    def end(self, history: Any) -> None:
        """What a native run's first layer was given."""
        tape = self.seen.probe(history)
        if tape is not None:
            self.backward(tape)

    def finite(self, cause: str, x: np.ndarray, node: Any = None) -> bool:
        """Whether all numbers are; tells of them else."""
        if x.dtype.kind != "f" or np.isfinite(x.sum()):
            return True
        bad = ~np.isfinite(x.reshape(len(x), -1))
        if not bad.any():
            return True
        whole: Any = bad.all(0)
        if cause == "nan" and len(x) > 1 and whole.any():
            columns = {"column": int(whole.argmax()), "columns": len(whole), "count": int(whole.sum())}
            self.tell("column", node=node, rows=len(x), **columns)
            return False
        column = int(bad.sum(0).argmax())
        value = str(x.reshape(bad.shape)[bad[:, column], column][0])
        self.tell(
            cause,
            node=node,
            cells=int(bad.sum()),
            rows=len(x),
            column=column,
            columns=bad.shape[1],
            value=value,
        )
        return False

    def scale(self, x: np.ndarray, node: Any) -> None:
        """Tells of a column of large numbers."""
        if x.dtype.kind != "f" or x.ndim < 2:
            return
        axis = 1 if name_of(node) == "convolve" and x.ndim > 2 else x.ndim - 1
        others = tuple(i for i in range(x.ndim) if i != axis)
        sizes = np.sqrt(np.mean(np.square(x, dtype=np.float64), axis=others))
        if sizes.max() > LARGE:
            size = {"size": float(sizes.max()), "least": float(sizes.min()), "times": float(sizes.max()) ** 2}
            self.tell("scale", node=node, column=int(sizes.argmax()), columns=len(sizes), **size)


__all__ = ["Inputs"]
