"""From the result to one variable: the steps between, and the chain rule's products along them."""

from __future__ import annotations

from collections.abc import Callable

from tidu.core.notation import Term, number
from tidu.read.explain.steps import Back, Step, Telling, Use
from tidu.read.explain.terms import LONGEST, product
from tidu.read.explain.tidy import tidied
from tidu.read.variable import Variable

Route = list[tuple[Variable, Use]]  # from the result on: (a variable, the step through which it counts)
MOST = 4  # routes that are written out


class Path:
    """What lies between the result and `by`."""

    def __init__(self, telling: Telling, by: Variable):
        self.telling, self.by = telling, by
        between: set[Variable] = {by}
        for x in telling.groups.shown:
            if between & set(telling.groups.operands(x)):
                between.add(x)
        self.between = between
        self.backs = {back.variable: back for back in telling.backward if back.variable in between}

    @property
    def forward(self) -> list[Step]:
        """The steps that lead from the variable to the result."""
        return [step for step in self.telling.forward if step.variable in self.between - {self.by}]

    @property
    def backward(self) -> list[Back]:
        """The same way back."""
        return list(self.backs.values())

    @property
    def near(self) -> set[Variable]:
        """What the steps on the way use."""
        used = {x for step in self.forward for x in step.operands}
        return used | {self.by}

    def routes(self) -> list[Route]:
        """Every way back as steps, where each is a product, and there are few; else none."""
        waiting: list[Route] = [[(self.by, use)] for use in self.backs[self.by].uses]
        found: list[Route] = []
        while waiting:
            route = waiting.pop(0)
            last = route[0][1]
            if last.local is None or len(waiting) + len(found) >= MOST:
                return []
            if last.through is self.telling.root:
                found.append(route)
            else:
                waiting.extend([(last.through, use), *route] for use in self.backs[last.through].uses)
        return found

    def product(self, route: Route, factor: Callable[[Variable, Use], Term]) -> Term:
        """The factors along a route, multiplied."""
        total: Term | None = None
        for x, use in route:
            term = factor(x, use)
            total = term if total is None else product(total, term)
        return total or number(1)

    def composed(self) -> Term | None:
        """∂ result / ∂ variable in one formula; None where nobody would read it."""
        known: dict[Variable, Term] = {self.telling.root: number(1)}
        for x, back in self.backs.items():
            total: Term | None = None
            for use in back.uses:
                part = use.formula
                if part is None or use.through not in known:
                    return None
                mark = self.telling.partials[use.through]
                arrived = known[use.through]
                part = part.rebuilt(lambda t, mark=mark, arrived=arrived: arrived if t == mark else t)
                total = part if total is None else Term("+", (total, part))
            if total is None:
                return None
            known[x] = tidied(total)
            if known[x].count() > LONGEST:
                return None
        return known.get(self.by)


__all__ = ["Path", "Route"]
