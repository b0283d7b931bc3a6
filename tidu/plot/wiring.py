"""A network as neurons and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from tidu.core.errors import DataError
from tidu.nn.linear import Linear
from tidu.nn.module import Module
from tidu.plot.style import BLUE, GREEN, GREY, VERMILLION, canvas, flat
from tidu.plot.typeface import word
from tidu.text import say

MOST = 8
"""Neurons of a layer that are all drawn; of more, the first and last ones, dots and the number."""
ENDS = 3
GAP, UNIT = 2.6, 0.4
"""From one layer to the next, where neurons of a layer are 1 apart; inches for that 1."""


@dataclass(frozen=True)
class Column:
    """One layer of the drawing: its width, and what comes after its sum ("ReLU"), if anything.

    >>> Column(3, "ReLU").places.tolist()
    [1.0, 0.0, -1.0]
    """

    width: int
    after: str = ""

    @property
    def cut(self) -> bool:
        """Whether some neurons are left out."""
        return self.width > MOST

    @property
    def places(self) -> np.ndarray:
        """The heights of the neurons that are drawn, around 0."""
        count = 2 * ENDS + 2 if self.cut else self.width
        heights = (count - 1) / 2 - np.arange(count)
        return np.delete(heights, [ENDS, ENDS + 1]) if self.cut else heights


def network(
    module_or_widths: Module | Sequence[int], *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """The neurons of a `Module`'s linear layers, or of layers of these widths, each joined to the next.

    Inputs are squares, hidden neurons circles, outputs circles with a double edge. Of a layer with more than
    eight neurons the first and last three are drawn. Under each layer stand its number of neurons and its
    activation. Raises `DataError` where the layers do not follow one another. Returns the axes.

    >>> picture = network([4, 3, 1])
    >>> [len(lines.get_segments()) for lines in picture.collections]
    [12, 3]
    """
    layers = columns_of(module_or_widths)
    tall = max(float(np.ptp(layer.places)) for layer in layers)
    deep = 1 + max(layer.after.count("\n") + bool(layer.after) for layer in layers)
    across = (-1.3, (len(layers) - 1) * GAP + 1.3)
    along = (-tall / 2 - 0.9 - 0.5 * deep, tall / 2 + 0.7)
    with canvas(ax, (UNIT * (across[1] - across[0]), UNIT * (along[1] - along[0] + bool(title)))) as axes:
        for number, (left, right) in enumerate(pairwise(layers)):
            _lines(axes, number * GAP, left.places, right.places)
        for number, layer in enumerate(layers):
            _neurons(axes, number, len(layers), layer)
            _caption(axes, number, len(layers), layer, -tall / 2 - 0.85)
        axes.set(xlim=across, ylim=along)
        flat(axes)
        if title is not None:
            axes.set_title(title)
    return axes


def columns_of(given: Any) -> list[Column]:
    """The layers of a module or of a list of widths, the input first.

    >>> import tidu
    >>> columns_of(tidu.nn.Sequential(tidu.nn.Linear(4, 3), tidu.nn.ReLU(), tidu.nn.Linear(3, 1)))
    [Column(width=4, after=''), Column(width=3, after='ReLU'), Column(width=1, after='')]
    """
    if isinstance(given, Module):
        return _walked(given)
    try:
        widths = [int(width) for width in given]
    except (TypeError, ValueError) as error:
        raise TypeError(say("plot.widths", given=type(given).__name__)) from error
    if len(widths) < 2 or min(widths) < 1:
        raise DataError(say("plot.too_few", given=widths))
    return [Column(width) for width in widths]


def _walked(module: Module) -> list[Column]:
    """The linear layers of a module in order; each other leaf is named under the layer before it."""
    found: list[Column] = []
    last = ""
    for name, part in module.named_modules():
        if isinstance(part, Linear):
            if found and part.in_features != found[-1].width:
                numbers = {"before": last, "gives": found[-1].width, "takes": part.in_features}
                raise DataError(say("plot.not_a_chain", name=name, **numbers))
            found = [*(found or [Column(part.in_features)]), Column(part.out_features)]
            last = name
        elif found and not list(part.children()):
            before = found.pop()
            after = "\n".join(filter(None, (before.after, type(part).__name__)))
            found.append(Column(before.width, after))
    if not found:
        raise DataError(say("plot.no_linear", given=type(module).__name__))
    return found


def _lines(axes: Axes, x: float, left: np.ndarray, right: np.ndarray) -> None:
    """Every neuron of a layer to every neuron of the next."""
    ends = [((x, a), (x + GAP, b)) for a in left for b in right]
    axes.add_collection(LineCollection(ends, colors="#b0b0b0", linewidths=0.6, zorder=1))


def _neurons(axes: Axes, number: int, count: int, layer: Column) -> None:
    """A layer's neurons, and dots for those left out."""
    x, last = number * GAP, number == count - 1
    colour = GREEN if number == 0 else VERMILLION if last else BLUE
    shape = "s" if number == 0 else "o"
    for height in layer.places:
        axes.plot(x, height, shape, color="white", mec=colour, mew=1.3, markersize=13, zorder=2)
        if last:
            axes.plot(x, height, shape, color=colour, mew=0, markersize=6, zorder=3)
    if layer.cut:
        axes.plot([x] * 3, [-0.35, 0, 0.35], ".", color=GREY, markersize=5, zorder=2)


def _caption(axes: Axes, number: int, count: int, layer: Column, height: float) -> None:
    """What the layer is, how wide, and what follows its sum."""
    if number == 0:
        name = word("plot.inputs", count=layer.width)
    elif number == count - 1:
        name = word("plot.outputs", count=layer.width)
    else:
        name = word("plot.hidden", count=layer.width)
    text = "\n".join(filter(None, (name, layer.after)))
    axes.text(number * GAP, height, text, ha="center", va="top", fontsize=8)
