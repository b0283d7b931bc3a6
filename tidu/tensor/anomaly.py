"""Where a gradient became NaN: detect_anomaly, set_detect_anomaly."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import numpy as np

from tidu.read.grad import Node, Pulled, reachable
from tidu.tensor.watch import Watch, line_outside, node_of
from tidu.text import say


class Guarded(Pulled):
    """A node whose gradients are looked at for NaN, and which knows the line that it was made on."""

    line = ""

    def pull(self, g: Any, lift: Any) -> list[tuple[Any, Any]]:
        """The cotangents of its operands: RuntimeError if one has a NaN."""
        parts = super().pull(g, lift)
        for position, (_, part) in enumerate(parts):
            value = getattr(part, "_value", part)
            if isinstance(value, np.ndarray | np.generic) and np.isnan(value).any():
                where = say("autograd.anomaly_line", line=self.line) if self.line else ""
                told = {"name": self.name, "position": position, "where": where}
                raise RuntimeError(say("autograd.anomaly", **told))
        return parts


class Anomalies(Watch):
    """Remembers the line of every operation that is taped."""

    check_nan = True

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out and notes where in the caller's code."""
        result = run(primitive, operands, params)
        node = node_of(result)
        if node is not None and self.check_nan and node.__class__ is Node:
            node.__class__ = Guarded
            node.line = line_outside()  # pyright: ignore
        return result


class State(threading.local):
    """The detection that is on in this thread, if any, whoever turned it on."""

    watch: Anomalies | None = None


state = State()


def set_on(enabled: bool, check_nan: bool = True) -> None:
    """Turns detection on or off in this thread."""
    if state.watch is not None:
        state.watch.__exit__()
        state.watch = None
    if enabled:
        state.watch = Anomalies()
        state.watch.check_nan = check_nan
        state.watch.__enter__()


def guard(roots: Iterable[Any]) -> None:
    """Has every node behind `roots` looked at, while detection is on."""
    if state.watch is not None and state.watch.check_nan:
        for node in reachable(roots):
            if node.__class__ is Node:
                node.__class__ = Guarded


class set_detect_anomaly:
    """Turns the search for NaN in backward passes on or off at once; behind `with`, until its end.

    >>> with set_detect_anomaly(True):
    ...     is_anomaly_enabled()
    True
    """

    def __init__(self, mode: bool, check_nan: bool = True):
        watch = state.watch
        self.before = watch is not None, watch is None or watch.check_nan
        set_on(mode, check_nan)

    def __enter__(self) -> None:
        """It is on, or off, since it was made."""

    def __exit__(self, *error: object) -> None:
        set_on(*self.before)


class detect_anomaly(set_detect_anomaly):
    """RuntimeError where a backward pass makes a NaN, with the operation and the line that computed it.

    It costs time: for finding a mistake, not for training.
    Source: https://docs.pytorch.org/docs/stable/autograd.html#anomaly-detection

    >>> import tidu
    >>> x = tidu.tensor(0.0, requires_grad=True)
    >>> with detect_anomaly():
    ...     (x.sqrt() * 0).backward()
    Traceback (most recent call last):
    RuntimeError: Function 'SqrtBackward0' returned nan values in its 0th output...
    """

    def __init__(self, check_nan: bool = True):
        super().__init__(True, check_nan)


def is_anomaly_enabled() -> bool:
    """Whether the search for NaN is on.

    >>> is_anomaly_enabled()
    False
    """
    return state.watch is not None


def is_anomaly_check_nan_enabled() -> bool:
    """Whether gradients are looked at for NaN.

    >>> is_anomaly_check_nan_enabled()
    False
    """
    return state.watch is not None and state.watch.check_nan


__all__ = ["detect_anomaly", "is_anomaly_check_nan_enabled", "is_anomaly_enabled", "set_detect_anomaly"]
