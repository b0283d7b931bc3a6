"""Every function of one or two numbers, against PyTorch: as a function, a method and an operator."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import pytest
from torch_parity import same

RANDOM = np.random.default_rng(5)
REAL = RANDOM.uniform(-2, 2, (2, 3))
UNIT = RANDOM.uniform(-0.95, 0.95, (2, 3))
POSITIVE = RANDOM.uniform(0.1, 3, (2, 3))
ABOVE = RANDOM.uniform(1.1, 3, (2, 3))

UNARY = {
    "abs": REAL, "absolute": REAL, "neg": REAL, "negative": REAL, "sign": REAL, "square": REAL,
    "floor": REAL, "ceil": REAL, "trunc": REAL, "frac": REAL, "round": 2 * REAL,
    "exp": REAL, "exp2": REAL, "expm1": REAL, "sigmoid": REAL, "relu": REAL, "erf": REAL, "erfinv": UNIT,
    "log": POSITIVE, "log1p": UNIT, "log2": POSITIVE, "log10": POSITIVE, "sqrt": POSITIVE,
    "rsqrt": POSITIVE, "reciprocal": POSITIVE, "sin": REAL, "cos": REAL, "tan": UNIT, "asin": UNIT,
    "acos": UNIT, "atan": REAL, "arcsin": UNIT, "arccos": UNIT, "arctan": REAL, "sinh": REAL, "cosh": REAL,
    "tanh": REAL, "asinh": REAL, "acosh": ABOVE, "atanh": UNIT, "isnan": REAL, "isinf": REAL,
    "isfinite": REAL, "logical_not": REAL, "bitwise_not": REAL, "sum": REAL, "mean": REAL, "prod": REAL,
    "max": REAL, "min": REAL, "amax": REAL, "amin": REAL, "argmax": REAL, "argmin": REAL, "any": REAL,
    "all": REAL, "var": REAL, "std": REAL, "median": REAL, "norm": REAL, "flatten": REAL, "ravel": REAL,
    "squeeze": REAL, "clone": REAL, "nonzero": REAL, "t": REAL, "sort": REAL, "argsort": REAL,
    "tril": REAL, "triu": REAL, "unbind": REAL,
}  # fmt: skip
DTYPES = ["float64", "float32", "float16", "int64", "int32", "uint8", "bool"]


# Where PyTorch refuses bool and we do not: a check in the hottest functions would cost more
# than it is worth.
LENIENT = {("relu", "bool")}


def typed(x: np.ndarray, dtype: str) -> np.ndarray:
    if dtype == "bool":
        return np.asarray(x > 0.4)
    return np.asarray(np.abs(3 * x) if dtype == "uint8" else 3 * x if "int" in dtype else x).astype(dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", UNARY)
def test_one_operand(name: str, dtype: str) -> None:
    if (name, dtype) in LENIENT:
        pytest.skip("a known difference")
    x = typed(UNARY[name], dtype)
    for part in (x, x[0], x[0, 0]) if name == "median" else (x, x[0], x[0, 0], x[:0]):
        same(lambda t, x: getattr(t, name)(x), np.asarray(part))
    same(lambda t, x: getattr(x, name)(), x)


SPECIAL = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, 0.5, 1.5, 2.5, 1e-30, 800.0, -800.0])


@pytest.mark.parametrize("name", [name for name in UNARY if name not in ("sort", "argsort", "nonzero")])
@pytest.mark.filterwarnings("error")
def test_special_values(name: str) -> None:
    if name == "t":
        pytest.skip("needs no numbers")
    for x in SPECIAL:
        same(lambda t, x: getattr(t, name)(x), np.array([[x, 2.0]]), grad=False)
    same(lambda t, x: getattr(t, name)(x), SPECIAL.reshape(1, -1), grad=False)


BINARY = [
    "add", "sub", "mul", "div", "pow", "floor_divide", "remainder", "fmod", "atan2", "maximum", "minimum",
    "eq", "ne", "lt", "le", "gt", "ge", "logical_and", "logical_or", "logical_xor", "bitwise_and",
    "bitwise_or", "bitwise_xor", "subtract", "multiply", "divide", "true_divide", "float_power",
]  # fmt: skip
LEFT, RIGHT = RANDOM.uniform(0.5, 3, (2, 3)), RANDOM.uniform(0.5, 3, (2, 3))
PAIRS = [
    ("float64", "float64"), ("float32", "float32"), ("int64", "int64"), ("bool", "bool"),
    ("int64", "float32"), ("bool", "int64"), ("uint8", "int64"), ("float32", "float64"), ("float32", "bool"),
]  # fmt: skip


@pytest.mark.parametrize("types", PAIRS, ids="-".join)
@pytest.mark.parametrize("name", BINARY)
def test_two_operands(name: str, types: tuple[str, str]) -> None:
    a, b = typed(LEFT, types[0]), typed(RIGHT, types[1])
    grad = name != "floor_divide" and (name, types) != ("pow", ("float32", "bool"))  # has none in PyTorch
    for x, y in ((a, b), (a, b[0]), (a[:, :1], b[:1]), (a, b[0, 0]), (a[0, 0], b), (a[:0], b[:0])):
        same(lambda t, x, y: getattr(t, name)(x, y), np.asarray(x), np.asarray(y), grad=grad)
    same(lambda t, x, y: getattr(t, name)(x, y), a, b.T, grad=grad)
    same(lambda t, x, y: getattr(x, name)(y), a, b, grad=grad)


NUMBERS = [2, -3, 2.5, -0.5, True, 0]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", [n for n in BINARY if n not in ("maximum", "minimum", "atan2")])
def test_a_number_on_the_right(name: str, number: Any) -> None:
    if name.startswith("logical"):
        pytest.skip("takes tensors alone")
    for dtype in ("float32", "float64", "int64", "bool"):
        if (name, number, dtype) != ("pow", True, "bool"):
            same(lambda t, x: getattr(t, name)(x, number), typed(LEFT, dtype), grad=name != "floor_divide")


OPERATORS = ["add", "sub", "mul", "truediv", "pow", "floordiv", "mod", "eq", "ne", "lt", "le", "gt", "ge",
             "and_", "or_", "xor", "matmul"]  # fmt: skip


@pytest.mark.parametrize("name", OPERATORS)
def test_operators(name: str) -> None:
    do = getattr(operator, name)
    grad = name not in ("floordiv", "mod", "pow")  # not on both sides in PyTorch
    for dtype in ("float64", "int64", "bool")[: 2 if name == "pow" else 3]:  # Tidu refuses bool powers
        x, y = typed(LEFT, dtype), typed(RIGHT, dtype)
        same(lambda t, x, y: do(x, y), x, y.T if name == "matmul" else y, grad=grad)
        if name != "matmul":
            for number in (2, 2.5, True):
                same(lambda t, x: do(x, number), x, grad=grad)  # noqa: B023
                same(lambda t, x: do(number, x), x, grad=grad)  # noqa: B023


@pytest.mark.parametrize("do", [operator.neg, operator.abs, operator.invert, operator.pos])
@pytest.mark.parametrize("dtype", ["float32", "int64", "bool"])
def test_operators_of_one(do: Any, dtype: str) -> None:
    same(lambda t, x: do(x), typed(REAL, dtype))


KINKS = {
    "abs": np.array([0.0, -0.0, 1.0]),
    "relu": np.array([0.0, -1.0, 1.0, np.nan]),
    "sqrt": np.array([0.0, 1.0, -1.0]),
    "sign": np.array([0.0, 2.0]),
    "max": np.array([1.0, 3.0, 3.0]),
    "min": np.array([1.0, 1.0, 3.0]),
    "amax": np.array([3.0, 3.0, 1.0]),
    "prod": np.array([2.0, 0.0, 3.0]),
    "norm": np.array([0.0, 0.0]),
    "std": np.array([2.0, 2.0]),
    "var": np.array([2.0]),
    "log": np.array([0.0, -1.0]),
    "median": np.array([2.0, np.nan, 1.0]),
    "tanh": np.array([0.0, 1e300]),
    "sigmoid": np.array([1e3, -1e3]),
    "rsqrt": np.array([0.0]),
    "reciprocal": np.array([0.0]),
}


@pytest.mark.parametrize("name", KINKS)
def test_gradients_at_kinks(name: str) -> None:
    same(lambda t, x: getattr(t, name)(x), KINKS[name])


CORNERS = [
    (0.0, 0.0), (0.0, 2.0), (2.0, 0.0), (0.0, -1.0), (-2.0, 3.0), (-2.0, 0.5), (1.0, 1.0), (np.nan, 1.0),
    (np.inf, 0.0), (np.inf, np.inf), (-np.inf, 2.0), (5.0, np.inf), (-5.0, np.inf),
]  # fmt: skip
QUOTIENTS = ["pow", "div", "remainder", "fmod", "floor_divide"]


@pytest.mark.parametrize("name", [*QUOTIENTS, "maximum", "minimum", "atan2"])
@pytest.mark.parametrize("corner", CORNERS, ids=str)
def test_corners_of_two(name: str, corner: tuple[float, float]) -> None:
    grad = name != "floor_divide"
    same(lambda t, x, y: getattr(t, name)(x, y), *map(np.array, corner), grad=grad)
    if name in QUOTIENTS:
        same(lambda t, x: getattr(t, name)(x, corner[1]), np.array(corner[0]), grad=grad)
