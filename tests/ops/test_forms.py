"""The form rules against NumPy: the same shapes, and refusals exactly where NumPy refuses."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidu.core.shapes import Form, broadcast_shapes, form_of, matmul_shape, reduced_shape, resolve_shape
from tidu.ops.arithmetic import add
from tidu.ops.compare import where
from tidu.ops.index import HERE, index
from tidu.ops.move import concatenate, expand, reshape, take_slice

F32 = np.dtype("float32")
shapes = st.lists(st.integers(0, 3), max_size=4).map(tuple)
check = settings(max_examples=120)


def outcome(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The shape that comes out, or None for a refusal."""
    try:
        result = call(*args, **kwargs)
    except (ValueError, RuntimeError, IndexError):
        return None
    return tuple(getattr(result, "shape", result))


def ghost(shape: tuple) -> np.ndarray:
    return np.zeros(shape, F32)


@check
@given(shapes, shapes, shapes)
def test_broadcast(a: tuple, b: tuple, c: tuple) -> None:
    assert outcome(broadcast_shapes, a, b, c) == outcome(np.broadcast_shapes, a, b, c)
    assert outcome(add.form, Form(a, F32), Form(b, F32)) == outcome(np.add, ghost(a), ghost(b))
    forms = Form(a, np.dtype(bool)), Form(b, F32), Form(c, F32)
    assert outcome(where.form, *forms) == outcome(np.where, ghost(a), ghost(b), ghost(c))


@check
@given(shapes, shapes)
def test_matmul(a: tuple, b: tuple) -> None:
    assert outcome(matmul_shape, a, b) == outcome(np.matmul, ghost(a), ghost(b))


@check
@given(shapes, st.lists(st.integers(-2, 4), max_size=4).map(tuple))
def test_reshape(shape: tuple, wanted: tuple) -> None:
    form = outcome(reshape.form, Form(shape, F32), shape=wanted)
    if any(n < -1 for n in wanted):  # older NumPy takes any negative size for unknown
        assert form is None
    else:
        assert form == outcome(np.reshape, ghost(shape), wanted)
    if form is not None:
        assert resolve_shape(wanted, prod(shape)) == form


@check
@given(shapes, shapes)
def test_expand(shape: tuple, wanted: tuple) -> None:
    form = outcome(expand.form, Form(shape, F32), shape=wanted)
    assert form == outcome(np.broadcast_to, ghost(shape), wanted)
    assert form == outcome(expand.run, ghost(shape), shape=wanted)


@check
@given(st.lists(shapes, min_size=1, max_size=3), st.integers(0, 3))
def test_concatenate(parts: list[tuple], axis: int) -> None:
    forms = [Form(shape, F32) for shape in parts]
    found = outcome(concatenate.form, *forms, axis=axis, sizes=())
    assert found == outcome(np.concatenate, [ghost(shape) for shape in parts], axis=axis)


@check
@given(shapes.filter(len), st.data())
def test_reductions(shape: tuple, data: st.DataObject) -> None:
    axes = tuple(data.draw(st.sets(st.integers(0, len(shape) - 1))))
    for keep in (False, True):
        assert reduced_shape(shape, axes, keep) == ghost(shape).sum(axis=axes, keepdims=keep).shape


slices = st.tuples(*2 * [st.none() | st.integers(-4, 4)], st.integers(1, 3))


@check
@given(shapes, st.lists(slices | st.just("new") | st.integers(-3, 3), max_size=4).map(tuple))
def test_slice(shape: tuple, key: tuple) -> None:
    plain = tuple(slice(*p) if isinstance(p, tuple) else None if p == "new" else p for p in key)
    assert outcome(take_slice.form, Form(shape, F32), key=key) == outcome(ghost(shape).__getitem__, plain)


@check
@given(shapes.filter(lambda shape: len(shape) >= 2 and 0 not in shape[:2]), shapes, shapes)
def test_index(shape: tuple, a: tuple, b: tuple) -> None:
    places = [Form(s, np.dtype("int64")) for s in (a, b)]
    zeros = tuple(np.zeros(s, int) for s in (a, b))
    found = outcome(index.form, Form(shape, F32), *places, key=(HERE, HERE))
    assert found == outcome(ghost(shape).__getitem__, zeros)


@pytest.mark.parametrize(
    ("number", "kind"), [(True, "bool"), (3, "int64"), (2.5, "float64"), (np.float32(1), "float32")]
)
def test_the_form_of_a_number(number: Any, kind: str) -> None:
    assert form_of(number) == Form((), np.dtype(kind))


@pytest.mark.parametrize("pair", [(2.0, np.float32(1)), (np.zeros(2, F32), 3), (3, np.zeros((), F32))])
def test_a_python_number_takes_the_type_of_the_array_that_it_meets(pair: tuple) -> None:
    operands = tuple(np.asarray(x) if isinstance(x, np.generic) else x for x in pair)
    assert add.form(*map(form_of, operands)) == form_of(np.asarray(add.run(*operands)))
