"""What MXNet tapes: what happens inside `with autograd.record():`, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


class Scope(threading.local):
    """Per thread: whether operations are taped, and whether layers train."""

    recording = False
    training = False


scope = Scope()


@contextmanager
def _within(recording: bool | None = None, training: bool | None = None) -> Iterator[None]:
    before = scope.recording, scope.training
    scope.recording = before[0] if recording is None else recording
    scope.training = before[1] if training is None else training
    try:
        yield
    finally:
        scope.recording, scope.training = before


def record(train_mode: bool = True) -> AbstractContextManager[None]:
    """What is computed inside is taped, and layers train unless `train_mode` is False.

    >>> with record():
    ...     is_recording(), is_training()
    (True, True)
    """
    return _within(True, train_mode)


def pause(train_mode: bool = False) -> AbstractContextManager[None]:
    """What is computed inside is not taped."""
    return _within(False, train_mode)


def train_mode() -> AbstractContextManager[None]:
    """Layers train inside."""
    return _within(training=True)


def predict_mode() -> AbstractContextManager[None]:
    """Layers do not train inside."""
    return _within(training=False)


def is_recording() -> bool:
    """Whether operations are taped.

    >>> is_recording()
    False
    """
    return scope.recording


def is_training() -> bool:
    """Whether layers train."""
    return scope.training
