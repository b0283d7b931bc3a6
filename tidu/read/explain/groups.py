"""Which values of a computation are steps, and which are parts of another step's formula.

A reader wants x Wᵀ + b as one step, not a transposition, a product and a sum. So what has no name of
its own and serves one step only is written inside that step's formula, where that stays short.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from tidu.core.notation import formula_of
from tidu.core.primitive import Primitive
from tidu.read.computation import Computation
from tidu.read.program import Equation
from tidu.read.variable import Variable

AFFINE = ("add", "sub", "mul", "div")
PRODUCTS = ("matmul", "mul")
SHORT = 4  # the equations up to which a step's formula is easily read


class Groups:
    """The steps of a computation: each shown variable with the equations that its formula holds."""

    def __init__(self, told: Computation):
        self.told = told
        self.makers = {equation.result: equation for equation in told.program.equations}
        self.places = {equation.result: k for k, equation in enumerate(told.program.equations)}
        self.named: dict[Variable, list[Variable]] = {}
        self.users: dict[Variable, list[Equation]] = {}
        for equation in told.program.equations:
            for x in dict.fromkeys(equation.variables):
                self.users.setdefault(x, []).append(equation)
        self.uses = Counter(x for equation in told.program.equations for x in equation.variables)
        self.inner: set[Variable] = set()
        for equation in told.program.equations:
            if self.is_inner(equation):
                self.inner.add(equation.result)

    @cached_property
    def shown(self) -> list[Variable]:
        """The results of the steps, in order."""
        return [e.result for e in self.told.program.equations if e.result not in self.inner]

    def group(self, variable: Variable) -> list[Equation]:
        """The equations of one step, in order: the one that makes it, and those inside its formula."""
        found, waiting = {}, [variable]
        while waiting:
            equation = self.makers[waiting.pop()]
            found[equation.result] = equation
            waiting.extend(x for x in equation.variables if x in self.inner and x not in found)
        return sorted(found.values(), key=lambda equation: self.places[equation.result])

    def operands(self, variable: Variable) -> list[Variable]:
        """The shown variables that a step's formula names, in the order of their use."""
        if variable not in self.named:
            used = dict.fromkeys(x for equation in self.group(variable) for x in equation.variables)
            self.named[variable] = [x for x in used if x not in self.inner]
        return self.named[variable]

    @cached_property
    def takers(self) -> dict[Variable, list[Variable]]:
        """The steps that name each variable, in order."""
        found: dict[Variable, list[Variable]] = {}
        for step in self.shown:
            for x in self.operands(step):
                found.setdefault(x, []).append(step)
        return found

    def is_inner(self, equation: Equation) -> bool:
        """Whether the result of `equation` is told inside another step."""
        made, users = equation.result, self.users.get(equation.result, [])
        if made is self.told.result or made in self.told.names or not users:
            return False
        if not isinstance(equation.primitive, Primitive):
            return False
        if is_layout(equation) and not self.is_product(equation):
            return True
        if len(users) > 1 or not isinstance(users[0].primitive, Primitive):
            return False
        if is_laid_out(equation, users[0]):
            return True  # the layout is what contractions are told as
        if len(self.inside(equation)) >= SHORT:
            return False
        return self.belongs(equation, users[0])

    def is_product(self, equation: Equation) -> bool:
        """Whether it lays out anew a product of matrices, of which it is the end."""
        return isinstance(equation.operands[0], Variable) and equation.operands[0] in self.inner and (
            is_laid_out(self.makers[equation.operands[0]], equation)
        )  # fmt: skip

    def inside(self, equation: Equation) -> list[Variable]:
        """The inner results below an equation that compute something."""
        found: list[Variable] = []
        waiting = [x for x in equation.variables if x in self.inner]
        while waiting:
            x = waiting.pop()
            if not is_layout(self.makers[x]):
                found.append(x)
            waiting.extend(y for y in self.makers[x].variables if y in self.inner)
        return found

    def belongs(self, equation: Equation, user: Equation) -> bool:
        """Whether readers take the two for one step."""
        name, by = equation.primitive.name, user.primitive.name
        name = "matmul" if self.is_product(equation) else name
        if name == "neg" or by == "neg":
            return True
        if name in PRODUCTS and by in ("add", "sub") and self.uses[equation.result] == 1:
            return all(x is equation.result or self.is_given(x) for x in user.variables)
        if name in AFFINE and sum(1 for _ in equation.variables) == 1 and self.uses[equation.result] == 1:
            return not self.inside(equation) and by not in ("matmul", "class_loss", "softmax", "log_softmax")
        if name == "sum" and not is_partial(equation):
            return by in ("div", "mul") and sum(1 for _ in user.variables) == 1
        return by == "sum" and not is_partial(user) and (is_square(equation) or name == "class_loss")

    def is_given(self, variable: Variable) -> bool:
        """Whether it is no result of the computation."""
        maker = self.makers.get(variable)
        return maker is None or (is_layout(maker) and all(map(self.is_given, maker.variables)))


def is_layout(equation: Equation) -> bool:
    """Whether nothing happens mathematically: a formula that is the operand, or its transposition."""
    if not isinstance(equation.primitive, Primitive):
        return False
    if is_transposition(equation) or is_whole(equation):
        return True
    return formula_of(equation.primitive.formula).head == "symbol" and equation.result.dtype.kind == "f"


def is_whole(equation: Equation) -> bool:
    """Whether a slice takes everything, or puts it at every place."""
    if equation.primitive.name not in ("slice", "embed") or not isinstance(equation.operands[0], Variable):
        return False
    key = equation.params["key"]
    forward = all(isinstance(each, tuple) and (each[2] or 1) > 0 for each in key)
    return forward and equation.operands[0].shape == equation.result.shape


def is_laid_out(equation: Equation, user: Equation) -> bool:
    """Whether a product of matrices is laid out anew by its user."""
    return equation.primitive.name == "matmul" and user.primitive.name == "reshape"


def is_transposition(equation: Equation) -> bool:
    """Whether only the last two axes change places."""
    if equation.primitive.name != "permute":
        return False
    axes = equation.params["axes"]
    return len(axes) > 1 and axes == (*range(len(axes) - 2), len(axes) - 1, len(axes) - 2)


def is_partial(equation: Equation) -> bool:
    """Whether a sum keeps axes that have more than one place."""
    return equation.result.size > 1


def is_square(equation: Equation) -> bool:
    """x · x, or x to the power 2."""
    name, operands = equation.primitive.name, equation.operands
    if name == "mul":
        return operands[0] is operands[1]
    return name == "pow" and not isinstance(operands[1], Variable) and operands[1] == 2


__all__ = ["Groups", "is_layout", "is_transposition"]
