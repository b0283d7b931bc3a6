"""The numbers of a printed tensor as texts of one width."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tidu.tensor.printing_options import PrintOptions

# PyTorch's limits: beyond them the values are written with exponents.
WIDEST_RATIO = 1000.0
LARGEST_PLAIN = 1e8
SMALLEST_PLAIN = 1e-4


def number_cells(
    values: Sequence[float], floating: bool, options: PrintOptions
) -> tuple[list[str], int]:
    """The texts of `values` (at least one), right-aligned, and the width they are aligned to.

    All floats of a tensor share one style. Zeros, infinities and NaN have no say in style
    or width, so their texts can be wider than the width; PyTorch breaks lines by that
    width, so it is returned too.

    >>> number_cells([1.0, -2.5], True, PrintOptions())
    ([' 1.0000', '-2.5000'], 7)
    >>> number_cells([7, 10], False, PrintOptions())
    ([' 7', '10'], 2)
    """
    if floating:
        texts, width = _float_texts(values, options)
    else:
        texts = [str(value) for value in values]
        width = max(map(len, texts))
    return [text.rjust(width) for text in texts], width


def _float_texts(values: Sequence[float], options: PrintOptions) -> tuple[list[str], int]:
    deciding = [value for value in values if value and math.isfinite(value)]
    if not deciding:
        return [_whole_text(value) for value in values], 1
    write = _style(deciding, options)
    texts = [write(value) for value in values]
    sized = texts if len(deciding) == len(values) else map(write, deciding)
    return texts, max(map(len, sized))


def _style(deciding: list[float], options: PrintOptions) -> Callable[[float], str]:
    """How every float beside these finite, non-zero ones is written."""
    whole = all(map(float.is_integer, deciding))
    scientific = options.sci_mode
    if scientific is None:
        magnitudes = [abs(value) for value in deciding]
        smallest, largest = min(magnitudes), max(magnitudes)
        scientific = (
            largest / smallest > WIDEST_RATIO
            or largest > LARGEST_PLAIN
            or smallest < SMALLEST_PLAIN
        )
    if scientific:
        return f"%.{options.precision}e".__mod__
    return _whole_text if whole else f"%.{options.precision}f".__mod__


def _whole_text(value: float) -> str:
    return f"{value:.0f}." if math.isfinite(value) else str(value)
