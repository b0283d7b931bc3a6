"""Runs drawn at random: a network, its data, a loss and an optimizer from a seed."""

from __future__ import annotations

from typing import Any

import numpy as np

import tidu
from tidu import nn, optim

ACTIVATIONS = [
    nn.ReLU, nn.Tanh, nn.Sigmoid, nn.GELU, nn.SiLU, nn.ELU, nn.Softplus, nn.Hardswish, nn.LeakyReLU, nn.PReLU,
]  # fmt: skip
OPTIMIZERS: list[tuple[Any, dict[str, Any]]] = [
    (optim.SGD, {"lr": 0.03}),
    (optim.SGD, {"lr": 0.02, "momentum": 0.9, "weight_decay": 0.01}),
    (optim.Adagrad, {"lr": 0.05}),
    (optim.Adam, {"lr": 0.01, "eps": 1e-3}),
    (optim.AdamW, {"lr": 0.01, "eps": 1e-3, "amsgrad": True}),
    (optim.RMSprop, {"lr": 0.003, "eps": 1e-3, "momentum": 0.5}),
]
REAL = ["mse", "mae", "huber", "smooth_l1"]


class Network(nn.Module):
    """Blocks one behind the other, each of which may keep, join, add or split what came before."""

    def __init__(self, random: np.random.Generator, columns: int, kinds: int, outputs: int):
        super().__init__()
        self.embedding = nn.Embedding(kinds, int(random.integers(1, 5))) if kinds else None
        width = columns + (self.embedding.embedding_dim if self.embedding is not None else 0)
        self.blocks = nn.ModuleList()
        self.ways: list[str] = []
        for _ in range(int(random.integers(0, 4))):
            way = str(random.choice(["plain", "plain", "add", "join", "gate", "scale", "split"]))
            inner = width if way == "add" else int(random.integers(1, 19))
            rest = extras(random, inner, way)
            # A bias before batch normalisation has a gradient of roundings, which Adam makes whole steps.
            bias = bool(random.integers(4)) and not any(isinstance(part, nn.BatchNorm1d) for part in rest)
            self.blocks.append(
                nn.Sequential(nn.Linear(width, inner * (1 + (way == "gate")), bias=bias), *rest)
            )
            self.ways.append(way)
            width = inner + width if way == "join" else inner
        self.last = nn.Linear(width, outputs)

    def forward(self, x: Any, *kind: Any) -> Any:
        if self.embedding is not None:
            x = tidu.cat([x, self.embedding(kind[0])], 1)
        for way, block in zip(self.ways, self.blocks, strict=True):
            made = block(x)
            if way == "add":
                x = x + made
            elif way == "join":
                x = tidu.cat([made, x], 1)
            elif way == "scale":
                x = made * made.mean(1, keepdim=True) / (1 + made.abs().amax())
            elif way == "split":
                first = made[:, ::2].sum(1, keepdim=True)
                x = tidu.where(made > 0, made, made - first.tanh())
            else:
                x = made
        return self.last(x)


def extras(random: np.random.Generator, width: int, way: str) -> list[Any]:
    """What follows a linear layer: perhaps a norm, an activation, perhaps Dropout."""
    if way == "gate":
        return [nn.GLU()]
    found: list[Any] = []
    norm = random.integers(6)
    if norm == 0:
        found.append(nn.LayerNorm(width, eps=0.1))
    elif norm == 1:
        found.append(nn.BatchNorm1d(width, eps=0.1))
    found.append(ACTIVATIONS[random.integers(len(ACTIVATIONS))]())
    if random.integers(3) == 0:
        found.append(nn.Dropout(0.25))
    return found


def draft(seed: int) -> tuple[Any, Any, Any, Any, dict[str, Any]]:
    """(make, data, loss, optimizer, options) of a run."""
    random = np.random.default_rng(seed)
    columns, kinds = int(random.integers(1, 20)), int(random.integers(2, 6)) if random.integers(4) == 0 else 0
    batch = int(random.choice([3, 8, 16, 21]))
    rows = batch * 3 + int(random.choice([0, 0, 0, 2]))
    x = random.normal(size=(rows, columns))
    score = np.tanh(x @ random.normal(size=columns))
    task = str(random.choice(["real", "real", "several", "classes", "binary"]))
    outputs = 1 if task in ("real", "binary") else int(random.integers(2, 6))
    if task == "classes":
        target: Any = np.digitize(score, np.linspace(-0.6, 0.6, outputs - 1)).astype(np.int64)
        loss: Any = nn.CrossEntropyLoss(label_smoothing=float(random.choice([0.0, 0.1])))
    elif task == "binary":
        target, loss = (score > 0)[:, None] * 1.0, "bce_with_logits"
    else:
        target = score[:, None] + 0.1 * random.normal(size=(rows, outputs))
        loss = str(random.choice(REAL))
    kind, settings = OPTIMIZERS[random.integers(len(OPTIMIZERS))]
    shape = int(random.integers(1 << 30))
    options = {
        "batch_size": batch,
        "epochs": 2,
        "clip": float(random.choice([0.05, 1.0])) if random.integers(3) == 0 else None,
        "validation": (x[:7], *([np.zeros(7, np.int64)] if kinds else []), target[:7])
        if random.integers(5) == 0
        else None,
    }
    data = (x, *([random.integers(0, kinds, rows)] if kinds else []), target)
    return (
        lambda: Network(np.random.default_rng(shape), columns, kinds, outputs),
        data,
        loss,
        lambda parameters, lr: kind(parameters, **settings),
        options,
    )
