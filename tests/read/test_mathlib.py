"""The inlined functions, compiled for each level that this processor has, against wider references."""

from __future__ import annotations

import ctypes
from decimal import Decimal, localcontext
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from tidu.ops import arithmetic, functions
from tidu.read.native.level import level
from tidu.read.native.link import library
from tidu.read.native.machine import compile_object
from tidu.read.native.mathlib import FUNCTIONS
from tidu.read.native.mathlib_angle import LARGEST
from tidu.read.native.mathlib_power import SHORT
from tidu.read.native.mathlib_tools import constant_of
from tidu.read.native.values import Values
from tidu.read.native.writer import TYPES, Value, Writer

ORDER = ("baseline", "avx2", "avx512")
LEVELS = ORDER[: ORDER.index(level().name) + 1] if level().name in ORDER else (level().name,)
DTYPES = {"f4": np.dtype(np.float32), "f8": np.dtype(np.float64)}
WIDER = {"f4": np.dtype(np.float64), "f8": np.dtype(np.longdouble)}
# Where long double is no wider than double, the reference itself may be wrong in the last place.
SLACK = {"f4": 0.0, "f8": 0.0 if np.finfo(np.longdouble).nmant >= 63 else 1.0}
PAIRS = {"pow": np.power, "atan2": np.arctan2}
RENAMED = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}
RENAMED |= {"asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh"}
SINGLES = [name for name in FUNCTIONS if name not in PAIRS]
SPECIALS = [
    0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 1.5, -1.5, 3.0, -3.0,
    np.nextafter(np.float32(1), 2), np.nextafter(np.float32(1), 0), 1e-30, -1e-30, 1e30, -1e30, 16777215.0,
    -16777217.0, 33554433.0, 3e9, -3e9,
]  # fmt: skip


# -- compiling and measuring


@cache
def compiled(rule, code: str, where: str, lanes: int, operands: int = 1):
    """`rule` over arrays, as a function of arrays; the last lanes are filled up by repeating."""
    writer = Writer()
    v = Values(writer)
    with writer.loop(0, "%n", lanes) as place:
        pointers = [
            writer.put(f"getelementptr {TYPES[code]}, ptr %{name}, i64 {place}")
            for name in "abc"[: operands + 1]
        ]
        wide = Value("", code, lanes).type
        xs = [Value(writer.put(f"load {wide}, ptr {p}, align 4"), code, lanes) for p in pointers[:-1]]
        writer.do(f"store {wide} {rule(v, *xs).name}, ptr {pointers[-1]}, align 4")
    writer.do("ret void")
    arguments = "".join(f"ptr %{name}, " for name in "abc"[: operands + 1])
    head = "\n".join(sorted(writer.declared))
    text = f"{head}\ndefine void @run({arguments}i64 %n) {{\nentry:\n{writer.text()}\n}}\n"
    types = [ctypes.c_void_p] * (operands + 1)
    function = (
        library(level(where)).load(compile_object(text, level(where))).function("run", *types, ctypes.c_int64)
    )

    def run(*arrays):
        size = len(arrays[0])
        padded = [np.append(x, np.repeat(x[-1:], -size % lanes)) for x in arrays]
        made = np.empty_like(padded[0])
        function(*(x.ctypes.data for x in padded), made.ctypes.data, len(made))
        return made[:size]

    return run


def native(name: str, code: str, where: str, lanes: int | None = None):
    """The mathlib's function over arrays of the code's numbers."""
    lanes = lanes or level(where).lanes(code)
    return compiled(FUNCTIONS[name].rule, code, where, lanes, 2 if name in PAIRS else 1)


def bound(name: str, code: str) -> float:
    """The largest error that is stated."""
    function = FUNCTIONS[name]
    return (function.single if code == "f4" else function.double) + SLACK[code]


