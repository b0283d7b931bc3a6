"""Copies of parts of matrices, laid out as the tiles read them: depth by depth, side by side."""

from __future__ import annotations

from tidu.read.native.level import Level
from tidu.read.native.writer import TYPES, Value, Writer


def mask(writer: Writer, columns: str, lanes: int) -> str:
    """The truths "lane < columns" (an i64), with which masked loads and stores leave out the rest."""
    wide = f"<{lanes} x i64>"
    one = writer.put(f"insertelement {wide} poison, i64 {columns}, i64 0")
    limit = writer.put(f"shufflevector {wide} {one}, {wide} poison, <{lanes} x i32> zeroinitializer")
    every = "<" + ", ".join(f"i64 {lane}" for lane in range(lanes)) + ">"
    return writer.put(f"icmp slt {wide} {every}, {limit}")


def masked_declarations(code: str, lanes: int) -> str:
    """What a module with masked loads and stores of `lanes` numbers must declare."""
    kind, wide = f"v{lanes}f{8 * int(code[1])}.p0", f"<{lanes} x {TYPES[code]}>"
    return (
        f"declare {wide} @llvm.masked.load.{kind}(ptr, i32, <{lanes} x i1>, {wide})\n"
        f"declare void @llvm.masked.store.{kind}({wide}, ptr, i32, <{lanes} x i1>)\n"
    )


def load(writer: Writer, code: str, lanes: int, place: str, mask: str | None = None) -> Value:
    """The vector at `place`; zeros, and nothing read, where `mask` does not hold."""
    made = Value("", code, lanes)
    if mask is None:
        text = f"load {made.type}, ptr {place}, align {code[1]}"
    else:
        name = f"@llvm.masked.load.v{lanes}f{8 * int(code[1])}.p0"
        shut = f"<{lanes} x i1> {mask}, {made.type} zeroinitializer"
        text = f"call {made.type} {name}(ptr {place}, i32 {code[1]}, {shut})"
    return made._replace(name=writer.put(text))


def store(writer: Writer, x: Value, place: str, mask: str | None = None) -> None:
    """Puts the vector to `place`; nothing where `mask` does not hold."""
    if mask is None:
        writer.do(f"store {x.type} {x.name}, ptr {place}, align {x.code[1]}")
    else:
        name = f"@llvm.masked.store.v{x.lanes}f{8 * int(x.code[1])}.p0"
        open_to = f"<{x.lanes} x i1> {mask}"
        writer.do(f"call void {name}({x.type} {x.name}, ptr {place}, i32 {x.code[1]}, {open_to})")


def at(writer: Writer, code: str, base: str, *offsets: str | int) -> str:
    """The address of the number so many numbers behind `base`."""
    for offset in offsets:
        base = writer.put(f"getelementptr {TYPES[code]}, ptr {base}, i64 {offset}")
    return base


def smaller(writer: Writer, x: str, y: str) -> str:
    """The smaller of two i64; the module declares `llvm.smin.i64`."""
    return writer.put(f"call i64 @llvm.smin.i64(i64 {x}, i64 {y})")


def copying(level: Level, code: str) -> str:
    """`void @tidu_copy_{code}(ptr from, i64 from_depth, ptr to, i64 to_depth, i64 depth, i64 columns)`

    copies rows of `columns` numbers that lie `from_depth` apart to rows that lie `to_depth` apart.
    """
    lanes, writer = level.lanes(code), Writer()
    full = writer.put(f"and i64 %columns, -{lanes}")
    rest = writer.put(f"sub i64 %columns, {full}")
    some, partial = (writer.put(f"icmp ne i64 {count}, 0") for count in (full, rest))
    edge = mask(writer, rest, lanes)
    with writer.loop(0, "%depth") as k:
        source, target = _rows(writer, code, k)
        with writer.when(some), writer.loop(0, full, lanes) as j:
            numbers = load(writer, code, lanes, at(writer, code, source, j))
            store(writer, numbers, at(writer, code, target, j))
        with writer.when(partial):
            numbers = load(writer, code, lanes, at(writer, code, source, full), edge)
            store(writer, numbers, at(writer, code, target, full), edge)
    writer.do("ret void")
    parameters = "ptr %from, i64 %from_depth, ptr %to, i64 %to_depth, i64 %depth, i64 %columns"
    return f"define void @tidu_copy_{code}({parameters}) nounwind {{\nentry:\n{writer.text()}\n}}\n"


