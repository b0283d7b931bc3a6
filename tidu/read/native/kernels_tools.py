"""What kernels are made of: memory filled and copied whole, and loops over every element of a shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tidu.read.native.body import Scope
from tidu.read.native.layout import Affine, Index, aligned, counter, flat
from tidu.read.native.loops import Axis, Loops, along, joined, lanes_of, nest
from tidu.read.native.writer import Value, code_of
from tidu.read.variable import Variable

Emit = Callable[[Scope], None]


def bytes_of(x: Variable) -> int:
    """The bytes that `x` takes."""
    return x.size * x.itemsize


def clear(scope: Scope, x: Variable) -> None:
    """All zeros."""
    scope.writer.declare("declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)")
    where = f"ptr {scope.memory[x]}"
    scope.writer.do(f"call void @llvm.memset.p0.i64({where}, i8 0, i64 {bytes_of(x)}, i1 false)")


def copy(scope: Scope, target: Variable, source: Variable) -> None:
    """All of `source`, which has the form of `target`."""
    scope.writer.declare("declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)")
    where = f"ptr {scope.memory[target]}, ptr {scope.memory[source]}"
    scope.writer.do(f"call void @llvm.memcpy.p0.p0.i64({where}, i64 {bytes_of(target)}, i1 false)")


def axes_of(shape: tuple[int, ...], first: int = 0) -> list[Axis]:
    """The counters of `layout.identity`, numbered from `first`, with their turns.

    >>> axes_of((2, 1, 3))
    [(0, 2), (1, 3)]
    """
    return list(enumerate((n for n in shape if n != 1), first))


def cover(
    loops: Loops, scope: Scope, axes: list[Axis], pairs: Iterable[tuple[Variable, Affine]], emit: Emit
) -> None:
    """`emit` for every element along `axes`, a vector of them at a time; there it uses the `pairs`."""
    pairs = list(pairs)
    axes = joined(axes, [place for _, place in pairs])
    if not axes:
        emit(scope)
        return
    lanes = lanes_of(loops.level, [x for x, _ in pairs])

    def several(scopes: list[Scope]) -> None:
        for each in scopes:
            emit(each)

    nest(scope, axes[:-1], [], lambda here: along(here, axes[-1], loops.level, lanes, 1, several))


def line(x: Variable) -> tuple[list[Axis], Affine]:
    """One counter over all of `x`, and the place that it names."""
    return axes_of((x.size,)), counter(0) if x.size > 1 else Affine()


def place_in(x: Any, index: Index) -> Affine:
    """Where in the memory of `x`, which is broadcast to the shape of `index`, the element lies."""
    return flat(aligned(index, x.shape), x.shape)


def read(scope: Scope, x: Any, index: Index, code: str) -> Value:
    """The element of `x`, an operand that may be a Python number, in that code."""
    if not isinstance(x, Variable):
        return scope.words.constant(x, code)
    return scope.words.cast(scope.load(x, place_in(x, index)), code)


def pairs_of(*operands: tuple[Any, Index]) -> list[tuple[Variable, Affine]]:
    """(operand, index) as (operand, place), of those that lie in memory."""
    return [(x, place_in(x, index)) for x, index in operands if isinstance(x, Variable)]


def code(x: Variable) -> str:
    """The code of its numbers."""
    return code_of(x.dtype)
