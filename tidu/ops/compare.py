"""Primitives with true-or-false or whole-number results, and the choice between two values."""

from __future__ import annotations

import numpy as np

from tidu.core.blocks import filled, in_blocks
from tidu.core.forms import broadcast, broadcast_truth, same, truth
from tidu.core.native import Elementwise, numbers
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import binary, each, integers, unary
from tidu.core.shapes import Form

TRUTH = NotDifferentiable("its result is true or false")
BITS = NotDifferentiable("it works on the bits of whole numbers")


def flat(g):
    """The gradient of a function that is constant between its jumps: 0, even for g = inf."""
    return where(False, g, 0.0)


def _compare(name: str, formula: str, run: np.ufunc, english: str, chinese: str):
    return declare(
        name, "x y", run=run, form=broadcast_truth, grad=TRUTH,
        native=Elementwise(lambda v, x, y: v.compare(name, x, y)),
        formula=formula,
        sentence=(f"asks whether {{x}} {english} {{y}}", f"{{x}} 是否{chinese} {{y}}"),
        samples=binary(),
    )


def _logical(name: str, formula: str, run: np.ufunc, word: str, english: str, chinese: str):
    return declare(
        name, "x y", run=run, form=broadcast_truth, grad=TRUTH,
        native=Elementwise(lambda v, x, y: getattr(v, word)(v.cast(x, "b1"), v.cast(y, "b1"))),
        formula=formula,
        sentence=(f"{{x}} {english} {{y}}, as truths", f"{{x}} {chinese} {{y}}（真值）"),
        samples=integers(0, 2),
    )


def _bitwise(name: str, formula: str, run: np.ufunc, word: str, english: str, chinese: str):
    return declare(
        name, "x y", run=run, form=broadcast, grad=BITS, native=numbers(word),
        formula=formula,
        sentence=(f"{{x}} {english} {{y}}, bit by bit", f"{{x}} 与 {{y}} 按位{chinese}"),
        samples=integers(0, 9),
    )


@filled
def _sign_of(x, out):
    out[...] = np.subtract((x > 0).view(np.int8), (x < 0).view(np.int8))


def _sign(x):
    return _sign_of(x) if x.dtype.kind != "b" else x.copy()


def _rounding(name: str, formula: str, run: np.ufunc, word: str, english: str, chinese: str):
    return declare(
        name, "x", run=run, form=same, grad={"x": flat}, native=numbers(word),
        formula=formula,
        sentence=(f"rounds {{x}} {english}", f"{{x}} {chinese}"), samples=unary(),
    )


eq = _compare("eq", "x == y", np.equal, "equals", "等于")
ne = _compare("ne", "x != y", np.not_equal, "differs from", "不等于")
lt = _compare("lt", "x < y", np.less, "is less than", "小于")
le = _compare("le", "x <= y", np.less_equal, "is at most", "不大于")
gt = _compare("gt", "x > y", np.greater, "is greater than", "大于")
ge = _compare("ge", "x >= y", np.greater_equal, "is at least", "不小于")

logical_and = _logical("logical_and", "x and y", np.logical_and, "both", "and", "且")
logical_or = _logical("logical_or", "x or y", np.logical_or, "either", "or", "或")
logical_xor = _logical("logical_xor", "xor(x, y)", np.logical_xor, "differ", "or else", "异或")
logical_not = declare(
    "logical_not", "x", run=np.logical_not, form=truth, grad=TRUTH,
    native=Elementwise(lambda v, x: v.invert(v.cast(x, "b1"))),
    formula="not x",
    sentence=("not {x}, as a truth", "{x} 的否（真值）"), samples=integers(0, 2, 1),
)

bitwise_and = _bitwise("bitwise_and", "x & y", np.bitwise_and, "both", "and", "与")
bitwise_or = _bitwise("bitwise_or", "x | y", np.bitwise_or, "either", "or", "或")
bitwise_xor = _bitwise("bitwise_xor", "x ^ y", np.bitwise_xor, "differ", "or else", "异或")
bitwise_not = declare(
    "bitwise_not", "x", run=np.invert, form=same, grad=BITS, native=numbers("invert"),
    formula="~x",
    sentence=("turns over every bit of {x}", "{x} 按位取反"), samples=integers(0, 9, 1),
)

