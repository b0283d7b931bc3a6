"""Real random numbers in native code: what `tidu.core.stream_real` draws.

Products and sums are rounded as the NumPy reading rounds them, on every level alike.
"""

from __future__ import annotations

from typing import Literal

from tidu.core.fused import HALF, UPPER
from tidu.read.native.stream_text import Function, Functions
from tidu.read.native.stream_words import draw_words, joined
from tidu.read.native.writer import TYPES, Value

Real = Literal["f4", "f8"]
REALS: tuple[Real, ...] = ("f4", "f8")
AT_ONCE = 512  # elements that stay in the processor's first cache from draw to result


def write_reals(module: Functions) -> None:
    """`tidu_uniform_*` and `tidu_exponential_*` for "f4" and "f8", and the units they are made of."""
    for code in REALS:
        _write_unit(module, code)
        _write_uniform(module, code)
    for code in REALS:
        _write_exponential(module, code)


def draw_units(f: Function, code: Real, out: str, count: str | int) -> None:
    """Writes `count` reals in [0, 1) to `out`."""
    f.writer.do(f"call void @tidu_unit_{code}(ptr %state, ptr {out}, i64 {count})")


def parameter(f: Function, name: str, code: Real) -> Value:
    """A parameter, which is always given as a double, as a number of the code."""
    return f.cast(Value(name, "f8"), code)


def multiply_add(f: Function, x: Value, factor: Value, term: Value) -> Value:
    """x * factor + term with the bits of `tidu.core.fused.multiply_add`."""
    if x.code == "f4":
        wide, factor, term = (f.cast(value, "f8") for value in (x, factor, term))
        return f.cast(f.exactly("fadd", f.exactly("fmul", wide, factor), term), "f4")
    product = f.exactly("fmul", x, factor)
    total = f.exactly("fadd", product, term)
    term_seen = f.exactly("fsub", total, product)
    lost = f.exactly("fsub", product, f.exactly("fsub", total, term_seen))
    lost = f.exactly("fadd", lost, f.exactly("fsub", term, term_seen))
    return f.exactly("fadd", total, f.exactly("fadd", lost, _product_error(f, x, factor, product)))


def _product_error(f: Function, a: Value, b: Value, product: Value) -> Value:
    """What `product` lacks of a * b."""
    a_high, b_high = _upper(f, a), _upper(f, b)
    a_low, b_low = f.exactly("fsub", a, a_high), f.exactly("fsub", b, b_high)
    error = f.exactly("fsub", f.exactly("fmul", a_high, b_high), product)
    for one, other in ((a_high, b_low), (a_low, b_high), (a_low, b_low)):
        error = f.exactly("fadd", error, f.exactly("fmul", one, other))
    return error


def _upper(f: Function, x: Value) -> Value:
    bits = f.reread(x, "i8")
    bits = f.both(f.add(bits, f.number(HALF, bits)), f.number(UPPER, bits))
    return f.reread(bits, "f8")


def _write_unit(module: Functions, code: Real) -> None:
    """Words become reals where they lie: a real takes as many bytes as the words it needs."""
    with module.function(f"internal void @tidu_unit_{code}(ptr %state, ptr %out, i64 %count)") as f:
        bits, words = (24, "%count") if code == "f4" else (53, f.whole("shl", "%count", 1))
        draw_words(f, "%state", "%out", words)

        def scale(index: str, lanes: int) -> None:
            place = f.at("%out", index, code)
            word = f.load(place, "i" + code[1], lanes)
            word = word if code == "f4" else joined(f, word)
            real = f.cast(f.both(word, f.number(2**bits - 1, word)), code)
            f.store(f.exactly("fmul", real, f.number(2.0**-bits, real)), place)

        f.every("%count", f.level.lanes(code), scale)
        f.writer.do("ret void")


def _write_uniform(module: Functions, code: Real) -> None:
    head = f"void @tidu_uniform_{code}(ptr %state, ptr %out, i64 %count, double %low, double %high)"
    with module.function(head) as f:
        low, high = parameter(f, "%low", code), parameter(f, "%high", code)
        width = f.exactly("fsub", high, low)
        with f.pieces("%count", lambda: AT_ONCE) as (done, take):
            out = f.at("%out", done, code)
            draw_units(f, code, out, take)

            def stretch(index: str, lanes: int) -> None:
                place = f.at(out, index, code)
                ends = (f.splat(end, lanes) for end in (width, low))
                drawn = multiply_add(f, f.load(place, code, lanes), *ends)
                # Rounding may reach the end that is left out.
                f.store(f.select(f.compare("eq", drawn, high), low, drawn), place)

            f.every(take, f.level.lanes(code), stretch)
        f.writer.do("ret void")


def _write_exponential(module: Functions, code: Real) -> None:
    """Waiting times of mean 1 / rate, one by one through the C library's logarithm."""
    head = f"void @tidu_exponential_{code}(ptr %state, ptr %out, i64 %count, double %rate)"
    with module.function(head) as f:
        units = f.room("f8", AT_ONCE)
        mean = f.exactly("fdiv", f.constant(-1.0, "f8"), Value("%rate", "f8"))
        with f.pieces("%count", lambda: AT_ONCE) as (done, take):
            draw_units(f, "f8", units, take)
            out = f.at("%out", done, code)
            with f.writer.loop(0, take) as index:
                unit = f.load(f.at(units, index, "f8"), "f8")
                drawn = f.exactly("fmul", mean, library(f, "log1p", f.neg(unit)))
                f.store(f.cast(drawn, code), f.at(out, index, code))
        f.writer.do("ret void")


def library(f: Function, name: str, x: Value) -> Value:
    """A function of the C library, of one double."""
    f.writer.declare(f"declare {TYPES['f8']} @{name}({TYPES['f8']})")
    return x._replace(name=f.writer.put(f"call {x.type} @{name}({x.type} {x.name})"))
