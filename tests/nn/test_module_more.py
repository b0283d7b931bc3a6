"""What modules save besides tensors, submodules set by path, buffers as attributes: against PyTorch."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse

import tidu
from tidu import nn


def counter(t: Any) -> Any:
    """A module with a state that is no tensor."""

    class Counter(t.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = t.nn.Parameter(t.ones(2))
            self.seen = 0

        def get_extra_state(self):
            return {"seen": self.seen}

        def set_extra_state(self, state):
            self.seen = state["seen"]

    return Counter()


def test_state_that_is_no_tensor() -> None:
    told = []
    for t in (tidu, torch):
        source, target = t.nn.Sequential(counter(t)), t.nn.Sequential(counter(t))
        source[0].seen = 7
        state = source.state_dict()
        keys = str(target.load_state_dict(state))
        del state["0._extra_state"]
        loose = target.load_state_dict(state, strict=False)
        plainly = t.nn.Sequential(t.nn.Module()).load_state_dict(source.state_dict(), strict=False)
        told.append(
            [
                list(source.state_dict()),
                keys,
                target[0].seen,
                loose.missing_keys,
                sorted(plainly.unexpected_keys),
            ]
        )
    assert told[0] == told[1] and told[0][2] == 7
    for name in ("get_extra_state", "set_extra_state"):
        with pytest.raises(RuntimeError, match=f"has no {name}"):
            getattr(nn.ReLU(), name)(*((None,) if name.startswith("set") else ()))


def test_hooks_before_saving() -> None:
    told = []
    for t in (tidu, torch):
        model, seen = t.nn.Sequential(t.nn.Linear(1, 1)), []
        handle = model[0].register_state_dict_pre_hook(
            lambda module, prefix, keep, seen=seen: seen.append((type(module).__name__, prefix, keep))
        )
        model.state_dict(prefix="a.", keep_vars=True)
        handle.remove()
        model.state_dict()
        told.append(seen)
    assert told[0] == told[1] == [("Linear", "a.0.", True)]


def test_old_positions_of_state_dict() -> None:
    told = []
    for t in (tidu, torch):
        room: dict[str, Any] = {}
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            made = t.nn.Linear(1, 1).state_dict(room, "x.")
        assert made is room and seen[0].category is FutureWarning
        told.append(list(room))
    assert told[0] == told[1] == ["x.weight", "x.bias"]


def test_set_submodule() -> None:
    told = []
    for t in (tidu, torch):
        model = t.nn.Sequential(t.nn.Linear(1, 1), t.nn.Sequential(t.nn.ReLU()))
        model.set_submodule("1.0", t.nn.Tanh())
        model.set_submodule("2", t.nn.GELU())
        told.append(repr(model))
    assert told[0] == told[1]


def test_buffers_as_attributes() -> None:
    told = []
    for t in (tidu, torch):
        module = t.nn.Module()
        module.kept = t.nn.Buffer(t.ones(2))
        module.hidden = t.nn.Buffer(t.zeros(1), persistent=False)
        assert isinstance(module.kept, t.nn.Buffer) and not isinstance(t.ones(1), t.nn.Buffer)
        assert not module.kept.requires_grad and t.nn.Buffer().numel() == 0
        module.kept = t.zeros(3)
        told.append([list(module.state_dict()), [n for n, _ in module.named_buffers()], module.kept.tolist()])
    assert told[0] == told[1]


def test_new_memory() -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    before = [id(x) for x in model.parameters()]
    assert model.to_empty(device="cpu") is model and [id(x) for x in model.parameters()] == before
    assert [tuple(x.shape) for x in model.state_dict().values()] == [
        tuple(x.shape)
        for x in torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3)).state_dict().values()
    ]
    assert model.to_empty(device=None, recurse=False) is model


def test_modules_more_than_once() -> None:
    for t in (tidu, torch):
        inner = t.nn.ReLU()
        model = t.nn.Sequential(inner, inner)
        assert len(list(model.modules())) == 2 and len(list(model.modules(remove_duplicate=False))) == 3


def test_the_old_backward_hook() -> None:
    layer, seen = nn.Linear(2, 1), []
    layer.register_backward_hook(lambda module, inputs, outputs: seen.append(outputs[0].tolist()))
    layer(tidu.ones(1, 2, requires_grad=True)).backward(tidu.tensor([[2.0]]))
    assert seen == [[[2.0]]]


def test_copies_of_padding_and_resizing_layers_keep_their_settings() -> None:
    x = np.arange(16.0).reshape(1, 1, 4, 4)
    layer = nn.Sequential(nn.ReflectionPad2d((1, 0, 2, 1)), nn.Upsample(scale_factor=(2.0, 1.0)))
    theirs = torch.nn.Sequential(
        torch.nn.ReflectionPad2d((1, 0, 2, 1)), torch.nn.Upsample(scale_factor=(2.0, 1.0))
    )
    assert repr(layer) == repr(theirs)
    np.testing.assert_array_equal(layer(tidu.tensor(x)).numpy(), theirs(torch.tensor(x)).numpy())


REFUSED: dict[str, Callable[[Any], Any]] = {
    "without a target name": lambda t: t.nn.ReLU().set_submodule("", t.nn.ReLU()),
    "not an nn.Module": lambda t: t.nn.Sequential(t.nn.ReLU()).set_submodule("0", 3),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words])


@pytest.mark.parametrize("t", [tidu, torch], ids=["tidu", "torch"])
def test_paths_that_lead_nowhere(t: Any) -> None:
    with pytest.raises(AttributeError, match="foo"):
        t.nn.Sequential(t.nn.ReLU()).set_submodule("foo", t.nn.Tanh(), strict=True)
    with pytest.raises(AttributeError, match="weight"):
        t.nn.Linear(1, 1).set_submodule("weight.x", t.nn.Tanh())
