"""Gradients that textbooks write shorter than their rules compute them.

A rule takes the steps that are quick and exact, which written out can be longer than anybody reads. These
formulas say the same; the tests hold each against its rule on every sample of the primitive.
"""

from __future__ import annotations

from tidu.core.notation import Term, filled, formula_of
from tidu.core.primitive import Primitive
from tidu.read.explain.terms import element_by_element
from tidu.read.program import Equation

FORMULAS = {
    # Murray 2016, arXiv:1602.07527.
    "cholesky": "symmetric(inverse(transpose(out)) @ lower_half(transpose(out) @ g) @ inverse(out))",
    "logcumsumexp": "exp(x) * flip(cumsum(flip(g * exp(-out), axis), axis), axis)",
    "mish": "g * (tanh(log(1 + exp(x))) + x * (1 - tanh(log(1 + exp(x))) ** 2) * sigmoid(x))",
    # Ioffe and Szegedy 2015, section 3.
    "standardise": "(g - mean(g, axes) - out * mean(g * out, axes)) / sqrt(var(x, axes) + eps)",
}
"""Primitive of one operand -> its cotangent, in the cotangent `g` of the result and the result `out`."""


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


__all__ = ["FORMULAS", "textbook"]
