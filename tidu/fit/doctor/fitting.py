"""A `tidu.fit` under the doctor's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.fit.doctor.batches import first_batches
from tidu.fit.doctor.visit import Doctor
from tidu.fit.history import History
from tidu.fit.run import run
from tidu.text import say

if TYPE_CHECKING:
    from tidu.fit.state import State


def doctor_for(asked: Any) -> Doctor | None:
    """The doctor for a run: the one given, a new one for True, the one that is there for None.

    >>> doctor_for(None) is None, doctor_for(False) is None, doctor_for(True).alerts
    (True, True, [])
    """
    if asked is None:
        return mode.doctor
    if asked is False or isinstance(asked, Doctor):
        return asked or None
    if asked is not True:
        kind = {"name": "doctor", "given": type(asked).__name__}
        raise TypeError(say("fit.kind", wanted=say("fit.doctor_wanted"), **kind))
    return Doctor()


def examined(state: State, doctor: Doctor) -> History:
    """The run, with `history.alerts`. A native run is looked at in its first batches and at its end."""
    known = len(doctor.alerts)
    with doctor:
        doctor.hear("begin", state)
        if state.engine.name == "native":
            first_batches(state)
        try:
            history = run(state)
        except Exception as error:
            doctor.crashed(error)
            raise
        doctor.end(history)
    history.alerts = doctor.alerts[known:]
    return history


def unseen(state: State) -> History:
    """The run, with no doctor, even where one is there."""
    visit, mode.doctor = mode.doctor, None
    try:
        return run(state)
    finally:
        mode.doctor = visit


__all__ = ["doctor_for", "examined", "unseen"]
