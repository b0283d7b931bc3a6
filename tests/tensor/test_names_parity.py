"""grad_fn is called what PyTorch calls it, since it is printed beside the numbers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
import torch

import tidu

CALLS: list[Callable[[Any, Any], Any]] = [
    lambda t, x: x + 1,
    lambda t, x: x + x,
    lambda t, x: 1 + x,
    lambda t, x: x - 1,
    lambda t, x: 1 - x,
    lambda t, x: x * x,
    lambda t, x: 2 * x,
    lambda t, x: x / 2,
    lambda t, x: x / x,
    lambda t, x: 2 / x,
    lambda t, x: x**2,
    lambda t, x: 2**x,
    lambda t, x: -x,
    lambda t, x: x.abs(),
    lambda t, x: x.exp(),
    lambda t, x: x.log(),
    lambda t, x: x.sqrt(),
    lambda t, x: x.rsqrt(),
    lambda t, x: x.reciprocal(),
    lambda t, x: x.square(),
    lambda t, x: x.sin(),
    lambda t, x: x.cos(),
    lambda t, x: x.tan(),
    lambda t, x: x.tanh(),
    lambda t, x: x.sigmoid(),
    lambda t, x: x.relu(),
    lambda t, x: x.erf(),
    lambda t, x: x.log1p(),
    lambda t, x: x.expm1(),
    lambda t, x: x.log2(),
    lambda t, x: x.exp2(),
    lambda t, x: x.sign(),
    lambda t, x: x.floor(),
    lambda t, x: x.ceil(),
    lambda t, x: x.round(),
    lambda t, x: x.frac(),
    lambda t, x: x.trunc(),
    lambda t, x: x % 2,
    lambda t, x: x.remainder(x),
    lambda t, x: x.fmod(2),
    lambda t, x: x.clamp(0, 1),
    lambda t, x: x.clamp(min=0),
    lambda t, x: x.clamp(x, x + 1),
    lambda t, x: x.maximum(x),
    lambda t, x: x.minimum(x),
    lambda t, x: x.lerp(x, 0.5),
    lambda t, x: x.addcmul(x, x),
    lambda t, x: x.addcdiv(x, x),
    lambda t, x: t.add(x, x, alpha=2),
    lambda t, x: x.sum(),
    lambda t, x: x.sum(0),
    lambda t, x: x.sum((0, 1)),
    lambda t, x: x.mean(),
    lambda t, x: x.mean(0),
    lambda t, x: x.prod(),
    lambda t, x: x.prod(0),
    lambda t, x: x.max(),
    lambda t, x: x.max(0)[0],
    lambda t, x: x.min(),
    lambda t, x: x.min(0)[0],
    lambda t, x: x.amax(),
    lambda t, x: x.amax(0),
    lambda t, x: x.std(),
    lambda t, x: x.std(0),
    lambda t, x: x.var(),
    lambda t, x: x.norm(),
    lambda t, x: x.norm(dim=0),
    lambda t, x: x.median(),
    lambda t, x: x.median(0)[0],
    lambda t, x: x.cumsum(0),
    lambda t, x: x.logsumexp(0),
    lambda t, x: x.sort()[0],
    lambda t, x: x.topk(1)[0],
    lambda t, x: x.reshape(4),
    lambda t, x: x.view(4),
    lambda t, x: x.flatten(),
    lambda t, x: x.ravel(),
    lambda t, x: x.squeeze(),
    lambda t, x: x.squeeze(0),
    lambda t, x: x.unsqueeze(0),
    lambda t, x: x.permute(1, 0),
    lambda t, x: x.transpose(0, 1),
    lambda t, x: x.t(),
    lambda t, x: x.T,
    lambda t, x: x.mT,
    lambda t, x: x[0],
    lambda t, x: x[0, 0],
    lambda t, x: x[0:1],
    lambda t, x: x[:, 0],
    lambda t, x: x[None],
    lambda t, x: x[..., None],
    lambda t, x: x[[0, 1]],
    lambda t, x: x[x > 0],
    lambda t, x: x.expand(3, 2, 2),
    lambda t, x: x.expand_as(x),
    lambda t, x: x.repeat(2, 1),
    lambda t, x: x.flip(0),
    lambda t, x: x.narrow(0, 0, 1),
    lambda t, x: x.select(0, 0),
    lambda t, x: t.cat([x, x]),
    lambda t, x: t.stack([x, x]),
    lambda t, x: x.split(1)[0],
    lambda t, x: x.chunk(2)[0],
    lambda t, x: x.unbind()[0],
    lambda t, x: x.clone(),
    lambda t, x: x.T.contiguous(),
    lambda t, x: x.gather(0, t.zeros(1, 1).long()),
    lambda t, x: x.tril(),
    lambda t, x: x.triu(),
    lambda t, x: x.masked_fill(x > 0, 1.0),
    lambda t, x: x.masked_select(x > 0),
    lambda t, x: x.index_select(0, t.tensor([0])),
    lambda t, x: x.take(t.tensor([0])),
    lambda t, x: t.where(x > 0, x, x),
    lambda t, x: x.double(),
    lambda t, x: x.to(t.float64),
    lambda t, x: x.movedim(0, 1),
    lambda t, x: x.unflatten(0, (1, 2)),
    lambda t, x: x.type(t.float64),
    lambda t, x: x @ x,
    lambda t, x: x @ x[0],
    lambda t, x: x[0] @ x[0],
    lambda t, x: t.mm(x, x),
    lambda t, x: t.mv(x, x[0]),
    lambda t, x: t.dot(x[0], x[0]),
    lambda t, x: t.outer(x[0], x[0]),
    lambda t, x: t.addmm(x, x, x),
    lambda t, x: x[None] @ x[None],
    lambda t, x: x[None] @ x,
    lambda t, x: t.bmm(x[None], x[None]),
    lambda t, x: (x * 1).add_(1),
    lambda t, x: (x * 1).mul_(2),
    lambda t, x: (x * 1).fill_(1.0),
    lambda t, x: (x * 1).relu_(),
    lambda t, x: (x * 1).clamp_(0),
    lambda t, x: (x * 1).exp_(),
    lambda t, x: t.nn.functional.linear(x, x),
    lambda t, x: t.nn.functional.linear(x, x, x[0]),
    lambda t, x: t.nn.functional.linear(x[None], x, x[0]),
    lambda t, x: x.div(2, rounding_mode="floor"),
    lambda t, x: t.atan2(x, x),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: inspect.getsource(call).strip()[13:-1])
def test_names(call: Callable[[Any, Any], Any]) -> None:
    names = []
    for t in (tidu, torch):
        made = call(t, t.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True))
        assert repr(made).endswith(f"grad_fn=<{made.grad_fn.name()}>)")
        names.append(made.grad_fn.name())
    assert names[0] == names[1]


@pytest.mark.parametrize("key", [0, [0], slice(1, 2)])
def test_in_place_names(key: Any) -> None:
    texts = []
    for t in (tidu, torch):
        x = t.ones(2, 2, requires_grad=True) * 2
        x[key] = 1.0
        texts.append(repr(x))
    assert texts[0] == texts[1]
