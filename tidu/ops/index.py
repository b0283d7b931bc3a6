"""Primitives that pick, set and add elements at places given by whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tidu.core.native import KERNEL
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.core.shapes import Form
from tidu.ops.compare import eq, where
from tidu.ops.convert import like
from tidu.ops.flat import add_rows, pays_flat, rows_of, take_flat, write_flat
from tidu.ops.move import ALL
from tidu.text import say

HERE = "array"  # where in a key an index array stands


def full_key(key: tuple, indices: Iterable) -> tuple:
    """`key`, which says HERE or ALL for each axis, as NumPy's, with the index arrays put in.

    >>> full_key((ALL, HERE), ["columns"])
    (slice(None, None, None), 'columns')
    """
    arrays = iter(indices)
    return tuple(next(arrays) if part == HERE else slice(None) for part in key)


def _pick(x, *indices, key):
    try:
        if len(indices) == 1:
            return x.take(indices[0], len(key) - 1)  # a third of the time of x[index] on small batches
        if pays_flat(x, indices):
            return take_flat(x, indices)
        return x[full_key(key, indices)]
    except IndexError:
        raise _refusal(x.shape, key, indices) from None


def put(x: np.ndarray, value: Any, indices: Sequence[np.ndarray], key: tuple) -> None:
    """Writes `value`, broadcast, into `x` at the places; of places named twice the last wins."""
    try:
        if pays_flat(x, indices):
            write_flat(x, indices, value)
        else:
            x[full_key(key, indices)] = value
    except IndexError:
        raise _refusal(x.shape, key, indices) from None
    except ValueError:
        shapes = {"value": list(np.shape(value)), "target": list(x[full_key(key, indices)].shape)}
        raise RuntimeError(say("errors.write_shape", **shapes)) from None


def _refusal(shape: tuple, key: tuple, indices: Sequence[np.ndarray]) -> IndexError:
    """What is wrong with the places: one is outside, or their arrays do not broadcast."""
    axes = [axis for axis, part in enumerate(key) if part == HERE]
    for axis, index in zip(axes, indices, strict=True):
        size = shape[axis]
        outside = index[(index < -size) | (index >= size)]
        if outside.size:
            told = {"index": outside.flat[0], "axis": axis, "size": size, "last": size - 1}
            return IndexError(say("errors.index_range", **told))
    return IndexError(say("errors.index_shapes", shapes=_listed(indices)))


def _set(x, value, *indices, key):
    whole = x.copy()
    put(whole, value, indices, key)
    return whole


def _scatter(value, *indices, key, shape):
    whole = np.zeros(shape, value.dtype)
    if not value.size:
        return whole
    if len(indices) == len(shape):
        write_flat(whole, indices, value, np.add.at)
    elif key == (HERE,):
        add_rows(whole, indices[0].reshape(-1), value.reshape(-1, *shape[1:]))
    elif len(indices) == 1:
        write_flat(whole, rows_of(shape, len(key) - 1, indices[0]), value, np.add.at)
    else:
        np.add.at(whole, full_key(key, indices), value)
    return whole


def _picked(x: Form, *indices: Form, key) -> Form:
    # A ghost of the tensor: of its axes, those that are picked from have one place.
    shape = tuple(1 if part == HERE else n for part, n in zip(key, x.shape, strict=False))
    ghost = np.broadcast_to(np.zeros((), x.dtype), shape + x.shape[len(shape) :])
    places = tuple(np.broadcast_to(np.zeros((), int), i.shape) for i in indices)
    try:
        return Form(ghost[full_key(key, places)].shape, x.dtype)
    except IndexError:
        raise IndexError(say("errors.index_shapes", shapes=_listed(indices))) from None


def _listed(indices: Sequence[Any]) -> str:
    return ", ".join(str(list(index.shape)) for index in indices)


_ROWS = np.array([2, 0, 2])
_PLACES = (np.array([0, 1, 1]), np.array([2, 0, 0]))

index = declare(
    "index", "x indices*", run=_pick, form=_picked, native=KERNEL,
    grad={"x": lambda g, indices, x_shape, key: scatter(g, *indices, key=key, shape=x_shape)},
    samples=each(
        (((3, 2), _ROWS), {"key": (HERE,)}), (((2, 3), *_PLACES), {"key": (HERE, HERE)}),
        (((2, 3), _ROWS), {"key": (ALL, HERE)}), (((3, 2), _ROWS[:, None] % 2), {"key": (HERE,)}),
    ),
    formula="x[*indices]",
    sentence=("picks from {x} the places {indices}", "从 {x} 中取出位置 {indices}"),
)
scatter = declare(
    "scatter", "value indices*", run=_scatter, native=KERNEL,
    form=lambda value, *indices, key, shape: Form(shape, value.dtype),
    grad={"value": lambda g, indices, key: index(g, *indices, key=key)},
    samples=each(
        (((3, 2), _ROWS), {"key": (HERE,), "shape": (3, 2)}),
        (((3,), *_PLACES), {"key": (HERE, HERE), "shape": (2, 3)}),
    ),
    formula="scatter(value, *indices)",
    sentence=("adds {value} at the places {indices} of zeros", "把 {value} 累加到零的 {indices} 处"),
)
index_set = declare(
    "index_set", "x value indices*", run=_set, native=KERNEL,
    form=lambda x, value, *indices, key: x,
    grad={
        "x": lambda g, indices, key: index_set(g, 0.0, *indices, key=key),
        "value": lambda g, indices, key: index(g, *indices, key=key),
    },
    samples=each(
        (((3, 2), (2, 2), np.array([2, 0])), {"key": (HERE,)}),
        (((2, 3), (), *(place[:2] for place in _PLACES)), {"key": (HERE, HERE)}),
    ),
    formula="assign(x, value, *indices)",
    sentence=("writes {value} at the places {indices} of {x}", "用 {value} 改写 {x} 的 {indices} 处"),
)


_FOLDS: dict[str, Any] = {"mul": np.multiply, "larger": np.maximum, "smaller": np.minimum}


def _fold_in(x, value, *indices, key, word):
    whole = x.copy()
    if pays_flat(whole, indices):
        write_flat(whole, indices, value, _FOLDS[word].at)
    else:
        _FOLDS[word].at(whole, full_key(key, indices), value)
    return whole


def _factors(g, x, value, indices, key):
    """For x: the cotangent times the product of what was folded in, without dividing by 0."""
    safe = where(eq(x, 0), 1.0, x)
    return g * scatter_fold(safe, value, *indices, key=key, word="mul") / safe


def _other_factors(g, out, x, value, indices, key, x_shape):
    """For value: the cotangent times the product of all else at its place, without dividing by 0."""
    is_zero = eq(value, 0)
    zeros = index(scatter(like(is_zero, value), *indices, key=key, shape=x_shape), *indices, key=key)
    safe = where(is_zero, 1.0, value)
    alone = where(eq(zeros, 1.0), safe, value)  # the only 0 at its place counts as 1
    rest = scatter_fold(x, alone, *indices, key=key, word="mul")
    many = index(g * out, *indices, key=key) / safe
    return where(is_zero, where(eq(zeros, 1.0), index(g * rest, *indices, key=key), 0.0), many)


def _winners(g, out, x, value, indices, key):
    """(the cotangent shared among all that equal the result at a place, x's ties, value's ties)."""
    mine = like(eq(x, out), x)
    theirs = like(eq(value, index(out, *indices, key=key)), x)
    count = mine + scatter(theirs, *indices, key=key, shape=x.shape)
    return g / where(eq(count, 0.0), 1.0, count), mine, theirs


def _slope_of_x(g, out, x, value, indices, key, word):
    if word == "mul":
        return _factors(g, x, value, indices, key)
    share, mine, _ = _winners(g, out, x, value, indices, key)
    return share * mine


def _slope_of_value(g, out, x, value, indices, key, word):
    if word == "mul":
        return _other_factors(g, out, x, value, indices, key, x.shape)
    share, _, theirs = _winners(g, out, x, value, indices, key)
    return index(share, *indices, key=key) * theirs


_ALL_ROWS = {"key": (HERE,)}

scatter_fold = declare(
    "scatter_fold", "x value indices*", run=_fold_in, native=KERNEL,
    form=lambda x, value, *indices, key, word: x,
    grad={
        "x": lambda g, out, x, value, indices, key, word: _slope_of_x(g, out, x, value, indices, key, word),
        "value": lambda g, out, x, value, indices, key, word: _slope_of_value(
            g, out, x, value, indices, key, word
        ),
    },
    samples=each(
        (((3, 2), (3, 2), _ROWS), {"word": "mul", **_ALL_ROWS}),
        (((3, 2), (3, 2), _ROWS), {"word": "larger", **_ALL_ROWS}),
        (((2, 3), (3,), *_PLACES), {"word": "smaller", "key": (HERE, HERE)}),
    ),
    formula="fold_in(word, x, value, *indices)",
    sentence=(
        "folds {value} by {word} into {x} at the places {indices}",
        "在 {indices} 处用 {word} 把 {value} 并入 {x}",
    ),
)
