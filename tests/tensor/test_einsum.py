"""einsum against NumPy's, on random equations, and in every spelling that PyTorch takes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import tidu
from tidu.testing import assert_close

SIZES = dict(zip("abcde", (2, 3, 1, 4, 2), strict=True))


@st.composite
def equations(draw) -> tuple[str, list[str]]:
    terms = draw(st.lists(st.text("abcde", min_size=0, max_size=3), min_size=1, max_size=4))
    letters = sorted(set("".join(terms)))
    kept = draw(st.lists(st.sampled_from(letters), unique=True, max_size=3)) if letters else []
    arrow = draw(st.booleans())
    return ",".join(terms) + ("->" + "".join(kept) if arrow else ""), terms


@settings(max_examples=150)
@given(equations())
def test_random_equations(case: tuple[str, list[str]]) -> None:
    equation, terms = case
    random = np.random.default_rng(0)
    arrays = [random.normal(size=tuple(SIZES[letter] for letter in term)) for term in terms]
    found = tidu.einsum(equation, *(tidu.tensor(x) for x in arrays))
    assert_close(found.numpy(), np.asarray(np.einsum(equation, *arrays)), rtol=1e-10, atol=1e-10)


SPELLED = {
    "list": lambda t, x, y: t.einsum("ij,jk", [x, y]),
    "spaces": lambda t, x, y: t.einsum(" i j , j k -> k i ", x, y),
    "dots": lambda t, x, y: t.einsum("...j,jk->...k", x.expand(2, 3, 2, 3), y),
    "dots meet": lambda t, x, y: t.einsum("...ij,...ij->...", x.expand(4, 1, 2, 3), x.expand(3, 2, 3)),
    "dots are summed": lambda t, x, y: t.einsum("...j->j", x.expand(5, 2, 3)),
    "dots first where nothing is said": lambda t, x, y: t.einsum("j...", x),
    "a diagonal": lambda t, x, y: t.einsum("ii->i", x @ x.T),
    "upper case first": lambda t, x, y: t.einsum("aB", x),
    "an axis of 1 gives way": lambda t, x, y: t.einsum("ij,ij->ij", x, x[:1]),
    "an axis of 1 in a sum": lambda t, x, y: t.einsum("ij,jk->ik", x[:, :1], y),
    "numbers": lambda t, x, y: t.einsum(x, [0, 1], y, [1, 2], [2, 0]),
    "numbers without a result": lambda t, x, y: t.einsum(x, [0, 1], y, [1, 2]),
    "numbers and dots": lambda t, x, y: t.einsum(x, [..., 1], y, [1, 2], [..., 2]),
    "a bilinear form": lambda t, x, y: t.einsum("bn,anm,bm->ba", x, y[:, :3].expand(5, 3, 3), x),
}


@pytest.mark.parametrize("name", SPELLED)
def test_every_spelling(name: str) -> None:
    random = np.random.default_rng(1)
    x, y = random.normal(size=(2, 3)), random.normal(size=(3, 4))
    results, grads = [], []
    for t in (tidu, torch):
        a, b = t.tensor(x, requires_grad=True), t.tensor(y, requires_grad=True)
        made = SPELLED[name](t, a, b)
        results.append(made.detach().numpy())
        made.sin().sum().backward()
        grads.append(a.grad.numpy())
    assert_close(*results)
    assert_close(*grads)


def test_whole_numbers_keep_their_type() -> None:
    x = tidu.arange(6, dtype=tidu.int32).reshape(2, 3)
    assert tidu.einsum("ij,ij->i", x, x).dtype is tidu.int32
    assert tidu.einsum("ij->", x).dtype is tidu.int32
