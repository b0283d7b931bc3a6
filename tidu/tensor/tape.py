"""The eager reading: compute with NumPy at once, and tape what a gradient will need."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from tidu.core.errors import REMARKS
from tidu.core.mode import mode
from tidu.core.primitive import Plan, Primitive
from tidu.core.shapes import form_of
from tidu.ops.move import assign
from tidu.read.grad import TOLD, Node
from tidu.tensor.handle import Handle, new
from tidu.text import say

ndarray = np.ndarray
UNCHANGED = ((0,), 0)  # the version of numbers, which nothing can change in place
# 1 / 0 is inf and 0 / 0 is NaN, without a word, as IEEE and PyTorch have it. (Entering
# np.errstate at every operation would cost more than the operation.)
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"tidu\.")


def taped(primitive: Primitive, operands: tuple, params: dict) -> Any:
    """Computes, and tapes the operation if an operand needs a gradient."""
    values, edges, live, bit = [], [], 0, 1
    for operand in operands:
        try:
            values.append(operand._value)
        except AttributeError:  # a Python number, or an array from inside
            values.append(operand)
            edges.append(None)
        else:
            if operand._base is not None and operand._edits != operand._base._edits:
                rejoin(operand)
            node = operand._node
            edges.append(node)
            if node is not None:
                live |= bit
        bit <<= 1
    try:
        value = primitive.run(*values, **params)
    except Exception as error:
        value = recover(primitive, values, params, error)
    if value.__class__ is not ndarray:
        value = np.asarray(value)
    result = new(Handle.concrete)
    result._value = value
    result._counter = [0]
    if live:
        plan = primitive.plan(len(values), live)
        if plan.rules:
            result._node = node = Node(primitive, params, edges, plan, value)
            if live + 1 != bit:
                node.given = [x if e is None else None for x, e in zip(values, edges, strict=True)]
            if plan.saved or plan.needs_out:
                keep(node, plan, operands, values, result)
    if primitive.view:
        link(result, primitive, operands[0], params)
    return result


def untaped(primitive: Primitive, operands: tuple, params: dict) -> Any:
    """Computes without a tape."""
    values = []
    for operand in operands:
        try:
            values.append(operand._value)
        except AttributeError:
            values.append(operand)
    try:
        value = primitive.run(*values, **params)
    except Exception as error:
        value = recover(primitive, values, params, error)
    if value.__class__ is not ndarray:
        value = np.asarray(value)
    result = new(Handle.concrete)
    result._value = value
    result._counter = [0]
    if primitive.view:
        link(result, primitive, operands[0], params)
    return result


def keep(node: Node, plan: Plan, operands: tuple, values: Sequence, result: Handle) -> None:
    """Saves for `node` what its rules name, with the versions that were current."""
    saved: list[Any] = [None] * len(values)
    checks = []
    for position in plan.saved:
        saved[position] = values[position]
        counter = getattr(operands[position], "_counter", None)
        if counter is not None:
            checks.append((counter, counter[0]))
    if plan.needs_out:
        node.out = result._value
        checks.append((result._counter, 0))
    node.saved = saved
    # What was saved may be numbers alone; the node must still know when it was let go.
    node.checks = checks or [UNCHANGED]


def recover(primitive: Primitive, values: list, params: dict, error: Exception) -> Any:
    """What to do when NumPy objects: explain by the shape rule, or compute as IEEE says.

    A remark of NumPy that a user's settings made an error (1 / 0 gives inf) is no error of ours.
    For everything else the shape rule is asked first, since its sentence names both shapes.
    """
    try:
        if isinstance(error, REMARKS):
            with np.errstate(all="ignore"):
                return primitive.run(*values, **params)
        primitive.form(*map(form_of, values), **params)
    except Exception as explained:
        raise explained from None
    raise error


def link(result: Handle, primitive: Primitive, source: Any, params: dict) -> None:
    """Marks `result` as a view of `source` where they share memory."""
    if isinstance(source, Handle) and shares(result._value, source._value):
        attach(result, primitive, source, params)


def attach(result: Handle, primitive: Primitive, source: Handle, params: dict) -> None:
    """Makes `result` the view of `source` that `primitive` gave."""
    base = source if source._base is None else source._base
    result._base = base
    result._chain = (*source._chain, (primitive, tuple(params.items())))
    result._counter = source._counter
    result._edits = base._edits


def shares(view: np.ndarray, source: np.ndarray) -> bool:
    """Whether a reshaped, permuted, sliced or expanded array lies in its source's memory."""
    return view.base is not None and (
        source.flags.c_contiguous or bool(np.may_share_memory(view, source))
    )


