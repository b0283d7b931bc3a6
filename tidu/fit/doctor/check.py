"""What every check is: a code, its causes, and methods named as the events that it listens to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from tidu.fit.doctor.alert import Level

if TYPE_CHECKING:
    from tidu.fit.doctor.tape import Tape
    from tidu.fit.doctor.visit import Doctor

EVENTS = (
    "begin", "forward", "taped", "starts", "loss", "passed", "backward", "gradients", "changes",
    "before_step", "chosen_step", "chosen_stepped", "error", "epoch", "end",
)  # fmt: skip
Causes = dict[str, Level]


class Check:
    """The base of checks. A visit makes one of each class; what it remembers is its own attributes.

    A check overrides the events that it needs: what nobody overrides is never called.
    """

    code: ClassVar[str]
    causes: ClassVar[Causes]
    """Cause (a word, "" if it is the only one) -> how sure its alert is."""
    late: ClassVar[bool] = False
    """Whether it is heard after all others, because it speaks only of what they have not explained."""

    def __init__(self, doctor: Doctor):
        self.doctor = doctor

    def tell(self, cause: str = "", /, *, place: Any = None, node: Any = None, **values: Any) -> None:
        """Alerts, at most once a run for each cause.

        `place`: the user's line, a `Place`; without it that of `node`, an operation of the tape, where it is
        known, and else the line that is running.
        """
        self.doctor.tell(self, cause, place, node, values)

    # Of every training, however it runs.

    def begin(self, run: Any) -> None:
        """A `tidu.fit` begins; `run` is its `State` (model, feed, loss, optimizer, epochs)."""

    def epoch(self, history: Any) -> None:
        """An epoch of a `tidu.fit` that Python saw is over; a native run has none."""

    def end(self, history: Any) -> None:
        """The `with` block or the `tidu.fit` is over; `history` is None for a plain loop."""

    def error(self, error: BaseException) -> None:
        """The user's code raised; the error passes on as it is."""

    # Every time: these must cost next to nothing.

    def forward(self, module: Any, args: tuple) -> None:
        """An outermost module is about to be called without a tape or in evaluation mode.

        `mode.grad` says whether it will be taped.
        """

    def taped(self, module: Any, args: tuple) -> None:
        """One is about to be called with a tape, in training mode: who has seen enough leaves."""

    def starts(self, root: Any) -> None:
        """A backward pass is about to begin at `root`, a node of the tape or a leaf.

        This, `passed` and `before_step` are told of the first 64 passes, and of 16 in a row from each
        power of 2 on.
        """

    def loss(self, root: Any, value: float) -> None:
        """A backward pass is about to begin at a root that holds one number, `value`."""

    def passed(self) -> None:
        """A backward pass is over."""

    def changes(self, optimizer: Any) -> None:
        """Another optimizer than the last is about to step."""

    def before_step(self, optimizer: Any) -> None:
        """`optimizer.step()` is about to run, without a closure: the gradients are there."""

    # At chosen backward passes: the 1st, 2nd, 4th, 8th ... of their kind.

    def backward(self, tape: Tape) -> None:
        """A backward pass is about to begin; what its operations saved is still there."""

    def gradients(self, tape: Tape) -> None:
        """It is over: gradients have arrived at the leaves."""

    def chosen_step(self, optimizer: Any) -> None:
        """`before_step` of the first step of each optimizer after a chosen backward pass."""

    def chosen_stepped(self, optimizer: Any) -> None:
        """The same step is over."""


def heard_by(checks: list[Check], event: str) -> list[Callable[..., Any]]:
    """The methods for an event that checks have of their own."""
    return [
        getattr(check, event) for check in checks if getattr(type(check), event) is not getattr(Check, event)
    ]


__all__ = ["EVENTS", "Causes", "Check", "heard_by"]
