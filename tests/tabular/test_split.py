"""Three sets that share no row, by seed, by class or by time."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidu.core.errors import DataError
from tidu.tabular.read import read_table
from tidu.tabular.split import Split, split_rows


def covers(split: Split, rows: int) -> bool:
    parts = [split.train, split.validation, split.test]
    every = np.sort(np.concatenate(parts))
    ordered = all((np.diff(part) > 0).all() for part in parts)
    return bool((every == np.arange(rows)).all()) and ordered


SHARES = st.sampled_from([0.0, 0.01, 0.2, 0.33, 0.49])


@given(
    rows=st.integers(3, 60),
    validation=SHARES,
    test=SHARES,
    seed=st.integers(0, 9),
    by=st.sampled_from(["seed", "class", "time"]),
    data=st.data(),
)
@settings(max_examples=150)
def test_every_row_is_in_one_set(
    rows: int, validation: float, test: float, seed: int, by: str, data: st.DataObject
) -> None:
    values = data.draw(st.lists(st.integers(0, 5), min_size=rows, max_size=rows))
    options: dict[str, Any] = {"class": {"stratify": values}, "time": {"time_column": values}}.get(by, {})
    split = split_rows(rows, validation=validation, test=test, seed=seed, **options)
    assert covers(split, rows) and len(split.train) > 0
    assert bool(len(split.validation)) == bool(validation) and bool(len(split.test)) == bool(test)
    same = split_rows(rows, validation=validation, test=test, seed=seed, **options)
    assert [part.tolist() for part in (split.train, split.test)] == [
        part.tolist() for part in (same.train, same.test)
    ]
    if by != "time":
        assert abs(len(split.test) - test * rows) <= 1 and abs(len(split.validation) - validation * rows) <= 1


def test_another_seed_is_another_split() -> None:
    assert (split_rows(100, seed=0).test != split_rows(100, seed=1).test).any()


def test_classes_keep_their_shares() -> None:
    labels = np.array(["a"] * 700 + ["b"] * 250 + ["c"] * 49 + ["d"])
    split = split_rows(1000, stratify=labels)
    for part in (split.validation, split.test):
        names, counts = np.unique(labels[part], return_counts=True)
        assert dict(zip(names.tolist(), counts.tolist(), strict=True)) in (
            {"a": 140, "b": 50, "c": 10},
            {"a": 141, "b": 50, "c": 9},
        )
    assert "d" in labels[split.train]
    assert not (np.diff(np.flatnonzero(np.isin(np.arange(700), split.test))) == 1).all()


def test_every_class_is_in_training() -> None:
    labels = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    split = split_rows(10, stratify=labels)
    assert set(np.array(labels)[split.train]) == {0, 1, 2, 3, 4}


def test_classes_too_small_to_share_out() -> None:
    split = split_rows(4, validation=0.25, test=0.25, stratify=["a", "b", "c", "d"])
    assert covers(split, 4) and any("split at random" in note for note in split.notes)


def test_time_goes_forward_and_no_moment_is_torn() -> None:
    moments = np.repeat(np.arange(10), 10)[np.random.default_rng(0).permutation(100)]
    split = split_rows(100, validation=0.25, test=0.15, time_column=moments)
    assert moments[split.train].max() < moments[split.validation].min()
    assert moments[split.validation].max() < moments[split.test].min()
    assert len(split.test) in (10, 20)


def test_time_column_of_a_table() -> None:
    table = read_table({"when": ["2024-03-01", None, "2024-01-01", "2024-02-01", "2024-04-01"]})
    split = split_rows(table, validation=0.2, test=0.2, time_column="when")
    assert (split.test.tolist(), split.validation.tolist(), split.train.tolist()) == ([4], [0], [1, 2, 3])


def test_one_moment_only_is_cut_by_the_shares() -> None:
    split = split_rows(10, time_column=[7] * 10)
    assert split.test.tolist() == [8, 9]


def test_few_rows_are_said() -> None:
    assert split_rows(49).notes == ("With 49 rows the test has only 10: its metrics say little.",)
    assert split_rows(50).notes == split_rows(20, test=0).notes == ()
    assert [len(part) for part in (split_rows(3).train, split_rows(3).validation)] == [1, 1]


def test_labels_of_any_kind() -> None:
    for labels in (pl.Series(["a", "b"] * 50), np.array([1.5, 2.5] * 50), [True, False] * 50):
        split = split_rows(100, stratify=labels)
        assert (split.test % 2 == 0).sum() == 10


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"table": 2}, "2 rows cannot be split into 3 sets"),
        ({"table": 0, "validation": 0, "test": 0}, "0 rows cannot be split into 1 sets"),
        ({"table": 9, "test": 1.0}, "up to but not including 1, not 1.0"),
        ({"table": 9, "test": -0.1}, "not -0.1"),
        ({"table": 9, "test": 0.5, "validation": 0.5}, "leave no rows to train on"),
        ({"table": 9, "time_column": "t"}, "`t` is a name"),
        ({"table": 9, "time_column": [1, 2]}, "9 rows but 2 values"),
        ({"table": 9, "stratify": [1, 2]}, "9 rows but 2 values"),
        ({"table": read_table({"x": [1, 2, 3]}), "time_column": "y"}, "no column `y`"),
    ],
)
def test_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        split_rows(**options)
