"""Copies of a row are in one set; rows that agree by chance are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidu.tabular.ensemble import plan
from tidu.tabular.folds import fold_shares
from tidu.tabular.material import gather
from tidu.tabular.options import TrainOptions
from tidu.tabular.progress import SILENT
from tidu.tabular.repeats import find_repeats
from tidu.tabular.split import split_rows
from tidu.text import say


def noise(rows: int, columns: int = 3) -> pl.DataFrame:
    values = np.random.default_rng(0).normal(size=(rows, columns))
    return pl.DataFrame(values, schema=[*"abcdefgh"[: columns - 1], "y"])


def grid(rows: int) -> pl.DataFrame:
    """Two signs, and whether they differ."""
    a, b = np.random.default_rng(0).integers(0, 2, (2, rows))
    return pl.DataFrame({"a": a, "b": b, "y": np.where(a == b, "same", "other")})


def torn(groups: np.ndarray, parts: list[np.ndarray]) -> int:
    """How many groups have rows in more than one of `parts`."""
    within = [set(groups[part].tolist()) for part in parts]
    return sum(len(one & other) for place, one in enumerate(within) for other in within[:place])


@pytest.mark.parametrize("stratify", [False, True])
@given(groups=st.lists(st.integers(0, 40), min_size=60, max_size=120), seed=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_group_is_in_one_set(stratify: bool, groups: list[int], seed: int) -> None:
    numbers = np.array(groups)
    labels = numbers % 3 if stratify else None
    split = split_rows(len(numbers), seed=seed, stratify=labels, groups=numbers)
    parts = [split.train, split.validation, split.test]
    assert np.sort(np.concatenate(parts)).tolist() == list(range(len(numbers)))
    if split.groups is None:
        assert say("prepare.repeats_torn") in split.notes
    else:
        assert torn(numbers, parts) == 0 and all(len(part) for part in parts)


def test_groups_of_one_change_nothing() -> None:
    own = np.random.default_rng(0).permutation(97)
    for labels in (None, np.arange(97) % 4):
        plain, grouped = split_rows(97, stratify=labels), split_rows(97, stratify=labels, groups=own)
        assert (plain.train == grouped.train).all() and (plain.test == grouped.test).all()
    for one, other in zip(fold_shares(own, 5, 3), fold_shares(own, 5, 3, groups=own), strict=True):
        assert (one.held == other.held).all()


def test_a_large_group_is_learned() -> None:
    groups = np.concatenate([np.zeros(60, int), np.arange(1, 61)])
    for seed in range(20):
        split = split_rows(120, seed=seed, groups=groups)
        assert (groups[split.test] > 0).all() and (groups[split.validation] > 0).all()


def test_sets_keep_their_size() -> None:
    groups = np.repeat(np.arange(300), 2)
    split = split_rows(600, groups=groups)
    assert (len(split.validation), len(split.test)) == (120, 120)


def test_folds_keep_groups() -> None:
    groups = np.repeat(np.arange(50), 3)[np.random.default_rng(0).permutation(150)]
    shares = fold_shares(np.arange(150), 5, 0, groups % 2, groups)
    for share in shares:
        assert torn(groups, [share.train, share.held]) == 0
    assert sorted(len(share.held) for share in shares) == [30] * 5


def test_a_pool_of_one_group_is_no_folds() -> None:
    split = split_rows(40, groups=np.concatenate([np.zeros(32, int), np.arange(1, 9)]), validation=0.0)
    found = plan(TrainOptions("a.csv", "y"), split, None)
    assert not found.folds or len(found.shares) <= len(np.unique(split.groups[split.train]))  # type: ignore[index]


@pytest.mark.parametrize(
    ("table", "stay"),
    [
        (pl.concat([noise(60), noise(60)]), True),
        (pl.concat([noise(60)] * 5), True),
        (pl.concat([noise(60), noise(60)[:1]]), True),
        # One number that says which row it is, and a class.
        (pl.concat([noise(60).select("a", y=pl.col("y") > 0)] * 2), True),
        # No column alone says which row it is; either half of them does.
        (pl.concat([(noise(200, 8) * 4).select(pl.all().round())] * 2), True),
        (grid(500), False),
        (pl.DataFrame({"x": [1, 2, 3] * 20, "y": [2.5, 4.5, 6.5] * 20}), False),
    ],
)
def test_what_is_a_copy(table: pl.DataFrame, stay: bool) -> None:
    found = find_repeats(table)
    count = len(table) - len(table.unique())
    assert (found.groups is not None) == stay
    assert found.notes[0].startswith(f"{count} of {len(table)} rows repeat" + "s" * (count == 1))
    assert find_repeats(table.unique()) == type(found)()


def test_gaps_are_equal() -> None:
    table = pl.DataFrame({"x": [None, *range(30), None], "y": [0.5, *range(30), 0.5]}, strict=False)
    groups = find_repeats(table).groups
    assert groups is not None and groups[0] == groups[-1]


@pytest.mark.parametrize("choices", [{}, {"validation_fraction": 0.3}, {"members": 1}])
def test_no_test_row_is_learned(tmp_path: Path, choices: dict[str, Any]) -> None:
    table = pl.concat([noise(80), noise(80)])
    # A column that is left out does not hide a copy.
    table = table.with_columns(id=pl.Series(range(160)))
    material = gather(TrainOptions(table, "y", **choices), SILENT)
    rows = material.rows
    shares = plan(TrainOptions(table, "y", **choices), material.split, None).shares
    for share in shares:
        for asked in (share.held, material.split.test):
            assert not set(rows[share.train].rows()) & set(rows[asked].rows())
    assert any(note.startswith("80 of 160 rows repeat") for note in material.notes)


def test_too_few_groups_are_torn_and_said() -> None:
    groups = np.repeat(np.arange(3), 20)
    split = split_rows(60, groups=groups)
    assert split.groups is None and split.notes == (say("prepare.repeats_torn"),)
    assert [len(part) for part in (split.validation, split.test)] == [12, 12]
