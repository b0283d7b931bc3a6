"""Every experiment of the course: it runs, its text is true of the run, its files are written."""

from __future__ import annotations

import csv
import math
import re
import string
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tidu.cli import main
from tidu.course import EXPERIMENTS, Experiment, Result, experiment, experiments, run
from tidu.course.experiment import Checked, setting
from tidu.course.writing import as_csv, as_markdown, table_files, write
from tidu.text import AREAS, sentences

SMALL = {"epochs": 12, "rows": 40, "starts": 1}
"""What makes any experiment quick, where it has such a setting."""
SMALLER: dict[str, dict[str, Any]] = {"images": {"epochs": 1, "rows": 20, "width": 0.02}}
"""What makes one quick that is long by nature."""
ALONE = [each for each in experiments() if not each.needs_file]
NAMES = [each.name for each in ALONE]
QUICK = [name for name in NAMES if name not in SMALLER]
COMMAND = re.compile(r"`tidu course ([\w-]+)(.*?)`")


def small(found: Experiment) -> dict[str, Any]:
    """The settings that make a run quick."""
    chosen = {
        each.name: min(each.default, SMALL[each.name])
        for each in fields(found.module.Settings)
        if each.name in SMALL
    }
    return chosen | SMALLER.get(found.name, {})


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """A small run of every experiment."""
    return {each.name: each.run(**small(each)) for each in ALONE}


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_tidy(name: str, results: dict[str, Result]) -> None:
    assert results[name].tables
    for table, columns in results[name].tables.items():
        assert re.fullmatch(r"[a-z][a-z0-9_-]*", table)
        lengths = {len(column) for column in columns.values()}
        assert len(lengths) == 1 and lengths != {0}, table
        for column in columns.values():
            assert all(type(value) in (int, float, str, bool) for value in column), "plain values only"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", [0, 1], ids=["en", "zh"])
def test_every_number_that_a_sentence_may_quote_is_there(
    name: str, language: int, results: dict[str, Result]
) -> None:
    found, result = EXPERIMENTS[name], results[name]
    catalogue = sentences(found.area)
    for key in result.see:
        template = catalogue[f"{found.area}.{key}"][language]
        quoted = {gap for _, gap, _, _ in string.Formatter().parse(template) if gap}
        assert quoted <= set(result.numbers), key
        # Every number of the English sentence is told in the Chinese one.
        english = {
            gap for _, gap, _, _ in string.Formatter().parse(catalogue[f"{found.area}.{key}"][0]) if gap
        }
        assert quoted == english, key


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_plain_and_named_as_python_names(name: str, results: dict[str, Result]) -> None:
    for key, value in results[name].numbers.items():
        assert key.isidentifier() and type(value) in (int, float, str, bool, list), key
        assert not isinstance(value, list) or {type(each) for each in value} <= {str}, key


