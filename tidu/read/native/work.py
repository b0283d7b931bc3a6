"""How long loops take, as a guess: it decides what is shared among threads, never what comes out."""

from __future__ import annotations

from math import prod

from tidu.read.native.graph import Graph
from tidu.read.native.groups import Group, Root
from tidu.read.native.kernels import kernel_turns
from tidu.read.native.level import Level
from tidu.read.native.writer import code_of

# Nanoseconds of one processor of today, give or take a factor of two.
MULTIPLY = 0.2  # one vector multiplied and added in a product
COMPUTE = 0.2  # one vector computed, for each unit of an operation's cost
MOVE = 0.03  # a byte read or written, from a cache that is not the nearest
LEAST = 15_000.0  # a loop that takes less is not shared: a barrier may cost a microsecond


def nanoseconds(graph: Graph, group: Group, level: Level) -> float:
    """How long one thread takes for a group."""
    return sum(_of_root(graph, root, level) for root in group.roots)


def _of_root(graph: Graph, root: Root, level: Level) -> float:
    x = root.result
    turns = prod(root.extents)
    moved = MOVE * (x.size * x.itemsize + sum(min(leaf.size, turns) * leaf.itemsize for leaf in root.reads))
    if root.kind == "product":
        depth = root.equation.operands[0].shape[-1]  # pyright: ignore
        return moved + MULTIPLY * turns * depth / level.lanes(code_of(x.dtype))
    lanes = level.lanes("f8" if x.itemsize == 8 else "f4")
    if root.kind == "kernel":
        return moved + MULTIPLY * kernel_turns(root.equation) / lanes
    return moved + COMPUTE * turns * graph.cost(x) / lanes


def shareable(group: Group) -> bool:
    """Whether the threads of a team can share a group's outer loop.

    A fold of everything to one number cannot be: its order would depend on their number. Nor are
    most kernels.
    """
    if group.kind == "kernel":
        return bool(group.extents) and kernel_turns(group.body[0].equation) > 0
    if group.kind == "fold" and group.across:
        return bool(group.left)
    return bool(group.extents)


def shared_groups(graph: Graph, groups: list[Group], level: Level) -> dict[Group, float]:
    """The groups that a team shares, with the nanoseconds that each takes one thread."""
    guessed = {group: nanoseconds(graph, group, level) for group in groups if shareable(group)}
    return {group: time for group, time in guessed.items() if time >= LEAST}
