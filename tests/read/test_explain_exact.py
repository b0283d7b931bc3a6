"""What a derivation says is "=" is: numbers that were rounded, by us or by the machine, are "≈"."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.core.notation import Numbers, Term, formula_of, number
from tidu.read.explain.exact import is_exact
from tidu.read.explain.words import figures

SINGLE = np.float32


@pytest.mark.parametrize(
    ("formula", "value", "digits", "exact"),
    [
        ("0.5 * 3 + -1", SINGLE(0.5), 17, True),
        ("0.1 * 0.1", SINGLE(0.1) * SINGLE(0.1), 4, True),  # 0.01 of the digits shown
        ("0.1 * 0.1", SINGLE(0.1) * SINGLE(0.1), 12, False),
        ("6 / 2", SINGLE(3), 4, True),
        ("1 / 1024", SINGLE(1 / 1024), 17, True),
        ("1 / 3", SINGLE(1) / SINGLE(3), 17, False),
        ("1 / 3", 1 / 3, 17, False),
        ("2 ** 0.5", SINGLE(2) ** SINGLE(0.5), 17, False),
        ("1.5 ** 2", SINGLE(2.25), 4, True),
        ("2 ** (-3)", SINGLE(0.125), 4, True),
        ("0.3333 * 3", SINGLE(1), 4, False),
        ("sqrt(2.25)", SINGLE(1.5), 17, True),
        ("exp(0)", SINGLE(1), 17, True),
        ("exp(10)", np.exp(SINGLE(10)), 17, False),  # 22026.46484375, which single precision holds
        ("sigmoid(0.5)", SINGLE(0.622459352016448974609375), 17, False),
        ("sigmoid(0)", SINGLE(0.5), 17, True),
        ("1 / 0", SINGLE(np.inf), 4, True),
        ("2 * x", SINGLE(4), 4, True),  # numbers that were not put in
        ("2 * x", SINGLE(1 / 3), 17, False),
        ("max(0, -1.25)", SINGLE(0), 4, True),
    ],
)
def test_equal_or_about(formula: str, value: Any, digits: int, exact: bool) -> None:
    assert is_exact(formula_of(formula), number(value), digits) is exact


def array(*values: Any) -> Term:
    return Term("array", (), Numbers(np.asarray(values, "float32")))


@pytest.mark.parametrize(
    ("head", "parts", "value", "exact"),
    [
        ("@", (array([1, 2], [3, 4]), array(1, -1)), array(-1, -1), True),
        ("@", (array([1, 2], [3, 4]), array(1, 0.3)), array(1.6, 4.2), True),
        ("@", (array([1, 2], [3, 4]), array(1, 1 / 3)), array(5 / 3, 13 / 3), False),
        ("dot", (array(1, 2), array(3, 4)), array(11), True),
        ("+", (array([1, 2], [3, 4]), number(1)), array([2, 3], [4, 5]), True),
        ("o", (array(1, 2), array(1, 2, 3)), array(1, 4), True),  # shapes that do not say it all
        ("o", (array(1, 2), array(1, 2, 3)), array(1 / 3, 4), False),
    ],
)
def test_of_arrays(head: str, parts: tuple[Term, ...], value: Term, exact: bool) -> None:
    assert is_exact(Term(head, parts), value, 4) is exact


@pytest.mark.parametrize(
    ("value", "digits", "told"),
    [
        (SINGLE(0.1), 4, ("0.1", False)),
        (SINGLE(0.1), 8, ("0.1", False)),
        (SINGLE(0.1), 17, ("0.10000000149011612", True)),
        (SINGLE(0.5), 17, ("0.5", False)),
        (SINGLE(1 + 2**-12), 17, ("1.000244140625", False)),
        (0.1, 17, ("0.10000000000000001", True)),
        (0.1, 15, ("0.1", False)),
        (SINGLE(-120000), 4, ("−120000", False)),
    ],
)
def test_a_given_number_is_the_decimal_that_was_meant(
    value: Any, digits: int, told: tuple[str, bool]
) -> None:
    assert figures(value, digits) == told


@pytest.mark.parametrize("digits", [1, 4, 6, 9, 17])
def test_a_neuron_in_any_number_of_digits(digits: int) -> None:
    w, b = tidu.tensor(0.5, requires_grad=True), tidu.tensor(-1.0, requires_grad=True)
    x = tidu.tensor(3.0)
    a = tidu.sigmoid(w * x + b)
    text = str(tidu.explain(a, wrt=w, lang="en", digits=digits))
    assert re.search(r"z₁ = w·x \+ b = 0\.5·3 \+ \(−1\) = 0\.5\n", text)
    assert re.search(r"a  = σ\(z₁\) = σ\(0\.5\) ≈ 0\.6", text)


def test_what_somebody_multiplied_by_stays_written() -> None:
    p = tidu.tensor(0.25, requires_grad=True)
    t = 0.0
    loss = 0.0 + t * tidu.log(p) + (1 - t) * tidu.log(1 - p) - 2 * (0 * p) + p / 1 + p**1
    text = str(tidu.explain(loss, lang="en"))
    for formula in (r"0·z\S+ \+ 0", r"1·z\S+", r"0·p", r"p/1", r"p¹"):
        assert re.search(rf"= .*{formula}", text), (formula, text)
    assert re.search(r"∂loss/∂z₁ += ∂loss/∂z\S+ · ∂z\S+/∂z₁ = 1·0 = 0\n", text), text


@pytest.mark.parametrize(("lang", "said"), [("en", "each of them is that number"), ("zh", "个个等于它")])
def test_a_number_that_stands_for_several_is_told(lang: str, said: str) -> None:
    x = tidu.tensor([1.0, 2.0], requires_grad=True)
    assert said in str(tidu.explain((3 * x).sum(), lang=lang))
    assert said not in str(tidu.explain((3 * x[:1]).sum(), lang=lang))


def test_a_factor_of_nothing_among_many_numbers() -> None:
    x = tidu.tensor([1.0, 2.0], requires_grad=True)
    text = str(tidu.explain((0 * x.exp() + x).sum(), lang="en"))
    assert re.search(r"z₂ += 0·z₁ \+ x ≈ 0·\[2\.718  7\.389\] \+ \[1  2\] = \[1  2\]", text), text
    assert re.search(r"∂L/∂z₁ += 0 · ∂L/∂z₂ = 0·\[1  1\] = \[0  0\]", text), text
