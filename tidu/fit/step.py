"""One step: a batch forward, its gradient back, an update."""

from __future__ import annotations

import math
from typing import Any

from tidu.core.mode import mode
from tidu.fit.batch import Batch, check_column
from tidu.fit.state import State
from tidu.nn.utils import clip_grad_norm_
from tidu.optim.lbfgs import LBFGS
from tidu.tensor.tensor import Tensor
from tidu.text import say


class NotFinite(ArithmeticError):
    """The loss of a batch is NaN or infinite; nothing was changed by that batch."""

    def __init__(self, value: float, batch: Batch):
        super().__init__(value)
        self.value, self.batch = value, batch
        self.finished: list[Any] = []  # the epochs that were done before, where several ran at once


def train_step(state: State, batch: Batch) -> tuple[float, Tensor]:
    """Updates the model by one batch; the loss before the update, and the output.

    `NotFinite` instead of an update by a loss that is no number.
    """
    state.optimizer.zero_grad()
    value, loss, output = forward(state, batch)
    if not math.isfinite(value):
        if mode.doctor is not None:
            mode.doctor.look(loss)
        raise NotFinite(value, batch)
    if isinstance(state.optimizer, LBFGS):
        state.optimizer.step(lambda: looked_at_again(state, batch))
        return value, output
    loss.backward()
    clip(state)
    state.optimizer.step()
    return value, output


def looked_at_again(state: State, batch: Batch) -> Tensor:
    """The loss and its gradients at the parameters of now, for an optimizer that searches."""
    state.optimizer.zero_grad()
    loss = forward(state, batch)[1]
    loss.backward()
    clip(state)
    return loss


def clip(state: State) -> None:
    """Shortens the gradients where the run wants that."""
    if state.clip is not None:
        clip_grad_norm_(state.model.parameters(), state.clip)


def forward(state: State, batch: Batch) -> tuple[float, Any, Tensor]:
    """The loss as a number and as a tensor, and the output. ValueError for a loss of several numbers."""
    inputs, target = batch
    output = state.model(*inputs)
    check_column(output, target)
    loss = one_number(state.loss(output, target))
    return loss.item(), loss, output


def one_number(loss: Any) -> Any:
    """A loss, which must be a tensor of one number: TypeError or ValueError for others."""
    if not isinstance(loss, Tensor):
        raise TypeError(say("fit.loss_tensor", given=type(loss).__name__))
    if loss.numel() != 1:
        raise ValueError(say("fit.loss_shape", shape=list(loss.shape)))
    return loss
