"""One run of a sweep: from a combination and a seed to numbers, wherever it is carried out."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from typing import Any
from weakref import WeakSet

import numpy as np

from tidu.fit.history import History
from tidu.fit.interrupt import Interrupt, part_of
from tidu.fit.training import fit
from tidu.nn.module import Module
from tidu.sweep.grid import Point
from tidu.tensor.generator import own_generator
from tidu.text import say

Make = Callable[..., Any]
LOSSES = ("train_loss", "validation_loss")
CLOCKS = ("epoch", "learning_rate", "seconds")


@dataclass(frozen=True)
class Run:
    """What one run left behind, as plain data: it may come from another machine.

    `combination` counts from 0; `numbers` are its row; `history` is `History.to_dict()`, None
    if there is none; `seconds` are those of making and training; `error` says kind and message
    of what it failed by, `trace` where.

    >>> Run(0, 1, {"train_loss": 0.5}).numbers["train_loss"]
    0.5
    """

    combination: int
    seed: int
    numbers: dict[str, Any] = field(default_factory=dict)
    history: dict[str, Any] | None = None
    seconds: float = 0.0
    error: str | None = None
    trace: str | None = None


class Together:
    """What the runs of one process share: a wish to stop, and which models were trained.

    >>> Together(Interrupt()).interrupt.asked
    False
    """

    def __init__(self, interrupt: Interrupt) -> None:
        self.interrupt = interrupt
        self._models: WeakSet[Module] = WeakSet()
        self._lock = Lock()

    def claim(self, model: Module) -> None:
        """ValueError for a model that another run has trained: it is to begin anew in each."""
        with self._lock:
            if model in self._models:
                raise ValueError(say("sweep.same_model", name=type(model).__name__))
            self._models.add(model)


def run_one(make: Make, point: Point, place: int, seed: int, together: Together | None) -> Run | None:
    """Combination number `place` with one seed; None if it was to stop before it began.

    The default random numbers begin at `seed`, for this thread alone, so that a run gives the
    same numbers wherever and beside whatever it is carried out. An error is part of the result.
    """
    if together is None:
        together = Together(Interrupt())
    elif together.interrupt.asked:
        return None
    start = perf_counter()
    try:
        with own_generator(seed), part_of(together.interrupt):
            numbers, history = _carried_out(make, point, seed, together)
    except Exception as error:
        trace = "".join(traceback.format_exception(error))
        return Run(place, seed, seconds=perf_counter() - start, error=told(error), trace=trace)
    return Run(place, seed, numbers, history, perf_counter() - start)


def told(error: BaseException) -> str:
    """Kind and message.

    >>> told(ValueError("no"))
    'ValueError: no'
    """
    return f"{type(error).__name__}: {error}"


def _carried_out(
    make: Make, point: Point, seed: int, together: Together
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    made = make(**point, seed=seed) if names_seed(make) else make(**point)
    if isinstance(made, Mapping) and isinstance(made.get("model"), Module):
        together.claim(made["model"])
        made = fit(**made)
    if isinstance(made, History):
        made = {"history": made}
    if not isinstance(made, Mapping):
        raise TypeError(say("sweep.made", given=type(made).__name__))
    numbers, history = {}, None
    for name, value in made.items():
        if isinstance(value, History):
            history = value
            numbers |= numbers_of(value)
        else:
            numbers[name] = plain(name, value)
    for name in numbers:
        if name in point or name in ("seed", "seconds", "error"):
            raise ValueError(say("sweep.twice", name=name))
    return numbers, None if history is None else history.to_dict()


def names_seed(make: Make) -> bool:
    """Whether a function has a parameter called seed.

    >>> names_seed(lambda lr, seed: {}), names_seed(lambda **point: {})
    (True, False)
    """
    try:
        return "seed" in inspect.signature(make).parameters
    except ValueError:  # some functions of C do not say
        return False


def numbers_of(history: History) -> dict[str, Any]:
    """A history as one row: the losses and metrics of the epoch whose weights the model holds,
    the losses of the last epoch, and how it ended.

    >>> numbers_of(History({"epoch": [1, 2], "train_loss": [0.5, 0.7]}, best_epoch=1))["train_loss"]
    0.5
    """
    kept = (history.best_epoch or len(history)) - 1
    curves = {name: curve for name, curve in history.columns.items() if name not in CLOCKS and curve}
    return {
        **{name: curve[kept] for name, curve in curves.items()},
        **{f"final_{name}": curves[name][-1] for name in LOSSES if name in curves},
        "best_epoch": history.best_epoch,
        "epochs_run": len(history),
        "stopped": history.stopped,
        "engine": history.engine,
    }


def plain(name: str, value: Any) -> Any:
    """A number (also NumPy's), a text or None as Python's own. TypeError for other kinds.

    >>> plain("rmse", np.float32(0.5))
    0.5
    """
    if isinstance(value, np.generic):
        value = value.item()
    if not isinstance(value, int | float | str | None):
        raise TypeError(say("sweep.made_of", name=name, given=type(value).__name__))
    return value
