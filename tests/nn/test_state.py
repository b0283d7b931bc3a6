"""Saving and loading a module's numbers, against PyTorch."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest
import torch

import tidu
from tidu import nn


def network(library: Any, width: int = 2) -> Any:
    nn = library.nn
    return nn.Sequential(nn.Linear(3, width), nn.BatchNorm1d(width), nn.Linear(width, 1))


def test_a_state_shares_memory_and_has_versions() -> None:
    model = network(tidu)
    state = model.state_dict()
    assert isinstance(state, OrderedDict) and not state["0.weight"].requires_grad
    state["0.weight"].fill_(7)
    assert model[0].weight.detach().numpy().min() == 7
    assert model.state_dict(keep_vars=True)["0.weight"] is model[0].weight
    assert dict(state._metadata) == dict(network(torch).state_dict()._metadata)
    assert list(model.state_dict(prefix="net.")) == list(network(torch).state_dict(prefix="net."))
    held: dict[str, Any] = {"kept": 1}
    assert model.state_dict(destination=held) is held and "kept" in held


def test_loading_copies() -> None:
    model, other = network(tidu), network(tidu)
    weight = model[0].weight
    assert repr(model.load_state_dict(other.state_dict())) == "<All keys matched successfully>"
    assert model[0].weight is weight and tidu.equal(weight, other[0].weight)
    other[0].weight.data.fill_(0)
    assert weight.abs().sum().item() > 0
    model.load_state_dict(other.double().state_dict())
    assert model[0].weight.dtype == tidu.float32 and model[0].weight.requires_grad


def test_loading_with_assign_takes_the_tensors() -> None:
    model = network(tidu)
    state = network(tidu).double().state_dict()
    model.load_state_dict(state, assign=True)
    assert model[0].weight.dtype == tidu.float64 and model[0].weight.requires_grad
    assert model[0].weight.data_ptr() == state["0.weight"].data_ptr()
    assert model[1].running_mean is state["1.running_mean"]


CHANGES = {
    "missing": lambda state, t: state.pop("0.weight"),
    "unexpected": lambda state, t: state.update(
        {"0.wieght": t.ones(1), "9.x": t.ones(1), "extra": t.ones(1)}
    ),
    "sizes": lambda state, t: state.update({"0.weight": t.ones(4, 3), "2.bias": t.ones(7)}),
    "kind": lambda state, t: state.update({"0.weight": [1.0]}),
    "all": lambda state, t: (state.pop("2.bias"), state.update({"a": t.ones(1), "0.bias": t.ones(1)})),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("strict", [True, False])
def test_what_does_not_fit(change: str, strict: bool) -> None:
    """The texts begin as PyTorch's, character for character; then they say what to do."""
    found = []
    for library in (tidu, torch):
        state = network(library).state_dict()
        CHANGES[change](state, library)
        try:
            found.append(repr(network(library).load_state_dict(state, strict=strict)))
        except RuntimeError as error:
            found.append(str(error))
    assert found[0].startswith(found[1])


def test_a_state_from_before_batches_were_counted() -> None:
    state = dict(network(tidu).state_dict())
    del state["1.num_batches_tracked"]
    network(tidu).load_state_dict(state)
    counted = network(tidu).state_dict()
    del counted["1.num_batches_tracked"]
    with pytest.raises(RuntimeError, match="num_batches_tracked"):
        network(tidu).load_state_dict(counted)


def test_a_number_may_come_as_a_vector_of_one() -> None:
    class Scalar(nn.Module):
        def __init__(self):
            super().__init__()
            self.x = nn.Parameter(tidu.tensor(0.0))

    model = Scalar()
    model.load_state_dict({"x": tidu.tensor([3.0])})
    assert model.x.item() == 3
    with pytest.raises(TypeError, match="dict-like"):
        model.load_state_dict([("x", 1)])  # pyright: ignore


def test_hooks_of_states() -> None:
    model = network(tidu)
    calls: list[Any] = []
    save = model[0].register_state_dict_post_hook(lambda m, state, prefix, meta: calls.append((prefix, meta)))
    model.state_dict()
    assert calls == [("0.", {"version": 1})]
    save.remove()

    def rename(module: Any, state: dict, prefix: str, *rest: Any) -> None:
        state[prefix + "weight"] = state.pop(prefix + "w")

    model[0].register_load_state_dict_pre_hook(rename)
    model.register_load_state_dict_post_hook(lambda module, keys: calls.append(keys))
    state = network(tidu).state_dict()
    state["0.w"] = state.pop("0.weight")
    model.load_state_dict(state)
    assert len(calls) == 2 and calls[1] == ([], [])
