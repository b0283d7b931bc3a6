"""One epoch: every batch once; and an evaluation: every batch once without learning."""

from __future__ import annotations

from typing import Any

from tidu.fit.batch import parts_of
from tidu.fit.state import State
from tidu.fit.step import forward, train_step
from tidu.fit.tally import Tally
from tidu.tensor.grad_mode import no_grad
from tidu.text import say


def train_epoch(state: State) -> Tally | None:
    """Trains on every batch; None if the run ended before the last one."""
    state.model.train()
    tally = state.tally()
    for batch in state.feed.train:
        if state.ended:
            return None
        state.batch += 1
        inputs, target = parts_of(batch)
        state.batch_loss, output = train_step(state, (inputs, target))
        tally.add(state.batch_loss, output, target)
        state.listeners.tell("on_step_end", state)
    return _filled(tally, "fit.training")


def evaluate(state: State, batches: Any) -> Tally:
    """The loss and metrics of `batches`, in eval mode and without a tape."""
    state.model.eval()
    tally = state.tally()
    with no_grad():
        for batch in batches:
            inputs, target = parts_of(batch)
            value, _, output = forward(state, (inputs, target))
            tally.add(value, output, target)
    return _filled(tally, "fit.validation")


def _filled(tally: Tally, part: str) -> Tally:
    if not tally.rows:
        raise ValueError(say("fit.data_empty", part=say(part)))
    return tally
