"""Images and volumes read at the places of a grid, and grids made by affine maps.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.grid_sample.html
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from tidu.functional.operands import check_real, pick
from tidu.functional.resize import CUBIC
from tidu.functional.warn import warn
from tidu.tensor.comparison import where
from tidu.tensor.handle import wrap
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tidu.tensor.tensor import Tensor

MODES, PADDINGS = ("bilinear", "nearest", "bicubic"), ("zeros", "border", "reflection")


def affine_grid(theta: Tensor, size: Sequence[int], align_corners: bool | None = None) -> Tensor:
    """The places that `grid_sample` reads for an affine map: [N, H, W, 2] or [N, D, H, W, 3].

    theta [N, 2, 3] with size (N, C, H, W), or [N, 3, 4] with (N, C, D, H, W). Places run from −1
    to 1; with `align_corners` these are the centres of the outermost ones, else their outer edges.

    >>> import tidu
    >>> affine_grid(tidu.tensor([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]]), (1, 1, 1, 2), align_corners=False)
    tensor([[[[-0.5000,  0.0000],
              [ 0.5000,  0.0000]]]])
    """
    check_real(theta, "affine_grid")
    corners, axes, shape = _decided(align_corners, "affine_grid"), len(size) - 2, theta._value.shape
    if axes not in (2, 3):
        raise NotImplementedError(say("layer.affine_axes", given=list(size)))
    if len(shape) != 3 or shape[1:] != (axes, axes + 1) or min(size) < 1:
        told = {"given": list(shape), "axes": axes, "more": axes + 1, "size": list(size)}
        raise ValueError(say("layer.affine_theta", **told))
    kind = theta._value.dtype
    lines = [np.linspace(-1, 1, n) if n > 1 else np.zeros(1) for n in size[2:]]
    if not corners:
        lines = [line * (n - 1) / n for line, n in zip(lines, size[2:], strict=True)]
    mesh = np.meshgrid(*lines, indexing="ij")
    places = np.stack([*reversed(mesh), np.ones(size[2:])], -1)
    rows = wrap(places.reshape(1, -1, axes + 1).astype(kind)) @ theta.transpose(1, 2)
    return named(rows.reshape(shape[0], *size[2:], axes), "AffineGridGenerator")


def grid_sample(
    input: Tensor,
    grid: Tensor,
    mode: str = "bilinear",
    padding_mode: str = "zeros",
    align_corners: bool | None = None,
) -> Tensor:
    """input [N, C, H, W] read at grid [N, h, w, 2], (x, y) from −1 to 1: [N, C, h, w]; or with a depth.

    mode "bilinear" weighs the neighbours, "nearest" takes one, "bicubic" (images only) weighs
    sixteen. Outside there is "zeros", the "border", or the "reflection". RuntimeError for shapes
    that do not fit.

    >>> import tidu
    >>> x = tidu.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
    >>> grid_sample(x, tidu.zeros(1, 1, 1, 2), align_corners=False)
    tensor([[[[2.5000]]]])
    """
    _check(input, grid, mode, padding_mode)
    corners = _decided(align_corners, "grid_sample")
    sizes = input._value.shape[2:]
    ways = [_unnormalised(grid[..., k], n, corners) for k, n in enumerate(reversed(sizes))][::-1]
    if mode != "bicubic":
        ways = [_outside(x, n, padding_mode, corners) for x, n in zip(ways, sizes, strict=True)]
    taps = [_taps(x, mode) for x in ways]
    image = input.movedim(1, -1)
    result = None
    for chosen in product(*taps):
        places = [
            _outside(place, n, padding_mode, corners) if mode == "bicubic" else place
            for (place, _), n in zip(chosen, sizes, strict=True)
        ]
        weight = None
        for _, share in chosen:
            weight = share if weight is None or share is None else weight * share
        read = _read(image, places, sizes)
        part = read if weight is None else read * weight.unsqueeze(-1)
        result = part if result is None else result + part
    assert result is not None
    return named(result.movedim(-1, 1), f"GridSampler{len(sizes)}D")


def _decided(align_corners: bool | None, name: str) -> bool:
    """Whether corners are aligned: not, with PyTorch's warning, where nothing is said."""
    if align_corners is None:
        warn(say("layer.grid_corners", name=name))
    return bool(align_corners)


def _check(input: Tensor, grid: Tensor, mode: str, padding_mode: str) -> None:
    for name, given, known in (("mode", mode, MODES), ("padding_mode", padding_mode, PADDINGS)):
        if given not in known:
            raise ValueError(say("layer.grid_word", name=name, given=given, known=", ".join(known)))
    check_real(input, "grid_sample")
    shape, places = input._value.shape, grid._value.shape
    axes = len(shape) - 2
    fits = axes in (2, 3) and len(places) == axes + 2 and places[-1] == axes and places[0] == shape[0]
    if not fits or 0 in shape[2:] or (mode == "bicubic" and axes == 3):
        raise RuntimeError(say("layer.grid_shapes", a=list(shape), b=list(places), mode=mode))
    if input._value.dtype != grid._value.dtype:
        raise RuntimeError(say("layer.grid_type", a=input.dtype, b=grid.dtype))


def _unnormalised(x: Tensor, size: int, corners: bool) -> Tensor:
    """Places from −1 to 1 as places from 0 on."""
    return (x + 1) * ((size - 1) / 2) if corners else ((x + 1) * size - 1) / 2


def _outside(x: Tensor, size: int, padding: str, corners: bool) -> Tensor:
    """Places outside brought in, where the padding says how; there the slope is 0, as PyTorch has it."""
    if padding == "zeros":
        return x
    if padding == "reflection":
        low, span = (0.0, float(size - 1)) if corners else (-0.5, float(size))
        if not span:
            return x * 0.0
        away = (x - low).abs()
        turns = (away / span).floor().detach()
        rest = away - turns * span
        x = pick(turns % 2 == 0, rest, span - rest) + low
    return pick(x > 0, pick(x < size - 1, x, float(size - 1)), 0.0)


def _taps(x: Tensor, mode: str) -> list[tuple[Tensor, Tensor | None]]:
    """The places along one axis that count, and what each weighs."""
    if mode == "nearest":
        return [(x.detach().round(), None)]
    low = x.detach().floor()
    share = x - low
    if mode == "bilinear":
        return [(low, 1.0 - share), (low + 1, share)]
    return [
        (low - 1, _outer(share + 1)), (low, _inner(share)), (low + 1, _inner(1.0 - share)),
        (low + 2, _outer(2.0 - share)),
    ]  # fmt: skip


def _inner(x: Tensor) -> Tensor:
    """The cubic kernel within one place."""
    return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1


def _outer(x: Tensor) -> Tensor:
    """The cubic kernel from one to two places away."""
    return ((CUBIC * x - 5 * CUBIC) * x + 8 * CUBIC) * x - 4 * CUBIC


def _read(image: Tensor, places: list[Tensor], sizes: tuple[int, ...]) -> Tensor:
    """The numbers [N, ..., channels] of an image [N, *sizes, channels] at whole places, 0 outside."""
    inside = None
    keys = []
    for place, size in zip(places, sizes, strict=True):
        within = (place >= 0) & (place < size)
        inside = within if inside is None else inside & within
        keys.append(where(within, place, 0.0).long())
    assert inside is not None
    samples = np.arange(image._value.shape[0]).reshape(-1, *(1,) * len(sizes))
    return pick(inside.unsqueeze(-1), image[(wrap(samples), *keys)], 0.0)