def turning(level: Level, code: str) -> str:
    """`void @tidu_turn_{code}(ptr from, i64 from_depth, i64 from_column, ptr to, i64 to_depth,
    i64 depth, i64 columns)` copies numbers with any strides to rows that lie `to_depth` apart.

    Where `from_depth` is 1, squares are turned in registers. They write whole vectors, so that
    `to_depth` must have room for `columns` rounded up to them; what lies there is of no use.
    """
    lanes = level.lanes(code)
    writer = Writer()
    unit, deep = writer.put("icmp eq i64 %from_depth, 1"), writer.put(f"icmp sge i64 %depth, {lanes}")
    fast = writer.put(f"and i1 {unit}, {deep}")
    writer.do(f"br i1 {fast}, label %squares, label %singles")
    writer.start("squares")
    _turn_squares(writer, code, lanes)
    writer.do("ret void")
    writer.start("singles")
    with writer.loop(0, "%depth") as k:
        source, target = _rows(writer, code, k)
        with writer.loop(0, "%columns") as j:
            place = at(writer, code, source, writer.put(f"mul i64 {j}, %from_column"))
            number = writer.put(f"load {TYPES[code]}, ptr {place}")
            writer.do(f"store {TYPES[code]} {number}, ptr {at(writer, code, target, j)}")
    writer.do("ret void")
    parameters = "ptr %from, i64 %from_depth, i64 %from_column, ptr %to, i64 %to_depth"
    parameters += ", i64 %depth, i64 %columns"
    return f"define void @tidu_turn_{code}({parameters}) nounwind {{\nentry:\n{writer.text()}\n}}\n"


def _rows(writer: Writer, code: str, k: str) -> tuple[str, str]:
    """Where row k begins in what is copied, and in the copy."""
    source = at(writer, code, "%from", writer.put(f"mul i64 {k}, %from_depth"))
    return source, at(writer, code, "%to", writer.put(f"mul i64 {k}, %to_depth"))


def _turn_squares(writer: Writer, code: str, lanes: int) -> None:
    """The last square in depth begins early enough to be whole; columns beyond the last repeat it."""
    final, last = writer.put("sub i64 %columns, 1"), writer.put(f"sub i64 %depth, {lanes}")
    with writer.loop(0, "%columns", lanes) as j:
        starts = []
        for lane in range(lanes):
            column = smaller(writer, writer.put(f"add i64 {j}, {lane}"), final)
            starts.append(at(writer, code, "%from", writer.put(f"mul i64 {column}, %from_column")))
        with writer.loop(0, "%depth", lanes) as k:
            k = smaller(writer, k, last)
            square = [load(writer, code, lanes, at(writer, code, start, k)) for start in starts]
            for lane, row in enumerate(transposed(writer, square)):
                depth = writer.put(f"add i64 {k}, {lane}")
                place = at(writer, code, "%to", writer.put(f"mul i64 {depth}, %to_depth"), j)
                store(writer, row, place)


def transposed(writer: Writer, square: list[Value]) -> list[Value]:
    """The columns of a square of as many vectors as each has lanes.

    In each stage, vectors whose numbers differ in one bit exchange the halves that this bit names.
    """
    lanes = len(square)
    bit = 1
    while bit < lanes:
        low = [lane - bit + lanes if lane & bit else lane for lane in range(lanes)]
        high = [index + bit for index in low]
        made = list(square)
        for first in range(lanes):
            if not first & bit:
                pair = square[first], square[first | bit]
                made[first] = _mixed(writer, *pair, low)
                made[first | bit] = _mixed(writer, *pair, high)
        square, bit = made, 2 * bit
    return square


def _mixed(writer: Writer, x: Value, y: Value, lanes: list[int]) -> Value:
    """The named lanes of x and y, which count on from x to y."""
    chosen = ", ".join(f"i32 {lane}" for lane in lanes)
    text = f"shufflevector {x.type} {x.name}, {y.type} {y.name}, <{len(lanes)} x i32> <{chosen}>"
    return Value(writer.put(text), x.code, x.lanes)
