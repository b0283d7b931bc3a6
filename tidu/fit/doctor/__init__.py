"""The doctor: checks of training code that are certain, or nearly, because the tape is ours.

For a person::

    with tidu.doctor() as report:      # silence=("TD009",), tell=print, lang=None, stop=False
        ...                            # a plain loop, or tidu.fit
    report.alerts                      # list[Alert]: code, cause, level, values, place, text(lang)

For the author of a check. A check is a class in a file of `structure/` or `statistics/`, entered
in that package's `CHECKS`::

    class Scale(Check):
        code = "TD002"
        causes = {"scale": "likely"}           # cause -> level; {"": level} for a single cause

        def backward(self, tape):              # an event: override what is needed, see `check.Check`
            self.tell("scale", node=node, ratio=3.5)

`tell(cause, place=None, node=None, **values)` alerts at most once a run for each cause; values are
numbers and words for the sentences `doctor.TD002_scale.what`, `.why`, `.fix` (`doctor.TD009.what`
for a single cause) in one of `tidu/text/doctor_*.py`. `node` is an operation of the tape, whose
own line is named where it is known; without `place` and `node` it is the user's line that is
running. `self.doctor` has `turns` (backward passes so far) and `alerts`.
A check lives as long as one visit, keeps what it must remember as attributes (arrays and tensors
by weak reference), computes on arrays only (never on tensors: that would be taped), and draws no
random numbers.

Events (arguments in `check.Check`): `begin`, `epoch`, `end` of a `tidu.fit`; `forward`, `taped`, `loss`,
`changes` every time, and `starts`, `passed`, `before_step` in many steps, so they must cost next to
nothing; `backward` and `gradients` with a `tape.Tape`, and `chosen_step`, `chosen_stepped`, only at chosen
backward passes: the 1st, 2nd, 4th, 8th ... of their kind (as many taped operations); `error`.

`Tape` offers `nodes` (operands before results), `root`, `value`, `leaves`, `users`, `calls` (outermost
modules called, with their arguments), `named("relu")`, `array(node)` (what a node computed),
`operand(node, position)` (an operand of it), `name(leaf)` ("model[0].weight"), `place(node)`.
"""

from __future__ import annotations

from tidu.fit.doctor.alert import Alert, Stopped
from tidu.fit.doctor.check import Check
from tidu.fit.doctor.place import Place
from tidu.fit.doctor.visit import Doctor

doctor = Doctor

__all__ = ["Alert", "Check", "Doctor", "Place", "Stopped", "doctor"]
