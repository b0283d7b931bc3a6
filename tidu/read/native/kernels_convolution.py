"""Convolution and its adjoints: windows of one image laid out near the processor, then a product.

Each image's windows [channels under a kernel, windows] lie in the scratch of the thread, with the image
itself where zeros come around it.
"""

from __future__ import annotations

from tidu.read.native.body import STRAIGHT, Scope
from tidu.read.native.kernels_along import Held
from tidu.read.native.kernels_tools import cover
from tidu.read.native.layout import Affine
from tidu.read.native.level import Level
from tidu.read.native.loops import Axis, Loops, nest
from tidu.read.native.packing import at
from tidu.read.native.product import MOST_ROWS
from tidu.read.native.sides import IMAGE, Stretched, sides_of
from tidu.read.native.team import share, some
from tidu.read.program import Equation
from tidu.read.variable import Variable


def convolution_bytes(equation: Equation, level: Level) -> int:
    """The bytes of scratch that a convolution needs."""
    return sum(sides_of(equation, level).bytes())


def write_convolve(loops: Loops, scope: Scope, equation: Equation) -> None:
    """weights [outputs, rows] @ windows [rows, places], image by image and group by group."""
    writer = _Writer(loops, scope, equation)
    sides = writer.sides

    def one(here: Scope) -> None:
        writer.lay_out(here)
        w, y = (here.address(leaf, sides.block(leaf)) for leaf in (sides.w, sides.y))
        a = f"ptr {w}, i64 {sides.rows}, i64 1"
        b = f"ptr {writer.columns(here)}, i64 {sides.places}, i64 1"
        writer.multiply(here, a, b, f"ptr {y}, i64 {sides.places}", sides.outputs)

    writer.clear_rim()
    nest(writer.scope, sides.outer, [], one)


