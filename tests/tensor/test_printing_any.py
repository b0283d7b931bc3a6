"""Arrays and options nobody chose: our text is PyTorch's."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Literal

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from printing_parity import FLOATS, WHOLES, ours, same

from tidu.tensor.printing_options import PrintOptions

INF, NAN = math.inf, math.nan
WIDTHS: tuple[Literal[16, 32, 64], ...] = (16, 32, 64)
SPECIAL = [0.0, -0.0, INF, -INF, NAN, 1e-4, 1e8, 1.0, 1000.0, 0.1, 100.0, 1e-310, 65504.0]


def limits(dtype: np.dtype) -> list[float]:
    """The special values and the numbers next to them, as `dtype` can hold them."""
    with np.errstate(over="ignore", under="ignore"):
        there = np.array(SPECIAL).astype(dtype)
        beside = [np.nextafter(there, dtype.type(end)) for end in (-INF, INF)]
    return np.concatenate([there, *beside]).tolist()


@st.composite
def float_arrays(draw: st.DrawFn) -> np.ndarray:
    """Any bits, friendly decimals, and pairs that sit on PyTorch's limits."""
    width = draw(st.sampled_from(WIDTHS))
    dtype = np.dtype(f"float{width}")
    limit = st.sampled_from(limits(dtype))
    decimal = st.integers(-20_000, 20_000).map(lambda n: dtype.type(n / 8).item())
    mixed = st.one_of(decimal, limit, st.floats(-2, 2, width=width))
    elements = draw(st.sampled_from([st.floats(width=width), decimal, limit, mixed]))
    shape = draw(arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=9))
    return draw(arrays.arrays(dtype, shape, elements=elements))


option_values = st.builds(
    PrintOptions,
    precision=st.integers(0, 9),
    threshold=st.sampled_from([-1, 0, 5, 20, 1000, INF]),
    edgeitems=st.integers(0, 4),
    linewidth=st.integers(0, 130),
    sci_mode=st.sampled_from([None, None, True, False]),
)
whole_arrays = st.sampled_from(WHOLES).flatmap(
    lambda dtype: arrays.arrays(
        dtype, arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=9)
    )
)


@settings(max_examples=400)
@given(
    array=st.one_of(float_arrays(), float_arrays(), whole_arrays),
    options=st.one_of(st.just(PrintOptions()), option_values),
    history=st.sampled_from(["none", "leaf", "made"]),
)
def test_any_array_under_any_options(
    array: np.ndarray, options: PrintOptions, history: str
) -> None:
    tensor = torch.from_numpy(array)
    if tensor.is_floating_point() and history != "none":
        tensor = tensor.clone().requires_grad_()
        tensor = tensor.view_as(tensor) if history == "made" else tensor
    torch.set_printoptions(**asdict(options))
    try:
        theirs = repr(tensor)
    finally:
        torch.set_printoptions(profile="default")
    assert ours(tensor, options=options) == theirs


@settings(max_examples=300)
@given(
    dtype=st.sampled_from(FLOATS),
    small=st.floats(2**-10, 60, width=16),
    steps=st.integers(-3, 3),
)
def test_values_a_factor_of_1000_apart(dtype: str, small: float, steps: int) -> None:
    low = np.dtype(dtype).type(small)
    high = np.dtype(dtype).type(float(low) * 1000)
    for _ in range(abs(steps)):
        high = np.nextafter(high, np.dtype(dtype).type(math.copysign(INF, steps)))
    same(torch.from_numpy(np.array([low, -high])))
