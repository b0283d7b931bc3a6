"""What the garbage collector calls is no part of a recorded step."""

from __future__ import annotations

import gc
import time
from typing import Any

import pytest

import tidu
from tidu.read.record import record
from tidu.read.variable import NotRecordable


@pytest.fixture
def eager_collector() -> Any:
    """A collector that runs at every turn, and somebody's callback that looks at the clock."""
    times: list[float] = []

    def note(phase: str, info: Any) -> None:
        times.append(time.perf_counter())

    before = gc.get_threshold()
    gc.callbacks.append(note)
    gc.set_threshold(1, 1, 1)
    yield times
    gc.set_threshold(*before)
    gc.callbacks.remove(note)


def test_callbacks_of_the_collector_are_not_the_step_s(eager_collector: Any) -> None:
    recording = record(lambda x: (x * 2).sum(), [tidu.ones(2)])
    assert len(recording.program.equations) == 2
    assert gc.isenabled() and eager_collector


def test_the_collector_goes_on_after_a_refusal(eager_collector: Any) -> None:
    with pytest.raises(NotRecordable):
        record(lambda x: x.sum().item(), [tidu.ones(2)])
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        record(lambda x: x * 2, [tidu.ones(2)])
        assert not gc.isenabled()
    finally:
        gc.enable()
