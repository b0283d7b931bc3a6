"""What is odd about a table is told in its own words, and never changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from small import numbers, trained

from tidu.fit.doctor import Alert
from tidu.tabular.alerts import alert_said
from tidu.tabular.cautions import cautions
from tidu.tabular.infer import infer_columns
from tidu.tabular.material import gather
from tidu.tabular.options import TrainOptions
from tidu.tabular.progress import SILENT

DRAW = np.random.default_rng(0)
USUAL = DRAW.normal(20, 5, 200)


def said(values: Any, **more: Any) -> list[str]:
    table = pl.DataFrame({"x": values, "y": DRAW.normal(size=len(values)), **more})
    return cautions(table, infer_columns(table, "y"))


def with_some(count: int, value: float) -> np.ndarray:
    return np.r_[USUAL, np.full(count, value)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (with_some(12, -999.0), "`x`: -999 stands in 12 of 212 rows, far from all others ("),
        (with_some(2, 9999.0), "`x`: 9,999 stands in 2 of 202 rows"),
        (with_some(1, 1e9), "`x`: 1e+09 lies over a thousand times further out than usual (nine tenths are"),
        (with_some(2, -1e9), "`x`: 2 values, such as -1e+09, lie over a thousand times"),
    ],
)
def test_numbers_that_are_odd(values: np.ndarray, sentence: str) -> None:
    (found,) = said(values)
    assert found.startswith(sentence)


@pytest.mark.parametrize(
    "values",
    [
        USUAL,
        with_some(3, -998.0),
        np.arange(100.0),  # 99 is an age among ages
        np.r_[np.arange(1000.0), 999.0],
        np.exp(DRAW.normal(0, 2.5, 10_000)),  # a long tail is none of an error
        np.r_[np.zeros(199), 99.0],
        np.array([-99.0, -99.0, 99.0, 99.0] * 10),
    ],
)
def test_numbers_that_are_not(values: np.ndarray) -> None:
    assert said(values) == []


def test_a_target_is_looked_at_as_well() -> None:
    table = pl.DataFrame({"x": with_some(1, 7.0), "y": with_some(1, 1e9)})
    assert cautions(table, infer_columns(table, "y"))[0].startswith("`y`: 1e+09 lies")


def test_dates_that_are_shuffled_and_those_that_order() -> None:
    def found(**choices: Any) -> list[str]:
        return [
            note for note in gather(TrainOptions(table, "y", **choices), SILENT).notes if "--time" in note
        ]

    table = numbers().rename({"day": "my day"})
    (note,) = found()
    assert note.startswith("`my day` holds dates") and note.endswith("--time-column 'my day'")
    assert not found(time_column="my day") and not found(drop=["my day"])
    table = table.with_columns(other=pl.col("my day").reverse())
    (note,) = found()
    assert note.startswith("`my day`, `other` hold dates") and note.endswith("--time-column 'my day'")


def test_alerts_in_the_words_of_the_table(tmp_path: Path) -> None:
    table = numbers(80).with_columns(pl.Series("y", ["no", "yes"] * 40))
    _, model = trained(tmp_path, table, epochs=1, members=1)
    member = model.members[0]
    place = [block.column for block in member.prepare.blocks for _ in block.names].index("day")
    leak = Alert("TD006", "leak", "likely", {"column": place, "correlation": 0.99999, "rows": 60})
    assert alert_said(leak, member) == (
        "TD006-leak: `day` correlates with the target by 0.99999 over 60 rows. Fix: --drop day, unless `day` "
        "is known before the target is"
    )
    values = {"label": "1", "common": "0", "count": 3, "rows": 600, "most": 0.995, "fix": "x"}
    rare = alert_said(Alert("TD006", "rare", "hint", values), member)
    assert rare.startswith("TD006-rare: Class yes has 3 of 600 rows, class no has") and "report" in rare
    other = Alert("TD007", "worse", "likely", {"steps": 9, "excess": 1.5, "rate": "0.1"})
    assert "Fix: --learning-rate 0.0003" in alert_said(other, member)


def test_a_leak_is_told_by_its_column(tmp_path: Path) -> None:
    table = pl.DataFrame(DRAW.normal(size=(200, 2)), schema=["a", "y"])
    table = table.with_columns(colour=pl.Series(["red", "blue"] * 100), y_in_feet=pl.col("y") * 3.28)
    result, _ = trained(tmp_path, table.select("a", "colour", "y_in_feet", "y"), epochs=2)
    assert any("--drop y_in_feet" in note for note in result.notes)
