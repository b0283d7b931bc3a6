"""Functions of a module that is the same for every program: their heads, memory and loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tidu.read.native.level import Level
from tidu.read.native.values import Values
from tidu.read.native.writer import TYPES, Value, Writer


class Function(Values):
    """The body of a function being written, with vectors as wide as the level's.

    Arithmetic named by its LLVM word (`exactly`) is rounded one operation at a time; the
    inherited `add` and `mul` may be joined into one rounding.
    """

    def __init__(self, writer: Writer, level: Level):
        super().__init__(writer)
        self.level = level

    # -- memory

    def at(self, pointer: str, index: int | str, code: str = "i1") -> str:
        """The address of number `index` of an array of the code; "i1" counts bytes."""
        return self.writer.put(f"getelementptr {TYPES[code]}, ptr {pointer}, i64 {index}")

    def load(self, pointer: str, code: str, lanes: int = 1) -> Value:
        """Numbers that follow one another in memory."""
        shape = Value("", code, lanes)
        name = self.writer.put(f"load {shape.type}, ptr {pointer}, align {int(code[1])}")
        return shape._replace(name=name)

    def store(self, value: Value, pointer: str) -> None:
        """Writes numbers one after another."""
        self.writer.do(f"store {value.type} {value.name}, ptr {pointer}, align {int(value.code[1])}")

    def room(self, code: str, count: int) -> str:
        """Memory of the function's own; ask before any loop, since each asking takes more."""
        return self.writer.put(f"alloca [{count} x {TYPES[code]}], align 64")

    # -- whole numbers

    def whole(self, word: str, x: str | int, y: str | int) -> str:
        """An i64 from two by LLVM's `word`: add, sub, mul, and, ..."""
        return self.writer.put(f"{word} i64 {x}, {y}")

    def true(self, order: str, x: str | int, y: str | int) -> str:
        """The i1 that compares two i64 by LLVM's order: eq, ult, sgt, ..."""
        return self.writer.put(f"icmp {order} i64 {x}, {y}")

    def least(self, x: str | int, y: str | int) -> str:
        """The smaller of two i64."""
        return self.call("smin", Value(str(x), "i8"), Value(str(y), "i8")).name

    def count_up(self, like: Value) -> Value:
        """0, 1, 2, ... in the lanes of `like`."""
        if like.lanes == 1:
            return self.number(0, like)
        places = ", ".join(f"{TYPES[like.code]} {place}" for place in range(like.lanes))
        return like._replace(name=f"<{places}>")

    def inserted(self, vector: Value, x: Value, lane: int) -> Value:
        """The vector with x in one lane."""
        made = f"{vector.type} {vector.name}, {x.type} {x.name}, i64 {lane}"
        return vector._replace(name=self.writer.put(f"insertelement {made}"))

    def below(self, x: Value, y: Value) -> Value:
        """Whether x < y, without signs."""
        x, y = self.meet(x, y)
        return Value(self.writer.put(f"icmp ult {x.type} {x.name}, {y.name}"), "b1", x.lanes)

    def exactly(self, word: str, x: Value, y: Value) -> Value:
        """fadd, fsub, fmul or fdiv, rounded by itself."""
        return self._bits(word, x, y)

    # -- loops

    def every(self, count: str, lanes: int, body: Callable[[str, int], None]) -> None:
        """`body(index, lanes)` for vectors of `lanes` as long as they fill, then one by one."""
        filled = self.whole("and", count, -lanes)
        with self.writer.when(self.true("sgt", filled, 0)), self.writer.loop(0, filled, lanes) as index:
            body(index, lanes)
        with self.writer.when(self.true("slt", filled, count)), self.writer.loop(filled, count) as index:
            body(index, 1)

    @contextmanager
    def pieces(self, count: str, most: Callable[[], str | int]) -> Iterator[tuple[str, str]]:
        """A loop over `count` things, some at a time: gives how many are done, and how many it takes.

        `most` writes, at each turn, how many it may take.
        """
        writer = self.writer
        before, head, inside, after = writer.block, *(writer.fresh(n) for n in ("head", "piece", "after"))
        done, following = f"%{writer.fresh('d')}", f"%{writer.fresh('n')}"
        writer.go(head)
        writer.lines.append("")  # the phi, whose second entry is known when the body is written
        place = len(writer.lines) - 1
        more = self.true("slt", done, count)
        writer.do(f"br i1 {more}, label %{inside}, label %{after}")
        writer.start(inside)
        take = self.least(self.whole("sub", count, done), most())
        yield done, take
        writer.lines[place] = f"  {done} = phi i64 [0, %{before}], [{following}, %{writer.block}]"
        writer.do(f"{following} = add nuw nsw i64 {done}, {take}")
        writer.do(f"br label %{head}")
        writer.start(after)


class Functions:
    """A module being written, function by function.

    >>> from tidu.read.native.level import level
    >>> module = Functions(level("baseline"))
    >>> with module.function("i64 @two()") as f:
    ...     f.writer.do("ret i64 2")
    >>> print(module.text())
    define i64 @two() nounwind {
    entry:
      ret i64 2
    }
    """

    def __init__(self, level: Level):
        self.level = level
        self.written: list[str] = []
        self.declared: set[str] = set()

    @contextmanager
    def function(self, head: str) -> Iterator[Function]:
        """Writes a function of that result, name and parameters."""
        writer = Writer()
        yield Function(writer, self.level)
        self.written.append(f"define {head} nounwind {{\nentry:\n{writer.text()}\n}}\n")
        self.declared |= writer.declared

    def text(self) -> str:
        """The module."""
        return "\n".join([*sorted(self.declared), *self.written])