floor = _rounding("floor", "floor(x)", np.floor, "floor", "down", "向下取整")
ceil = _rounding("ceil", "ceil(x)", np.ceil, "ceil", "up", "向上取整")
trunc = _rounding("trunc", "trunc(x)", np.trunc, "trunc", "toward zero", "向零取整")
round_ = _rounding(
    "round", "round(x)", np.rint, "rint", "to the nearest whole number, halves to even", "四舍六入五成双",
)
sign = declare(
    "sign", "x", run=_sign, form=same, grad={"x": flat}, native=numbers("sign", 4),
    formula="sign(x)",
    sentence=("takes the sign of {x}", "取 {x} 的符号"), samples=unary(),
)


MANY = 512  # from here on np.where, which takes a branch an element, is the slower way
WHOLE = {2: np.dtype("int16"), 4: np.dtype("int32"), 8: np.dtype("int64")}


def choose(condition, x, y):
    """NumPy's `where`, keeping the tensors' type when the other side is a Python number.

    >>> choose(np.array([True, False]), np.ones(2, "float32"), 0.0)
    array([1., 0.], dtype=float32)
    """
    if isinstance(x, np.ndarray | np.generic):
        kind = x.dtype
    elif isinstance(y, np.ndarray | np.generic):
        kind = y.dtype
    else:
        return np.where(condition, x, y)
    if condition is False and x.__class__ is np.ndarray and np.ndim(y) == 0 and y == 0:  # as `flat` asks
        return np.zeros(x.shape, kind)
    x, y = np.asarray(x, kind), np.asarray(y, kind)
    if isinstance(condition, np.ndarray) and condition.size >= MANY and condition.dtype == bool:
        if _is_zero(y):
            return _kept(condition, x)
        if _is_zero(x):
            return _kept(~condition, y)
        if kind.itemsize in WHOLE and condition.shape in (x.shape, y.shape) and _fits(condition.shape, x, y):
            return _either(condition, x, y)
    return np.where(condition, x, y)


def _fits(shape: tuple[int, ...], *values: np.ndarray) -> bool:
    """Whether each has that shape, or no axes."""
    return all(x.shape == shape or not x.ndim for x in values)


def _is_zero(x: np.ndarray) -> bool:
    """Whether `x` is the one real number +0, all of whose bits are 0."""
    return x.ndim == 0 and x.dtype.kind == "f" and not x.view(WHOLE[x.itemsize])


@in_blocks
def _kept(condition: np.ndarray, x: np.ndarray) -> np.ndarray:
    """`x` where condition holds, else 0, by its bits: the gradient of ReLU in an eighth of the time.

    A random condition costs np.where a wrong guess of the processor at every other element.
    """
    whole = WHOLE[x.itemsize]
    return (_mask(condition, whole) & x.view(whole)).view(x.dtype)


def _mask(condition: np.ndarray, whole: np.dtype) -> np.ndarray:
    """Every bit set where condition holds, none elsewhere."""
    return np.negative(condition.view(np.int8)).astype(whole)  # -1 has every bit set


@in_blocks
def _either(condition: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """`x` where condition holds, else `y`, by their bits, as `_kept`."""
    whole = WHOLE[x.itemsize]
    bits = x.view(whole) ^ y.view(whole)
    bits &= _mask(condition, whole)
    bits ^= y.view(whole)
    return bits.view(x.dtype)


def choice(condition: Form, x: Form, y: Form) -> Form:
    """The shape of all three; the type of the values."""
    form, values = broadcast(condition, x, y), broadcast(x, y)
    return Form(form.shape, values.dtype, form.weak)


def _choices(random: np.random.Generator):
    made = each(((np.array([True, False, True]), (2, 3), (2, 1)), {}), ((np.array(True), (), ()), {}))
    return made(random)


where = declare(
    "where", "condition x y", run=choose, form=choice, samples=_choices,
    native=Elementwise(lambda v, condition, x, y: v.select(v.cast(condition, "b1"), x, y)),
    grad={
        "x": lambda g, condition: where(condition, g, 0.0),
        "y": lambda g, condition: where(condition, 0.0, g),
    },
    formula="x if condition else y",
    sentence=("takes {x} where {condition}, else {y}", "在 {condition} 成立处取 {x}，否则取 {y}"),
)
