"""Pictures of several parts. Matplotlib is opened when one is made, not before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any


def below(ax: Any, columns: int = 4) -> None:
    """Moves the legend under the axes, where it hides no curve.

    >>> import tidu
    >>> ax = tidu.plot.plot([[0, 1], [1, 0], [1, 2]], legend=["a", "b", "c"])
    >>> below(ax, 2)
    >>> ax.get_legend()._ncols
    2
    """
    with import_module("tidu.plot.style").canvas(ax) as axes:
        import_module("tidu.plot.room").under(axes, columns)


def by_epoch(*panels: Any) -> None:
    """Ticks at whole epochs.

    >>> import tidu
    >>> ax = tidu.plot.plot([1, 2], [3, 4])
    >>> by_epoch(ax)
    >>> [float(tick) for tick in ax.get_xticks() if 1 <= tick <= 2]
    [1.0, 2.0]
    """
    for ax in panels:
        import_module("tidu.plot.ticks").by_epoch(ax)


def until_gone(
    x: Sequence[float], y: Sequence[float], low: float, high: float
) -> tuple[list[float], list[float]]:
    """A way as far as its first place outside of low to high, that one included.

    >>> until_gone([1, 2, 3, 4], [0.0, 5.0, -40.0, 300.0], -10.0, 10.0)
    ([1, 2, 3], [0.0, 5.0, -40.0])
    """
    end = next((place for place, value in enumerate(y, 1) if not low <= value <= high), len(y))
    return list(x[:end]), list(y[:end])


def bars(
    ax: Any, names: Sequence[str], groups: Mapping[str, Sequence[float]], form: str = "%.3g", **words: Any
) -> None:
    """A bar for each name, side by side for several groups {label: heights}, their heights written on them.

    `words` name the axes as Matplotlib's `set` does: xlabel, ylabel, title. A group labelled "" has
    no place in the legend.

    >>> import tidu
    >>> (ax,) = tidu.plot.panels(1)
    >>> bars(ax, ["a", "b"], {"before": [1, 2], "after": [2, 3]}, ylabel="loss")
    >>> len(ax.patches), ax.get_ylabel()
    (4, 'loss')
    """
    style = import_module("tidu.plot.style")
    share = 0.8 / len(groups)
    with style.canvas(ax) as axes:
        for number, (label, heights) in enumerate(groups.items()):
            places = [place + share * (number - (len(groups) - 1) / 2) for place in range(len(names))]
            made = axes.bar(places, heights, share * 0.92, label=label or None, color=style.COLOURS[number])
            axes.bar_label(made, fmt=form, fontsize=8, padding=1.5)
        axes.set_xticks(range(len(names)), names)
        axes.margins(y=0.15)
        axes.set(**words)
        style.legend(axes)
