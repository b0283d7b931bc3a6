"""Small networks, fitted to points from several random starts, of which the best is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import tidu

APART = 1000
"""Random starts of two seeds have nothing in common as long as there are fewer than this."""
ACTIVATIONS = {"relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "none": "Identity"}


def chain(widths: Sequence[int], activation: str) -> Any:
    """Linear layers from width to width, `activation` between them: `nn.Sequential`.

    >>> chain((1, 3, 1), "relu")
    Sequential(
      (0): Linear(in_features=1, out_features=3, bias=True)
      (1): ReLU()
      (2): Linear(in_features=3, out_features=1, bias=True)
    )
    """
    bend = getattr(tidu.nn, ACTIVATIONS[activation])
    layers = [part for before, after in pairwise(widths) for part in (tidu.nn.Linear(before, after), bend())]
    return tidu.nn.Sequential(*layers[:-1])


@dataclass(frozen=True)
class Trained:
    """The best of several starts: its `model` and `history`; `losses` are what all of them ended with."""

    model: Any
    history: Any
    losses: tuple[float, ...]

    @property
    def best(self) -> float:
        """The lowest loss: that of `model`."""
        return min(self.losses)

    @property
    def middle(self) -> float:
        """The loss that half of the starts stay below: what to expect of one."""
        return median(self.losses)

    @property
    def parameters(self) -> int:
        """How many numbers were learned."""
        return sum(each.numel() for each in self.model.parameters())

    def at(self, x: Any) -> list[float]:
        """What the model gives for x [N, 1]: N numbers."""
        with tidu.no_grad():
            return self.model(x).flatten().tolist()


def train(
    make: Callable[[], Any], x: Any, y: Any, *, epochs: int, lr: float, starts: int = 1, seed: int = 0
) -> Trained:
    """Fits `make()` to y [N, 1] at x [N, D] so many times by Adam, with all points in every step.

    >>> x = tidu.linspace(-1, 1, 9).reshape(-1, 1)
    >>> found = train(lambda: tidu.nn.Linear(1, 1), x, 2 * x, epochs=300, lr=0.1)
    >>> found.best < 1e-6, found.parameters
    (True, 2)
    """
    runs = []
    for start in range(starts):
        tidu.manual_seed(seed * APART + start)
        model = make()
        history = tidu.fit(
            model, (x, y), "mse", "adam", lr=lr, epochs=epochs, batch_size=len(x), shuffle=False
        )
        with tidu.no_grad():
            runs.append(((model(x) - y).square().mean().item(), start, model, history))
    _, _, model, history = min(runs, key=lambda run: run[:2])
    return Trained(model, history, tuple(run[0] for run in runs))


def engine(histories: Iterable[Any]) -> tuple[str, str]:
    """What trained all of these runs: ("native", ""), or ("eager", why the first of them was not).

    >>> from tidu.fit import History
    >>> engine([History(engine="native"), History(engine="eager", engine_reason="too few steps")])
    ('eager', 'too few steps')
    """
    for history in histories:
        if history.engine != "native":
            return history.engine, history.engine_reason
    return "native", ""


def columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Rows as a table of named columns.

    >>> columns(("x", "y"), [(1, 2), (3, 4)])
    {'x': [1, 3], 'y': [2, 4]}
    """
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
