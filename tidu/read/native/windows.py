"""The geometry of windows over planes, as the kernels of pooling see it."""

from __future__ import annotations

from math import prod
from typing import Any

from tidu.core.shapes import Form
from tidu.ops.windows import Sizes, reach
from tidu.read.native.kernels_tools import axes_of
from tidu.read.native.layout import Affine, counter, flat
from tidu.read.native.level import Level
from tidu.read.native.loops import Axis, index_over
from tidu.read.program import Equation
from tidu.read.variable import Variable

LEAD = 0  # the counter of planes: all axes before space are one


class Windows:
    """Windows over an image: `small` are the results (or what is spread), `large` the image.

    `wide` is one plane with its rim; `inside` says that there is none.
    """

    def __init__(self, small: Variable, large: Variable, params: dict[str, Any]):
        self.small, self.large, self.kernel = small, large, params["kernel"]
        self.rank = len(self.kernel)
        self.stride, self.dilation = params["stride"], params["dilation"]
        self.before = tuple(before for before, _ in params["padding"])
        self.size, self.counts = large.shape[-self.rank :], small.shape[-self.rank :]
        self.lead = prod(large.shape[: -self.rank])
        wide = self._wide()
        self.inside = wide == self.size
        self.wide = Variable(Form(wide, large.dtype))
        self.windows = index_over(self.counts, range(1, self.rank + 1))
        self.places = index_over(self.kernel, range(self.rank + 1, 2 * self.rank + 1))

    def _wide(self) -> Sizes:
        steps = zip(self.counts, self.stride, reach(self.kernel, self.dilation), strict=True)
        least = [(count - 1) * step + k for count, step, k in steps]
        within = (before + n for before, n in zip(self.before, self.size, strict=True))
        return tuple(max(a, b) for a, b in zip(least, within, strict=True))

    @property
    def apart(self) -> bool:
        """Whether no place lies in two windows."""
        single = all(step >= k for step, k in zip(self.stride, self.kernel, strict=True))
        return single and set(self.dilation) == {1}

    @property
    def covered(self) -> bool:
        """Whether every place of the image lies in just one window."""
        whole = all(n == count * k for n, count, k in zip(self.size, self.counts, self.kernel, strict=True))
        return self.apart and whole and self.stride == self.kernel

    @property
    def origin(self) -> Affine:
        """Where a plane of the image begins."""
        return self._lead(self.size)

    @property
    def axes(self) -> tuple[list[Axis], list[Axis]]:
        """The loops over all windows of a plane, and over the places of one."""
        return axes_of(self.counts, 1), axes_of(self.kernel, self.rank + 1)

    @property
    def plane(self) -> list[Axis]:
        """The loop over planes."""
        return axes_of((self.lead,))

    @property
    def window(self) -> Affine:
        """Where a window's number lies."""
        return self._lead(self.counts).plus(flat(self.windows, self.counts))

    def starts(self) -> list[Affine]:
        """Where a window begins along each axis of the image, which may be before it."""
        starts = zip(self.windows, self.stride, self.before, strict=True)
        return [own.times(step).plus(Affine(-before)) for own, step, before in starts]

    def within(self) -> list[Affine]:
        """Where along each axis of the image a place of a window lies."""
        moved = zip(self.starts(), self.places, self.dilation, strict=True)
        return [start.plus(own.times(apart)) for start, own, apart in moved]

    def number(self) -> tuple[Variable, Affine]:
        """Where a number of a window is read: in the image, or in the plane with a rim."""
        if self.inside:
            return self.large, self._lead(self.size).plus(flat(tuple(self.within()), self.size))
        shifted = (place.plus(Affine(n)) for place, n in zip(self.within(), self.before, strict=True))
        return self.wide, flat(tuple(shifted), self.wide.shape)

    def middle(self) -> tuple[list[Axis], Affine, Affine]:
        """(the loops over one plane, where each number lies in the image, and where behind the rim)."""
        index = index_over(self.size, range(1, self.rank + 1))
        shifted = (place.plus(Affine(n)) for place, n in zip(index, self.before, strict=True))
        small = self._lead(self.size).plus(flat(index, self.size))
        return axes_of(self.size, 1), small, flat(tuple(shifted), self.wide.shape)

    def _lead(self, sizes: Sizes) -> Affine:
        return counter(LEAD).times(prod(sizes)) if self.lead > 1 else Affine()


def rim_bytes(equation: Equation, level: Level) -> int:
    """The bytes of scratch that a pooling needs."""
    windows = windows_of(equation)
    return 0 if windows.inside else windows.wide.size * windows.wide.itemsize


def windows_of(equation: Equation) -> Windows:
    """The windows of an equation: `spread` makes the image, the others read it."""
    x: Any = equation.operands[0]
    pair = (x, equation.result) if equation.primitive.name == "spread" else (equation.result, x)
    return Windows(*pair, equation.params)
