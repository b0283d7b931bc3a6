"""An explanation as sections of lines, before it is written in one of the three kinds."""

from __future__ import annotations

from dataclasses import dataclass

from tidu.core.notation import Term


@dataclass(frozen=True)
class Line:
    """`left` and what it equals, one after the other; `aside` says the rest in words."""

    left: Term
    right: tuple[Term, ...]
    aside: str = ""


@dataclass(frozen=True)
class Section:
    """Lines below a heading; `together` are short ones that share a line, `notes` are sentences."""

    title: str
    lines: tuple[Line, ...] = ()
    together: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """All that is said."""

    title: str
    sections: tuple[Section, ...]


__all__ = ["Line", "Page", "Section"]
