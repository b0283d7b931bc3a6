"""The recording: plain PyTorch-style code run once, on values that are not computed, into a program.

While it runs, tensors hold variables, so a step with its forward pass, `backward`, clipping
and the optimizer's update records itself. Nothing outside is changed, and nothing is computed.
What cannot be recorded raises `NotRecordable`, which names the line and the reason; it never
becomes a program that computes something else. What Python decides by plain values (options,
loops over lists, `if epoch > 3`) is taken as it is at the recording; `valid` says whether
what could be seen of that still holds.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tidu.core.mode import mode
from tidu.read.finish import finish
from tidu.read.guards import guards_of
from tidu.read.recorder import Recorder
from tidu.read.recording import Recording
from tidu.read.refusal import refusal
from tidu.read.sources import Argument
from tidu.read.tree import map_tree
from tidu.read.undisturbed import undisturbed
from tidu.read.watch import Watch
from tidu.tensor.handle import Handle, Leaf, new
from tidu.tensor.tape import place


def record(
    function: Callable[..., Any], arguments: Sequence[Any] = (), keywords: Mapping[str, Any] | None = None
) -> Recording:
    """Records one call of `function(*arguments, **keywords)`, in which tensors may lie in trees.

    Errors: `NotRecordable`, and whatever the function itself raises.

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> recording = record(lambda x: (w.detach() * x).sum(), [tidu.ones(2)])
    >>> print(recording.program)
    program(a: float32[2], b: float32[2])
      c = mul b a
      d = sum c axes=(0,) keepdims=False
      return d
    >>> recording.inputs[1] is w
    True
    """
    if mode.recorder is not None:
        mode.recorder.refuse("nested")
    recorder = Recorder()
    stand_ins: list[tuple[Any, Any]] = []

    def stand_in(x: Any) -> Any:
        if not isinstance(x, Handle):
            return x
        stand_ins.append((made := argument(recorder, x, len(stand_ins)), x))
        return made

    given, named = map_tree(stand_in, (list(arguments), dict(keywords or {})))
    watch = Watch(recorder, function)
    before = mode.bind, mode.grad, mode.whole
    mode.bind, mode.recorder, mode.whole = recorder.bind, recorder, False
    try:
        with undisturbed(), watch:
            result = function(*given, **named)
        recorder.over = function
        if recorder.refused is not None:
            raise recorder.refused
        recording = finish(recorder, result, [made for made, _ in stand_ins])
    except BaseException:
        recorder.restore()
        watch.restore()
        raise
    finally:
        left = mode.grad
        mode.bind, mode.grad, mode.whole, mode.recorder = *before, None
    del given, named, result
    stand_ins.clear()
    watch.settle()
    changed = recorder.restore()
    if left is not before[1]:
        changed = ("torch", "is_grad_enabled()")
    check_outside(recorder, watch, function, changed)
    recording.guards = guards_of(recorder, watch, before[1])
    check_survivors(recorder, function)
    return recording


def check_outside(
    recorder: Recorder, watch: Watch, function: Any, changed: tuple[str, str] | None
) -> None:
    """Refuses what the step did to the outside besides writing to tensors; that is put back."""
    call, named = watch.restore()
    if call is not None:
        raise refusal("list", function, call=call)
    changed = changed or named
    if changed is not None:
        raise refusal("attribute", function, owner=changed[0], name=changed[1])
    if recorder.stream_moved:
        raise refusal("stream", function)


def check_survivors(recorder: Recorder, function: Any) -> None:
    """Refuses tensors that are kept outside."""
    shape = recorder.survivor()
    if shape is not None:
        raise refusal("survivor", function, shape=list(shape))


def argument(recorder: Recorder, tensor: Any, position: int) -> Any:
    """The tensor that takes the place of an argument in the recording."""
    made = new(type(tensor))
    vars(made).update({name: x for name, x in vars(tensor).items() if not name.startswith("_")})
    made._value = recorder.input(tensor._value, Argument(position))
    made._counter = [0]
    made._grad = tensor._grad
    node = place(tensor)
    if node is not None:
        made._node = node if node.edges else Leaf(made)
    recorder.tensors[id(made)] = (made, dict(vars(made)), 0)
    recorder.made.append(weakref.ref(made))
    recorder.arguments.add(id(made))
    return made
