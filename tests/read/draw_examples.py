"""Computations and modules to draw."""

from __future__ import annotations

from typing import Any

import tidu
from tidu import nn


def scalar() -> Any:
    """Four numbers and what they come to; the names are those of here."""
    w, b = (tidu.tensor(x, requires_grad=True) for x in (3.0, 1.0))
    x, y = tidu.tensor(2.0), tidu.tensor(5.0)
    loss = (w * x + b - y) ** 2
    return tidu.draw(loss, values=True, lang="en")


def network() -> Any:
    """Two layers and their loss, by hand."""
    w1, w2 = tidu.full((2, 3), 0.5, requires_grad=True), tidu.full((3, 1), -0.25, requires_grad=True)
    X, 目标 = tidu.ones(4, 2), tidu.zeros(4, 1)
    hidden = tidu.relu(X @ w1)
    loss = ((hidden @ w2 - 目标) ** 2).mean()
    return tidu.draw(loss, values=True, lang="zh")


class Block(nn.Module):
    """A residual block as of ResNet."""

    def __init__(self, before: int, after: int, stride: int = 1):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.short = nn.Conv2d(before, after, 1, stride) if stride > 1 else None

    def forward(self, x: Any) -> Any:
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        y += x if self.short is None else self.short(x)
        return self.relu(y)


class ResNet(nn.Module):
    """Four stages of blocks."""

    def __init__(self, width: int = 4, blocks: int = 2):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, padding=1)
        stages = [
            [
                Block(width * 2 ** max(0, k - (j == 0)), width * 2**k, 2 if k and not j else 1)
                for j in range(blocks)
            ]
            for k in range(4)
        ]
        self.stages = nn.Sequential(*(nn.Sequential(*stage) for stage in stages))
        self.head = nn.Linear(width * 8, 10)

    def forward(self, x: Any) -> Any:
        return self.head(self.stages(self.stem(x)).mean((2, 3)))


class Steps(nn.Module):
    """One cell, called once for each time."""

    def __init__(self):
        super().__init__()
        self.cell = nn.LSTMCell(4, 8)
        self.head = nn.Linear(8, 1)

    def forward(self, x: Any) -> Any:
        state = None
        for t in range(len(x)):
            state = self.cell(x[t], state)
        return self.head(state[0])  # pyright: ignore


class Tied(nn.Module):
    """Two layers with one weight, and a whole number as a second result."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(5, 3)
        self.head = nn.Linear(3, 5, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, tokens: Any) -> Any:
        return {"scores": self.head(self.embedding(tokens)), "count": tokens.sum()}


class Restless(nn.Module):
    """Whatever a forward pass can change, this one changes."""

    def __init__(self):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Dropout())
        self.register_buffer("steps", tidu.zeros(1))
        self.seen: list[Any] = []
        self.times = 0

    def forward(self, x: Any) -> Any:
        x += 1
        self.steps += 1
        self.times += 1
        self.seen.append(x)
        with tidu.no_grad():
            self.inner[0].weight.mul_(0.5)
        return self.inner(x) + tidu.randn(2)


def block() -> Any:
    return tidu.draw(Block(2, 4, 2), tidu.ones(1, 2, 4, 4), lang="en", fold=1)


GOLDEN = {
    "draw_scalar.svg": scalar,
    "draw_network.svg": network,
    "draw_network.mmd": network,
    "draw_block.dot": block,
}
