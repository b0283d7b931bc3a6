"""How much each sign binds, which functions have signs of their own, and how vectors stand."""

from __future__ import annotations

import numpy as np

from tidu.core.notation import Numbers, Term
from tidu.read.explain.words import CONSTANTS, FUNCTIONS

IF, OR, AND, NOT, COMPARED, SUM, SIGN, FOLD, PRODUCT, MATRICES, POWER, ATOM = range(1, 13)
INFIX = {
    "or": (OR, "∨"), "and": (AND, "∧"), "==": (COMPARED, "="), "!=": (COMPARED, "≠"), "<": (COMPARED, "<"),
    "<=": (COMPARED, "≤"), ">": (COMPARED, ">"), ">=": (COMPARED, "≥"), "+": (SUM, "+"), "-": (SUM, "−"),
    "*": (PRODUCT, "·"), "o": (PRODUCT, "⊙"), "dot": (PRODUCT, "·"), "mod": (PRODUCT, "mod"),
    "@": (MATRICES, ""), "outer": (MATRICES, ""),
    "&": (AND, "&"), "|": (OR, "|"), "^": (OR, "⊕"), "<<": (SUM, "<<"),
    ">>": (SUM, ">>"),
}  # fmt: skip
SIGNS = {"neg": "−", "not": "¬", "~": "~"}
FENCES = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}
ASSOCIATIVE = {"*": "*o", "o": "*o", "@": "@"}
RAISED = {"transpose": "ᵀ", "inverse": "⁻¹", "pseudoinverse": "⁺"}
FOLDS = {"sum": "Σ", "prod": "Π"}
PUT = ("embed", "scatter")
ROW_WISE = ("own",)  # of each row one element
OF_ONE = ("softmax", "onehot", "mean", "var", "cumsum", "cumprod", "argmax", "argmin", "flip", "largest",
          "smallest", "any", "all", "argsort", "max_pool", "max_places", "sum_pool", "spread",
          "permute")  # fmt: skip
OVER = ("mean", "var", "largest", "smallest")  # whose axes are said, as those of Σ are
UNSAID = ("raw",)  # parameters that a formula shows by its name alone


def oriented(head: str, x: Term, y: Term) -> tuple[Term, Term]:
    """Vectors in products of matrices lie and stand as mathematics has them: a row, a column."""
    if head not in ("@", "outer"):
        return x, y
    x, y = (part.parts[0] if part.head == "same" else part for part in (x, y))
    if head == "outer":
        return _upright(x), y if y.head == "array" else Term("call", (y,), "transpose")
    if x.head == "symbol" and len(x.about.shape or ()) == 1:
        x = Term("call", (x,), "transpose")
    return x, _upright(y)


def _upright(term: Term) -> Term:
    """The numbers of a vector below each other."""
    if term.head == "array" and len(term.about.shape) == 1:
        return Term("array", (), Numbers(np.asarray(term.about.values)[:, None]))
    return term


def is_negative(term: Term) -> bool:
    if term.head == "array" and term.about.shape == ():
        return bool(term.about.values < 0)
    if term.head in ("*", "o"):
        return is_negative(term.parts[0])
    return term.head == "number" and term.about < 0


def key_text(key: tuple) -> str:
    """The places of a slice, as in Python.

    >>> key_text((2, (None, 4, 1), (0, 6, 2), "new"))
    '2, :4, 0:6:2, new'
    """
    made = []
    for part in key:
        if isinstance(part, tuple):
            start, stop, step = ("" if x is None else str(x) for x in part)
            made.append(f"{start}:{stop}" + ("" if step == "1" else f":{step}"))
        else:
            made.append(str(part))
    return ", ".join(made)


def function_name(word: str, latex: bool) -> str:
    """A function's name, or a constant's."""
    found = FUNCTIONS.get(word) or CONSTANTS.get(word)
    if found is not None:
        return found[latex]
    return rf"\operatorname{{{word.replace('_', ' ')}}}" if latex else word
