"""Scaled dot-product attention against PyTorch."""

from __future__ import annotations

import numpy as np
import pytest
from twins import agree, both_refuse

RANDOM = np.random.default_rng(6)
Q = RANDOM.normal(size=(2, 4, 3, 5))
K, V = RANDOM.normal(size=(2, 4, 6, 5)), RANDOM.normal(size=(2, 4, 6, 7))
SEEN = RANDOM.random((3, 6)) < 0.7
SEEN[:, 0] = True
BLIND = SEEN.copy()
BLIND[1] = False
ADDED = RANDOM.normal(size=(2, 1, 3, 6))

OPTIONS: dict[str, dict] = {
    "plain": {},
    "scaled": {"scale": 0.3},
    "causal": {"is_causal": True},
    "a mask": {"attn_mask": SEEN},
    "nothing to see": {"attn_mask": BLIND},
    "dropped": {"dropout_p": 0.4},
    "dropped behind a mask": {"dropout_p": 0.4, "attn_mask": BLIND},
}


@pytest.mark.parametrize("name", OPTIONS)
def test_values_and_gradients(name: str) -> None:
    def call(t, q, k, v):
        options = {key: t.tensor(x) if key == "attn_mask" else x for key, x in OPTIONS[name].items()}
        t.manual_seed(3)
        return t.nn.functional.scaled_dot_product_attention(q, k, v, **options)

    agree(call, Q, K, V, order=1, name=False)
    agree(call, Q[0, 0], K[0, 0], V[0, 0], order=1, name=False)


def test_an_added_mask_gets_a_gradient() -> None:
    agree(
        lambda t, q, k, v, m: t.nn.functional.scaled_dot_product_attention(q, k, v, m),
        *(Q, K, V, ADDED),
        order=2,
        name=False,
    )


def test_few_heads_serve_many() -> None:
    agree(
        lambda t, q, k, v: t.nn.functional.scaled_dot_product_attention(q, k, v, enable_gqa=True),
        *(Q, K[:, :2].copy(), V[:, :2].copy()),
        order=1,
        name=False,
    )


REFUSED = {
    "vectors": lambda t, f: f(t.ones(3), t.ones(3), t.ones(3)),
    "types": lambda t, f: f(t.ones(2, 3), t.ones(2, 3).double(), t.ones(2, 3)),
    "two masks": lambda t, f: f(*[t.ones(2, 2)] * 3, attn_mask=t.ones(2, 2).bool(), is_causal=True),
    "whole mask": lambda t, f: f(*[t.ones(2, 2)] * 3, attn_mask=t.ones(2, 2).long()),
    "groups": lambda t, f: f(t.ones(1, 4, 2, 2), *[t.ones(1, 3, 2, 2)] * 2, enable_gqa=True),
    "widths": lambda t, f: f(t.ones(2, 3), t.ones(2, 4), t.ones(2, 4)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    assert "Fix: " in both_refuse(lambda t: REFUSED[name](t, t.nn.functional.scaled_dot_product_attention))
