"""How the results of a recording lie in memory, as far as it can be told, and so what is a view of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.primitive import Primitive
from tidu.core.shapes import form_of
from tidu.ops.index import HERE
from tidu.read.memory import PLAIN, Memory
from tidu.tensor.handle import Handle
from tidu.tensor.tape import attach, shares

if TYPE_CHECKING:
    from tidu.read.recorder import Recorder

ORDERED = ("matmul",)  # whatever the operands' layout, the result lies in order


def laid(recorder: Recorder, primitive: Primitive, operands: tuple, params: dict, value: Any) -> Memory:
    """`value` in a memory laid out as eager would have it, where that can be told."""
    if isinstance(value, np.ndarray):
        return Memory(value, form_of(value), value)
    memory = Memory(value, value.form)
    sizeable = [x for x in operands if isinstance(x, Handle) and x._value.ndim > 1]
    # What is picked along several axes, or not the first, lies as NumPy finds it best.
    picked = primitive.name == "index" and params["key"] != (HERE,)
    ordered = value.ndim < 2 or primitive.name in ORDERED
    if ordered or (not picked and all(descending(recorder.memory(x)) for x in sizeable)):
        memory.layout = PLAIN
    return memory


def in_order(memory: Memory) -> bool:
    """Whether the elements are known to lie in order in memory."""
    layout = memory.layout
    return layout is PLAIN or (layout is not None and layout.flags.c_contiguous)


def descending(memory: Memory) -> bool:
    """Whether the elements lie in the order of the axes, be it with gaps or repeats.

    NumPy then lays out in order what it computes of them.
    """
    layout = memory.layout
    if layout is None or in_order(memory):
        return layout is not None
    strides = [abs(step) for n, step in zip(layout.shape, layout.strides, strict=True) if n > 1 and step]
    return strides == sorted(strides, reverse=True)


def link(recorder: Recorder, result: Handle, primitive: Primitive, source: Any, params: dict) -> None:
    """Makes `result` a view of `source` where eager would.

    Where that hangs on an unknown layout, writes to either are refused from then on.
    """
    if not isinstance(source, Handle):
        return
    memory, made = recorder.memory(source), recorder.memory(result)
    array = memory.array()
    layout = None
    if array is not None:
        layout = primitive.run(array, **params)
        if not shares(layout, array):
            return
    elif primitive.name == "reshape" and squeezed(memory.shape) != squeezed(made.shape):
        memory.fix()
        made.fix()
        return
    step = (primitive, tuple(params.items()))
    result._value = memory.part(made.now, made.form, step, layout)  # pyright: ignore
    attach(result, primitive, source, params)


def squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape without its axes of 1, which may come and go in a view of any layout.

    >>> squeezed((1, 3, 1, 2))
    (3, 2)
    """
    return tuple(n for n in shape if n != 1)
