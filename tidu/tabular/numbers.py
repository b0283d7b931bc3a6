"""Numbers as people read them."""

from __future__ import annotations

import math
from collections.abc import Sequence


def number(value: float | None) -> str:
    """Four digits that matter, thousands grouped; a dash for what is undefined.

    >>> [number(v) for v in (0.98371, 25500.24, 12.3456, 0.00001234, None, 3)]
    ['0.9837', '25,500', '12.35', '1.234e-05', '–', '3']
    """
    if value is None or math.isnan(value):
        return "–"
    if abs(value) >= 1e9 or 0 < abs(value) < 1e-4:
        return f"{value:.4g}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def spread(mean: float | None, deviation: float | None) -> str:
    """A mean and two digits of its standard deviation, if there is one.

    >>> spread(25500.24, 1312.4), spread(0.5, 0.0123), spread(0.5, None)
    ('25,500 ± 1,312', '0.5 ± 0.012', '0.5')
    """
    if deviation is None:
        return number(mean)
    return f"{number(mean)} ± " + (f"{deviation:,.0f}" if deviation >= 10 else f"{deviation:.2g}")


def tick_labels(ticks: Sequence[float]) -> list[str]:
    """Labels of evenly spaced ticks: as many decimals as their step needs, one unit for all.

    >>> tick_labels([0, 0.05, 0.1]), tick_labels([0, 250000, 500000]), tick_labels([1, 2])
    (['0', '0.05', '0.10'], ['0', '250k', '500k'], ['1', '2'])
    """
    size = max(map(abs, ticks))
    step = (ticks[-1] - ticks[0]) / max(1, len(ticks) - 1) or size or 1.0
    if size >= 1e12 or step < 1e-5:
        return [f"{tick:.3g}" for tick in ticks]
    units = [(1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k"), (0.0, 1.0, "")]
    unit, suffix = next((unit, suffix) for least, unit, suffix in units if size >= least)
    decimals = max(0, -math.floor(math.log10(step / unit) + 1e-9))
    return [f"{tick / unit:.{decimals}f}{suffix}" if tick else "0" for tick in ticks]


def duration(seconds: float) -> str:
    """A time that a person would say.

    >>> duration(0.84), duration(12.3), duration(75), duration(3720)
    ('0.8 s', '12 s', '1 min 15 s', '1 h 2 min')
    """
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
