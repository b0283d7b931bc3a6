"""What cannot be drawn: every sentence of the area is said, in both languages, with a fix."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

import tidu
from tidu import plot as p
from tidu.core.errors import DataError
from tidu.fit.history import History
from tidu.plot.layers import layers
from tidu.text import sentences

nan = float("nan")
nn = tidu.nn


def flat(w: Any, b: Any) -> Any:
    return w + b


def scores(rows: Any) -> Any:
    return rows[:, 0] + 0.25


PLANE = ([[0, 1], [1, 0]], [0, 1])
ERRORS: dict[str, tuple[str, Callable[[], Any]]] = {
    "axes of another library": ("plot.ax", lambda: p.plot([1, 2], ax="no axes")),
    "ax and axes": (
        "plot.two_axes",
        lambda: p.plot([1], ax=Figure().add_subplot(), axes=Figure().add_subplot()),
    ),
    "text": ("plot.not_numbers", lambda: p.plot("abc")),
    "words": ("plot.not_numbers", lambda: p.fits(["1", "2"], [1, 2], {"a": ([1], [1])})),
    "complex": ("plot.not_numbers", lambda: p.plot([1j, 2])),
    "uneven": ("plot.not_numbers", lambda: p.histograms({"a": [[1, 2], [3]]})),
    "uneven tensors": ("plot.not_numbers", lambda: p.fits([tidu.ones(1), tidu.ones(2)], [1, 2], {})),
    "a mapping": ("plot.not_numbers", lambda: p.curves({"a": {"b": 1}})),
    "nothing": ("plot.empty", lambda: p.plot([])),
    "no curves": ("plot.empty", lambda: p.curves({})),
    "no paths": ("plot.empty", lambda: p.surface(flat, {})),
    "no histograms": ("plot.empty", lambda: p.histograms({})),
    "no rows": ("plot.empty", lambda: p.confusion(([], []))),
    "NaN only": ("plot.no_number", lambda: p.plot([nan, nan])),
    "infinite": ("plot.no_number", lambda: p.losses({"train_loss": [float("inf")]})),
    "NaN in a layer": ("plot.no_number", lambda: p.histograms({"a": [nan]})),
    "None only": ("plot.no_number", lambda: p.losses({"train_loss": [1], "validation_loss": [None]})),
    "a matrix": ("plot.one_row", lambda: p.predicted_actual([[1, 2], [3, 4]], [1, 2])),
    "lengths": ("plot.lengths", lambda: p.plot([1, 2, 3], [1, 2])),
    "lengths of a part": ("plot.lengths", lambda: p.neurons([1, 2], [[1, 2, 3]], [1, 2])),
    "lengths of classes": ("plot.lengths", lambda: p.confusion(([1, 2], [1]))),
    "lengths of points": ("plot.lengths", lambda: p.decision_regions(scores, [[0, 1]], [0, 1])),
    "lengths of losses": ("plot.lengths", lambda: p.losses({"train_loss": [1, 2], "epoch": [1]})),
    "numbers of rows": ("plot.several", lambda: p.plot([[1, 2], [1, 2]], [[1, 2]] * 3)),
    "a range": ("plot.bounds", lambda: p.extrapolation([1, 2], [1, 2], [1, 2], (2, 1))),
    "three bounds": ("plot.bounds", lambda: p.surface(flat, {"a": ([0], [0])}, x=(0, 1, 2))),
    "no names": ("plot.named", lambda: p.fits([1], [1], 3)),
    "a name alone": ("plot.named", lambda: p.densities([1, 2], "normal")),
    "no pair": ("plot.points", lambda: p.fits([1], [1], {"a": 3})),
    "three rows": ("plot.points", lambda: p.surface(flat, {"a": ([0], [0], [0])})),
    "no loss": ("plot.no_loss", lambda: p.losses({"loss": [1.0]})),
    "no epochs": ("plot.no_epochs", lambda: p.losses(History())),
    "log of a loss": ("plot.not_positive", lambda: p.losses({"train_loss": [-1.0]}, log=True)),
    "log of curves": ("plot.not_positive", lambda: p.curves({"a": [-1.0, 0.0]}, log=True)),
    "a loss of one number": (
        "plot.loss_shape",
        lambda: p.surface(lambda w, b: (w + b).sum(), {"a": ([0], [0])}),
    ),
    "no square": ("plot.square", lambda: p.confusion([[1, 2, 3], [4, 5, 6]])),
    "labels": ("plot.labels", lambda: p.confusion([[1, 2], [3, 4]], labels=["a"])),
    "an unknown class": ("plot.unknown_class", lambda: p.confusion((["a"], ["c"]), labels=["a", "b"])),
    "an unknown number": (
        "plot.unknown_class",
        lambda: p.decision_regions(lambda r: r[:, 0] > 0, *PLANE, labels=["a"]),
    ),
    "three columns": ("plot.two_columns", lambda: p.decision_regions(scores, np.ones((4, 3)), [0] * 4)),
    "one answer": ("plot.classes", lambda: p.decision_regions(lambda rows: 1, *PLANE)),
    "another number of answers": ("plot.classes", lambda: p.decision_regions(lambda rows: rows[:2], *PLANE)),
    "scores": ("plot.scores", lambda: p.decision_regions(scores, *PLANE)),
    "few axes": ("plot.panels", lambda: p.histograms({"a": [1], "b": [2]}, axes=Figure().add_subplot())),
    "no model": ("plot.model", lambda: layers([1, 2], tidu.ones(2))),
    "no widths": ("plot.widths", lambda: p.network("net")),
    "one width": ("plot.too_few", lambda: p.network([3])),
    "no width": ("plot.too_few", lambda: p.network([3, 0])),
    "no linear layer": ("plot.no_linear", lambda: p.network(nn.Conv2d(1, 1, 3))),
    "no chain": ("plot.not_a_chain", lambda: p.network(nn.ModuleList([nn.Linear(2, 3), nn.Linear(4, 1)]))),
    "a jpeg": ("plot.ending", lambda: p.save(p.plot([1]), "a.jpg")),
    "no picture": ("plot.picture", lambda: p.save([1, 2], "a.svg")),
    "no axes": ("plot.picture", lambda: p.save(np.array([]), "a.svg")),
}
KINDS = dict.fromkeys(("plot.ax", "plot.two_axes", "plot.model", "plot.widths", "plot.picture"), TypeError)


def pattern(template: str) -> str:
    """The longest part of a sentence without gaps."""
    parts = template.replace("{{", "\0").replace("}}", "\0").replace("{", "\0").replace("}", "\0").split("\0")
    return max(parts[::2], key=len)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("key", "wrong"), ERRORS.values(), ids=ERRORS)
def test_errors(key: str, wrong: Callable[[], Any], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    with pytest.raises(KINDS.get(key, DataError)) as caught:
        wrong()
    message = str(caught.value)
    assert pattern(sentences("plot")[key][language == "zh"]) in message
    assert ("改法：" if language == "zh" else "Fix: ") in message
    assert "{" not in message.replace("{'", "")


def test_every_sentence_with_a_fix_is_raised() -> None:
    fixes = {key for key, (english, _) in sentences("plot").items() if "Fix: " in english}
    assert fixes - {"plot.no_font"} == {key for key, _ in ERRORS.values()}


def test_every_word_is_in_the_catalogue_and_used() -> None:
    folder = Path(p.__file__).parent
    used = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("plot.")
            ):
                used.add(node.value)
    assert used == set(sentences("plot"))
