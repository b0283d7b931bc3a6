"""Primitives that work on how a number is written: its sign, its exponent, its bits, its divisors."""

from __future__ import annotations

import numpy as np

from tidu.core.forms import broadcast
from tidu.core.native import Elementwise, NoNative
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import binary, integers, unary
from tidu.core.shapes import Form
from tidu.ops.compare import eq, flat, ne, where

BITS = NotDifferentiable("it works on the bits of whole numbers")
INT32 = np.dtype("int32")


def _shift(name: str, formula: str, run: np.ufunc, word: str, english: str, chinese: str):
    def native(v, x, y):
        """Shifted by its width or more nothing is left, but the sign on the right."""
        width = int(x.code[1]) * 8
        inside = v.both(v.compare("ge", y, v.number(0, y)), v.compare("lt", y, v.number(width, y)))
        safe = v.select(inside, y, v.number(0, y))
        if word == "left":
            return v.select(inside, v.shift_left(x, safe), v.number(0, x))
        signed = x.code[0] == "i"
        rest = v.shift_right(x, width - 1, signed=True) if signed else v.number(0, x)
        return v.select(inside, v.shift_right(x, safe, signed=signed), rest)

    return declare(
        name, "x y", run=run, form=broadcast, grad=BITS, native=Elementwise(native, 6),
        formula=formula,
        sentence=(f"shifts the bits of {{x}} {english} by {{y}}", f"把 {{x}} 的各位{chinese}移 {{y}} 位"),
        samples=integers(0, 9),
    )


shift_left = _shift("bitwise_left_shift", "x << y", np.left_shift, "left", "left", "左")
shift_right = _shift("bitwise_right_shift", "x >> y", np.right_shift, "right", "right", "右")
gcd = declare(
    "gcd", "x y", run=np.gcd, form=broadcast, grad=BITS, samples=integers(0, 9),
    native=NoNative("each pair of numbers takes its own number of steps"),
    formula="gcd(x, y)",
    sentence=("takes the largest common divisor of {x} and {y}", "取 {x} 与 {y} 的最大公约数"),
)
copysign = declare(
    "copysign", "x y", run=np.copysign, form=broadcast, samples=binary(0.2, 2.0),
    native=Elementwise(lambda v, x, y: v.call("copysign", x, y)),
    grad={
        "x": lambda g, out, x: where(eq(x, 0), 0.0, g * (out / where(eq(x, 0), 1.0, x))),
        "y": flat,
    },
    formula="abs(x) * sign(y)",
    sentence=("gives {x} the sign of {y}", "让 {x} 取 {y} 的符号"),
)
nextafter = declare(
    "nextafter", "x y", run=np.nextafter, form=broadcast, samples=binary(),
    grad={"x": lambda g, x, y: where(ne(x, y), g, 0.0), "y": flat},
    native=NoNative("it counts in the last place of a number, which no training step does"),
    formula="nextafter(x, y)",
    sentence=("takes the next number after {x} toward {y}", "取 {x} 朝 {y} 方向的下一个数"),
)
exponent = declare(
    "exponent", "x", run=lambda x: np.frexp(x)[1], form=lambda x: Form(x.shape, INT32),
    samples=unary(0.2, 2.0),
    grad=NotDifferentiable("its result is a whole number"),
    native=NoNative("it takes a number apart, which no training step does"),
    formula="1 + floor(log2(abs(x)))",
    sentence=("takes the power of 2 just above {x}", "取刚超过 {x} 的 2 的幂的指数"),
)
hypot = declare(
    "hypot", "x y", run=np.hypot, form=broadcast, samples=binary(0.5, 2.0),
    native=NoNative("its squares must not overflow; torch.sqrt(x * x + y * y) has a native rule"),
    grad={"x": lambda g, out, x: g * (x / out), "y": lambda g, out, y: g * (y / out)},
    formula="sqrt(x ** 2 + y ** 2)",
    sentence=("takes the long side of the right angle of {x} and {y}", "取直角边为 {x} 与 {y} 的斜边长"),
)
