"""Small pictures are written out; convolution and pooling are told in a word, with their windows."""

from __future__ import annotations

from typing import Any

import pytest

import tidu
from tidu import nn

SAID = {
    "en": ["W (3×3) is laid on", "Stride 1×1, rows of zeros around x: 1,",
           "each window (2×2, stride 2×2, padding 0"],
    "zh": ["W（3×3，不翻转）", "步幅 1×1，x 四周补零 1 圈", "窗口 2×2，步幅 2×2，补边 0"],
}  # fmt: skip


def picture(channels: int = 1) -> Any:
    tidu.manual_seed(1)
    layer, pool = nn.Conv2d(1, channels, 3, padding=1), nn.MaxPool2d(2)
    x = tidu.arange(16.0).reshape(1, 1, 4, 4) / 4
    return (pool(layer(x)) ** 2).sum(), layer, {"x": x}


@pytest.mark.parametrize("lang", SAID)
def test_a_picture_is_the_matrix_that_it_is(lang: str) -> None:
    loss, _layer, names = picture()
    told = tidu.explain(loss, lang=lang, names=names)
    text = told.text(400)
    assert "⎡0  0.25  0.5  0.75⎤" in text and "‖" not in text
    assert "1×1×4×4" in text and "max_unpool(" in text and "scatter" not in text and "[1×1×1×1]" not in text
    for said in SAID[lang]:
        assert said in text, text
    assert r"\begin{bmatrix} 0 & 0.25 & 0.5 & 0.75" in told.latex()


def test_pictures_of_many_numbers_are_told_by_their_norm() -> None:
    loss, _layer, names = picture(channels=3)
    assert "1×3×4×4, ‖·‖ = " in tidu.explain(loss, lang="en", names=names).text(200)


def test_a_sum_of_windows() -> None:
    x = tidu.arange(16.0).reshape(1, 1, 4, 4).requires_grad_()
    text = tidu.explain((nn.functional.avg_pool2d(x, 2) ** 2).sum(), lang="en", names={"x": x}).text(200)
    assert "the sum of each window (2×2, stride 2×2" in text and "spread(g): each number" in text
