"""The computation graph: the boxes, arrows, numbers and gradients of `tidu.draw`, on axes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon

import tidu
from tidu.plot import graph, save
from tidu.plot.computed import outlines
from tidu.read.draw.drawing import draw
from tidu.read.draw.layout import PlacedBox
from tidu.read.draw.look import LOOKS


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")


w = tidu.tensor(3.0, requires_grad=True)
x = tidu.tensor(2.0)


def texts(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_every_box_says_its_value_and_gradient() -> None:
    loss = (w * x - 5) ** 2
    assert texts(graph(loss)) == [
        "w", "= 3", "grad 4", "x", "= 2", "mul", "= 6", "grad 2", "sub(·, 5)", "= 1", "grad 2",
        "loss = pow(·, 2)", "= 1", "grad 1",
    ]  # fmt: skip


def test_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    ax = graph(w * x)
    assert texts(ax)[:3] == ["w", "= 3", "梯度 2"]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["参数", "常量", "结果"]


def test_names_values_and_modules_as_in_draw() -> None:
    assert texts(graph(w * x, names={"a": w, "b": x}, values=False))[0] == "a"
    net = tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU())
    given = tidu.ones(4, 2)
    drawing = draw(net, given, fold=1, values=False, lang="en", names={})
    wanted = [line.text for box in drawing.layout.boxes for line in box.lines]
    assert texts(graph(net, given, fold=1, values=False)) == wanted


def test_boxes_and_arrows_are_where_the_layout_has_them() -> None:
    loss = (w * x - 5) ** 2
    layout = draw(loss, values=True, names={}).layout
    ax = graph(loss, names={})
    boxes = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    places = {(patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()) for patch in boxes}
    assert places <= {(box.x, box.y, box.width, box.height) for box in layout.boxes}
    assert len(boxes) == len(layout.boxes) - 1  # the result has corners cut off
    arrows = [patch for patch in ax.patches if isinstance(patch, PathPatch)]
    for patch, edge in zip(arrows, layout.edges, strict=True):
        ends = patch.get_path().vertices
        assert (tuple(ends[0]), tuple(ends[-1])) == (edge.points[0], edge.points[-1])


@pytest.mark.parametrize("kind", LOOKS)
def test_each_kind_has_an_outline_of_its_own_around_its_box(kind: str) -> None:
    patch, *bars = outlines(LOOKS[kind], PlacedBox(10, 20, 60, 40, (), kind))
    box = patch.get_path().get_extents(patch.get_patch_transform())
    assert np.allclose(box.extents, (10, 20, 70, 60))
    assert len(bars) == (2 if kind == "module" else 0)
    assert isinstance(patch, Polygon) == (kind in ("input", "result"))


def test_letters_fit_the_axes_given() -> None:
    figure = Figure(figsize=(8, 4))
    left, right = figure.subplots(1, 2)
    sizes = [graph(w * x, names={}, ax=ax).texts[0].get_fontsize() for ax in (left, right)]
    small = graph(w * x, names={}, ax=Figure(figsize=(2, 1)).add_subplot()).texts[0].get_fontsize()
    assert sizes[0] == sizes[1] > 3 * small


def test_no_text_is_wider_than_its_box(tmp_path: Any) -> None:
    net = tidu.nn.Sequential(tidu.nn.Linear(3, 4), tidu.nn.Sigmoid(), tidu.nn.Linear(4, 1))
    data, target = tidu.randn(5, 3), tidu.randn(5, 1)
    difference = net(data) - target
    loss = (difference**2).mean()
    ax = graph(loss)
    save(ax, tmp_path / "graph.svg")
    ax.figure.draw_without_rendering()
    boxes = [box for box in draw(loss, values=True).layout.boxes for _ in box.lines]
    for text, box in zip(ax.texts, boxes, strict=True):
        extent = text.get_window_extent().transformed(ax.transData.inverted())
        assert box.x - 1 <= extent.x0 and extent.x1 <= box.x + box.width + 1, text.get_text()


def test_what_has_no_graph_is_refused_as_draw_refuses_it() -> None:
    with pytest.raises(ValueError, match="Fix: "):
        graph(tidu.ones(2))


def test_of_several_outputs_it_says_whose_gradient_it_shows() -> None:
    net = tidu.nn.Linear(2, 3)
    notes = [graph(thing).get_legend().get_title().get_text() for thing in (net(tidu.ones(2)), w * w)]
    assert notes == ["grad: of the sum of all outputs", ""]
