"""What `tidu.explain` returns: data first, and the four ways to write it."""

from __future__ import annotations

from functools import cached_property

from tidu.read.computation import Computation
from tidu.read.explain.composer import Composer
from tidu.read.explain.page import Page
from tidu.read.explain.steps import Back, Step, Telling
from tidu.read.explain.writing import WIDTH, as_html, as_latex, as_markdown, as_text
from tidu.read.variable import Variable
from tidu.text import language


class Explanation:
    """The worked derivation of a computation. Printing shows the text; notebooks show formulas.

    `steps` are the steps forward (`Step`: name, formula, value) and then backward (`Back`: the uses
    through which a derivative comes, and its value); `computation` is the program with all numbers.
    """

    def __init__(self, told: Computation, wrt: Variable | None, lang: str | None, digits: int):
        self.computation, self.wrt, self.digits = told, wrt, digits
        self.lang = lang or language()
        self._telling = Telling(told)

    @cached_property
    def page(self) -> Page:
        """All that is said, as sections of lines."""
        return Composer(self._telling, self.lang, self.digits).page(self.wrt)

    @property
    def name(self) -> str:
        """What the result is called."""
        return self._telling.names[self._telling.root]

    @property
    def steps(self) -> list[Step | Back]:
        """Every step forward, then every step backward, as data."""
        return [*self._telling.forward, *self._telling.backward]

    def text(self, width: int = WIDTH) -> str:
        """Plain text in Unicode, of that many columns where formulas allow it."""
        return as_text(self.page, self.name, self.digits, width)

    def latex(self) -> str:
        """Headings and `align*` blocks for a document with amsmath."""
        return as_latex(self.page, self.name, self.digits)

    def markdown(self) -> str:
        """Markdown with formulas between dollar signs."""
        return as_markdown(self.page, self.name, self.digits)

    def html(self) -> str:
        """A page that needs no network."""
        return as_html(self.page, self.name, self.digits, self.lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return self.text()

    def _repr_markdown_(self) -> str:
        """What notebooks show."""
        return self.markdown()

    def _repr_latex_(self) -> str:
        """What consoles that know LaTeX alone show."""
        return self.latex()


__all__ = ["Explanation"]
