"""What can be done to values: the words in which native rules and the mathlib are written."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from tidu.read.native.writer import TYPES, Value, Writer

SIZES = {"f4": 32, "f8": 64, "i1": 8, "i2": 16, "i4": 32, "i8": 64, "u1": 8, "b1": 1}
WHOLE = {"f4": "i4", "f8": "i8"}
ORDERS = {"lt": "lt", "le": "le", "gt": "gt", "ge": "ge", "eq": "eq", "ne": "ne"}


def real_text(number: float, code: str) -> str:
    """A real constant as LLVM reads it: the bits of the double that equals it.

    >>> real_text(1.0, "f4")
    '0x3FF0000000000000'
    """
    if code == "f4":
        with np.errstate(over="ignore"):
            number = float(np.float32(number))
    return "0x" + struct.pack(">d", number).hex().upper()


class Values:
    """Operations on values of one code. Scalars meet vectors by being repeated in every lane.

    Reals are IEEE's: no flag but `contract`, which lets a product and a sum become one rounding.
    """

    def __init__(self, writer: Writer):
        self.writer = writer

    # -- constants and lanes

    def number(self, number: Any, like: Value) -> Value:
        """The constant `number` with the code and lanes of `like`."""
        return self.constant(number, like.code, like.lanes)

    def constant(self, number: Any, code: str, lanes: int = 1) -> Value:
        """A constant in every lane."""
        if code[0] == "f":
            text = real_text(float(number), code)
        elif code == "b1":
            text = "true" if number else "false"
        else:
            text = str(int(number))
        if lanes == 1:
            return Value(text, code)
        return Value(f"splat ({TYPES[code]} {text})", code, lanes)

    def splat(self, x: Value, lanes: int) -> Value:
        """A scalar in every one of `lanes`."""
        if x.lanes == lanes:
            return x
        if not x.name.startswith("%"):
            return Value(f"splat ({x.type} {x.name})", x.code, lanes)
        wide = f"<{lanes} x {x.type}>"
        one = self.writer.put(f"insertelement {wide} poison, {x.type} {x.name}, i64 0")
        return Value(
            self.writer.put(f"shufflevector {wide} {one}, {wide} poison, <{lanes} x i32> zeroinitializer"),
            x.code,
            lanes,
        )

    def meet(self, *values: Value) -> list[Value]:
        """All with the same lanes."""
        lanes = max(value.lanes for value in values)
        return [self.splat(value, lanes) for value in values]

    def _two(self, real: str, whole: str, x: Value, y: Value) -> Value:
        x, y = self.meet(x, y)
        word = f"{real} contract" if x.real else whole
        return Value(self.writer.put(f"{word} {x.type} {x.name}, {y.name}"), x.code, x.lanes)

    # -- arithmetic

    def add(self, x: Value, y: Value) -> Value:
        """x + y"""
        return self._two("fadd", "add", x, y)

    def sub(self, x: Value, y: Value) -> Value:
        """x - y"""
        return self._two("fsub", "sub", x, y)

    def mul(self, x: Value, y: Value) -> Value:
        """x * y"""
        return self._two("fmul", "mul", x, y)

    def div(self, x: Value, y: Value) -> Value:
        """x / y of reals"""
        return self._two("fdiv", "sdiv", x, y)

    def multiply_add(self, x: Value, y: Value, z: Value) -> Value:
        """x * y + z, rounded once where the processor can."""
        return self.add(self.mul(x, y), z)

    def neg(self, x: Value) -> Value:
        """-x, which also turns the sign of 0 and NaN"""
        if x.real:
            return Value(self.writer.put(f"fneg {x.type} {x.name}"), x.code, x.lanes)
        return self.sub(self.number(0, x), x)

    def call(self, intrinsic: str, *xs: Value) -> Value:
        """LLVM's own function `intrinsic` (as "fabs", "sqrt", "floor"), on values of one code."""
        met = self.meet(*xs)
        x = met[0]
        suffix = ("v" + str(x.lanes) if x.lanes > 1 else "") + x.code[0] + str(SIZES[x.code])
        name = f"@llvm.{intrinsic}.{suffix}"
        self.writer.declare(f"declare {x.type} {name}({', '.join([x.type] * len(met))})")
        args = ", ".join(f"{v.type} {v.name}" for v in met)
        return Value(self.writer.put(f"call {x.type} {name}({args})"), x.code, x.lanes)

    def absolute(self, x: Value) -> Value:
        """|x|"""
        if x.real:
            return self.call("fabs", x)
        return self.select(self.compare("lt", x, self.number(0, x)), self.neg(x), x)

    def sqrt(self, x: Value) -> Value:
        """the square root, rounded as IEEE says"""
        return self.call("sqrt", x)

    def floor(self, x: Value) -> Value:
        """the whole number below"""
        return self.call("floor", x)

    # -- truths and bits

    def compare(self, order: str, x: Value, y: Value) -> Value:
        """A truth: order is "lt", "le", "gt", "ge", "eq" or "ne". NaN differs from everything."""
        x, y = self.meet(x, y)
        if x.real:
            word = f"fcmp {'u' if order == 'ne' else 'o'}{order}"
        else:
            unsigned = x.code[0] in "ub" and order not in ("eq", "ne")
            sign = "" if order in ("eq", "ne") else "u" if unsigned else "s"
            word = f"icmp {sign}{order}"
        return Value(self.writer.put(f"{word} {x.type} {x.name}, {y.name}"), "b1", x.lanes)

    def select(self, condition: Value, x: Value, y: Value) -> Value:
        """x where condition holds, else y."""
        condition, x, y = self.meet(condition, x, y)
        made = self.writer.put(
            f"select {condition.type} {condition.name}, {x.type} {x.name}, {y.type} {y.name}"
        )
        return Value(made, x.code, x.lanes)

    def larger(self, x: Value, y: Value) -> Value:
        """The larger; NaN where either is (as NumPy's maximum)."""
        if not x.real:
            return self.select(self.compare("gt", x, y), x, y)
        nan = Value(self._compare_raw("fcmp uno", x, x), "b1", x.lanes)
        x, y = self.meet(x, y)
        keep = Value(self.writer.put(f"fcmp oge {x.type} {x.name}, {y.name}"), "b1", x.lanes)
        return self.select(self.either(nan, keep), x, y)

    def smaller(self, x: Value, y: Value) -> Value:
        """The smaller; NaN where either is (as NumPy's minimum)."""
        if not x.real:
            return self.select(self.compare("lt", x, y), x, y)
        nan = Value(self._compare_raw("fcmp uno", x, x), "b1", x.lanes)
        x, y = self.meet(x, y)
        keep = Value(self.writer.put(f"fcmp ole {x.type} {x.name}, {y.name}"), "b1", x.lanes)
        return self.select(self.either(nan, keep), x, y)

    def is_nan(self, x: Value) -> Value:
        """Whether x is no number."""
        return Value(self._compare_raw("fcmp uno", x, x), "b1", x.lanes)

    def _compare_raw(self, word: str, x: Value, y: Value) -> str:
        return self.writer.put(f"{word} {x.type} {x.name}, {y.name}")

    def _bits(self, word: str, x: Value, y: Value) -> Value:
        x, y = self.meet(x, y)
        return Value(self.writer.put(f"{word} {x.type} {x.name}, {y.name}"), x.code, x.lanes)

    def both(self, x: Value, y: Value) -> Value:
        """and, of truths or bits"""
        return self._bits("and", x, y)

    def either(self, x: Value, y: Value) -> Value:
        """or, of truths or bits"""
        return self._bits("or", x, y)

    def differ(self, x: Value, y: Value) -> Value:
        """exclusive or, of truths or bits"""
        return self._bits("xor", x, y)

    def invert(self, x: Value) -> Value:
        """not, of truths or bits"""
        return self._bits("xor", x, self.number(1 if x.code == "b1" else -1, x))

    def shift_left(self, x: Value, count: int | Value) -> Value:
        """x << count"""
        return self._bits("shl", x, count if isinstance(count, Value) else self.number(count, x))

    def shift_right(self, x: Value, count: int | Value, *, signed: bool = False) -> Value:
        """x >> count, filling with zeros, or with the sign"""
        count = count if isinstance(count, Value) else self.number(count, x)
        return self._bits("ashr" if signed else "lshr", x, count)

    # -- other codes

    def reread(self, x: Value, code: str) -> Value:
        """The same bits as numbers of another code of that size."""
        made = Value("", code, x.lanes)
        return made._replace(name=self.writer.put(f"bitcast {x.type} {x.name} to {made.type}"))

    def cast(self, x: Value, code: str) -> Value:
        """The number in another code, as NumPy's astype: reals are cut toward zero."""
        if x.code == code:
            return x
        if code == "b1":
            return self.compare("ne", x, self.number(0, x))
        return Value(self._converted(x, code), code, x.lanes)

    def _converted(self, x: Value, code: str) -> str:
        made = Value("", code, x.lanes)
        if x.real and made.real:
            word = "fpext" if code == "f8" else "fptrunc"
        elif x.real:
            word = "fptoui" if code[0] == "u" else "fptosi"
        elif made.real:
            word = "uitofp" if x.code[0] in "ub" else "sitofp"
        elif SIZES[x.code] == SIZES[code]:
            return x.name
        elif SIZES[x.code] > SIZES[code]:
            word = "trunc"
        else:
            word = "zext" if x.code[0] in "ub" else "sext"
        return self.writer.put(f"{word} {x.type} {x.name} to {made.type}")
