"""The end of a recording: what comes out of the program, and what it leaves changed."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from tidu.read.guards import Guards
from tidu.read.memory import Memory
from tidu.read.program import Program
from tidu.read.recorder import Recorder
from tidu.read.recording import Recording
from tidu.read.sources import Argument, Output
from tidu.read.tree import map_tree
from tidu.tensor.handle import Handle
from tidu.tensor.tape import place


def finish(recorder: Recorder, result: Any, arguments: list[Any]) -> Recording:
    """The recording of a function that gave `result`; `arguments` took the place of its own."""
    outputs: list[Any] = []
    output = map_tree(lambda x: leaf(recorder, x, arguments, outputs), result)
    check_nodes(recorder)
    gradients = gradients_after(recorder, arguments, outputs)
    check_overlaps(recorder, arguments)
    written = [memory for memory in recorder.captured if memory.version]
    read = [memory for memory in recorder.captured if not memory.version]
    numbers = list(recorder.numbers.values())
    program = Program(
        inputs=[memory.start for memory in read] + [variable for _, variable in numbers],
        state=[memory.start for memory in written],
        equations=recorder.equations,
        outputs=outputs,
        after=[memory.now for memory in written],
        streams=len(recorder.streams),
    )
    return Recording(
        program=program,
        inputs=[memory.source for memory in read] + [number for number, _ in numbers],
        state=[memory.source for memory in written],
        streams=recorder.streams,
        gradients=gradients,
        output=output,
        guards=Guards([]),
    )


def leaf(recorder: Recorder, x: Any, arguments: list[Any], outputs: list[Any]) -> Any:
    """What stands in the result for `x`: an output, an argument, or the very thing."""
    if not isinstance(x, Handle):
        return x
    for position, argument in enumerate(arguments):
        if x is argument:
            return Argument(position)
    return x if is_outside(recorder, x) else output(recorder, x, outputs)


def is_outside(recorder: Recorder, tensor: Any) -> bool:
    """Whether a tensor was there before the recording."""
    return id(tensor) in recorder.tensors or isinstance(tensor._value, np.ndarray)


def output(recorder: Recorder, x: Handle, outputs: list[Any]) -> Output:
    """A tensor of the recording as one more output."""
    node = place(x)
    if node is not None and node not in recorder.walks:
        recorder.refuse("result_tape")
    memory = recorder.memory(x)
    root = memory if memory.root is None else memory.root
    if root.source is not None and root.version:
        recorder.refuse("result_alias")
    outputs.append(memory.read())
    return Output(len(outputs) - 1)


def gradients_after(
    recorder: Recorder, arguments: list[Any], outputs: list[Any]
) -> list[tuple[Any, int | None]]:
    """The outside tensors whose `grad` is another than before, each with its output."""
    found = []
    for tensor, before, _ in list(recorder.tensors.values()):
        now: Any = tensor._grad
        if now is before.get("_grad"):
            continue
        source = next((Argument(k) for k, x in enumerate(arguments) if x is tensor), tensor)
        if now is None:
            found.append((source, None))
        elif is_outside(recorder, now):
            recorder.refuse("gradient")
        else:
            found.append((source, output(recorder, now, outputs).place))
    return found


def check_nodes(recorder: Recorder) -> None:
    """Refuses to leave an outside tensor asking for a gradient otherwise than before."""
    for tensor, before, _ in recorder.tensors.values():
        if standing(tensor._node) != standing(before.get("_node")):
            recorder.refuse("standing", shape=list(tensor._value.shape))


def standing(node: Any) -> str:
    """Whether a tensor at `node` is a constant, collects its gradient, or is a result."""
    return "constant" if node is None else "result" if node.edges else "leaf"


def check_overlaps(recorder: Recorder, arguments: list[Any]) -> None:
    """Refuses to change memory that another input shares, or to take one tensor for two."""
    asking = {id(x._value) for x in arguments if x._node is not None}
    for one, other in combinations(recorder.captured, 2):
        matters = one.version or other.version or id(one) in asking or id(other) in asking
        if matters and overlap(one, other):
            recorder.refuse("overlap", shape=list(one.shape))


def overlap(one: Memory, other: Memory) -> bool:
    """Whether two inputs share memory."""
    a, b = one.layout, other.layout
    return np.may_share_memory(a, b) and np.shares_memory(a, b)