def error(got, wanted):
    """The largest error in units of the last place; infinite where a special value is not met."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        rounded = wanted.astype(got.dtype)
        far = np.abs(got.astype(wanted.dtype) - wanted) / np.spacing(np.abs(rounded)).astype(wanted.dtype)
    plain = np.isfinite(rounded) & np.isfinite(got)
    met = (got == rounded) | (np.isnan(got) & np.isnan(rounded))
    met &= np.isnan(got) | (np.signbit(got) == np.signbit(rounded)) | (rounded != 0)
    # A wrong sign of 0, or a finite number for an infinite one, is infinitely wrong.
    return float(np.max(np.where(plain & ((got != 0) | met), far, np.where(met, 0.0, np.inf))))


# -- what is computed, and with what it is compared


@cache
def numbers(code: str):
    """Numbers of every size, more where functions bend, and the special ones; with all bits of NaN."""
    random = np.random.default_rng(6)
    word, count = (np.uint32, 60_000) if code == "f4" else (np.uint64, 4_000)
    bits = random.integers(0, np.iinfo(word).max, count, dtype=word, endpoint=True).view(DTYPES[code])
    limit = 110.0 if code == "f4" else 760.0
    bends = [random.uniform(-size, size, count) for size in (1.0, 4.0, 20.0, limit)]
    near = 1.0 + random.normal(size=count) * np.exp(-random.uniform(0, 12, count))
    tiny = np.finfo(DTYPES[code]).smallest_subnormal * random.integers(-40, 40, 500)
    parts = [bits, *bends, near, tiny, np.array(SPECIALS)]
    return np.concatenate([part.astype(DTYPES[code]) for part in parts])


@cache
def wanted(name: str, code: str):
    """(numbers, the function of them in the wider type)"""
    if code == "f8" and name in ("erf", "erfinv"):
        return by_decimals(name)
    x = numbers(code)
    with np.errstate(all="ignore"):
        wide = x.astype(WIDER[code])
        if name == "sigmoid":
            return x, 1 / (1 + np.exp(-wide))
        if name in ("erf", "erfinv"):
            # SciPy's erfinv loses the sign of 0.
            return x, np.copysign(getattr(special, name)(wide), wide)
        return x, getattr(np, RENAMED.get(name, name))(wide)


def by_decimals(name: str):
    """(numbers, erf or erfinv of them), from the power series with sixty digits."""
    random = np.random.default_rng(7)
    ends = np.array([0.0, -0.0, np.inf, -np.inf, np.nan])
    if name == "erf":
        x = np.concatenate([random.uniform(-1.3, 1.3, 250), random.uniform(-6, 6, 150)])
        made = [erf_of(Decimal(each)) for each in x]
        known = np.array([0.0, -0.0, 1.0, -1.0, np.nan])
    else:
        x = np.concatenate([random.uniform(-1, 1, 120), 1 - np.exp(-random.uniform(1, 36, 120))])
        made = [erfinv_of(each) for each in x]
        ends = np.array([0.0, -0.0, 1.0, -1.0, 1.5, np.nan])
        known = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, np.nan])
    exact = np.array([np.longdouble(str(each)) for each in made])
    return np.append(x, ends), np.append(exact, known.astype(np.longdouble))


with localcontext() as digits:
    digits.prec = 60
    ROOT = 2 / Decimal("3.14159265358979323846264338327950288419716939937510582097494459").sqrt()


def erf_of(x: Decimal) -> Decimal:
    """2 / sqrt(pi) times the sum of (-1)^k x^(2k + 1) / (k! (2k + 1))"""
    with localcontext() as context:
        context.prec = 60
        total, term, k, square = x, x, 0, x * x
        while abs(term) > Decimal(10) ** -50:
            k += 1
            term *= -square / k
            total += term / (2 * k + 1)
        return total * ROOT


def erfinv_of(y: float) -> Decimal:
    """Two of Newton's steps from SciPy's result."""
    with localcontext() as context:
        context.prec = 60
        x = Decimal(float(special.erfinv(y)))
        for _ in range(2):
            x -= (erf_of(x) - Decimal(y)) / ROOT * (x * x).exp()
        return x


# -- tests


@pytest.mark.parametrize("where", LEVELS)
@pytest.mark.parametrize("code", DTYPES)
@pytest.mark.parametrize("name", SINGLES)
def test_the_error_is_within_what_is_stated(name, code, where):
    x, exact = wanted(name, code)
    got = native(name, code, where)(x)
    assert error(got, exact) <= bound(name, code)


@pytest.mark.parametrize("where", LEVELS)
@pytest.mark.parametrize("code", DTYPES)
@pytest.mark.parametrize("name", PAIRS)
def test_the_error_of_functions_of_two_numbers(name, code, where):
    x, y = (part.ravel().astype(DTYPES[code]) for part in np.meshgrid(SPECIALS, SPECIALS))
    random = np.random.default_rng(8)
    x = np.append(x, np.exp(random.normal(size=4000) * 3)).astype(x.dtype)
    y = np.append(y, random.normal(size=4000) * 9).astype(x.dtype)
    with np.errstate(all="ignore"):
        exact = PAIRS[name](x.astype(WIDER[code]), y.astype(WIDER[code]))
    assert error(native(name, code, where)(x, y), exact) <= bound(name, code)


@pytest.mark.parametrize("where", LEVELS)
@pytest.mark.parametrize("code", DTYPES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_lane_gives_the_same_as_a_vector(name, code, where):
    x = np.append(numbers(code)[::97], np.array(SPECIALS, DTYPES[code]))
    xs = (x, x[::-1].copy()) if name in PAIRS else (x,)
    wide, one = native(name, code, where)(*xs), native(name, code, where, 1)(*xs)
    np.testing.assert_array_equal(one, wide)
    np.testing.assert_array_equal(np.signbit(one[one == 0]), np.signbit(wide[wide == 0]))


@pytest.mark.parametrize("where", LEVELS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_float64_agrees_with_eager(name, where):
    random = np.random.default_rng(9)
    low, high = (1.001, 9.0) if name == "acosh" else (0.01, 9.0) if "log" in name else (-0.99, 0.99)
    x, y = random.uniform(low, high, (2, 500))
    xs = (np.abs(x), y) if name in PAIRS else (np.abs(x),) if name == "sqrt" else (x,)
    eager = {"pow": arithmetic.power.run, "atan2": arithmetic.atan2.run, "exp2": np.exp2}
    run = eager.get(name) or getattr(functions, name).run
    np.testing.assert_allclose(native(name, "f8", where)(*xs), run(*xs), rtol=1e-12)


@pytest.mark.parametrize("code", DTYPES)
@pytest.mark.parametrize("name", ["tanh", "erf", "sigmoid", "sin", "cos"])
def test_nothing_leaves_its_bounds(name, code):
    x = numbers(code)
    for where in LEVELS:
        made = native(name, code, where)(x[np.isfinite(x)])
        assert np.all(np.abs(made) <= 1)
        assert np.all(made >= 0) or name != "sigmoid"


@pytest.mark.parametrize("code", DTYPES)
def test_exact_values_are_exact(code):
    powers = np.arange(-140, 127).astype(DTYPES[code])
    for where in LEVELS:
        np.testing.assert_array_equal(native("log2", code, where)(np.exp2(powers)), powers)
        np.testing.assert_array_equal(native("exp2", code, where)(powers), np.exp2(powers))
        assert native("exp", code, where)(np.zeros(1, DTYPES[code]))[0] == 1
        assert native("sigmoid", code, where)(np.zeros(1, DTYPES[code]))[0] == 0.5


@pytest.mark.parametrize("code, word", [("f4", np.uint32), ("f8", np.uint64)])
@pytest.mark.parametrize("name", SINGLES)
def test_nan_of_any_bits_stays_nan(name, code, word):
    quiet = np.array([np.nan], DTYPES[code]).view(word)
    top = word(1) << word(8 * DTYPES[code].itemsize - 1)
    bits = np.concatenate([quiet | word(k) for k in (1, 5, 77, 0x1FFFF)] + [quiet | top | word(3)])
    for where in LEVELS:
        assert np.all(np.isnan(native(name, code, where)(bits.view(DTYPES[code]))))


@pytest.mark.parametrize("where", LEVELS)
@pytest.mark.parametrize("code", DTYPES)
@pytest.mark.parametrize("name", ["sin", "cos", "tan"])
def test_a_large_angle_among_small_ones(name, code, where):
    x = np.array([0.5, 1e22, -0.0, 2.0, -3.0, LARGEST, np.inf, 3e7] * 2, DTYPES[code])
    with np.errstate(invalid="ignore"):
        exact = getattr(np, name)(x.astype(WIDER[code]))
    assert error(native(name, code, where)(x), exact) <= bound(name, code)


@pytest.mark.parametrize("code", DTYPES)
@pytest.mark.parametrize("exponent", SHORT)
def test_powers_by_products(exponent, code):
    x = numbers(code)
    x = x if exponent == int(exponent) else x[x > 0]
    with np.errstate(all="ignore"):
        exact = np.power(x.astype(WIDER[code]), WIDER[code].type(exponent))
    for where in LEVELS:
        made = compiled(powered(exponent), code, where, level(where).lanes(code))(x)
        assert error(made, exact) <= bound("pow", code)


@cache
def powered(exponent: float):
    """The rule of x to a constant power."""
    return lambda v, x: FUNCTIONS["pow"].rule(v, x, v.number(exponent, x))


def test_a_square_is_one_product():
    v = Values(Writer())
    made = powered(2.0)(v, Value("%x", "f4", 16))
    assert v.writer.text() == "  %v1 = fmul contract <16 x float> %x, %x"
    assert made == Value("%v1", "f4", 16)


@pytest.mark.parametrize("lanes", [1, 8])
@pytest.mark.parametrize("code", DTYPES)
def test_a_constant_is_recognised(code, lanes):
    v = Values(Writer())
    assert constant_of(v.constant(-0.5, code, lanes)) == -0.5
    assert constant_of(Value("%x", code, lanes)) is None


floats = st.floats(width=32)


@settings(max_examples=60)
@given(st.lists(st.tuples(floats, floats), min_size=1, max_size=40))
def test_powers_of_any_numbers(pairs):
    x, y = np.array(pairs, np.float32).T.copy()
    with np.errstate(all="ignore"):
        exact = np.power(x.astype(np.float64), y.astype(np.float64))
    for where in LEVELS:
        assert error(native("pow", "f4", where)(x, y), exact) <= bound("pow", "f4")