def test_lists_in_a_text_have_the_commas_of_the_language(
    results: dict[str, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang, comma in (("en", ", "), ("zh", "、")):
        monkeypatch.setenv("TIDU_LANG", lang)
        text = EXPERIMENTS["optimizers"].see(results["optimizers"])[0]
        assert comma.join(results["optimizers"].numbers["order"]) in text


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_result(name: str, results: dict[str, Result]) -> None:
    again = EXPERIMENTS[name].run(**small(EXPERIMENTS[name]))
    assert repr(again.numbers) == repr(results[name].numbers)
    assert repr(again.tables) == repr(results[name].tables)


@pytest.mark.parametrize(
    "name", [name for name in QUICK if "seed" in {f.name for f in fields(EXPERIMENTS[name].module.Settings)}]
)
def test_another_seed_gives_another(name: str, results: dict[str, Result]) -> None:
    other = EXPERIMENTS[name].run(**small(EXPERIMENTS[name]), seed=7)
    assert repr(other.tables) != repr(results[name].tables)


@pytest.mark.parametrize("name", NAMES)
def test_the_engine_is_said(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert result.engine in ("native", "eager", "")
    assert result.engine != "eager" or result.engine_reason


@pytest.mark.parametrize(("place", "name"), list(enumerate(NAMES)))
def test_files(
    place: int, name: str, results: dict[str, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Drawing takes a second: each experiment is written in one language, and half of them in the other.
    monkeypatch.setenv("TIDU_LANG", ("en", "zh")[place % 2])
    found, folder = EXPERIMENTS[name], tmp_path / "new" / "folder"
    settings = found.settings(**small(found))
    paths = [Path(path) for path in write(found, settings, results[name], str(folder))]
    assert {path.suffix for path in paths} == {".csv", ".png", ".svg", ".md"}
    assert {path.name for path in paths} == {path.name for path in folder.iterdir()}
    for path, columns in zip(paths, results[name].tables.values(), strict=False):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == list(columns)
        assert len(rows) == 1 + len(next(iter(columns.values())))
    for target in re.findall(r"\]\(([^)]+)\)", paths[-1].read_text("utf-8")):
        assert (folder / target).exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_page_and_figure(
    name: str, lang: str, results: dict[str, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", lang)
    found = EXPERIMENTS[name]
    page = as_markdown(found, found.settings(**small(found)), results[name])
    assert page.startswith(f"# {found.title()}\n") and "{" not in page
    assert page.count("`tidu course ") == 3
    assert results[name].figure().axes


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_three_things_to_try_that_are_commands_of_this_experiment(name: str) -> None:
    english, chinese = sentences(EXPERIMENTS[name].area)[f"{EXPERIMENTS[name].area}.try"]
    assert re.findall("`.*?`", english) == re.findall("`.*?`", chinese)
    for text in (english, chinese):
        lines = text.split("\n")
        assert len(lines) == 3 and all(re.fullmatch("[^`]+`tidu [^`]+`", line) for line in lines)
    for called, words in COMMAND.findall(english):
        assert called == name and words.strip(), "a change"


@pytest.mark.parametrize("words", [
    pytest.param([name, *words.split()], id=f"{name}{words.replace(' ', '_')}")
    for each in experiments() if not each.needs_file
    for name, words in COMMAND.findall(sentences(each.area)[f"{each.area}.try"][0])
])  # fmt: skip
def test_what_is_to_be_tried_runs(
    words: list[str], results: dict[str, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidu.cli.course.WORK", "tests.course.test_registry:only_the_text")
    if words[0] not in QUICK:
        # It must be understood; to run it takes longer than a test may.
        monkeypatch.setattr(EXPERIMENTS[words[0]].module, "run", lambda settings: results[words[0]])
    assert main(["course", *words, "--out", str(tmp_path), "--quiet"]) == 0


def only_the_text(found: Experiment, settings: Any, result: Result, folder: str) -> list[str]:
    """What writes no picture: those take their time, and are tested above."""
    text = as_markdown(found, settings, result)
    assert " ".join(found.command(settings).split()[:3]) in text
    return [
        as_csv(table) and name
        for name, table in zip(table_files(found, result), result.tables.values(), strict=True)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_its_catalogue_is_used(name: str) -> None:
    found = EXPERIMENTS[name]
    source = Path(found.module.__file__).read_text("utf-8")
    source += "".join(path.read_text("utf-8") for path in Path(found.module.__file__).parent.glob("*/*.py"))
    for key in sentences(found.area):
        word = key.partition(".")[2]
        used = word in ("title", "try") or f'"{word}"' in source or f'"{key}"' in source
        built = any(re.search(rf'f"{found.area}\.[^"]*{{', source) for _ in (0,))
        assert used or built, f"nobody says {key}"


def test_names_rows_and_areas() -> None:
    rows = [row for each in experiments() for row in each.rows]
    assert rows == sorted(set(rows)), "in the order of the lessons, none twice"
    assert {each.area for each in experiments()} == {area for area in AREAS if area.startswith("course_")}


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_titles_fit_a_list(name: str) -> None:
    english, chinese = sentences(EXPERIMENTS[name].area)[f"{EXPERIMENTS[name].area}.title"]
    assert len(english) <= 50 and len(chinese) <= 25


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda: run("liner"), ValueError, "There is no experiment liner"),
        (lambda: run("linear", noize=1), TypeError, "has no setting noize. Its settings are: rows, noise"),
        (lambda: run("linear", rows=1.5), ValueError, "--rows needs a whole number, not 1.5"),
        (lambda: run("linear", rows=True), ValueError, "--rows needs a whole number, not True"),
        (lambda: run("linear", noise="1"), ValueError, "--noise needs a number, not '1'"),
        (lambda: run("linear", noise=math.nan), ValueError, "--noise needs a number, not nan"),
        (lambda: run("linear", rows=1), ValueError, "--rows is 1; it must be at least 2"),
        (lambda: run("learning-rates", rates=()), ValueError, "--rates needs one value or several"),
        (lambda: run("learning-rates", rates=("a",)), ValueError, "--rates needs a number, not 'a'"),
        (lambda: run("likelihood", rows=3, outliers=4), ValueError, "--outliers is 4, but there are only 3"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(
    call: Any, kind: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(kind, match=re.escape(words)):
        call()


def test_settings_take_the_kind_of_their_default() -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Settings(Checked):
        on: bool = setting(True, "course.seed")
        name: str = setting("a", "course.seed")
        shares: tuple[float, ...] = setting((0.5,), "course.seed", below=1)

    assert Settings(shares=["0.25", 0]).shares == (0.25, 0.0)  # type: ignore[arg-type]
    for bad in ({"on": 1}, {"name": 2}, {"shares": (0.5, 1.0)}, {"shares": "0.5"}):
        with pytest.raises(ValueError):
            Settings(**bad)


def test_a_name_may_be_written_as_its_module() -> None:
    assert experiment("best_epoch") is experiment("best-epoch")


def test_a_command_repeats_a_run() -> None:
    found = EXPERIMENTS["learning-rates"]
    settings = found.settings(rates=(0.1, 0.2), seed=3)
    assert found.command(settings) == "tidu course learning-rates --rates 0.1,0.2 --seed 3"
