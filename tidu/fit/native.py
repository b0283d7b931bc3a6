"""Epochs as native programs: the step is recorded once, and compiled with the loop around it."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np

from tidu.core.cores import cores
from tidu.fit.batch import parts_of
from tidu.fit.engine import Eager
from tidu.fit.measured import Measured, mean_losses
from tidu.fit.native_step import recordings_of, training_step, validation_pass
from tidu.fit.rows import NotInMemory, Rows, next_order, rows_of_loader
from tidu.fit.state import State
from tidu.fit.step import NotFinite
from tidu.optim.prime import prime, unprime
from tidu.read.native.crew import threads_for
from tidu.read.native.epochs import GIVEN, SHUFFLED, STRAIGHT
from tidu.read.native.machine import NativeError
from tidu.read.native.running import Running
from tidu.read.native.table import Held
from tidu.read.native.words import Beyond
from tidu.read.variable import NotRecordable
from tidu.tensor.generator import default_generator
from tidu.tensor.handle import wrap
from tidu.text import say

REFUSALS = (NotRecordable, Beyond, NativeError, NotInMemory)
MODES = {"given": GIVEN, "shuffled": SHUFFLED, "straight": STRAIGHT}
SLICE = 0.02  # seconds of native code between two looks at Ctrl-C
AT_ONCE = 1 << 16  # losses that are kept before they are entered in the history


class Native:
    """Trains and evaluates by compiled programs; raises one of REFUSALS where it cannot.

    Programs are recorded anew when something that they were made with has changed.
    """

    name = "native"

    def __init__(self, state: State, threads: int | str = 1):
        self.threads = threads
        self.held = Held()
        self.loader: Any = state.feed.train
        self.train_rows = rows_of_loader(self.loader)
        self.pace = 0.0  # seconds a step
        self.optimizer = state.optimizer
        self.fresh: dict[Any, Any] = {}  # what the optimizer remembers of parameters before their first step
        self.made_of: dict[bool, tuple] = {}
        modes = [(module, module.training) for module in state.model.modules()]
        try:
            self.training = self._build_training(state)
            self.validation: Any = None
            if state.feed.validation is not None:
                self.validation_rows = rows_of_loader(state.feed.validation)
                self.validation = self._build_validation(state)
        finally:
            for module, training in modes:
                module.training = training
            self.leave()
        count = self.training.threads
        self.reason = say("fit.engine_threads", threads=count) if count > 1 else say("fit.engine_native")

    # -- building

    def _build_training(self, state: State) -> Running:
        state.model.train()
        fresh = prime(state.optimizer)
        try:
            made = self._running(state, training_step(state), self.train_rows, learns=True)
            self._check_gradients(state)
        except BaseException:
            unprime(state.optimizer, fresh, ())
            raise
        unprime(state.optimizer, fresh, [tensor for tensor, _ in self.recorded.gradients])
        remembered = state.optimizer.state
        self.fresh = {parameter: remembered[parameter] for parameter in fresh if parameter in remembered}
        return made

    def _check_gradients(self, state: State) -> None:
        """Refuses to clip by gradients that the optimizer does not clear, for they add up."""
        cleared = {id(parameter) for group in state.optimizer.param_groups for parameter in group["params"]}
        kept = {id(parameter) for parameter in state.model.parameters()} - cleared
        if state.clip is not None and any(id(tensor) in kept for tensor, _ in self.recorded.gradients):
            raise NotRecordable(say("fit.native_gradients"))

    def _build_validation(self, state: State) -> Running:
        state.model.eval()
        return self._running(state, validation_pass(state), self.validation_rows, learns=False)

    def _running(self, state: State, step: Any, rows: Rows, *, learns: bool) -> Running:
        full, last = recordings_of(step, rows)
        self.recorded: Any = full or last
        made = Running(
            full, last, rows.columns, rows.total, rows.batch, MODES[rows.order], self.held,
            default_generator.stream, watch=learns,
        )  # fmt: skip
        made.use(self._threads_for(state, made))
        if state.measures:
            made.room_for_outputs()
        self.made_of[learns] = parts_in_use(state)
        return made

    def _threads_for(self, state: State, run: Running) -> int:
        """How many threads take the steps; runs that are parts of a sweep have theirs side by side."""
        if self.threads != "auto":
            return int(self.threads)
        return 1 if state.interrupt.whole is not None else threads_for(run.shared, cores())

    # -- running

    def train(self, state: State) -> Any:
        """One epoch of training; None if the run ended in it."""
        run = self._ready(state)
        if run is None:
            return state.engine.train(state)
        losses, outputs = np.empty(run.batches), self._outputs(run, state)
        run.begin(losses, outputs)
        self._advance(state, run, run.batches)
        if run.taken < run.batches:
            return None
        return Measured(state, losses, row_sizes(self.train_rows), self.train_rows, run.order, outputs)

    def train_epochs(self, state: State, epochs: int) -> list[float]:
        """The losses of so many epochs, or of fewer if the run ends; NotFinite as in eager."""
        run, sizes = self._ready(state), row_sizes(self.train_rows)
        if run is None:
            state.epoch += 1
            tally = state.engine.train(state)
            return [] if tally is None else [tally.loss]
        losses = np.empty(epochs * run.batches)
        run.begin(losses)
        try:
            self._advance(state, run, len(losses))
        except NotFinite as error:
            error.finished = mean_losses(state, losses[: run.taken], sizes)
            raise
        return mean_losses(state, losses[: run.taken], sizes)

    def _ready(self, state: State) -> Running | None:
        """The run as it is to go on: recorded anew if something was changed; None if that cannot be."""
        state.model.train()
        for parameter, made in self.fresh.items():
            if parameter.requires_grad and not state.optimizer.state.get(parameter):
                state.optimizer.state[parameter] = made
        if self._holds(self.training, self.train_rows, state, learns=True):
            return self.training
        self.leave()
        try:
            self.train_rows = rows_of_loader(self.loader)
            self.training = self._build_training(state)
        except REFUSALS as error:
            return self._give_up(state, error)
        return self.training

    def _holds(self, run: Running, rows: Rows, state: State, *, learns: bool) -> bool:
        """Whether a run still is what would be built now."""
        same = all(x is y for x, y in zip(self.made_of[learns], parts_in_use(state), strict=True))
        return same and run.valid() and rows.current()

    def _give_up(self, state: State, error: Exception) -> None:
        """Leaves the rest of the run to eager operations."""
        self.leave()
        state.engine = Eager(say("fit.engine_left", epoch=state.epoch, reason=error))
        state.history.engine, state.history.engine_reason = state.engine.name, state.engine.reason

    def evaluate(self, state: State) -> Any:
        """One pass over the validation data."""
        state.model.eval()
        if not self._holds(self.validation, self.validation_rows, state, learns=False):
            self.leave()
            try:
                self.validation_rows = rows_of_loader(state.feed.validation)
                self.validation = self._build_validation(state)
            except REFUSALS as error:
                self._give_up(state, error)
                return state.engine.evaluate(state)
        run, rows = self.validation, self.validation_rows
        losses = np.empty(run.batches)
        outputs = self._outputs(run, state)
        run.begin(losses, outputs)
        self._order(run, rows, state.feed.validation)
        self.held.take()
        self._fail(run.advance(run.batches), state, run, rows)
        return Measured(state, losses, row_sizes(rows), rows, run.order, outputs)

    def _advance(self, state: State, run: Running, steps: int) -> None:
        """Steps in slices of time, fewer if the run ends."""
        first = state.epoch
        while run.taken < steps:
            if steps > run.batches:
                state.epoch = first + 1 + run.taken // run.batches
            if state.ended:
                return
            if run.batch == 0:
                self._order(run, self.train_rows, self.loader)
            self.held.take()
            left = steps - run.taken
            if run.mode == GIVEN:
                left = run.batches - run.batch
            before, started = run.taken, perf_counter()
            status = run.advance(min(left, self._slice()))
            taken = run.taken - before
            self.pace = (perf_counter() - started) / max(taken, 1)
            state.batch = run.batch or run.batches
            if taken:
                self.fresh, state.batch_loss = {}, run.newest_loss
            if status == 1:
                self._not_finite(state, run)
            self._fail(status, state, run, self.train_rows)

    def _slice(self) -> int:
        return max(1, int(SLICE / self.pace)) if self.pace else 1

    def _order(self, run: Running, rows: Rows, loader: Any) -> None:
        if run.mode == GIVEN:
            self.held.give()
            order = next_order(loader, rows)
            run.order[: len(order)] = order  # without the rows of a last batch that is dropped

    def _not_finite(self, state: State, run: Running) -> None:
        state.batch = run.batch + 1
        places = run.rows_of(run.batch)
        parts = [wrap(column[places]) for column in self.train_rows.columns]
        raise NotFinite(run.newest_loss, parts_of(parts))

    def _fail(self, status: int, state: State, run: Running, rows: Rows) -> None:
        """The error of a place outside, which native code only notices: eager says which."""
        if status == 2:
            self.leave()
            places = run.rows_of(run.batch)
            inputs, target = parts_of([wrap(column[places]) for column in rows.columns])
            state.loss(state.model(*inputs), target)
            raise IndexError(say("fit.native_index"))

    def _outputs(self, run: Running, state: State) -> np.ndarray | None:
        return run.room_for_outputs() if state.measures else None

    def epochs_at_once(self, state: State) -> int:
        """How many epochs may be trained in one call: those that nobody else wants to see."""
        if state.watched or state.measures:
            return 1
        left = state.epochs - state.epoch
        if not self.pace:
            return min(left, 1)
        epoch = self.pace * self.training.batches
        most = max(1, AT_ONCE // self.training.batches)
        return max(1, min(left, most, int(5 * SLICE / epoch)))

    def show_weights(self) -> None:
        """Called before anything outside looks at the model."""
        self.held.show()

    def leave(self) -> None:
        """Called before anything outside looks at the model, the optimizer or random numbers."""
        self.held.give()
        for parameter, made in self.fresh.items():
            if self.optimizer.state.get(parameter) is made:
                del self.optimizer.state[parameter]


def parts_in_use(state: State) -> tuple:
    """What a run is made of that callbacks may exchange."""
    return state.model, state.loss, state.optimizer, state.clip


def row_sizes(rows: Rows) -> np.ndarray:
    """The rows of every batch of an epoch."""
    sizes = np.full(rows.batches, rows.batch)
    if not rows.drop and rows.total % rows.batch:
        sizes[-1] = rows.total % rows.batch
    return sizes
