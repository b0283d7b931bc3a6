"""Places of several axes as places of one: the same elements as by NumPy's own way, whatever their number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.ops import flat

RANDOM = np.random.default_rng(4)
X, V = (RANDOM.normal(size=(6, 7, 5)) for _ in range(2))
ALONG = RANDOM.integers(0, 7, (6, 7, 5))
I, J, K = (RANDOM.integers(-n, n, (4, 3)) for n in X.shape)

USES: dict[str, Callable[..., Any]] = {
    "gather": lambda x: x.gather(1, tidu.tensor(ALONG)),
    "pick": lambda x: x[tidu.tensor(I), tidu.tensor(J), tidu.tensor(K)],
    "outer": lambda x: x[0][tidu.tensor(J[:, :1]), tidu.tensor(K[0])],
    "scatter": lambda x: x.scatter(1, tidu.tensor(ALONG), tidu.tensor(V)),
    "scatter_add": lambda x: x.scatter_add(1, tidu.tensor(ALONG), tidu.tensor(V)),
    "scatter_reduce": lambda x: x.scatter_reduce(1, tidu.tensor(ALONG), tidu.tensor(V), "prod"),
    "index_put": lambda x: x.index_put([tidu.tensor(place) for place in (I, J, K)], tidu.zeros(()).double()),
    "sort": lambda x: x.sort(1).values,
    "max": lambda x: x.max(2).values,
}  # fmt: skip


def outcome(use: Callable[..., Any]) -> list[np.ndarray]:
    """The result, and the gradient for a random cotangent."""
    x = tidu.tensor(X, requires_grad=True)
    made = use(x)
    made.backward(tidu.tensor(np.random.default_rng(1).normal(size=made.shape)))
    return [made.detach().numpy(), x.grad.numpy()]


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_few_and_many_are_picked_alike(use: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = outcome(use)
    monkeypatch.setattr(flat, "MANY", 0)
    monkeypatch.setattr(flat, "BLOCK", 16)
    for few, many in zip(alone, outcome(use), strict=True):
        np.testing.assert_array_equal(few, many)


@pytest.mark.parametrize("many", [0, flat.MANY])
@pytest.mark.parametrize(
    "places", [([0, 6], [0, 0], [0, 0]), ([0, 0], [0, -8], [0, 0]), ([0, 0], [0, 0, 0], [0, 0])]
)
def test_what_is_outside_is_refused_alike(many: int, places: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flat, "MANY", many)
    with pytest.raises(IndexError, match=r"out of bounds|broadcast"):
        tidu.tensor(X)[places]
