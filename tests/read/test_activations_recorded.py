"""What is one operation eagerly and its parts in a recording gives the same numbers, and gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from replay import play

import tidu
import tidu.nn.functional as F
from tidu.core.blocks import BLOCK
from tidu.read.record import record

STEPS = {
    "silu": F.silu, "mish": F.mish, "gelu": F.gelu, "logsigmoid": F.logsigmoid, "selu": F.selu, "elu": F.elu,
    "gelu tanh": lambda x: F.gelu(x, "tanh"), "softplus": lambda x: F.softplus(x, 2.0, 3.0),
    "celu": lambda x: F.celu(x, 0.7), "elu 1.7": lambda x: F.elu(x, 1.7), "leaky": F.leaky_relu,
    "leaky 2": lambda x: F.leaky_relu(x, 2.0), "leaky -1": lambda x: F.leaky_relu(x, -1.0),
    "hardtanh": lambda x: F.hardtanh(x, -0.5, 1.5), "relu6": F.relu6, "hardsigmoid": F.hardsigmoid,
    "hardswish": F.hardswish, "softshrink": F.softshrink, "clamp": lambda x: x.clamp(-1, 1.5),
    "rsqrt": lambda x: (x * x + 1).rsqrt(), "reciprocal": lambda x: (x * x + 1).reciprocal(),
    "lerp": lambda x: tidu.lerp(x, x * x, 0.3), "lerp tensor": lambda x: tidu.lerp(x, x * x, x + 2),
    "addcmul": lambda x: tidu.addcmul(x, x + 1, x * x, value=0.5),
}  # fmt: skip


@pytest.mark.parametrize("count", [40, BLOCK + 3])
@pytest.mark.parametrize("kind", ["float32", "float64"])
@pytest.mark.parametrize("name", STEPS)
def test_the_parts_are_the_whole(name: str, kind: str, count: int) -> None:
    random = np.random.default_rng(1)
    x = tidu.tensor(np.append(random.normal(size=count) * 3, [-30.0, 30.0]).astype(kind), requires_grad=True)
    weight = tidu.tensor(random.normal(size=count + 2).astype(kind))

    def step(x: Any, weight: Any) -> Any:
        x.grad = None
        made = STEPS[name](x)
        (made * weight).sum().backward()
        return made, x.grad

    wanted = [each.detach().numpy().copy() for each in step(x, weight)]
    found = play(record(step, (x, weight)), (x, weight))
    tolerance = 16 * np.finfo(kind).eps
    for ours, parts in zip(wanted, found, strict=True):
        np.testing.assert_allclose(ours, parts.numpy(), rtol=tolerance, atol=tolerance)
