"""Every primitive of the table: each column holds on its samples, each sentence can be said."""

from __future__ import annotations

import re
import string

import numpy as np
import pytest

import tidu.nn  # noqa: F401  (fills the table)
from tidu.core.notation import formula_of, names_in
from tidu.core.primitive import NotDifferentiable, Primitive, declare, primitives
from tidu.testing import check_primitive

TABLE = list(primitives())
each_primitive = pytest.mark.parametrize("primitive", TABLE, ids=repr)


def test_the_table_is_the_closed_set_of_the_design() -> None:
    assert 60 <= len(TABLE) <= 180
    assert len({p.name for p in TABLE}) == len(TABLE)


@each_primitive
def test_every_column_holds(primitive: Primitive) -> None:
    check_primitive(primitive)


@each_primitive
def test_sentences_name_what_the_primitive_has(primitive: Primitive) -> None:
    sample = primitive.samples(np.random.default_rng(0))[0]
    english, chinese = primitive.sentence
    known = {*primitive.operands, *sample.params}
    for sentence in (english, chinese):
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert named <= known
        assert set(primitive.operands) <= named
        assert sentence.format(**dict.fromkeys(known, "x"))
    assert not re.search("[\u4e00-\u9fff]", english)
    assert re.search("[\u4e00-\u9fff]", chinese)


@each_primitive
def test_formulas_name_what_the_primitive_has(primitive: Primitive) -> None:
    sample = primitive.samples(np.random.default_rng(0))[0]
    named = names_in(formula_of(primitive.formula))
    assert named <= {*primitive.operands, *sample.params}
    # What is written over or put in at places need not name them, nor a pseudoinverse its limits.
    assert set(primitive.operands) - named <= {"indices", "atol", "rtol"}


@each_primitive
def test_what_has_no_gradient_says_why(primitive: Primitive) -> None:
    if isinstance(primitive.rules, NotDifferentiable):
        assert len(primitive.rules.reason.split()) > 2
    else:
        assert primitive.rules and set(primitive.rules) <= set(primitive.operands)


@each_primitive
def test_a_primitive_prints_as_its_name(primitive: Primitive) -> None:
    assert repr(primitive) == primitive.name


COLUMNS = {
    "run": np.negative,
    "form": lambda x: x,
    "grad": {"x": lambda g: g},
    "native": None,
    "formula": "-x",
    "sentence": ("a {x}", "甲 {x}"),
    "samples": lambda random: [],
}


@pytest.mark.parametrize("column", sorted(COLUMNS))
def test_a_missing_column_fails(column: str) -> None:
    with pytest.raises(TypeError, match=column):
        declare("unfinished", "x", **{k: v for k, v in COLUMNS.items() if k != column})


@pytest.mark.parametrize(
    ("name", "grad", "message"),
    [
        ("add", {"x": lambda g: g}, "declared twice"),
        ("unheard", {"y": lambda g: g}, "gradient rules"),
        ("unheard", {}, "gradient rules"),
    ],
)
def test_a_wrong_declaration_fails(name: str, grad: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        declare(name, "x", **{**COLUMNS, "grad": grad})
