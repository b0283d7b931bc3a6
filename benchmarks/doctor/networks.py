"""The networks that the doctor is tried on, by name: (inputs, outputs, words) -> module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu import nn

Build = Callable[[int, int], nn.Module]


def dense(*widths: int, act: Callable[[], nn.Module] = nn.ReLU, extra: Callable | None = None) -> Build:
    """Layers of these widths, with what `extra(width)` gives behind each."""

    def build(inputs: int, outputs: int) -> nn.Module:
        layers: list[Any] = []
        for before, width in zip((inputs, *widths), widths, strict=False):
            layers += [nn.Linear(before, width), act(), *([] if extra is None else [extra(width)])]
        return nn.Sequential(*layers, nn.Linear((inputs, *widths)[-1], outputs))

    return build


class Residual(nn.Module):
    """Two blocks that add to what they are given."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.first = nn.Linear(inputs, 24)
        self.blocks = nn.ModuleList([nn.Sequential(nn.Linear(24, 24), nn.ReLU()) for _ in range(2)])
        self.head = nn.Linear(24, outputs)

    def forward(self, x: Any) -> Any:
        """Scores."""
        x = self.first(x).relu()
        for block in self.blocks:
            x = x + block(x)
        return self.head(x)


class Recurrent(nn.Module):
    """A recurrent layer over the steps, and a layer on its last state."""

    def __init__(self, kind: type, inputs: int, outputs: int):
        super().__init__()
        self.rnn = kind(inputs, 16, batch_first=True)
        self.head = nn.Linear(16, outputs)

    def forward(self, x: Any) -> Any:
        """Scores of the last step."""
        return self.head(self.rnn(x)[0][:, -1])


class Words(nn.Module):
    """The mean of the words' vectors, and a layer on it."""

    def __init__(self, words: int, outputs: int):
        super().__init__()
        self.words = nn.Embedding(words, 8)
        self.head = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, outputs))

    def forward(self, x: Any) -> Any:
        """Scores."""
        return self.head(self.words(x).mean(1))


def image(act: Callable[[], nn.Module], norm: bool) -> Build:
    """A small convolutional network on 8 x 8 images."""

    def build(inputs: int, outputs: int) -> nn.Module:
        middle = [nn.BatchNorm2d(8)] if norm else []
        first = [nn.Conv2d(1, 8, 3, padding=1), *middle, act(), nn.MaxPool2d(2)]
        return nn.Sequential(*first, nn.Flatten(), nn.Linear(128, 32), act(), nn.Linear(32, outputs))

    return build


def flat(build: Build) -> Build:
    """Images as rows of numbers."""
    return lambda inputs, outputs: nn.Sequential(nn.Flatten(), build(64, outputs))


ROWS: dict[str, Build] = {
    "linear": nn.Linear,
    "relu 32": dense(32),
    "relu 64-32": dense(64, 32),
    "relu 32-32-16": dense(32, 32, 16),
    "tanh 24": dense(24, act=nn.Tanh),
    "tanh 24-24": dense(24, 24, act=nn.Tanh),
    "sigmoid 24": dense(24, act=nn.Sigmoid),
    "gelu 32-32": dense(32, 32, act=nn.GELU),
    "leaky 32-16": dense(32, 16, act=nn.LeakyReLU),
    "silu 32": dense(32, act=nn.SiLU),
    "dropout 64-32": dense(64, 32, extra=lambda width: nn.Dropout(0.2)),
    "batch norm 32-32": dense(32, 32, extra=nn.BatchNorm1d),
    "layer norm 32": dense(32, act=nn.GELU, extra=nn.LayerNorm),
    "residual": Residual,
}
IMAGES: dict[str, Build] = {
    "convolution": image(nn.ReLU, False),
    "convolution, batch norm": image(nn.ReLU, True),
    "convolution, tanh": image(nn.Tanh, False),
    "flat relu 32": flat(dense(32)),
    "flat dropout 64": flat(dense(64, extra=lambda width: nn.Dropout(0.3))),
}
WORDS: dict[str, Build] = {
    "mean of words": Words,
    "rows of words": lambda words, outputs: nn.Sequential(
        nn.Embedding(words, 6), nn.Flatten(), nn.Linear(48, 16), nn.ReLU(), nn.Linear(16, outputs)
    ),
}
SERIES: dict[str, Build] = {
    "RNN": lambda inputs, outputs: Recurrent(nn.RNN, inputs, outputs),
    "GRU": lambda inputs, outputs: Recurrent(nn.GRU, inputs, outputs),
    "LSTM": lambda inputs, outputs: Recurrent(nn.LSTM, inputs, outputs),
    "flat series": lambda inputs, outputs: nn.Sequential(nn.Flatten(), dense(32)(12, outputs)),
}
OF_KIND = {"real": ROWS, "count": ROWS, "classes": ROWS, "images": IMAGES, "words": WORDS, "series": SERIES}
NETWORKS: dict[str, Build] = ROWS | IMAGES | WORDS | SERIES
