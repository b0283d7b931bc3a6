"""The catalogue of this area: both languages fill in the same values, and nothing lies unused."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

import tidu.tabular
from tidu.tabular.preprocess_warnings import Warnings
from tidu.text import columns, prepare, say, tabular

SENTENCES = columns.SENTENCES | prepare.SENTENCES | tabular.SENTENCES

SOURCE = "".join(path.read_text(encoding="utf-8") for path in Path(tidu.tabular.__path__[0]).glob("*.py"))


def fields(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_say_the_same_and_are_said(key: str) -> None:
    english, chinese = SENTENCES[key]
    assert fields(english) == fields(chinese)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)
    assert f'"{key}"' in SOURCE or key.endswith("_cells")


def test_counted_surprises_have_a_sentence_each() -> None:
    warnings = Warnings(rows=9, extra=("e",))
    for kind in ("unseen", "gaps", "far", "infinite", "unreadable"):
        getattr(warnings, kind)["c"] += 1
    assert len(warnings.sentences()) == 6


def test_chinese() -> None:
    assert say("tabular.no_column_nearest", "zh", table="表格", column="价", nearest="价格") == (
        "表格 没有列 `价`。是不是 `价格`？"
    )
