"""The text of one tile: a product of small matrices whose results stay in registers."""

from __future__ import annotations

from tidu.read.native.level import Level
from tidu.read.native.packing import at, load, mask, store
from tidu.read.native.values import Values
from tidu.read.native.writer import TYPES, Value, Writer

PARAMETERS = (
    "ptr %a, i64 %a_row, i64 %a_depth, ptr %b, i64 %b_depth, "
    "ptr %c, i64 %c_row, i64 %depth, i64 %columns, i64 %add"
)
# LLVM reckons the addresses of so many rows of `a` one from the other. In a chain through all six,
# additions would take longer than the products of a narrow tile.
CHAIN = 3


def tile(level: Level, code: str, rows: int, vectors: int) -> str:
    """The function `@tidu_tile_{code}_{rows}x{vectors}`, as `tiles` describes it.

    The last of several vectors ends with the last column, and repeats columns of the one before it
    where that is partial. A single partial vector is masked.

    >>> from tidu.read.native.level import level
    >>> tile(level("avx2"), "f8", 6, 2).partition("(")[0]
    'define void @tidu_tile_f8_6x2'
    """
    writer, lanes = Writer(), level.lanes(code)
    if vectors > 1 or level.masked:
        _Tile(writer, code, lanes, rows, vectors, masked=vectors == 1).write()
    else:
        whole = writer.put(f"icmp eq i64 %columns, {lanes}")
        writer.do(f"br i1 {whole}, label %whole, label %partial")
        for block in ("whole", "partial"):
            writer.start(block)
            _Tile(writer, code, lanes, rows, 1, masked=block == "partial").write()
    name = f"@tidu_tile_{code}_{rows}x{vectors}"
    return f"define void {name}({PARAMETERS}) nounwind {{\nentry:\n{writer.text()}\n}}\n"


class _Tile:
    """The instructions of a tile, until it returns."""

    def __init__(self, writer: Writer, code: str, lanes: int, rows: int, vectors: int, masked: bool):
        self.writer, self.code, self.lanes = writer, code, lanes
        self.rows, self.vectors = rows, vectors
        self.mask = mask(writer, "%columns", lanes) if masked else None
        last = writer.put(f"sub i64 %columns, {lanes}") if vectors > 1 else "0"
        self.offsets = [str(v * lanes) for v in range(vectors - 1)] + [last]

    def write(self) -> None:
        """The sums, and where they go."""
        sums, values = self.sums(), Values(self.writer)
        more, over = self.writer.fresh("more"), self.writer.fresh("over")
        adds = self.writer.put("icmp ne i64 %add, 0")
        self.writer.do(f"br i1 {adds}, label %{more}, label %{over}")
        for block in (more, over):
            self.writer.start(block)
            for r, row in enumerate(sums):
                places = self.places(at(self.writer, self.code, "%c", self.times("%c_row", r)))
                if block == more:
                    row = [values.add(self.load(place), new) for place, new in zip(places, row, strict=True)]
                for place, new in zip(places, row, strict=True):
                    store(self.writer, new, place, self.mask)
            self.writer.do("ret void")

    def sums(self) -> list[list[Value]]:
        """The loop over the depth. It keeps pointers to the current numbers of `a` and `b`."""
        writer, values, like = self.writer, Values(self.writer), Value("", self.code, self.lanes)
        before, loop, phis = writer.block, writer.fresh("loop"), []

        def kept(kind: str, first: str) -> tuple[str, str]:
            """The names of what is kept from one turn to the next, now and then."""
            now, then = f"%{writer.fresh('now')}", f"%{writer.fresh('then')}"
            phis.append(f"  {now} = phi {kind} [{first}, %{before}], [{then}, %{loop}]")
            return now, then

        steps = [self.times("%a_row", r) for r in range(min(CHAIN, self.rows))]
        turns, b = kept("i64", "%depth"), kept("ptr", "%b")
        a = [kept("ptr", self.start(r)) for r in range(0, self.rows, CHAIN)]
        sums = [[kept(like.type, "zeroinitializer") for _ in self.offsets] for _ in range(self.rows)]
        writer.do(f"br label %{loop}")
        writer.start(loop)
        writer.lines += phis
        row_of_b = [self.load(place) for place in self.places(b[0])]
        for r, row in enumerate(sums):
            place = at(writer, self.code, a[r // CHAIN][0], steps[r % CHAIN])
            number = Value(writer.put(f"load {TYPES[self.code]}, ptr {place}"), self.code)
            number = values.splat(number, self.lanes)
            for (now, then), of_b in zip(row, row_of_b, strict=True):
                product = values.mul(number, of_b).name
                writer.do(f"{then} = fadd contract {like.type} {now}, {product}")
        for (now, then), stride in [(b, "%b_depth"), *((each, "%a_depth") for each in a)]:
            writer.do(f"{then} = getelementptr {TYPES[self.code]}, ptr {now}, i64 {stride}")
        writer.do(f"{turns[1]} = add nsw i64 {turns[0]}, -1")
        ends, done = writer.put(f"icmp eq i64 {turns[1]}, 0"), writer.fresh("done")
        writer.do(f"br i1 {ends}, label %{done}, label %{loop}")
        writer.start(done)
        return [[like._replace(name=then) for _, then in row] for row in sums]

    def start(self, row: int) -> str:
        """Where `row` of `a` begins. `freeze` keeps LLVM from reckoning it from the row before."""
        place = at(self.writer, self.code, "%a", self.times("%a_row", row))
        return self.writer.put(f"freeze ptr {place}") if row else place

    def times(self, stride: str, row: int) -> str:
        """How far `row` is from row 0."""
        return self.writer.put(f"mul i64 {stride}, {row}")

    def places(self, row: str) -> list[str]:
        """Where the vectors of a row begin."""
        return [at(self.writer, self.code, row, offset) for offset in self.offsets]

    def load(self, place: str) -> Value:
        """The vector there, as far as there are columns."""
        return load(self.writer, self.code, self.lanes, place, self.mask)
