"""What one turn of a loop computes: loads, rules and stores at the places that counters name."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.native import Elementwise
from tidu.read.native.graph import Graph
from tidu.read.native.layout import Affine, Index, aligned, flat
from tidu.read.native.rewrite import elementwise
from tidu.read.native.words import Words
from tidu.read.native.writer import TYPES, Value, Writer, code_of
from tidu.read.program import Equation
from tidu.read.variable import Variable

Counter = str | int
STRAIGHT = 4  # so many turns are written out, without a loop


class Scope:
    """The counters in force, and what was computed under them.

    `lanes` elements along the counter `vector` are computed at once; of these only the first
    `count` exist where that is given. Counters that were joined to another are absent: the
    other's steps cover them. What is `silent` is known here and written nowhere. `shared`: the
    next loop is shared among the threads of a team. `straight`: so many turns of a loop are written
    out; where many small loops lie in each other, 1 keeps the text short.
    """

    def __init__(
        self, graph: Graph, writer: Writer, memory: dict[Variable, str], silent: frozenset[Variable]
    ):
        self.graph, self.writer, self.memory, self.silent = graph, writer, memory, silent
        self.words = Words(writer)
        self.counters: dict[int, Counter] = {}
        self.vector, self.lanes, self.count = -1, 1, None
        self.known: dict[Any, Value] = {}
        self.streams: list[str] = []
        self.scratch, self.shared, self.straight = "null", False, STRAIGHT

    def inside(self, counters: dict[int, Counter], **changes: Any) -> Scope:
        """A scope in a loop more."""
        made = object.__new__(Scope)
        made.__dict__.update(self.__dict__)
        made.counters = self.counters | counters
        made.known = dict(self.known)
        made.__dict__.update(changes)
        return made

    # -- values

    def value(self, x: Any, index: Index) -> Value:
        """The element of `x` at `index`, in every lane."""
        if not isinstance(x, Variable):
            return self.words.constant(x.item(), code_of(x.dtype))
        if x in self.graph.kept:
            return self.load(x, flat(index, x.shape))
        key = (x, index)
        if key not in self.known:
            self.known[key] = self.compute(self.graph.made[x], index)
        return self.known[key]

    def compute(self, equation: Equation, index: Index) -> Value:
        """The element at `index` of what an elementwise or layout equation makes."""
        if elementwise(equation):
            return self._rule(equation, index)
        base, place = self.graph.source(equation, index)
        return self.load(base, place) if isinstance(place, Affine) else self.value(base, place)

    def _rule(self, equation: Equation, index: Index) -> Value:
        native = equation.primitive.native
        assert isinstance(native, Elementwise)
        code = _literal_code(equation)
        values = [
            self.value(x, aligned(index, x.shape))
            if isinstance(x, Variable | np.ndarray)
            else self.words.constant(x, code)
            for x in equation.operands
        ]
        return native.rule(self.words, *values, **equation.params)

    # -- memory

    def address(self, leaf: Variable, place: Affine) -> str:
        """A pointer to the first lane's element."""
        offset, terms = place.constant, []
        for var, step in place.steps:
            count = self.counters.get(var)
            if isinstance(count, int):
                offset += count * step
            elif count is not None:
                terms.append(count if step == 1 else self.writer.put(f"mul nsw i64 {count}, {step}"))
        total = str(offset)
        for term in terms:
            total = term if total == "0" else self.writer.put(f"add nsw i64 {total}, {term}")
        if total == "0":
            return self.memory[leaf]
        kind = "i8" if leaf.dtype.kind == "b" else TYPES[code_of(leaf.dtype)]
        return self.writer.put(f"getelementptr inbounds {kind}, ptr {self.memory[leaf]}, i64 {total}")

    def load(self, leaf: Variable, place: Affine) -> Value:
        """What lies there, one number or a vector of them."""
        key = (leaf, place)
        if key not in self.known:
            spot = self.spot(leaf, place)
            found = self.writer.at_hand.get(spot)
            self.known[key] = self._fresh(leaf, place) if found is None else found
        return self.known[key]

    def _fresh(self, leaf: Variable, place: Affine) -> Value:
        stride = place.step(self.vector) if self.lanes > 1 else 0
        made = self._load(leaf, self.address(leaf, place), stride)
        return self.words.cast(made, "b1") if leaf.dtype.kind == "b" else made

    def spot(self, leaf: Variable, place: Affine) -> tuple | None:
        """Which memory it is, where no counter of a loop comes in.

        What was stored there earlier in the block is at hand: loading it again would wait until
        the processor has written it.
        """
        offset = place.constant
        for var, step in place.steps:
            count = self.counters.get(var, 0)
            if not isinstance(count, int):
                return None
            offset += count * step
        stride = place.step(self.vector) if self.lanes > 1 else 0
        return (self.memory[leaf], offset, *((stride, self.lanes, self.count) if stride else (0, 1, None)))

    def _load(self, leaf: Variable, pointer: str, stride: int) -> Value:
        code = "u1" if leaf.dtype.kind == "b" else code_of(leaf.dtype)
        size = leaf.dtype.itemsize
        if stride == 0:
            return Value(self.writer.put(f"load {TYPES[code]}, ptr {pointer}, align {size}"), code)
        made = Value("", code, self.lanes)
        if stride != 1:
            return made._replace(name=self._gather(made, pointer, stride, size))
        if self.count is None:
            return made._replace(name=self.writer.put(f"load {made.type}, ptr {pointer}, align {size}"))
        suffix = f"v{self.lanes}{code[0].replace('u', 'i')}{size * 8}"
        name = f"@llvm.masked.load.{suffix}.p0"
        mask = f"<{self.lanes} x i1>"
        self.writer.declare(f"declare {made.type} {name}(ptr, i32, {mask}, {made.type})")
        return made._replace(
            name=self.writer.put(
                f"call {made.type} {name}(ptr {pointer}, i32 {size}, {mask} {self.mask}, "
                f"{made.type} zeroinitializer)"
            )
        )

    def _gather(self, made: Value, pointer: str, stride: int, size: int) -> str:
        """Loads lanes that do not lie side by side, one by one."""
        name = "poison" if self.count is None else "zeroinitializer"
        kind = TYPES[made.code]
        for lane in range(self.lanes if self.count is None else self.count):
            spot = self.writer.put(f"getelementptr inbounds {kind}, ptr {pointer}, i64 {lane * stride}")
            number = self.writer.put(f"load {kind}, ptr {spot}, align {size}")
            name = self.writer.put(f"insertelement {made.type} {name}, {kind} {number}, i64 {lane}")
        return name

    @property
    def mask(self) -> str:
        """The truths that say which lanes exist."""
        truths = ["true" if lane < (self.count or 0) else "false" for lane in range(self.lanes)]
        return "<" + ", ".join(f"i1 {truth}" for truth in truths) + ">"

    def store(self, leaf: Variable, place: Affine, value: Value) -> None:
        """Writes a number, or the lanes that exist of a vector."""
        self.known[leaf, place] = value
        if leaf in self.silent:
            return
        self._remember(leaf, place, value)
        size = leaf.dtype.itemsize
        if leaf.dtype.kind == "b":
            value = self.words.cast(value, "u1")
        pointer = self.address(leaf, place)
        stride = place.step(self.vector) if self.lanes > 1 else 0
        if stride == 0:
            self.writer.do(f"store {value.type} {value.name}, ptr {pointer}, align {size}")
            return
        value = self.words.splat(value, self.lanes)
        if stride != 1:
            self._scatter(value, pointer, stride, size)
        elif self.count is None:
            self.writer.do(f"store {value.type} {value.name}, ptr {pointer}, align {size}")
        else:
            suffix = f"v{self.lanes}{value.code[0].replace('u', 'i')}{size * 8}"
            name, mask = f"@llvm.masked.store.{suffix}.p0", f"<{self.lanes} x i1>"
            self.writer.declare(f"declare void {name}({value.type}, ptr, i32, {mask})")
            self.writer.do(
                f"call void {name}({value.type} {value.name}, ptr {pointer}, i32 {size}, {mask} {self.mask})"
            )

    def _remember(self, leaf: Variable, place: Affine, value: Value) -> None:
        """What the memory of `leaf` holds now, and forgets what it held."""
        held, home = self.writer.at_hand, self.memory[leaf]
        spot = self.spot(leaf, place)
        if spot is None:
            for known in [known for known in held if known[0] == home]:
                del held[known]
            return
        stride, lanes = spot[2:4]
        for known in [known for known in held if known[0] == home and known != spot]:
            apart = known[2:] == spot[2:] and stride <= 1 and abs(known[1] - spot[1]) >= lanes
            if not apart:
                del held[known]
        held[spot] = self.words.splat(value, lanes) if lanes > 1 else value

    def _scatter(self, value: Value, pointer: str, stride: int, size: int) -> None:
        kind = TYPES[value.code]
        for lane in range(self.lanes if self.count is None else self.count):
            number = self.writer.put(f"extractelement {value.type} {value.name}, i64 {lane}")
            spot = self.writer.put(f"getelementptr inbounds {kind}, ptr {pointer}, i64 {lane * stride}")
            self.writer.do(f"store {kind} {number}, ptr {spot}, align {size}")


def _literal_code(equation: Equation) -> str:
    """The code of Python numbers among the operands: that of the values that they meet."""
    operands = equation.operands[1:] if equation.primitive.name == "where" else equation.operands
    typed = (x.dtype for x in operands if isinstance(x, Variable | np.ndarray))
    return code_of(next(typed, equation.result.dtype))
