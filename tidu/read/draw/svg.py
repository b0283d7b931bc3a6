"""A layout as SVG text: complete in itself, without styles or names that others on a page could share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html import escape

from tidu.read.draw.graph import KINDS
from tidu.read.draw.layout import MARGIN, Layout, PlacedBox, PlacedEdge
from tidu.read.draw.look import ARROW, FAINT, GRADIENT, INK, LOOKS, Look, bars, corners, rounding
from tidu.read.draw.measure import LEADING, SIZE, text_width
from tidu.text import say

FONTS = (
    "Arial, Helvetica, 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', "
    "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
HEAD = 6.0
"""The length of an arrow's head."""
KEY_WIDTH, KEY_HEIGHT, KEY_GAP = 22.0, 13.0, 20.0
"""Sizes in the list of kinds under the drawing."""
COLOURS = {"title": INK, "text": FAINT, "value": INK, "gradient": GRADIENT}


def svg_of(layout: Layout, lang: str | None = None) -> str:
    """The drawing as SVG text. The same layout gives the same bytes.

    >>> from tidu.read.draw.graph import Box
    >>> from tidu.read.draw.layout import arranged
    >>> text = svg_of(arranged([Box("leaf", name="a < b", shape=())]), "en")
    >>> text.count("<rect"), "a &lt; b" in text
    (2, True)
    """
    width, keys = _keys(layout, lang)
    height = layout.height + (keys[-1][1] + KEY_HEIGHT + 4 - layout.height + MARGIN if keys else 0)
    size = f'width="{text(width)}" height="{text(height)}" viewBox="0 0 {text(width)} {text(height)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" '
        f'font-family="{FONTS}" font-size="{text(SIZE)}" text-anchor="middle">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<g fill="none" stroke="{ARROW}" stroke-width="1.2">',
        *(_line(edge) for edge in layout.edges),
        f'</g>\n<g fill="{ARROW}">',
        *(_head(edge) for edge in layout.edges),
        "</g>",
        *(part for box in layout.boxes for part in _box(box)),
        *(part for key in keys for part in _key(*key)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def text(x: float) -> str:
    """A number in the fewest digits.

    >>> text(12.0), text(1.25)
    ('12', '1.25')
    """
    return f"{round(x, 2):g}" if abs(x) < 1e5 else str(round(x))


def _line(edge: PlacedEdge) -> str:
    """The arrow's line, which ends where its head begins."""
    points = [*edge.points[:-1], (edge.points[-1][0], edge.points[-1][1] - HEAD)]
    path = [f"M{text(points[0][0])} {text(points[0][1])}"]
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        middle = text((y + to_y) / 2)
        if x == to_x:
            path.append(f"V{text(to_y)}")
        else:
            path.append(f"C{text(x)} {middle} {text(to_x)} {middle} {text(to_x)} {text(to_y)}")
    return f'<path d="{"".join(path)}"/>'


def _head(edge: PlacedEdge) -> str:
    x, y = edge.points[-1]
    left, right, top = text(x - HEAD / 2), text(x + HEAD / 2), text(y - HEAD - 1)
    return f'<path d="M{text(x)} {text(y)}L{left} {top}H{right}Z"/>'


def _box(box: PlacedBox) -> Iterator[str]:
    look = LOOKS[box.kind]
    yield f"<g><title>{escape(box.hint)}</title>"
    yield from outline(look, box.x, box.y, box.width, box.height)
    top = box.y + (box.height - len(box.lines) * LEADING) / 2
    for number, line in enumerate(box.lines):
        y = text(top + number * LEADING + LEADING * 0.75)
        bold = ' font-weight="bold"' if line.role == "title" else ""
        at = f'x="{text(box.middle)}" y="{y}" fill="{COLOURS[line.role]}"'
        yield f"<text {at}{bold}>{escape(line.text)}</text>"
    yield "</g>"


def outline(look: Look, x: float, y: float, width: float, height: float) -> Iterator[str]:
    """The outline of a box of one kind as SVG elements.

    >>> list(outline(LOOKS["operation"], 0, 0, 10, 8))
    ['<rect x="0" y="0" width="10" height="8" rx="4" fill="#fff6e0" stroke="#d08f00" stroke-width="1.2"/>']
    """
    dashes = ' stroke-dasharray="4 2.5"' if look.dashed else ""
    paint = f'fill="{look.fill}" stroke="{look.line}" stroke-width="{text(look.thick)}"{dashes}'
    polygon, radius = corners(look, x, y, width, height), rounding(look, height)
    if polygon:
        yield f'<path d="{_polygon(polygon)}" {paint}/>'
    else:
        rounded = f' rx="{text(radius)}"' if radius else ""
        size = f'width="{text(width)}" height="{text(height)}"'
        yield f'<rect x="{text(x)}" y="{text(y)}" {size}{rounded} {paint}/>'
    lines = "".join(f"M{text(at)} {text(y)}V{text(y + height)}" for at in bars(look, x, width))
    if lines:
        yield f'<path d="{lines}" {paint}/>'


def _polygon(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{text(x)} {text(y)}" for x, y in corners) + "Z"


def _keys(layout: Layout, lang: str | None) -> tuple[float, list[tuple[float, float, str, str]]]:
    """The picture's width, and the list of kinds under it: (x, y, kind, word) of each."""
    kinds = [kind for kind in KINDS if any(box.kind == kind for box in layout.boxes)]
    if len(kinds) < 2:
        return layout.width, []
    words = {kind: say(f"draw.{kind}", lang) for kind in kinds}
    room = max(layout.width, 280.0)
    keys, x, y = [], MARGIN, layout.height + 4
    for kind, word in words.items():
        needed = KEY_WIDTH + 6 + text_width(word) + KEY_GAP
        if x > MARGIN and x + needed - KEY_GAP > room - MARGIN:
            x, y = MARGIN, y + KEY_HEIGHT + 8
        keys.append((x, y, kind, word))
        x += needed
    widest = max(x + KEY_WIDTH + 6 + text_width(word) for x, _, _, word in keys)
    return max(layout.width, widest + MARGIN), keys


def _key(x: float, y: float, kind: str, word: str) -> Iterator[str]:
    yield from outline(LOOKS[kind], x, y, KEY_WIDTH, KEY_HEIGHT)
    at = f'x="{text(x + KEY_WIDTH + 6)}" y="{text(y + KEY_HEIGHT - 2.5)}"'
    yield f'<text {at} fill="{FAINT}" text-anchor="start">{escape(word)}</text>'
