"""Matrix products: register tiles called row by row, with what follows done while they are hot."""

from __future__ import annotations

from typing import Any, NamedTuple

from tidu.read.native.body import Counter, Scope
from tidu.read.native.graph import is_large
from tidu.read.native.groups import SQUARE, Group
from tidu.read.native.kernels import kernel_room
from tidu.read.native.layout import Index, aligned, counter, flat
from tidu.read.native.level import Level
from tidu.read.native.loops import Loops, index_over, nest, turns
from tidu.read.native.packing import at
from tidu.read.native.product import MOST_ROWS
from tidu.read.native.team import share, some, wait
from tidu.read.native.tiles import pack_bytes, split, tile_shape
from tidu.read.native.writer import code_of

Part = tuple[str, str] | tuple[int, int]  # (first, end)
DEPTH = 1000  # the counter of the axis that is summed over: no other has this number


class Products:
    """Writes the loops of product groups."""

    def __init__(self, level: Level, loops: Loops):
        self.level, self.loops = level, loops

    def write(self, scope: Scope, group: Group) -> None:
        """The product, and all that is computed from its elements one by one."""
        batch = [(var, n) for var, n in enumerate(group.extents[:-2])]
        nest(scope, batch, [], lambda here: self.matrix(here, group))

    def matrix(self, scope: Scope, group: Group) -> None:
        """One matrix of the batch."""
        if is_large(group.body[0].equation):
            self.packed(scope, group)
            return
        row = len(group.extents) - 2
        rows = group.extents[row]
        code = code_of(group.body[0].result.dtype)
        sizes = split(rows, tile_shape(self.level, code)[0])
        first, inner = 0, scope.inside({}, shared=False)
        for size in sorted(set(sizes), reverse=True):
            end = first + size * sizes.count(size)
            turns(scope, row, first, end, size, lambda at, size=size: self.strip(inner, group, at, size))
            first = end

    def packed(self, scope: Scope, group: Group) -> None:
        """A large product in blocks that are packed, then all that follows."""
        x, y = group.body[0].equation.operands
        rank = len(group.extents)
        over = index_over(group.body[0].result.shape, range(rank))
        a = operand(scope, x, (*over[:-1], counter(DEPTH)), rank - 2)
        b = operand(scope, y, (*over[:-2], counter(DEPTH), over[-1]), rank - 1)
        rows, columns = group.extents[-2:]
        if not scope.shared:
            self.block(scope, group, a, b, (0, rows), (0, columns))
        elif a.own == 1 or columns < rows:
            # A layer's gradient gᵀ @ x is cut by the rows of its weights, as is x @ weightsᵀ by its
            # columns: so each thread has its weights, and their moments, in a cache of its own.
            part = share(scope.writer, rows, MOST_ROWS)
            with some(scope.writer, *part):
                self.block(scope, group, a, b, part, (0, columns))
        else:
            part = share(scope.writer, columns, self.level.lanes(code_of(x.dtype)))  # pyright: ignore
            with some(scope.writer, *part):
                self.block(scope, group, a, b, (0, rows), part)
        if group.ending:
            if scope.shared:
                wait(scope.writer)
            self.loops.map(scope, group.ending, range(rank), [(rank - 2, rows), (rank - 1, columns)])

    def block(self, scope: Scope, group: Group, a: Walk, b: Walk, rows: Part, columns: Part) -> None:
        """The part of a product in those (first, end) rows and columns."""
        result, writer = group.body[0].result, scope.writer
        code, width = code_of(result.dtype), group.extents[-1]
        depth = group.body[0].equation.operands[0].shape[-1]  # pyright: ignore
        c = scope.address(result, flat(index_over(result.shape, range(len(group.extents))), result.shape))

        def further(base: str, first: str | int, stride: int) -> str:
            return base if first == 0 else at(writer, code, base, writer.put(f"mul i64 {first}, {stride}"))

        high, wide = (
            end if first == 0 else writer.put(f"sub i64 {end}, {first}") for first, end in (rows, columns)
        )
        c = further(further(c, rows[0], width), columns[0], 1)
        name = f"@tidu_product_{code}"
        writer.declare(
            f"declare void {name}(ptr, i64, i64, ptr, i64, i64, ptr, i64, i64, i64, i64, i64, ptr)"
        )
        writer.do(
            f"call void {name}(ptr {further(a.start, rows[0], a.own)}, i64 {a.own}, i64 {a.deep}, "
            f"ptr {further(b.start, columns[0], b.own)}, i64 {b.deep}, i64 {b.own}, ptr {c}, i64 {width}, "
            f"i64 {high}, i64 {depth}, i64 {wide}, i64 0, ptr {scope.scratch})"
        )

    def strip(self, scope: Scope, group: Group, at: Counter, size: int) -> None:
        """So many rows of the result."""
        rank = len(group.extents)
        here = scope.inside({rank - 2: at})
        self.tiles(here, group, size)
        if group.ending:
            self.loops.map(here, group.ending, range(rank), [(rank - 2, size), (rank - 1, group.extents[-1])])

    def tiles(self, scope: Scope, group: Group, size: int) -> None:
        """Calls the tiles of a strip, from left to right."""
        result = group.body[0].result
        x, y = group.body[0].equation.operands
        columns, code = group.extents[-1], code_of(result.dtype)
        depth = x.shape[-1]  # pyright: ignore
        rank = len(group.extents)
        over = index_over(result.shape, range(rank))
        a, a_row, a_depth = operand(scope, x, (*over[:-1], counter(DEPTH)), rank - 2)
        lanes, most = self.level.lanes(code), tile_shape(self.level, code)[1]
        width = lanes * most

        def tile(at: Counter, count: int) -> None:
            here = scope.inside({rank - 1: at})
            b, _, b_depth = operand(here, y, (*over[:-2], counter(DEPTH), over[-1]), rank - 1)
            c = here.address(result, flat(over, result.shape))
            name = f"@tidu_tile_{code}_{size}x{-(-count // lanes)}"
            scope.writer.declare(f"declare void {name}(ptr, i64, i64, ptr, i64, ptr, i64, i64, i64, i64)")
            scope.writer.do(
                f"call void {name}(ptr {a}, i64 {a_row}, i64 {a_depth}, ptr {b}, i64 {b_depth}, "
                f"ptr {c}, i64 {columns}, i64 {depth}, i64 {count}, i64 0)"
            )

        whole = columns - columns % width
        if whole:
            turns(scope, rank - 1, 0, whole, width, lambda at: tile(at, width))
        if columns > whole:
            tile(whole, columns - whole)


