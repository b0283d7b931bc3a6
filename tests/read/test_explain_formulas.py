"""Formulas are true: of every primitive, of every gradient rule run on symbols, of every shortening."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from explain_terms import NotKnown, computed
from hypothesis import given, settings
from hypothesis import strategies as st

import tidu.nn  # noqa: F401  (fills the table)
from tidu.core.notation import Term, filled, formula_of, number
from tidu.core.primitive import NotDifferentiable, Primitive, Sample, primitives
from tidu.core.shapes import form_of
from tidu.ops.factor import qr_shapes
from tidu.ops.parts import parts
from tidu.ops.spectrum import eigh_shapes, svd_shapes
from tidu.read.explain.linear import without
from tidu.read.explain.slope import Notes
from tidu.read.explain.terms import Symbol, TooLong, Writer
from tidu.read.explain.textbook import FACTORS, FORMULAS, factors, symbol_of, textbook
from tidu.read.explain.tidy import tidied
from tidu.read.grad import fold
from tidu.read.program import Equation, Program
from tidu.read.variable import Variable

TABLE = [p for p in primitives() if p.operands]
# Their formula is a word for what no shorter formula says, or a choice that samples leave.
WORDS = {
    "argsort", "bernoulli", "bessel", "binomial", "dirichlet", "gamma", "lattice", "lattice_add", "lu",
    "multinomial", "poisson", "polynomial", "qr", "rank_place", "reinterpret", "running_place", "scatter",
    "scatter_fold", "index", "index_set", "assign", "slice", "embed", "spread", "sum_pool", "max_pool",
    "max_places", "svd", "eigh", "top_places", "convolve", "convolve_input", "convolve_weight",
}  # fmt: skip
each_primitive = pytest.mark.parametrize("primitive", TABLE, ids=repr)


def samples_of(primitive: Primitive) -> list[Sample]:
    return [s for s in primitive.samples(np.random.default_rng(3)) if all(np.size(x) for x in s.operands)]


def in_formula(primitive: Primitive, sample: Sample) -> Term:
    count = len(primitive.operands)
    held = [Term("array", (), Held(x)) for x in sample.operands]
    names: dict[str, Any] = dict(zip(primitive.operands, held, strict=False))
    if primitive.many:
        names[primitive.operands[-1]] = tuple(held[count - 1 :])
    return filled(formula_of(primitive.formula), names, sample.params)


class Held:
    def __init__(self, values: Any):
        self.values, self.shape = values, np.shape(values)


@each_primitive
def test_a_formula_is_what_the_primitive_computes(primitive: Primitive) -> None:
    known = False
    for sample in samples_of(primitive):
        try:
            made = computed(in_formula(primitive, sample), {})
        except NotKnown:
            continue
        known = True
        wanted = np.asarray(primitive.run(*sample.operands, **deepcopy(sample.params)))
        equal(made, wanted)
    assert known == (primitive.name not in WORDS)


def slopes(primitive: Primitive) -> Any:
    """For each operand: what its rule gives on arrays, the same noted on variables, what these hold."""
    random = np.random.default_rng(5)
    for sample in samples_of(primitive):
        params = deepcopy(sample.params)
        out = np.asarray(primitive.run(*sample.operands, **params))
        g = random.normal(size=out.shape)
        variables = [Variable(form_of(x)) if isinstance(x, np.ndarray) else x for x in sample.operands]
        result, cotangent = Variable(form_of(out)), Variable(form_of(out))
        equation = Equation(primitive, tuple(variables), params, result)
        held = {result: out, cotangent: g}
        pairs = zip(variables, sample.operands, strict=True)
        held.update({v: x for v, x in pairs if isinstance(v, Variable)})
        for position, x in enumerate(sample.operands):
            rule = primitive.rule(position)
            if rule is None or not isinstance(x, np.ndarray) or x.dtype.kind != "f":
                continue
            with np.errstate(all="ignore"):
                wanted = fold(rule.call(g, list(sample.operands), params, out, x.shape, position), x)
            notes = Notes()
            yield wanted, notes, notes.pull(equation, position, cotangent), held, cotangent


differentiable = [p for p in TABLE if not isinstance(p.rules, NotDifferentiable)]


@pytest.mark.parametrize("primitive", differentiable, ids=repr)
def test_a_rule_on_symbols_is_the_rule(primitive: Primitive) -> None:
    count = 0
    for wanted, notes, part, held, _ in slopes(primitive):
        assert part is not None
        count += 1
        made = part
        if isinstance(part, Variable):
            program = Program(list(held), equations=notes.equations, outputs=[part])
            program.check()
            made = program.run(list(held.values()))[0][0]
        np.testing.assert_allclose(made, wanted, rtol=1e-9, atol=1e-12)
    assert count


@pytest.mark.parametrize("primitive", differentiable, ids=repr)
def test_a_derivative_as_it_is_written_is_the_rule(primitive: Primitive) -> None:
    for wanted, notes, part, held, cotangent in slopes(primitive):
        symbols = {v: Term("symbol", (), Symbol(f"v{k}", v)) for k, v in enumerate(held)}
        mark = symbols[cotangent] = Term("symbol", (), Symbol("g", cotangent, True))
        values: dict[Any, Any] = {(v, False): x for v, x in held.items()}
        values[cotangent, True] = held[cotangent]
        try:
            written = tidied(Writer(symbols, notes.equations).term(part))
            made = computed(written, values)
        except (TooLong, NotKnown):
            continue
        equal(made, wanted)
        local = without(written, mark)
        if local is not None:
            equal(held[cotangent] * computed(local, values), wanted)


@pytest.mark.parametrize("name", FORMULAS)
def test_a_textbook_s_formula_is_the_rule(name: str) -> None:
    (primitive,) = [each for each in differentiable if each.name == name]
    count = 0
    for wanted, _, _, held, cotangent in slopes(primitive):
        (x,) = [v for v in held if v is not cotangent and v not in list(held)[:1]]
        terms = {v: Term("symbol", (), Symbol(f"v{k}", v)) for k, v in enumerate(held)}
        out, mark = next(iter(held)), Term("symbol", (), Symbol("g", cotangent, True))
        sample = samples_of(primitive)[count]
        equation = Equation(primitive, (x,), deepcopy(sample.params), out)
        written = textbook(equation, terms[x], terms[out], mark)
        assert written is not None
        values: dict[Any, Any] = {(v, False): number for v, number in held.items()}
        values[cotangent, True] = held[cotangent]
        equal(computed(written, values), wanted)
        equal(computed(tidied(written), values), wanted)
        count += 1
    assert count


def apart(x: Any) -> Any:
    """1/(xⱼ − xᵢ) at i, j, 0 on the diagonal."""
    differences = x[..., None, :] - x[..., :, None]
    return np.where(np.eye(x.shape[-1]) > 0, 0.0, 1 / np.where(differences == 0, 1.0, differences))


RESULTS = {
    "eigh": ("w V", lambda a: eigh_shapes(a), lambda w, V: {"F": apart(w)}),
    "qr": ("Q R", lambda a, mode: qr_shapes(a, mode), lambda Q, R: {}),
    "svd": ("U S Vh", lambda a, full: svd_shapes(a, full),
            lambda U, S, Vh: {"F": apart(S**2), "D": S[..., None] * np.eye(S.shape[-1])}),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTORS)
def test_a_textbook_s_formula_of_several_results_is_the_rule(name: str) -> None:
    (primitive,) = [each for each in differentiable if each.name == name]
    names, shapes, others = RESULTS[name]
    found = list(slopes(primitive))
    assert len(found) == len(samples_of(primitive))
    for sample, (wanted, _, _, held, cotangent) in zip(samples_of(primitive), found, strict=True):
        forms = shapes(np.shape(sample.operands[0]), **sample.params)
        results, gradients = (parts(held[v], forms) for v in (next(iter(held)), cotangent))
        values = dict(zip(names.split(), results, strict=True))
        values |= others(**values)
        known: dict[Any, Any] = {(symbol_of(word, False).variable, False): x for word, x in values.items()}
        for word, g in zip(names.split(), gradients, strict=True):
            known[symbol_of(word, True).variable, True] = g
        equal(computed(factors(name), known), wanted)


def equal(made: Any, wanted: Any) -> None:
    """As far as a formula says: it may leave out that a number is spread over a shape."""
    made = np.asarray(made)
    laid = made.reshape(wanted.shape) if made.size == wanted.size else np.broadcast_to(made, wanted.shape)
    np.testing.assert_allclose(laid, wanted, rtol=1e-9, atol=1e-12)


LONG = {
    "cholesky", "cumprod", "eigh", "gelu_tanh", "logcumsumexp", "lu", "mish", "prod", "qr", "scatter_fold",
    "standardise", "svd",
}  # fmt: skip


def test_most_derivatives_are_written_out() -> None:
    long = set()
    for primitive in differentiable:
        for _, notes, part, held, _ in slopes(primitive):
            symbols = {v: Term("symbol", (), Symbol(f"v{k}", v)) for k, v in enumerate(held)}
            try:
                Writer(symbols, notes.equations).term(part)
            except TooLong:
                long.add(primitive.name)
    assert long == LONG


VALUES = {"x": 1.7, "y": -0.6, "g": 0.9}
leaves = st.sampled_from([Term("symbol", (), formula_of(n).about) for n in VALUES] + [
    number(np.float64(k)) for k in (-2, -1, 0, 1, 2, 0.5)
])  # fmt: skip


def joined(parts: Any) -> Any:
    pairs = st.tuples(parts, parts)
    return st.one_of(
        st.builds(lambda head, pair: Term(head, pair), st.sampled_from(["+", "-", "*", "/"]), pairs),
        st.builds(lambda x: Term("neg", (x,)), parts),
        st.builds(lambda x, k: Term("**", (x, number(k))), parts, st.sampled_from([0, 1, 2, 3])),
        st.builds(lambda c, x, y: Term("if", (Term("<", c), x, y)), pairs, parts, parts),
    )


@settings(max_examples=400)
@given(st.recursive(leaves, joined, max_leaves=8))
def test_shorter_is_the_same(term: Term) -> None:
    values = {name: np.float64(x) for name, x in VALUES.items()}
    before, shorter = computed(term, values), tidied(term)
    if np.all(np.isfinite(before)):
        np.testing.assert_allclose(computed(shorter, values), before, rtol=1e-9, atol=1e-12)
    assert shorter.count() <= term.count() + 2
    assert tidied(shorter) == shorter
