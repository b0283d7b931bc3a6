"""The layout's promises: no overlaps, no arrow through a box, every arrow down, straight chains."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

import tidu
from tidu.read.draw.graph import Box
from tidu.read.draw.layout import SIDE, Layout, PlacedBox, PlacedEdge, arranged, layout_of, size_of
from tidu.read.draw.measure import SIZE, text_width
from tidu.read.draw.order import crossings, number, ordered
from tidu.read.draw.ranks import Spot, ranked
from tidu.read.draw.wording import Line, short
from tidu.read.draw.wording import number as number_text


@st.composite
def graphs(draw: Any) -> list[Box]:
    """Boxes of all kinds and widths, each computed from up to three earlier ones."""
    boxes: list[Box] = []
    for k in range(draw(st.integers(1, 30))):
        count = draw(st.integers(0, min(3, k)))
        picked = [boxes[draw(st.integers(0, k - 1))] for _ in range(count)]
        kind = draw(st.sampled_from(("operation", "module", "result"))) if picked else "leaf"
        boxes.append(Box(kind, name="n" * draw(st.integers(1, 12)), shape=(k,), operands=picked, calls=CALLS))
    return boxes


class Called:
    """What a module's box reads of its call."""

    path, shapes, module = "path", [(2, 3)], "Net()"


CALLS: Any = (Called(),)


def along(edge: PlacedEdge, steps: int = 12) -> list[tuple[float, float]]:
    """Points on the arrow's curves."""
    made = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in edge.curves():
        for k in range(steps + 1):
            t = k / steps
            shares = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
            made.append(
                (
                    sum(s * x for s, x in zip(shares, (ax, bx, cx, dx), strict=True)),
                    sum(s * y for s, y in zip(shares, (ay, by, cy, dy), strict=True)),
                )
            )
    return made


def apart(one: PlacedBox, other: PlacedBox) -> bool:
    across = one.x + one.width < other.x or other.x + other.width < one.x
    down = one.y + one.height < other.y or other.y + other.height < one.y
    return across or down


def inside(box: PlacedBox, x: float, y: float) -> bool:
    return box.x < x < box.x + box.width and box.y < y < box.y + box.height


def check(layout: Layout) -> None:
    for one, other in itertools.combinations(layout.boxes, 2):
        assert apart(one, other)
    for box in layout.boxes:
        assert box.x >= 0 and box.x + box.width <= layout.width
        assert box.y >= 0 and box.y + box.height <= layout.height
    for edge in layout.edges:
        points = along(edge)
        assert all(y <= below + 1e-6 for (_, y), (_, below) in itertools.pairwise(points))
        assert all(0 <= x <= layout.width for x, _ in points)
        start, end = layout.boxes[edge.start], layout.boxes[edge.end]
        assert points[0] == pytest.approx((start.middle, start.y + start.height), abs=0.02)
        assert points[-1][1] == pytest.approx(end.y)
        assert end.x < points[-1][0] < end.x + end.width
        for x, y in points[1:-1]:
            assert not any(inside(box, x, y) for box in layout.boxes)


@given(graphs())
@settings(max_examples=60)
def test_nothing_overlaps_and_no_arrow_crosses_a_box(boxes: list[Box]) -> None:
    layout = arranged(boxes, lang="en")
    check(layout)
    assert len(layout.edges) == sum(len(box.sources) for box in boxes)
    assert layout == arranged(boxes, lang="en")


def test_an_empty_drawing_has_no_size_to_fail_on() -> None:
    assert arranged([]).boxes == ()


def test_a_chain_is_straight_though_weights_join_it() -> None:
    boxes = [Box("input", name="x", shape=(2,))]
    trunk = [boxes[0]]
    for k in range(6):
        weight = Box("leaf", name=f"layer{k}.weight", shape=(2, 2))
        trunk.append(Box("operation", "mul", shape=(2,), operands=[trunk[-1], weight]))
        boxes += [weight, trunk[-1]]
    placed = dict(zip(boxes, arranged(boxes).boxes, strict=True))
    assert len({placed[box].middle for box in trunk}) == 1
    rows = [placed[box].y for box in trunk]
    assert rows == sorted(rows) and len(set(rows)) == len(rows)


