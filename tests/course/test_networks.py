"""C30: four famous networks, with the layers and parameters that were published."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

import tidu
from tidu import nn
from tidu.course.networks import VGG19, AlexNet, GoogLeNet, Kit, ResNet152, measure

# Layers as the papers count them; parameters as torchvision publishes them
# (https://docs.pytorch.org/vision/stable/models.html).
PUBLISHED = {
    AlexNet: (8, 61_100_840),
    VGG19: (19, 143_667_240),
    GoogLeNet: (22, 6_624_904),
    ResNet152: (152, 60_192_808),
}
NETWORKS = list(PUBLISHED)


@pytest.mark.parametrize("network", NETWORKS)
def test_layers_and_parameters_as_published(network: Any) -> None:
    shape = measure(network(Kit(draw=False)), 3, 224, 224)
    assert (shape.layers, shape.parameters) == PUBLISHED[network]


def test_counts_by_kind() -> None:
    found = {network: measure(network(Kit(draw=False)), 3, 224, 224) for network in NETWORKS}
    counts = {network: (each.convolutions, each.linears) for network, each in found.items()}
    assert counts == {AlexNet: (5, 3), VGG19: (16, 3), GoogLeNet: (57, 1), ResNet152: (155, 1)}


def test_the_sides_of_googlenet_are_counted_as_published() -> None:
    network = GoogLeNet(Kit(draw=False), sides=True)
    assert sum(each.numel() for each in network.parameters()) == 13_004_888
    small = GoogLeNet(Kit(classes=7, width=0.1), sides=True)
    pictures = tidu.randn(2, 3, 64, 64)
    assert [each.shape for each in small(pictures)] == [(2, 7)] * 3
    assert small.eval()(pictures).shape == (2, 7)


def test_building_without_drawing_touches_no_weights() -> None:
    before = tidu.get_rng_state()
    network = VGG19(Kit(draw=False))
    assert tidu.equal(before, tidu.get_rng_state())
    tracemalloc.start()
    measure(network, 3, 224, 224)
    assert tracemalloc.get_traced_memory()[1] < 50e6  # the weights alone are 575 MB
    tracemalloc.stop()


@pytest.mark.parametrize("network", NETWORKS)
def test_narrow_ones_answer_and_learn(network: Any) -> None:
    tidu.manual_seed(0)
    side = max(network.smallest, 16)
    narrow = network(Kit(inputs=1, classes=3, width=0.05, side=1)).eval()
    scores = narrow(tidu.randn(2, 1, side, side))
    assert scores.shape == (2, 3)
    scores.sum().backward()
    gradients = {name: each.grad for name, each in narrow.named_parameters()}
    assert all(gradient is not None for gradient in gradients.values())


@pytest.mark.parametrize("network", [AlexNet, VGG19, GoogLeNet])
def test_the_smallest_picture(network: Any) -> None:
    narrow = network(Kit(draw=False, width=0.05))
    side = network.smallest
    assert measure(narrow, 3, side, side).layers == PUBLISHED[network][0]
    with pytest.raises(RuntimeError):
        measure(narrow, 3, side - 1, side - 1)


def test_shortcuts_are_not_on_the_longest_way() -> None:
    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.long = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 3))
            self.short = nn.Linear(3, 3)

        def forward(self, x: Any) -> Any:
            return self.long(x) + self.short(x)

    shape = measure(nn.Sequential(Block(), Block()), 3)
    assert (shape.layers, shape.linears, shape.parameters) == (4, 6, 72)


def test_measuring_leaves_the_modes_alone() -> None:
    network = nn.Sequential(nn.Linear(3, 3), nn.Dropout(), nn.Linear(3, 1).eval())
    measure(network, 3)
    assert [each.training for each in network.modules()] == [True, True, True, False]


def test_blocks_of_resnet_begin_by_passing_on() -> None:
    network = ResNet152(Kit(width=0.05))
    blocks = [each for each in network.features if hasattr(each, "added")]
    assert len(blocks) == 50
    x = tidu.rand(1, blocks[1].added[0].in_channels, 4, 4)
    assert tidu.equal(blocks[1].eval()(x), x)


def test_weights_keep_the_size_of_signals() -> None:
    tidu.manual_seed(0)
    layer = Kit().linear(400, 300)
    inputs = tidu.randn(200, 400)
    outputs = layer(inputs.relu())
    assert outputs.square().mean().item() == pytest.approx(1.0, rel=0.1)
    assert np.allclose(layer.bias.detach().numpy(), 0)
