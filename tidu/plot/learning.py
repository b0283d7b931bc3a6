"""How a run went: training and validation loss over the epochs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.core.errors import DataError
from tidu.fit.history import History
from tidu.plot.given import Numbers, numbers, pair
from tidu.plot.style import BLACK, BLUE, GREY, VERMILLION, canvas, label, legend, short
from tidu.plot.ticks import by_epoch, logarithmic
from tidu.plot.typeface import word
from tidu.text import listed, say


def losses(
    history: History | Mapping[str, Any] | Any,
    *,
    baseline: float | None = None,
    log: bool = False,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Training loss, validation loss and the best epoch of a `History`, or of columns named as its are.

    A plain row of numbers (n,) is one curve, the losses of epochs 1 to n.
    `baseline` is the loss of always predicting the mean: a model below that line has learned something.
    `log` draws the losses on a logarithmic scale. Where the best epoch is not said it is the one of the
    lowest validation loss. Raises `DataError` where there is no loss.

    >>> run = {"train_loss": [3.0, 1.0, 0.5], "validation_loss": [3.2, 1.5, 1.8]}
    >>> picture = losses(run, baseline=4.0)
    >>> [line.get_xydata().tolist() for line in picture.lines][2]
    [[2.0, 1.5]]
    """
    columns = history.columns if isinstance(history, History) else history
    plain = not isinstance(columns, Mapping)
    epochs, train, validation = _columns({"train_loss": numbers(history, "history")} if plain else columns)
    best = history.best_epoch if isinstance(history, History) else None
    if log and not (train > 0).any():
        raise DataError(say("plot.not_positive", name="train_loss"))
    few = "o" if len(epochs) < 12 else None
    with canvas(ax) as axes:
        axes.plot(epochs, train, "-", color=BLUE, marker=few, label=None if plain else word("plot.training"))
        if validation is not None:
            name = word("plot.validation")
            axes.plot(epochs, validation, "--", color=VERMILLION, marker=few and "s", label=name)
            _mark_best(axes, epochs, validation, best)
        if baseline is not None:
            name = word("plot.baseline", loss=short(baseline))
            axes.axhline(float(baseline), color=GREY, linestyle=":", label=name)
        if log:
            logarithmic(axes)
        by_epoch(axes)
        label(axes, word("plot.epoch"), word("plot.loss"), title)
        legend(axes)
    return axes


def _columns(columns: Mapping[str, Any]) -> tuple[Numbers, Numbers, Numbers | None]:
    """Epochs (from 1 where they are not given), training loss and validation loss."""
    if "train_loss" not in columns:
        if not len(columns):
            raise DataError(say("plot.no_epochs"))
        raise DataError(say("plot.no_loss", names=listed(map(str, columns))))
    train = numbers(columns["train_loss"], "train_loss")
    given = columns["epoch"] if "epoch" in columns else np.arange(1, len(train) + 1)
    epochs, train = pair(given, train, "epoch", "train_loss")
    if "validation_loss" not in columns:
        return epochs, train, None
    return epochs, train, pair(epochs, columns["validation_loss"], "epoch", "validation_loss")[1]


def _mark_best(axes: Axes, epochs: Numbers, validation: Numbers, best: int | None) -> None:
    """A star at the epoch whose weights are kept, with its loss in the legend."""
    said = np.flatnonzero(epochs == best)
    place = said[0] if said.size else np.nanargmin(validation)
    epoch, loss = epochs[place], validation[place]
    name = word("plot.best_epoch", epoch=int(epoch), loss=short(loss))
    star = {"color": BLACK, "marker": "*", "markersize": 10, "linestyle": "none", "zorder": 3}
    axes.plot([epoch], [loss], label=name, **star)
