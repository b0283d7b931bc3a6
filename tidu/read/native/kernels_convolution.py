"""Convolution and its adjoints: windows of one image laid out near the processor, then a product.

Each image's windows [channels under a kernel, windows] lie in the scratch of the thread, with the image
itself where zeros come around it.
"""

from __future__ import annotations

from math import prod
from typing import Any

from tidu.core.shapes import Form
from tidu.ops.windows import reach
from tidu.read.native.body import Scope
from tidu.read.native.kernels_tools import axes_of, cover
from tidu.read.native.layout import Affine, Index, flat
from tidu.read.native.level import Level
from tidu.read.native.loops import Axis, Loops, index_over, nest
from tidu.read.native.rewrite import LINE
from tidu.read.native.tiles import pack_bytes
from tidu.read.native.words import Beyond
from tidu.read.native.writer import code_of
from tidu.read.program import Equation
from tidu.read.variable import Variable

IMAGE, GROUP, FIRST = 0, 1, 2  # counters: of images, of groups of channels, the first of all others


class Sides:
    """The three sides of a convolution: images `x`, kernels `w`, results `y`; and rooms in the scratch.

    `columns` holds one image's windows [rows, places], `wide` the image with zeros around it.
    """

    def __init__(self, equation: Equation, level: Level):
        given: list[Any] = [*equation.operands, equation.result]
        order = {"convolve": "xwy", "convolve_input": "ywx", "convolve_weight": "xyw"}
        named: dict[str, Variable] = dict(zip(order[equation.primitive.name], given, strict=True))
        self.x, self.w, self.y = (named[name] for name in "xwy")
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
        self.columns = self._variable(self.rows, self.places)
        self.wide = self._variable(self.channels, *self._wide())

    def _variable(self, *shape: int) -> Variable:
        return Variable(Form(shape, self.x.dtype))

    def _wide(self) -> tuple[int, ...]:
        """The sizes of an image with all that windows reach around it."""
        if not self.padded:
            return self.size
        wide, steps = reach(self.kernel, self.dilation), zip(self.counts, self.stride, strict=True)
        least = [(count - 1) * step + k for (count, step), k in zip(steps, wide, strict=True)]
        inside = (before + n for before, n in zip(self.before, self.size, strict=True))
        return tuple(max(a, b) for a, b in zip(least, inside, strict=True))

    @property
    def outer(self) -> list[Axis]:
        """The loops over images and groups."""
        return [(IMAGE, self.x.shape[0]), (GROUP, self.groups)]

    def block(self, leaf: Variable) -> Affine:
        """Where what belongs to the current image and group begins."""
        group = prod(leaf.shape) // self.groups
        if leaf is not self.w:
            group //= leaf.shape[0]
        image = () if leaf is self.w else ((IMAGE, group * self.groups),)
        return Affine(0, (*image, (GROUP, group)))

    def bytes(self, depth: int, columns: int) -> list[int]:
        """What the columns, the wide image and the packing of a product so deep and wide need."""
        sizes = [0 if self.plain else self.columns.size, self.wide.size if self.padded else 0]
        packing = pack_bytes(self.level, self.code, depth, columns)
        return [-(-size // LINE) * LINE for size in (*(n * self.x.itemsize for n in sizes), packing)]


class _Writer:
    """What the three kernels are written with, in the scope that has room for them."""

    def __init__(self, loops: Loops, scope: Scope, equation: Equation):
        self.loops, self.sides = loops, Sides(equation, loops.level)
        columns, wide, _ = self.sides.bytes(*shape_of_product(equation, self.sides))
        spots = [self._further(scope, n) for n in (0, columns, columns + wide)]
        memory = scope.memory | {self.sides.columns: spots[0], self.sides.wide: spots[1]}
        self.scope, self.pack = scope.inside({}, memory=memory, straight=1), spots[2]

    def _further(self, scope: Scope, offset: int) -> str:
        return scope.writer.put(f"getelementptr inbounds i8, ptr {scope.scratch}, i64 {offset}")

    def windows(self, scope: Scope) -> tuple[list[Axis], Affine, tuple[Variable, Affine]]:
        """(loops over all places of all windows, where each lies in `columns`, where in the image)."""
        sides = self.sides
        shape = (sides.channels, *sides.kernel, *sides.counts)
        index = index_over(shape, range(FIRST, FIRST + len(shape)))
        rank = len(sides.kernel)
        own: list[Affine] = [index[0]]
        for k, axis in enumerate(range(1, rank + 1)):
            place = index[axis + rank].times(sides.stride[k]).plus(index[axis].times(sides.dilation[k]))
            own.append(place)
        source = sides.wide if sides.padded else sides.x
        base = Affine() if sides.padded else sides.block(sides.x)
        image = base.plus(flat(tuple(own), sides.wide.shape))
        return axes_of(shape, FIRST), flat(index, shape), (source, image)

    def inside(self) -> tuple[list[Axis], Affine, Affine]:
        """(the loops over one image, where each number lies in it, and where in the wide image)."""
        sides = self.sides
        shape = (sides.channels, *sides.size)
        index: Index = index_over(shape, range(FIRST, FIRST + len(shape)))
        moved = [place.plus(Affine(n)) for place, n in zip(index[1:], sides.before, strict=True)]
        small = sides.block(sides.x).plus(flat(index, shape))
        return axes_of(shape, FIRST), small, flat((index[0], *moved), sides.wide.shape)

    def lay_out(self, scope: Scope) -> None:
        """The image's windows into `columns`."""
        sides = self.sides
        if sides.plain:
            return
        if sides.padded:
            axes, small, wide = self.inside()
            pairs = [(sides.x, small), (sides.wide, wide)]
            cover(
                self.loops, scope, axes, pairs,
                lambda here: here.store(sides.wide, wide, here.load(sides.x, small)),
            )  # fmt: skip
        axes, place, (source, image) = self.windows(scope)
        pairs = [(sides.columns, place), (source, image)]
        cover(
            self.loops, scope, axes, pairs,
            lambda here: here.store(sides.columns, place, here.load(source, image)),
        )  # fmt: skip

    def start_of_columns(self, scope: Scope) -> str:
        """Where the windows lie: those of single places are the image itself."""
        sides = self.sides
        return scope.address(sides.x, sides.block(sides.x)) if sides.plain else scope.memory[sides.columns]

    def multiply(self, scope: Scope, a: str, b: str, c: str, sizes: tuple[int, int, int], add: str) -> None:
        """A product of (rows, depth, columns), added to what is there if `add` is not "0".

        `a` and `b` say where they begin and their strides, `c` where it begins and its row's.
        """
        name = f"@tidu_product_{self.sides.code}"
        scope.writer.declare(
            f"declare void {name}(ptr, i64, i64, ptr, i64, i64, ptr, i64, i64, i64, i64, i64, ptr)"
        )
        counts = ", ".join(f"i64 {n}" for n in (*sizes, add))
        scope.writer.do(f"call void {name}({a}, {b}, {c}, {counts}, ptr {self.pack})")

    def clear(self, scope: Scope, pointer: str, count: int) -> None:
        """Zeros, so many."""
        scope.writer.declare("declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)")
        size = count * self.sides.x.itemsize
        scope.writer.do(f"call void @llvm.memset.p0.i64(ptr {pointer}, i8 0, i64 {size}, i1 false)")


def shape_of_product(equation: Equation, sides: Sides) -> tuple[int, int]:
    """The (depth, columns) of the product that an equation comes to."""
    name = equation.primitive.name
    return {
        "convolve": (sides.rows, sides.places),
        "convolve_input": (sides.outputs, sides.places),
        "convolve_weight": (sides.places, sides.rows),
    }[name]


def room_of(equation: Equation, level: Level) -> int:
    """The bytes of scratch that a convolution needs."""
    sides = Sides(equation, level)
    return sum(sides.bytes(*shape_of_product(equation, sides)))


def write_convolve(loops: Loops, scope: Scope, equation: Equation) -> None:
    """weights [outputs, rows] @ windows [rows, places], image by image and group by group."""
    writer = _Writer(loops, scope, equation)
    sides = writer.sides
    if sides.padded:
        writer.clear(writer.scope, writer.scope.memory[sides.wide], sides.wide.size)

    def one(here: Scope) -> None:
        writer.lay_out(here)
        w, y = (here.address(leaf, sides.block(leaf)) for leaf in (sides.w, sides.y))
        a = f"ptr {w}, i64 {sides.rows}, i64 1"
        b = f"ptr {writer.start_of_columns(here)}, i64 {sides.places}, i64 1"
        c = f"ptr {y}, i64 {sides.places}"
        writer.multiply(here, a, b, c, (sides.outputs, sides.rows, sides.places), "0")

    nest(writer.scope, sides.outer, [], one)


def write_convolve_input(loops: Loops, scope: Scope, equation: Equation) -> None:
    """weightsᵀ [rows, outputs] @ results [outputs, places], added up where the windows lay."""
    writer = _Writer(loops, scope, equation)
    sides = writer.sides

    def one(here: Scope) -> None:
        w, y, x = (here.address(leaf, sides.block(leaf)) for leaf in (sides.w, sides.y, sides.x))
        a = f"ptr {w}, i64 1, i64 {sides.rows}"
        b = f"ptr {y}, i64 {sides.places}, i64 1"
        c = f"ptr {writer.start_of_columns(here)}, i64 {sides.places}"
        writer.multiply(here, a, b, c, (sides.rows, sides.outputs, sides.places), "0")
        if not sides.plain:
            writer.clear(here, here.memory[sides.wide] if sides.padded else x, sides.wide.size)
            _add_up(loops, here, writer)

    nest(writer.scope, sides.outer, [], one)


def _add_up(loops: Loops, scope: Scope, writer: _Writer) -> None:
    """The numbers of `columns` where they belong in the image."""
    sides = writer.sides
    axes, place, (target, image) = writer.windows(scope)

    def add(here: Scope) -> None:
        total = here.words.add(here.load(target, image), here.load(sides.columns, place))
        here.store(target, image, total)

    cover(loops, scope.inside({}), axes, [(sides.columns, place), (target, image)], add)
    if sides.padded:
        axes, small, wide = writer.inside()
        pairs = [(sides.x, small), (sides.wide, wide)]
        cover(
            loops, scope.inside({}), axes, pairs,
            lambda here: here.store(sides.x, small, here.load(sides.wide, wide)),
        )  # fmt: skip


def write_convolve_weight(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The sum over images of results [outputs, places] @ windowsᵀ [places, rows]."""
    writer = _Writer(loops, scope, equation)
    sides = writer.sides
    if sides.padded:
        writer.clear(writer.scope, writer.scope.memory[sides.wide], sides.wide.size)

    def one(here: Scope) -> None:
        writer.lay_out(here)
        w, y = (here.address(leaf, sides.block(leaf)) for leaf in (sides.w, sides.y))
        a = f"ptr {y}, i64 {sides.places}, i64 1"
        b = f"ptr {writer.start_of_columns(here)}, i64 1, i64 {sides.places}"
        c = f"ptr {w}, i64 {sides.rows}"
        writer.multiply(here, a, b, c, (sides.outputs, sides.places, sides.rows), _later(here))

    nest(writer.scope, sides.outer, [], one)


def _later(scope: Scope) -> str:
    """1 from the second image on, whose product is added to the first one's."""
    image = scope.counters.get(IMAGE, 0)
    if isinstance(image, int):
        return str(int(image > 0))
    return scope.writer.put(f"zext i1 {scope.writer.put(f'icmp ne i64 {image}, 0')} to i64")
