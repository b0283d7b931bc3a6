"""Boxes and arrows with places: plain data that SVG text and Matplotlib are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from tidu.read.computation import computation
from tidu.read.draw.align import place_across
from tidu.read.draw.graph import Box, fill, graph_of
from tidu.read.draw.measure import LEADING, text_width
from tidu.read.draw.order import ordered
from tidu.read.draw.ranks import Spot, spots_of
from tidu.read.draw.wording import Line, hint, lines_of
from tidu.tensor.tape import place

Point = tuple[float, float]
MARGIN, SIDE, ENDS = 16.0, 12.0, 7.0
"""Points around everything, and in a box beside and above its text."""
PASSING, FALL = 6.0, 30.0
"""The width of a passing arrow's place, and the least height between rows."""
SPREAD = 9.0


@dataclass(frozen=True)
class PlacedBox:
    """A box: its upper left corner, its size, its lines of text, the kind that it is, its hint."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    kind: str
    hint: str = ""

    @property
    def middle(self) -> float:
        """Half way across."""
        return _round(self.x + self.width / 2)


@dataclass(frozen=True)
class PlacedEdge:
    """An arrow from box number `start` to box number `end` through `points`.

    Two points with one x have a straight line between them, others a curve that leaves and
    arrives vertically: see `curves`.
    """

    start: int
    end: int
    points: tuple[Point, ...]

    def curves(self) -> list[tuple[Point, Point, Point, Point]]:
        """The arrow as cubic Bézier curves, each two ends with two controls between.

        >>> PlacedEdge(0, 1, ((0.0, 0.0), (10.0, 20.0))).curves()
        [((0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 20.0))]
        """
        made = []
        for (x, y), (to_x, to_y) in zip(self.points, self.points[1:], strict=False):
            middle = (y + to_y) / 2
            made.append(((x, y), (x, middle), (to_x, middle), (to_x, to_y)))
        return made


@dataclass(frozen=True)
class Layout:
    """A drawing as data, in points from the upper left: boxes in the order of computing, and arrows."""

    width: float
    height: float
    boxes: tuple[PlacedBox, ...] = field(default=())
    edges: tuple[PlacedEdge, ...] = field(default=())


def layout_of(tensor: Any, names: Mapping[str, Any] | None = None, values: bool = True) -> Layout:
    """The graph of what `tensor` was computed from, with values and gradients, laid out.

    `names` are tensors and arrays by the names that people gave them (`computation.named(frame)`).
    Raises as `computation` does.

    >>> import tidu
    >>> w, x = tidu.tensor(3.0, requires_grad=True), tidu.tensor(2.0)
    >>> made = layout_of(w * x, {"w": w, "x": x})
    >>> [(box.kind, box.lines[0].text) for box in made.boxes]
    [('leaf', 'w'), ('constant', 'x'), ('result', 'mul')]
    """
    told = computation(tensor, names)
    boxes = graph_of([place(tensor)], names)
    if values:
        fill(boxes, told)
    boxes[-1].kind = "result"
    return arranged(boxes, values)


def arranged(boxes: Sequence[Box], values: bool = False, lang: str | None = None) -> Layout:
    """Boxes laid out: rows by what was computed from what, few crossings, straight chains.

    >>> w = Box("leaf", name="w", shape=(2,))
    >>> made = arranged([w, Box("result", "exp", shape=(2,), operands=[w])])
    >>> len(made.boxes), made.edges[0].points[0][0] == made.edges[0].points[-1][0]
    (2, True)
    """
    texts = [lines_of(box, values, lang) for box in boxes]
    sizes = [size_of(lines, box.kind) for lines, box in zip(texts, boxes, strict=True)]
    number = {box: at for at, box in enumerate(boxes)}
    arrows = [(number[source], at) for at, box in enumerate(boxes) for source in box.sources]
    rows, own, ways = spots_of(
        [width for width, _ in sizes], arrows, PASSING, [2 * (box.kind == "input") for box in boxes]
    )
    rows = ordered(rows)
    place_across(rows)
    bands = _bands(rows, sizes)
    placed = []
    for at, box in enumerate(boxes):
        (width, height), spot = sizes[at], own[at]
        top, bottom = bands[spot.row]
        x, y = _round(spot.x - width / 2 + MARGIN), _round((top + bottom - height) / 2)
        placed.append(PlacedBox(x, y, width, height, texts[at], box.kind, hint(box, lang)))
    edges = _edges(ways, placed, bands)
    across = max((box.x + box.width for box in placed), default=0.0)
    passed = max((x for edge in edges for x, _ in edge.points), default=0.0)
    deep = bands[-1][1] if bands else 0.0
    return Layout(_round(max(across, passed) + MARGIN), _round(deep + MARGIN), tuple(placed), tuple(edges))


def size_of(lines: Sequence[Line], kind: str) -> tuple[float, float]:
    """Width and height of a box around its lines; rounder kinds need more at the sides."""
    widest = max(text_width(line.text, line.role == "title") for line in lines)
    side = SIDE + (6.0 if kind in ("leaf", "input", "result") else 0.0)
    return 2.0 * ceil(max(44.0, widest + 2 * side) / 2), len(lines) * LEADING + 2 * ENDS


def _bands(rows: list[list[Spot]], sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Top and bottom of each row; where arrows go far to the side, rows stand further apart.

    All in whole points: rounded by themselves, a box's bottom and its row's could differ, and an
    arrow would have to go up.
    """
    bands: list[tuple[float, float]] = []
    top = MARGIN
    for row in rows:
        height = max((sizes[spot.box][1] for spot in row if not spot.passing), default=0.0)
        bands.append((top, top + height))
        far = max((abs(spot.x - x.x) for spot in row for x in spot.below), default=0.0)
        top += height + FALL + ceil(min(50.0, far / 10))
    return bands


