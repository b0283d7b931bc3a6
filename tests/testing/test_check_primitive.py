"""The checker is checked: it must find seeded faults, in every column that it claims to cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tidu.core.primitive import NotDifferentiable, Primitive, Rule
from tidu.core.shapes import Form
from tidu.ops.arithmetic import add, mul
from tidu.ops.compare import floor, where
from tidu.ops.convert import copy
from tidu.ops.functions import exp, sin, tanh
from tidu.ops.move import concatenate, expand, flip, part_of, permute, reshape
from tidu.ops.reduce import amax, argmax, cumsum, sum_
from tidu.testing import check_primitive


def ruled(primitive: Primitive, **grad: Callable[..., Any]) -> Primitive:
    """`primitive` with other gradient rules."""
    rules = {own: Rule(rule, own, primitive.operands, primitive.many) for own, rule in grad.items()}
    return replace(primitive, rules=rules, plans={})


def changing(x: np.ndarray) -> np.ndarray:
    x += 1
    return x * 1


WRONG = {
    "flip not inverted": ruled(flip, x=lambda g: g),
    "permute not inverted": ruled(permute, x=lambda g, axes: permute(g, axes=axes)),
    "mul swapped": ruled(mul, x=lambda g, x: g * x, y=lambda g, y: g * y),
    "sub's sign": ruled(add, x=lambda g: g, y=lambda g: -g),
    "exp of the operand": ruled(exp, x=lambda g, x: g * x),
    "tanh nearly": ruled(tanh, x=lambda g, out: g * (1.0 - 0.99999 * out * out)),
    "sum without spreading": ruled(sum_, x=lambda g: g),
    "sum spread too widely": ruled(sum_, x=lambda g, x_shape: g.sum() * np.ones(x_shape)),
    "a rule that forgets broadcasting": ruled(expand, x=lambda g, x_shape: reshape(g, shape=x_shape)),
    "a constant gradient": ruled(sin, x=lambda x_shape: np.ones(x_shape)),
    "a number for a gradient": ruled(sin, x=lambda: 1.0),
    "a gradient that leaves the cotangent out": ruled(exp, x=lambda out: out),
    "a rule in NumPy, which cannot be taped": ruled(sin, x=lambda g, x: g * np.cos(x)),
    "a second order that is wrong": ruled(
        exp, x=lambda g, out: g * (out.detach() if hasattr(out, "detach") else out)
    ),
    "cumsum forward again": ruled(cumsum, x=lambda g, axis: cumsum(g, axis=axis)),
    "where turned around": ruled(where, x=lambda g, condition: where(condition, 0.0, g)),
    "concatenate's first part for all": ruled(
        concatenate, xs=lambda g, axis, sizes: part_of(g, 0, axis, sizes)
    ),
    "a rule that changes the cotangent": ruled(copy, x=lambda g: np.multiply(g, 2, out=g)),
    "an extreme shared with all": ruled(
        amax, x=lambda g, x_shape, axes, keepdims: expand(sum_(g, axes=axes, keepdims=False), shape=x_shape)
    ),
    "sum's shape": replace(sum_, form=lambda x, *, axes, keepdims: Form(x.shape[: -len(axes)], x.dtype)),
    "argmax's type": replace(argmax, form=lambda x, *, axis, keepdims: Form((), x.dtype)),
    "the type of float64 always": replace(exp, form=lambda x: Form(x.shape, np.dtype("float64"))),
    "run changes its operand": replace(exp, run=changing),
    "a copy declared as a view": replace(copy, view=True),
    "a view declared as new": replace(permute, view=False),
    "memory order read as element order": replace(copy, run=lambda x: x.ravel("K").reshape(x.shape)),
    "not differentiable, but": replace(
        floor, rules=NotDifferentiable("it is said so"), run=lambda x: x * 1, form=lambda x: Form((), x.dtype)
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG)
def test_a_seeded_fault_is_found(fault: str) -> None:
    with pytest.raises(AssertionError, match=r"primitive \w+, sample \d: .+"):
        check_primitive(WRONG[fault])


@pytest.mark.parametrize("primitive", [mul, ruled(mul, x=lambda g, y: y * g, y=lambda g, x: x * g)])
def test_a_right_rule_passes(primitive: Primitive) -> None:
    check_primitive(primitive)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("mul swapped", "gradient of order 1 is wrong"),
        ("a second order that is wrong", "gradient of order 2 is wrong"),
        ("sum's shape", "the form rule says"),
        ("run changes its operand", "was changed by"),
        ("a copy declared as a view", "declared as a view: True"),
    ],
)
def test_the_message_says_what_is_wrong(fault: str, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_primitive(WRONG[fault])
