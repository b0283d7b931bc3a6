"""The transpose of a matrix, in squares that lie in registers."""

from __future__ import annotations

from tidu.read.native.level import Level
from tidu.read.native.packing import at, load, smaller, store, transposed
from tidu.read.native.writer import Writer


def transposing(level: Level, code: str) -> str:
    """`void @tidu_transpose_{code}(ptr from, ptr to, i64 rows, i64 columns, i64 first, i64 end)`

    of the rows from `first`, a multiple of the lanes, to before `end`, of which there are some.
    Both sides are at least as long as a vector: the last squares begin early enough to be
    whole, so that some numbers are copied twice, and nothing outside is touched.

    >>> from tidu.read.native.level import level
    >>> transposing(level("avx2"), "f4").partition("(")[0]
    'declare i64 @llvm.smin.i64'
    """
    lanes, writer = level.lanes(code), Writer()
    last = {side: writer.put(f"sub i64 %{side}, {lanes}") for side in ("rows", "columns")}
    with writer.loop("%first", "%end", lanes) as i:
        i = smaller(writer, i, last["rows"])
        with writer.loop(0, "%columns", lanes) as j:
            j = smaller(writer, j, last["columns"])
            rows = [_at(writer, code, "%from", i, r, "%columns", j) for r in range(lanes)]
            square = [load(writer, code, lanes, row) for row in rows]
            for c, row in enumerate(transposed(writer, square)):
                store(writer, row, _at(writer, code, "%to", j, c, "%rows", i))
    writer.do("ret void")
    parameters = "ptr %from, ptr %to, i64 %rows, i64 %columns, i64 %first, i64 %end"
    head = f"define void @tidu_transpose_{code}({parameters}) nounwind {{"
    return f"declare i64 @llvm.smin.i64(i64, i64)\n{head}\nentry:\n{writer.text()}\n}}\n"


def _at(writer: Writer, code: str, base: str, row: str, more: int, width: str, column: str) -> str:
    """The address of element (row + more, column) of rows that are `width` long."""
    down = writer.put(f"mul i64 {writer.put(f'add i64 {row}, {more}')}, {width}")
    return at(writer, code, base, down, column)
