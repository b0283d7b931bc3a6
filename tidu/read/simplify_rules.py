"""Equations that change nothing, or that a shorter one says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from tidu.core.forms import broadcast, broadcast_truth
from tidu.ops.compare import choice
from tidu.ops.move import ALL
from tidu.read.program import Equation
from tidu.read.variable import Variable, form_of_operand

BROADCASTING = (broadcast, broadcast_truth, choice)
Makers = Mapping[Variable, Equation]


def rewritten(equation: Equation, makers: Makers) -> Any:
    """What stands for the result of `equation`: an operand, or an equation that may be a shorter one."""
    form = equation.primitive.form
    if (form.func if isinstance(form, partial) else form) in BROADCASTING:  # `declare` names some
        equation = unexpanded(equation, makers)
    merged = MERGED.get(equation.primitive.name)
    if merged is not None:
        equation = merged(equation, makers)
    rule = IDLE.get(equation.primitive.name)
    first = equation.operands[0] if equation.operands else None
    if rule is not None and rule(equation):
        position = 1 if first is not None and is_one(first) and equation.primitive.name == "mul" else 0
        kept = equation.operands[position]
        if keeps_form(kept, equation):
            return kept
    return equation


def keeps_form(x: Any, equation: Equation) -> bool:
    """Whether `x` has the shape and type of the result."""
    form, result = form_of_operand(x), equation.result.form
    return form == result and form.weak == result.weak


def is_one(x: Any) -> bool:
    """Whether `x` is known to be 1 everywhere."""
    if isinstance(x, Variable | bool):
        return False
    return bool(np.all(x == 1)) if isinstance(x, np.ndarray) else x == 1


def unexpanded(equation: Equation, makers: Makers) -> Equation:
    """Takes operands before they were expanded, where the operation broadcasts them as far."""
    operands = list(equation.operands)
    for position, x in enumerate(operands):
        before = unexpanded_operand(x, makers)
        if before is x:
            continue
        shorter = [*operands[:position], before, *operands[position + 1 :]]
        if equation.primitive.form(*map(form_of_operand, shorter), **equation.params) == equation.result.form:
            operands = shorter
    return replace(equation, operands=tuple(operands))


def unexpanded_operand(x: Any, makers: Makers) -> Any:
    """`x` as it was before it was expanded, which of equal numbers is one of them."""
    if isinstance(x, np.ndarray):
        return one_of(x) if x.size > 1 else x
    maker = makers.get(x) if isinstance(x, Variable) else None
    return x if maker is None or maker.primitive.name != "expand" else maker.operands[0]


def one_of(x: np.ndarray) -> np.ndarray:
    """The one number that `x` holds everywhere, bit for bit; else `x` itself."""
    first = x.ravel()[:1]
    same = x.tobytes() == first.tobytes() * x.size
    return first.reshape(()).copy() if same else x


def one_permute(equation: Equation, makers: Makers) -> Equation:
    """Two permutations as one."""
    maker = maker_of(equation, makers)
    if maker is None:
        return equation
    first, second = maker.params["axes"], equation.params["axes"]
    params = {"axes": tuple(first[axis] for axis in second)}
    return replace(equation, operands=maker.operands, params=params)


def last_layout(equation: Equation, makers: Makers) -> Equation:
    """Of two in a row that only say what shape to have, the last."""
    maker = maker_of(equation, makers)
    return equation if maker is None else replace(equation, operands=maker.operands)


def maker_of(equation: Equation, makers: Makers) -> Equation | None:
    """The equation that made the operand, if it has the same primitive."""
    x = equation.operands[0]
    maker = makers.get(x) if isinstance(x, Variable) else None
    return maker if maker is not None and maker.primitive is equation.primitive else None


MERGED = {"permute": one_permute, "reshape": last_layout, "expand": last_layout}


def always(equation: Equation) -> bool:
    """For what changes nothing as soon as shape and type stay."""
    return True


# What leaves its operand as it is, given that shape and type are the same.
IDLE = {
    "reshape": always,
    "expand": always,
    "cast": always,
    "copy": always,
    "concatenate": lambda equation: len(equation.operands) == 1,
    "permute": lambda equation: equation.params["axes"] == tuple(range(equation.result.ndim)),
    "slice": lambda equation: all(part == ALL for part in equation.params["key"]),
    "flip": lambda equation: not equation.params["axes"],
    "mul": lambda equation: any(map(is_one, equation.operands)),
    "div": lambda equation: is_one(equation.operands[1]),
    "pow": lambda equation: is_one(equation.operands[1]),
}
