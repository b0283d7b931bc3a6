"""Words become values, or a sentence that says which word is wrong."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidu.cli import main
from tidu.cli.grammar import run
from tidu.cli.misuse import UsageError
from tidu.cli.screen import Quiet, Session
from tidu.tabular.options import (
    ACTIVATIONS,
    LOSSES,
    MODELS,
    OPTIMIZERS,
    TASKS,
    TrainOptions,
)

NEEDED = ["a.csv", "--target", "y"]


def called(*words: str) -> tuple[TrainOptions, Session]:
    """What `tidu train` is called with."""
    calls: list[tuple[TrainOptions, Session]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tidu.cli.train.run", lambda *call: calls.append(call))
        assert run(list(words)) == 0
    return calls[0]


def parse(words: list[str]) -> TrainOptions:
    """The options that the words after `tidu train` make."""
    return called("train", *words)[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["--width", "8"], {"width": 8}),
        (["--width=8"], {"width": 8}),
        (["-o", "m.tidu"], {"output": "m.tidu"}),
        (["-om.tidu"], {"output": "m.tidu"}),
        (["--output="], {"output": ""}),
        (["--dropout", ".5"], {"dropout": 0.5}),
        (["--learning-rate", "1e-4"], {"learning_rate": 1e-4}),
        (["--no-baselines"], {"baselines": False}),
        (["--width", "8", "--width", "9"], {"width": 9}),
        (["--drop", "id, name", "--drop", "x"], {"drop": ("id", "name", "x")}),
        (["--drop", 'id,"a,b"'], {"drop": ("id", "a,b")}),
        (["--drop", ""], {"drop": ()}),
        (["--time-column", "--odd"], {"time_column": "--odd"}),
        (["--time-column=a=b"], {"time_column": "a=b"}),
        (["--time-column=-h"], {"time_column": "-h"}),
    ],
)
def test_words_become_values(words: list[str], expected: dict[str, Any]) -> None:
    options = TrainOptions("a.csv", "y", **expected)
    assert parse([*NEEDED, *words]) == options
    assert parse([*words, *NEEDED]) == options


@pytest.mark.parametrize(
    "words",
    [
        ["train", *NEEDED, "-q", "--json"],
        ["-q", "--json", "train", *NEEDED],
        ["--json", "train", *NEEDED, "--quiet"],
    ],
)
def test_how_to_speak_is_said_before_the_command_or_after_it(words: list[str]) -> None:
    session = called(*words)[1]
    assert session.as_json
    assert isinstance(session.screen, Quiet)


def test_a_second_word_behind_two_dashes_is_no_experiment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["course", "--", "linear"]) == 2
    assert "linear is one word too many" in capsys.readouterr().err


def test_after_two_dashes_all_is_positional() -> None:
    assert parse(["--target", "y", "--", "--odd.csv"]).data == "--odd.csv"
    assert parse(["--target", "y", "--", "--help"]).data == "--help"
    assert parse(["-", "--target", "y"]).data == "-"


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["a.csv", "-h", "--no-such"]])
def test_help_ends_the_reading(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", *words]) == 0
    assert "Usage: tidu train DATA --target COLUMN [OPTIONS]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (["--target", "y"], "Missing: data."),
        ([], "Missing: data, --target."),
        ([*NEEDED, "b.csv"], "b.csv is one word too many. Fix: put quotes around names with"),
        ([*NEEDED, "--widht", "3"], "There is no option --widht. Did you mean --width?"),
        ([*NEEDED, "--zzzzz"], "There is no option --zzzzz."),
        ([*NEEDED, "-x"], "There is no option -x."),
        ([*NEEDED, "--width"], "--width needs a value."),
        ([*NEEDED, "--width", "3.5"], "--width needs a whole number, not 3.5."),
        ([*NEEDED, "--width", "nan"], "--width needs a whole number, not nan."),
        ([*NEEDED, "--dropout", "much"], "--dropout needs a number, not much."),
        ([*NEEDED, "--dropout", "nan"], "--dropout needs a number, not nan."),
        ([*NEEDED, "--learning-rate", "inf"], "--learning-rate needs a number, not inf."),
        ([*NEEDED, "--json=yes"], "--json takes no value, but got yes."),
        ([*NEEDED, "-qx"], "There is no option -x."),
        ([*NEEDED, "--seed", "-1"], "--seed is -1; it must be at least 0."),
        ([*NEEDED, "--seed", "9" * 400], "--seed needs a whole number, not 999"),
    ],
)
def test_wrong_words_are_named(words: list[str], english: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError) as error:
        parse(words)
    assert str(error.value).startswith(english)
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.raises(UsageError) as error:
        parse(words)
    assert "。" in str(error.value) or "？" in str(error.value)


# `-h` is a cry for help wherever it stands; a column of that name is `--target=-h`.
NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8).filter("-h".__ne__)
CHOSEN = st.fixed_dictionaries(
    {"data": NAMES.filter(lambda name: not name.startswith("-")), "target": NAMES},
    optional={
        "task": st.sampled_from(TASKS),
        "drop": st.lists(NAMES, min_size=1, max_size=3).map(tuple),
        "numeric": st.lists(NAMES, min_size=1, max_size=3).map(tuple),
        "validation": NAMES,
        "seed": st.integers(0, 10**12),
        "test_fraction": st.floats(0, 0.8),
        "model": st.sampled_from(MODELS),
        "width": st.integers(1, 10**6),
        "activation": st.sampled_from(ACTIVATIONS),
        "dropout": st.floats(0, 1, exclude_max=True),
        "loss": st.sampled_from(LOSSES),
        "optimizer": st.sampled_from(OPTIMIZERS),
        "learning_rate": st.floats(1e-9, 10),
        "batch_size": st.integers(1, 10**6),
        "output": NAMES,
        "baselines": st.booleans(),
    },
)


@settings(max_examples=150)
@given(CHOSEN)
def test_the_command_that_is_printed_gives_the_same_options(chosen: dict[str, Any]) -> None:
    import shlex

    options = TrainOptions(**chosen)
    program, command, *words = shlex.split(options.command())
    assert (program, command) == ("tidu", "train")
    assert parse(words) == options


def test_only_what_differs_from_the_default_is_printed() -> None:
    options = TrainOptions("a.csv", "y")
    assert options.command() == "tidu train a.csv --target y"
    changed = TrainOptions("a.csv", "y", validation=[1, 2], width=64, depth=3)
    assert changed.command() == "tidu train a.csv --target y --validation '<list>' --depth 3"


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ({"task": "guess"}, "--task is guess, which is not one of regression, binary, multiclass"),
        ({"width": 0}, "--width is 0; it must be at least 1."),
        ({"seed": -1}, "--seed is -1; it must be at least 0."),
        ({"learning_rate": 0.0}, "--learning-rate is 0.0; it must be above 0."),
        ({"dropout": 1.0}, "--dropout is 1.0; it must be below 1."),
        ({"dropout": float("nan")}, "--dropout is nan; it must be at least 0."),
        (
            {"validation_fraction": 0.5, "test_fraction": 0.5},
            "add up to 1, which leaves no rows to train on. Fix: let them add up to less than 1.",
        ),
    ],
)
def test_values_outside_their_limits_are_refused(choices: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as error:
        TrainOptions("a.csv", "y", **choices)
    assert sentence in str(error.value)


def test_every_field_has_a_section() -> None:
    assert all(field.metadata["section"] for field in fields(TrainOptions))
