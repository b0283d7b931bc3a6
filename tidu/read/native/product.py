"""Products of matrices of any size, cut so that what tiles read again lies in near caches."""

from __future__ import annotations

from dataclasses import dataclass

from tidu.read.native.level import Level
from tidu.read.native.packing import at, smaller
from tidu.read.native.writer import Writer

PARAMETERS = (
    "ptr %a, i64 %a_row, i64 %a_depth, ptr %b, i64 %b_depth, i64 %b_column, "
    "ptr %c, i64 %c_row, i64 %rows, i64 %depth, i64 %columns, i64 %add, ptr %pack"
)
# Rows farther apart than this (bytes) lie in too many pages to be read in place again and again.
FAR = 2048
# A product keeps one packed tile of rows behind the packed part of `b`.
MOST_ROWS = 6


def block_shape(level: Level) -> tuple[int, int]:
    """(depth, vectors) of the part of `b` that is read once for each tile of rows: it stays in the
    second cache, of 1 MB or more where there is AVX-512, and a quarter of that on old processors.

    >>> from tidu.read.native.level import level
    >>> block_shape(level("avx512"))
    (384, 32)
    """
    return (384, 32) if level.bytes == 64 else (256, 768 // level.bytes)


def pack_bytes(level: Level, code: str, depth: int, columns: int) -> int:
    """The bytes of `pack` that a product of this depth and these columns needs, whatever its rows.

    >>> from tidu.read.native.level import level
    >>> pack_bytes(level("avx512"), "f4", 93, 64)
    26040
    """
    lanes, (most_depth, most_vectors) = level.lanes(code), block_shape(level)
    vectors = min(-(-columns // lanes), most_vectors)
    return min(depth, most_depth) * (vectors * lanes + MOST_ROWS) * int(code[1])


@dataclass(frozen=True)
class Parts:
    """A number split as `split` does, at run time: `count` parts, of which `extra` are longer."""

    count: str
    least: str
    extra: str

    @classmethod
    def of(cls, writer: Writer, total: str, most: int) -> Parts:
        """As few parts of at most `most` as it takes."""
        rounded = writer.put(f"add i64 {total}, {most - 1}")
        count = writer.put(f"udiv i64 {rounded}, {most}")
        return cls(count, writer.put(f"udiv i64 {total}, {count}"), writer.put(f"urem i64 {total}, {count}"))

    def part(self, writer: Writer, number: str) -> tuple[str, str]:
        """(where the part of that number begins, how long it is)"""
        before = smaller(writer, number, self.extra)
        start = writer.put(f"add i64 {writer.put(f'mul i64 {number}, {self.least}')}, {before}")
        longer = writer.put(f"zext i1 {writer.put(f'icmp slt i64 {number}, {self.extra}')} to i64")
        return start, writer.put(f"add i64 {self.least}, {longer}")


def product(level: Level, code: str, vectors: int) -> str:
    """The function `@tidu_product_{code}`, as `tiles` describes it, from tiles of up to `vectors`."""
    shapes = [(r + 1, v + 1) for r in range(MOST_ROWS) for v in range(vectors)]
    tiles = ", ".join(f"ptr @tidu_tile_{code}_{rows}x{wide}" for rows, wide in shapes)
    writer = Writer()
    _Product(writer, level, code, vectors).write()
    return (
        f"@tidu_tiles_{code} = internal constant [{len(shapes)} x ptr] [{tiles}]\n"
        f"define void @tidu_product_{code}({PARAMETERS}) nounwind {{\nentry:\n{writer.text()}\n}}\n"
    )


@dataclass(frozen=True)
class _Block:
    """The part of the product that is being added: so deep, so wide, from `a` and `b` to `c`.

    `behind` is the room for packed rows of `a`, behind the packed part of `b`.
    """

    depth: str
    columns: str
    panels: Parts
    a: str
    b: str
    c: str
    behind: str
    add: str


class _Product:
    """The instructions of a product."""

    def __init__(self, writer: Writer, level: Level, code: str, vectors: int):
        self.writer, self.code, self.vectors, self.lanes = writer, code, vectors, level.lanes(code)
        self.most_depth, self.most_vectors = block_shape(level)

    def whole(self, word: str, x: str | int, y: str | int) -> str:
        """An instruction on two i64."""
        return self.writer.put(f"{word} i64 {x}, {y}")

    def at(self, base: str, *offsets: str) -> str:
        """The address of the number so many numbers behind `base`."""
        return at(self.writer, self.code, base, *offsets)

    def far(self, stride: str) -> str:
        """Whether numbers at this stride lie far apart."""
        return self.whole("icmp sgt", stride, FAR // int(self.code[1]))

    def both(self, word: str, x: str, y: str) -> str:
        """An instruction on two truths."""
        return self.writer.put(f"{word} i1 {x}, {y}")

    def write(self) -> None:
        """Parts of columns, then of depth, then tiles of rows, then panels of columns."""
        writer = self.writer
        turned = self.whole("icmp ne", "%b_column", 1)
        again = self.whole("icmp sgt", "%rows", 2 * MOST_ROWS)
        packs_b = self.both("or", turned, self.both("and", again, self.far("%b_depth")))
        packs_a = self.both("and", self.whole("icmp eq", "%a_row", 1), self.far("%a_depth"))
        every = self.whole("udiv", self.whole("add", "%columns", self.lanes - 1), self.lanes)
        wides, deeps = Parts.of(writer, every, self.most_vectors), Parts.of(writer, "%depth", self.most_depth)
        tiles = Parts.of(writer, "%rows", MOST_ROWS)
        with writer.loop(0, wides.count) as wide, writer.loop(0, deeps.count) as deep:
            block = self.block(wides.part(writer, wide), deeps.part(writer, deep))
            with writer.when(packs_b), writer.loop(0, block.panels.count) as panel:
                self.pack_b(block, *block.panels.part(writer, panel), turned)
            with writer.loop(0, tiles.count) as number:
                self.tile(block, *tiles.part(writer, number), packs_a, packs_b)
        writer.do("ret void")

    def block(self, wide: tuple[str, str], deep: tuple[str, str]) -> _Block:
        """The part with these vectors of columns and this part of the depth, each (first, how many)."""
        column, room = self.whole("mul", wide[0], self.lanes), self.whole("mul", wide[1], self.lanes)
        return _Block(
            deep[1],
            smaller(self.writer, room, self.whole("sub", "%columns", column)),
            Parts.of(self.writer, wide[1], self.vectors),
            self.at("%a", self.whole("mul", deep[0], "%a_depth")),
            self.at("%b", self.whole("mul", deep[0], "%b_depth"), self.whole("mul", column, "%b_column")),
            self.at("%c", column),
            self.at("%pack", self.whole("mul", room, deep[1])),
            self.whole("or", "%add", deep[0]),
        )

    def panel(self, block: _Block, first: str, vectors: str) -> tuple[str, str, str, str]:
        """(first column, columns, where packed, stride there) of so many vectors of columns."""
        column, room = self.whole("mul", first, self.lanes), self.whole("mul", vectors, self.lanes)
        columns = smaller(self.writer, room, self.whole("sub", block.columns, column))
        return column, columns, self.at("%pack", self.whole("mul", column, block.depth)), room

    def pack_b(self, block: _Block, first: str, vectors: str, turned: str) -> None:
        """Copies a panel of b, so that its rows follow each other."""
        column, columns, place, room = self.panel(block, first, vectors)
        source = self.at(block.b, self.whole("mul", column, "%b_column"))
        target = f"ptr {place}, i64 {room}, i64 {block.depth}, i64 {columns}"
        with self.writer.when(turned):
            strides = "i64 %b_depth, i64 %b_column"
            self.writer.do(f"call void @tidu_turn_{self.code}(ptr {source}, {strides}, {target})")
        with self.writer.when(self.both("xor", turned, "true")):
            self.writer.do(f"call void @tidu_copy_{self.code}(ptr {source}, i64 %b_depth, {target})")

    def tile(self, block: _Block, row: str, rows: str, packs_a: str, packs_b: str) -> None:
        """These rows of the block: one tile for each panel. They are packed if several read them."""
        writer = self.writer
        source = self.at(block.a, self.whole("mul", row, "%a_row"))
        c = self.at(block.c, self.whole("mul", row, "%c_row"))
        packed = self.both("and", packs_a, self.whole("icmp sgt", block.panels.count, 1))
        with writer.when(packed):
            target = f"ptr {block.behind}, i64 {rows}, i64 {block.depth}, i64 {rows}"
            writer.do(f"call void @tidu_copy_{self.code}(ptr {source}, i64 %a_depth, {target})")
        a = f"ptr {self.either(packed, 'ptr', block.behind, source)}, i64 %a_row"
        a += f", i64 {self.either(packed, 'i64', rows, '%a_depth')}"
        table = self.whole("mul", self.whole("sub", rows, 1), self.vectors)
        with writer.loop(0, block.panels.count) as number:
            first, vectors = block.panels.part(writer, number)
            column, columns, place, room = self.panel(block, first, vectors)
            b = f"ptr {self.either(packs_b, 'ptr', place, self.at(block.b, column))}"
            b += f", i64 {self.either(packs_b, 'i64', room, '%b_depth')}"
            index = self.whole("add", table, self.whole("sub", vectors, 1))
            entry = writer.put(f"getelementptr ptr, ptr @tidu_tiles_{self.code}, i64 {index}")
            to = f"ptr {self.at(c, column)}, i64 %c_row"
            sizes = f"i64 {block.depth}, i64 {columns}, i64 {block.add}"
            writer.do(f"call void {writer.put(f'load ptr, ptr {entry}')}({a}, {b}, {to}, {sizes})")

    def either(self, condition: str, kind: str, x: str, y: str) -> str:
        """x if the condition holds, else y"""
        return self.writer.put(f"select i1 {condition}, {kind} {x}, {kind} {y}")