def write_convolve_weight(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The sum over images of results [outputs, places] @ windowsᵀ [places, rows].

    Threads share its rows: which images are added up in which order never changes.
    """
    writer = _Writer(loops, scope, equation)
    sides, text = writer.sides, scope.writer
    writer.clear_rim()
    if not scope.shared:
        _add_products(writer, writer.scope, 0, sides.outputs)
        return
    first, end = share(text, sides.outputs, MOST_ROWS)
    with some(text, first, end):
        rows = text.put(f"sub i64 {end}, {first}")
        _add_products(writer, writer.scope.inside({}, shared=False), first, rows)


def _add_products(writer: _Writer, scope: Scope, first: str | int, rows: str | int) -> None:
    """So many rows of the weights from `first` on, image by image."""
    sides = writer.sides

    def part(here: Scope, leaf: Variable, row: int) -> str:
        further = here.writer.put(f"mul i64 {first}, {row}")
        return at(here.writer, sides.code, here.address(leaf, sides.block(leaf)), further)

    def one(here: Scope) -> None:
        writer.lay_out(here)
        a = f"ptr {part(here, sides.y, sides.places)}, i64 {sides.places}, i64 1"
        b = f"ptr {writer.columns(here)}, i64 1, i64 {sides.places}"
        c = f"ptr {part(here, sides.w, sides.rows)}, i64 {sides.rows}"
        writer.multiply(here, a, b, c, rows, _later(here))

    nest(scope, sides.outer, [], one)


def _later(scope: Scope) -> str:
    """1 from the second image on, whose product is added to the first one's."""
    image = scope.counters.get(IMAGE, 0)
    if isinstance(image, int):
        return str(int(image > 0))
    return scope.writer.put(f"zext i1 {scope.writer.put(f'icmp ne i64 {image}, 0')} to i64")


def write_convolve_input(loops: Loops, scope: Scope, equation: Equation) -> None:
    """weightsᵀ [rows, outputs] @ results [outputs, places], added up where the windows lay."""
    writer = _Writer(loops, scope, equation)
    sides = writer.sides
    if isinstance(sides, Stretched):
        _write_stretched(writer, sides)
        return

    def one(here: Scope) -> None:
        w, y, x = (here.address(leaf, sides.block(leaf)) for leaf in (sides.w, sides.y, sides.x))
        a = f"ptr {w}, i64 1, i64 {sides.rows}"
        b = f"ptr {y}, i64 {sides.places}, i64 1"
        writer.multiply(here, a, b, f"ptr {writer.columns(here)}, i64 {sides.places}", sides.rows)
        if not sides.plain:
            writer.clear(here, here.memory[sides.wide] if sides.padded else x, sides.wide.size)
            writer.add_up(here)

    nest(writer.scope, sides.outer, [], one)


def _write_stretched(writer: _Writer, sides: Stretched) -> None:
    """Every number of the image is the sum of its parts in the rows of the product."""
    for room in sides.rooms:
        writer.clear(writer.scope, writer.scope.memory[room], room.size)
    axes, small, wide = sides.stretched()
    outer, inner, image, part = sides.gathered()

    def gather(here: Scope) -> None:
        total = Held(here, here.words.constant(0, sides.code, here.lanes))

        def add(each: Scope) -> None:
            value = each.words.splat(each.load(sides.moved, part), each.lanes)
            total.keep(each, each.words.add(total.get(each), value))

        nest(here.inside({}, straight=STRAIGHT + 1), inner, [], add)
        here.store(sides.x, image, total.get(here))

    def one(here: Scope) -> None:
        writer.copy(here, axes, (sides.y, small), (sides.results, wide))
        a = f"ptr {here.address(sides.w, sides.block(sides.w))}, i64 1, i64 {sides.rows}"
        b = f"ptr {here.memory[sides.results]}, i64 {sides.span}, i64 1"
        c = f"ptr {here.address(sides.moved, Affine(sides.margin))}, i64 {sides.row}"
        writer.multiply(here, a, b, c, sides.rows)
        cover(writer.loops, here.inside({}), outer, [(sides.x, image), (sides.moved, part)], gather)

    nest(writer.scope, sides.outer, [], one)


class _Writer:
    """What the kernels are written with, in the scope that has their rooms."""

    def __init__(self, loops: Loops, scope: Scope, equation: Equation):
        self.loops, self.sides = loops, sides_of(equation, loops.level)
        spots, offset = [], 0
        for size in self.sides.bytes():
            spots.append(scope.writer.put(f"getelementptr inbounds i8, ptr {scope.scratch}, i64 {offset}"))
            offset += size
        rooms: dict[Variable, str] = dict(zip(self.sides.rooms, spots, strict=False))
        self.scope, self.pack = scope.inside({}, memory=scope.memory | rooms, straight=1), spots[-1]

    def copy(
        self, scope: Scope, axes: list[Axis], source: tuple[Variable, Affine], target: tuple[Variable, Affine]
    ) -> None:
        """Numbers from place to place, along those loops."""
        cover(
            self.loops, scope.inside({}), axes, [source, target],
            lambda here: here.store(*target, here.load(*source)),
        )  # fmt: skip

    def lay_out(self, scope: Scope) -> None:
        """The image's windows into `columns`."""
        sides = self.sides
        if sides.plain:
            return
        if sides.padded:
            axes, small, wide = sides.inside()
            self.copy(scope, axes, (sides.x, small), (sides.wide, wide))
        axes, place, image, there = sides.windows()
        self.copy(scope, axes, (image, there), (sides.columns, place))

    def add_up(self, scope: Scope) -> None:
        """The numbers of `columns` where they belong in the image."""
        sides = self.sides
        axes, place, target, there = sides.windows()

        def add(here: Scope) -> None:
            total = here.words.add(here.load(target, there), here.load(sides.columns, place))
            here.store(target, there, total)

        cover(self.loops, scope.inside({}), axes, [(sides.columns, place), (target, there)], add)
        if sides.padded:
            axes, small, wide = sides.inside()
            self.copy(scope, axes, (sides.wide, wide), (sides.x, small))

    def columns(self, scope: Scope) -> str:
        """Where the windows lie: those of single places are the image itself."""
        sides = self.sides
        return scope.address(sides.x, sides.block(sides.x)) if sides.plain else scope.memory[sides.columns]

    def multiply(
        self, scope: Scope, a: str, b: str, c: str, rows: str | int, add: str = "0"
    ) -> None:  # fmt: skip
        """The product of one image, added to what is there if `add` is not "0".

        `a` and `b` say where they begin and their strides, `c` where it begins and its row's.
        """
        name = f"@tidu_product_{self.sides.code}"
        scope.writer.declare(
            f"declare void {name}(ptr, i64, i64, ptr, i64, i64, ptr, i64, i64, i64, i64, i64, ptr)"
        )
        depth, columns = self.sides.product
        sizes = f"i64 {rows}, i64 {depth}, i64 {columns}, i64 {add}"
        scope.writer.do(f"call void {name}({a}, {b}, {c}, {sizes}, ptr {self.pack})")

    def clear_rim(self) -> None:
        """Zeros around the image, which stay there."""
        if self.sides.padded:
            self.clear(self.scope, self.scope.memory[self.sides.wide], self.sides.wide.size)

    def clear(self, scope: Scope, pointer: str, count: int) -> None:
        """Zeros, so many."""
        scope.writer.declare("declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)")
        size = count * self.sides.x.itemsize
        scope.writer.do(f"call void @llvm.memset.p0.i64(ptr {pointer}, i8 0, i64 {size}, i1 false)")
