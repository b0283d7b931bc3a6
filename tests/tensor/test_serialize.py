"""`save` and `load` of tensors."""

from __future__ import annotations

import io
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.tensor.serialize import load, save


def round_trip(value: Any) -> Any:
    file = io.BytesIO()
    save(value, file)
    return load(file)


def test_a_state_dict_returns(tmp_path: Path) -> None:
    state = OrderedDict(weight=tidu.randn(3, 2), steps=tidu.tensor(4), mask=tidu.tensor([True, False]))
    save(state, tmp_path / "weights.pt")
    found = load(tmp_path / "weights.pt", map_location="cpu", weights_only=False)
    assert list(found) == list(state)
    for name, tensor in state.items():
        assert found[name].dtype == tensor.dtype and found[name].shape == tensor.shape
        assert tidu.equal(found[name], tensor)


def test_an_optimizer_like_structure_returns() -> None:
    groups = [{"betas": (0.9, 0.999), "params": [0]}]
    state = {"state": {0: {"step": tidu.tensor(2.0)}}, "param_groups": groups}
    assert repr(round_trip(state)) == repr(state)


def test_a_leaf_stays_a_leaf() -> None:
    found = round_trip([tidu.ones(2, requires_grad=True), tidu.ones(2), tidu.ones(2, requires_grad=True) * 2])
    assert [x.requires_grad for x in found] == [True, False, True]
    assert all(x.is_leaf for x in found)


def test_arrays_become_tensors() -> None:
    assert repr(round_trip(np.array([1, 2]))) == "tensor([1, 2])"


def test_memory_is_shared_as_before() -> None:
    x = tidu.zeros(3)
    a, b = round_trip([x, x.detach()])
    a[0] = 1
    assert b.tolist() == [1, 0, 0]


def test_a_view_holds_only_itself(tmp_path: Path) -> None:
    save(tidu.zeros(1000, 1000)[3, 4:6], tmp_path / "view")
    assert (tmp_path / "view").stat().st_size < 2000
    assert load(tmp_path / "view").shape == (2,)


@pytest.mark.parametrize(
    ("value", "words"),
    [(np.array(["a"]), "can't convert np.ndarray"), (object(), "obj is an object of class object")],
)
def test_refusals(value: Any, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        save(value, io.BytesIO())
