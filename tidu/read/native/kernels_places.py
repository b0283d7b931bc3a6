"""Elements picked, added to and written at places that are computed: rows of a table, a row's class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.core.shapes import broadcast_shapes
from tidu.ops.index import HERE
from tidu.read.native.body import Scope
from tidu.read.native.kernels_tools import axes_of, clear, code, copy, cover, pairs_of, place_in, read
from tidu.read.native.layout import ZERO, Affine, Index, flat, identity
from tidu.read.native.loops import Axis, Loops, nest
from tidu.read.native.writer import TYPES, Value
from tidu.read.program import Equation
from tidu.read.variable import Variable


class Picked:
    """What `table[key]` shows of an array of `shape`: `index` is the element of that, whose axes are
    `rows`, for each of which places are read, and `inner`, the axes of the table after the last such.

    Index arrays side by side in a key put their axes in their place, others in front, as NumPy's do.
    """

    def __init__(self, shape: tuple[int, ...], key: tuple, indices: tuple[Any, ...]):
        self.table, self.indices = shape, indices
        self.here = [axis for axis, part in enumerate(key) if part == HERE]
        first, last = self.here[0], self.here[-1]
        among = broadcast_shapes(*(x.shape if isinstance(x, Variable) else () for x in indices))
        start = first if last - first + 1 == len(self.here) else 0
        whole = tuple(n for axis, n in enumerate(shape) if axis not in self.here)
        self.shape = (*whole[:start], *among, *whole[start:])
        self.index = identity(self.shape)
        self.named = self.index[start : start + len(among)]
        self.place = self._place((*self.index[:start], *self.index[start + len(among) :]))
        axes = axes_of(self.shape)
        inner = len(axes_of(shape[last + 1 :]))
        self.rows: list[Axis] = axes[: len(axes) - inner]
        self.inner: list[Axis] = axes[len(axes) - inner :]

    def _place(self, whole: Index) -> Affine:
        """Where in the table the element lies, as far as axes that are taken whole decide it."""
        rest = iter(whole)
        over = tuple(ZERO if axis in self.here else next(rest) for axis in range(len(self.table)))
        return flat(over, self.table)

    def start(self, scope: Scope) -> Value:
        """Where in the table the row that the counters name begins, as far as index arrays decide it."""
        words, total = scope.words, Value("0", "i8")
        for axis, x in zip(self.here, self.indices, strict=True):
            n, stride = self.table[axis], 1
            for size in self.table[axis + 1 :]:
                stride *= size
            place = read(scope, x, self.named, "i8")
            negative = words.compare("lt", place, words.constant(0, "i8"))
            place = words.select(negative, words.add(place, words.constant(n, "i8")), place)
            total = words.add(total, words.mul(place, words.constant(stride, "i8")))
        return total


def write_index(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Row by row out of the table."""
    x, *indices = equation.operands
    assert isinstance(x, Variable)
    result = equation.result
    picked = Picked(x.shape, equation.params["key"], tuple(indices))
    place = place_in(result, picked.index)

    def write(here: Scope) -> None:
        here.store(result, place, here.load(x, picked.place))

    _rows(loops, scope, picked, x, [(result, place)], write)


def write_scatter(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Zeros, to which row by row is added, in order."""
    value, *indices = equation.operands
    result = equation.result
    picked = Picked(result.shape, equation.params["key"], tuple(indices))
    clear(scope, result)

    def write(here: Scope) -> None:
        words = here.words
        join = words.either if code(result) == "b1" else words.add
        before = here.load(result, picked.place)
        here.store(result, picked.place, join(before, read(here, value, picked.index, code(result))))

    _rows(loops, scope, picked, result, pairs_of((value, picked.index)), write)


def write_index_set(loops: Loops, scope: Scope, equation: Equation) -> None:
    """A copy, over which row by row is written, in order."""
    x, value, *indices = equation.operands
    assert isinstance(x, Variable)
    result = equation.result
    picked = Picked(result.shape, equation.params["key"], tuple(indices))
    copy(scope, result, x)

    def write(here: Scope) -> None:
        here.store(result, picked.place, read(here, value, picked.index, code(result)))

    _rows(loops, scope, picked, result, pairs_of((value, picked.index)), write)


def write_scatter_fold(loops: Loops, scope: Scope, equation: Equation) -> None:
    """A copy, into which row by row is folded, in order."""
    x, value, *indices = equation.operands
    assert isinstance(x, Variable)
    result = equation.result
    picked = Picked(result.shape, equation.params["key"], tuple(indices))
    copy(scope, result, x)

    def write(here: Scope) -> None:
        before = here.load(result, picked.place)
        join = getattr(here.words, equation.params["word"])
        here.store(result, picked.place, join(before, read(here, value, picked.index, code(result))))

    _rows(loops, scope, picked, result, pairs_of((value, picked.index)), write)


def _rows(
    loops: Loops, scope: Scope, picked: Picked, table: Variable,
    others: list[tuple[Variable, Affine]], write: Callable[[Scope], None],
) -> None:  # fmt: skip
    """`write` for every element, in scopes where the memory of `table` begins at the row in question."""
    kind = "i8" if code(table) == "b1" else TYPES[code(table)]

    def row(here: Scope) -> None:
        start = picked.start(here).name
        moved = f"getelementptr inbounds {kind}, ptr {here.memory[table]}, i64 {start}"
        there = here.inside({}, memory=here.memory | {table: here.writer.put(moved)}, known={})
        cover(loops, there, picked.inner, [(table, picked.place), *others], write)

    nest(scope, picked.rows, [], row)
