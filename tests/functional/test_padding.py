"""Padding against PyTorch: every mode, rank and sign, values, gradients, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from twins import agree, both_refuse

import tidu
from tidu import nn

RANDOM = np.random.default_rng(8)
SHAPES = {1: (2, 4), 2: (2, 4, 5), 3: (2, 4, 5, 3)}
AMOUNTS = {
    1: [(1, 2), (-1, 1), (3, 0), (2, -2), (0, 0)],
    2: [(1, 2, 3, 0), (-1, 1, 0, -2), (0, 0, 1, 1)],
    3: [(1, 2, 3, 0, 1, 1), (-1, 1, 0, -2, 1, -1)],
}
CASES = [(axes, amounts) for axes, listed in AMOUNTS.items() for amounts in listed]


@pytest.mark.parametrize("mode", ["constant", "reflect", "replicate", "circular"])
@pytest.mark.parametrize(("axes", "amounts"), CASES)
@pytest.mark.parametrize("more", [0, 1])
def test_pad(mode: str, axes: int, amounts: tuple, more: int) -> None:
    x = RANDOM.normal(size=(2, 3, 4, 5, 6)[4 - axes - more :])
    agree(lambda t, x: t.nn.functional.pad(x, amounts, mode), x, name=mode != "circular")


@pytest.mark.parametrize("value", [0.0, 2.5, -1])
@pytest.mark.parametrize("amounts", [(), (1, 0), (2, -3, 0, 1), (1, 1, -1, 2, 3, 0)])
def test_constant(value: float, amounts: tuple) -> None:
    agree(lambda t, x: t.nn.functional.pad(x, amounts, value=value), RANDOM.normal(size=(2, 3, 4)))


@pytest.mark.parametrize("dtype", ["int64", "uint8", "bool", "float32"])
def test_other_types_stay(dtype: str) -> None:
    x = RANDOM.integers(0, 2, size=(2, 3)).astype(dtype)
    modes = ("constant", "circular") if dtype == "bool" else ("constant", "reflect", "replicate", "circular")
    for mode in modes:
        agree(lambda t, x, mode=mode: t.nn.functional.pad(x, (2, 1), mode), x, rtol=1e-6, name=False)
    agree(lambda t, x: t.nn.functional.pad(x, (1, 1), value=1), x, rtol=1e-6)


REFUSED = {
    "divisible by 2": lambda t, x: t.nn.functional.pad(x, (1,)),
    "less than or equal to two times": lambda t, x: t.nn.functional.pad(x, (1,) * 8),
    "tuple of ints": lambda t, x: t.nn.functional.pad(x, (1.5, 1)),
    "Unrecognised padding mode": lambda t, x: t.nn.functional.pad(x, (1, 1), "mirror"),
    "doesn't take in value": lambda t, x: t.nn.functional.pad(x, (1, 1), "reflect", 2.0),
    "not supported for 3D": lambda t, x: t.nn.functional.pad(x, (1,) * 6, "reflect"),
    "would take more": lambda t, x: t.nn.functional.pad(x, (-4, -4)),
    "less than the corresponding": lambda t, x: t.nn.functional.pad(x, (4, 0), "reflect"),
    "wrapping around more than once": lambda t, x: t.nn.functional.pad(x, (5, 0), "circular"),
    "nothing left": lambda t, x: t.nn.functional.pad(x, (-2, -2), "replicate"),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused(words: str) -> None:
    assert words in both_refuse(REFUSED[words], RANDOM.normal(size=(2, 3, 4)))


def test_a_layer_with_a_wrong_count_says_how_many() -> None:
    with pytest.raises(ValueError, match="ZeroPad2d: padding is one number, or 4"):
        nn.ZeroPad2d((1, 2))


def test_a_padded_step_is_recorded() -> None:
    x = tidu.tensor(RANDOM.normal(size=(1, 2, 4)))
    for mode in ("constant", "reflect", "replicate", "circular"):
        step = tidu.compile(lambda x, mode=mode: nn.functional.pad(x, (1, 2), mode).sum(0))
        assert tidu.equal(step(x), nn.functional.pad(x, (1, 2), mode).sum(0))
