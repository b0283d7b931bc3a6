"""Diagonals, windows, scatters and scans as native code: the results and gradients of eager."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import tidu

F64 = tidu.float64
ROWS = tidu.tensor([0, 2, 2, 1])
PLACES = tidu.tensor([[0, 2, 1], [1, 1, 0], [2, 0, 0], [0, 1, 2]])

NATIVE: dict[str, Callable[[Any], Any]] = {
    "diagonal": lambda x: x.diagonal(1) * 2,
    "diag_embed": lambda x: x.diag_embed(),
    "windows": lambda x: x.unfold(0, 2, 1).sin(),
    "far windows": lambda x: x.unfold(1, 2, 1).prod(2),
    "cumprod": lambda x: x.cumprod(0),
    "logcumsumexp": lambda x: x.logcumsumexp(1),
    "cummax": lambda x: x.cummax(1)[0],
    "prod": lambda x: x.prod(0),
    "all of prod": lambda x: x.prod(),
    "gather": lambda x: x.gather(1, PLACES),
    "scatter": lambda x: x.scatter(1, PLACES, x.exp()),
    "scatter_add": lambda x: x.scatter_add(1, PLACES, x.exp()),
    "amax": lambda x: x.scatter_reduce(1, PLACES, x.exp(), "amax"),
    "times": lambda x: x.scatter_reduce(1, PLACES, x.exp(), "prod"),
    "mean": lambda x: x.scatter_reduce(1, PLACES, x.exp(), "mean"),
    "index_add": lambda x: x.index_add(0, ROWS, x.exp()),
    "index_copy": lambda x: x.index_fill(1, tidu.tensor([0, 2]), 3.0),
    "roll": lambda x: x.roll((1, 2), (0, 1)),
    "rot90": lambda x: x.rot90(),
    "repeat_interleave": lambda x: x.repeat_interleave(2, 1),
    "trapezoid": lambda x: tidu.trapezoid(x),
    "gradient": lambda x: tidu.gradient(x)[0],
    "cov": lambda x: x.cov(),
    "cdist": lambda x: tidu.cdist(x, x[:2] + 5.0),
    "renorm": lambda x: x.renorm(2, 0, 0.5),
    "nansum": lambda x: x.nansum(0),
    "aminmax": lambda x: tidu.aminmax(x)[1],
    "norm": lambda x: x.norm(3, dim=1),
    "strides": lambda x: x.contiguous().as_strided((2, 3), (1, 4)),
    "slice_scatter": lambda x: x.slice_scatter(x[:2] * 3, 0, 1, 3),
}


@pytest.mark.parametrize("name", NATIVE)
def test_native_gives_what_eager_gives(name: str) -> None:
    def both(x: Any) -> Any:
        y = NATIVE[name](x)
        weights = tidu.arange(y.numel(), dtype=F64).reshape(y.shape).cos()
        (g,) = tidu.autograd.grad((y * weights).sum(), [x])
        return y, g

    compiled = tidu.compile(both, fallback=False)
    numbers = np.random.default_rng(6).normal(size=(4, 3))
    for k in range(3):
        x = tidu.tensor(numbers + k / 8, requires_grad=True)
        wanted = both(x)
        for a, b in zip(compiled(x), wanted, strict=True):
            np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), rtol=1e-11, atol=1e-13)
