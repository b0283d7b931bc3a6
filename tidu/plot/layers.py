"""What goes on in each layer: activations, gradients and weights, collected and shown as histograms."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.core.errors import DataError
from tidu.fit.choices import loss_of
from tidu.nn.module import Module
from tidu.plot.given import Numbers, array, grid, named
from tidu.plot.picture import root
from tidu.plot.style import COLOURS, canvas, panels, short
from tidu.plot.typeface import dress, word
from tidu.text import say

MOST_BINS = 40
WIDTH, HEIGHT = 2.4, 1.9
IN_A_ROW = 4


@dataclass(frozen=True, repr=False)
class Layers:
    """A model's numbers on one batch, by the layer's name and kind ("0 Linear").

    `activations`: each layer's output. `gradients`: of the loss by each layer's output, and
    `weight_gradients` by each parameter ("0.weight"); both empty without a loss. `weights`: each parameter.

    >>> Layers({"0 Linear": np.zeros(2)}).gradients
    {}
    >>> Layers({"0 Linear": np.zeros(2)})
    Layers(1 activations, 0 gradients, 0 weights, 0 weight_gradients; tidu.plot.histograms(x.activations))
    """

    activations: dict[str, np.ndarray] = field(default_factory=dict)
    gradients: dict[str, np.ndarray] = field(default_factory=dict)
    weights: dict[str, np.ndarray] = field(default_factory=dict)
    weight_gradients: dict[str, np.ndarray] = field(default_factory=dict)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(part)} {name}" for name, part in vars(self).items())
        return f"Layers({counts}; tidu.plot.histograms(x.activations))"


def layers(
    model: Module, inputs: Any, targets: Any = None, loss: Callable[..., Any] | str | None = None
) -> Layers:
    """What each layer of `model` gives for the batch `inputs`, and, where there is a `loss`, its gradients.

    `loss` is a function of (output, targets) or a name as in `tidu.fit`. All of it is done with a copy: the
    model's gradients, buffers and hooks stay as they are. A layer that is used twice is listed once for
    each time.

    >>> import tidu
    >>> model = tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU(), tidu.nn.Linear(3, 1))
    >>> found = layers(model, tidu.ones(5, 2), tidu.zeros(5, 1), "mse")
    >>> {name: values.shape for name, values in found.activations.items()}
    {'0 Linear': (5, 3), '1 ReLU': (5, 3), '2 Linear': (5, 1)}
    >>> list(found.weight_gradients), model[0].weight.grad
    (['0.weight', '0.bias', '2.weight', '2.bias'], None)
    """
    if not isinstance(model, Module):
        raise TypeError(say("plot.model", given=type(model).__name__))
    double = copy.deepcopy(model)
    double.zero_grad(set_to_none=True)
    outputs: dict[str, Any] = {}
    for name, part in double.named_modules():
        if not list(part.children()):
            part.register_forward_hook(_keeper(outputs, f"{name} {type(part).__name__}".strip()))
    output = double(inputs)
    weights = {name: array(value, name) for name, value in double.named_parameters()}
    shown = {name: array(value, name) for name, value in outputs.items()}
    if loss is None:
        return Layers(shown, weights=weights)
    for value in outputs.values():
        if value.requires_grad:
            value.retain_grad()
    loss_of(loss)(output, targets).backward()
    found = ((name, value.grad) for name, value in outputs.items() if value.requires_grad)
    by_weight = ((name, value.grad) for name, value in double.named_parameters())
    return Layers(shown, _arrays(found), weights, _arrays(by_weight))


def _keeper(outputs: dict[str, Any], name: str) -> Callable[..., None]:
    """A hook that keeps a layer's output: of several tensors (as of a recurrent layer) the first."""

    def keep(module: Any, inputs: Any, output: Any) -> None:
        first = output[0] if isinstance(output, tuple) else output
        again = sum(key == name or key.startswith(f"{name} (") for key in outputs)
        outputs[f"{name} ({again + 1})" if again else name] = first

    return keep


def _arrays(found: Any) -> dict[str, np.ndarray]:
    """Those that there are; what the loss does not depend on has no gradient."""
    return {name: array(value, name) for name, value in found if value is not None}


def histograms(
    named_arrays: Mapping[str, Any] | Any, *, title: str | None = None, axes: Any = None
) -> np.ndarray:
    """One small histogram for each of {name: values}, values of any shape; returns the axes as an array.

    Each says the mean and the standard deviation, and the share of exact zeros (a ReLU that is off) and the
    number of NaN and infinite values, where there are some. `axes` are drawn on, if given.

    >>> picture = histograms({"0 Linear": [[1.0, 2.0], [3.0, 4.0]], "1 ReLU": [0.0, 0.0, 1.0]})
    >>> [axes.get_title().splitlines()[0] for axes in picture]
    ['0 Linear', '1 ReLU']
    """
    values = {name: array(value, name) for name, value in named(named_arrays, "named_arrays").items()}
    rows = {name: grid(value, name).ravel() for name, value in values.items()}
    drawn = _places(axes, len(rows))
    for place, (name, row), number in zip(drawn, rows.items(), range(len(rows)), strict=False):
        with canvas(place) as each:
            _histogram(each, name, row, COLOURS[number % 2])
    if title is not None:
        figure = root(drawn[0])
        if figure is not None:
            figure.suptitle(title, fontsize=10)
            dress(figure)
    return drawn[: len(rows)]


def _places(axes: Any, count: int) -> np.ndarray:
    """The axes to draw on: those given, or a new figure's, four in a row."""
    if axes is None:
        columns = min(count, IN_A_ROW)
        drawn = panels(columns, math.ceil(count / columns), width=WIDTH, height=HEIGHT)
        for surplus in drawn[count:]:
            surplus.remove()
        return drawn
    drawn = np.atleast_1d(np.asarray(axes, dtype=object)).ravel()
    if len(drawn) < count:
        raise DataError(say("plot.panels", given=len(drawn), count=count))
    return drawn


def _histogram(axes: Axes, name: str, row: Numbers, colour: str) -> None:
    """A layer's values, and what they come to."""
    known = row[np.isfinite(row)]
    bins = min(MOST_BINS, max(5, math.ceil(2 * len(known) ** (1 / 3))))
    axes.hist(known, bins=bins, color=colour, alpha=0.85)
    lines = [name, word("plot.spread", mean=short(known.mean(), 2), spread=short(known.std(), 2))]
    zeros = float((known == 0).mean())
    notes = [word("plot.zeros", share=f"{zeros:.0%}")] if zeros > 0.005 else []
    if len(known) < len(row):
        notes.append(word("plot.not_finite", count=len(row) - len(known)))
    axes.set_title("\n".join([*lines, *([", ".join(notes)] if notes else [])]), fontsize=8)
    axes.tick_params(labelsize=7)
    axes.ticklabel_format(axis="x", scilimits=(-2, 3))
    axes.xaxis.get_offset_text().set_fontsize(7)
    axes.locator_params(axis="x", nbins=4)
    axes.locator_params(axis="y", nbins=4)
