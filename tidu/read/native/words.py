"""The words of native rules: those of `Values`, the mathlib's functions, and a few made of both."""

from __future__ import annotations

from tidu.read.native.mathlib import FUNCTIONS
from tidu.read.native.powers import known_base, power_of
from tidu.read.native.quick import divide_by
from tidu.read.native.values import Values
from tidu.read.native.writer import Value


class Beyond(RuntimeError):
    """A program that the native reading cannot compile; the message is the reason."""


class Words(Values):
    """What a native rule may say."""

    def div(self, x: Value, y: Value) -> Value:
        """x / y of reals; a vector by one number within a unit in the last place"""
        if not x.real or y.lanes > 1 or x.lanes == 1:
            return super().div(x, y)
        name, text = divide_by(x.code, x.lanes)
        self.writer.declare(text)
        made = self.writer.put(f"call {x.type} {name}({x.type} {x.name}, {y.type} {y.name})")
        return x._replace(name=made)

    def function(self, name: str, *xs: Value) -> Value:
        """A function of the mathlib."""
        return FUNCTIONS[name][0](self, *self.meet(*xs))

    def relu(self, x: Value) -> Value:
        """x where it is positive, 0 where it is not, NaN where it is NaN."""
        zero = self.number(0, x)
        return self.select(self.compare("le", x, zero), zero, x)

    def sign(self, x: Value) -> Value:
        """-1, 0 or 1; 0 for NaN."""
        zero = self.number(0, x)
        above = self.select(self.compare("gt", x, zero), self.number(1, x), zero)
        return self.select(self.compare("lt", x, zero), self.number(-1, x), above)

    def ceil(self, x: Value) -> Value:
        """the whole number above"""
        return self.call("ceil", x) if x.real else x

    def floor(self, x: Value) -> Value:
        """the whole number below"""
        return self.call("floor", x) if x.real else x

    def trunc(self, x: Value) -> Value:
        """the whole number toward 0"""
        return self.call("trunc", x) if x.real else x

    def rint(self, x: Value) -> Value:
        """the nearest whole number, halves to even"""
        return self.call("rint", x) if x.real else x

    def power(self, x: Value, y: Value) -> Value:
        """x to the power y"""
        self._only_real(x)
        base = known_base(x, y)
        return self.function("pow", x, y) if base is None else power_of(self, base, y)

    def fmod(self, x: Value, y: Value) -> Value:
        """what is left of x after whole y, with the sign of x"""
        self._only_real(x)
        return self._two("frem", "srem", x, y)

    def remainder(self, x: Value, y: Value) -> Value:
        """what is left of x after whole y, with the sign of y"""
        return self._divided(x, y)[1]

    def floor_divide(self, x: Value, y: Value) -> Value:
        """x / y rounded down, by NumPy's rule, which is right where x / y rounds up to a whole"""
        return self._divided(x, y)[0]

    def _divided(self, x: Value, y: Value) -> tuple[Value, Value]:
        left = self.fmod(x, y)
        zero = self.number(0, left)
        opposed = self.differ(self.compare("lt", y, zero), self.compare("lt", left, zero))
        wrapped = self.both(self.compare("ne", left, zero), opposed)
        quotient = self.div(self.sub(x, left), y)
        quotient = self.select(wrapped, self.sub(quotient, self.number(1, zero)), quotient)
        whole = self.floor(quotient)
        late = self.compare("gt", self.sub(quotient, whole), self.number(0.5, whole))
        whole = self.select(late, self.add(whole, self.number(1, whole)), whole)
        plain = self.div(x, y)
        whole = self.select(self.compare("ne", quotient, zero), whole, self.call("copysign", zero, plain))
        by_zero = self.compare("eq", y, zero)
        rest = self.select(wrapped, self.add(left, y), left)
        rest = self.select(self.compare("eq", rest, zero), self.call("copysign", zero, y), rest)
        return self.select(by_zero, plain, whole), self.select(by_zero, left, rest)

    def _only_real(self, x: Value) -> None:
        if not x.real:
            raise Beyond("whole numbers are divided and raised with a check by value")
