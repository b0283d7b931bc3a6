"""The page of a computation: which lines are said, in names, with numbers, and in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tidu.core.notation import Numbers, Term, call, number
from tidu.read.explain.glossary import words_used
from tidu.read.explain.naming import small
from tidu.read.explain.operations import operations_told
from tidu.read.explain.page import Line, Page, Section
from tidu.read.explain.path import Path
from tidu.read.explain.steps import Back, Step, Telling, Use
from tidu.read.explain.terms import product
from tidu.read.explain.text import Text
from tidu.read.explain.words import figures
from tidu.read.explain.worked import spread
from tidu.read.variable import Variable
from tidu.text import listed, say

FIRST = 3  # the numbers that are shown of many
MOST = 6  # the uses of one variable that are written out
REST = Term("raw", (), "…")  # the others
NUDGE = 0.01


class Composer:
    """Makes the page of a computation, in one language."""

    def __init__(self, telling: Telling, lang: str | None, digits: int):
        self.telling, self.lang, self.digits = telling, lang, digits

    def phrase(self, key: str, **values: object) -> str:
        """A sentence of this area."""
        return say(f"explain.{key}", self.lang, **values)

    def page(self, wrt: Variable | None = None) -> Page:
        """All steps, or the paths from the result to one variable."""
        root = self.spelled(self.telling.root)
        if wrt is None:
            title, telling = self.phrase("title", name=root), self.telling
            sections = [self.given(), self.forward(telling.forward), self.backward(telling.backward)]
        else:
            title, path = self.phrase("title_wrt", name=root, by=self.spelled(wrt)), Path(self.telling, wrt)
            sections = [self.given(path.near, wrt), self.forward(path.forward), *self.chained(path)]
        sections.append(self.meaning(wrt))
        words = [*map(self.phrase, words_used(sections))]
        held = [line.left for line in sections[1].lines if line.left.about.variable in self.telling.derived]
        if held:
            listing = listed((self.spelled(each.about.variable) for each in held), self.lang)
            words.append(self.phrase("word_derived", names=listing))
        words.extend(operations_told(self.telling, sections[1], self.phrase))
        sections.append(Section(self.phrase("words"), notes=tuple(words)))
        return Page(title, tuple(each for each in sections if each.lines or each.together or each.notes))

    def spelled(self, x: Variable) -> str:
        """The name of a variable in a sentence."""
        return str(Text("").name(self.telling.names[x]))

    # Values

    def shown(self, x: np.ndarray) -> tuple[Term, ...]:
        """A number or a small matrix as a term; nothing for many numbers."""
        if x.ndim == 0:
            return (number(x[()]),)
        return (Term("array", (), Numbers(x)),) if small(x) else ()

    def told(self, x: np.ndarray) -> str:
        """Many numbers in words: their shape, their norm, the first few; nothing for few."""
        shape = "×".join(map(str, x.shape))
        if x.ndim == 0 or small(x):
            return shape if x.ndim > 2 else ""  # shown as the matrix that it is
        first = listed((figures(value, self.digits)[0] for value in x.ravel()[:FIRST]), self.lang)
        if x.dtype.kind != "f":
            return self.phrase("large_whole", shape=shape, first=first)
        norm = figures(float(np.linalg.norm(x.astype(np.float64))), self.digits)[0]
        return self.phrase("large", shape=shape, norm=norm, first=first)

    def line(self, left: Term, formula: Term | None, value: np.ndarray) -> Line:
        """A formula in names, the same with numbers, and its value."""
        right = [] if formula is None else [formula]
        numbers = None if formula is None else self.telling.with_numbers(formula)
        if numbers is not None and numbers != formula:
            right.append(spread(numbers))
        return Line(left, (*right, *self.shown(value)), self.told(value))

    # Sections

    def given(self, only: set[Variable] | None = None, by: Variable | None = None) -> Section:
        """What was there before: parameters and data; what the derivative is `by`, if it is a step."""
        lines, together = [], []
        inputs = self.telling.told.program.inputs
        for x in inputs if by is None or by in inputs else [*inputs, by]:
            told = x in self.telling.names and x not in self.telling.derived
            if not told or (only is not None and x not in only):
                continue
            value, path = self.telling.value(x), self.telling.paths.get(self.telling.names[x], "")
            aside = self.told(value)
            line = Line(self.telling.symbols[x], self.shown(value), aside)
            if path:
                aside = self.phrase("path", path=path, rest=aside) if aside else path
                line = Line(line.left, line.right, aside)
            (together if value.ndim == 0 and not path else lines).append(line)
        return Section(self.phrase("given"), tuple(lines), tuple(together))

    def forward(self, steps: list[Step]) -> Section:
        """The steps as they ran, each after what it uses that the tape holds as numbers alone."""
        lines, waiting = [], dict(self.telling.derived)
        for step in steps:
            for x in step.operands:
                if x in waiting:
                    lines.append(self.line(self.telling.symbols[x], waiting.pop(x), self.telling.value(x)))
            formula = step.formula
            if formula is None:
                formula = call(step.operation, *(self.telling.symbols[x] for x in step.operands if
                                                 x in self.telling.symbols))  # fmt: skip
                lines.append(Line(self.telling.symbols[step.variable], (formula, *self.shown(step.value)),
                                  self.told(step.value)))  # fmt: skip
            else:
                lines.append(self.line(self.telling.symbols[step.variable], formula, step.value))
        return Section(self.phrase("forward"), tuple(lines))

    def backward(self, backs: list[Back]) -> Section:
        """Each variable's derivative, by the chain rule."""
        lines = [line for back in backs for line in self.back(back)]
        return Section(self.phrase("backward"), tuple(lines))

    def back(self, back: Back) -> Iterator[Line]:
        """The local derivatives that have to be worked out, then the sum of products."""
        uses = back.uses if len(back.uses) <= MOST else (*back.uses[: MOST - 2], back.uses[-1])
        for use in uses:
            if not self.at_once(use, back):
                yield self.local(use, back.variable)
        partial = self.telling.partials[back.variable]
        formulas = [self.part(use, back) for use in uses]
        numbers = [self.numbers(use, back) for use in uses]
        if len(uses) < len(back.uses):
            formulas.insert(-1, REST)
            numbers.insert(-1, REST)
        right = [_added(terms) for terms in (formulas, numbers) if None not in terms]  # pyright: ignore
        right.extend(self.shown(back.value))
        yield Line(partial, tuple(_without_repeats(right)), self.told(back.value))

    def at_once(self, use: Use, back: Back) -> bool:
        """Whether the local derivative needs no line of its own: it is told in place, or is 1 or −1."""
        if use.local is None or use.through is self.telling.root or self.is_plain(use):
            return True
        return use.local.head == "number" and abs(use.local.about) in (0, 1)

    def only_root(self, use: Use, back: Back) -> bool:
        """Whether it is the result itself that uses it: its derivative by itself is 1."""
        return use.through is self.telling.root and len(back.uses) == 1

    def local(self, use: Use, x: Variable) -> Line:
        """∂ step / ∂ variable, with numbers."""
        left = Term("partial", (self.telling.symbols[use.through], self.telling.symbols[x]))
        return self.line(left, use.local, np.asarray(use.local_value))

    def part(self, use: Use, back: Back) -> Term | None:
        """What comes back through one use, in symbols; None where they would say nothing."""
        step = self.telling.symbols[use.through]
        if use.local is not None and use.through is self.telling.root:
            return use.local  # never as ∂ result / ∂ x, which is the whole sum
        if use.formula is not None and (use.local is None or self.is_plain(use)):
            return use.formula
        if self.only_root(use, back):
            return None
        slope = Term("partial", (step, self.telling.symbols[back.variable]))
        if use.local is None:
            return Term("*", (self.telling.partials[use.through], slope))
        return product(self.telling.partials[use.through], slope)

    def is_plain(self, use: Use) -> bool:
        """Whether a whole array goes on as it is, or times a number: then no derivative is named."""
        return use.local is not None and use.local.head == "number" and use.arriving.size > 1

    def numbers(self, use: Use, back: Back) -> Term | None:
        """The same with numbers, None where there are too many."""
        if use.local is None or self.is_plain(use):
            made = None if use.formula is None else self.telling.with_numbers(use.formula)
            return None if made is None else spread(made)
        if use.through is self.telling.root:
            return self.telling.with_numbers(use.local)
        local = self.shown(np.asarray(use.local_value))
        if not local:
            return None
        if use.local.head == "number":
            local = (use.local,)
        arriving = self.shown(use.arriving)
        return product(arriving[0], local[0]) if arriving else None

    def chained(self, path: Path) -> list[Section]:
        """The one path, or the few, as products; where derivatives are no products, step by step."""
        routes = path.routes()
        left = self.telling.partials[path.by]
        value = np.asarray(self.telling.told.cotangents[path.by])
        if not routes:
            composed = path.composed()
            right = () if composed is None else (composed, *self.shown(value))
            lines = (Line(left, right, self.told(value)),) if right else ()
            return [self.backward(path.backward), Section(self.phrase("chain"), lines)]
        ((_, only), *more) = routes[0]
        if len(routes) == 1 and not more:
            line = self.line(left, only.local, value)
            return [Section(self.phrase("chain"), (line,))]
        links = [(x, use) for route in routes for x, use in route if not self.is_direct(x, use, path)]
        locals_ = {(use.through, x): self.local(use, x) for x, use in links}
        chain = [path.product(route, lambda x, use: self.slope(x, use, path)) for route in routes]
        symbols = [path.product(route, lambda x, use: use.local) for route in routes]  # pyright: ignore
        numbers = [path.product(route, lambda x, use: self.one(use.local_value)) for route in routes]
        right = [_added(chain), _added(symbols)]
        if all(self.shown(np.asarray(use.local_value)) for route in routes for _, use in route):
            right.append(_added(numbers))
        right.extend(self.shown(value))
        line = Line(left, tuple(_without_repeats(right)), self.told(value))
        before = Section(self.phrase("locals"), tuple(locals_.values()))
        return [before, Section(self.phrase("chain"), (line,))]

    def is_direct(self, x: Variable, use: Use, path: Path) -> bool:
        """Whether the result uses a variable on which it also depends through others: then the sign
        ∂ result / ∂ variable is taken, by the sum over all ways."""
        return use.through is self.telling.root and len(path.backs[x].uses) > 1

    def slope(self, x: Variable, use: Use, path: Path) -> Term:
        """∂ step / ∂ variable as a symbol, or what it is where the symbol means more."""
        if use.local is not None and self.is_direct(x, use, path):
            return use.local
        return Term("partial", (self.telling.symbols[use.through], self.telling.symbols[x]))

    def one(self, value: np.ndarray | None) -> Term:
        """A value that is shown, as a term."""
        return (*self.shown(np.asarray(value)), number(1))[0]

    def meaning(self, wrt: Variable | None) -> Section:
        """What the derivatives by single numbers say."""
        told = self.telling.told
        asked = told.leaves if wrt is None else [wrt]
        notes = []
        for x in asked[:3]:
            if x.ndim == 0 and told.result.ndim == 0 and x in told.cotangents and x is not told.result:
                notes.extend(self.changed(x, float(told.cotangents[x])))
        return Section(self.phrase("meaning_title"), notes=tuple(notes))

    def changed(self, x: Variable, slope: float) -> Iterator[str]:
        """By how much the result changes with a variable; nothing where no number says it."""
        values = {"by": self.spelled(x), "name": self.spelled(self.telling.root)}
        if slope == 0:
            yield self.phrase("meaning_still", **values)
        elif np.isfinite(slope):
            change = ("+" if slope > 0 else "") + figures(slope * NUDGE, self.digits)[0]
            yield self.phrase("meaning", change=change, nudge=NUDGE, **values)


def _added(terms: list[Term]) -> Term:
    total = terms[0]
    for term in terms[1:]:
        total = Term("+", (total, term))
    return total


def _without_repeats(terms: list[Term]) -> list[Term]:
    return [x for k, x in enumerate(terms) if not k or x != terms[k - 1]]


__all__ = ["Composer"]
