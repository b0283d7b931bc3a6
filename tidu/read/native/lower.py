"""From a program to the text of one function that carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tidu.read.native.body import STRAIGHT, Scope
from tidu.read.native.folds import Folds
from tidu.read.native.graph import Graph
from tidu.read.native.groups import Group, Root, grouped, ordered, root_of
from tidu.read.native.kernels import write_kernel
from tidu.read.native.kernels_bounds import Bounds, bounds_of, leave, write_check
from tidu.read.native.level import Level
from tidu.read.native.memory import Memory, memory_of
from tidu.read.native.products import Products, scratch_bytes, write_turn
from tidu.read.native.rewrite import LINE, Rewriter
from tidu.read.native.team import PARAMETERS, Team
from tidu.read.native.work import shared_groups
from tidu.read.native.writer import TYPES, Writer, code_of
from tidu.read.program import Program
from tidu.read.variable import Variable

NOT_FINITE = 1  # what a function gives if the loss that it watches is no number
SHORT = 400  # lines of a function that is worth having inside the loop over batches
MANY = 100  # groups, beyond which short loops stay loops: written out they take LLVM thrice as long


@dataclass
class Lowered:
    """The text of `i32 @name(ptr table, ptr arena)`, with what it declares, and what it expects.

    `table` points to the arrays of `inputs`, `state`, `constants` and `outputs`, in this order,
    and to the states of the random streams; the arena has `size` bytes, aligned to 64. The
    function gives 0, or 1 if it was asked to watch a loss that then was no finite number: in
    that case no state that follows the loss was changed; or 2 if an index lies outside its axis:
    then no state was changed at all.

    Of a `team` every thread calls `i32 @name(ptr table, ptr arena, i64 thread, i64 threads, ptr
    barrier)`, and is given the same number; the arena then has `scratch` bytes more for each
    thread but the first. `shared`: the nanoseconds that loops which a team shares take one thread,
    as a guess; without such loops there is no use in a team.
    """

    name: str
    body: str
    declared: set[str]
    program: Program
    constants: list[np.ndarray]
    size: int
    groups: list[Group]
    memory: Memory
    team: bool
    scratch: int
    shared: float

    @property
    def text(self) -> str:
        """The whole module."""
        return module_text([(self.declared, self.body)])


@dataclass
class Plan:
    """What is computed in which loop and where it lies; `shared` are loops worth sharing, in ns."""

    graph: Graph
    groups: list[Group]
    memory: Memory
    quiet: set[Variable]
    bounds: Bounds
    loss: Variable | None
    constants: list[np.ndarray]
    scratch: int
    shared: dict[Group, float]


def lower(program: Program, name: str, level: Level, *, watch: int | None = None) -> Lowered:
    """Writes the function `name` that carries out `program`.

    `watch`: the place among the outputs of a loss that must be finite. `Beyond` says why a
    program cannot be written.
    """
    return write(plan(program, level, watch), name, level)


def plan(program: Program, level: Level, watch: int | None = None) -> Plan:
    """All that is decided before anything is written."""
    rewriter = Rewriter(program)
    rewritten = rewriter.result()
    graph = Graph(rewritten, rewriter.constants)
    loss = None if watch is None else rewritten.outputs[watch]
    roots = [root_of(graph, equation) for equation in rewritten.equations if equation.result in graph.kept]
    roots = needed(graph, roots)
    bounds = bounds_of((root.equation for root in roots), rewriter.constants)
    groups = grouped(ordered(graph, roots, loss, bounds))  # pyright: ignore
    quiet = silent(graph, groups)
    learned = follows(roots, loss)
    memory = memory_of(graph, groups, rewriter.constants, quiet, bounds, loss, learned)  # pyright: ignore
    memory.scratch = memory.size
    scratch = -(-scratch_bytes(level, groups) // LINE) * LINE
    memory.size += scratch
    constants, shared = list(rewriter.constants.values()), shared_groups(graph, groups, level)
    return Plan(graph, groups, memory, quiet, bounds, loss, constants, scratch, shared)  # pyright: ignore


def write(plan: Plan, name: str, level: Level, *, team: bool = False) -> Lowered:
    """Writes the function `name`, for one thread or for a team."""
    scope = Scope(plan.graph, Writer(), {}, frozenset(plan.quiet))
    body = _function(scope, plan, name, level, team)
    return Lowered(
        name, body, scope.writer.declared, plan.graph.program, plan.constants, plan.memory.size,
        plan.groups, plan.memory, team, plan.scratch, sum(plan.shared.values()),
    )  # fmt: skip


def module_text(functions: Sequence[tuple[set[str], str]]) -> str:
    """One module of several functions, each with its declarations."""
    bodies = [body for _, body in functions]
    declared = {text for texts, _ in functions for text in texts}
    defined = {body[body.index("@") : body.index("(") + 1] for body in bodies}
    needed = [text for text in sorted(declared) if text[text.index("@") : text.index("(") + 1] not in defined]
    return "\n".join([*needed, *bodies])


def follows(roots: list[Root], loss: Any) -> set[Variable]:
    """What a program computes after its loss."""
    results = [root.result for root in roots]
    return set(results[results.index(loss) + 1 :]) if loss in results else set()


def needed(graph: Graph, roots: list[Root]) -> list[Root]:
    """The roots that an output, the state or a random stream depends on."""
    wanted = {x for x in (*graph.program.outputs, *graph.program.after) if isinstance(x, Variable)}
    found = []
    for root in reversed(roots):
        if root.result in wanted or root.equation.draws:
            wanted.update(root.reads)
            found.append(root)
    return found[::-1]


def _function(scope: Scope, plan: Plan, name: str, level: Level, present: bool) -> str:
    writer, memory, team = scope.writer, plan.memory, Team(scope.writer, present)
    scope.memory = pointers = _pointers(writer, memory)
    scope.straight = STRAIGHT if len(plan.groups) <= MANY else 1
    scope.scratch = writer.put(f"getelementptr inbounds i8, ptr %arena, i64 {memory.scratch}")
    if present:
        own = writer.put(f"mul i64 %thread, {plan.scratch}")
        scope.scratch = writer.put(f"getelementptr inbounds i8, ptr {scope.scratch}, i64 {own}")
    scope.streams = [_entry(writer, len(memory.handed) + k) for k in range(scope.graph.program.streams)]
    loops = Folds(level)
    products = Products(level, loops)

    def check(known: Iterable[Variable]) -> None:
        for x in known:
            if x in plan.bounds:
                with team.all():  # so that all leave
                    write_check(loops, scope.inside({}), x, plan.bounds[x])

    check((*plan.graph.program.inputs, *plan.graph.program.state))
    for group in plan.groups:
        shared = present and group in plan.shared
        with team.all() if shared else team.one():
            _write_group(loops, products, scope.inside({}, shared=shared), group)
        check(root.result for root in group.roots)
        if plan.loss is not None and any(root.result is plan.loss for root in group.roots):
            with team.all():
                _watch(writer, pointers[plan.loss], code_of(plan.loss.dtype))
    if memory.late:
        with team.one():
            _write_late(writer, memory, pointers)
    team.meet()
    writer.do("ret i32 0")
    # In a team the other threads write into the arena too, so that no barrier may be overlooked.
    own = f"ptr %table, ptr %arena, {PARAMETERS}" if present else "ptr noalias %table, ptr noalias %arena"
    inline = " alwaysinline" if len(writer.lines) <= SHORT else ""
    head = f"define i32 @{name}({own}){inline} nounwind {{\nentry:"
    return "\n".join([head, writer.text(), "}", ""])


def _write_group(loops: Folds, products: Products, scope: Scope, group: Group) -> None:
    if group.kind == "product":
        products.write(scope, group)
    elif group.kind == "turn":
        write_turn(scope, group)
    elif group.kind == "kernel":
        write_kernel(loops, scope, group.body[0].equation)
    else:
        loops.write(scope, group)


def _write_late(writer: Writer, memory: Memory, pointers: dict[Variable, str]) -> None:
    """Copies the state that could not be written in its place."""
    for state, value in memory.late:
        count = state.size * state.itemsize
        writer.declare("declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)")
        where = f"ptr {pointers[state]}, ptr {pointers[value]}"
        writer.do(f"call void @llvm.memcpy.p0.p0.i64({where}, i64 {count}, i1 false)")


def _pointers(writer: Writer, memory: Memory) -> dict[Variable, str]:
    """A pointer to every value in memory, made when the function is entered."""
    found: dict[Variable, str] = {}
    for place, x in enumerate(memory.handed):
        found[x] = _entry(writer, place)
    for x, offset in memory.offsets.items():
        found[x] = writer.put(f"getelementptr inbounds i8, ptr %arena, i64 {offset}")
    for x in memory.same:
        found[x] = found[memory.home(x)]
    return found


def _entry(writer: Writer, place: int) -> str:
    """A pointer out of the table."""
    spot = writer.put(f"getelementptr inbounds ptr, ptr %table, i64 {place}")
    return writer.put(f"load ptr, ptr {spot}")


def silent(graph: Graph, groups: list[Group]) -> set[Variable]:
    """Values that only the loop that makes them reads: they stay in registers."""
    ends: set[Any] = {*graph.program.outputs, *graph.program.after}  # pyright: ignore
    readers: dict[Variable, set[int]] = {}
    for place, group in enumerate(groups):
        for root in group.roots:
            for x in root.reads:
                readers.setdefault(x, set()).add(place)
    return {
        root.result
        for place, group in enumerate(groups)
        for root in group.roots
        if readers.get(root.result) == {place}
        and root.result not in ends
        and group.kind != "kernel"
        and root.kind != "product"
    }


def _watch(writer: Writer, pointer: str, code: str) -> None:
    """Ends the function if the number there is not finite."""
    kind = TYPES[code]
    number = writer.put(f"load {kind}, ptr {pointer}")
    rest = writer.put(f"fsub {kind} {number}, {number}")  # 0, or NaN if the number is not finite
    bad = writer.put(f"fcmp uno {kind} {rest}, {rest}")
    known = writer.at_hand
    leave(writer, bad, NOT_FINITE)
    writer.at_hand = known  # whoever does not leave has changed nothing
