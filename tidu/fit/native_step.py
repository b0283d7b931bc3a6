"""What a run records: its step on a batch, and its pass over rows without learning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tidu.fit.batch import check_column, parts_of
from tidu.fit.rows import Rows
from tidu.fit.state import State
from tidu.fit.step import one_number
from tidu.nn.utils import clip_grad_norm_
from tidu.read.record import record
from tidu.read.simplify import simplify
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.handle import wrap
from tidu.tensor.tensor import Tensor

Step = Callable[..., Any]


def training_step(state: State) -> Step:
    """What `step.train_step` does, without looking at a number: the loss and the output of a batch."""

    def step(*batch: Any) -> Any:
        inputs, target = parts_of(batch)
        state.optimizer.zero_grad()
        output = state.model(*inputs)
        check_column(output, target)
        loss = one_number(state.loss(output, target))
        loss.backward()
        if state.clip is not None:
            clip_grad_norm_(state.model.parameters(), state.clip)
        state.optimizer.step()
        return loss.detach().reshape(()), shown(output, loss).detach()

    return step


def validation_pass(state: State) -> Step:
    """What `epoch.evaluate` does with a batch."""

    def passed(*batch: Any) -> Any:
        inputs, target = parts_of(batch)
        with no_grad():
            output = state.model(*inputs)
            check_column(output, target)
            loss = one_number(state.loss(output, target))
            return loss.reshape(()), shown(output, loss)

    return passed


def shown(output: Any, loss: Any) -> Any:
    """The output, for metrics; an output that only the loss understands is left out, for the loss."""
    return output if isinstance(output, Tensor) else loss


def recordings_of(step: Step, rows: Rows) -> tuple[Any, Any]:
    """The step on a whole batch and on the short last one, None where there is no such batch."""
    whole, rest = divmod(rows.total, rows.batch)
    sizes = (rows.batch if whole else 0, 0 if rows.drop else rest)
    return _recorded(step, rows, sizes[0]), _recorded(step, rows, sizes[1])


def _recorded(step: Step, rows: Rows, size: int) -> Any:
    if not size:
        return None
    recording = record(step, [wrap(column[:size]) for column in rows.columns])
    # What gradients came to is nobody's concern between the steps of a run.
    program = replace(recording.program, outputs=recording.program.outputs[:2])
    recording.program = simplify(program)
    return recording
