"""Playing a recording on NumPy, as `tidu.compile` does natively, and comparing with eager."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import tidu
from tidu.core.mode import mode
from tidu.read.record import record
from tidu.read.recording import Recording
from tidu.read.simplify import simplify
from tidu.read.sources import Argument, Number, Output
from tidu.read.tree import map_tree
from tidu.tensor.generator import default_generator
from tidu.tensor.handle import Handle, wrap


def leaves(tree: Any) -> list[Any]:
    """The tensors in a tree, in order."""
    found: list[Any] = []
    map_tree(lambda x: found.append(x) if isinstance(x, Handle) else None, tree)
    return found


def play(recording: Recording, arguments: Any = (), keywords: Any = None, program: Any = None) -> Any:
    """One call of what was recorded: the result, with state written and gradients set."""
    given = leaves((list(arguments), dict(keywords or {})))

    def tensor(source: Any) -> Any:
        return given[source.place] if isinstance(source, Argument) else source

    def value(source: Any) -> Any:
        return source.read() if isinstance(source, Number) else tensor(source)._value

    program = recording.program if program is None else program
    inputs, state = [value(x) for x in recording.inputs], [value(x) for x in recording.state]
    outputs, after = program.run(inputs, state, recording.streams)
    outputs, after = [np.array(x) for x in outputs], [np.array(x) for x in after]
    for source, new in zip(recording.state, after, strict=True):
        np.copyto(tensor(source)._value, new)
    tensors = [wrap(x) for x in outputs]
    for source, place in recording.gradients:
        tensor(source)._grad = None if place is None else tensors[place]

    def result(x: Any) -> Any:
        if isinstance(x, Output):
            return tensors[x.place]
        return given[x.place] if isinstance(x, Argument) else x

    return map_tree(result, recording.output)


def everything(*things: Any) -> list[Any]:
    """Every number that modules, optimizers, tensors and trees of them hold, gradients included."""
    found: list[Any] = []
    for x in things:
        if isinstance(x, Handle):
            found += [x._value.copy(), *everything(x._grad)]
        elif isinstance(x, np.ndarray):
            found.append(x.copy())
        elif hasattr(x, "named_parameters"):
            found += everything(*x.parameters(), *x.buffers())
        elif hasattr(x, "param_groups"):
            for group in x.param_groups:
                for parameter in group["params"]:
                    found += everything(*x.state.get(parameter, {}).values())
        elif isinstance(x, list | tuple):
            found += everything(*x)
        elif isinstance(x, dict):
            found += everything(*x.values())
        elif x is not None:
            found.append(np.asarray(x))
    return found


def assert_same(actual: list[Any], expected: list[Any]) -> None:
    """Bit for bit, NaN included."""
    assert len(actual) == len(expected)
    for k, (x, y) in enumerate(zip(actual, expected, strict=True)):
        assert (x.shape, x.dtype) == (y.shape, y.dtype), k
        assert x.tobytes() == y.tobytes(), (k, x, y)


World = tuple[Callable[..., Any], list[Any], Callable[[int], tuple]]


def check(make: Callable[[], World], steps: int = 5, warm: int = 1, between: Any = None) -> Recording:
    """Records the step of a world and replays it, simplified and not: equal to eager in every bit.

    `make` gives the step, what it changes, and the arguments of each call. `warm` steps are
    eager before it is recorded; `between(things)` is called after each step. Eager takes composed
    functions in their parts, as a recording does; that their whole is as good, the functions'
    own tests say.
    """
    mode.whole = False
    try:
        return _check(make, steps, warm, between)
    finally:
        mode.whole = True


def _check(make: Callable[[], World], steps: int, warm: int, between: Any) -> Recording:

    def start() -> World:
        tidu.manual_seed(0)
        made = make()
        step, things, batch = made
        for k in range(warm):
            step(*batch(k))
            if between is not None:
                between(things)
        return made

    step, things, batch = start()
    wanted = []
    for k in range(warm, warm + steps):
        result = step(*batch(k))
        wanted.append([*everything(result, *things), default_generator.stream.get_state()])
        if between is not None:
            between(things)
    for simplified in (False, True):
        step, things, batch = start()
        before = [*everything(*things), default_generator.stream.get_state()]
        recording = record(step, batch(warm))
        assert_same([*everything(*things), default_generator.stream.get_state()], before)
        program = simplify(recording.program) if simplified else recording.program
        program.check()
        for k in range(warm, warm + steps):
            assert recording.valid()
            result = play(recording, batch(k), program=program)
            got = [*everything(result, *things), default_generator.stream.get_state()]
            assert_same(got, wanted[k - warm])
            if between is not None:
                between(things)
    return recording
