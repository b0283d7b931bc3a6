"""Gradients that textbooks write shorter than their rules compute them.

A rule takes the steps that are quick and exact, which written out can be longer than anybody reads. These
formulas say the same; the tests hold each against its rule on every sample of the primitive.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from tidu.core.notation import Term, filled, formula_of
from tidu.core.primitive import Primitive
from tidu.core.shapes import Form
from tidu.read.explain.terms import Symbol, element_by_element
from tidu.read.program import Equation
from tidu.read.variable import Variable

FORMULAS = {
    # Murray 2016, arXiv:1602.07527.
    "cholesky": "symmetric(inverse(transpose(out)) @ lower_half(transpose(out) @ g) @ inverse(out))",
    "gelu_tanh": "g * (0.5 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x ** 3))) + 0.5 * x"
                 " * (1 - tanh(sqrt(2 / pi) * (x + 0.044715 * x ** 3)) ** 2)"
                 " * sqrt(2 / pi) * (1 + 0.134145 * x ** 2))",
    "logcumsumexp": "exp(x) * flip(cumsum(flip(g * exp(-out), axis), axis), axis)",
    "mish": "g * (tanh(log(1 + exp(x))) + x * (1 - tanh(log(1 + exp(x))) ** 2) * sigmoid(x))",
    "max_pool": "max_unpool(g, max_places(x, kernel, stride, padding, dilation))",
    # Ioffe and Szegedy 2015, section 3.
    "standardise": "(g - mean(g, axes) - out * mean(g * out, axes)) / sqrt(var(x, axes) + eps)",
}  # fmt: skip
"""Primitive of one operand -> its cotangent, in the cotangent `g` of the result and the result `out`."""

FACTORS = {
    "eigh": "symmetric(V @ (diagonal(gw) + F * (transpose(V) @ gV)) @ transpose(V))",
    # Walter and Lehmann 2012, arXiv:1001.1654.
    "qr": "(gQ + 2 * (Q @ symmetric(upper_half(gR @ transpose(R) - transpose(Q) @ gQ))))"
          " @ inverse(transpose(R))",
    # Townsend 2016, Differentiating the singular value decomposition.
    "svd": "U @ (diagonal(gS) + (F * skew(transpose(U) @ gU)) @ D + D @ (F * skew(Vh @ transpose(gVh)))) @ Vh"
           " + (gU - U @ transpose(U) @ gU) @ inverse(D) @ Vh"
           " + U @ inverse(D) @ (gVh - gVh @ transpose(Vh) @ Vh)",
}  # fmt: skip
"""Primitive of several results -> its operand's cotangent, in the results as they are called in books.

A name behind `g` is a cotangent; the note that shows the formula says what the others are.
"""
MATRIX = Form((2, 2), np.dtype("float64"))  # of any size: only that it is one decides how products look


def factors(name: str) -> Term:
    """The formula of `FACTORS` with its names as symbols.

    >>> sorted({each.about.name for each in leaves(factors("qr"))})
    ['Q', 'R']
    """

    def change(term: Term) -> Term:
        if term.head != "symbol":
            return element_by_element(term)
        word = term.about.name
        return Term("symbol", (), symbol_of(word.removeprefix("g"), word.startswith("g")))

    return formula_of(FACTORS[name]).rebuilt(change)


@lru_cache
def symbol_of(name: str, cotangent: bool) -> Symbol:
    """A matrix of that name, or the cotangent of it; the same one each time."""
    return Symbol(name, Variable(MATRIX), cotangent)


def leaves(term: Term) -> Iterator[Term]:
    """The symbols of a term."""
    if term.head == "symbol":
        yield term
    for part in term.parts:
        yield from leaves(part)


def textbook(equation: Equation, operand: Term, out: Term, g: Term) -> Term | None:
    """What the operand of `equation` gets back, in these symbols; None where the rule says it as well.

    >>> from tidu.core.notation import Name
    >>> from tidu.ops.factor import cholesky
    >>> a, z, g = (Term("symbol", (), Name(name)) for name in "azg")
    >>> textbook(Equation(cholesky, (), {}, None), a, z, g).about
    'symmetric'
    """
    primitive = equation.primitive
    if not isinstance(primitive, Primitive) or primitive.name not in FORMULAS:
        return None
    names = {primitive.operands[0]: operand, "out": out, "g": g}
    return filled(formula_of(FORMULAS[primitive.name]), names, equation.params).rebuilt(element_by_element)


__all__ = ["FACTORS", "FORMULAS", "factors", "textbook"]