def rejoin(view: Handle) -> None:
    """Finds a view its place on the tape again, after its base was changed in place."""
    if mode.recorder is not None:
        mode.recorder.note(view)
    node = view._base._node
    form = form_of(view._base._value)
    for primitive, chosen in view._chain:
        params = dict(chosen)
        form = primitive.form(form, **params)
        node = None if node is None else Node(primitive, params, [node], primitive.plan(1, 1), form)
    view._node = node
    view._edits = view._base._edits


def place(tensor: Handle) -> Any:
    """Where on the tape `tensor` is now."""
    if tensor._base is not None and tensor._edits != tensor._base._edits:
        rejoin(tensor)
    return tensor._node


def overwrite(target: Handle, result: Handle) -> Any:
    """Puts `result` into the memory of `target` and moves the tape along: every in-place write."""
    if target._value.shape != result._value.shape:
        raise RuntimeError(
            say("errors.in_place_shape", a=target._value.shape, b=result._value.shape)
        )
    node, moved = None, False
    if mode.grad:
        refuse_leaf(target)
        node = place(result)
        moved = node is not None or place(target) is not None
    if mode.recorder is None:
        np.copyto(target._value, result._value, casting="unsafe")
    else:
        mode.recorder.write(target, result)
    target._counter[0] += 1
    if moved:
        retape(target, node)
    return target


def refuse_leaf(target: Handle) -> None:
    """Raises where a leaf that collects a gradient, or a view of one, would be written to."""
    node = place(target)
    if node is not None and not node.edges:
        raise RuntimeError(say("errors.in_place_leaf"))
    base = target._base
    if base is not None and base._node is not None and not base._node.edges:
        raise RuntimeError(say("errors.in_place_view_of_leaf"))


def retape(target: Handle, node: Any) -> None:
    """Gives `target`, whose memory now holds what `node` made, its new place on the tape.

    What a constant (node None) was written over still asks for a gradient, which is 0.
    """
    base = target if target._base is None else target._base
    before = base._node
    if base is target and (node is not None or before is None):
        target._node = node
        target._edits += 1
        return
    live = (before is not None) | (node is not None) << 1
    joined = Node(assign, {"chain": target._chain}, [before, node], assign.plan(2, live), base._value)
    if live != 3:
        # Copies, for both lie in memory that is written to. Of the base, what was written over is
        # lost; what was not is still there.
        constant = target._value if node is None else base._value
        kept = constant.copy() if constant.size <= TOLD else None
        joined.given = None if kept is None else (None, kept) if node is None else (kept, None)
    joined.label = "FillBackward2" if base is target else "CopySlices"
    base._node = joined
    base._edits += 1


mode.__class__.bind = staticmethod(taped)  # what every thread starts with


class grad_mode:
    """Whether what is computed inside `with` is taped."""

    def __init__(self, enabled: bool):
        self.enabled = bool(enabled)

    def __enter__(self) -> None:
        self.before = mode.grad
        set_grad(self.enabled)

    def __exit__(self, *error: object) -> None:
        set_grad(self.before)


def set_grad(enabled: bool) -> None:
    """Turns the tape on or off for this thread, leaving a recording on."""
    mode.grad = enabled
    if mode.bind is taped or mode.bind is untaped:
        mode.bind = taped if enabled else untaped
