"""What is dropped of a tensor is drawn in the order of its memory, as PyTorch does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from twins import plain

import tidu

VIEWS = {
    "in order": lambda x: x,
    "turned": lambda x: x.transpose(0, 1),
    "turned at the end": lambda x: x.transpose(1, 2),
    "turned around": lambda x: x.permute(2, 0, 1),
    "a part": lambda x: x[:, 1:, ::2],
    "a part, turned": lambda x: x[:, 1:].transpose(0, 2),
    "computed from turned": lambda x: x.transpose(0, 1) * 2,
    "repeated": lambda x: x[:, :1].expand(4, 3, 5),
}


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("kind", ["dropout", "alpha_dropout"])
def test_the_draws_of_a_view(name: str, kind: str) -> None:
    found = []
    for library in (tidu, torch):
        library.manual_seed(6)
        x = VIEWS[name](library.tensor(np.arange(60.0).reshape(4, 3, 5) + 1))
        found.append(plain(getattr(library.nn.functional, kind)(x, 0.4, training=True)))
    np.testing.assert_allclose(*found, rtol=1e-12)
    assert tidu.rand(1).item() == torch.rand(1).item()


COMPUTED = {
    "turned": lambda x: x.transpose(0, 1),
    "of a part": lambda x: x[:, 1:4] * 2,
    "of a part, turned": lambda x: (x[1:, ::2] + x[1:, 1::2]).transpose(0, 1),
    "of what repeats": lambda x: (x + x[:, :1].expand(4, 6)).transpose(0, 1),
    "of parts joined": lambda x: tidu.cat([x[:, :2], x[:, 4:]], 1),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_a_compiled_dropout_draws_the_same(name: str) -> None:
    def step(x: Any) -> Any:
        return tidu.nn.functional.dropout(COMPUTED[name](x), 0.5)

    x = tidu.rand(4, 6)
    tidu.manual_seed(2)
    eager = step(x)
    tidu.manual_seed(2)
    assert tidu.equal(tidu.compile(step, fallback=False)(x), eager)