def _edges(
    ways: Mapping[tuple[int, int], list[Spot]], boxes: list[PlacedBox], bands: list[tuple[float, float]]
) -> list[PlacedEdge]:
    """The arrows: straight down beside boxes, curved only between rows, so that none crosses a box."""
    ports = _ports(ways, boxes)
    made = []
    for (start, end), way in ways.items():
        box, last = boxes[start], boxes[end]
        points = [
            (_round(box.middle), _round(box.y + box.height)),
            (_round(box.middle), bands[way[0].row][1]),
        ]
        for spot in way[1:-1]:
            points += [(_round(spot.x + MARGIN), y) for y in bands[spot.row]]
        port = ports[start, end]
        points += [(port, bands[way[-1].row][0]), (port, _round(last.y))]
        made.append(PlacedEdge(start, end, _simple(points)))
    return made


def _ports(
    ways: Mapping[tuple[int, int], list[Spot]], boxes: list[PlacedBox]
) -> dict[tuple[int, int], float]:
    """Where each arrow arrives: right below where it comes from if the box is there, else at its side.

    Arrows into one box keep some distance, as far as there is room.
    """
    coming: dict[int, list[tuple[float, int]]] = {}
    for (start, end), way in ways.items():
        coming.setdefault(end, []).append((way[-2].x + MARGIN, start))
    ports = {}
    for end, arriving in coming.items():
        box = boxes[end]
        arriving.sort()
        inset = min(14.0, box.width / 4)
        low, high = box.x + inset, box.x + box.width - inset
        apart = min(SPREAD, (high - low) / max(1, len(arriving) - 1))
        at = [min(max(x, low), high) for x, _ in arriving]
        for k in range(1, len(at)):
            at[k] = max(at[k], at[k - 1] + apart)
        for k in reversed(range(len(at))):
            at[k] = min(at[k], high - (len(at) - 1 - k) * apart)
        ports |= {(start, end): _round(x) for (_, start), x in zip(arriving, at, strict=True)}
    return ports


def _simple(points: list[Point]) -> tuple[Point, ...]:
    """Without points that lie on a straight line between their neighbours, or twice."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and kept[-2][0] == kept[-1][0] == point[0]:
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _round(x: float) -> float:
    return round(x, 2)
