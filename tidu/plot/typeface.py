"""Chinese, Japanese and Korean letters: which font of this machine has them.

Matplotlib's own font has none. A text that needs some gets two families, Matplotlib's own for digits,
the minus sign and Latin letters, and one of these for what is missing there.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from matplotlib.artist import Artist
from matplotlib.font_manager import fontManager
from matplotlib.text import Text

from tidu.text import language, say

FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Source Han Sans",
    "PingFang SC", "PingFang HK", "Hiragino Sans GB", "Heiti SC", "Heiti TC", "STHeiti",
    "Microsoft YaHei", "DengXian", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP",
    "Noto Sans CJK TC", "Noto Sans CJK HK", "Noto Sans CJK KR", "Noto Serif CJK SC", "Noto Serif CJK JP",
    "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "STSong", "SimSun", "Microsoft JhengHei",
    "Droid Sans Fallback", "AR PL UMing CN", "AR PL UKai CN", "Arial Unicode MS",
)  # fmt: skip
"""In the order of preference: without serifs and simplified first."""
OWN = "DejaVu Sans"
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f]")


@lru_cache(maxsize=1)
def family() -> str | None:
    """The font that CJK texts are written with; None where this machine has none of `FAMILIES`.

    Matplotlib lists the machine's fonts once and keeps the list, so a new one is seen after
    `matplotlib.font_manager._load_fontmanager(try_read_cache=False)` or in a new installation.

    >>> family() is None or family() in FAMILIES
    True
    """
    known = {font.name for font in fontManager.ttflist}
    return next((name for name in FAMILIES if name in known), None)


def fonts() -> str:
    """One sentence: which font Chinese is written with here, or how to install one.

    >>> (family() or "apt install fonts-noto-cjk") in fonts()
    True
    """
    name = family()
    return say("plot.no_font") if name is None else say("plot.font", name=name)


@lru_cache(maxsize=1)
def warn() -> None:
    """Says once in a program that Chinese cannot be written."""
    warnings.warn(fonts(), UserWarning, stacklevel=2)


@contextmanager
def quiet() -> Iterator[None]:
    """Where no font has Chinese, that was said in one sentence; Matplotlib's, one for each letter, are not.

    >>> with quiet():
    ...     pass
    """
    with warnings.catch_warnings():
        if family() is None:
            warnings.filterwarnings("ignore", r"Glyph .* missing from")
        yield


def spoken() -> str:
    """The language of pictures: the user's; English where no font has Chinese.

    >>> spoken() in ("en", "zh")
    True
    """
    if language() == "zh" and family() is None:
        warn()
        return "en"
    return language()


def word(key: str, **values: object) -> str:
    """The picture's word `key`, in the language of pictures.

    >>> word("plot.epoch") in ("epoch", "轮次")
    True
    """
    return say(key, spoken(), **values)


def dress(drawn: Artist) -> None:
    """Gives every text of the picture that `drawn` is part of, if it has CJK letters, a font for them.

    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot(title="loss")
    >>> dress(axes)
    >>> axes.title.get_fontfamily()
    ['sans-serif']
    """
    for text in (drawn.figure or drawn).findobj(Text):
        if isinstance(text, Text) and WIDE.search(text.get_text()) and OWN not in text.get_fontfamily():
            name = family()
            if name is None:
                warn()
                return
            text.set_fontfamily([OWN, name])
