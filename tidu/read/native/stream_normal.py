"""Normal random numbers in native code: the recipes of `tidu.core.stream_normal` (Box-Muller).

Fewer than 16 numbers are drawn in pairs, one of which may wait for the next call; more in
groups of 16, the last of which is drawn again if it is not full.
"""

from __future__ import annotations

import math

import numpy as np

from tidu.core.stream_normal import (
    COSINE_LEADS,
    COSINE_SINE,
    FOUR_OVER_PI,
    LOG,
    LOG_TWO,
    QUARTER_PI,
    ROOT_HALF,
)
from tidu.core.stream_real import GROUP
from tidu.read.native.stream_real import (
    AT_ONCE,
    REALS,
    Real,
    draw_units,
    library,
    multiply_add,
    parameter,
)
from tidu.read.native.stream_text import Function, Functions
from tidu.read.native.stream_words import NO_SPARE, SPARE
from tidu.read.native.writer import Value

PAIRS = GROUP // 2


def write_normals(module: Functions) -> None:
    """`tidu_normal_f4` and `tidu_normal_f8`."""
    for code in REALS:
        _write_groups(module, code)
        _write_grouped(module, code)
        _write_paired(module, code)
        parameters = "ptr %state, ptr %out, i64 %count, double %mean, double %std"
        with module.function(f"void @tidu_normal_{code}({parameters})") as f:
            many = f.true("sge", "%count", GROUP)
            with f.writer.when(many):
                f.writer.do(f"call void @tidu_normal_grouped_{code}({parameters})")
            with f.writer.when(f.true("slt", "%count", GROUP)):
                f.writer.do(f"call void @tidu_normal_paired_{code}({parameters})")
            f.writer.do("ret void")


def _write_grouped(module: Functions, code: Real) -> None:
    """At least 16 numbers; a rest that fills no group is drawn, and again with those before it."""
    parameters = "ptr %state, ptr %out, i64 %count, double %mean, double %std"
    with module.function(f"internal void @tidu_normal_grouped_{code}({parameters})") as f:
        with f.pieces("%count", lambda: AT_ONCE) as (done, take):
            out = f.at("%out", done, code)
            draw_units(f, code, out, take)
            _change(f, code, out, f.whole("and", take, -GROUP))
        rest = f.whole("and", "%count", GROUP - 1)
        with f.writer.when(f.true("ne", rest, 0)):
            last = f.at("%out", f.whole("sub", "%count", GROUP), code)
            draw_units(f, code, last, GROUP)
            _change(f, code, last, GROUP)
        f.writer.do("ret void")


def _change(f: Function, code: Real, units: str, count: str | int) -> None:
    given = f"ptr {units}, i64 {count}, double %mean, double %std"
    f.writer.do(f"call void @tidu_normal_groups_{code}({given})")


def _write_groups(module: Functions, code: Real) -> None:
    """Uniforms become normals in place: eight give radii, the eight after them angles."""
    head = f"internal void @tidu_normal_groups_{code}(ptr %units, i64 %count, double %mean, double %std)"
    lanes, normals = (PAIRS, _swift_pair) if code == "f4" else (1, _library_pair)
    with module.function(head) as f:
        std, mean = (f.splat(parameter(f, name, code), lanes) for name in ("%std", "%mean"))
        with f.pieces("%count", lambda: GROUP) as (done, _):
            group = f.at("%units", done, code)
            with f.writer.loop(0, PAIRS, lanes) as pair:
                place = f.at(group, pair, code)
                places = (place, f.at(place, PAIRS, code))
                drawn = normals(f, *(f.load(where, code, lanes) for where in places))
                for where, normal in zip(places, drawn, strict=True):
                    f.store(multiply_add(f, normal, std, mean), where)
        f.writer.do("ret void")


def _write_paired(module: Functions, code: Real) -> None:
    """Fewer than 16 numbers, always from doubles; the first may have been left by the last call."""
    parameters = "ptr %state, ptr %out, i64 %count, double %mean, double %std"
    with module.function(f"internal void @tidu_normal_paired_{code}({parameters})") as f:
        units, spare = f.room("f8", 2), f.at("%state", SPARE)

        def put(normal: Value, place: str) -> None:
            f.store(f.cast(multiply_add(f, normal, Value("%std", "f8"), Value("%mean", "f8")), code), place)

        kept = f.load(spare, "f8")
        taken = f.both(f.compare("eq", kept, kept), Value(f.true("sgt", "%count", 0), "b1"))
        with f.writer.when(taken.name):
            put(kept, "%out")
            f.store(Value(NO_SPARE, "i8"), spare)
        first = f.cast(taken, "i8").name
        with f.pieces(f.whole("sub", "%count", first), lambda: 2) as (done, take):
            draw_units(f, "f8", units, 2)
            height = f.neg(f.load(f.at(units, 1, "f8"), "f8"))
            radius = _radius(f, library(f, "log1p", height))
            cosine, sine = _on_circle(f, radius, f.load(units, "f8"))
            place = f.at(f.at("%out", first, code), done, code)
            put(cosine, place)
            with f.writer.when(f.true("eq", take, 2)):
                put(sine, f.at(place, 1, code))
            with f.writer.when(f.true("eq", take, 1)):
                f.store(sine, spare)
        f.writer.do("ret void")


