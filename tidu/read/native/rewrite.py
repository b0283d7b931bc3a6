"""A program in the few forms that the native reading knows: degenerate products become folds."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from tidu.core.native import Elementwise, Fold, Layout, NoNative
from tidu.core.primitive import Primitive
from tidu.core.shapes import form_of
from tidu.ops.arithmetic import mul
from tidu.ops.contract import matmul
from tidu.ops.convert import cast
from tidu.ops.move import expand, permute, reshape
from tidu.ops.reduce import sum_
from tidu.read.native.words import Beyond
from tidu.read.program import Equation, Program
from tidu.read.variable import Variable

LINE = 64  # bytes of a cache line, to which everything in the arena is aligned


class Rewriter:
    """Copies a program equation by equation, in other words where that helps.

    `constants` are the arrays that the equations held, as variables.
    """

    def __init__(self, program: Program):
        self.program = program
        self.equations: list[Equation] = []
        self.made: dict[Any, Equation] = {}
        self.known: dict[Variable, Any] = {}
        self.users: Counter[Any] = Counter(x for e in program.equations for x in set(e.variables))
        self.users.update(x for x in (*program.outputs, *program.after) if isinstance(x, Variable))
        self.constants: dict[Variable, np.ndarray] = {}
        self.same: dict[tuple, Variable] = {}
        for equation in program.equations:
            self.copy(equation)

    def result(self) -> Program:
        """The rewritten program."""
        old = self.program
        pairs = [(x, self.operand(y)) for x, y in zip(old.state, old.after, strict=True)]
        outputs = [self.operand(x) for x in old.outputs]
        taken: set[Variable] = {*old.inputs, *old.state, *self.constants}  # with those of the results
        after = [x if y is x else self.own(y, x, taken) for x, y in pairs]
        outputs = [self.own(x, None, taken) for x in outputs]
        return Program(old.inputs, old.state, self.equations, [*outputs], [*after], old.streams)

    def own(self, x: Any, like: Variable | None, taken: set[Variable]) -> Variable:
        """`x` in memory of its own: what is already another's is copied."""
        if not isinstance(x, Variable) or x in taken:
            form = like.form if like is not None else form_of(x)
            x = self.make(cast, self.make(expand, x, shape=form.shape), dtype=form.dtype)
        taken.add(x)
        return x

    def operand(self, x: Any) -> Any:
        """`x` by its new name; an array of several numbers becomes a constant variable."""
        if isinstance(x, Variable):
            return self.known.get(x, x)
        if not isinstance(x, np.ndarray):
            return x
        key = (form_of(x).shape, x.dtype, x.tobytes())
        if key not in self.same:
            made = self.same[key] = Variable(form_of(x))
            self.constants[made] = np.ascontiguousarray(x)
        return self.same[key]

    def make(self, primitive: Primitive, *operands: Any, **params: Any) -> Any:
        """A new equation's result."""
        result = Variable(primitive.form(*map(form_of, operands), **params))
        self.note(Equation(primitive, operands, params, result))
        return result

    def note(self, equation: Equation) -> None:
        """Enters an equation."""
        self.equations.append(equation)
        self.made[equation.result] = equation

    def copy(self, equation: Equation) -> None:
        """Takes over one equation."""
        native = equation.primitive.native
        if isinstance(native, NoNative):
            raise Beyond(f"{equation.primitive}: {native.reason}")
        operands = tuple(self.operand(x) for x in equation.operands)
        forms = [form_of(x) for x in operands]
        if any(0 in form.shape for form in (*forms, equation.result.form)):
            raise Beyond("an empty tensor takes part")
        if any(x.dtype.kind + str(x.dtype.itemsize) == "f2" for x in (*forms, equation.result)):
            raise Beyond("numbers of 16 bits are computed by NumPy")
        if equation.primitive is matmul:
            made = self.product(operands[0], operands[1], equation.result)
        elif isinstance(native, Fold):
            made = self.fold(equation, operands[0])
        elif (product := self.turned_product(equation)) is not None:
            x, y = self.without(product)
            made = self.product(self.turned(y), self.turned(x), equation.result)
        else:
            operands = self.met(equation, operands)
            self.note(Equation(equation.primitive, operands, equation.params, equation.result))
            return
        if made.shape != equation.result.shape:
            made = self.make(reshape, made, shape=equation.result.shape)
        self.known[equation.result] = made

    def met(self, equation: Equation, operands: tuple) -> tuple:
        """`operands` with weak numbers in the type of the values that they meet."""
        if not isinstance(equation.primitive.native, Elementwise):
            return operands
        first = int(equation.primitive.name == "where")
        typed = (x.dtype for x in operands[first:] if isinstance(x, Variable | np.ndarray) and not weak(x))
        kind = next(typed, None)
        if kind is None:
            return operands
        return tuple(self.make(cast, x, dtype=kind) if weak(x) and x.dtype != kind else x for x in operands)

    def fold(self, equation: Equation, x: Any) -> Any:
        """A fold along axes of one place moves nothing."""
        axes = tuple(axis % len(x.shape) for axis in equation.params["axes"]) if x.shape else ()
        if all(x.shape[axis] == 1 for axis in axes):
            made = x if x.dtype == equation.result.dtype else self.make(cast, x, dtype=equation.result.dtype)
            return made if made is not x else self.make(reshape, x, shape=equation.result.shape)
        return self.make(equation.primitive, x, axes=axes, keepdims=False)

    def product(self, x: Any, y: Any, result: Variable) -> Any:
        """A product of a row, a column or a vector is a fold or an elementwise product."""
        if len(x.shape) == 1:
            x = self.make(reshape, x, shape=(1, *x.shape))
        if len(y.shape) == 1:
            y = self.make(reshape, y, shape=(*y.shape, 1))
        rows, depth, columns = *x.shape[-2:], y.shape[-1]
        if result.dtype.kind != "f" and min(rows, depth, columns) > 1:
            raise Beyond("products of whole numbers are NumPy's")
        if depth == 1:
            return self.make(mul, x, y)
        if columns == 1:
            return self.weighted(x, self.make(reshape, y, shape=(*y.shape[:-2], 1, depth)), -1)
        if rows == 1:
            return self.weighted(y, self.make(reshape, x, shape=(*x.shape[:-2], depth, 1)), -2)
        return self.make(matmul, x, y)

    def turned_product(self, equation: Equation) -> Equation | None:
        """The product that an equation turns, if nobody else wants it.

        So gradients of weights are computed in the layout of the weights: (xᵀ @ g)ᵀ is gᵀ @ x.
        """
        if equation.primitive is not permute:
            return None
        x = equation.operands[0]
        product = self.made.get(self.operand(x))
        if product is None or product.primitive is not matmul or self.users[x] > 1:
            return None
        fits = equation.params["axes"] == (1, 0) and self.lies_well(product.operands[0])
        return product if fits else None

    def lies_well(self, x: Any) -> bool:
        """Whether the rows of a transposed left operand begin where vectors do.

        If not, loads of it as the right operand would each meet two cache lines; then it is
        cheaper to transpose the result.
        """
        return x.shape[0] * x.dtype.itemsize % LINE == 0

    def without(self, equation: Equation) -> tuple:
        """The operands of an equation that is taken back."""
        self.equations.remove(equation)
        del self.made[equation.result]
        return equation.operands

    def turned(self, x: Any) -> Any:
        """The transpose of a matrix."""
        unturned = self.unturned(x)
        return self.make(permute, x, axes=(1, 0)) if unturned is None else unturned

    def unturned(self, x: Any) -> Any:
        """What `x` is the transpose of, None if it was not made as one."""
        made = self.made.get(x)
        turned = made is not None and made.primitive is permute and made.params["axes"] == (1, 0)
        return made.operands[0] if made is not None and turned else None

    def weighted(self, matrix: Any, weights: Any, axis: int) -> Any:
        """The sum of `matrix * weights` along an axis, in the order in which the matrix lies in memory."""
        unturned = self.unturned(matrix)
        if unturned is not None and len(weights.shape) == 2:
            matrix, axis = unturned, -3 - axis
            weights = self.make(permute, weights, axes=(1, 0))
        return self.sum(self.make(mul, matrix, weights), axis)

    def sum(self, x: Any, axis: int) -> Any:
        """Adds up along one axis."""
        return self.make(sum_, x, axes=(axis % len(x.shape),), keepdims=False)


def weak(x: Any) -> bool:
    """Whether `x` is a number whose type gives way."""
    return isinstance(x, Variable) and x.form.weak


def elementwise(equation: Equation) -> bool:
    """Whether an equation may be computed wherever its result is used."""
    return isinstance(equation.primitive.native, Elementwise)


def layout(equation: Equation) -> bool:
    """Whether an equation only finds elements elsewhere."""
    return isinstance(equation.primitive.native, Layout)
