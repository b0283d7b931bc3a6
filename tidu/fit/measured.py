"""An epoch that native code went through, as the history wants it."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.fit.rows import Rows
from tidu.fit.state import State
from tidu.tensor.handle import wrap


class Measured:
    """The losses of an epoch's batches, and what the model gave, for the metrics.

    The same sums as `tally.Tally`, in the same order.
    """

    def __init__(
        self, state: State, losses: np.ndarray, sizes: np.ndarray, rows: Rows, order: np.ndarray,
        outputs: np.ndarray | None,
    ):  # fmt: skip
        self.measures, self.count = state.measures, int(sizes.sum())
        self.loss = mean_losses(state, losses, sizes)[0]
        self.targets = rows.columns[-1][order[: self.count]] if self.measures else None
        self.outputs = outputs

    def row(self, part: str) -> dict[str, Any]:
        """The loss and the metrics as columns of a history: {"train_loss": ...}."""
        found: dict[str, Any] = {f"{part}_loss": self.loss}
        if self.measures and self.outputs is not None:
            outputs, targets = wrap(self.outputs[: self.count]), wrap(np.asarray(self.targets))
            found |= {f"{part}_{name}": measure(outputs, targets) for name, measure in self.measures.items()}
        return found


def mean_losses(state: State, losses: np.ndarray, sizes: np.ndarray) -> list[float]:
    """The mean loss of a row in each whole epoch, from the losses of batches of those sizes."""
    whole = losses[: len(losses) // len(sizes) * len(sizes)].reshape(-1, len(sizes))
    if getattr(state.loss, "reduction", "mean") != "sum":
        whole = whole * sizes
    # One by one, as the plain loop adds them; NumPy's sum would add in another order.
    return (np.cumsum(whole, axis=1)[:, -1] / sizes.sum()).tolist()
