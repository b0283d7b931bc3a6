"""Where the time goes: every operation by name, with how often and how long it ran.

Source: https://docs.pytorch.org/docs/stable/autograd.html#profiler
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from tidu.autograd.profiler_table import Averages, Table
from tidu.core.files import write_atomic
from tidu.core.refused import refusing
from tidu.read.grad import Node, Pulled
from tidu.tensor.handle import Handle
from tidu.tensor.watch import Watch, node_of
from tidu.text import say


@dataclass
class FunctionEvent:
    """One operation that ran: its name, when it began and ended (µs), the shapes of its operands."""

    name: str
    start: float
    end: float
    input_shapes: list[list[int]]

    @property
    def cpu_time(self) -> float:
        """How long it took, in µs, with what it called."""
        return self.end - self.start

    cpu_time_total = cpu_time


class Timed(Pulled):
    """A node whose backward is timed."""

    profile: Any = None

    def pull(self, g: Any, lift: Any) -> list[tuple[Any, Any]]:
        """The cotangents of its operands."""
        with self.profile.span(self.name, (g,)):
            return super().pull(g, lift)


class Running:
    """The profilers that are on, innermost last: `record_function` tells them of its block."""

    profiles: list[Any] = []  # noqa: RUF012


class Span:
    """One thing that is being timed."""

    def __init__(self, profile: profile, name: str, operands: Iterable[Any]):
        self.profile, self.name = profile, name
        self.shapes: list[list[int]] = []
        if profile.record_shapes:
            self.shapes = [list(x.shape) for x in operands if hasattr(x, "shape")]

    def __enter__(self) -> None:
        self.start = time.perf_counter_ns()

    def __exit__(self, *error: object) -> None:
        end = time.perf_counter_ns()
        self.profile.found.append(FunctionEvent(self.name, self.start / 1000, end / 1000, self.shapes))


class profile(Watch):
    """Times every operation inside `with`, forward and backward; then `key_averages().table()` shows them.

    `use_cuda` and the like are taken and change nothing: everything runs on the CPU.

    >>> import tidu
    >>> with profile() as prof:
    ...     y = tidu.ones(2) + 1
    >>> [event.key for event in prof.key_averages()]
    ['aten::add']
    """

    def __init__(
        self, enabled: bool = True, *, use_cuda: bool = False, use_device: str | None = None,
        record_shapes: bool = False, with_flops: bool = False, profile_memory: bool = False,
        with_stack: bool = False, with_modules: bool = False, use_kineto: bool = False, use_cpu: bool = True,
        **ignored: Any,
    ):  # fmt: skip
        self.enabled, self.record_shapes = enabled, record_shapes
        self.found: list[FunctionEvent] = []
        self.done = False

    def __enter__(self) -> Any:
        if self.enabled:
            super().__enter__()
            Running.profiles.append(self)
        return self

    def __exit__(self, *error: object) -> None:
        if self.enabled:
            Running.profiles.remove(self)
            super().__exit__(*error)
        self.done = True

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out and times it; its backward will be timed, too."""
        with self.span(f"aten::{primitive.name}", (x for x in operands if isinstance(x, Handle))):
            result = run(primitive, operands, params)
        node = node_of(result)
        if node is not None and node.__class__ is Node:
            node.__class__ = Timed
            node.profile = self  # pyright: ignore
        return result

    def span(self, name: str, operands: Iterable[Any]) -> Span:
        """Something to time, behind `with`."""
        return Span(self, name, operands)

    @property
    def function_events(self) -> list[FunctionEvent]:
        """Every operation that ran, in order."""
        if not self.done:
            raise RuntimeError(say("autograd.profiler"))
        return sorted(self.found, key=lambda event: event.start)

    @property
    def self_cpu_time_total(self) -> float:
        """What all took together, in µs, nothing counted twice."""
        return sum(event.self_cpu_time_total for event in self.key_averages())

    def key_averages(self, group_by_input_shape: bool = False, group_by_stack_n: int = 0) -> Table:
        """The events of each name (and shapes) in one line, in the order in which they came up."""
        groups: dict[Any, Averages] = {}
        events = self.function_events
        own = own_times(events)
        for event, alone in zip(events, own, strict=True):
            key = (event.name, str(event.input_shapes) if group_by_input_shape else "")
            if key not in groups:
                groups[key] = Averages(event.name, 0, 0.0, 0.0, event.input_shapes)
            groups[key].count += 1
            groups[key].cpu_time_total += event.cpu_time
            groups[key].self_cpu_time_total += alone
        return Table(groups.values())

    def total_average(self) -> Averages:
        """All events as one."""
        total = self.self_cpu_time_total
        return Averages("Total", len(self.function_events), total, total, [])

    def table(self, sort_by: str | None = None, row_limit: int = 100, **settings: Any) -> str:
        """The events, one a line."""
        rows = [Averages(e.name, 1, e.cpu_time, e.cpu_time, e.input_shapes) for e in self.function_events]
        return Table(rows).table(sort_by, row_limit)

    def export_chrome_trace(self, path: str) -> None:
        """Writes the events as JSON, for chrome://tracing."""
        events = [
            {"name": e.name, "ph": "X", "ts": e.start, "dur": e.cpu_time, "pid": 0, "tid": 0}
            for e in self.function_events
        ]
        write_atomic(Path(path), json.dumps({"traceEvents": events}).encode())

    def __str__(self) -> str:
        return self.table() if self.done else "<unfinished torch.autograd.profile>"

    __repr__ = __str__


def own_times(events: list[FunctionEvent]) -> list[float]:
    """How long each event, sorted by beginning, took without those inside it.

    >>> inner, outer = FunctionEvent("b", 1, 2, []), FunctionEvent("a", 0, 3, [])
    >>> own_times([outer, inner])
    [2, 1]
    """
    own = [event.cpu_time for event in events]
    stack: list[int] = []
    for place, event in enumerate(events):
        while stack and events[stack[-1]].end <= event.start:
            stack.pop()
        if stack:
            own[stack[-1]] -= event.cpu_time
        stack.append(place)
    return own


class record_function:
    """Gives a block, or a function, a name in the profile.

    >>> with profile() as prof, record_function("mine"):
    ...     pass
    >>> prof.function_events[0].name
    'mine'
    """

    def __init__(self, name: str, args: str | None = None):
        self.name = name

    def __enter__(self) -> record_function:
        self.spans = [running.span(self.name, ()) for running in Running.profiles]
        for span in self.spans:
            span.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        for span in self.spans:
            span.__exit__()

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            with record_function(self.name):
                return function(*args, **kwargs)

        return run


__all__ = ["FunctionEvent", "profile", "record_function"]
__getattr__ = refusing("torch.autograd.profiler", __all__)
