"""Lazy layers against PyTorch: what they are before and after their first input, and what they draw."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse, plain

import tidu
from tidu import nn
from tidu.nn.lazy import LazyModuleMixin
from tidu.nn.parameter import is_lazy

RANDOM = np.random.default_rng(6)
ROWS, SIGNALS = RANDOM.normal(size=(4, 5)), RANDOM.normal(size=(4, 6, 7))
IMAGES, VOLUMES = RANDOM.normal(size=(4, 6, 7, 7)), RANDOM.normal(size=(2, 6, 5, 5, 5))
SPACE = {1: SIGNALS, 2: IMAGES, 3: VOLUMES}

LAYERS: dict[str, tuple[Callable[[Any], Any], np.ndarray]] = {
    "LazyLinear": (lambda nn: nn.LazyLinear(3), ROWS),
    "LazyLinear no bias": (lambda nn: nn.LazyLinear(3, bias=False), SIGNALS),
    "LazyConv2d groups": (lambda nn: nn.LazyConv2d(4, 3, 2, 1, groups=2, bias=False), IMAGES),
    "LazyConv2d same": (lambda nn: nn.LazyConv2d(4, 3, padding="same", padding_mode="reflect"), IMAGES),
    "LazyBatchNorm1d rows": (lambda nn: nn.LazyBatchNorm1d(eps=1e-3, momentum=0.3), ROWS),
    "LazyBatchNorm2d bare": (lambda nn: nn.LazyBatchNorm2d(affine=False), IMAGES),
    "LazyBatchNorm1d stateless": (lambda nn: nn.LazyBatchNorm1d(track_running_stats=False), ROWS),
    "LazyBatchNorm2d no bias": (lambda nn: nn.LazyBatchNorm2d(bias=False), IMAGES),
}
for axes, given in SPACE.items():
    for kind in ("LazyConv", "LazyConvTranspose"):
        name = f"{kind}{axes}d"
        LAYERS[name] = (lambda nn, name=name: getattr(nn, name)(4, 3), given)
    for kind in ("LazyBatchNorm", "LazyInstanceNorm"):
        name = f"{kind}{axes}d"
        LAYERS[name] = (lambda nn, name=name: getattr(nn, name)(), given)


def both(make: Callable[[Any], Any]) -> list[Any]:
    """The layer in either library, made after the same seed; PyTorch's warning that it is new apart."""
    made = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for library in (tidu, torch):
            library.manual_seed(3)
            made.append(make(library.nn))
    return made


