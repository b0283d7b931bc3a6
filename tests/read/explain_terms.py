"""Terms computed by NumPy and SciPy, on their own: what the tests hold formulas against."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import numpy as np
from scipy import linalg, special

from tidu.core.notation import Term
from tidu.read.explain.terms import Seen


class NotKnown(Exception):
    """A word that is not computed here."""


def _folded(fold: Callable[..., Any]) -> Callable[..., Any]:
    def run(x: Any, axes: Any = None, keepdims: bool = False) -> Any:
        return fold(x, axis=axes, keepdims=keepdims)

    return run


def _triangle(a: Any, upper: bool, unit: bool) -> Any:
    cut = np.triu(a) if upper else np.tril(a)
    return cut * (1 - np.eye(a.shape[-1])) + np.eye(a.shape[-1]) if unit else cut


def _lower_half(x: Any) -> Any:
    return np.tril(x) - np.eye(x.shape[-1]) * x / 2


def _softmax(x: Any, axis: Any) -> Any:
    return special.softmax(x, axis=axis) if axis != () else np.ones_like(x)


def _running(fold: np.ufunc) -> Callable[..., Any]:
    return lambda x, axis: fold.accumulate(x, axis) if np.ndim(x) else x


def _max_places(x: Any, kernel: Any, stride: Any = None, padding: Any = None, dilation: Any = None) -> Any:
    """Window by window: the place of the largest in the plane, counted in a row."""
    if stride is None:
        raise NotKnown("windows")
    space, lead = x.shape[-len(kernel) :], x.shape[: -len(kernel)]
    walks = []
    for n, k, s, (before, after), d in zip(space, kernel, stride, padding, dilation, strict=True):
        starts = range(-before, n + after - (k - 1) * d, s)
        walks.append([[p for p in range(start, start + k * d, d) if 0 <= p < n] for start in starts])
    places = np.zeros((*lead, *map(len, walks)), np.int64)
    for at in np.ndindex(*places.shape):
        window = product(*(walk[i] for walk, i in zip(walks, at[len(lead) :], strict=True)))
        flat = [int(np.ravel_multi_index(p, space)) for p in window]
        places[at] = max(flat, key=lambda p, at=at: (x[at[: len(lead)]].ravel()[p], -p))
    return Places(places, x.shape, len(lead))


class Places:
    """Places in planes, the shape of what they are in, and how many of its axes number the planes."""

    def __init__(self, places: Any, shape: tuple[int, ...], lead: int):
        self.places, self.whole, self.lead = places, shape, lead

    def put(self, g: Any) -> Any:
        """Each number at its place, what meets added up."""
        made = np.zeros((int(np.prod(self.whole[: self.lead])), int(np.prod(self.whole[self.lead :]))))
        pairs = zip(g.reshape(len(made), -1), self.places.reshape(len(made), -1), strict=True)
        for row, (numbers, places) in zip(made, pairs, strict=True):
            np.add.at(row, places, numbers)
        return made.reshape(self.whole)


WORDS: dict[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in (
        "exp", "log", "log2", "log10", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "floor", "ceil",
        "trunc", "sign", "abs", "gcd", "arcsin", "arccos", "arctan",
    )},
    "arsinh": np.arcsinh, "arcosh": np.arccosh, "artanh": np.arctanh, "round": np.rint, "atan2": np.arctan2,
    "max": np.maximum, "min": np.minimum, "xor": np.logical_xor, "sigmoid": special.expit, "erf": special.erf,
    "erfinv": special.erfinv, "normal_share": special.ndtr, "normal_quantile": special.ndtri,
    "gamma": special.gamma, "i0": special.i0, "i1": special.i1, "polygamma": special.polygamma,
    "zeta": special.zeta, "gamma_share": special.gammainc, "nextafter": np.nextafter, "pi": lambda: np.pi,
    "sum": _folded(np.sum), "prod": _folded(np.prod), "largest": _folded(np.max), "smallest": _folded(np.min),
    "any": _folded(np.any), "all": _folded(np.all),
    "mean": lambda x, axes: x.mean(axes, keepdims=True), "var": lambda x, axes: x.var(axes, keepdims=True),
    "softmax": _softmax, "own": lambda x, places: x[np.arange(len(places)), places],
    "cumsum": _running(np.add), "cumprod": _running(np.multiply),
    "permute": np.transpose, "flip": lambda x, axes: np.flip(x, axes) if np.ndim(x) else x,
    "upper_half": lambda x: np.swapaxes(_lower_half(np.swapaxes(x, -1, -2)), -1, -2),
    "diagonal": lambda x: x[..., None] * np.eye(x.shape[-1]), "skew": lambda x: x - np.swapaxes(x, -1, -2),
    "max_places": _max_places, "max_unpool": lambda g, places: places.put(g),
    "reshape": np.reshape, "diagonal_of": np.diagonal,
    "symmetric": lambda x: (x + np.swapaxes(x, -1, -2)) / 2, "lower_half": _lower_half,
    "join": lambda axis, *xs: np.concatenate(xs, axis),
    "transpose": lambda x: np.swapaxes(x, -1, -2), "inverse": np.linalg.inv, "triangle": _triangle,
    "det": np.linalg.det, "pseudoinverse": np.linalg.pinv, "cholesky": np.linalg.cholesky,
    "matrix_exp": linalg.expm,
    "argmax": lambda x, axis: x.argmax(axis), "argmin": lambda x, axis: x.argmin(axis),
    "onehot": lambda y, n: (np.asarray(y).reshape(-1, 1) == np.arange(n)).astype(float),
    "indicator": lambda truth: np.asarray(truth).astype(float),
}  # fmt: skip
HEADS: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "o": operator.mul, "/": operator.truediv,
    "**": operator.pow, "@": operator.matmul, "dot": operator.matmul, "mod": np.remainder,
    "neg": operator.neg,
    "outer": lambda x, y: np.outer(x, y), "not": np.logical_not, "~": np.invert, "and": np.logical_and,
    "or": np.logical_or, "&": np.bitwise_and, "|": np.bitwise_or, "^": np.bitwise_xor,
    "<<": np.left_shift, ">>": np.right_shift, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "==": operator.eq, "!=": operator.ne, "if": np.where,
}  # fmt: skip


def computed(term: Term, values: Mapping[Any, Any]) -> Any:
    """The number of a term, given those of its symbols: by what they stand for, or by their names."""
    if term.head == "symbol":
        about = term.about
        key = (about.variable, about.cotangent) if hasattr(about, "variable") else about.name
        return values[key]
    if term.head == "array":
        return term.about.values
    if term.head in ("number", "raw"):
        return term.about
    if term.head == "partial":
        value = values[tuple(part.about.variable for part in term.parts)]
        if value is None:
            raise NotKnown("partial")  # only the product with what arrives is known
        return value
    if term.head == "or" and any(part.head == "raw" for part in term.parts):
        raise AssertionError("a truth that is known is left out")
    parts = [computed(part, values) for part in term.parts]
    with np.errstate(all="ignore"):
        if term.head == "same":
            return _laid_out(parts[0], term.about)
        if term.head == "at":
            raise NotKnown("at")  # which axes are meant the formula does not say
        if term.head == "call":
            if term.about not in WORDS:
                raise NotKnown(term.about)
            return WORDS[term.about](*parts)
        return HEADS[term.head](*parts)


def _laid_out(x: Any, seen: Seen) -> Any:
    if seen.primitive.name == "expand":
        return np.broadcast_to(x, seen.shape)
    return np.reshape(x, seen.shape) if seen.primitive.name == "reshape" else x
