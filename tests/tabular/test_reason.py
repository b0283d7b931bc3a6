"""Why a model predicts what it does: parts that add up, and are right where they are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import tidu
from tidu.core.errors import DataError
from tidu.tabular import reason
from tidu.tabular.columns_format import Format
from tidu.tabular.infer import infer_columns
from tidu.tabular.model import Member, TableModel
from tidu.tabular.model_io import save
from tidu.tabular.network import Structure, build
from tidu.tabular.numbers import number
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.read import read_table
from tidu.tabular.reason import Part, Reason, reason_of

ROWS = 60


def table() -> pl.DataFrame:
    random = np.random.default_rng(0)
    sizes: list[Any] = random.normal(100, 20, ROWS).round(1).tolist()
    sizes[5] = None
    return pl.DataFrame(
        {
            "size": sizes,
            "town": random.choice(["A", "B", "C"], ROWS).tolist(),
            "new": random.choice([True, False], ROWS).tolist(),
            "y": random.normal(50, 9, ROWS).round(2).tolist(),
        }
    )


def model(kind: str, depth: int, members: int, frame: pl.DataFrame, seed: int = 0) -> TableModel:
    """Networks with random weights: what they predict is of no matter, why is."""
    schema = infer_columns(read_table(frame), "y")
    schema = replace(schema, task="multiclass" if kind == "class" else "regression")
    made = []
    tidu.manual_seed(seed)
    for place in range(members):
        prepare = Preprocessor.fit(frame[place * 7 :], schema, numeric="tails")
        labels = ("low", "mid", "high") if kind == "class" else ()
        reach = (3.0, 4.5) if kind == "log" else None
        scale = (0.2, 3.8) if kind == "log" else (9.0, 50.0)
        target = TargetEncoder("y", Format(), labels, scale[1], scale[0], reach, 1.05)
        sizes = len(prepare.feature_names), max(1, len(labels))
        structure = Structure(*sizes, depth, width=8, activation="relu")
        network = build(structure)
        with tidu.no_grad():
            for parameter in network.parameters():
                parameter.copy_(tidu.randn(*parameter.shape) * 0.7)
        made.append(Member(prepare, target, structure, network))
    return TableModel(schema, tuple(made))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Where a model and its table lie."""
    table().write_csv(tmp_path / "houses.csv")
    return str(tmp_path / "model.tidu"), str(tmp_path / "houses.csv")


@pytest.mark.parametrize(("kind", "depth", "members"), [("number", 2, 1), ("log", 1, 2), ("class", 2, 3)])
def test_parts_add_up_to_the_difference_from_the_average(
    kind: str, depth: int, members: int, files: tuple[str, str]
) -> None:
    made = model(kind, depth, members, table())
    save(made, files[0])
    for row in (1, 6, ROWS):
        found = reason_of(*files, row)
        whole = made.measure(files[1])
        place = int(whole[row - 1].argmax()) if kind == "class" else None
        values = whole if place is None else whole[:, place]
        assert found.value == pytest.approx(values[row - 1], rel=1e-6)
        assert found.average == pytest.approx(values.mean(), rel=1e-6)
        total = sum(part.adds for part in found.parts)
        assert total + found.remainder == pytest.approx(found.value - found.average, abs=1e-9)
        largest = max(abs(part.adds) for part in found.parts)
        assert abs(found.remainder) <= 0.02 * max(largest, abs(found.value - found.average))
        assert {part.column for part in found.parts} == {"size", "town", "new"}
        assert [abs(p.adds) for p in found.parts] == sorted((abs(p.adds) for p in found.parts), reverse=True)
        expected = made.predict(files[1])[row - 1]
        assert found.prediction == (expected if kind == "class" else pytest.approx(expected, rel=1e-6))


def test_of_a_linear_model_the_parts_are_weight_times_difference(files: tuple[str, str]) -> None:
    made = model("number", 0, 1, table())
    save(made, files[0])
    member, row = made.members[0], 9
    matrix = member.prepare.transform(table()).astype(np.float64)
    network: Any = member.network
    weights = network[0].weight.detach().numpy()[0] * member.target.scale
    apart = weights * (matrix[row - 1] - matrix.mean(0))
    wanted = dict(zip(member.prepare.feature_names, apart, strict=True))
    found = {part.column: part.adds for part in reason_of(*files, row).parts}
    assert found["new"] == pytest.approx(wanted["new"], rel=1e-4)
    assert found["size"] == pytest.approx(wanted["size"] + wanted["size_missing"], rel=1e-4)
    assert found["town"] == pytest.approx(sum(wanted[f"town={name}"] for name in "ABC"), rel=1e-4)


