"""x[...] read and written against PyTorch, with keys of every kind and their mixtures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch_parity import same

import tidu

check = settings(max_examples=250)
shapes = st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)


@st.composite
def parts(draw: st.DrawFn, size: int, common: tuple[int, ...]) -> tuple[str, Any]:
    """An index for one axis: (kind, plain data), which either library can be given."""
    low, high = draw(st.sampled_from([(-size, size - 1), (0, size - 1)]))
    place = st.integers(low, high)
    kind = draw(st.sampled_from(["int", "slice", "list", "tensor", "mask", "number"]))
    if kind == "slice":
        limits = st.none() | st.integers(-size - 1, size + 1)
        return kind, (draw(limits), draw(limits), draw(st.none() | st.integers(1, 3)))
    if kind == "mask":
        return kind, draw(st.lists(st.booleans(), min_size=size, max_size=size))
    if kind == "tensor":
        shape = draw(st.sampled_from([common, common[-1:], (1,)]))
        flat = draw(st.lists(place, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
        return kind, np.array(flat, np.int64).reshape(shape)
    if kind == "list":
        return kind, draw(st.lists(place, min_size=common[-1], max_size=common[-1]))
    return kind, draw(place)


@st.composite
def keys(draw: st.DrawFn) -> tuple[tuple[int, ...], list[tuple[str, Any]]]:
    """A shape and a key for it."""
    shape = draw(shapes)
    common = draw(st.sampled_from([(2,), (3,), (2, 2)]))
    count = draw(st.integers(0, len(shape)))
    front = draw(st.integers(0, count))
    key = [draw(parts(shape[k], common)) for k in range(front)]
    if count < len(shape) or draw(st.booleans()):
        key.append(("ellipsis", None))
    key += [draw(parts(shape[len(shape) - count + k], common)) for k in range(front, count)]
    for _ in range(draw(st.integers(0, 2))):
        key.insert(draw(st.integers(0, len(key))), ("none", None))
    return shape, key


def built(library: Any, key: list[tuple[str, Any]]) -> Any:
    """The key for a library."""
    make = {
        "int": lambda x: x,
        "slice": lambda x: slice(*x),
        "list": lambda x: x,
        "tensor": lambda x: library.tensor(x),
        "mask": lambda x: library.tensor(x),
        "number": lambda x: library.tensor(x),
        "ellipsis": lambda x: ...,
        "none": lambda x: None,
    }
    made = tuple(make[kind](x) for kind, x in key)
    return made[0] if len(made) == 1 else made


@check
@given(keys())
def test_reading(drawn: tuple) -> None:
    shape, key = drawn
    x = np.random.default_rng(1).normal(size=shape)
    same(lambda t, x: x[built(t, key)], x)


def twice(key: list[tuple[str, Any]], shape: tuple) -> bool:
    """Whether a place is named more than once, so that which value stays is not said."""
    try:
        named = torch.arange(int(np.prod(shape))).reshape(shape)[built(torch, key)].reshape(-1)
    except (IndexError, RuntimeError):
        return False
    return len(named.unique()) < len(named)


def written(t: Any, x: Any, value: Any, key: list[tuple[str, Any]]) -> tuple:
    copied = x * 1.0
    copied[built(t, key)] = value
    return copied, copied._version


@check
@given(keys(), st.sampled_from(["number", "scalar", "whole", "ones", "row", "wrong"]))
def test_writing(drawn: tuple, kind: str) -> None:
    shape, key = drawn
    if twice(key, shape):
        return
    random = np.random.default_rng(2)
    x = random.normal(size=shape)
    try:
        part = tuple(torch.zeros(shape)[built(torch, key)].shape)
    except (IndexError, RuntimeError):
        part = ()
    sizes = {"scalar": (), "whole": part, "ones": (1, *part), "row": part[-1:], "wrong": (*part, 7)}
    value = 2.5 if kind == "number" else random.normal(size=sizes[kind])
    same(lambda t, x, value: written(t, x, value, key), x, value)


X = np.random.default_rng(3).normal(size=(3, 4))
CASES = {
    "bool": lambda t, x: (x[True], x[False], x[True, 0], x[None, True]),
    "bool tensors without axes": lambda t, x: (x[t.tensor(True)], x[t.tensor(False)]),
    "two ellipses": lambda t, x: x[..., ...],
    "a mask of two axes": lambda t, x: (x[x > 0], x[x > 9], x[None, x > 0]),
    "an int beside arrays": lambda t, x: (x.reshape(3, 2, 2)[0, :, [1, 0]], x.reshape(3, 2, 2)[[0, 1], :, 1]),
    "arrays apart": lambda t, x: x.reshape(3, 2, 2)[[0, 1], :, [1, 0]],
    "NumPy's numbers": lambda t, x: (x[np.int64(1)], x[np.array([0, 2])], x[np.array(1)]),
    "a range": lambda t, x: x[range(2)],
    "an empty list": lambda t, x: (x[[]], x[:, []], x[[], 0]),
    "int32": lambda t, x: x[t.tensor([0, 1], dtype=t.int32)],
    "of nothing": lambda t, x: t.zeros(0, 3)[t.tensor([], dtype=t.int64)],
    "a slice beyond": lambda t, x: (x[5:], x[-9:1], x[2:1], x[:, 1:99:2]),
    "int beyond": lambda t, x: x[3],
    "negative beyond": lambda t, x: x[-4],
    "second int beyond": lambda t, x: x[0, 4],
    "tensor beyond": lambda t, x: x[t.tensor([0, 3])],
    "list beyond": lambda t, x: x[:, [4]],
    "too many": lambda t, x: x[0, 0, 0],
    "too many with a mask": lambda t, x: x[x > 0, 0],
    "a negative step": lambda t, x: x[::-1],
    "a step of 0": lambda t, x: x[::0],
    "a real number": lambda t, x: x[1.0],
    "a real tensor": lambda t, x: x[t.tensor([0.0])],
    "a string": lambda t, x: x["a"],
    "a mask of a wrong size": lambda t, x: x[t.tensor([True, False])],
    "arrays that do not meet": lambda t, x: x[[0, 1], [0, 1, 2]],
    "of a number": lambda t, x: x[0, 0][0],
    "a number with ...": lambda t, x: (x[0, 0][...], x[0, 0][None]),
    "write too much": lambda t, x: x.clone().__setitem__(0, t.ones(5)),
    "write too much at places": lambda t, x: x.clone().__setitem__([0, 1], t.ones(5)),
    "write too much by a mask": lambda t, x: x.clone().__setitem__(x > 0, t.ones(99)),
    "write to a leaf": lambda t, x: x.__setitem__(0, 1.0),
    "write to a leaf's places": lambda t, x: x.__setitem__([0], 1.0),
    "write to a view of a leaf": lambda t, x: x[0].__setitem__(0, 1.0),
    "write too large a number": lambda t, x: t.zeros(2, dtype=t.uint8).__setitem__(0, 300),
    "write NaN into whole numbers": lambda t, x: t.zeros(2, dtype=t.int64).fill_(float("nan")),
    "write beyond": lambda t, x: t.zeros(2).__setitem__([2], 1.0),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(name: str) -> None:
    same(CASES[name], X)


WRITES = {
    "whole numbers truncate": lambda t: (t.zeros(3, dtype=t.int64), 0, 2.7),
    "a real tensor into whole numbers": lambda t: (
        t.zeros(3, dtype=t.int64),
        slice(0, 2),
        t.tensor([1.5, -2.5]),
    ),
    "a bool": lambda t: (t.zeros(3), 1, True),
    "into bools": lambda t: (t.zeros(3, dtype=t.bool), [0, 2], 5),
    "twice the same": lambda t: (t.zeros(3), [1, 1], 4.0),
    "the whole": lambda t: (t.zeros(2, 2), ..., t.ones(2)),
    "a number that overflows": lambda t: (t.zeros(2), 0, 1e300),
    "overflowing places": lambda t: (t.zeros(2), [0], 1e300),
    "a double that overflows": lambda t: (t.zeros(2), 0, t.tensor(1e300, dtype=t.float64)),
}


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("taped", [True, False])
def test_writes(name: str, taped: bool) -> None:
    def write(t: Any) -> Any:
        x, key, value = WRITES[name](t)
        with t.set_grad_enabled(taped):
            x[key] = value
        return x

    same(write)


def test_what_pytorch_refuses_or_still_takes_for_a_tuple() -> None:
    x = tidu.arange(5)
    x[:2] = [7, 8]
    assert x.tolist() == [7, 8, 2, 3, 4]
    x[1:] = x[:4]  # as if the value had been copied before
    assert x.tolist() == [7, 7, 8, 2, 3]
    assert x[[[0, 1], [2, 4]]].tolist() == [[7, 7], [8, 3]]
    assert x[[tidu.tensor(2), tidu.tensor(4)]].tolist() == [8, 3]
