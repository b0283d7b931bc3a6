"""Data that cannot be a tensor is refused with PyTorch's exception type, wherever in the lists it stands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import tidu

DATA: list[tuple[Any, str]] = [
    (None, "NoneType"),
    ([1, None], "NoneType"),
    ([[1.0, 2.0], [3.0, None]], "NoneType"),
    (object(), "object"),
    ({}, "dict"),
    ([{}], "dict"),
    ("a", "text such as 'a'"),
    ([1, "a"], "text such as 'a'"),
    (["a", "b"], "text such as 'a'"),
    ([1, [2]], "a sequence of length 1 stands beside a number"),
    ([[1], 2], "a sequence of length 1 stands beside a number"),
    ([[1], [2, 3]], r"lengths \[1, 2\]"),
    ([[[1], [2, 3]]], r"lengths \[1, 2\]"),
    ([[1, 2], [3, 4], [5]], r"lengths \[1, 2\]"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), DATA, ids=[said for _, said in DATA])
def test_it_is_refused_as_pytorch_refuses(data: Any, said: str) -> None:
    with pytest.raises(Exception) as theirs:
        torch.tensor(data)
    with pytest.raises(type(theirs.value), match=said) as ours:
        tidu.tensor(data)
    assert "Fix: " in str(ours.value)


def test_what_is_too_large_is_named() -> None:
    with pytest.raises(ValueError, match=str(-(2**70))):
        tidu.tensor([1, -(2**70)])


def test_arrays_in_lists_stay_what_they_are() -> None:
    assert tidu.tensor([np.ones(2), np.zeros(2)]).tolist() == [[1.0, 1.0], [0.0, 0.0]]
