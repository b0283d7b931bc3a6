"""The geometry of a convolution, as the kernels for it and its adjoints see it."""

from __future__ import annotations

from math import prod
from typing import Any

from tidu.core.shapes import Form
from tidu.ops.windows import Sizes, reach
from tidu.read.native.kernels_tools import axes_of
from tidu.read.native.layout import Affine, Index, flat
from tidu.read.native.level import Level
from tidu.read.native.loops import Axis, index_over
from tidu.read.native.rewrite import LINE
from tidu.read.native.tiles import pack_bytes
from tidu.read.native.words import Beyond
from tidu.read.native.writer import code_of
from tidu.read.program import Equation
from tidu.read.variable import Variable

IMAGE, GROUP, FIRST = 0, 1, 2  # counters: of images, of groups of channels, the first of all others
ORDER = {"convolve": "xwy", "convolve_input": "ywx", "convolve_weight": "xyw"}


class Sides:
    """The three sides of a convolution: images `x`, kernels `w`, results `y`; and rooms in the scratch.

    `columns` holds one image's windows [rows, places], `wide` the image with zeros around it.
    `plain`: windows are single places in order, so that the image itself is its columns.
    """

    def __init__(self, equation: Equation, level: Level):
        given: list[Any] = [*equation.operands, equation.result]
        self.name = equation.primitive.name
        named: dict[str, Variable] = dict(zip(ORDER[self.name], given, strict=True))
        self.x, self.w, self.y = (named[side] for side in "xwy")
        if self.x.dtype.kind != "f":
            raise Beyond("products of whole numbers are NumPy's")
        params, self.code, self.level = equation.params, code_of(self.x.dtype), level
        self.groups, self.stride, self.dilation = params["groups"], params["stride"], params["dilation"]
        self.kernel, self.counts, self.size = self.w.shape[2:], self.y.shape[2:], self.x.shape[2:]
        self.outputs, self.channels = self.w.shape[0] // self.groups, self.w.shape[1]
        self.before = tuple(before for before, _ in params["padding"])
        self.rows, self.places = self.channels * prod(self.kernel), prod(self.counts)
        self.padded = any(map(any, params["padding"]))
        ones = (1,) * len(self.kernel)
        single = (self.kernel, self.stride) == (ones, ones) and not self.padded
        self.plain = single and self.counts == self.size
        self.columns = self.variable(self.rows, self.places)
        self.wide = self.variable(self.channels, *self._wide())

    def variable(self, *shape: int) -> Variable:
        """A room of that shape."""
        return Variable(Form(shape, self.x.dtype))

    def _wide(self) -> Sizes:
        """The sizes of an image with all that windows reach around it."""
        if not self.padded:
            return self.size
        steps = zip(self.counts, self.stride, reach(self.kernel, self.dilation), strict=True)
        least = [(count - 1) * step + k for count, step, k in steps]
        within = (before + n for before, n in zip(self.before, self.size, strict=True))
        return tuple(max(a, b) for a, b in zip(least, within, strict=True))

    @property
    def rooms(self) -> list[Variable]:
        """What lies in the scratch, before what a product packs."""
        return [self.columns] * (not self.plain) + [self.wide] * self.padded

    @property
    def product(self) -> tuple[int, int]:
        """The (depth, columns) of the product of one image and group."""
        if self.name == "convolve_weight":
            return self.places, self.rows
        return self.rows if self.name == "convolve" else self.outputs, self.places

    def bytes(self) -> list[int]:
        """What each room and, last, the packing needs."""
        sizes = [*(x.size * x.itemsize for x in self.rooms), pack_bytes(self.level, self.code, *self.product)]
        return [-(-size // LINE) * LINE for size in sizes]

    @property
    def outer(self) -> list[Axis]:
        """The loops over images and groups."""
        return [(IMAGE, self.x.shape[0]), (GROUP, self.groups)]

    def block(self, leaf: Variable) -> Affine:
        """Where what belongs to the current image and group begins."""
        if leaf is self.w:
            return Affine(0, ((GROUP, leaf.size // self.groups),))
        image = leaf.size // leaf.shape[0]
        return Affine(0, ((IMAGE, image), (GROUP, image // self.groups)))

    def index(self, *shape: int) -> Index:
        """An element of that shape, by counters from FIRST."""
        return index_over(shape, range(FIRST, FIRST + len(shape)))

    def windows(self) -> tuple[list[Axis], Affine, Variable, Affine]:
        """(loops over all places of all windows, where each lies in `columns`, the image, where there)."""
        shape = (self.channels, *self.kernel, *self.counts)
        index, rank = self.index(*shape), len(self.kernel)
        own: list[Affine] = [index[0]]
        for k in range(rank):
            place = index[1 + k + rank].times(self.stride[k])
            own.append(place.plus(index[1 + k].times(self.dilation[k])))
        source = self.wide if self.padded else self.x
        base = Affine() if self.padded else self.block(self.x)
        return axes_of(shape, FIRST), flat(index, shape), source, base.plus(flat(tuple(own), self.wide.shape))

    def inside(self) -> tuple[list[Axis], Affine, Affine]:
        """(the loops over one image, where each number lies in it, and where in the wide image)."""
        shape = (self.channels, *self.size)
        index = self.index(*shape)
        moved = [place.plus(Affine(n)) for place, n in zip(index[1:], self.before, strict=True)]
        small = self.block(self.x).plus(flat(index, shape))
        return axes_of(shape, FIRST), small, flat((index[0], *moved), self.wide.shape)


class Stretched(Sides):
    """The adjoint for the image, where windows move by one place.

    Results are laid out as the wide image is, so that what one place of the kernel adds to the image
    is one row of the product, moved. `results` are these, `span` numbers each; `moved` are the rows
    of the product, with `margin` zeros before, between and behind them.
    """

    def __init__(self, equation: Equation, level: Level):
        super().__init__(equation, level)
        plane = self.wide.shape[1:]
        self.steps = tuple(prod(plane[k + 1 :]) for k in range(len(plane)))
        self.span = 1 + self._along(self.counts, (1,) * len(plane))
        self.margin = max(self._along(self.kernel, self.dilation), prod(plane) - self.span)
        self.row = self.span + self.margin
        self.results = self.variable(self.outputs, self.span)
        self.moved = self.variable(self.margin + self.rows * self.row)

    def _along(self, sizes: Sizes, apart: Sizes) -> int:
        """How far the last of so many places lies from the first, in a flat plane."""
        return sum((n - 1) * a * step for n, a, step in zip(sizes, apart, self.steps, strict=True))

    @property
    def rooms(self) -> list[Variable]:
        """What lies in the scratch, before what a product packs."""
        return [self.results, self.moved]

    @property
    def product(self) -> tuple[int, int]:
        """The (depth, columns) of the product of one image and group."""
        return self.outputs, self.span

    def stretched(self) -> tuple[list[Axis], Affine, Affine]:
        """(the loops over the results of one image, where each lies, and where in `results`)."""
        shape = (self.outputs, *self.counts)
        index = self.index(*shape)
        place = index[0].times(self.span)
        for own, step in zip(index[1:], self.steps, strict=True):
            place = place.plus(own.times(step))
        return axes_of(shape, FIRST), self.block(self.y).plus(flat(index, shape)), place

    def gathered(self) -> tuple[list[Axis], list[Axis], Affine, Affine]:
        """(loops over one image, loops over the kernel, where a number lies, where a part of it does)."""
        shape, rank = (self.channels, *self.size), len(self.kernel)
        inner = FIRST + len(shape)
        index = *self.index(*shape), *index_over(self.kernel, range(inner, inner + rank))
        place = Affine(self.margin).plus(index[0].times(prod(self.kernel) * self.row))
        for k, step in enumerate(self.steps):
            place = place.plus(index[1 + k].plus(Affine(self.before[k])).times(step))
            down = prod(self.kernel[k + 1 :]) * self.row - self.dilation[k] * step
            place = place.plus(index[1 + rank + k].times(down))
        axes = axes_of(shape, FIRST), axes_of(self.kernel, inner)
        return *axes, self.block(self.x).plus(flat(index[: 1 + rank], shape)), place


def sides_of(equation: Equation, level: Level) -> Sides:
    """The sides of a convolution, with the rooms that its kernel will use."""
    sides = Sides(equation, level)
    single = set(sides.stride) == {1} and not sides.plain
    return Stretched(equation, level) if sides.name == "convolve_input" and single else sides
