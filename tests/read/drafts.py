"""Programs drawn at random: every form of equation, on shapes that often meet."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

import tidu.contents
import tidu.nn  # noqa: F401  (fills the table)
from tidu.core.primitive import TABLE
from tidu.core.shapes import form_of
from tidu.core.stream import Stream
from tidu.ops.index import HERE
from tidu.ops.move import ALL
from tidu.read.program import Equation, Program, Slot
from tidu.read.variable import Variable, form_of_operand

SMALL = (1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 33, 40)
LARGE = (3, 16, 64, 97, 100, 128, 130)
MOST = 300.0  # how large a number may become
UNARY = ("neg", "abs", "relu", "exp", "tanh", "sigmoid", "sin", "square", "copy", "sign")
BINARY = ("add", "sub", "mul", "maximum", "minimum", "div", "add", "mul", "sub")
FOLDS = ("sum", "amax", "amin", "sum", "prod")


class Draft:
    """A program in the making, with the value of every variable for the inputs that it was made with."""

    def __init__(self, seed: int, sizes: tuple[int, ...] = SMALL):
        self.random = np.random.default_rng(seed)
        self.real = np.dtype(self.random.choice(["f8", "f8", "f4"]))
        self.dims = [int(n) for n in self.random.choice(sizes, 3)]
        self.most = 4 * max(sizes) ** 2  # numbers in an array
        self.values: dict[Variable, Any] = {}
        self.equations: list[Equation] = []
        self.inputs = [self.given(self.shape()) for _ in range(self.random.integers(1, 4))]
        self.inputs += [self.places(self.shape()) for _ in range(self.random.integers(0, 2))]
        self.state = [self.given(self.shape()) for _ in range(self.random.integers(0, 4))]
        if self.random.random() < 0.3:
            self.state.append(self.enter(np.asarray(self.random.normal(), self.real)))
        if self.random.random() < 0.2 and self.state:
            self.state.append(self.given(self.state[0].shape))
        self.streams = [Stream(seed)] if self.random.random() < 0.2 else []
        wanted = int(self.random.integers(5, 31))
        for _ in range(wanted * 4):
            if len(self.equations) < wanted:
                self.grow()
        self.program = self.finish()

    # -- what is given

    def shape(self) -> tuple[int, ...]:
        """A shape of this draft's few sizes."""
        rank = int(self.random.choice([0, 1, 2, 2, 2, 3]))
        return tuple(self.dims[place] for place in self.random.integers(0, len(self.dims), rank))

    def enter(self, value: np.ndarray) -> Variable:
        """A variable with that value."""
        made = Variable(form_of(value))
        self.values[made] = value
        return made

    def given(self, shape: tuple[int, ...]) -> Variable:
        """A variable of real numbers."""
        if prod(shape) > self.most:
            shape = shape[:2]
        return self.enter(np.asarray(self.random.normal(size=shape), self.real))

    def places(self, shape: tuple[int, ...]) -> Variable:
        """A variable of whole numbers that are places in any axis."""
        return self.enter(np.asarray(self.random.integers(-min(self.dims), min(self.dims), shape[:2])))

    # -- what is made

    def make(self, name: str, *operands: Any, **params: Any) -> Variable | None:
        """The result of a new equation; None if its numbers are too many, too large or none."""
        primitive = TABLE[name]
        form = primitive.form(*map(form_of_operand, operands), **params)
        if prod(form.shape) > self.most or 0 in form.shape:
            return None
        given = {key: self.streams[x.place] if isinstance(x, Slot) else x for key, x in params.items()}
        with np.errstate(all="ignore"):
            value = np.asarray(primitive.run(*map(self.value, operands), **given))
        if value.dtype.kind == "f" and not (np.isfinite(value).all() and np.abs(value).max() < MOST):
            return None
        result = Variable(form)
        self.values[result] = value.item() if form.weak else value
        self.equations.append(Equation(primitive, operands, params, result))
        return result

    def value(self, x: Any) -> Any:
        """The value of an operand."""
        return self.values[x] if isinstance(x, Variable) else x

    def some(self, test: Callable[[Variable], bool]) -> Variable | None:
        """A variable that passes, more often a new one."""
        found = [x for x in self.values if test(x)]
        if not found:
            return None
        place = len(found) - 1 - int(len(found) * self.random.random() ** 2)
        return found[place]

    def reals(self, rank: int = 0) -> Variable | None:
        """Real numbers with at least so many axes."""
        return self.some(lambda x: x.dtype.kind == "f" and x.ndim >= rank and not x.form.weak)

    def grow(self) -> None:
        """One equation more, of any kind."""
        kinds = (
            self.unary, self.binary, self.binary, self.binary, self.layout, self.layout, self.fold, self.fold,
            self.product, self.product, self.choice, self.kernel, self.kernel, self.draw, self.other,
        )  # fmt: skip
        kinds[self.random.integers(len(kinds))]()

    def unary(self) -> None:
        x = self.reals()
        if x is not None:
            self.make(str(self.random.choice([name for name in UNARY if name in TABLE])), x)

    def binary(self) -> None:
        x = self.reals()
        if x is None:
            return
        y: Any = self.partner(x)
        name = str(self.random.choice(BINARY))
        if name == "div" and np.abs(self.value(y)).min() < 0.1:
            return
        self.make(name, *((x, y) if self.random.random() < 0.7 or name == "div" else (y, x)))

    def partner(self, x: Variable) -> Any:
        """An operand that can meet `x`."""
        kind = self.random.random()
        if kind < 0.15:
            return [0.5, 2, -1.25, 3.0][self.random.integers(4)]
        if kind < 0.25:
            shape = x.shape[self.random.integers(0, x.ndim + 1) :] if kind < 0.2 else ()
            return np.asarray(self.random.normal(size=shape), x.dtype)
        found = self.some(lambda y: y.dtype == x.dtype and meet(x.shape, y.shape))
        return x if found is None else found

    def layout(self) -> None:
        x = self.some(lambda x: not x.form.weak)
        if x is None:
            return
        kind = self.random.integers(5)
        if kind == 0:
            self.make("permute", x, axes=tuple(int(axis) for axis in self.random.permutation(x.ndim)))
        elif kind == 1:
            self.make("reshape", x, shape=self.refactored(x.shape))
        elif kind == 2:
            shape = tuple(int(self.random.choice(self.dims)) if n == 1 else n for n in x.shape)
            extra = (int(self.random.choice(self.dims)),) if self.random.random() < 0.5 else ()
            self.make("expand", x, shape=(*extra, *shape))
        elif kind == 3 and x.ndim:
            axes = [axis for axis in range(x.ndim) if self.random.random() < 0.5]
            self.make("flip", x, axes=tuple(axes or [0]))
        elif x.ndim:
            self.make("slice", x, key=self.key(x.shape))

    def refactored(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Another shape with as many elements."""
        size, found = prod(shape), []
        for n in self.random.permutation([*self.dims, 1, 2]):
            if size % n == 0 and len(found) < 3:
                found.append(int(n))
                size //= int(n)
        if size > 1 or self.random.random() < 0.2:
            found.insert(int(self.random.integers(len(found) + 1)), size)
        return tuple(found)

    def key(self, shape: tuple[int, ...]) -> tuple:
        """What to take of each axis."""
        found: list[Any] = []
        for n in shape[: self.random.integers(1, len(shape) + 1)]:
            if self.random.random() < 0.15:
                found.append("new")
            if self.random.random() < 0.25:
                found.append(int(self.random.integers(-n, n)))
                continue
            start = int(self.random.integers(0, n))
            stop, step = self.random.integers(start + 1, n + 1), self.random.integers(1, 3)
            found.append((start, int(stop), int(step)))
        return tuple(found)

    def fold(self) -> None:
        x = self.some(lambda x: x.dtype.kind in "fib" and not x.form.weak)
        if x is None:
            return
        axes = tuple(axis for axis in range(x.ndim) if self.random.random() < 0.6)
        name = str(self.random.choice(FOLDS if x.dtype.kind == "f" else ("sum", "amax")))
        if x.dtype.kind == "b":
            name = str(self.random.choice(["any", "all", "sum"]))
        self.make(name, x, axes=axes or tuple(range(x.ndim)), keepdims=bool(self.random.integers(2)))

    def product(self) -> None:
        x = self.reals(1)
        if x is None:
            return
        depth = x.shape[-1]
        y = self.some(lambda y: y.dtype == x.dtype and y.ndim > 0 and y.shape[-2:][0] == depth and fits(x, y))
        if y is None:
            y = self.some(lambda y: y.dtype == x.dtype and y.ndim == 2 and y.shape[-1] == depth)
            y = None if y is None else self.make("permute", y, axes=(1, 0))
        if y is not None:
            self.make("matmul", x, y)

    def choice(self) -> None:
        x = self.reals()
        if x is None:
            return
        truth = self.make(str(self.random.choice(["lt", "gt", "le"])), x, float(self.random.normal()))
        if truth is not None and self.random.random() < 0.7:
            self.make("where", truth, self.partner(x), x)
        elif truth is not None:
            self.make("cast", truth, dtype=self.real)

    def other(self) -> None:
        kind = self.random.integers(4)
        x = self.reals()
        if x is None:
            return
        if kind == 0:
            self.make("cast", x, dtype=np.dtype(self.random.choice(["f4", "f8"])))
        elif kind == 1:
            scalar = self.some(lambda y: y.size == 1 and y.dtype.kind == "f" and not y.form.weak)
            weak = None if scalar is None else self.make("number", scalar)
            if weak is not None:
                self.make("mul", x, weak)
        elif kind == 2:
            whole = self.some(lambda y: y.dtype.kind == "i" and meet(x.shape, y.shape))
            if whole is not None:
                self.make("mul", x, instead(self.make("cast", whole, dtype=x.dtype), x))
        else:
            truths = [y for y in self.values if y.dtype.kind == "b" and meet(x.shape, y.shape)]
            if len(truths) > 1 and meet(truths[0].shape, truths[1].shape):
                self.make("logical_and", truths[0], instead(self.make("logical_not", truths[1]), truths[0]))

    def kernel(self) -> None:
        x = self.reals(1)
        if x is None:
            return
        axis = int(self.random.integers(x.ndim))
        kind = self.random.integers(8)
        if kind < 3:
            self.place(x, ("index", "scatter", "index_set")[kind])
        elif kind == 3:
            y = self.some(lambda y: y.dtype == x.dtype and joins(x.shape, y.shape, axis))
            assert y is not None
            self.make("concatenate", x, y, axis=axis, sizes=(x.shape[axis], y.shape[axis]))
        elif kind == 4:
            self.make("cumsum", x, axis=axis)
        elif kind == 5:
            name = str(self.random.choice(["argmax", "argmin"]))
            self.make(name, x, axis=axis, keepdims=bool(self.random.integers(2)))
        else:
            self.part(x, kind == 6)

    def part(self, x: Variable, embed: bool) -> None:
        """A part of zeros, or of `x`, written over."""
        key = self.key(x.shape)
        shown = TABLE["slice"].form(x.form, key=key)
        y = self.some(lambda y: y.dtype == x.dtype and y.shape == shown.shape)
        y = self.make("slice", x, key=key) if y is None else y
        if y is not None and embed:
            self.make("embed", y, key=key, shape=x.shape)
        elif y is not None:
            self.make("assign", x, y, chain=((TABLE["slice"], (("key", key),)),))

    def place(self, x: Variable, name: str) -> None:
        """Something picked, added up or written where whole numbers say."""
        count = int(self.random.integers(1, x.ndim + 1))
        axes = set(self.random.choice(x.ndim, count, replace=False).tolist())
        key = tuple(HERE if axis in axes else ALL for axis in range(max(axes) + 1))
        limit = min(n for axis, n in enumerate(x.shape) if axis in axes)
        indices: list[Any] = []
        for _ in axes:
            shape = self.shape()[:2]
            found = self.some(lambda y: y.dtype.kind == "i" and self.inside(y, limit) and y.ndim < 3)
            if found is None or self.random.random() < 0.3:
                found = np.asarray(self.random.integers(-limit, limit, shape))
            if not all(meet(x.shape, found.shape) for x in indices):
                found = indices[0]
            indices.append(found)
        picked = self.make("index", x, *indices, key=key)
        if picked is None or name == "index":
            return
        value = self.make("mul", picked, 0.5)
        if name == "scatter" and value is not None:
            self.make("scatter", value, *indices, key=key, shape=x.shape)
        elif value is not None:
            # Of places named twice NumPy says that the last wins, which a number makes certain.
            self.make("index_set", x, 0.25 if self.random.random() < 0.5 else value, *indices, key=key)

    def inside(self, x: Variable, limit: int) -> bool:
        """Whether whole numbers are places of an axis."""
        value = self.values[x]
        return bool((value >= -limit).all() and (value < limit).all())

    def draw(self) -> None:
        """Random numbers, if this draft has a stream."""
        if not self.streams:
            return
        how: dict[str, Any] = {"stream": Slot(0), "shape": self.shape(), "dtype": self.real}
        kind = self.random.integers(3)
        if kind == 0:
            self.make("uniform", **how, low=-1.0, high=2.0)
        elif kind == 1:
            self.make("dropout_mask", **how, keep=0.75)
        else:
            self.make("normal", **how, mean=0.0, std=1.0)

    # -- what is asked for

    def finish(self) -> Program:
        """The program: some of the variables are put out, and the state becomes this and that."""
        made = [equation.result for equation in self.equations if not equation.result.form.weak]
        outputs: list[Any] = list(made[-2:])
        for _ in range(self.random.integers(0, 4)):
            outputs.append(self.some(lambda x: not x.form.weak))
        if self.random.random() < 0.1:
            outputs.append(np.arange(5.0))
        after = [self.following(x) for x in self.state]
        if len(self.state) > 1 and self.state[0].form == self.state[-1].form and self.random.random() < 0.4:
            after[0], after[-1] = self.state[-1], self.state[0]
        return Program(self.inputs, self.state, self.equations, outputs, after, len(self.streams))

    def following(self, x: Variable) -> Any:
        """What a state becomes: itself, something of its form, or a mix of both."""
        kind = self.random.random()
        if kind < 0.1:
            return x
        other = self.some(lambda y: y.form == x.form and y is not x and not y.form.weak)
        if other is None or kind < 0.6:
            source = self.some(lambda y: y.dtype == x.dtype and meet_into(y.shape, x.shape))
            scaled = self.make("mul", x, 0.9)
            made = None if scaled is None or source is None else self.make("add", scaled, source)
            return instead(made, x)
        return other


def meet(x: tuple[int, ...], y: tuple[int, ...]) -> bool:
    """Whether shapes broadcast."""
    return all(m in (1, n) or n == 1 for m, n in zip(x[::-1], y[::-1], strict=False))


def meet_into(x: tuple[int, ...], y: tuple[int, ...]) -> bool:
    """Whether the first broadcasts to the second."""
    return len(x) <= len(y) and all(m in (1, n) for m, n in zip(x[::-1], y[::-1], strict=False))


def fits(x: Variable, y: Variable) -> bool:
    """Whether the batches of a product broadcast."""
    return meet(x.shape[:-2], y.shape[:-2])


def joins(x: tuple[int, ...], y: tuple[int, ...], axis: int) -> bool:
    """Whether arrays can be joined along an axis."""
    return len(x) == len(y) and all(m == n for k, (m, n) in enumerate(zip(x, y, strict=True)) if k != axis)


def instead(x: Any, y: Any) -> Any:
    """`y` where there is no `x`, whose truth nobody may ask for."""
    return y if x is None else x
