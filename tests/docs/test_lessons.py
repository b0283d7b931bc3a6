"""The lessons: executed notebooks in both languages that say what their sources say, and still run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docs.lessons.build import LANGUAGES, SOURCES, cells, target

PAIRS = [(source.stem, language) for source in SOURCES for language in LANGUAGES]
TRAINED = {"05_modules", "06_networks", "07_generalization"}
"""Lessons that quote long trainings: another processor's last digit leads them elsewhere."""


def stored(name: str, language: str) -> list[dict[str, Any]]:
    """The cells of a notebook."""
    path = next(target(source, language) for source in SOURCES if source.stem == name)
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def content(name: str, language: str) -> list[tuple[str, str]]:
    """The cells that a notebook should have."""
    text = next(source for source in SOURCES if source.stem == name).read_text(encoding="utf-8")
    return list(cells(text, language))


@pytest.mark.parametrize("name,language", PAIRS)
def test_a_notebook_is_what_its_source_says(name: str, language: str) -> None:
    assert [(x["cell_type"], "".join(x["source"])) for x in stored(name, language)] == content(name, language)


@pytest.mark.parametrize("name,language", PAIRS)
def test_every_cell_was_run_without_an_error(name: str, language: str) -> None:
    runs = [x for x in stored(name, language) if x["cell_type"] == "code"]
    assert [x["execution_count"] for x in runs] == list(range(1, len(runs) + 1))
    assert not [out for x in runs for out in x["outputs"] if out["output_type"] == "error"]


@pytest.mark.parametrize("name", [source.stem for source in SOURCES])
def test_both_languages_tell_as_much(name: str) -> None:
    kinds = [[kind for kind, _ in content(name, language)] for language in LANGUAGES]
    assert kinds[0] == kinds[1]
    assert "markdown" in kinds[0]


LONG = "08_depth"
"""Two minutes of training, whose parts have tests of their own: tests/course/test_images.py, tests/cli."""


@pytest.mark.parametrize("name", [source.stem for source in SOURCES if source.stem != LONG])
def test_the_code_runs_and_prints_what_is_stored(name: str, tmp_path: Path) -> None:
    """As plain Python, in a folder of its own; only what was printed is compared."""
    text = next(source for source in SOURCES if source.stem == name).read_text(encoding="utf-8")
    script = tmp_path / f"{name}.py"
    script.write_text("\n".join(code for kind, code in cells(text, "en") if kind == "code"), encoding="utf-8")
    words = [sys.executable, str(script)]
    environment = {**os.environ, "TIDU_LANG": "en", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    printed = [
        "".join(out["text"])
        for x in stored(name, "en")
        if x["cell_type"] == "code"
        for out in x["outputs"]
        if out["output_type"] == "stream" and out["name"] == "stdout"
    ]
    assert len(done.stdout) > 100
    if name not in TRAINED:
        assert done.stdout.split() == "".join(printed).split()
