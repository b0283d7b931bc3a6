"""Exit codes, help, languages, and errors as one line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tidu.cli import main
from tidu.cli.commands import COMMANDS, load
from tidu.cli.common import CommonOptions
from tidu.cli.declare import options_of
from tidu.core.errors import DataError
from tidu.tabular.options import TrainOptions
from tidu.text.width import width

TRAIN = ["train", "a.csv", "--target", "y"]


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m tidu` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tidu", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "TIDU_LANG": "en", **environment},
        check=False,
    )


def raising(error: BaseException) -> Callable[..., Any]:
    """A library function that fails."""

    def work(*_: Any) -> None:
        raise error

    return work


def test_the_module_is_the_command() -> None:
    done = process("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tidu 0.")


def test_help_loads_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys; from tidu.cli import main; main(['--help'])\n"
        "heavy = {'rich', 'typer', 'numpy', 'polars', 'scipy', 'sklearn', 'pandas', 'tidu.cli.train'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_loads_no_library(name: str) -> None:
    code = (
        f"import sys; from tidu.cli import main; main(['{name}', '--help'])\n"
        "heavy = {'rich', 'typer', 'numpy', 'polars', 'scipy', 'sklearn', 'tidu.tabular.training'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["--lang", "en"]])
def test_without_a_command_there_is_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    output = capsys.readouterr().out
    assert "Usage: tidu COMMAND ..." in output
    for name in COMMANDS:
        assert f"\n  {name} " in output


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("columns", ["40", "80", "100"])
def test_every_option_is_documented(
    name: str, lang: str, columns: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", columns)
    assert main([name, "--help", "--lang", lang]) == 0
    output = capsys.readouterr().out
    for option in [*options_of(load(COMMANDS[name]).OPTIONS), *options_of(CommonOptions)]:
        for spelling in option.flags or (option.name.upper(),):
            assert spelling in output
        for choice in option.choices:
            assert choice in output
    head = output.partition("\n\n" + ("Examples" if lang == "en" else "例子"))[0]
    assert all(width(line) <= int(columns) for line in head.splitlines()[4:])
    assert ("用法" in output) == (lang == "zh")


def test_help_shows_defaults() -> None:
    output = process("train", "--help").stdout
    usual = TrainOptions("a.csv", "y")
    for default in (usual.width, usual.model, usual.weight_decay):
        assert f"Default: {default}." in " ".join(output.split())
    assert "--no-baselines" in output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["trian"], "tidu: There is no command trian. Did you mean train?"),
        (["foo"], f"tidu: There is no command foo. The commands are: {', '.join(COMMANDS)}."),
        (["--verison"], "tidu: There is no option --verison. Did you mean --version?"),
        (["--lang"], "tidu: --lang needs a value."),
        (["--lang", "fr"], "tidu: --lang is fr, which is not one of en, zh."),
        ([*TRAIN, "--lang=fr"], "tidu: --lang is fr, which is not one of en, zh. See: tidu train"),
        (["train"], "tidu: Missing: data, --target. See: tidu train --help"),
        ([*TRAIN, "--width", "0"], "tidu: --width is 0; it must be at least 1. See: tidu train"),
        (["show"], "tidu: Missing: model. See: tidu show --help"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    output, complaint = capsys.readouterr()
    assert output == ""
    assert complaint.startswith(sentence)
    assert complaint.count("\n") == 1


@pytest.mark.parametrize("words", [["--lang", "zh", "train"], ["train", "--lang=zh"]])
def test_the_language_is_known_before_the_first_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert "缺少：data, --target。参见：tidu train --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (DataError("a.csv has\nno rows."), 1, "tidu: a.csv has no rows.\n"),
        (FileNotFoundError(2, "No such file", "a.csv"), 1, "tidu: a.csv: No such file.\n"),
        (OSError("disk on fire"), 1, "tidu: disk on fire\n"),
        (MemoryError(), 1, "tidu: Memory ran out. Fix: train on fewer rows or columns (--drop).\n"),
        (KeyboardInterrupt(), 130, "tidu: Stopped by hand.\n"),
    ],
)
def test_a_failed_run_is_one_line(
    error: BaseException, code: int, sentence: str,
    library: Callable[..., None], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    library(train_table=raising(error))
    assert main([*TRAIN, "--json"]) == code
    assert capsys.readouterr() == ("", sentence)


def test_a_bug_is_not_hidden(library: Callable[..., None]) -> None:
    library(train_table=raising(ZeroDivisionError("a bug")))
    with pytest.raises(ZeroDivisionError, match="a bug"):
        main(TRAIN)


def test_a_reader_that_leaves_is_no_error_to_shout_about() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "tidu", "train", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    complaint = running.stderr.read()
    running.stderr.close()
    assert running.wait() == 1
    assert complaint == b""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("tidu pre", ["predict"]),
        ("tidu train --acti", ["--activation"]),
        ("tidu train --optimizer ada", ["adam", "adamw", "adagrad"]),
        ("tidu trian --", []),
        ("tidu course ", ["list", "all", "linear", "best-epoch"]),
        ("tidu course --lang zh li", ["list", "linear", "likelihood"]),
        ("tidu course --json linear --noi", ["--noise"]),
        ("tidu course linear --lang ", ["en", "zh"]),
        ("tidu doctor train.py --la", ["--lang"]),
    ],
)
def test_the_shell_completes(words: str, offered: list[str]) -> None:
    place = str(words.count(" "))
    done = process(_TIDU_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=place)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(offered) <= set(done.stdout.split())
    assert offered or "--activation" not in done.stdout


@pytest.mark.parametrize("words", ["tidu doctor ", "tidu explain a.tidu --data ", "tidu train pri"])
def test_files_are_left_to_the_shell(words: str) -> None:
    done = process(_TIDU_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(words.count(" ")))
    assert (done.returncode, done.stdout.strip()) == (0, "")
    # Named, not looked for among the processes above this one.
    shown = process("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "complete -o default -F" in shown.stdout


def test_letters_that_the_stream_cannot_write_do_not_stop_it() -> None:
    done = process("--lang", "zh", "--help", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "?" in done.stdout
