"""The weights of the best epoch, kept aside until training ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


@dataclass
class Best:
    """The lowest validation loss so far, its epoch, and copies of the parameters and buffers then.

    >>> best = Best()
    >>> best.epoch is None
    True
    """

    loss: float = math.inf
    epoch: int | None = None
    weights: dict[str, Tensor] | None = None

    def judge(self, loss: float, epoch: int, model: Module) -> bool:
        """Keeps the model's weights if `loss` is lower than all before; whether it is."""
        if not loss < self.loss:
            return False
        self.loss, self.epoch = loss, epoch
        self.weights = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
        return True

    def restore(self, model: Module) -> None:
        """Puts the weights that were kept, if any, back into the model."""
        if self.weights is not None:
            model.load_state_dict(self.weights)

    def state_dict(self) -> dict[str, Any]:
        """For a checkpoint."""
        return {"loss": self.loss, "epoch": self.epoch, "weights": self.weights}