def test_a_column_that_the_network_does_not_use_adds_nothing(files: tuple[str, str]) -> None:
    made = model("number", 2, 1, table())
    network: Any = made.members[0].network
    with tidu.no_grad():
        network[0].weight[:, 0:2] = 0.0
    save(made, files[0])
    found = {part.column: part.adds for part in reason_of(*files, 3).parts}
    assert found["size"] == 0 and found["town"] != 0


def test_what_is_shown_of_a_row(files: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    save(model("class", 1, 2, table()), files[0])
    found = reason_of(*files, 6)
    shown = {part.column: (part.written, part.seen) for part in found.parts}
    town, new = table()["town"][5], table()["new"][5]
    assert shown["size"][0] == "(missing)" and shown["size"][1].endswith("missing")
    assert shown["town"] == (town, f"={town}") and shown["new"] == (str(new).lower(), str(int(new)))
    assert "with probability" in found.sentence() and "all 60 rows" in found.sentence()
    assert "2 networks are averaged" in found.steps and "z₁  = x W₁ᵀ + b₁" in found.steps
    assert "Probabilities: low" in found.steps


@pytest.mark.parametrize(
    ("actual", "wanted", "english", "chinese"),
    [
        (None, None, "", ""),
        ("", None, "", ""),
        ("40.5", 40.5, "In the table y is 40.5; the prediction is off by {error}.",
         "表中 y 为 40.5，预测偏差 {error}。"),
        ("low", "low", "In the table y is low, {not}.", "表中 y {zh}。"),
        ("none", "none", "In the table y is none, not {prediction}.", "表中 y 是 none，不是 {prediction}。"),
    ],
)  # fmt: skip
def test_the_true_value_beside_the_prediction(
    actual: str | None, wanted: Any, english: str, chinese: str,
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    names = pl.Series((["low", "mid", "high"] * ROWS)[:ROWS])
    of_classes = isinstance(wanted, str)
    frame = table().with_columns(y=names) if of_classes else table()
    save(model("class" if of_classes else "number", 1, 1, frame), files[0])
    target = pl.lit(None if actual == "" else actual)
    frame = frame.drop("y") if actual is None else frame.with_columns(y=target.cast(pl.String))
    frame.write_csv(files[1])
    found = reason_of(*files, 4)
    assert found.actual == wanted
    values = {"prediction": found.prediction, "not": "too", "zh": "也是 low"}
    if found.prediction != "low":
        values |= {"not": f"not {found.prediction}", "zh": f"是 low，不是 {found.prediction}"}
    if isinstance(wanted, float):
        values["error"] = f"{'+' if found.value > wanted else ''}{number(found.value - wanted)}"
    for lang, sentence in (("en", english), ("zh", chinese)):
        monkeypatch.setenv("TIDU_LANG", lang)
        assert found.truth() == sentence.format(**values)


@pytest.mark.parametrize(
    ("effects", "shown"),
    [
        ([], 0),
        ([0.0, 0.0, 0.0], 1),
        ([5.0, -4.0, 3.0], 3),
        ([90.0, -8.0, 1.0, 0.5, -0.5], 2),
        ([95.0, 5.0], 2),
        ([99.0, 1.0, 0.0], 1),
        ([1.0] * 79, 15),
        ([1.0] * 16, 16),
        ([1.0] * 17, 15),
    ],
)
def test_the_largest_effects(effects: list[float], shown: int, files: tuple[str, str]) -> None:
    parts = [Part(f"x{place}", "", "", adds) for place, adds in enumerate(effects)]
    found = Reason("m", "d", 1, "y", 1.0, 1.0, 0.0, parts, 0.0, 9, 9, 16, 1)
    assert found.largest() == parts[:shown]


def test_long_tables_are_compared_with_some_rows(
    files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(model("number", 1, 1, table()), files[0])
    monkeypatch.setattr(reason, "REFERENCES", 10)
    monkeypatch.setenv("TIDU_LANG", "en")
    found = reason_of(*files, 2)
    assert found.references == 10 and found.rows == ROWS and "10 of the 60 rows" in found.sentence()


@pytest.mark.parametrize(("lang", "sentence"), [("en", "so there is no row 61"), ("zh", "没有第 61 行")])
def test_no_such_row(
    lang: str, sentence: str, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", lang)
    save(model("number", 1, 1, table()), files[0])
    with pytest.raises(DataError, match=sentence):
        reason_of(*files, 61)
    with pytest.raises(DataError, match="60"):
        reason_of(*files, 0)


@pytest.mark.parametrize(("lang", "sentence"), [("en", "has only this one"), ("zh", "只有这一行")])
def test_one_row_alone(
    lang: str, sentence: str, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", lang)
    save(model("number", 1, 1, table()), files[0])
    table()[:1].write_csv(files[1])
    with pytest.raises(DataError, match=sentence):
        reason_of(*files, 1)
