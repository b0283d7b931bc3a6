"""TD010: evaluation in training mode, and training in evaluation mode."""

from __future__ import annotations

import sys
import weakref
from typing import Any, ClassVar, NamedTuple

from tidu.core.mode import mode
from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.place import Place, is_users, place_here
from tidu.fit.doctor.structure.gradients import sample
from tidu.fit.doctor.tape import parameters_of
from tidu.nn.batchnorm import BatchNorm
from tidu.nn.dropout import Probable
from tidu.tensor.handle import Handle

AGAIN = 2  # steps in evaluation mode before that is said
AVERAGING = "swa_utils"  # recomputes the statistics of batch norm, in training mode, on purpose


class Look(NamedTuple):
    """One forward pass without a tape, in training mode: what it was given, and where."""

    module: Any
    trace: tuple
    place: Place | None
    layers: str


class Modes(Check):
    """Who is called in which mode, and what follows.

    Silent: dropout left on in a model that is itself in eval mode, or the same input several times
    (Monte-Carlo dropout); a model called without a tape as a part of another's step (a GAN's
    generator, a teacher); frozen batch norm in a model that trains.
    """

    code = "TD010"
    causes: ClassVar[Causes] = {"train": "certain", "eval": "certain", "frozen": "hint"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.looks: list[Look] = []
        self.suspect: Look | None = None
        self.trained: weakref.WeakSet = weakref.WeakSet()
        self.innocent: weakref.WeakSet = weakref.WeakSet()
        self.asleep: Any = None
        self.steps = 0

    def forward(self, module: Any, args: tuple) -> None:
        """A call without a tape in training mode, or with one in evaluation mode, is remembered."""
        if mode.grad:
            self.asleep, self.doctor.asked = weakref.ref(module), True
            return
        if not module.training or module in self.innocent:
            return
        layers = [each for each in module.modules() if each.training and is_moody(each)]
        if layers and not averaging():
            kinds = " + ".join(dict.fromkeys(type(each).__name__ for each in layers))
            self.doctor.asked = True
            self.looks.append(Look(module, trace_of(args), place_here(), kinds))

    def starts(self, root: Any) -> None:
        """The next backward pass shows what the calls before it were for."""
        if self.doctor.near:
            self.trained.update(module for module, _ in self.doctor.calls if module.training)
        looks, self.looks = self.looks, []
        if not looks and self.suspect is None:
            self.doctor.asked = False
            return
        mine = [look for look in looks if self.is_trained(look.module)]
        for look in looks:
            if look not in mine:
                self.innocent.add(look.module)
        self.judge(mine)

    def judge(self, looks: list[Look]) -> None:
        """Several inputs between two steps are an evaluation; one for each step may be a part of it."""
        traces = [look.trace for look in looks]
        if len(set(traces)) < len(traces):  # the same input again: the spread is wanted
            self.innocent.update(look.module for look in looks)
            self.suspect = None
        elif len(looks) > 1 or (self.suspect is not None and not looks):
            self.alert(looks[0] if looks else self.suspect)
        elif looks and self.suspect is not None and self.suspect.trace == looks[0].trace:
            self.alert(looks[0])
        elif looks and self.suspect is not None:
            self.innocent.add(looks[0].module)
            self.suspect = None
        elif looks:
            self.suspect = looks[0]

    def is_trained(self, module: Any) -> bool:
        """Whether a module, or one that it is in, was called for the backward pass that begins."""
        return any(module is each or module in set(each.modules()) for each, _ in self.doctor.calls)

    def alert(self, look: Look | None) -> None:
        """Says where the evaluation was."""
        self.suspect = None
        if look is not None and look.module not in self.innocent:
            self.tell("train", place=look.place, layers=look.layers, model=type(look.module).__name__)

    def end(self, history: Any) -> None:
        """What was looked at after the last step."""
        looks = [look for look in self.looks if look.module in self.trained]
        traces = [look.trace for look in looks]
        if looks and len(set(traces)) == len(traces):
            self.alert(looks[0])
        elif not looks:
            self.alert(self.suspect)
        self.looks, self.suspect = [], None

    def before_step(self, optimizer: Any) -> None:
        """A step on a model that was called in evaluation mode."""
        if self.asleep is None:
            return
        module, self.asleep = self.asleep(), None
        if module is None or any(each.training for each in module.modules()):
            return
        layers = [each for each in module.modules() if is_moody(each)]
        own = {id(parameter) for parameter in module.parameters()}
        if not layers or not any(id(parameter) in own for parameter in parameters_of(optimizer)):
            return
        self.steps += 1
        if self.steps == AGAIN:
            kinds = " + ".join(dict.fromkeys(type(each).__name__ for each in layers))
            cause = "eval" if module in self.trained else "frozen"
            self.tell(cause, layers=kinds, model=type(module).__name__)


def is_moody(module: Any) -> bool:
    """Whether a layer does one thing in training and another in evaluation."""
    if isinstance(module, Probable):
        return module.p > 0
    return isinstance(module, BatchNorm) and module.track_running_stats and module.momentum is not None


def trace_of(args: tuple) -> tuple:
    """A few numbers of the inputs, by which they are known again."""
    return tuple(
        (x._value.shape, sample(x._value).tobytes()) if isinstance(x, Handle) else type(x).__name__
        for x in args
    )


def averaging() -> bool:
    """Whether it is weight averaging that calls."""
    frame: Any = sys._getframe(1)
    while frame is not None and not is_users(frame.f_code):
        if AVERAGING in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False
