"""What losses refuse, with PyTorch's exception types and a fix."""

from __future__ import annotations

import numpy as np
import pytest
from twins import both_refuse

import tidu

X = np.random.default_rng(1).normal(size=(4, 5))

REFUSALS = {
    "not a valid value for reduction": lambda t, x: t.nn.functional.mse_loss(x, x, reduction="average"),
    "negative values for beta": lambda t, x: t.nn.functional.smooth_l1_loss(x, x, beta=-1.0),
    "values for delta": lambda t, x: t.nn.functional.huber_loss(x, x, delta=0.0),
    "same size": lambda t, x: t.nn.functional.mse_loss(x, x, weight=x[0]),
    "target.reshape(4, 5)": lambda t, x: t.nn.functional.binary_cross_entropy(x.sigmoid(), x[0]),
    "must be the same as input size": lambda t, x: t.nn.functional.binary_cross_entropy_with_logits(x, x[0]),
    "input should be between 0 and 1": lambda t, x: t.nn.functional.binary_cross_entropy(x, x.sigmoid()),
    "target should be between 0 and 1": lambda t, x: t.nn.functional.binary_cross_entropy(
        x.sigmoid(), x.detach()
    ),
    "Target 5 is out of bounds": lambda t, x: t.nn.functional.nll_loss(x, t.tensor([0, 5, 1, 1])),
    "Target -1 is out of bounds": lambda t, x: t.nn.functional.cross_entropy(x, t.tensor([0, -1, 1, 1])),
    "batch_size (4) to match target batch_size (2)": lambda t, x: t.nn.functional.cross_entropy(
        x, t.tensor([0, 1])
    ),
    "target.squeeze(1)": lambda t, x: t.nn.functional.cross_entropy(x, t.zeros(4, 1, dtype=t.int64)),
    "found torch.float64": lambda t, x: t.nn.functional.nll_loss(x, x[:, 0]),
    "found torch.int32": lambda t, x: t.nn.functional.nll_loss(x, t.zeros(4, dtype=t.int32)),
    "Fix: loss(output, target)": lambda t, x: t.nn.functional.cross_entropy(t.tensor([0, 1, 2, 3]), x),
    "got torch.int64": lambda t, x: t.nn.functional.cross_entropy(x, x.long()),
    "all 5 classes": lambda t, x: t.nn.functional.cross_entropy(
        x, t.tensor([0, 1, 2, 3]), weight=t.ones(3, dtype=t.float64)
    ),
    "label_smoothing": lambda t, x: t.nn.functional.cross_entropy(
        x, t.tensor([0, 1, 2, 3]), label_smoothing=1.5
    ),
    "floating point target": lambda t, x: t.nn.functional.cross_entropy(
        x, t.nn.functional.softmax(x, 1), ignore_index=2
    ),
    "size mismatch": lambda t, x: t.nn.functional.nll_loss(x.reshape(2, 2, 5), t.zeros(2, 4, dtype=t.int64)),
    "negative entry": lambda t, x: t.nn.functional.gaussian_nll_loss(x, x, -x.abs()),
    "incorrect size": lambda t, x: t.nn.functional.gaussian_nll_loss(x, x, x[:2].abs()),
    "same dimension": lambda t, x: t.nn.functional.margin_ranking_loss(x, x, x[0]),
    "greater than 0": lambda t, x: t.nn.functional.triplet_margin_loss(x, x, x, margin=0.0),
    "number of dimensions": lambda t, x: t.nn.functional.triplet_margin_loss(x, x, x[0]),
    "p == 1 and p == 2": lambda t, x: t.nn.functional.multi_margin_loss(x, t.tensor([0, 1, 2, 3]), p=3),
    "inconsistent target size": lambda t, x: t.nn.functional.multi_margin_loss(x, t.tensor([0, 1])),
    "multi-target": lambda t, x: t.nn.functional.cosine_embedding_loss(x, x, x),
    "1D target tensor expects|2D target tensor expects": lambda t, x: t.nn.functional.cosine_embedding_loss(
        x[0], x[0], x[:, 0]
    ),
}


@pytest.mark.parametrize("words", REFUSALS)
def test_refusals(words: str) -> None:
    message = both_refuse(REFUSALS[words], X)
    assert any(part in message for part in words.split("|")), message
    assert "Fix:" in message


def test_multi_margin_refuses_a_class_that_is_not_there() -> None:
    with pytest.raises(IndexError, match="Target 7 is out of bounds"):
        tidu.nn.functional.multi_margin_loss(tidu.tensor(X), tidu.tensor([0, 1, 7, 1]))