def same_state(ours: Any, theirs: Any) -> None:
    """The same names, and the same numbers where there are numbers."""
    mine, wanted = ours.state_dict(), theirs.state_dict()
    assert list(mine) == list(wanted)
    for key, value in wanted.items():
        assert is_lazy(mine[key]) == torch.nn.parameter.is_lazy(value)
        if not is_lazy(mine[key]):
            np.testing.assert_allclose(plain(mine[key]), plain(value), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", LAYERS)
def test_before_and_after_the_first_input(name: str) -> None:
    make, x = LAYERS[name]
    ours, theirs = both(make)
    assert repr(ours) == repr(theirs) and ours.has_uninitialized_params() == theirs.has_uninitialized_params()
    same_state(ours, theirs)
    results = []
    for library, layer in ((tidu, ours), (torch, theirs)):
        given = library.tensor(x.astype("float32"))
        results.append(plain(layer(given)))
        assert plain(layer.eval()(given)).shape == results[-1].shape
    np.testing.assert_allclose(*results, rtol=1e-4, atol=1e-5)
    assert type(ours).__name__ == type(theirs).__name__ == name.split()[0].removeprefix("Lazy")
    assert repr(ours) == repr(theirs) and not ours._hooks and not ours._state_hooks
    same_state(ours, theirs)
    assert tidu.rand(1).item() == torch.rand(1).item()  # as much was drawn


def test_nothing_is_drawn_before_the_first_input() -> None:
    ours, theirs = both(lambda nn: nn.Sequential(nn.LazyLinear(4), nn.ReLU(), nn.Linear(4, 2)))
    for library, model in ((tidu, ours), (torch, theirs)):
        model(library.ones(1, 3))
    same_state(ours, theirs)


def test_a_state_gives_shapes() -> None:
    source = nn.Sequential(nn.Linear(5, 3), nn.BatchNorm1d(3))
    lazy = nn.Sequential(nn.LazyLinear(3), nn.LazyBatchNorm1d())
    assert str(lazy.load_state_dict(source.state_dict())) == "<All keys matched successfully>"
    assert repr(lazy[0]) == "LazyLinear(in_features=0, out_features=3, bias=True)"
    x = tidu.tensor(ROWS.astype("float32"))
    assert tidu.equal(lazy(x), source(x)) and repr(lazy) == repr(source)
    again = nn.Sequential(nn.LazyLinear(3))
    assert not again.load_state_dict(nn.Sequential(nn.LazyLinear(3)).state_dict()).missing_keys
    assert is_lazy(again[0].weight)


def test_type_copy_and_optimizer_before_the_first_input() -> None:
    layer = nn.LazyLinear(3).double()
    twin = copy.deepcopy(layer)
    weight = layer.weight
    assert layer(tidu.zeros(1, 2, dtype=tidu.float64)).dtype is tidu.float64
    assert is_lazy(twin.weight) and layer.weight is weight and weight.requires_grad and weight.is_leaf
    assert twin(tidu.zeros(1, 7, dtype=tidu.float64)).shape == (1, 3) and twin.in_features == 7
    frozen = nn.LazyLinear(2).requires_grad_(False)
    assert not frozen(tidu.ones(1, 2)).requires_grad


REFUSED: dict[str, Callable[[Any], Any]] = {
    "no numbers before its first input": lambda t: t.nn.LazyLinear(3).weight + 1,
    "gets its shape from its first input": lambda t: t.nn.LazyLinear(3).weight.shape,
    "Can't access the shape": lambda t: t.nn.Linear(2, 3).load_state_dict(t.nn.LazyLinear(3).state_dict()),
    "divisible by groups": lambda t: t.nn.LazyConv1d(4, 3, groups=2)(t.zeros(1, 3, 5)),
    "Expected 3D (unbatched) or 4D (batched)": lambda t: t.nn.LazyConv2d(4, 3)(t.zeros(3, 5)),
    "expected 4D input": lambda t: t.nn.LazyBatchNorm2d()(t.zeros(2, 3)),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words])


def test_a_lazy_layer_of_ones_own() -> None:
    class Scale(LazyModuleMixin, nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.UninitializedParameter()

        def initialize_parameters(self, input):
            self.weight.materialize(input.shape[1:])
            nn.init.ones_(self.weight)

        def forward(self, input):
            return input * self.weight

    layer = Scale()
    assert layer(tidu.ones(2, 3)).sum().item() == 6 and layer.weight.shape == (3,)

    class Forgetful(Scale):
        def initialize_parameters(self, input):
            pass

    with pytest.raises(RuntimeError, match="Forgetful has not been fully initialized"):
        Forgetful()(tidu.ones(1, 1))
    with pytest.raises(NotImplementedError, match="initialize_parameters is not implemented"):
        LazyModuleMixin().initialize_parameters()


def test_a_step_with_a_lazy_layer_is_not_recorded_before_its_first_input() -> None:
    model = nn.Sequential(nn.LazyLinear(3), nn.Tanh(), nn.LazyLinear(1))
    optimizer = tidu.optim.SGD(model.parameters(), lr=0.1)

    @tidu.compile
    def step(x):
        optimizer.zero_grad()
        loss = model(x).pow(2).mean()
        loss.backward()
        optimizer.step()
        return loss.detach()

    x = tidu.tensor(ROWS.astype("float32"))
    with pytest.warns(UserWarning, match="a lazy layer has no parameters before its first input"):
        first = step(x)
    assert step(x) < first and not is_lazy(model[0].weight)
