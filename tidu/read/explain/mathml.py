"""Terms as MathML, which browsers set by themselves: a page needs no script and no network."""

from __future__ import annotations

from html import escape

from tidu.core.notation import Term
from tidu.read.explain.levels import IF, POWER, function_name
from tidu.read.explain.script import Script
from tidu.read.explain.words import AXES, spelled

ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~"}


class MathML(Script[str]):
    """The kind for pages.

    >>> from tidu.core.notation import formula_of
    >>> MathML("L").write(formula_of("x + 2"))
    '<mrow><mi>x</mi><mo>+</mo><mn>2</mn></mrow>'
    """

    def word(self, text: str) -> str:
        """A sign, or words."""
        if text == ", ":
            return '<mo separator="true">,</mo>'
        if text.strip().replace("_", "").isalnum() and text.strip() != "1":
            return f"<mtext>{escape(text)}</mtext>"
        return f"<mo>{escape(text)}</mo>"

    def row(self, *pieces: str) -> str:
        """One after the other."""
        return f"<mrow>{''.join(pieces)}</mrow>"

    def name(self, name: str) -> str:
        """`z1` as z with 1 below; words upright."""
        made = spelled(name)
        base = f"<mi>{escape(made.base)}</mi>"
        if made.mark:
            base = f'<mover accent="true">{base}<mo>{ACCENTS[made.mark]}</mo></mover>'
        if not made.below:
            return base
        kind = "mn" if made.below.isdigit() else "mtext"
        return f"<msub>{base}<{kind}>{escape(made.below)}</{kind}></msub>"

    def figure(self, text: str) -> str:
        """Powers of ten as they are written."""
        mantissa, e, power = text.partition("e")
        sign = "<mo>−</mo>" if mantissa[0] == "−" else ""
        made = f"{sign}<mn>{mantissa.removeprefix('−')}</mn>"
        if e:
            made = sign if mantissa in ("1", "−1") else f"{made}<mo>·</mo>"
            made += f"<msup><mn>10</mn>{self.figure(power)}</msup>"
        return f"<mrow>{made}</mrow>" if sign or e else made

    def function(self, word: str) -> str:
        """Its Unicode name."""
        return f"<mi>{escape(function_name(word, latex=False))}</mi>"

    def infix(self, head: str, sign: str, x: str, y: str) -> str:
        """An operator between, spaced by the browser."""
        middle = f"<mo>{escape(sign)}</mo>" if sign else '<mspace width="0.22em"/>'
        return f"<mrow>{x}{middle}{y}</mrow>"

    def fenced(self, left: str, inside: str, right: str) -> str:
        """Parentheses as high as what is inside."""
        if left == "(" and ("<mtable" in inside or "<mfrac" in inside):
            return f'<mrow class="round">{inside}</mrow>'  # fonts seldom have parentheses of that height
        return f'<mrow><mo fence="true">{left}</mo>{inside}<mo fence="true">{right}</mo></mrow>'

    def raised(self, x: str, power: str) -> str:
        """A superscript."""
        power = {"<mo>ᵀ</mo>": "<mi>T</mi>", "<mo>⁻¹</mo>": "<mrow><mo>−</mo><mn>1</mn></mrow>",
                 "<mtext>ᵀ</mtext>": "<mi>T</mi>", "<mo>⁺</mo>": "<mo>+</mo>"}.get(power, power)  # fmt: skip
        return f"<msup>{x}{power}</msup>"

    def lowered(self, x: str, below: str) -> str:
        """A subscript."""
        return f"<msub>{x}{below}</msub>"

    def fold(self, sign: str, axes: tuple[int, ...], x: str) -> str:
        """A large sign."""
        large = f'<mo largeop="true">{ {"Σ": "∑", "Π": "∏"}[sign] }</mo>'
        below = "".join(f"<mi>{AXES[axis]}</mi>" for axis in axes)
        return f"<mrow>{f'<munder>{large}<mrow>{below}</mrow></munder>' if below else large}{x}</mrow>"

    def fraction(self, term: Term) -> tuple[str, int]:
        """One above the other."""
        return f"<mfrac>{self.write(term.parts[0])}{self.write(term.parts[1])}</mfrac>", POWER

    def partial(self, above: str, below: str) -> tuple[str, int]:
        """One above the other."""
        d = "<mo>∂</mo>"
        return f"<mfrac><mrow>{d}{above}</mrow><mrow>{d}{below}</mrow></mfrac>", POWER

    def root(self, x: Term) -> str:
        """Under the line."""
        return f"<msqrt>{self.write(x)}</msqrt>"

    def exponential(self, x: Term) -> tuple[str, int]:
        """e to the power."""
        return f"<msup><mi>e</mi>{self.write(x)}</msup>", POWER

    def choice(self, condition: str, x: str, y: str) -> tuple[str, int]:
        """Two lines behind a brace."""
        lines = ((x, f'<mtext>if</mtext><mspace width="0.3em"/>{condition}'), (y, "<mtext>else</mtext>"))
        rows = "".join(f"<mtr><mtd>{value}</mtd><mtd>{when}</mtd></mtr>" for value, when in lines)
        return f'<mrow><mo fence="true">{{</mo><mtable>{rows}</mtable></mrow>', IF

    def matrix(self, rows: list[list[str]], vector: bool) -> str:
        """In brackets."""
        cells = ("".join(f"<mtd>{self.figure(x)}</mtd>" for x in row) for row in rows)
        return f'<mtable class="matrix">{"".join(f"<mtr>{row}</mtr>" for row in cells)}</mtable>'


__all__ = ["MathML"]
