"""What the table of native rules is tried on: samples, larger shapes, operands seen through views."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from native_larger import larger

import tidu.contents
import tidu.nn  # noqa: F401  (fills the table)
from tidu.core.native import Elementwise, Fold, NoNative
from tidu.core.primitive import TABLE, Primitive
from tidu.core.shapes import form_of
from tidu.read.program import Equation, Program, Slot
from tidu.read.variable import Variable, form_of_operand

Case = tuple[tuple[Any, ...], dict[str, Any]]
NATIVE = [name for name, primitive in TABLE.items() if not isinstance(primitive.native, NoNative)]
SHAPES = ((1,), (17,), (100,), (13, 7), (3, 5, 17), (2, 1, 33))
PAIRS = (
    ((), (17,)), ((100,), (100,)), ((13, 1), (7,)), ((3, 1, 5), (7, 1)), ((2, 1, 33), (4, 33)),
    ((1,), (1, 1)),
)  # fmt: skip
FOLDED = ((1,), (17,), (100,), (13, 7), (3, 5, 17), (40, 33), (1, 9, 1))


def cases(name: str, random: np.random.Generator) -> list[Case]:
    """Operands, real numbers as float64, and parameters."""
    primitive = TABLE[name]
    samples = [(each.operands, each.params) for each in primitive.samples(random)]
    samples = [each for each in samples if all(np.size(x) for x in each[0])]
    if isinstance(primitive.native, Elementwise) and name != "number":
        samples += [(drawn, params) for drawn, params in _elementwise(samples, random)]
    elif isinstance(primitive.native, Fold):
        samples += _folds(random)
    else:
        samples += larger(random).get(name, [])
    return [(operands, _slotted(params)) for operands, params in samples]


def _slotted(params: dict[str, Any]) -> dict[str, Any]:
    return {key: Slot(0) if key == "stream" else value for key, value in params.items()}


def _elementwise(samples: list[Case], random: np.random.Generator) -> Iterator[Case]:
    operands, params = next(each for each in samples if all(isinstance(x, np.ndarray) for x in each[0]))
    if len(operands) == 1:
        shapes: Any = [(shape,) for shape in SHAPES]
    else:
        shapes = [(a, *(b,) * (len(operands) - 1)) for a, b in PAIRS]
        shapes += [(b, *(a,) * (len(operands) - 1)) for a, b in PAIRS[::2]]
    for each in shapes:
        yield tuple(_like(x, shape, random) for x, shape in zip(operands, each, strict=True)), params


def _like(x: np.ndarray, shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    """Numbers between the smallest and the largest of `x`."""
    if x.dtype.kind == "f":
        return np.asarray(random.uniform(x.min(), x.max(), shape))
    return random.choice(x.reshape(-1), shape)


def _folds(random: np.random.Generator) -> list[Case]:
    found = []
    for shape in FOLDED:
        x = random.uniform(-1.2, 1.2, shape)
        for count in range(len(shape) + 1):
            for axes in combinations(range(len(shape)), count):
                found.append(((x,), {"axes": axes, "keepdims": bool(random.integers(2))}))
    return found


class Builder:
    """A program of one equation, whose operands may be views of its inputs."""

    def __init__(self, dtype: str):
        self.dtype = np.dtype(dtype)
        self.inputs: list[Variable] = []
        self.given: list[np.ndarray] = []
        self.equations: list[Equation] = []

    def enter(self, x: Any) -> Any:
        """An input with those numbers, reals in this builder's type."""
        if not isinstance(x, np.ndarray | np.generic):
            return x
        array = np.array(x, self.dtype if x.dtype.kind == "f" else None, order="C")
        self.given.append(array)
        self.inputs.append(Variable(form_of(array)))
        return self.inputs[-1]

    def make(self, primitive: Primitive, *operands: Any, **params: Any) -> Variable:
        """The result of a new equation."""
        params = {k: self.dtype if k == "dtype" and v == np.dtype("f8") else v for k, v in params.items()}
        result = Variable(primitive.form(*map(form_of_operand, operands), **params))
        self.equations.append(Equation(primitive, operands, params, result))
        return result

    def program(self, result: Variable) -> Program:
        """The program that gives it."""
        streams = int(any(equation.draws for equation in self.equations))
        return Program(self.inputs, equations=self.equations, outputs=[result], streams=streams)

    def seen(self, x: Any, how: str) -> Any:
        """`x` as a view of an input."""
        if not isinstance(x, np.ndarray) or not x.ndim:
            return self.enter(x)
        make, axes = self.make, tuple(range(x.ndim))[::-1]
        if how == "permute":
            return make(TABLE["permute"], self.enter(x.transpose(axes)), axes=axes)
        if how == "slice":
            whole = self.enter(np.repeat(np.repeat(x, 2, -1), 3, 0))
            key = tuple((0, None, 3 if axis == 0 else 1) for axis in range(x.ndim - 1))
            last = (1, None, 6 if x.ndim == 1 else 2)
            return make(TABLE["slice"], whole, key=(*key, last))
        if how == "flip":
            return make(TABLE["flip"], self.enter(np.flip(x)), axes=axes)
        if how == "expand":
            return make(TABLE["expand"], self.enter(x[..., :1]), shape=x.shape)
        return self.enter(x)


def built(name: str, case: Case, dtype: str, how: str = "") -> tuple[Program, list[np.ndarray]]:
    """The program that computes a case, and its inputs."""
    operands, params = case
    builder = Builder(dtype)
    result = builder.make(TABLE[name], *(builder.seen(x, how) for x in operands), **params)
    return builder.program(result), builder.given
