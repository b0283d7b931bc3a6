"""A run in a file, after every epoch, so that it can go on as if it had never stopped."""

from __future__ import annotations

from os import PathLike
from typing import Any

from tidu.core.weights import load_structure, save_structure
from tidu.fit.best import Best
from tidu.fit.feed import generators_of
from tidu.fit.history import History
from tidu.fit.state import State
from tidu.tensor.generator import get_rng_state, set_rng_state
from tidu.tensor.serialize import TensorCodec
from tidu.text import say

KIND = "checkpoint"
Path = str | PathLike[str]


def write_checkpoint(state: State, path: Path) -> None:
    """Everything that decides the epochs to come, in one step: the file is old or new, never half."""
    saved = {
        "epoch": state.epoch,
        "model": state.model.state_dict(),
        "optimizer": state.optimizer.state_dict(),
        "scheduler": state.scheduler and state.scheduler.state_dict(),
        "random_at_start": state.random_at_start,
        "random": get_rng_state(),
        "generators": [generator.get_state() for generator in generators_of(state.feed)],
        "history": state.history.to_dict(),
        "best": state.best.state_dict(),
        "patience": state.patience.state_dict(),
    }
    save_structure(saved, path, TensorCodec(), KIND)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """What a checkpoint holds: "epoch", "model" (a state_dict), "optimizer", "history", "best", ...

    `DataError` if the file is none, `OSError` if there is no file.
    """
    return load_structure(path, TensorCodec(), KIND)


def resume(state: State, saved: dict[str, Any], path: Path) -> None:
    """Makes `state`, a run about to start, the run that `read_checkpoint` gave.

    ValueError if it was a run with other columns, or with a scheduler where this has none.
    """
    history = History.from_dict(saved["history"])
    if list(history.columns) != state.column_names:
        there, here = ", ".join(history.columns), ", ".join(state.column_names)
        raise ValueError(say("fit.resume_columns", name=path, there=there, here=here))
    if (saved["scheduler"] is None) != (state.scheduler is None):
        there = "None" if saved["scheduler"] is None else "given"
        here = "None" if state.scheduler is None else "given"
        raise ValueError(say("fit.resume_scheduler", name=path, there=there, here=here))
    state.model.load_state_dict(saved["model"])
    state.optimizer.load_state_dict(saved["optimizer"])
    if state.scheduler is not None:
        state.scheduler.load_state_dict(saved["scheduler"])
    history.stopped, history.message = None, ""
    history.engine, history.engine_reason = state.history.engine, state.history.engine_reason
    state.history, state.epoch = history, saved["epoch"]
    state.best = Best(**saved["best"])
    state.patience.reference, state.patience.waited = (saved["patience"][k] for k in ("reference", "waited"))
    for generator, place in zip(generators_of(state.feed), saved["generators"], strict=True):
        generator.set_state(place)
    set_rng_state(saved["random"])
