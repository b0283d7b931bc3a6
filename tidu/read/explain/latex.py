"""Terms as LaTeX, for amsmath, MathJax and KaTeX."""

from __future__ import annotations

from tidu.core.notation import Term
from tidu.read.explain.levels import IF, POWER, function_name
from tidu.read.explain.script import Script
from tidu.read.explain.words import AXES, GREEK, MARKS, spelled

SIGNS = {
    "·": r"\cdot", "⊙": r"\odot", "−": "-", "≤": r"\le", "≥": r"\ge", "≠": r"\ne",
    "∨": r"\lor", "∧": r"\land",
    "¬": r"\lnot ", "~": r"\sim ", "mod": r"\bmod", "∗": "*", "⊕": r"\oplus", "&": r"\mathbin{\&}",
    "<<": r"\ll", ">>": r"\gg", "ᵀ": r"\top", "⁻¹": "-1", "⁺": "+", "1": r"\mathbf{1}",
    "…": r"\cdots", "Σ": r"\sum", "Π": r"\prod",
}  # fmt: skip
FENCES = {"(": "(", ")": ")", "|": "|", "{": r"\{", "}": r"\}", "⌊": r"\lfloor", "⌋": r"\rfloor",
          "⌈": r"\lceil", "⌉": r"\rceil"}  # fmt: skip
COMMANDS = {letter: rf"\{name}" for name, letter in GREEK.items()}


class Latex(Script[str]):
    """The kind for papers and notebooks.

    >>> from tidu.core.notation import formula_of
    >>> Latex("L").write(formula_of("-((x + y) ** 2 / (2 * z1))"))
    '-\\\\frac{\\\\left(x + y\\\\right)^{2}}{2 \\\\cdot z_{1}}'
    """

    def word(self, text: str) -> str:
        """A sign, or words upright."""
        if text in SIGNS:
            return SIGNS[text]
        return rf"\text{{{_escaped(text)}}}" if len(text.strip()) > 1 and text.strip() != "()" else text

    def row(self, *pieces: str) -> str:
        """One after the other."""
        return "".join(pieces)

    def name(self, name: str) -> str:
        """`z1` as z with 1 below, words upright."""
        made = spelled(name)
        base = COMMANDS.get(made.base, made.base)
        if len(made.base) > 1:
            base = rf"\mathrm{{{_escaped(made.base)}}}"
        if made.mark:
            base = f"{MARKS[made.mark][1]}{{{base}}}"
        below = made.below if made.below.isdigit() else rf"\mathrm{{{_escaped(made.below)}}}"
        return f"{base}_{{{below}}}" if made.below else base

    def figure(self, text: str) -> str:
        """Powers of ten as they are written."""
        mantissa, e, power = text.replace("−", "-").partition("e")
        made = mantissa.replace("∞", r"\infty").replace("NaN", r"\mathrm{NaN}")
        factor = made.removesuffix("1") if made in ("1", "-1") else rf"{made} \times "
        return rf"{factor}10^{{{power}}}" if e else made

    def function(self, word: str) -> str:
        """Its command."""
        return function_name(word, latex=True)

    def infix(self, head: str, sign: str, x: str, y: str) -> str:
        """An operator with spaces, as LaTeX sets it."""
        return f"{x} {SIGNS.get(sign, sign)} {y}" if sign else rf"{x} \, {y}"

    def fenced(self, left: str, inside: str, right: str) -> str:
        """Parentheses as high as what is inside."""
        return rf"\left{FENCES[left]}{inside}\right{FENCES[right]}"

    def raised(self, x: str, power: str) -> str:
        """A superscript."""
        return f"{x}^{{{power}}}"

    def lowered(self, x: str, below: str) -> str:
        """A subscript."""
        return f"{{{x}}}_{{{below}}}"  # x may have one already

    def fold(self, sign: str, axes: tuple[int, ...], x: str) -> str:
        """A large sign."""
        below = "".join(AXES[axis] for axis in axes)
        return f"{SIGNS[sign]}{f'_{{{below}}}' if below else ''} {x}"

    def fraction(self, term: Term) -> tuple[str, int]:
        """One above the other."""
        return rf"\frac{{{self.write(term.parts[0])}}}{{{self.write(term.parts[1])}}}", POWER

    def partial(self, above: str, below: str) -> tuple[str, int]:
        """One above the other."""
        return rf"\frac{{\partial {above}}}{{\partial {below}}}", POWER

    def root(self, x: Term) -> str:
        """Under the line."""
        return rf"\sqrt{{{self.write(x)}}}"

    def exponential(self, x: Term) -> tuple[str, int]:
        """e to the power."""
        return f"e^{{{self.write(x)}}}", POWER

    def choice(self, condition: str, x: str, y: str) -> tuple[str, int]:
        """Two lines behind a brace."""
        lines = rf"{x} & \text{{if }} {condition} \\ {y} & \text{{else}}"
        return rf"\begin{{cases}} {lines} \end{{cases}}", IF

    def matrix(self, rows: list[list[str]], vector: bool) -> str:
        """In brackets."""
        lines = r" \\ ".join(" & ".join(map(self.figure, row)) for row in rows)
        return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "_%&#${}" else c for c in text)


__all__ = ["Latex"]
