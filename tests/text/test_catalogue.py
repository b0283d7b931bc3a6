"""The catalogue of sentences: every key that is said exists, in two languages, with one set of gaps."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from tidu.text import AREAS, sentences

PACKAGE = Path(__file__).parent.parent.parent / "tidu"
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "text"]
CATALOGUE = {key: pair for area in AREAS for key, pair in sentences(area).items()}
CHINESE = re.compile("[\u4e00-\u9fff]")


def gaps(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def said() -> list[tuple[str, str, set[str] | None]]:
    """(where, key, names given or None if they are unpacked) of every `say("key", ...)`."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("say") and node.args):
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = {word.arg for word in node.keywords}
                given = None if None in names else {name for name in names if name and name != "lang"}
                found.append((f"{path.relative_to(PACKAGE)}:{node.lineno}", key.value, given))
    return found


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_both_languages_say_the_same(key: str) -> None:
    english, chinese = CATALOGUE[key]
    assert gaps(chinese) <= gaps(english)  # English has words of grammar that are filled in
    assert english and chinese
    assert not CHINESE.search(english), "Chinese in the English sentence"


def test_every_key_is_in_the_file_of_its_area() -> None:
    files = {path.stem for path in (PACKAGE / "text").glob("*.py")}
    for area in AREAS:
        assert area in files
        assert all(key.startswith(f"{area}.") for key in sentences(area))


def test_what_is_said_can_be_said() -> None:
    calls = said()
    assert len(calls) > 150
    for where, key, given in calls:
        assert key in CATALOGUE, f"{where} says {key!r}, which is not in the catalogue"
        if given is not None:
            assert given == gaps(CATALOGUE[key][0]), f"{where}: {key}"


@pytest.mark.parametrize("key", sorted(sentences("errors")))
def test_an_error_gives_a_fix_and_is_used(key: str) -> None:
    english, chinese = CATALOGUE[key]
    assert gaps(english) == gaps(chinese)
    assert "Fix: " in english and "改法：" in chinese
    assert CHINESE.search(chinese)
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert f'"{key}"' in text, "nobody says it"
