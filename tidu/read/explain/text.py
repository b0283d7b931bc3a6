"""Terms as plain text: Unicode, matrices over several lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

from tidu.core.notation import Term
from tidu.read.explain.levels import ATOM, IF, POWER, PRODUCT, function_name
from tidu.read.explain.script import Script
from tidu.read.explain.words import HIGH, LOW, LOW_AXES, MARKS, spelled

FENCES = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "|": "│││", "{": "⎧⎨⎩", "}": "⎫⎬⎭",
    "⌊": "││⌊", "⌋": "││⌋", "⌈": "⌈││", "⌉": "⌉││",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """Lines of one width; line `middle` goes on where the formula does.

    >>> str(Box(("a", "b")))
    'a\\nb'
    """

    lines: tuple[str, ...]
    middle: int = 0

    @property
    def width(self) -> int:
        """How many columns of a terminal it takes."""
        return max(map(columns, self.lines), default=0)

    @property
    def height(self) -> int:
        """How many lines."""
        return len(self.lines)

    def __str__(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)


def columns(text: str) -> int:
    """The columns of a terminal that a line takes.

    >>> columns("w\u0302 是")
    4
    """
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def beside(*boxes: Box) -> Box:
    """Boxes side by side, their middles on one line.

    >>> beside(Box(("a",)), Box(("1", "2"), 1)).lines
    (' 1', 'a2')
    """
    above = max((box.middle for box in boxes), default=0)
    below = max((box.height - box.middle for box in boxes), default=1)
    lines = [""] * (above + below)
    for box in boxes:
        start = above - box.middle
        for k in range(len(lines)):
            part = box.lines[k - start] if 0 <= k - start < box.height else ""
            lines[k] += part + " " * (box.width - columns(part))
    return Box(tuple(lines), above)


class Text(Script[Box]):
    """The kind for terminals.

    >>> from tidu.core.notation import formula_of
    >>> str(Text("L").write(formula_of("-((x + y) ** 2 / (2 * z1))")))
    '−(x + y)² / (2·z₁)'
    """

    def word(self, text: str) -> Box:
        """One line."""
        return Box((text,))

    def row(self, *pieces: Box) -> Box:
        """Side by side."""
        return beside(*pieces) if pieces else Box(("",))

    def name(self, name: str) -> Box:
        """`z1` as z₁, `y_hat` as ŷ."""
        made = spelled(name)
        if made.below.isdigit():
            return Box((made.base + MARKS.get(made.mark, ("",))[0] + made.below.translate(LOW),))
        return Box((made.base + MARKS[made.mark][0] if made.mark else made.base if not made.below else name,))

    def figure(self, text: str) -> Box:
        """Powers of ten as they are written."""
        mantissa, e, power = text.partition("e")
        if not e:
            return Box((text,))
        digits = mantissa.removesuffix("1") if mantissa in ("1", "−1") else f"{mantissa}·"
        return Box((f"{digits}10{power.translate(HIGH)}",))

    def function(self, word: str) -> Box:
        """Its Unicode name."""
        return Box((function_name(word, latex=False),))

    def infix(self, head: str, sign: str, x: Box, y: Box) -> Box:
        """Products close together where they are short, all else with spaces."""
        if head in ("*", "dot") and "∂" not in x.lines[x.middle] + y.lines[y.middle]:
            return beside(x, Box((sign,)), y)
        return beside(x, Box((f" {sign} " if sign else " ",)), y)

    def fenced(self, left: str, inside: Box, right: str) -> Box:
        """Parentheses as high as what is inside."""
        return beside(fence(left, inside), inside, fence(right, inside))

    def raised(self, x: Box, power: Box) -> Box:
        """Digits as superscripts, at the top of a matrix; other powers behind ^."""
        (text,) = power.lines if power.height == 1 else ("",)
        if text and all(c in "0123456789−⁻¹ᵀ⁺" for c in text):
            return beside(x, Box((text.translate(HIGH), *[""] * (x.height - 1)), x.middle))
        plain = power.height == 1 and text.replace(".", "").isalnum()
        return beside(x, Box(("^",)), power if plain else self.fenced("(", power, ")"))

    def lowered(self, x: Box, below: Box) -> Box:
        """As in Python: x[i]."""
        return beside(x, Box(("[",)), below, Box(("]",)))

    def over(self, word: str, axes: tuple[int, ...]) -> Box:
        """meanᵢ."""
        return Box((function_name(word, latex=False) + "".join(LOW_AXES[axis] for axis in axes),))

    def fold(self, sign: str, axes: tuple[int, ...], x: Box) -> Box:
        """Σ, with i for the first axis, j for the second."""
        return beside(Box((sign + "".join(LOW_AXES[axis] for axis in axes) + " ",)), x)

    def fraction(self, term: Term) -> tuple[Box, int]:
        """x/y in a line."""
        x, y = self.write(term.parts[0], PRODUCT), self.write(term.parts[1], POWER)
        loose = any(" " in box.lines[box.middle].strip() or box.height > 1 for box in (x, y))
        return beside(x, Box((" / " if loose else "/",)), y), PRODUCT

    def partial(self, above: Box, below: Box) -> tuple[Box, int]:
        """∂x/∂y."""
        return beside(Box(("∂",)), above, Box(("/∂",)), below), POWER

    def root(self, x: Term) -> Box:
        """√x."""
        return beside(Box(("√",)), self.write(x, ATOM))

    def choice(self, condition: Box, x: Box, y: Box) -> tuple[Box, int]:
        """As in Python: x if condition else y."""
        return beside(x, Box((" if ",)), condition, Box((" else ",)), y), IF

    def matrix(self, rows: list[list[str]], vector: bool) -> Box:
        """Numbers to the right in their columns, in brackets."""
        cells = [[self.figure(x).lines[0] for x in row] for row in rows]
        aligned = zip(*(by_points(column) for column in zip(*cells, strict=True)), strict=True)
        lines = ["  ".join(row) for row in aligned]
        return self.fenced("[", Box(tuple(lines), (len(lines) - 1) // 2), "]")


def by_points(column: Sequence[str]) -> list[str]:
    """Numbers below each other, their points in one line.

    >>> by_points(["1.25", "−10"])
    ['  1.25', '−10   ']
    """
    before = [columns(x.partition(".")[0]) for x in column]
    padded = [" " * (max(before) - n) + x for x, n in zip(column, before, strict=True)]
    return [x + " " * (max(map(columns, padded)) - columns(x)) for x in padded]


def fence(sign: str, inside: Box) -> Box:
    """A parenthesis of the height of a box."""
    if inside.height == 1:
        return Box((sign,))
    top, middle, bottom = FENCES[sign]
    return Box((top, *(middle for _ in range(inside.height - 2)), bottom), inside.middle)


__all__ = ["Box", "Text", "beside", "columns"]
