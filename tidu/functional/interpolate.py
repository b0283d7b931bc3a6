"""Signals, images and volumes brought to another size.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.functional import resize
from tidu.functional.operands import check_real
from tidu.functional.warn import warn
from tidu.tensor.handle import wrap
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.movement import expand
from tidu.tensor.picking import index_select
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

LINEAR = {3: "linear", 4: "bilinear", 5: "trilinear"}
LABELS = {
    "nearest": "UpsampleNearest{}D", "nearest-exact": "UpsampleNearestExact{}D", "area": "AdaptiveAvgPool{}D",
    "linear": "UpsampleLinear{}D", "bilinear": "UpsampleBilinear{}D", "trilinear": "UpsampleTrilinear{}D",
    "bicubic": "UpsampleBicubic{}D", "lanczos": "UpsampleLanczos{}D",
}  # fmt: skip
"""Mode -> what PyTorch prints of its gradient, the number of axes filled in."""
SMOOTH = {
    "bilinear": (resize.kernel_linear, 1), "bicubic": (resize.kernel_cubic, 2),
    "lanczos": (resize.kernel_lanczos, 3),
}  # fmt: skip
"""Mode -> the kernel that smooths while making smaller, and how far it reaches."""


def interpolate(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Tensor:
    """input [N, channels, ...] with its last 1, 2 or 3 axes brought to `size`, or times `scale_factor`.

    mode: "nearest" (PyTorch's, the lower neighbour), "nearest-exact", "area" (means); "linear",
    "bilinear", "trilinear" for 1, 2, 3 axes; "bicubic" for 2. `align_corners` lays the centres of
    the outermost places on each other, in the last four. `antialias` averages while making an
    image smaller, as Pillow does. ValueError and NotImplementedError for what does not go together.

    >>> import tidu
    >>> x = tidu.tensor([[[1.0, 2.0]]])
    >>> interpolate(x, 4), interpolate(x, 4, mode="linear")
    (tensor([[[1., 1., 2., 2.]]]), tensor([[[1.0000, 1.2500, 1.7500, 2.0000]]]))
    """
    sizes, factors = _sizes(input, size, scale_factor, recompute_scale_factor or mode == "area")
    if recompute_scale_factor and size is not None:
        raise ValueError(say("layer.resize_recompute"))
    _check(input, sizes, mode, align_corners, antialias)
    axes, old = len(sizes), input._value.shape[2:]
    kind = input._value.dtype
    result = input
    for axis, (now, then, factor) in enumerate(zip(old, sizes, factors, strict=True), 2):
        scale = resize.scale_of(now, then, kind, factor, bool(align_corners))
        if mode in ("nearest", "nearest-exact"):
            result = _picked(result, axis, resize.nearest(now, then, scale, mode == "nearest-exact"))
        elif now != then or mode == "bicubic" or antialias:  # between its own places an axis stays
            weights = _weights(now, then, scale, mode, bool(align_corners), antialias)
            result = _mixed(result, axis, weights.astype(kind))
    label = LABELS[mode].format(axes)
    return named(result.clone() if result is input else result, f"{label}Aa" if antialias else label)


def _weights(
    now: int, then: int, scale: np.floating, mode: str, corners: bool, antialias: bool
) -> np.ndarray:
    if mode == "area":
        return resize.area(now, then)
    if antialias:
        return resize.smooth(now, then, scale, *SMOOTH[mode])
    return (resize.cubic if mode == "bicubic" else resize.linear)(now, then, scale, corners)


def _sizes(
    input: Tensor, size: Any, scale_factor: Any, recompute: bool
) -> tuple[tuple[int, ...], Sequence[float | None]]:
    """The new sizes, and the factors that coordinates are computed with where they are not the sizes'."""
    old = input._value.shape[2:]
    if (size is None) == (scale_factor is None):
        raise ValueError(say("layer.resize_both" if size is not None else "layer.resize_neither"))
    name, given = ("size", size) if size is not None else ("scale_factor", scale_factor)
    listed = tuple(given) if isinstance(given, list | tuple) else (given,) * len(old)
    if len(listed) != len(old):
        raise ValueError(say("layer.resize_count", name=name, given=listed, shape=list(old), axes=len(old)))
    if size is None:
        sizes = tuple(int(n * factor) for n, factor in zip(old, listed, strict=True))
        return sizes, (None,) * len(old) if recompute else listed
    if not all(isinstance(n, int | np.integer) for n in listed):
        raise TypeError(say("layer.resize_type", given=listed, first=listed[0]))
    return tuple(int(n) for n in listed), (None,) * len(old)


def _check(
    input: Tensor, sizes: tuple[int, ...], mode: str, align_corners: bool | None, antialias: bool
) -> None:
    shape = input._value.shape
    rank = len(shape)
    plain = mode in ("nearest", "nearest-exact", "area")
    if plain and align_corners is not None:
        raise ValueError(say("layer.resize_corners", mode=mode))
    if antialias and not (mode in SMOOTH and rank == 4):
        raise ValueError(say("layer.resize_antialias", mode=mode, rank=rank))
    fits = (plain and rank in LINEAR) or LINEAR.get(rank) == mode or (mode == "bicubic" and rank == 4)
    if not (fits or (mode == "lanczos" and antialias)):
        raise NotImplementedError(say("layer.resize_mode", mode=mode, rank=rank))
    if input._value.dtype.name != "uint8" or not plain or mode == "area":
        check_real(input, f"interpolate with mode={mode!r}")
    if 0 in sizes or 0 in shape[1:] or min(sizes) < 0:
        raise RuntimeError(say("layer.resize_empty", shape=list(shape), sizes=list(sizes)))


def _picked(x: Tensor, axis: int, places: np.ndarray) -> Tensor:
    """`x` at `places` of `axis`: where each is repeated as often, without an index."""
    shape = x._value.shape
    now, then = shape[axis], len(places)
    times = then // now
    if now == then and (places == np.arange(now)).all():
        return x
    if now * times == then and (places == np.arange(then) // times).all():
        wide = expand(x.unsqueeze(axis + 1), (*shape[: axis + 1], times, *shape[axis + 1 :]))
        return wide.reshape(*shape[:axis], then, *shape[axis + 1 :])
    return index_select(x, axis, wrap(places))


def _mixed(x: Tensor, axis: int, weights: np.ndarray) -> Tensor:
    """`x` with `axis` multiplied by a matrix [new, old]."""
    shape = x._value.shape
    if axis == len(shape) - 1:
        return matmul(x, wrap(np.ascontiguousarray(weights.T)))
    rows = x.reshape(*shape[: axis + 1], prod(shape[axis + 1 :]))
    return matmul(wrap(weights), rows).reshape(*shape[:axis], len(weights), *shape[axis + 1 :])


def upsample(
    input: Tensor,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
) -> Tensor:
    """The old name of `interpolate`."""
    warn(say("layer.upsample_old", old="upsample"))
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """The old name of `interpolate` with mode="nearest"."""
    warn(say("layer.upsample_old", old="upsample_nearest"))
    return interpolate(input, size, scale_factor)


def upsample_bilinear(input: Tensor, size: Any = None, scale_factor: Any = None) -> Tensor:
    """The old name of `interpolate` with mode="bilinear" and the corners aligned."""
    warn(say("layer.upsample_old", old="upsample_bilinear"))
    return interpolate(input, size, scale_factor, "bilinear", True)
