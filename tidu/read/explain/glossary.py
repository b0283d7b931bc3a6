"""Which signs and functions a page used that are worth a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tidu.core.notation import Term
from tidu.read.explain.page import Line, Section

DEFINED = (
    "sigmoid", "softmax", "normal_share", "onehot", "indicator", "permute", "flip", "symmetric", "lower_half",
    "mean", "var", "prod", "cumprod", "reshape", "diagonal", "diagonal_of",
)  # fmt: skip
PUT = ("embed", "scatter")
FOLDS = ("sum", "prod")
EXTREMES = ("largest", "smallest")


def words_used(sections: list[Section]) -> Iterator[str]:
    """The catalogue's keys of what is to be explained, each once."""
    lines = [line for section in sections for line in (*section.lines, *section.together)]
    terms = [term for line in lines for term in (line.left, *line.right)]

    def used(holds: Callable[[Term], bool]) -> bool:
        return any(_any(term, holds) for term in terms)

    for word in DEFINED:
        if used(lambda term, word=word: term.head == "call" and term.about == word):
            yield f"word_{word}"
    if used(lambda term: term.head == "call" and term.about in PUT):
        yield "word_put"
    if used(lambda term: term.head == "o"):
        yield "word_product"
    if used(lambda term: term.head == "call" and term.about in FOLDS and len(term.parts) > 1):
        yield "word_axes"
    if used(lambda term: term.head == "call" and term.about in EXTREMES and len(term.parts) > 1):
        yield "word_extremes"
    if any(map(_is_spread, lines)):
        yield "word_spread"
    if any("‖" in line.aside for line in lines):
        yield "word_norm"


def _is_spread(line: Line) -> bool:
    """Whether a single number is said to be equal to several."""
    if len(line.right) < 2 or line.right[-1].head != "array" or line.right[-1].about.values.size == 1:
        return False
    return not _any(line.right[-2], lambda term: term.head in ("symbol", "array"))


def _any(term: Term, holds: Callable[[Term], bool]) -> bool:
    return holds(term) or any(_any(part, holds) for part in term.parts)


__all__ = ["words_used"]
