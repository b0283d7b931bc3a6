"""`tidu course`: what it prints, what it writes, and what it says of wrong words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tidu.cli import main
from tidu.course import EXPERIMENTS, experiments

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, and what `--lang` sets is undone."""
    monkeypatch.setenv("TIDU_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("words", [["course"], ["course", "list"]])
def test_the_list_names_every_experiment(words: list[str], capsys: Capture) -> None:
    assert main(words) == 0
    output = capsys.readouterr().out
    for each in experiments():
        assert f"{each.name} " in output and each.title() in output


def test_the_list_as_data(capsys: Capture) -> None:
    assert main(["course", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["experiments"]
    assert [each["name"] for each in listed] == list(EXPERIMENTS)
    assert listed[0] == {"name": "linear", "title": "Linear regression from nothing", "rows": ["C02"]}


def test_a_run_tells_what_to_see_and_where_the_files_are(tmp_path: Path, capsys: Capture) -> None:
    assert main(["course", "derivative", "--x", "2", "--out", str(tmp_path)]) == 0
    output, complaint = capsys.readouterr()
    assert complaint == ""
    assert output.startswith(
        "A slope from ever smaller steps\n\nThe curve is y = 3x² − 4x. At x = 2 its slope is 8"
    )
    assert "    tidu course derivative --steps 18\n" in output
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {f"derivative.{end}" for end in ("csv", "png", "svg", "md")}
    assert all(str(tmp_path / name) in output for name in written)
    assert "    tidu course derivative --x 2.0" in (tmp_path / "derivative.md").read_text("utf-8")


def test_a_run_as_data(tmp_path: Path, capsys: Capture) -> None:
    assert main(["course", "linear", "--epochs", "2", "--rows", "40", "--out", str(tmp_path), "--json"]) == 0
    output, others = capsys.readouterr()
    found = json.loads(output)
    assert found["name"] == "linear" and found["rows"] == ["C02"]
    assert found["settings"]["epochs"] == 2 and "out" not in found["settings"]
    assert found["engine"] == "native"
    assert set(found["numbers"]) >= {"w1", "w2", "w3", "w4", "b", "loss"}
    assert all(Path(path).exists() for path in found["files"])
    assert others.startswith("Linear regression from nothing")


def test_chinese(tmp_path: Path, capsys: Capture) -> None:
    assert main(["course", "derivative", "--lang", "zh", "-o", str(tmp_path)]) == 0
    assert "    tidu course derivative --lang zh\n" in (tmp_path / "derivative.md").read_text("utf-8")
    assert capsys.readouterr().out.startswith("用越来越小的步长求斜率")
    assert (tmp_path / "derivative.md").read_text("utf-8").startswith("# 用越来越小的步长求斜率")


def test_all_writes_every_experiment_that_needs_no_file(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {name: EXPERIMENTS[name] for name in ("derivative", "covid", "likelihood")}
    monkeypatch.setattr("tidu.cli.course.EXPERIMENTS", few)
    assert main(["course", "all", "--out", str(tmp_path), "--json"]) == 0
    output, others = capsys.readouterr()
    assert few.pop("covid").name not in [each["name"] for each in json.loads(output)["experiments"]]
    assert "Left out, as it needs a file: covid." in others
    assert [each["name"] for each in json.loads(output)["experiments"]] == list(few)
    assert all(each.title() in others for each in few.values())
    assert {f"{name}.md" for name in few} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["course", "liner"], 2, "There is no command course liner. Did you mean course linear?"),
        (["course", "xyz"], 2, "There is no command course xyz. The commands are: course list, course all,"),
        (["course", "linear", "--rows", "0"], 2, "--rows is 0; it must be at least 2. See: tidu course"),
        (["course", "linear", "--rows", "x"], 2, "--rows needs a whole number, not x."),
        (["course", "linear", "--noise", "nan"], 2, "--noise needs a number, not nan."),
        (["course", "linear", "--nois", "1"], 2, "There is no option --nois. Did you mean --noise?"),
        (["course", "linear", "twice"], 2, "twice is one word too many."),
        (["course", "learning-rates", "--rates", "0.1,x"], 2, "--rates needs a number, not 'x'."),
        (["course", "likelihood", "--outliers", "51"], 2, "--outliers is 51, but there are only 50 samples."),
        (["course", "list", "--rows", "3"], 2, "There is no option --rows."),
        (["course", "derivative", "--out", "/proc/no/such"], 1, "/proc/no"),
    ],
)  # fmt: skip
def test_wrong_words_are_one_line(words: list[str], code: int, sentence: str, capsys: Capture) -> None:
    assert main(words) == code
    output, complaint = capsys.readouterr()
    assert output == "" and complaint.startswith(f"tidu: {sentence}") and complaint.count("\n") == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "name", ["course", "course list", "course all", *(f"course {name}" for name in EXPERIMENTS)]
)
def test_help_is_quick_and_whole(name: str, lang: str, capsys: Capture) -> None:
    assert main([*name.split(), "--help", "--lang", lang]) == 0
    output = capsys.readouterr().out
    assert f"tidu {name}" in output and "--lang" in output
    if name == "course":
        assert all(f"\n  {each} " in output for each in ("list", "all", *EXPERIMENTS))


def test_help_opens_nothing_heavy() -> None:
    code = (
        "import sys; from tidu.cli import main; main(['course', '--help'])\n"
        f"[main(['course', name, '--help']) for name in {list(EXPERIMENTS)}]\n"
        "heavy = {'rich', 'typer', 'numpy', 'matplotlib', 'scipy', 'sklearn', 'polars'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_words_may_stand_apart(capsys: Capture) -> None:
    assert main(["--lang", "zh", "course", "--json", "list"]) == 0
    titles = [each["title"] for each in json.loads(capsys.readouterr().out)["experiments"]]
    assert titles[0] == "从零开始的线性回归"
