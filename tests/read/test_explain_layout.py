"""Layouts that formulas leave out: what is told, in the shapes that are shown, is what was computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.core.notation import Term
from tidu.read.explain.text import Text

FOLD: dict[str, Callable[..., Any]] = {"+": np.add, "-": np.subtract, "o": np.multiply, "*": np.multiply}


def read(term: Term, values: Any) -> np.ndarray:
    """What a reader computes: by the shapes that are shown, no layout being known that is not named.

    Written apart from the tests' other reading, which knows the layouts that are left out.
    """
    if term.head == "symbol":
        return values[term.about.variable, term.about.cotangent]
    if term.head in ("number", "raw"):
        return term.about
    if term.head == "array":
        return np.asarray(term.about.values)
    parts = [read(part, values) for part in term.parts]
    if term.head == "same":
        return parts[0]
    if term.head in FOLD:
        x, y = parts
        return FOLD[term.head](x, y)
    if term.head in ("@", "dot"):
        x, y = parts
        if np.ndim(x) == 1 and term.parts[0].head != "symbol" and np.ndim(y) == 2:
            x = x[None, :]
        return x @ y
    if term.head == "outer":
        return np.outer(*parts)
    if term.head == "neg":
        return -parts[0]
    if term.head == "**":
        return parts[0] ** parts[1]
    return CALLS[term.about](*parts)


CALLS: dict[Any, Callable[..., Any]] = {
    "sum": lambda x, axes=None, keepdims=False: np.sum(x, axis=axes),
    "transpose": lambda x: np.swapaxes(x, -1, -2) if x.ndim > 1 else x,
    "diagonal": np.diag, "diagonal_of": np.diagonal, "reshape": np.reshape,
    "permute": np.transpose,
}  # fmt: skip
SPECS = {
    "ij,ij->": ((2, 3), (2, 3)), "ij,ij->j": ((2, 3), (2, 3)),
    "ij,ij->ij": ((2, 2), (2, 2)), "ij,kj->ik": ((2, 3), (4, 3)), "ij,jk->ik": ((2, 3), (3, 4)),
    "ij,jk->ki": ((2, 3), (3, 4)), "ij,ik->jk": ((3, 2), (3, 4)), "ij,ji->": ((2, 3), (3, 2)),
    "bij,bjk->bik": ((2, 2, 3), (2, 3, 4)), "bij,bij->b": ((2, 2, 3), (2, 2, 3)), "i,j->ij": ((2,), (3,)),
    "ij,j->i": ((2, 3), (3,)), "i,ij->j": ((2,), (2, 3)), "i,i->": ((3,), (3,)), "ij,i->ij": ((2, 3), (2,)),
    "ij,kl->ijkl": ((2, 2), (2, 2)), "bi,bj->bij": ((2, 2), (2, 3)), "ijk,jk->i": ((2, 3, 2), (3, 2)),
    "bhqd,bhkd->bhqk": ((2, 2, 2, 3), (2, 2, 4, 3)), "ij,kl->": ((2, 3), (3, 2)),
    "ij,ij->i": ((2, 2), (2, 2)),
}  # fmt: skip


@pytest.mark.parametrize("spec", SPECS)
def test_contractions_are_told_in_the_shapes_that_are_shown(spec: str) -> None:
    random = np.random.default_rng(4)
    A, B = (tidu.tensor(random.normal(size=shape), requires_grad=True) for shape in SPECS[spec])
    y = tidu.einsum(spec, A, B)
    holds(tidu.explain((y * tidu.tensor(random.normal(size=y.shape))).sum(), names={"A": A, "B": B}), 5)


def holds(told: Any, least: int) -> None:
    values: dict[Any, Any] = {(x, False): np.asarray(v) for x, v in told.computation.values.items()}
    values |= {(x, True): np.asarray(v) for x, v in told.computation.cotangents.items()}
    checked = 0
    for section in told.page.sections:
        for line in section.lines:
            for term in line.right:
                if line.left.head == "symbol" and not _names_a_slope(term):
                    made, wanted = np.asarray(read(term, values)), read(line.left, values)
                    assert made.size in (1, np.size(wanted)), (str(Text("L").write(term)), made.shape)
                    np.testing.assert_allclose(
                        made.ravel() if made.size > 1 else made.item(), np.ravel(wanted), rtol=1e-9
                    )
                    checked += 1
    assert checked >= least


def _names_a_slope(term: Term) -> bool:
    return term.head == "partial" or any(map(_names_a_slope, term.parts))


TOLD = {
    "y = Σ A ⊙ B": lambda A, B: tidu.einsum("ij,ij->", A, B),
    "y = A Bᵀ": lambda A, B: tidu.einsum("ij,kj->ik", A, B),
    "y = Σⱼ A ⊙ B": lambda A, B: tidu.einsum("ij,ij->i", A, B),
    "∂L/∂A = diag(∂L/∂y) B": lambda A, B: tidu.einsum("ij,ij->i", A, B),
    "z₁ = diag(A)": lambda A, B: A.trace(),
    "= diag(∂L/∂z₁)": lambda A, B: A.trace(),
}


@pytest.mark.parametrize("said", TOLD)
def test_as_a_person_writes_it(said: str) -> None:
    A = tidu.tensor([[2.0, 1.0], [1.5, 3.0]], requires_grad=True)
    B = tidu.tensor([[1.0, 0.5], [2.0, -1.0]], requires_grad=True)
    y = TOLD[said](A, B)
    text = tidu.explain((y * 2).sum(), lang="en", names={"A": A, "B": B, "y": y}).text(200)
    assert said in text.replace("  ", " ").replace("  ", " "), text


def test_what_is_picked_from_a_row_is_picked_from_the_row() -> None:
    A = tidu.tensor([[2.0, 1.0, 4.0], [1.5, 3.0, 5.0]], requires_grad=True)
    text = tidu.explain((A.reshape(-1)[::4] * 2).sum(), lang="en", names={"A": A}).text(200)
    assert "reshape(A, 6)[::4]" in text and "reshape(put(" in text
    assert "reshape(x, 2×3): the same numbers" in text
