"""What the inlined functions share: polynomials, whole parts, and two ways out of their own code.

Sums and products may or may not be fused (`contract`), so no step here relies on either: where a
difference must be exact, the product in it is exact by itself.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple

from tidu.read.native.values import WHOLE, Values
from tidu.read.native.writer import TYPES, Value

Rule = Callable[..., Value]


class Layout(NamedTuple):
    """How the bits of a real number lie: `places` of fraction, exponents counted from `bias`."""

    places: int
    bias: int

    @property
    def rounder(self) -> float:
        """Added to a small number, it leaves the nearest whole number in the lowest bits."""
        return 1.5 * 2.0**self.places

    @property
    def smallest(self) -> float:
        """The smallest number with all its places."""
        return 2.0 ** (1 - self.bias)


LAYOUTS = {"f4": Layout(23, 127), "f8": Layout(52, 1023)}


def polynomial(v: Values, x: Value, coefficients: Sequence[float]) -> Value:
    """The polynomial in x whose coefficients are given from the lowest power, by Horner's rule.

    >>> from tidu.read.native.writer import Writer
    >>> v = Values(Writer())
    >>> _ = polynomial(v, Value("%x", "f4"), (1.0, 0.5))
    >>> print(v.writer.text())
    %v1 = fmul contract float 0x3FE0000000000000, %x
    %v2 = fadd contract float %v1, 0x3FF0000000000000
    """
    *rest, last = coefficients
    total = v.number(last, x)
    for coefficient in reversed(rest):
        total = v.multiply_add(total, x, v.number(coefficient, x))
    return total


def at_most(v: Values, x: Value, limit: float) -> Value:
    """x, but no more than the limit; NaN stays. One instruction, which v.smaller is not."""
    return v.select(v.compare("gt", x, v.number(limit, x)), v.number(limit, x), x)


def at_least(v: Values, x: Value, limit: float) -> Value:
    """x, but no less than the limit; NaN stays."""
    return v.select(v.compare("lt", x, v.number(limit, x)), v.number(limit, x), x)


def nearest(v: Values, x: Value, factor: float, offset: int = 0) -> tuple[Value, Value]:
    """n, the whole number nearest x * factor, as a real; and a word whose lowest bits hold n + offset."""
    rounder = v.number(LAYOUTS[x.code].rounder + offset, x)
    shifted = v.multiply_add(x, v.number(factor, x), rounder)
    return v.sub(shifted, rounder), v.reread(shifted, WHOLE[x.code])


def take_away(v: Values, x: Value, n: Value, parts: Sequence[float]) -> Value:
    """x - n * (the sum of the parts): exact but for the last, if the others leave n's bits free."""
    for part in parts:
        x = v.sub(x, v.mul(n, v.number(part, x)))
    return x


def power_of_two(v: Values, word: Value) -> Value:
    """2^n from a word of `nearest` whose offset was the bias."""
    code = "f" + word.code[1]
    return v.reread(v.shift_left(word, LAYOUTS[code].places), code)


def keep_tiny(v: Values, x: Value, y: Value) -> Value:
    """x where it is so small that f(x) = x, else y: keeps -0, and what has not all its places."""
    tiny = v.number(2.0 ** (-LAYOUTS[x.code].places - 2), x)
    return v.select(v.compare("lt", v.absolute(x), tiny), x, y)


def in_double(rule: Rule) -> Rule:
    """The rule for float32 too, computed in float64 and rounded; for functions that are rare."""

    @wraps(rule)
    def run(v: Values, *xs: Value) -> Value:
        code = xs[0].code
        return v.cast(rule(v, *(v.cast(x, "f8") for x in xs)), code)

    return run


def constant_of(x: Value) -> float | None:
    """The number that every lane of a constant holds, None of a value that is computed.

    >>> from tidu.read.native.writer import Writer
    >>> constant_of(Values(Writer()).constant(2.5, "f4", 8))
    2.5
    """
    found = None if x.name.startswith("%") else re.search("0x([0-9A-F]{16})", x.name)
    return struct.unpack(">d", bytes.fromhex(found[1]))[0] if found else None


def by_lane(v: Values, name: str, *xs: Value) -> Value:
    """The C library's `name` on every lane of float64: slow, and short whatever the lanes."""
    writer = v.writer
    writer.declare(f"declare double @{name}({', '.join(['double'] * len(xs))})")
    if xs[0].lanes == 1:
        return Value(_call(writer.put, name, [x.name for x in xs]), "f8")
    wide = xs[0].type
    slots = [writer.slot(wide) for _ in xs]
    for slot, x in zip(slots, xs, strict=True):
        writer.do(f"store {wide} {x.name}, ptr {slot}")
    with writer.loop(0, xs[0].lanes) as lane:
        places = [writer.put(f"getelementptr {TYPES['f8']}, ptr {slot}, i64 {lane}") for slot in slots]
        made = _call(writer.put, name, [writer.put(f"load double, ptr {place}") for place in places])
        writer.do(f"store double {made}, ptr {places[0]}")
    return Value(writer.put(f"load {wide}, ptr {slots[0]}"), "f8", xs[0].lanes)


def _call(put: Callable[[str], str], name: str, arguments: Sequence[str]) -> str:
    return put(f"call double @{name}({', '.join(f'double {each}' for each in arguments)})")


def where_rare(v: Values, rare: Value, usual: Value, other: Callable[[], Value]) -> Value:
    """`usual`, but `other` in the lanes where the truth `rare` holds; run only if there are any."""
    writer = v.writer
    anywhere = rare.name
    if rare.lanes > 1:
        reduce = f"@llvm.vector.reduce.or.v{rare.lanes}i1"
        writer.declare(f"declare i1 {reduce}({rare.type})")
        anywhere = writer.put(f"call i1 {reduce}({rare.type} {rare.name})")
    before = writer.block
    with writer.when(anywhere):
        # Lane by lane, so that no number depends on its neighbours.
        made = v.select(rare, other(), usual)
        inside = writer.block
    name = writer.put(f"phi {usual.type} [{usual.name}, %{before}], [{made.name}, %{inside}]")
    return usual._replace(name=name)
