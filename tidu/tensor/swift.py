"""The eager reading of operations on one or two operands, each in one function.

`tape.taped` and `tape.untaped` do the same for any number of operands. Here the steps are
written out, because on the small tensors of courses and tables calling functions costs more
than the arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Primitive
from tidu.read.grad import Node
from tidu.tensor.handle import Handle
from tidu.tensor.promote import NONE, meet_tensor, tensors
from tidu.tensor.tape import keep, link, place, recover, taped, untaped

ndarray, asarray, new = np.ndarray, np.asarray, object.__new__


def single(primitive: Primitive) -> Callable[..., Any]:
    """A function that applies `primitive` to one tensor, in its own type."""
    run, view, plan = primitive.run, primitive.view, primitive.plan(1, 1)
    keeps = plan.saved or plan.needs_out

    def apply(x: Any, params: dict = NONE) -> Any:
        bind = mode.bind
        if bind is not taped and bind is not untaped:
            return bind(primitive, (x,), params)
        before = x._value
        try:
            value = run(before, **params)
        except Exception as error:
            value = recover(primitive, [before], params, error)
        if value.__class__ is not ndarray:
            value = asarray(value)
        result = new(Handle.concrete)
        result._value = value
        result._counter = [0]
        if bind is taped:
            edge = x._node if x._base is None else place(x)
            if edge is not None and plan.rules:
                result._node = node = Node(primitive, params, (edge,), plan, value)
                if keeps:
                    keep(node, plan, (x,), (before,), result)
        if view:
            link(result, primitive, x, params)
        return result

    return apply


def pair(primitive: Primitive, *, real: bool = False, own: bool = False) -> Callable[[Any, Any], Any]:
    """A function that applies `primitive` to two operands in their common type.

    With `real`, whole numbers become real ones first. With `own` the first must be a tensor:
    TypeError, as PyTorch has it.
    """
    run, name = primitive.run, primitive.name
    plans = (None, primitive.plan(2, 1), primitive.plan(2, 2), primitive.plan(2, 3))

    def promoted(x: Any, y: Any) -> Any:
        if own:
            tensors(name, x)
        return mode.bind(primitive, meet_tensor(x, y, name, real=real), NONE)

    def apply(x: Any, y: Any) -> Any:
        number = y.__class__ is float or y.__class__ is int
        a: Any = None
        b: Any = None
        kind: Any = None
        try:
            a = x._value
            b = y if number else y._value
            kind = a.dtype
        except AttributeError:  # a number on the left, an array, or what is no operand
            kind = None
        if kind is None or ((number or real) and kind.kind != "f") or not (number or kind is b.dtype):
            return promoted(x, y)
        bind = mode.bind
        if bind is not taped and bind is not untaped:
            return bind(primitive, (x, y), NONE)
        try:
            value = run(a, b)
        except Exception as error:
            value = recover(primitive, [a, b], NONE, error)
        if value.__class__ is not ndarray:
            value = asarray(value)
        result = new(Handle.concrete)
        result._value = value
        result._counter = [0]
        if bind is taped:
            left = x._node if x._base is None else place(x)
            right = None if number else y._node if y._base is None else place(y)
            plan = plans[(left is not None) | (right is not None) << 1]
            if plan is not None and plan.rules:
                result._node = node = Node(primitive, NONE, (left, right), plan, value)
                if left is None:
                    node.given = (a, None)
                elif right is None:
                    node.given = (None, b)
                if plan.saved or plan.needs_out:
                    keep(node, plan, (x, y), (a, b), result)
        return result

    return apply

