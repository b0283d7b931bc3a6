"""Chinese in pictures: a font where there is one, one sentence where there is none."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.figure import Figure

from tidu.plot import fonts, losses, plot, save, typeface
from tidu.plot.typeface import OWN, WIDE, dress, family, warn, word


def forget() -> None:
    family.cache_clear()
    warn.cache_clear()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Gives the machine other fonts."""

    def has(*names: str) -> None:
        listed = [SimpleNamespace(name=name) for name in (OWN, *names)]
        monkeypatch.setattr(typeface, "fontManager", SimpleNamespace(ttflist=listed))
        forget()

    yield has
    monkeypatch.undo()
    forget()


needs_font = pytest.mark.skipif(family() is None, reason="this machine has no Chinese font")


@needs_font
def test_only_texts_that_need_it_get_the_font() -> None:
    ax = plot([1, 2], xlabel="x", title="−1 到 1")
    assert ax.title.get_fontfamily() == [OWN, family()]
    assert ax.xaxis.label.get_fontfamily() == ["sans-serif"]


@needs_font
def test_texts_that_come_later_get_it_too() -> None:
    ax = plot([1, 2])
    ax.set_title("后来的标题")
    ax._repr_png_()
    assert ax.title.get_fontfamily() == [OWN, family()]


@needs_font
def test_the_minus_sign_and_digits_are_of_the_font_that_has_them(tmp_path: Path) -> None:
    """Every letter is found: Matplotlib warns of those that are not, and warnings are errors."""
    ax = plot([-2, -1], [-1, 0], xlabel="损失（−1）", title="梯度：∂L/∂w，学习率 1e−3")
    save(ax, tmp_path / "a.svg")


def test_the_order_of_preference(machine: Any) -> None:
    machine("SimHei", "WenQuanYi Micro Hei", "Noto Sans CJK SC")
    assert family() == "Noto Sans CJK SC"
    assert "Noto Sans CJK SC" in fonts()
    machine("WenQuanYi Zen Hei")
    assert family() == "WenQuanYi Zen Hei"


def test_without_a_font_pictures_speak_english_and_one_sentence_says_so(
    machine: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine()
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.warns(UserWarning) as told:
        ax = losses({"train_loss": [2.0, 1.0]})
        ax.set_title("损失")
        ax._repr_png_()
        save(ax, tmp_path / "a.svg")
        save(plot([1], title="损失", ax=Figure().add_subplot()), tmp_path / "b.svg")
    assert [str(each.message) for each in told] == [fonts()]
    assert "apt install fonts-noto-cjk" in fonts() and WIDE.search(fonts())
    assert (ax.get_xlabel(), word("plot.loss")) == ("epoch", "loss")


def test_without_a_font_english_pictures_say_nothing(machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    machine()
    monkeypatch.setenv("TIDU_LANG", "en")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        losses({"train_loss": [2.0, 1.0]}, title="loss")._repr_png_()
    assert fonts().startswith("this machine has no font")


@pytest.mark.parametrize("text", ["损", "か", "한", "，", "、", "𠀀", "豈"])
def test_letters_that_need_a_font(text: str) -> None:
    assert WIDE.search(text)


@pytest.mark.parametrize("text", ["loss", "−1", "∂L/∂w", "é", "α → β", "“x”", "R²", ""])
def test_letters_that_need_none(text: str) -> None:
    assert not WIDE.search(text)


@needs_font
def test_a_font_that_somebody_chose_is_kept() -> None:
    ax = Figure().add_subplot()
    ax.set_title("损失", fontfamily=[OWN, "Noto Serif CJK SC"])
    dress(ax)
    assert ax.title.get_fontfamily() == [OWN, "Noto Serif CJK SC"]