def test_a_residual_goes_around_what_it_skips() -> None:
    x = Box("input", name="x", shape=(2,))
    inner = [Box("operation", "exp", shape=(2,), operands=[x])]
    for _ in range(3):
        inner.append(Box("operation", "exp", shape=(2,), operands=[inner[-1]]))
    total = Box("result", "add", shape=(2,), operands=[inner[-1], x])
    layout = arranged([x, *inner, total])
    check(layout)
    middles = {box.middle for box in layout.boxes}
    assert len(middles) == 1
    (skip,) = (edge for edge in layout.edges if (edge.start, edge.end) == (0, 5))
    assert len({x for x, _ in skip.points}) > 1


RANKS = [
    ("a weight stands above its use", 5, [(0, 2), (2, 3), (1, 4), (3, 4)], [0, 2, 1, 2, 3]),
    (
        "what only weights lead to comes along",
        6,
        [(0, 3), (3, 4), (1, 2), (2, 5), (4, 5)],
        [0, 1, 2, 1, 2, 3],
    ),
    ("nothing", 0, [], []),
    ("two that have nothing to do with each other", 2, [], [0, 0]),
]


@pytest.mark.parametrize(("_", "count", "arrows", "rows"), RANKS, ids=[case[0] for case in RANKS])
def test_ranks(_: str, count: int, arrows: list, rows: list) -> None:
    assert ranked(count, arrows) == rows


def joined(sizes: tuple[int, int], arrows: list[tuple[int, int]]) -> list[list[Spot]]:
    rows = [[Spot(k, row) for k in range(size)] for row, size in enumerate(sizes)]
    for upper, lower in arrows:
        rows[0][upper].below.append(rows[1][lower])
        rows[1][lower].above.append(rows[0][upper])
    for row in rows:
        number(row)
    return rows


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14))
@settings(max_examples=60)
def test_crossings_are_counted_and_never_more_than_before(arrows: set) -> None:
    rows = joined((5, 5), sorted(arrows))
    pairs = itertools.combinations(sorted(arrows), 2)
    before = crossings(rows)
    assert before == sum((a < c) != (b < d) for (a, b), (c, d) in pairs if a != c and b != d)
    assert crossings(ordered(rows)) <= before


def test_what_can_be_untangled_is() -> None:
    assert crossings(ordered(joined((4, 4), [(0, 3), (1, 2), (2, 1), (3, 0)]))) == 0


LABELS = [
    "encoder.layers.11.weight", "MMMWWW", "illi.jil", "[128, 64, 56, 56]", "loss = sub(·, y)",
    "grad norm 0.0012", "NonDynamicallyQuantizableLinear",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("bold", [False, True])
def test_letters_have_room_even_in_a_wide_font(label: str, bold: bool) -> None:
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    needed = TextPath((0, 0), label, size=SIZE, prop=font).get_extents().width
    box = size_of([Line(label, "title" if bold else "text")], "operation")[0]
    assert needed < box
    assert text_width(label, bold) < needed * 1.5 + SIDE


def test_chinese_letters_are_as_wide_as_high() -> None:
    assert text_width("梯度下降") == 4 * SIZE


NUMBERS = [
    (2, "2"),
    (0.1 + 0.2, "0.3"),
    (1e-7, "1e-7"),
    (123456.0, "1.235e5"),
    (float("nan"), "nan"),
    (True, "True"),
]


@pytest.mark.parametrize(("given_number", "text"), NUMBERS)
def test_numbers_in_four_digits(given_number: Any, text: str) -> None:
    assert number_text(given_number) == text


def test_long_and_odd_text_is_one_short_line() -> None:
    assert len(short("a.b" * 40)) == 34
    assert short("a\nb\x07\ud800") == "a b��"


def test_layout_of_has_values_and_gradients() -> None:
    w, x = tidu.tensor([1.0, 2.0], requires_grad=True), tidu.tensor([3.0, 4.0])
    layout = layout_of((w * x).sum(), {"w": w, "x": x})
    texts = {box.lines[0].text: [line.text for line in box.lines[1:]] for box in layout.boxes}
    assert texts["w"] == ["[2]", "norm 2.236", "grad norm 5"]
    assert texts["x"] == ["[2]", "norm 5"]
    assert texts["sum"] == ["= 11", "grad 1"]
    plain = layout_of((w * x).sum(), {"w": w, "x": x}, values=False)
    assert all(line.role in ("title", "text") for box in plain.boxes for line in box.lines)
