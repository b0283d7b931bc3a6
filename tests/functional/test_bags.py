"""Bags of rows of a table against PyTorch."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from twins import agree, both_refuse

RANDOM = np.random.default_rng(13)
TABLE, PLACES, ROWS = RANDOM.normal(size=(7, 3)), RANDOM.integers(0, 7, 10), RANDOM.integers(0, 7, (3, 4))
STARTS = np.array([0, 3, 3, 7])
CASES = list(itertools.product(["sum", "mean", "max"], [None, 1, -2], [False, True]))


@pytest.mark.parametrize(("mode", "padding", "ends"), CASES)
def test_bags(mode: str, padding: int | None, ends: bool) -> None:
    options: dict[str, Any] = {"mode": mode, "padding_idx": padding, "include_last_offset": ends}
    starts = np.append(STARTS, 10) if ends else STARTS
    for places, offsets in ((PLACES, starts), (ROWS, None)):
        agree(
            lambda t, table, places=places, offsets=offsets: t.nn.functional.embedding_bag(
                t.tensor(places), table, None if offsets is None else t.tensor(offsets), **options
            ),
            TABLE,
            order=1,
        )


@pytest.mark.parametrize("padding", [None, 2])
def test_weighted_bags(padding: int | None) -> None:
    agree(
        lambda t, table, weights: t.nn.functional.embedding_bag(
            t.tensor(PLACES), table, t.tensor(STARTS), mode="sum", per_sample_weights=weights,
            padding_idx=padding,
        ),
        TABLE, RANDOM.normal(size=10), order=1,
    )  # fmt: skip
    agree(
        lambda t, table, weights: t.nn.functional.embedding_bag(
            t.tensor(ROWS), table, mode="sum", per_sample_weights=weights
        ),
        TABLE, RANDOM.normal(size=(3, 4)), order=1,
    )  # fmt: skip


def test_long_rows_are_shortened_in_the_table() -> None:
    def call(t: Any, scale: Any) -> Any:
        table = t.tensor(TABLE)
        result = t.nn.functional.embedding_bag(t.tensor(ROWS), table, max_norm=0.5)
        return t.cat([result, table]) * scale

    agree(call, np.array([[1.5]]), order=1, name=False)


def test_gradients_by_frequency() -> None:
    """By the row's own, which PyTorch mixes up here; of rows that occur as often both agree."""
    places = np.array([[1, 1, 5], [5, 1, 5]])
    agree(
        lambda t, table: t.nn.functional.embedding_bag(
            t.tensor(places), table, mode="sum", scale_grad_by_freq=True
        ),
        TABLE,
        order=1,
    )


REFUSED = {
    "mode has to be one of": lambda t, x: t.nn.functional.embedding_bag(t.tensor(ROWS), x, mode="x"),
    "1D or 2D Tensor": lambda t, x: t.nn.functional.embedding_bag(t.tensor(ROWS[None]), x),
    "offsets has to be None": lambda t, x: t.nn.functional.embedding_bag(t.tensor(ROWS), x, t.tensor(STARTS)),
    "offsets has to be a 1D": lambda t, x: t.nn.functional.embedding_bag(t.tensor(PLACES), x),
    "has to start from position 0": lambda t, x: t.nn.functional.embedding_bag(
        t.tensor(PLACES), x, t.tensor(STARTS) + 1
    ),
    "greater than input's length": lambda t, x: t.nn.functional.embedding_bag(
        t.tensor(PLACES), x, t.tensor(STARTS) * 2
    ),
    "does not support scaling": lambda t, x: t.nn.functional.embedding_bag(
        t.tensor(ROWS), x, mode="max", scale_grad_by_freq=True
    ),
    "only supported for mode='sum'": lambda t, x: t.nn.functional.embedding_bag(
        t.tensor(ROWS), x, per_sample_weights=t.ones(3, 4, dtype=t.float64)
    ),
    "same shape as the input": lambda t, x: t.nn.functional.embedding_bag(
        t.tensor(ROWS), x, mode="sum", per_sample_weights=t.ones(3, dtype=t.float64)
    ),
    "padding_idx must be within": lambda t, x: t.nn.functional.embedding_bag(
        t.tensor(ROWS), x, padding_idx=9
    ),
    "outside": lambda t, x: t.nn.EmbeddingBag(3, 2)(t.tensor([[0, 3]])),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    message = both_refuse(REFUSED[words], TABLE)
    assert words == "outside" or words in message
