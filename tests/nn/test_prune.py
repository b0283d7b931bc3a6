"""Pruning against PyTorch: masks, states, draws, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.utils.prune
from twins import both_refuse, plain

import tidu

WAYS: dict[str, Callable[[Any, Any], Any]] = {
    "identity": lambda prune, layer: prune.identity(layer, "weight"),
    "random": lambda prune, layer: prune.random_unstructured(layer, "weight", 0.4),
    "smallest": lambda prune, layer: prune.l1_unstructured(layer, "weight", 5),
    "none": lambda prune, layer: prune.l1_unstructured(layer, "bias", 0),
    "bias": lambda prune, layer: prune.l1_unstructured(layer, "bias", 0.5),
    "random channels": lambda prune, layer: prune.random_structured(layer, "weight", 2, 0),
    "smallest channels": lambda prune, layer: prune.ln_structured(layer, "weight", 0.5, 2, 1),
    "largest norms": lambda prune, layer: prune.ln_structured(layer, "weight", 1, float("inf"), -1),
    "twice": lambda prune, layer: prune.ln_structured(
        prune.l1_unstructured(prune.l1_unstructured(layer, "weight", 0.3), "weight", 0.3), "weight", 1, 1, 0
    ),
    "channels twice": lambda prune, layer: prune.random_structured(
        prune.ln_structured(layer, "weight", 1, 2, 0), "weight", 0.5, 0
    ),
    "removed": lambda prune, layer: prune.remove(prune.l1_unstructured(layer, "weight", 0.5), "weight"),
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_of_pruning(way: str) -> None:
    layers = []
    for t in (tidu, torch):
        t.manual_seed(9)
        layer = t.nn.Linear(6, 4)
        assert not t.nn.utils.prune.is_pruned(layer)
        assert WAYS[way](t.nn.utils.prune, layer) is layer
        assert t.nn.utils.prune.is_pruned(layer) == (way != "removed")
        x = t.ones(2, 6)
        layer(x).pow(2).sum().backward()
        with t.no_grad():
            for parameter in layer.parameters():
                parameter.sub_(parameter.grad * 0.1)
        layer(x)
        layers.append(layer)
    ours, theirs = layers
    assert repr(ours) == repr(theirs)
    assert [name for name, _ in ours.named_parameters()] == [name for name, _ in theirs.named_parameters()]
    assert list(ours.state_dict()) == list(theirs.state_dict())
    for key, value in theirs.state_dict().items():
        np.testing.assert_allclose(plain(ours.state_dict()[key]), plain(value), rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(plain(ours.weight), plain(theirs.weight), rtol=1e-4, atol=1e-6)
    assert tidu.rand(1).item() == torch.rand(1).item()  # as much was drawn


def test_by_a_mask_and_by_scores() -> None:
    results = []
    for t in (tidu, torch):
        t.manual_seed(2)
        prune, layers = t.nn.utils.prune, [t.nn.Linear(3, 2) for _ in range(2)]
        prune.custom_from_mask(layers[0], "weight", t.tensor([[1, 0, 1], [0, 0, 1]]))
        prune.l1_unstructured(layers[1], "weight", 3, t.arange(6.0).reshape(2, 3))
        lone = prune.L1Unstructured(0.5).prune(t.tensor([3.0, -1.0, 2.0, 0.5]))
        results.append([plain(layer.weight) for layer in layers] + [plain(lone)])
    for ours, theirs in zip(*results, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)


def test_several_as_one() -> None:
    results = []
    for t in (tidu, torch):
        t.manual_seed(4)
        prune, layers = t.nn.utils.prune, [t.nn.Linear(5, 3), t.nn.Linear(3, 4)]
        prune.l1_unstructured(layers[0], "weight", 4)
        pairs = [(layer, "weight") for layer in layers]
        prune.global_unstructured(pairs, prune.L1Unstructured, amount=0.3)
        prune.global_unstructured(pairs, prune.RandomUnstructured, amount=5)
        results.append([plain(x) for layer in layers for x in layer.state_dict().values()])
    for ours, theirs in zip(*results, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)


REFUSED: dict[str, Callable[[Any], Any]] = {
    "Must be int or float": lambda t: t.nn.utils.prune.L1Unstructured("x"),
    "in the range [0, 1]": lambda t: t.nn.utils.prune.L1Unstructured(1.5),
    "smaller than the number": lambda t: t.nn.utils.prune.l1_unstructured(t.nn.Linear(2, 2), "weight", 9),
    "multidimensional": lambda t: t.nn.utils.prune.random_structured(t.nn.Linear(2, 2), "bias", 1, 0),
    "Invalid index": lambda t: t.nn.utils.prune.ln_structured(t.nn.Linear(2, 2), "weight", 1, 2, 5),
    "has to be pruned before": lambda t: t.nn.utils.prune.remove(t.nn.Linear(2, 2), "weight"),
    "not an Iterable": lambda t: t.nn.utils.prune.global_unstructured(3, t.nn.utils.prune.L1Unstructured),
    "type dict": lambda t: t.nn.utils.prune.global_unstructured([], t.nn.utils.prune.L1Unstructured, [1]),
    'Only "unstructured"': lambda t: t.nn.utils.prune.global_unstructured(
        [(t.nn.Linear(2, 2), "weight")], t.nn.utils.prune.LnStructured, amount=1, n=2
    ),
    "the same shape as the parameter": lambda t: t.nn.utils.prune.l1_unstructured(
        t.nn.Linear(2, 2), "weight", 1, t.ones(3)
    ),
    "not a BasePruningMethod": lambda t: t.nn.utils.prune.PruningContainer().add_pruning_method(3),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words])


def test_a_way_of_ones_own() -> None:
    prune = tidu.nn.utils.prune

    class EveryOther(prune.BasePruningMethod):
        def compute_mask(self, t, default_mask):
            mask = default_mask.clone()
            mask.view(-1)[::2] = 0
            return mask

    layer = tidu.nn.Linear(4, 1)
    EveryOther.apply(layer, "weight")
    assert (layer.weight == 0).tolist() == [[True, False, True, False]]
    with pytest.raises(NotImplementedError, match="compute_mask"):
        prune.BasePruningMethod().compute_mask(layer.weight, layer.weight)
    with pytest.raises(ValueError, match="Unrecognized PRUNING_TYPE"):
        EveryOther.PRUNING_TYPE = "some"
        EveryOther.apply(layer, "weight")
    other = EveryOther()
    other._tensor_name = "bias"
    with pytest.raises(ValueError, match="acting on the parameter named 'weight'"):
        prune.PruningContainer(prune.hook_of(layer, "weight")).add_pruning_method(other)
