"""C20: networks as neurons and lines; and what goes on in the layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

import tidu
from tidu.plot import histograms, layers, network
from tidu.tensor.tensor import Tensor

nn = tidu.nn


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")


def model() -> Any:
    tidu.manual_seed(1)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2))


def batch() -> tuple[Tensor, Tensor]:
    tidu.manual_seed(2)
    return tidu.randn(6, 3), tidu.randn(6, 2)


def test_layers_gives_what_the_layers_give() -> None:
    net, (x, y) = model(), batch()
    found = layers(net, x, y, nn.functional.mse_loss)
    assert list(found.activations) == ["0 Linear", "1 BatchNorm1d", "2 ReLU", "3 Linear"]
    hidden = [net[0](x)]
    for part in net[1:]:
        hidden.append(part(hidden[-1]))
    for got, wanted in zip(found.activations.values(), hidden, strict=True):
        assert np.allclose(got, wanted.detach().numpy(), atol=1e-7)
    gradients = tidu.autograd.grad(nn.functional.mse_loss(hidden[-1], y), [*hidden, *net.parameters()])
    got = [*found.gradients.values(), *found.weight_gradients.values()]
    for one, wanted in zip(got, gradients, strict=True):
        assert np.allclose(one, wanted.numpy(), atol=1e-7)
    assert list(found.weight_gradients) == list(found.weights) == list(dict(net.named_parameters()))


def test_layers_leaves_the_model_as_it_was() -> None:
    net, (x, y) = model(), batch()
    net[0].weight.grad = tidu.ones(4, 3)
    before = {name: value.clone() for name, value in net.state_dict().items()}
    layers(net, x, y, "mse")
    assert all((value == before[name]).all() for name, value in net.state_dict().items())
    assert (net[0].weight.grad == 1).all() and net[0].bias.grad is None
    seen: list[int] = []
    net[0].register_forward_hook(lambda *args: seen.append(1))
    net[3].weight.requires_grad_(False)
    assert "3.weight" not in layers(net, x, y, "mse").weight_gradients
    seen.clear()
    net(x)
    assert (seen, net[3].weight.requires_grad) == ([1], False)


def test_layers_without_a_loss_with_a_single_layer_and_one_used_twice() -> None:
    assert layers(model(), batch()[0]).gradients == {}
    assert list(layers(nn.Linear(3, 1), batch()[0]).activations) == ["Linear"]
    relu = nn.ReLU()
    twice = nn.Sequential(nn.Linear(3, 3), relu, nn.Linear(3, 3), relu)
    assert list(layers(twice, batch()[0]).activations) == ["0 Linear", "1 ReLU", "2 Linear", "1 ReLU (2)"]


def test_layers_of_a_recurrent_layer() -> None:
    found = layers(nn.LSTM(3, 5), tidu.randn(7, 2, 3))
    assert found.activations["LSTM"].shape == (7, 2, 5)


def test_histograms() -> None:
    values = {"a": np.arange(8.0).reshape(2, 4), "b": [0.0, 0.0, 0.0, -4.0], "c": [1.0, np.nan, np.inf]}
    drawn = histograms(values, title="activations")
    assert drawn.shape == (3,)
    assert [sum(bar.get_height() for bar in ax.patches) for ax in drawn] == [8, 4, 1]
    assert [ax.get_title() for ax in drawn] == [
        "a\nmean 3.5, std 2.3\n12% zeros", "b\nmean −1, std 1.7\n75% zeros", "c\nmean 1, std 0\n2 not finite",
    ]  # fmt: skip
    assert drawn[0].figure.get_suptitle() == "activations"
    assert drawn._repr_png_()[0].startswith(b"\x89PNG")


def test_histograms_fill_rows_of_four() -> None:
    drawn = histograms({str(k): [1.0, 2.0] for k in range(6)})
    assert len(drawn) == len(drawn[0].figure.axes) == 6
    assert drawn[0].figure.get_size_inches().tolist() == [9.6, 3.8]


def test_histograms_on_axes_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    axes = Figure().subplots(2, 2)
    drawn = histograms({"a": [0.0, 1.0], "b": [1.0, 2.0]}, title="激活值", axes=axes)
    assert drawn.tolist() == axes.ravel()[:2].tolist()
    assert drawn[0].get_title() == "a\n均值 0.5，标准差 0.5\n50% 为零"


def texts(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_network_of_widths() -> None:
    ax = network([4, 3, 1], title="T")
    assert [len(lines.get_segments()) for lines in ax.collections] == [12, 3]
    assert texts(ax) == ["inputs: 4", "neurons: 3", "outputs: 1"]
    neurons = [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in ax.lines]
    assert len(neurons) == 9  # an output is a circle in a circle
    ends = {
        tuple(end) for lines in ax.collections for segment in lines.get_segments() for end in segment.tolist()
    }
    assert ends == set(neurons)


INNER = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.ReLU())
WALKED = {
    "sequential": (
        nn.Sequential(nn.Linear(4, 3), nn.Sigmoid(), nn.Linear(3, 2)),
        ["inputs: 4", "neurons: 3\nSigmoid", "outputs: 2"],
    ),
    "nested": (
        nn.Sequential(nn.Flatten(), INNER, nn.Linear(3, 2), nn.Softmax(1)),
        ["inputs: 4", "neurons: 3\nBatchNorm1d\nReLU", "outputs: 2\nSoftmax"],
    ),
    "one layer": (nn.Linear(2, 1), ["inputs: 2", "outputs: 1"]),
}


@pytest.mark.parametrize(("module", "wanted"), WALKED.values(), ids=WALKED)
def test_network_of_a_module(module: Any, wanted: list[str]) -> None:
    assert texts(network(module)) == wanted


def test_large_layers_are_cut_and_their_number_said() -> None:
    ax = network(nn.Sequential(nn.Linear(784, 8), nn.Linear(8, 9)))
    assert texts(ax) == ["inputs: 784", "neurons: 8", "outputs: 9"]
    assert [len(lines.get_segments()) for lines in ax.collections] == [6 * 8, 8 * 6]
    dots = [line for line in ax.lines if line.get_marker() == "."]
    assert [len(line.get_xdata()) for line in dots] == [3, 3]
