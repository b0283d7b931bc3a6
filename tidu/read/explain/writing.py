"""A page written out: as text, as LaTeX, as Markdown, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from tidu.core.notation import Term
from tidu.read.explain.exact import is_exact, is_value
from tidu.read.explain.latex import Latex
from tidu.read.explain.levels import FOLD, IF
from tidu.read.explain.mathml import MathML
from tidu.read.explain.page import Line, Page, Section
from tidu.read.explain.script import Script
from tidu.read.explain.style import STYLE
from tidu.read.explain.text import Box, Text, beside, columns
from tidu.text.width import wrapped

WIDTH = 110  # columns of a terminal
ALIGNED = 12  # left sides up to here are brought to one width
WIDE = 20  # the terms from which on a sum is broken into its parts
LONG = 70  # characters of text from which LaTeX gets a line for each equals sign


def chain(script: Script[Any], line: Line) -> Iterator[tuple[str, Any]]:
    """(=, piece) for each right side, ≈ where a rounding begins; a piece that repeats is left out."""
    before: Any = None
    for place, term in enumerate(line.right):
        script.rounded = False
        piece = script.write(term)
        if piece == before:
            continue
        about = script.rounded
        if place and is_value(term):
            about = not is_exact(line.right[place - 1], term, script.digits)
        before, sign = piece, "≈" if about else "="
        for part in _summands(term):
            yield sign, piece if part is term else script.write(part, FOLD if sign == "+" else IF)
            sign = "+"


def _summands(term: Term) -> list[Term]:
    """A long sum in its parts, which may go on lines of their own."""
    if term.head != "+" or term.count() < WIDE:
        return [term]
    first = [term]
    while first[0].head == "+":
        first[:1] = first[0].parts
    return first


# Text


def as_text(page: Page, result: str, digits: int, width: int = WIDTH) -> str:
    """For terminals.

    The title is underlined, sections are headed, lines indented.
    """
    script = Text(result, digits)
    parts = [page.title + "\n" + "═" * columns(page.title)]
    for section in page.sections:
        parts.append("\n".join([section.title, *_text_lines(script, section, width - 2)]))
    return "\n\n".join(parts)


def _text_lines(script: Text, section: Section, most: int) -> Iterator[str]:
    if section.together:
        joined = beside(*_commas([_equation(script, line) for line in section.together]))
        yield f"  {joined.lines[0]}"
    lefts = [columns(str(script.write(line.left))) for line in section.lines]
    width = max((n for n in lefts if n <= ALIGNED), default=0)
    spaced = False
    for line in section.lines:
        rows = list(_packed(script, line, width, most))
        high = any(box.height > 1 for box in rows)
        if spaced or (high and line is not section.lines[0]):
            yield ""
        spaced = high
        for box in rows:
            yield from (f"  {text}".rstrip() for text in box.lines)
    for note in section.notes:
        yield from (f"  {line}" for line in wrapped(note, most))


def _commas(boxes: list[Box]) -> Iterator[Box]:
    for k, box in enumerate(boxes):
        if k:
            yield Box((",  ",))
        yield box


def _equation(script: Text, line: Line) -> Box:
    made = [script.write(line.left)]
    for sign, piece in chain(script, line):
        made.extend([Box((f" {sign} ",)), piece])
    return beside(*made)


def _packed(script: Text, line: Line, width: int, most: int) -> Iterator[Box]:
    """As many equal sides in a row as fit; what does not goes below the first equals sign."""
    left = script.write(line.left)
    row = beside(left, Box((" " * max(0, width - left.width),)))
    indent = Box((" " * row.width,))
    filled = False
    sides = list(chain(script, line))
    for place, (sign, piece) in enumerate(sides):
        part = beside(Box((f" {sign} ",)), piece)
        if _is_middle(sides, place) and indent.width + part.width > most:
            continue  # numbers that would not fit in a line; their value follows
        if filled and row.width + part.width > most:
            yield row
            row = indent
        row, filled = beside(row, part), True
    if line.aside:
        aside = Box((("   " if filled else "  ") + line.aside,))
        if filled and row.width + aside.width > most:
            yield row
            row = indent
        row = beside(row, aside)
    yield row


def _is_middle(sides: list[tuple[str, Any]], place: int) -> bool:
    """Whether a side can be left out: neither the first nor the last, and no part of a sum."""
    return 0 < place < len(sides) - 1 and "+" not in (sides[place][0], sides[place + 1][0])


# LaTeX and Markdown


def as_latex(page: Page, result: str, digits: int) -> str:
    """Headings and `align*` blocks, to be put into a document that uses amsmath."""
    script = Latex(result, digits)
    made = [rf"\section*{{{_plain(page.title)}}}"]
    for section in page.sections:
        made.append(rf"\subsection*{{{_plain(section.title)}}}")
        if section.lines or section.together:
            lines = _aligned(script, section, _plain)
            made.append(rf"\begin{{align*}}{chr(10)}{lines}{chr(10)}\end{{align*}}")
        if section.notes:
            notes = "\n".join(rf"\item {_plain(note)}" for note in section.notes)
            made.append(rf"\begin{{itemize}}{chr(10)}{notes}{chr(10)}\end{{itemize}}")
    return "\n".join(made)


def as_markdown(page: Page, result: str, digits: int) -> str:
    """Headings, and LaTeX between dollar signs: what notebooks and most Markdown viewers show."""
    script = Latex(result, digits)
    made = [f"### {page.title}"]
    for section in page.sections:
        made.append(f"**{section.title}**")
        if section.lines or section.together:
            lines = _aligned(script, section, _escaped)
            block = rf"\begin{{aligned}}{chr(10)}{lines}{chr(10)}\end{{aligned}}"
            made.append(f"$$\n{block}\n$$")
        made.extend(f"- {note}" for note in section.notes)
    return "\n\n".join(made)


def _aligned(script: Latex, section: Section, words: Callable[[str], str]) -> str:
    rows = []
    if section.together:
        rows.append("& " + r",\quad ".join(_flat(script, line) for line in section.together))
    for line in section.lines:
        rows.extend(_latex_rows(script, line, words))
    return " \\\\\n".join(rows)


def _flat(script: Latex, line: Line) -> str:
    right = "".join(f" {SIGN[sign]} {piece}" for sign, piece in chain(script, line))
    return script.write(line.left) + right


def _latex_rows(script: Latex, line: Line, words: Callable[[str], str]) -> Iterator[str]:
    row, filled = script.write(line.left) + " &", 0
    for sign, piece in chain(script, line):
        size = len(piece) // (3 if "bmatrix" in piece else 2)
        if filled and filled + size > LONG:
            yield row
            row, filled = "&", 0
        row, filled = f"{row} {SIGN[sign]} {piece}", filled + size
    if line.aside:
        row += rf" \quad \text{{{words(line.aside)}}}"
    yield row


def _escaped(text: str) -> str:
    """Words in a formula of a page, which knows Unicode, and where a dollar sign would end it."""
    return text.replace("_", r"\_")


def _plain(text: str) -> str:
    """Words in a document."""
    return "".join(PLAIN.get(c, c) for c in text)


SIGN = {"=": "=", "+": "+", "≈": r"\approx"}
PLAIN = {"_": r"\_", "%": r"\%", "&": r"\&", "#": r"\#", "−": "$-$", "×": r"$\times$", "‖": r"$\Vert$",
         "∂": r"$\partial$", "Σ": r"$\Sigma$", "⊙": r"$\odot$", "Φ": r"$\Phi$", "σ": r"$\sigma$",
         "⁻": "$^{-}$", "ˣ": "$^{x}$", "{": r"\{", "}": r"\}", "·": r"$\cdot$", "ᵀ": r"$^{\top}$",
         "¹": "$^{1}$", "²": "$^{2}$", "ᵢ": "$_{i}$", "ⱼ": "$_{j}$",
         **{low: f"$_{digit}$" for digit, low in enumerate("₀₁₂₃₄₅₆₇₈₉")}}  # fmt: skip


# HTML


def as_html(page: Page, result: str, digits: int, lang: str) -> str:
    """A page of its own that needs no network: formulas are MathML."""
    script = MathML(result, digits)
    body = "\n".join(_html_section(script, section) for section in page.sections)
    head = f'<meta charset="utf-8"><title>{escape(page.title)}</title>{VIEW}<style>{STYLE}</style>'
    body = f"<h1>{escape(page.title)}</h1>\n{body}"
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


VIEW = '<meta name="viewport" content="width=device-width, initial-scale=1">'


def _html_section(script: MathML, section: Section) -> str:
    made = [f"<h2>{escape(section.title)}</h2>"]
    if section.together:
        together = "".join(_html_whole(script, line) for line in section.together)
        made.append(f'<p class="together">{together}</p>')
    made.extend(_html_line(script, line) for line in section.lines)
    if section.notes:
        made.append(f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in section.notes)}</ul>")
    return f"<section>{''.join(made)}</section>"


def _math(piece: str) -> str:
    return f'<math displaystyle="true">{piece}</math>'


def _html_whole(script: MathML, line: Line) -> str:
    right = "".join(f"<mo>{sign}</mo>{piece}" for sign, piece in chain(script, line))
    return f"<span>{_math(script.write(line.left) + right)}</span>"


def _html_line(script: MathML, line: Line) -> str:
    sides = [f"<span>{_math(f'<mo>{sign}</mo>{piece}')}</span>" for sign, piece in chain(script, line)]
    if line.aside:
        sides.append(f'<span class="aside">{escape(line.aside)}</span>')
    left = f'<div class="left">{_math(script.write(line.left))}</div>'
    return f'<div class="line">{left}<div class="right">{"".join(sides)}</div></div>'


__all__ = ["WIDTH", "as_html", "as_latex", "as_markdown", "as_text"]
