"""A primitive is declared once, with every column; whoever needs one reads it from here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from tidu.core.mode import mode
from tidu.core.shapes import Form

TABLE: dict[str, Primitive] = {}


@dataclass(frozen=True)
class NotDifferentiable:
    """The gradient column of an operation that has none, with the reason.

    >>> NotDifferentiable("it is piecewise constant").reason
    'it is piecewise constant'
    """

    reason: str


@dataclass(frozen=True)
class Sample:
    """One set of operands (float64 where numbers are real) and parameters to try a primitive on."""

    operands: tuple[Any, ...]
    params: dict[str, Any]


class Bindable:
    """What carries operations out by itself (a tensor), as opposed to a plain array."""


class Rule:
    """One operand's gradient rule, called with just what its signature names.

    A rule may name `g` (the cotangent of the result), `out`, operands, parameters, its own
    operand's `<operand>_shape`, and `position` where there are many. So what must be kept for
    the backward pass is read off the rule: nothing else is saved. The engine folds the
    result to its operand's shape and type, so no rule undoes broadcasting.
    """

    def __init__(self, rule: Callable[..., Any], own: str, operands: tuple[str, ...], many: bool):
        names = list(inspect.signature(rule).parameters)
        self.rule = rule
        self.many = many
        self.saved = frozenset(i for i, name in enumerate(operands) if name in names)
        self.needs_out = "out" in names
        # The call is compiled once: a loop over names at every step of every backward pass
        # costs more than the arithmetic of a small network.
        spelled = ", ".join(self._spell(name, own, operands) for name in names)
        self.call: Callable[..., Any] = eval(
            f"lambda g, saved, params, out, shape, position: rule({spelled})", {"rule": rule}
        )

    def _spell(self, name: str, own: str, operands: tuple[str, ...]) -> str:
        if name in ("g", "out", "position"):
            return name
        if name == f"{own}_shape":
            return "shape"
        if name not in operands:
            return f"params[{name!r}]"
        place = operands.index(name)
        return f"saved[{place}:]" if self.many and name == operands[-1] else f"saved[{place}]"


class Plan(NamedTuple):
    """What the gradient of an operation takes when given ones of its operands need it."""

    saved: tuple[int, ...]  # the operands to keep
    needs_out: bool
    rules: tuple[tuple[int, Callable[..., Any]], ...]  # (position, rule) of the live operands


@dataclass(frozen=True, eq=False)
class Primitive:
    """One operation that cannot be composed accurately from others; see `declare` for columns."""

    name: str
    operands: tuple[str, ...]
    run: Callable[..., Any]
    form: Callable[..., Form]
    rules: dict[str, Rule] | NotDifferentiable
    native: object
    formula: str
    sentence: tuple[str, str]
    samples: Callable[..., list[Sample]]
    view: bool
    many: bool
    plans: dict[tuple[int, int], Plan] = field(default_factory=dict)

    def __call__(self, *operands: Any, **params: Any) -> Any:
        """Bind: compute on arrays; on tensors hand over to the reading that is on."""
        for operand in operands:
            if isinstance(operand, Bindable):
                return mode.bind(self, operands, params)
        return self.run(*operands, **params)

    def __repr__(self) -> str:
        return self.name

    def rule(self, position: int) -> Rule | None:
        """The gradient rule of the operand at `position`, None where it has none."""
        if isinstance(self.rules, NotDifferentiable):
            return None
        name = self.operands[min(position, len(self.operands) - 1)]
        return self.rules.get(name)

    def plan(self, count: int, live: int) -> Plan:
        """What to keep when, of `count` operands, those in the bits of `live` need a gradient."""
        found = self.plans.get((count, live))
        return found if found is not None else self._new_plan(count, live)

    def _new_plan(self, count: int, live: int) -> Plan:
        last = len(self.operands) - 1
        rules = [(i, self.rule(i)) for i in range(count) if live >> i & 1]
        rules = [(i, rule) for i, rule in rules if rule is not None]
        saved = {
            i
            for i in range(count)
            for _, rule in rules
            if (min(i, last) if self.many else i) in rule.saved
        }
        needs_out = any(rule.needs_out for _, rule in rules)
        made = Plan(tuple(sorted(saved)), needs_out, tuple((i, rule.call) for i, rule in rules))
        self.plans[count, live] = made
        return made


def declare(
    name: str,
    operands: str,
    *,
    run: Callable[..., Any],
    form: Callable[..., Form],
    grad: dict[str, Callable[..., Any]] | NotDifferentiable,
    native: object,
    formula: str,
    sentence: tuple[str, str],
    samples: Callable[..., list[Sample]],
    view: bool = False,
) -> Primitive:
    """Enter a primitive in the table. A column that is left out fails here, at import.

    `operands` names them, separated by spaces, the last one with a star if there may be many.
    `run` computes on NumPy arrays. `form` takes a `Form` for each operand and the parameters;
    it raises where the operation is not defined, by its name if it has a parameter `operation`.
    `grad` has one rule an operand, written in our own operations, in operands that can have a
    gradient. `native` is the native reading's rule (`core.native`) or the reason why there is
    none. `formula` is its mathematics in the notation of `core.notation`, in the names of operands and
    parameters; that of what only places elements anew is its operand. `sentence` says in English and
    Chinese what happens.
    `samples` makes operands to test with. `view` says that the result aliases its operand
    where NumPy can make it so.
    """
    if name in TABLE:
        raise ValueError(f"primitive {name!r} is declared twice")
    many = operands.endswith("*")
    names = tuple(operands.removesuffix("*").split())
    if "operation" in inspect.signature(form).parameters:
        form = partial(form, operation=name)
    rules = grad
    if not isinstance(grad, NotDifferentiable):
        unknown = set(grad) - set(names)
        if unknown or not grad:
            raise ValueError(f"primitive {name!r}: gradient rules {set(grad)} against {names}")
        rules = {own: Rule(rule, own, names, many) for own, rule in grad.items()}
    made = Primitive(
        name, names, run, form, rules, native, formula, sentence, samples, view, many  # pyright: ignore
    )
    TABLE[name] = made
    return made


def primitives() -> Iterator[Primitive]:
    """Every primitive, in the order of declaration."""
    yield from TABLE.values()
