"""apply_, map_, map2_: a Python function on every element, against PyTorch."""

from __future__ import annotations

import numpy as np
import pytest
from torch_parity import same

X = np.random.default_rng(3).normal(size=(2, 3))
Y, Z = X[:1] + 1, X[:, :1] - 1


@pytest.mark.parametrize("kind", ["float64", "float32", "int64"])
def test_each_element(kind: str) -> None:
    x, y, z = (np.asarray(3 * part).astype(kind) for part in (X, Y, Z))
    same(lambda t, x: x.apply_(lambda a: a * 2 + 1), x, grad=False)
    same(lambda t, x: x.t().apply_(lambda a: a * 2 + 1), x, grad=False)
    same(lambda t, x, y: x.map_(y, lambda a, b: a * b), x, y, grad=False)
    same(lambda t, x, y, z: x.map2_(y, z, lambda a, b, c: a * b - c), x, y, z, grad=False)


def test_refusals() -> None:
    same(lambda t, x: x.clone().apply_(abs), X)
    same(lambda t, x, y: y.map_(x, max), X, Y, grad=False)
