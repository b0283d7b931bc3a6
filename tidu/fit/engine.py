"""What carries out the epochs of a run: eager operations, or one compiled program."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from tidu.fit.epoch import evaluate, train_epoch
from tidu.fit.state import State
from tidu.optim.lbfgs import LBFGS
from tidu.text import say

FEW = 200  # steps that are over before a program would be compiled


class Eager:
    """Every operation runs as it is called."""

    name = "eager"

    def __init__(self, reason: str):
        self.reason = reason

    def train(self, state: State) -> Any:
        """One epoch of training; None if the run ended in it."""
        return train_epoch(state)

    def evaluate(self, state: State) -> Any:
        """One pass over the validation data."""
        return evaluate(state, state.feed.validation)

    def epochs_at_once(self, state: State) -> int:
        """How many epochs may be trained in one call; one, for here Python runs every step."""
        return 1

    def show_weights(self) -> None:
        """Called before anything outside looks at the model."""

    def leave(self) -> None:
        """Called before anything outside looks at the model, the optimizer or random numbers."""


def engine_of(state: State, compile: bool | str, threads: int | str = "auto") -> Any:
    """The engine for a run: native where that is possible and worth it, else eager, with the reason.

    `threads`: how many take each step of a native run, "auto" for as many as gain.

    ValueError for a `compile` that is none of "auto", True and False; RuntimeError where True
    cannot be had.
    """
    if compile is False:
        return Eager(say("fit.engine_asked"))
    if compile != "auto" and compile is not True:
        raise ValueError(say("fit.compile", given=repr(compile)))
    reason = hindrance(state, compile is True)
    if reason is None:
        engine, reason = native_engine(state, threads)
        if engine is not None:
            return engine
    if compile is True:
        raise RuntimeError(say("fit.compile_not", reason=reason))
    return Eager(say("fit.engine_eager", reason=reason))


def hindrance(state: State, wanted: bool) -> str | None:
    """Why a run is not compiled, as far as that can be told without trying."""
    if state.listeners.awaits("on_step_end"):
        return say("fit.engine_steps")
    if isinstance(state.optimizer, LBFGS):
        return say("fit.engine_search")
    steps = (state.batches or 0) * (state.epochs - state.epoch)
    if not wanted and state.batches is not None and steps < FEW:
        return say("fit.engine_few", steps=steps)
    return None


def native_engine(state: State, threads: int | str) -> tuple[Any, str]:
    """The native engine, or None and the reason why there is none."""
    try:
        make: Callable[[State, int | str], Any] = import_module("tidu.fit.native").Native
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "llvmlite":
            raise
        return None, say("fit.engine_missing")
    try:
        return make(state, threads), ""
    except import_module("tidu.fit.native").REFUSALS as error:
        return None, str(error)
