"""The visit: while it is open, what the training code does is told to the checks, and they speak up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any
from weakref import ref

import numpy as np

from tidu.core.mode import mode
from tidu.fit.doctor.alert import LEVELS, Alert, Stopped
from tidu.fit.doctor.check import EVENTS, Check, heard_by
from tidu.fit.doctor.lines import Lines
from tidu.fit.doctor.place import Place, Spot, place_here
from tidu.fit.doctor.registry import CHECKS, silenced
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import next_order
from tidu.tensor.tape import place as node_at
from tidu.text import FIXES, say

TRACED = 3  # backward passes whose operations are noted line by line
EARLY, WINDOW = 64, 16  # all of the first passes are looked at closely, later so many after each power of 2
CALLS = 16  # outermost modules remembered between two backward passes


class Doctor:
    """Looks at the training that runs inside `with`, in this thread, and says what is wrong.

    `alerts` are what was found, `explained` says whether the run ended in an error that has its own Fix;
    see `tidu.fit.doctor`. `turns` counts the backward passes, `steps`
    those of optimizers, `inspected` the passes whose tape was looked at; `near` says whether this is
    one of some passes in a row that `starts`, `passed` and `before_step` tell of; as long as a check
    has set `asked`, every one is.
    """

    def __init__(
        self, *, silence: Iterable[str] | str = (), tell: Callable[[str], Any] | None = print,
        lang: str | None = None, stop: bool = False,
    ):  # fmt: skip
        self.silenced = silenced(silence)
        self.say, self.lang, self.stop = tell, lang, stop
        self.alerts: list[Alert] = []
        self.failures: list[tuple[str, Exception]] = []  # checks that broke, and how
        self.turns = self.steps = self.inspected = 0
        self.outside = self.near = True
        self.asked = self.explained = False
        self._told: set[tuple[str, str]] = set()
        self._latest: Any = lambda: None
        self._open = 0

    @property
    def calls(self) -> list[tuple[Any, tuple]]:
        """The outermost modules called with a tape since the last backward pass, with their arguments."""
        return list(self._calls.values())

    @property
    def certain(self) -> bool:
        """Whether a certain alert was found."""
        return any(alert.level == LEVELS[0] for alert in self.alerts)

    def has_told(self, *names: str) -> bool:
        """Whether any of these was told: codes ("TD007"), or codes with a cause ("TD005-axis")."""
        return any(alert.code in names or alert.name in names for alert in self.alerts)

    def is_silent(self, check: type[Check]) -> bool:
        """Whether nobody wants to hear anything of a check."""
        return (
            check.code in self.silenced
            or {f"{check.code}-{cause}" for cause in check.causes} <= self.silenced
        )

    # Opening and closing

    def __enter__(self) -> Doctor:
        self._open += 1
        if self._open > 1:  # `fit` inside a plain loop's visit, by the same doctor
            return self
        checks = [check(self) for check in CHECKS if not self.is_silent(check)]
        self._heard = {event: heard_by(checks, event) for event in EVENTS}
        self._kinds: dict[int, int] = {}  # taped operations -> backward passes with as many
        self._spots: dict[int, list[Spot | None]] = {}
        self._calls: dict[int, tuple[Any, tuple]] = {}  # by the module, the latest last
        self._tape: Tape | None = None
        self._ended = False
        self._due: set[int] | None = None
        self._stamp = next_order()
        self._before, mode.doctor = mode.doctor, self
        self._lines = Lines()
        self._lines.start(TRACED)
        return self

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        self._open -= 1
        if self._open:
            return
        self._lines.stop()
        mode.doctor = self._before
        try:
            if error is not None and not isinstance(error, Stopped):
                self.hear("error", error)
            if not self._ended:
                self.hear("end", None)
        finally:
            self._calls, self._tape, self._heard = {}, None, {event: [] for event in EVENTS}

    # Speaking

    def hear(self, event: str, *given: Any) -> None:
        """Tells every check that listens."""
        if event == "error":
            self.explained = any(word in str(given[0]) for word in FIXES)
        with np.errstate(all="ignore"):
            self._each(event, given)

    def _each(self, event: str, given: tuple) -> None:
        """Calls every listener; a check that breaks is left out from then on, which is said.

        The training goes on: what the doctor cannot read is no reason to end it.
        """
        listener: Any = None
        try:
            for listener in self._heard[event]:
                listener(*given)
        except Stopped:
            raise
        except Exception as error:
            self._leave_out(listener.__self__, error)

    def leave(self, check: Check, event: str) -> None:
        """Tells a check no longer of an event: it has seen enough."""
        self._heard[event] = [each for each in self._heard[event] if each.__self__ is not check]  # pyright: ignore

    def _leave_out(self, check: Check, error: Exception) -> None:
        for event in EVENTS:
            self.leave(check, event)
        self.failures.append((check.code, error))
        if self.say is not None:
            name = type(error).__name__
            self.say(say("doctor.failed", self.lang, code=check.code, kind=name, error=error))

    def tell(self, check: Check, cause: str, place: Place | None, node: Any, values: dict[str, Any]) -> None:
        """Keeps an alert and says it, unless it is silenced or was told before."""
        level = check.causes[cause]
        alert = Alert(check.code, cause, level, values)
        if (check.code, cause) in self._told or {check.code, alert.name} & self.silenced:
            return
        self._told.add((check.code, cause))
        if place is None:
            place = self._tape.place(node) if node is not None and self._tape is not None else place_here()
        alert = Alert(check.code, cause, level, values, place)
        self.alerts.append(alert)
        if self.say is not None:
            self.say(alert.text(self.lang))
        if self.stop and level == LEVELS[0]:
            raise Stopped(alert)

    # What lower layers call, in this thread and outside recordings

    def end(self, history: Any) -> None:
        """A `fit` is over."""
        self._ended = True
        self.hear("end", history)

    def crashed(self, error: BaseException) -> None:
        """A `fit` ended in an error, which somebody may catch before the `with` block sees it."""
        alone = not self._open
        with self:
            self._ended = self._ended or alone
            self.hear("error", error)

    def look(self, root: Any) -> None:
        """A loss from which there will be no backward pass, because it is no number."""
        self.before_backward(root)
        self._tape, self._calls = None, {}

    def forward(self, module: Any, args: tuple, kwargs: dict[str, Any]) -> Any:
        """Calls an outermost module."""
        self.outside = False
        try:
            if mode.grad:
                calls, key = self._calls, id(module)
                calls.pop(key, None)
                calls[key] = module, args
                if len(calls) > CALLS:
                    del calls[next(iter(calls))]
            if not (mode.grad and module.training):
                self._each("forward", (module, args))
            elif self._heard["taped"]:
                self._each("taped", (module, args))
            return module(*args, **kwargs)
        finally:
            self.outside = True

    def before_backward(self, root: Any) -> None:
        """A backward pass from the tensor `root` is about to begin."""
        array = root._value
        node = root._node if root._base is None else node_at(root)
        self.turns = turns = self.turns + 1
        self._ended = False
        in_window = turns - (1 << turns.bit_length() - 1) < WINDOW
        self.near = turns <= EARLY or in_window or self.asked
        if self.near:
            self._each("starts", (node,))
        value = None
        if array.size == 1:
            value = float(array.item())
            self._each("loss", (node, value))
        kind = node.order - self._stamp
        self._kinds[kind] = nth = self._kinds.get(kind, 0) + 1
        seen = nth & (nth - 1) or self.inspected >= 4 * turns.bit_length()
        if seen and (value is None or isfinite(value)):
            return
        self._inspect(node, value, kind, nth)

    def _inspect(self, node: Any, value: float | None, kind: int, nth: int) -> None:
        self.inspected += 1
        self._tape = tape = Tape(node, value, self.turns, nth, self.calls, self._spots.get(kind))
        if self._lines.left > 0 and kind not in self._spots:
            self._spots[kind] = [getattr(each, "spot", None) for each in tape.nodes]
        elif nth == 1:
            self._lines.start(2)
        self.hear("backward", tape)

    def after_backward(self) -> None:
        """It is over."""
        tape = self._tape
        try:
            if tape is not None:
                self._due = set()
                self.hear("gradients", tape)
        finally:
            self._tape = None
        if self.near:
            self._each("passed", ())
        if self._lines.on or self._lines.paused:
            self._lines.count()
        self._calls.clear()
        self._stamp = next_order()

    def before_step(self, optimizer: Any, alone: bool) -> None:
        """An optimizer's step is about to run, `alone` if its gradients are there.

        The lines of its operations concern nobody.
        """
        if self._lines.on:
            self._lines.pause()
        if not alone:
            return
        self.steps += 1
        if self._latest() is not optimizer:
            self._latest = ref(optimizer)
            self._each("changes", (optimizer,))
        if self.near:
            self._each("before_step", (optimizer,))
        if self._due is not None and id(optimizer) not in self._due:
            self.hear("chosen_step", optimizer)

    def after_step(self, optimizer: Any, alone: bool) -> None:
        """It has run."""
        if alone and self._due is not None and id(optimizer) not in self._due:
            self.hear("chosen_stepped", optimizer)
            self._due.add(id(optimizer))
        if self._lines.paused:
            self._lines.resume()


__all__ = ["Doctor"]
