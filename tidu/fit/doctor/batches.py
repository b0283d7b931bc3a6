"""Batches that the doctor has computed for itself, where a native run leaves no tape to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import Changes, mode
from tidu.fit.batch import Batch, parts_of
from tidu.fit.doctor.alert import Stopped
from tidu.fit.rows import rows_of_loader
from tidu.fit.step import forward
from tidu.tensor.generator import get_rng_state, set_rng_state
from tidu.tensor.handle import wrap
from tidu.tensor.tape import grad_mode

if TYPE_CHECKING:
    from tidu.fit.state import State

LOOKS = 2  # batches to look at before a native run: the second shows what the first can only suggest


def first_batches(state: State) -> None:
    """The first batches forward and backward, eagerly, at the parameters of the start."""
    rows = rows_of_loader(state.feed.train)
    with untouched(state):
        for start in range(0, min(LOOKS * rows.batch, rows.total), rows.batch):
            batch = parts_of(
                [wrap(np.ascontiguousarray(x[start : start + rows.batch])) for x in rows.columns]
            )
            for parameter in state.model.parameters():
                parameter._grad = None
            loss = looked_at(state, batch)
            if loss is None:
                return
            loss.backward()


def looked_at(state: State, batch: Batch) -> Any:
    """The loss of a batch; None where that cannot be had, which the run itself will find and say."""
    try:
        return forward(state, batch)[1]
    except Stopped:
        raise
    except Exception:
        return None


def again(state: State, batch: Batch) -> None:
    """The batch whose loss was no number, forward once more, for the doctor to see where that began."""
    state.engine.leave()
    with untouched(state):
        loss = looked_at(state, batch)
        if loss is not None:
            mode.doctor.look(loss)


@contextmanager
def untouched(state: State) -> Iterator[None]:
    """Afterwards model, gradients and random numbers are as they were."""
    model, random, changes = state.model, get_rng_state(), Changes.last
    modes = [(module, module.training) for module in model.modules()]
    gradients = [(parameter, parameter._grad) for parameter in model.parameters()]
    buffers = [(x, x._value, x._value.copy(), x._counter[0]) for x in model.buffers()]
    try:
        with grad_mode(True), np.errstate(all="ignore"):
            model.train()
            yield
    finally:
        for module, training in modes:
            module.training = training
        for parameter, gradient in gradients:
            parameter._grad = gradient
        for buffer, memory, numbers, version in buffers:
            memory[...] = numbers
            buffer._value, buffer._counter[0] = memory, version
        set_rng_state(random)
        Changes.last = changes


__all__ = ["again", "first_batches", "untouched"]
