"""Putting samples together, against PyTorch."""

from __future__ import annotations

from collections import OrderedDict, defaultdict, namedtuple
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils.data import default_collate as reference_collate
from torch.utils.data import default_convert as reference_convert

import tidu
from tidu.data import default_collate, default_convert

Point = namedtuple("Point", ["x", "y"])


def described(value: Any) -> Any:
    """A value with the kinds and types of everything in it, tensors of both libraries alike."""
    if isinstance(value, torch.Tensor | tidu.Tensor):
        return "tensor", str(value.dtype), value.tolist()
    if isinstance(value, dict | MappingProxyType):
        return type(value).__name__, [(key, described(part)) for key, part in value.items()]
    if isinstance(value, list | tuple):
        return type(value).__name__, [described(part) for part in value]
    return type(value).__name__, str(value)


def with_tensors(library: Any) -> list[Any]:
    tensor = library.tensor
    return [
        [tensor([1, 2]), tensor([3, 4])],
        [tensor(1.5)],
        [(tensor([1.0]), 0), (tensor([2.0]), 1)],
        [{"x": tensor(1), "name": "a"}, {"x": tensor(2), "name": "b"}],
    ]


PLAIN: list[Any] = [
    [1, 2], [True, False], [1.5, 2.5], ["a", "b"], [b"a"],
    [np.float32(1), np.float32(2)], [np.float64(1)], [np.int32(1)], [np.bool_(True)],
    [np.ones(2), np.zeros(2)], [np.array(1.0), np.array(2.0)], [np.arange(3, dtype=np.uint8)],
    [(0, "a"), (1, "b")], [[0, 1], [2, 3]], [Point(1, 2.0), Point(3, 4.0)],
    [{"a": 1, "b": [1, 2]}, {"a": 2, "b": [3, 4]}],
    [OrderedDict(a=1), OrderedDict(a=2)], [defaultdict(int, a=1), defaultdict(int, a=2)],
    [MappingProxyType({"a": 1}), MappingProxyType({"a": 2})], [range(2), range(2)],
]  # fmt: skip


@pytest.mark.parametrize("batch", PLAIN, ids=str)
def test_collate(batch: Any) -> None:
    assert described(default_collate(batch)) == described(reference_collate(batch))


@pytest.mark.parametrize("place", range(4))
def test_collate_tensors(place: int) -> None:
    ours, theirs = default_collate(with_tensors(tidu)[place]), reference_collate(with_tensors(torch)[place])
    assert described(ours) == described(theirs)


SINGLE = [1, "a", None, np.float32(2), np.array(["a"]), Point(np.ones(1), 2)]


@pytest.mark.parametrize("data", [*PLAIN, *SINGLE], ids=str)
def test_convert(data: Any) -> None:
    assert described(default_convert(data)) == described(reference_convert(data))


REFUSED = [
    ([object()], TypeError, "batch must contain tensors, numpy arrays"),
    ([None], TypeError, "NoneType"),
    ([np.array(["a"])], TypeError, "<U1"),
    ([[1], [1, 2]], RuntimeError, r"equal size, but the samples have \[1, 2\] elements"),
    ([{"a": 1}, {"b": 1}], KeyError, "a"),
    ([tidu.ones(2), tidu.ones(3)], RuntimeError, r"got \[2\] at entry 0 and \[3\] at entry 1"),
    ([np.ones(2), np.ones(3)], RuntimeError, r"got \[2\] at entry 0 and \[3\] at entry 1"),
    ([], IndexError, "the batch is empty"),
]


@pytest.mark.parametrize(("batch", "error", "words"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals(batch: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        default_collate(batch)
