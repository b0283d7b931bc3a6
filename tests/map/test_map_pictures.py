"""C09, C15, C20: a picture as numbers and back, the course's `plot`, and the network drawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_sample_image

import tidu as torch
from tidu import nn
from tidu.plot import network, plot, save


def photograph() -> np.ndarray:
    """(20, 20, 3) of 0..255: a piece of the temple in scikit-learn's photograph."""
    return load_sample_image("china.jpg")[180:200, 300:320]


def test_c09_three_matrices_become_one_vector_and_a_picture_again() -> None:
    picture = torch.tensor(photograph())
    red, green, blue = picture.unbind(2)
    assert red.shape == green.shape == blue.shape == (20, 20)
    vector = torch.stack([red, green, blue]).flatten()
    assert vector.shape == (1200,)
    assert vector.reshape(-1, 1).shape == (1200, 1)
    assert vector[0] == picture[0, 0, 0]
    assert vector[400 + 20 * 3 + 5] == picture[3, 5, 1]
    back = vector.reshape(3, 20, 20).permute(1, 2, 0)
    assert torch.equal(back, picture)
    file = io.BytesIO()
    Image.fromarray(back.numpy()).save(file, "png")
    assert np.array_equal(np.asarray(Image.open(file)), photograph())


def test_c09_as_torchvision_reads_it() -> None:
    picture = torch.vision.transforms.ToTensor()(Image.fromarray(photograph()))
    assert picture.shape == (3, 20, 20)
    assert picture.dtype == torch.float32
    vector = nn.Flatten(0)(picture)
    assert vector.shape == (1200,)
    restored = (vector.reshape(3, 20, 20).permute(1, 2, 0) * 255).round().to(torch.uint8)
    assert np.array_equal(restored.numpy(), photograph())
    assert nn.Linear(1200, 2)(vector).shape == (2,)


def test_c15_plot_as_in_the_book() -> None:
    x = np.arange(0, 3, 0.1)
    ax = plot(x, [3 * x**2 - 4 * x, 2 * x - 3], "x", "f(x)", legend=["f(x)", "Tangent line (x=1)"])
    curve, tangent = ax.lines
    assert (curve.get_linestyle(), tangent.get_linestyle()) == ("-", "--")
    np.testing.assert_allclose(tangent.get_ydata(), 2 * x - 3)
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["f(x)", "Tangent line (x=1)"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x", "f(x)")


def test_c15_formats_limits_and_tensors() -> None:
    x = torch.linspace(1, 10, 20)
    curves = [x, x**2, x**3, x**4]
    ax = plot(x, curves, fmts=("-", "m--", "g-.", "r:"), xlim=[1, 10], ylim=[1, 1e4], yscale="log")
    assert [line.get_linestyle() for line in ax.lines] == ["-", "--", "-.", ":"]
    assert len({line.get_color() for line in ax.lines}) == 4
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_yscale()) == ((1, 10), (1, 1e4), "log")


class Nested(nn.Module):
    """Linear layers inside and outside of a Sequential."""

    def __init__(self) -> None:
        super().__init__()
        self.inputs = nn.Linear(4, 3)
        self.rest = nn.Sequential(nn.Sigmoid(), nn.Linear(3, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.rest(self.inputs(x))


def stacked() -> nn.Module:
    return nn.Sequential(nn.Linear(4, 3), nn.Sigmoid(), nn.Linear(3, 1))


@pytest.mark.parametrize("make", [Nested, stacked, lambda: nn.Linear(4, 3)])
def test_c20_every_input_is_joined_with_every_neuron(make: Callable[[], nn.Module], tmp_path: Path) -> None:
    module = make()
    ax = network(module)
    weights = [each.numel() for name, each in module.named_parameters() if name.endswith("weight")]
    assert [len(lines.get_segments()) for lines in ax.collections] == weights
    said = " ".join(text.get_text() for text in ax.texts)
    assert "4" in said
    assert "3" in said
    save(ax, tmp_path / "network.svg")
    assert (tmp_path / "network.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")
