"""Larger cases of convolution and pooling: vectors and their rests, rims, strides, dilation, groups."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.ops.windows import spaced, window_counts

Case = tuple[tuple[Any, ...], dict[str, Any]]


def larger_windows(random: np.random.Generator) -> dict[str, list[Case]]:
    """By name; reals are float64."""
    return _convolutions(random) | _pools(random)


def _convolutions(random: np.random.Generator) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {"convolve": [], "convolve_input": [], "convolve_weight": []}
    settings = [
        ((2, 3, 9, 20), (7, 3, 3, 2), spaced(), 1),
        ((3, 4, 7, 18), (6, 2, 3, 3), spaced(stride=(2, 1), padding=((1, 1), (2, 1)), dilation=(1, 2)), 2),
        ((2, 5, 6, 5), (5, 1, 2, 2), spaced(padding=((1, 0), (0, 1))), 5),
        ((1, 3, 40), (17, 3, 5), spaced(stride=(3,), padding=((2, 2),)), 1),
        ((2, 33, 4, 4), (18, 33, 1, 1), spaced(), 1),
        ((2, 3, 5, 4, 6), (4, 3, 2, 3, 2), spaced(stride=(1, 1, 2), padding=((0, 1), (1, 1), (0, 0))), 1),
    ]
    for x, w, around, groups in settings:
        params = {**around, "groups": groups}
        counts = window_counts(x[2:], w[2:], around["stride"], around["padding"], around["dilation"])
        image, kernels = random.normal(size=x), random.normal(size=w)
        made = random.normal(size=(x[0], w[0], *counts))
        found["convolve"].append(((image, kernels), params))
        found["convolve_input"].append(((made, kernels), {**params, "size": x[2:]}))
        found["convolve_weight"].append(((image, made), {**params, "kernel": w[2:]}))
    return found


def _pools(random: np.random.Generator) -> dict[str, list[Case]]:
    settings = [
        ((2, 3, 8, 38), (2, 2), spaced(stride=(2, 2))),
        ((5, 9, 21), (3, 3), spaced(stride=(2, 2), padding=((1, 1), (1, 1)))),
        ((3, 7, 20), (3, 2), spaced(stride=(1, 1), padding=((1, 1), (1, 0)), dilation=(2, 1))),
        ((4, 19), (4,), spaced(stride=(3,), padding=((2, 3),))),
        ((2, 7, 7), (7, 7), spaced(stride=(1, 1))),
        ((2, 4, 5, 6), (2, 3, 2), spaced(stride=(2, 1, 2), padding=((1, 0), (0, 0), (0, 1)))),
    ]
    names = ("max_pool", "max_places", "sum_pool", "spread")
    found: dict[str, list[Case]] = {name: [] for name in names}
    for shape, kernel, around in settings:
        params, rank = {**around, "kernel": kernel}, len(kernel)
        counts = window_counts(
            shape[-rank:], kernel, around["stride"], around["padding"], around["dilation"]
        )
        ties = np.asarray(random.integers(-2, 3, shape), "f8")
        for name, x in (("max_pool", random.normal(size=shape)), ("max_places", ties)):
            found[name].append(((x,), params))
        found["sum_pool"].append(((random.normal(size=shape),), params))
        small = random.normal(size=(*shape[:-rank], *counts))
        found["spread"].append(((small,), {**params, "size": shape[-rank:]}))
    low = np.full((2, 5, 5), -np.inf)
    low[0, 2, 2:4] = np.nan
    rim = spaced(stride=(2, 2), padding=((1, 1), (1, 1)))
    found["max_places"].append(((low,), {**rim, "kernel": (3, 3)}))
    return found
