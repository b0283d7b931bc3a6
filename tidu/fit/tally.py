"""Adding up an epoch: the mean loss over its rows, and what metrics need."""

from __future__ import annotations

from typing import Any

from tidu.fit.measures import Measures
from tidu.tensor.joining import cat
from tidu.tensor.tensor import Tensor


class Tally:
    """Adds up batches. A short last batch counts for its rows, so means are over rows.

    `summed`: the loss of a batch is a sum over its rows, not their mean.

    >>> tally = Tally({}, summed=False)
    >>> tally.add(1.0, Tensor([1.0, 1.0]), Tensor([0.0, 0.0]))
    >>> tally.add(4.0, Tensor([2.0]), Tensor([0.0]))
    >>> tally.loss
    2.0
    """

    def __init__(self, measures: Measures, *, summed: bool):
        self.measures = measures
        self.summed = summed
        self.total, self.rows = 0.0, 0
        self._outputs: list[Tensor] = []
        self._targets: list[Tensor] = []

    def add(self, loss: float, output: Tensor, target: Tensor) -> None:
        """Takes one batch."""
        rows = len(target) if target.ndim else 1
        self.total += loss if self.summed else loss * rows
        self.rows += rows
        if self.measures:
            self._outputs.append(output.detach())
            self._targets.append(target)

    @property
    def loss(self) -> float:
        """The mean loss of a row."""
        return self.total / self.rows

    def row(self, part: str) -> dict[str, Any]:
        """The loss and the metrics as columns of a history: {"train_loss": ...}."""
        found: dict[str, Any] = {f"{part}_loss": self.loss}
        if self.measures:
            outputs, targets = _joined(self._outputs), _joined(self._targets)
            found |= {f"{part}_{name}": measure(outputs, targets) for name, measure in self.measures.items()}
        return found


def _joined(parts: list[Tensor]) -> Tensor:
    return cat([part if part.ndim else part.reshape(1) for part in parts])
