"""How wide text is on a screen, where a Chinese character takes two places."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Places that `text` takes in a terminal.

    >>> width("epoch"), width("第3轮"), width("e\u0301")
    (5, 5, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_places(letter) for letter in text)


def padded(text: str, places: int, right: bool = False) -> str:
    """`text` filled with spaces to `places`, aligned left or right.

    >>> padded("轮", 4) + "|", padded("7", 3, right=True)
    ('轮  |', '  7')
    """
    fill = " " * max(0, places - width(text))
    return fill + text if right else text + fill


def clipped(text: str, places: int) -> str:
    """`text` cut to `places`, an ellipsis in place of what is left out.

    >>> clipped("Chinstrap", 5), clipped("企鹅企鹅", 5), clipped("Adelie", 6)
    ('Chin…', '企鹅…', 'Adelie')
    """
    if width(text) <= places:
        return text
    kept, used = "", 1
    for letter in text:
        used += _places(letter)
        if used > places:
            break
        kept += letter
    return kept + "…"


def wrapped(text: str, places: int) -> list[str]:
    """`text` in lines of at most `places`, broken at spaces and between Chinese characters.

    A Chinese mark of punctuation never begins a line.

    >>> wrapped("one two three", 8), wrapped("学习率，步长", 6)
    (['one two', 'three'], ['学习', '率，步', '长'])
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > places:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Stretches that stay together: words with the space behind them, single wide characters."""
    pieces: list[str] = []
    for letter in text:
        joins = pieces and (
            letter in "，。；：、）！？》”"
            or letter == " "
            or (_places(letter) < 2 and pieces[-1][-1] != " " and _places(pieces[-1][-1]) < 2)
        )
        if joins:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _places(letter: str) -> int:
    """0 for a mark that combines, 2 for a wide character, else 1."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
