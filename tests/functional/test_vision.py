"""Resizing, reading at a grid, and shuffles against PyTorch: values, gradients, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from twins import agree, both_refuse

import tidu

RANDOM = np.random.default_rng(12)
SPACE = {1: (2, 3, 6), 2: (2, 3, 5, 6), 3: (2, 2, 4, 3, 5)}
X = {axes: RANDOM.normal(size=shape) for axes, shape in SPACE.items()}
MODES = {
    1: ["nearest", "nearest-exact", "area", "linear"],
    2: ["nearest", "nearest-exact", "area", "bilinear", "bicubic"],
    3: ["nearest", "nearest-exact", "area", "trilinear"],
}
WAYS: list[dict[str, Any]] = [
    {"size": 4}, {"size": 9}, {"scale_factor": 2}, {"scale_factor": 0.7}, {"scale_factor": 1.5},
    {"scale_factor": 1.5, "recompute_scale_factor": True}, {"scale_factor": 3.0},
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize(("axes", "mode"), [(axes, mode) for axes, modes in MODES.items() for mode in modes])
def test_interpolate(axes: int, mode: str, way: dict[str, Any]) -> None:
    agree(lambda t, x: t.nn.functional.interpolate(x, **way, mode=mode), X[axes], name=mode != "area")
    if mode.endswith(("linear", "cubic")):
        agree(lambda t, x: t.nn.functional.interpolate(x, **way, mode=mode, align_corners=True), X[axes])


@pytest.mark.parametrize("mode", ["bilinear", "bicubic", "lanczos"])
@pytest.mark.parametrize("size", [(3, 4), (2, 9), (8, 7)])
def test_interpolate_smoothly(mode: str, size: tuple[int, int]) -> None:
    agree(
        lambda t, x: t.nn.functional.interpolate(x, size, mode=mode, antialias=True), X[2],
        name=mode != "lanczos", order=1,
    )  # fmt: skip


def test_one_number_or_one_an_axis() -> None:
    agree(lambda t, x: t.nn.functional.interpolate(x, scale_factor=(2.0, 0.5)), X[2])
    agree(lambda t, x: t.nn.functional.interpolate(x, (3, 4), mode="bilinear"), X[2].astype("float32"))
    pixels = RANDOM.integers(0, 255, (1, 3, 4, 4)).astype("uint8")
    agree(lambda t, x: t.nn.functional.interpolate(x, (3, 7)), pixels, rtol=1e-9)


@pytest.mark.filterwarnings("ignore")
def test_old_names() -> None:
    agree(lambda t, x: t.nn.functional.upsample(x, 7), X[2])
    agree(lambda t, x: t.nn.functional.upsample_nearest(x, scale_factor=2), X[2])
    agree(lambda t, x: t.nn.functional.upsample_bilinear(x, (7, 3)), X[2])


@pytest.mark.parametrize("corners", [True, False])
@pytest.mark.parametrize("padding", ["zeros", "border", "reflection"])
@pytest.mark.parametrize(
    ("axes", "mode"), [(2, "bilinear"), (2, "nearest"), (2, "bicubic"), (3, "bilinear"), (3, "nearest")]
)
def test_grid_sample(axes: int, mode: str, padding: str, corners: bool) -> None:
    grid = RANDOM.uniform(-1.8, 1.8, (2, *(3, 4, 2)[:axes], axes))
    agree(
        lambda t, x, grid: t.nn.functional.grid_sample(x, grid, mode, padding, corners), X[axes], grid,
        order=1, name=mode != "bicubic",
    )  # fmt: skip


@pytest.mark.parametrize("corners", [True, False])
@pytest.mark.parametrize("size", [(2, 3, 4, 5), (2, 3, 1, 5), (2, 3, 4, 5, 6)])
def test_affine_grid(size: tuple[int, ...], corners: bool) -> None:
    theta = RANDOM.normal(size=(2, len(size) - 2, len(size) - 1))
    agree(lambda t, theta: t.nn.functional.affine_grid(theta, size, corners), theta, order=1)


@pytest.mark.parametrize(
    ("name", "given"), [("pixel_shuffle", 2), ("pixel_unshuffle", 2), ("channel_shuffle", 4)]
)
def test_shuffles(name: str, given: int) -> None:
    x = RANDOM.normal(size=(2, 8, 4, 6))
    agree(lambda t, x: getattr(t.nn.functional, name)(x, given), x)
    agree(lambda t, x: getattr(t.nn.functional, name)(x, given), x[:, :, :4, :4].copy())


REFUSED = {
    "only one of size or scale_factor": lambda t, x: t.nn.functional.interpolate(x, 3, 2.0),
    "either size or scale_factor": lambda t, x: t.nn.functional.interpolate(x),
    "same number of spatial dimensions": lambda t, x: t.nn.functional.interpolate(x, (3,)),
    "and scale_factor must have": lambda t, x: t.nn.functional.interpolate(x, scale_factor=(3.0,)),
    "size to be whole numbers": lambda t, x: t.nn.functional.interpolate(x, (1.5, 2.0)),
    "not meaningful": lambda t, x: t.nn.functional.interpolate(x, 3, recompute_scale_factor=True),
    "align_corners option": lambda t, x: t.nn.functional.interpolate(x, 3, align_corners=True),
    "Anti-alias option": lambda t, x: t.nn.functional.interpolate(x, 3, antialias=True),
    "Got 4D input": lambda t, x: t.nn.functional.interpolate(x, 3, mode="linear"),
    "Got 3D input": lambda t, x: t.nn.functional.interpolate(x[0], 3, mode="bicubic"),
    "greater than 0": lambda t, x: t.nn.functional.interpolate(x, 0),
    "4D and 5D sizes": lambda t, x: t.nn.functional.affine_grid(x[0, :, :, :3], (3, 3, 3), False),
    "batch of affine matrices": lambda t, x: t.nn.functional.affine_grid(x[0], (3, 3, 3, 3), False),
    "expected mode to be one of": lambda t, x: t.nn.functional.grid_sample(x, x, "cubic"),
    "expected padding_mode to be": lambda t, x: t.nn.functional.grid_sample(x, x, "nearest", "x"),
    "expected input [N, C, H, W]": lambda t, x: t.nn.functional.grid_sample(x, x, align_corners=False),
    "to have same dtype": lambda t, x: t.nn.functional.grid_sample(
        x, t.zeros(2, 3, 3, 2), align_corners=False
    ),
    "divisible by the square": lambda t, x: t.nn.functional.pixel_shuffle(x, 2),
    "pixel_shuffle expects input to have": lambda t, x: t.nn.functional.pixel_shuffle(x[0, 0], 2),
    "positive upscale_factor": lambda t, x: t.nn.functional.pixel_shuffle(x, 0),
    "expects height to be divisible": lambda t, x: t.nn.functional.pixel_unshuffle(x, 2),
    "channel_shuffle expects": lambda t, x: t.nn.functional.channel_shuffle(x[0, 0], 1),
    "must be positive": lambda t, x: t.nn.functional.channel_shuffle(x, 0),
    "divisible by groups": lambda t, x: t.nn.functional.channel_shuffle(x, 2),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words], X[2])


def test_what_is_warned_of() -> None:
    x = tidu.tensor(X[2])
    with pytest.warns(UserWarning, match="Please specify align_corners"):
        tidu.nn.functional.grid_sample(x, tidu.zeros(2, 1, 1, 2, dtype=tidu.float64))
    with pytest.warns(UserWarning, match="upsample_nearest` is deprecated"):
        tidu.nn.functional.upsample_nearest(x, 3)
