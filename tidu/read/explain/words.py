"""How names, numbers and functions are spelled, in Unicode and in LaTeX."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
MARKS = {"hat": ("\u0302", r"\hat"), "bar": ("\u0304", r"\bar"), "tilde": ("\u0303", r"\tilde")}
LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HIGH = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
AXES = "ijklmn"
LOW_AXES = "ᵢⱼₖₗₘₙ"

FUNCTIONS = {  # word -> (Unicode, LaTeX)
    "sigmoid": ("σ", r"\sigma"), "gamma": ("Γ", r"\Gamma"), "normal_share": ("Φ", r"\Phi"),
    "normal_quantile": ("Φ⁻¹", r"\Phi^{-1}"), "zeta": ("ζ", r"\zeta"), "i0": ("I₀", "I_0"),
    "i1": ("I₁", "I_1"),
    "polygamma": ("ψ", r"\psi"), "largest": ("max", r"\max"),
    "smallest": ("min", r"\min"), "normal": ("N", r"\mathcal{N}"), "uniform": ("U", r"\mathcal{U}"),
    "log2": ("log₂", r"\log_2"), "log10": ("log₁₀", r"\log_{10}"), "gamma_share": ("P", "P"),
    "diagonal": ("diag", r"\operatorname{diag}"), "diagonal_of": ("diag", r"\operatorname{diag}"),
    "upper_half": ("up", r"\operatorname{up}"),
    "symmetric": ("sym", r"\operatorname{sym}"), "lower_half": ("low", r"\operatorname{low}"),
    "matrix_exp": ("exp", r"\exp"), "bernoulli": ("Bernoulli", r"\operatorname{Bernoulli}"),
    **{name: (name, rf"\{name}") for name in (
        "log", "exp", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "max", "min",
        "det", "gcd",
    )},
}  # fmt: skip
CONSTANTS = {"pi": ("π", r"\pi"), "inf": ("∞", r"\infty")}


@dataclass(frozen=True)
class Spelled:
    """A name in its parts: `z1` is z and 1, `y_hat` y with a hat, `x_train` x and train.

    >>> spelled("theta_0")
    Spelled(base='θ', below='0', mark='')
    """

    base: str
    below: str = ""
    mark: str = ""


def spelled(name: str) -> Spelled:
    """The parts of a name, where it is one that mathematics writes so; others stay whole.

    >>> spelled("W12"), spelled("loss")
    (Spelled(base='W', below='12', mark=''), Spelled(base='loss', below='', mark=''))
    """
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    base, _, last = letters.rstrip("_").rpartition("_")
    mark = last if last in MARKS and _letter(base) else ""
    if not mark and base and not digits and _letter(base):
        return Spelled(_letter(base), last)
    letter = _letter(base if mark else letters.rstrip("_"))
    return Spelled(letter, digits, mark) if letter else Spelled(name)


def _letter(text: str) -> str:
    return text if len(text) == 1 and text.isalpha() else GREEK.get(text, "")


def figures(value: Any, digits: int) -> tuple[str, bool]:
    """(a number in at most so many significant digits, whether it was rounded), sign −, power e.

    >>> figures(0.000012345678, 4), figures(3.0, 4), figures(-2, 4)
    (('1.235e−5', True), ('3', False), ('−2', False))
    """
    if isinstance(value, bool | np.bool_):
        return str(int(value)), False
    if isinstance(value, int | np.integer):
        return str(value).replace("-", "−"), False
    if not math.isfinite(value):
        return ("NaN" if value != value else "∞" if value > 0 else "−∞"), False
    if value == 0:
        return "0", False
    text = f"{float(value):.{digits}g}"
    meant = is_short(text, value) or Fraction(text) == Fraction(float(value))
    rounded = type(value)(text) != value or not meant
    mantissa, e, power = text.partition("e")
    if e and -5 < int(power) < 7:  # such numbers are read more easily written out
        mantissa, e = f"{float(text):.{max(0, digits - 1 - int(power))}f}", ""
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return (mantissa + (f"e{int(power)}" if e else "")).replace("-", "−"), rounded


def is_short(text: str, value: Any) -> bool:
    """Whether a number of that precision tells every decimal of so many digits from all others.

    >>> is_short("0.1", np.float32(0.1)), is_short("0.10000000149", np.float32(0.1))
    (True, False)
    """
    sure = np.finfo(value.dtype).precision if isinstance(value, np.floating) else sys.float_info.dig
    return sum(map(str.isdigit, text.partition("e")[0].replace(".", "").strip("0−-"))) <= sure


__all__ = [
    "AXES", "CONSTANTS", "FUNCTIONS", "HIGH", "LOW", "LOW_AXES", "MARKS", "Spelled", "figures", "is_short",
    "spelled",
]  # fmt: skip
