"""Ticks that people read at a glance: plain numbers on a logarithmic scale, whole numbers for epochs."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import LogFormatter, MaxNLocator

PLAIN = (0.99e-4, 1.01e5)
"""An axis that shows nothing beyond these has plain numbers: 0.0001 and 100000 are read at a glance."""


class Plain(LogFormatter):
    """Every number of an axis in one way: plain where all that it shows is, else as a power of ten.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     _ = axes.plot([1, 2, 3], [0.6, 0.2, 0.1])
    ...     logarithmic(axes)
    >>> axes.yaxis.get_major_formatter()(0.1)
    '0.1'
    """

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self._one(x) if super().__call__(x, pos) else ""

    def _one(self, x: float) -> str:
        axis: Any = self.axis
        low, high = sorted(axis.get_view_interval())
        if PLAIN[0] <= low and high <= PLAIN[1]:
            return f"{x:.6g}"
        digits, _, power = f"{x:.0e}".partition("e")
        times = "" if digits == "1" else rf"{digits}\times"
        return rf"$\mathdefault{{{times}10^{{{int(power)}}}}}$"


def plainly(axis: Axis) -> None:
    """Numbers of this kind on an axis that is logarithmic; between the tens where few tens are seen.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     axes.set_xscale("log")
    ...     plainly(axes.xaxis)
    >>> type(axes.xaxis.get_minor_formatter()).__name__
    'Plain'
    """
    axis.set_major_formatter(Plain())
    axis.set_minor_formatter(Plain(labelOnlyBase=False, minor_thresholds=(1.5, 0.5)))


def logarithmic(axes: Axes) -> None:
    """A logarithmic scale upward, with plain numbers.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     logarithmic(axes)
    >>> axes.get_yscale()
    'log'
    """
    axes.set_yscale("log")
    plainly(axes.yaxis)
    axes.grid(which="minor", axis="y", color="#f0f0f0")


def by_epoch(axes: Axes) -> None:
    """Ticks at whole numbers only: there is no epoch 1.25.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     _ = axes.plot([1, 2], [0.6, 0.2])
    ...     by_epoch(axes)
    >>> [float(tick) for tick in axes.get_xticks() if 1 <= tick <= 2]
    [1.0, 2.0]
    """
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1, steps=(1, 2, 5, 10)))
