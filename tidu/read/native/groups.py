"""Which values are computed in one loop, and in what order the loops run."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import prod

from tidu.core.native import Fold
from tidu.read.native.graph import Graph
from tidu.read.native.layout import ZERO, Affine, counter, flat, identity
from tidu.read.native.rewrite import elementwise, layout
from tidu.read.program import Equation
from tidu.read.variable import Variable

FEW = 4  # so many numbers are computed one by one
SQUARE = 16  # a matrix with a smaller side is transposed element by element


@dataclass(eq=False)
class Root:
    """A value that is stored: how it is computed, over which loop counters, from what.

    `kind`: "map" (each element by itself), "turn" (a large matrix transposed, which registers do
    best), "fold", "product", or "kernel" (a loop of its own).
    `extents` counts the loop's turns, axes of one place left out; `folded` are the counters
    that a fold runs over. `reads` says what is read and where.
    """

    equation: Equation
    kind: str
    extents: tuple[int, ...]
    folded: frozenset[int] = frozenset()
    reads: dict[Variable, set[Affine]] = field(default_factory=dict)

    @property
    def result(self) -> Variable:
        """The value."""
        return self.equation.result


@dataclass(eq=False)
class Group:
    """Roots that one loop computes: `body` at every turn, `folds`, and `ending` when these are done."""

    kind: str
    extents: tuple[int, ...]
    folded: frozenset[int] = frozenset()
    vector: int = -1  # the counter that vectors lie along; it may be a folded one
    body: list[Root] = field(default_factory=list)
    folds: list[Root] = field(default_factory=list)
    ending: list[Root] = field(default_factory=list)

    @property
    def roots(self) -> list[Root]:
        """All of them."""
        return [*self.body, *self.folds, *self.ending]

    @property
    def across(self) -> bool:
        """Whether vectors lie along a folded axis, so that at the end their lanes are folded."""
        return self.vector in self.folded

    @property
    def left(self) -> tuple[int, ...]:
        """The extents that are not folded."""
        return tuple(n for var, n in enumerate(self.extents) if var not in self.folded)


def squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    """`shape` without axes of one place.

    >>> squeezed((2, 1, 3))
    (2, 3)
    """
    return tuple(n for n in shape if n != 1)


def straight(extents: tuple[int, ...]) -> Affine:
    """Where the element that all counters name lies in memory of just these extents."""
    return flat(tuple(counter(var) for var in range(len(extents))), extents)


def root_of(graph: Graph, equation: Equation) -> Root:
    """The root that computes an equation."""
    reads: dict[Variable, set[Affine]] = defaultdict(set)
    native = equation.primitive.native
    if isinstance(native, Fold):
        operand = equation.operands[0]
        shape: tuple[int, ...] = operand.shape  # pyright: ignore
        index = identity(shape)
        folded = frozenset(index[a].steps[0][0] for a in equation.params["axes"] if index[a] != ZERO)
        root = Root(equation, "fold", squeezed(shape), folded, reads)
        found = graph.leaves(operand, index)
    elif elementwise(equation) or layout(equation):
        kind = "turn" if turns(graph, equation) else "map"
        root = Root(equation, kind, squeezed(equation.result.shape), reads=reads)
        found = graph.leaves_of(equation, identity(equation.result.shape))
    else:
        kind = "product" if equation.primitive.name == "matmul" else "kernel"
        root = Root(equation, kind, squeezed(equation.result.shape), reads=reads)
        # Where a kernel reads is its own affair: never just the element that is being written.
        found = ((v, Affine(-1)) for x in equation.variables for v, _ in graph.leaves(x, identity(x.shape)))
    for leaf, place in found:
        reads[leaf].add(place)
    return root


def turns(graph: Graph, equation: Equation) -> bool:
    """Whether an equation only transposes a matrix of real numbers that lies in memory."""
    x = equation.operands[0]
    plain = equation.primitive.name == "permute" and equation.params["axes"] == (1, 0) and x in graph.kept
    return plain and equation.result.dtype.kind == "f" and min(equation.result.shape) >= SQUARE


def ordered(
    graph: Graph, roots: list[Root], loss: Variable | None, checked: Iterable[Variable] = ()
) -> list[Root]:
    """Roots in an order that lets loops join: numbers first, gradients of weights last.

    What is written to the state waits for `loss`, so that a step whose loss is no number can
    end before it changes anything; and so it does, with all that is drawn, for what is `checked`.
    """
    made = {root.result: place for place, root in enumerate(roots)}
    needs = [{made[x] for x in root.reads if x in made} for root in roots]
    lasting = {x for x in graph.program.after if isinstance(x, Variable)}
    if loss in made:
        for place, root in enumerate(roots):
            if place > made[loss] and root.result in lasting:
                needs[place].add(made[loss])
    draws = [place for place, root in enumerate(roots) if root.equation.draws]
    for before, place in pairwise(draws):
        needs[place].add(before)
    for own in [made[x] for x in checked if x in made]:
        above = _above(needs, own)
        for place, root in enumerate(roots):
            if place not in above and (root.result in lasting or root.equation.draws):
                needs[place].add(own)
    users: list[list[int]] = [[] for _ in roots]
    for place, wanted in enumerate(needs):
        for before in wanted:
            users[before].append(place)
    late = _priorities(roots, users)
    waiting = [len(wanted) for wanted in needs]
    ready = [(late[place], place) for place in range(len(roots)) if not waiting[place]]
    heapq.heapify(ready)
    found = []
    while ready:
        _, place = heapq.heappop(ready)
        found.append(roots[place])
        for user in users[place]:
            waiting[user] -= 1
            if not waiting[user]:
                heapq.heappush(ready, (late[user], user))
    return found


def _above(needs: list[set[int]], place: int) -> set[int]:
    """The place and all that it depends on."""
    found, waiting = {place}, [place]
    while waiting:
        new = needs[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _priorities(roots: list[Root], users: list[list[int]]) -> list[int]:
    leads = [False] * len(roots)  # to another product
    for place in reversed(range(len(roots))):
        leads[place] = any(leads[user] or roots[user].kind == "product" for user in users[place])
    return [
        -1 if not root.extents else int(root.kind == "product" and not leads[place])
        for place, root in enumerate(roots)
    ]


def grouped(roots: list[Root]) -> list[Group]:
    """Joins each root to the latest loop that it fits in, else gives it one of its own."""
    groups: list[Group] = []
    for root in roots:
        group = next((g for g in _candidates(groups, root) if _join(g, root)), None)
        if group is None:
            group = Group(root.kind, root.extents, root.folded)
            if root.kind == "fold":
                group.vector = _vector(root)
                group.folds.append(root)
            else:
                group.body.append(root)
            groups.append(group)
    return groups


def _candidates(groups: list[Group], root: Root):
    """The latest groups, back to the first that the root depends on."""
    for group in reversed(groups):
        yield group
        if any(own.result in root.reads for own in group.roots):
            return


def _join(group: Group, root: Root) -> bool:
    """Joins the root to the group if it can be computed in its loop."""
    body = {own.result for own in group.body}
    ends = {own.result for own in (*group.folds, *group.ending)}
    read = {leaf for leaf in root.reads if leaf in body or leaf in ends}
    if root.kind == "map" and group.kind == "product" and root.extents == group.extents:
        return _enter(group.ending, root, read, group.extents)
    if root.kind == "map" and root.extents == group.extents and group.kind in ("map", "fold"):
        return read <= body and _enter(group.body, root, read, group.extents)
    if root.kind == "map" and group.kind == "fold" and root.extents == group.left:
        # Across, single numbers come out: vectors would wait for them to be written and read again.
        alone = prod(group.left) <= FEW or not group.across
        return alone and read <= ends and _enter(group.ending, root, read, group.left)
    if root.kind != "fold" or root.extents != group.extents or not read <= body:
        return False
    wanted = (root.folded, _vector(root))
    if group.kind != "map" and (group.kind, group.folded, group.vector) != ("fold", *wanted):
        return False
    if not _enter(group.folds, root, read, group.extents):
        return False
    group.kind, (group.folded, group.vector) = "fold", wanted
    return True


def _enter(place: list[Root], root: Root, read: set[Variable], extents: tuple[int, ...]) -> bool:
    """Enters the root if it reads those values only where the loop has just computed them."""
    here = straight(extents)
    if any(root.reads[leaf] != {here} for leaf in read):
        return False
    place.append(root)
    return True


def _vector(root: Root) -> int:
    """The counter that vectors should lie along: where most of what is read lies side by side."""
    votes = dict.fromkeys(range(len(root.extents)), 0)
    for leaf, places in root.reads.items():
        for place in places:
            for var, step in place.steps:
                votes[var] += leaf.size if step == 1 else 0
    left = set(votes) - root.folded
    among = votes if left else root.folded
    return max(among, key=lambda var: (votes[var], var))