def scratch_bytes(level: Level, groups: list[Group]) -> int:
    """What packing, and the rooms of kernels, need of the arena."""
    sizes = [0]
    for group in groups:
        if group.kind == "product" and is_large(group.body[0].equation):
            x: Any = group.body[0].equation.operands[0]
            sizes.append(pack_bytes(level, code_of(x.dtype), x.shape[-1], group.extents[-1]))
        elif group.kind == "kernel":
            sizes.append(kernel_room(group.body[0].equation, level))
    return max(sizes)


def write_turn(scope: Scope, group: Group) -> None:
    """Transposes a matrix, square by square in registers."""
    equation = group.body[0].equation
    x: Any = equation.operands[0]
    (rows, columns), code = x.shape, code_of(x.dtype)
    scope.writer.declare(f"declare void @tidu_transpose_{code}(ptr, ptr, i64, i64, i64, i64)")
    whole = f"ptr {scope.memory[x]}, ptr {scope.memory[equation.result]}, i64 {rows}, i64 {columns}"

    def call(first: str | int, end: str | int) -> None:
        scope.writer.do(f"call void @tidu_transpose_{code}({whole}, i64 {first}, i64 {end})")

    if not scope.shared:
        call(0, rows)
        return
    first, end = share(scope.writer, rows, SQUARE)
    with some(scope.writer, first, end):
        call(first, end)


class Walk(NamedTuple):
    """Where an operand's part begins, and how far apart its elements are along its own axis and in depth."""

    start: str
    own: int
    deep: int


def operand(scope: Scope, x: Any, index: Index, own: int) -> Walk:
    """An operand's part; `own` is the counter of its own axis.

    `index` is that of the result, with DEPTH at the axis that is summed over.
    """
    batch = aligned(index[:-2], x.shape[:-2])
    leaf, place = next(scope.graph.leaves(x, (*batch, *index[-2:])))
    return Walk(scope.address(leaf, place), place.step(own), place.step(DEPTH))
