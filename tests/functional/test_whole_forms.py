"""The functions of layers at top level, with PyTorch's order of arguments there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import tidu

RANDOM = np.random.default_rng(4)
X, Y = RANDOM.normal(size=(2, 3, 4)), RANDOM.normal(size=(2, 3, 4))
W, B = RANDOM.normal(size=3), RANDOM.normal(size=3)
SIGNS = np.sign(RANDOM.normal(size=2))
CALLS: dict[str, Callable[..., Any]] = {
    "batch_norm": lambda t, x, y, w, b, s: t.batch_norm(x, w, b, None, None, True, 0.1, 1e-5, False),
    "layer_norm": lambda t, x, y, w, b, s: t.layer_norm(x.mT, (3,), w, b),
    "group_norm": lambda t, x, y, w, b, s: t.group_norm(x, 3, w, b),
    "rms_norm": lambda t, x, y, w, b, s: t.rms_norm(x.mT, (3,), w),
    "dropout": lambda t, x, y, w, b, s: (t.manual_seed(1), t.dropout(x, 0.5, True))[1],
    "alpha_dropout": lambda t, x, y, w, b, s: (t.manual_seed(1), t.alpha_dropout(x, 0.5, True))[1],
    "dropout_": lambda t, x, y, w, b, s: (t.manual_seed(1), t.dropout_(x.clone(), 0.5, True))[1],
    "alpha_dropout_": lambda t, x, y, w, b, s: (t.manual_seed(1), t.alpha_dropout_(x.clone(), 0.5, True))[1],
    "embedding": lambda t, x, y, w, b, s: t.embedding(x[0], t.tensor([2, 0])),
    "kl_div": lambda t, x, y, w, b, s: t.kl_div(x, y.exp(), 2),
    "cosine_embedding_loss": lambda t, x, y, w, b, s: t.cosine_embedding_loss(x[:, 0], y[:, 0], s, 0.1),
    "hinge_embedding_loss": lambda t, x, y, w, b, s: t.hinge_embedding_loss(x[:, 0, 0], s, 1.0, reduction=0),
    "margin_ranking_loss": lambda t, x, y, w, b, s: t.margin_ranking_loss(x[:, 0, 0], y[:, 0, 0], s),
    "triplet_margin_loss": lambda t, x, y, w, b, s: t.triplet_margin_loss(x[0], y[0], x[1], reduction=2),
    "binary_cross_entropy_with_logits": lambda t, x, y, w, b, s: t.binary_cross_entropy_with_logits(
        x, y.sigmoid(), reduction=0
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_as_pytorch(name: str) -> None:
    results = []
    for t in (tidu, torch):
        operands = [t.tensor(value.copy(), requires_grad=True) for value in (X, Y, W, B)]
        result = CALLS[name](t, *operands, t.tensor(SIGNS))
        weight = t.tensor(np.random.default_rng(9).normal(size=tuple(result.shape)))
        slopes = t.autograd.grad((result * weight).sum(), operands, allow_unused=True)
        results.append([x if x is None else x.detach().numpy() for x in (result, *slopes)])
    for ours, theirs in zip(*results, strict=True):
        assert (ours is None) == (theirs is None)
        if theirs is not None:
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


def test_poisson() -> None:
    x, y = np.abs(X), np.abs(Y)
    found, wanted = (
        t.poisson_nll_loss(t.tensor(x), t.tensor(y), True, False, 1e-8, reduction=1) for t in (tidu, torch)
    )
    np.testing.assert_allclose(found.numpy(), wanted.numpy(), rtol=1e-12)
