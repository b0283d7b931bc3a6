"""The run: epochs until there is a reason to stop, and the best weights at the end."""

from __future__ import annotations

import math
from contextlib import ExitStack
from time import perf_counter
from typing import Any

from tidu.core.mode import mode
from tidu.core.warn import warn
from tidu.fit.batch import is_finite
from tidu.fit.checkpoint import write_checkpoint
from tidu.fit.doctor.batches import again
from tidu.fit.history import History
from tidu.fit.state import State
from tidu.fit.step import NotFinite
from tidu.optim.lr_scheduler import ReduceLROnPlateau
from tidu.text import say


def run(state: State) -> History:
    """Trains until the epochs are done, patience is exhausted, or something else ends the run.

    However it ends, the model gets its best weights (if there is validation) and each of its
    modules the mode that it had.
    """
    modes = [(module, module.training) for module in state.model.modules()]
    with ExitStack() as at_the_end:
        at_the_end.callback(_restore_modes, modes)
        at_the_end.callback(lambda: state.best.restore(state.model))
        at_the_end.callback(state.engine.leave)
        at_the_end.enter_context(state.interrupt)
        state.listeners.tell("on_fit_start", state)
        while not _done(state):
            epochs = state.engine.epochs_at_once(state)
            _epoch(state) if epochs == 1 else _epochs(state, epochs)
    _conclude(state)
    return state.history


def _restore_modes(modes: list[tuple[Any, bool]]) -> None:
    for module, training in modes:
        module.training = training


def _done(state: State) -> bool:
    """Whether the run is over; notes why."""
    best = state.best
    if state.patience.exhausted:
        values = {"best": best.loss, "best_epoch": best.epoch, "waited": state.patience.waited}
        state.end("patience", say("fit.end_patience", epoch=state.epoch, **values))
    elif state.epoch >= state.epochs:
        state.end("epochs", say("fit.end_epochs", epochs=state.epochs))
    return state.ended


def _epochs(state: State, count: int) -> None:
    """Several epochs at a time, which only the history wants to see."""
    started, first, rate = perf_counter(), state.epoch, state.learning_rate
    error = None
    try:
        losses = state.engine.train_epochs(state, count)
    except NotFinite as caught:
        error, losses = caught, caught.finished
    done = len(losses)
    columns = {
        "epoch": range(first + 1, first + done + 1),
        "train_loss": losses,
        "learning_rate": [rate] * done,
        "seconds": [(perf_counter() - started) / max(done, 1)] * done,
    }
    state.history.extend({name: columns[name] for name in state.column_names})
    if not state.ended or done == count:
        state.epoch = first + done
    if error is not None:
        state.epoch = first + done + 1
        _ask_why(state, error)
        _end_not_finite(state, "fit.end_loss", error.value, is_finite(error.batch))


def _epoch(state: State) -> None:
    started = perf_counter()
    state.epoch, state.batch = state.epoch + 1, 0
    rate = state.learning_rate
    _tell(state, "on_epoch_start")
    try:
        tally = state.engine.train(state)
    except NotFinite as error:
        _ask_why(state, error)
        _end_not_finite(state, "fit.end_loss", error.value, is_finite(error.batch))
        return
    if tally is None:
        return
    row: dict[str, Any] = {"epoch": state.epoch, "learning_rate": rate} | tally.row("train")
    if state.feed.validation is not None:
        row |= state.engine.evaluate(state).row("validation")
    row["seconds"] = perf_counter() - started
    state.history.append({name: row[name] for name in state.column_names})
    if mode.doctor is not None:
        mode.doctor.hear("epoch", state.history)
    _judge(state, row)
    _tell(state, "on_epoch_end")
    if state.report is not None:
        state.report(line_of(state))
    if state.checkpoint is not None:
        state.engine.leave()
        write_checkpoint(state, state.checkpoint)


def _tell(state: State, event: str) -> None:
    """Tells whoever waits, after everything is where they will look for it."""
    if state.listeners.awaits(event):
        state.engine.leave()
        state.listeners.tell(event, state)


def _judge(state: State, row: dict[str, Any]) -> None:
    """What the epoch's losses decide: the best weights, patience, the learning rate."""
    watched = row["train_loss"]
    if "validation_loss" in row:
        watched = row["validation_loss"]
        state.engine.show_weights()
        state.best.judge(watched, state.epoch, state.model)
        state.history.best_epoch = state.best.epoch
        state.patience.exhausted_by(watched)
        if not math.isfinite(watched):
            _end_not_finite(state, "fit.end_validation", watched, True)
    if isinstance(state.scheduler, ReduceLROnPlateau):
        state.scheduler.step(watched)
    elif state.scheduler is not None:
        state.scheduler.step()


def _ask_why(state: State, error: NotFinite) -> None:
    """Lets the doctor look at the batch whose loss is no number, unless it has seen it."""
    if mode.doctor is not None and state.engine.name == "native":
        again(state, error.batch)


def _end_not_finite(state: State, key: str, value: float, data_is_finite: bool) -> None:
    fix = say("fit.fix_rate", rate=state.learning_rate) if data_is_finite else say("fit.fix_data")
    state.end("not_finite", say(key, epoch=state.epoch, batch=state.batch, value=value, fix=fix))


def line_of(state: State) -> str:
    """The newest epoch as one line of text."""
    history = state.history
    names = [name for name in history.columns if name not in ("epoch", "seconds", "learning_rate")]
    values = {name: history.last(name) for name in names}
    numbers = "  ".join(f"{name} {value:.6g}" for name, value in values.items() if value is not None)
    mark = say("fit.mark") if history.best_epoch == state.epoch else ""
    place = {"epoch": state.epoch, "epochs": state.epochs, "seconds": history.last("seconds")}
    return say("fit.line", numbers=numbers, mark=mark, **place)


def _conclude(state: State) -> None:
    """Says which weights were kept, and speaks up where training failed."""
    history = state.history
    if history.stopped != "epochs" or history.best_epoch is not None:
        known = history.best_epoch is not None
        history.message += say("fit.kept_best", epoch=history.best_epoch) if known else say("fit.kept_last")
    state.listeners.tell("on_fit_end", state)
    if state.report is not None:
        state.report(history.message)
    if history.stopped == "not_finite" and state.interrupt.whole is None:
        warn(history.message, RuntimeWarning)