def _radius(f: Function, logarithm: Value) -> Value:
    return f.sqrt(f.exactly("fmul", logarithm, f.number(-2.0, logarithm)))


def _on_circle(f: Function, radius: Value, turn: Value) -> tuple[Value, Value]:
    """The point of that radius and turn, by the C library."""
    angle = f.exactly("fmul", turn, f.number(2.0 * math.pi, turn))
    cosine, sine = (f.exactly("fmul", radius, library(f, name, angle)) for name in ("cos", "sin"))
    return cosine, sine


def _library_pair(f: Function, height: Value, turn: Value) -> tuple[Value, Value]:
    """float64: the C library's functions, within 2 ulp of NumPy's."""
    logarithm = library(f, "log", f.exactly("fsub", f.number(1.0, height), height))
    return _on_circle(f, _radius(f, logarithm), turn)


def _swift_pair(f: Function, height: Value, turn: Value) -> tuple[Value, Value]:
    """float32: the polynomials of PyTorch's kernels, in vectors, with their bits."""
    radius = _radius(f, _logarithm(f, f.exactly("fsub", f.number(1.0, height), height)))
    angle = f.exactly("fmul", turn, f.number(2.0 * math.pi, turn))
    cosine, sine = _cosine_sine(f, angle)
    return f.exactly("fmul", radius, cosine), f.exactly("fmul", radius, sine)


def _polynomial(f: Function, coefficients: np.ndarray, x: Value) -> Value:
    value = f.number(coefficients[0], x)
    for coefficient in coefficients[1:]:
        value = multiply_add(f, x, value, f.number(coefficient, x))
    return f.exactly("fmul", value, x)


def _logarithm(f: Function, x: Value) -> Value:
    """ln x for x in [2**-24, 1]: x is a mantissa in [0.5, 1) times a power of two."""
    bits = f.reread(x, "i4")
    exponent = f.cast(f.sub(f.shift_right(bits, 23), f.number(126, bits)), "f4")
    mantissa = f.either(f.both(bits, f.number(0x7FFFFF, bits)), f.number(0x3F000000, bits))
    mantissa = f.reread(mantissa, "f4")
    none = f.number(0.0, x)
    low = f.compare("lt", mantissa, f.number(ROOT_HALF, x))
    exponent = f.exactly("fsub", exponent, f.select(low, f.number(1.0, x), none))
    offset = f.exactly("fadd", mantissa, f.select(low, mantissa, none))
    offset = f.exactly("fsub", offset, f.number(1.0, x))
    square = f.exactly("fmul", offset, offset)
    fine, coarse = (f.exactly("fmul", exponent, f.number(part, x)) for part in LOG_TWO)
    tail = multiply_add(f, _polynomial(f, LOG, offset), square, fine)
    tail = f.exactly("fsub", tail, f.exactly("fmul", square, f.number(0.5, x)))
    return f.exactly("fadd", f.exactly("fadd", offset, tail), coarse)


def _cosine_sine(f: Function, angle: Value) -> tuple[Value, Value]:
    octant = f.cast(f.exactly("fmul", angle, f.number(FOUR_OVER_PI, angle)), "i4")
    octant = f.both(f.add(octant, f.number(1, octant)), f.number(-2, octant))
    for part in QUARTER_PI:
        angle = multiply_add(f, f.cast(octant, "f4"), f.number(part, angle), angle)
    square = f.exactly("fmul", angle, angle)
    half = f.exactly("fmul", square, f.number(-0.5, square))
    cosine = multiply_add(f, _polynomial(f, COSINE_SINE[:, 0, 0], square), square, half)
    cosine = f.exactly("fadd", cosine, f.number(1.0, cosine))
    sine = multiply_add(f, _polynomial(f, COSINE_SINE[:, 1, 0], square), angle, angle)
    swapped = f.compare("ne", f.both(octant, f.number(2, octant)), f.number(0, octant))
    pair = (f.select(swapped, sine, cosine), f.select(swapped, cosine, sine))
    cosine, sine = (
        _signed(f, value, f.add(octant, f.number(lead, octant)))
        for value, lead in zip(pair, COSINE_LEADS[:, 0], strict=True)
    )
    return cosine, sine


def _signed(f: Function, x: Value, octant: Value) -> Value:
    """x with its sign turned in every second four octants."""
    sign = f.shift_left(f.both(octant, f.number(4, octant)), 29)
    return f.reread(f.differ(f.reread(x, "i4"), sign), "f4")
