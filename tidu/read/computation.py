"""A computation as it can be told: the program behind a tensor, with every value and every cotangent.

It is read off the tape and computed once more, forward and backward, by the same primitives and
the same gradient rules, so that what explain and draw show is what ran. If the result is not the
one that the tensor holds, an input was changed since, and that is said instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tidu.core.shapes import form_of
from tidu.read.grad import reachable, walk
from tidu.read.program import Equation, Program
from tidu.read.variable import Variable
from tidu.tensor.application import Application, Output
from tidu.tensor.handle import Handle, Leaf, tensor_of, wrap
from tidu.tensor.tape import grad_mode, place, taped
from tidu.text import say


@dataclass(frozen=True, eq=False)
class Applied:
    """An own operation (`autograd.Function`) where an equation has its primitive: only its name is known."""

    name: str
    place: int
    function: Any

    def __repr__(self) -> str:
        return self.name


@dataclass(eq=False)
class Computation:
    """A program from leaves and constants to one result, and the numbers of it.

    `program.inputs` are `leaves` (tensors whose gradient is asked for) and constants, in the order
    of their use. `values` has every variable's array, `cotangents` those of d result / d variable
    that the backward pass reaches, `names` what people call some variables, `tensors` the leaf
    tensors. `nodes` maps the tape's nodes to variables.

    >>> import tidu
    >>> w, x = tidu.tensor(3.0, requires_grad=True), tidu.tensor(2.0)
    >>> told = computation(w * x + 1, {"w": w, "x": x})
    >>> print(told.program)
    program(a: float32[], b: float32[])
      c = mul a b
      d = add c 1
      return d
    >>> [told.names[v] for v in told.program.inputs], told.gradient(w)
    (['w', 'x'], array(2., dtype=float32))
    """

    program: Program = field(default_factory=Program)
    values: dict[Variable, Any] = field(default_factory=dict)
    cotangents: dict[Variable, np.ndarray] = field(default_factory=dict)
    names: dict[Variable, str] = field(default_factory=dict)
    tensors: dict[Variable, Any] = field(default_factory=dict)
    nodes: dict[Any, Variable] = field(default_factory=dict)

    @property
    def result(self) -> Variable:
        """The variable that everything leads to."""
        return self.program.outputs[0]  # pyright: ignore

    @property
    def leaves(self) -> list[Variable]:
        """The inputs whose gradient is asked for."""
        return list(self.tensors)

    def gradient(self, tensor: Any) -> np.ndarray:
        """d result / d tensor, for a leaf or any tensor on the way. KeyError for others."""
        return self.cotangents[self.nodes[place(tensor)]]


def computation(tensor: Any, names: Mapping[str, Any] | None = None) -> Computation:
    """What `tensor` was computed from, read off its tape, with the numbers of now.

    `names` are tensors (or arrays) by the names that people gave them. Errors: ValueError where
    nothing was taped, where a leaf is gone or was changed in place since, or where the backward
    pass has let large operands go.
    """
    if not isinstance(tensor, Handle):
        raise TypeError(say("computation.kind", given=type(tensor).__name__))
    root = place(tensor)
    if root is None:
        raise ValueError(say("computation.constant"))
    with grad_mode(True):
        return _Reader(names or {}).read(tensor, root)


class _Reader:
    """Replays a tape: each node becomes an equation, and a tensor on a new tape."""

    def __init__(self, names: Mapping[str, Any]):
        self.told = Computation()
        self.made: dict[Any, Any] = {}  # node of the old tape -> tensor on the new
        self.constants: dict[int, tuple[Variable, Any]] = {}
        self.results: dict[Any, tuple] = {}  # application -> its results on the new tape
        self.by_node = {place(x): name for name, x in names.items() if isinstance(x, Handle)}
        self.by_array = {id(x._value if isinstance(x, Handle) else x): name for name, x in names.items()}
        self.names = names

    def read(self, tensor: Any, root: Any) -> Computation:
        """The whole computation behind `root`, where `tensor` stands."""
        for node in reversed(reachable([root])):
            if isinstance(node, Application):
                continue
            made = self.leaf(node) if isinstance(node, Leaf) else self.result(node)
            self.made[node] = made
        told, end = self.told, self.made[root]
        told.program.outputs = [told.nodes[root]]
        self.order()
        if not np.array_equal(end._value, tensor._value, equal_nan=True):
            raise ValueError(say("computation.changed", now=brief(end._value), held=brief(tensor._value)))
        self.carry(end)
        return told

    def order(self) -> None:
        """Inputs in the order of their use: the tape knows none among leaves."""
        told = self.told
        used = dict.fromkeys(x for equation in told.program.equations for x in equation.variables)
        inputs = set(told.program.inputs)
        told.program.inputs = [x for x in used if x in inputs] or told.program.inputs
        told.tensors = {x: told.tensors[x] for x in told.program.inputs if x in told.tensors}

    def leaf(self, node: Leaf) -> Any:
        tensor = node.tensor()
        if tensor is None:
            raise ValueError(say("computation.gone", shape=list(node.shape)))
        copy = wrap(tensor._value)
        copy._node = Leaf(copy)
        variable = self.input(tensor._value, node)
        self.told.nodes[node], self.told.tensors[variable] = variable, tensor
        return copy

    def input(self, value: Any, node: Any = None) -> Variable:
        """A variable for a value from outside."""
        variable = Variable(form_of(value))
        self.told.program.inputs.append(variable)
        self.told.values[variable] = value
        self.name(variable, node, value)
        return variable

    def name(self, variable: Variable, node: Any, value: Any) -> None:
        name = self.by_node.get(node) if node is not None else None
        name = name or self.by_array.get(id(value))
        if name is not None:
            self.told.names[variable] = name

    def constant(self, value: Any) -> Any:
        """A number as it is; an array as an input, one for each array."""
        if not isinstance(value, np.ndarray):
            return value
        if id(value) not in self.constants:
            self.constants[id(value)] = self.input(value), value
        return self.constants[id(value)][0]

    def result(self, node: Any) -> Any:
        if isinstance(node, Output):
            return self.applied(node)
        given = node.given or [None] * len(node.edges)
        if node.given is None and None in node.edges:
            raise ValueError(say("computation.released", operation=node.primitive.name))
        operands, variables = [], []
        for position, edge in enumerate(node.edges):
            if edge is None:
                operands.append(given[position])
                variables.append(self.constant(given[position]))
            else:
                operands.append(self.made[edge])
                variables.append(self.told.nodes[edge])
        made = taped(node.primitive, tuple(operands), node.params)
        self.enter(node, node.primitive, variables, node.params, made)
        return made

    def applied(self, node: Output) -> Any:
        """A result of an own operation, applied anew."""
        whole = node.whole
        if whole.arguments is None:
            raise ValueError(say("computation.released", operation=whole.name))
        if whole not in self.results:
            arguments = [
                x if edge is None else self.made[edge]
                for x, edge in zip(whole.arguments, whole.edges, strict=True)
            ]
            given = whole.function.apply(*arguments)
            self.results[whole] = given if isinstance(given, tuple) else (given,)
        variables = [
            self.told.nodes[edge] if edge is not None else self.constant(x._value)
            for x, edge in zip(whole.arguments, whole.edges, strict=True)
            if isinstance(x, Handle)
        ]
        made = self.results[whole][node.position]
        applied = Applied(whole.function.__name__, node.position, whole.function)
        self.enter(node, applied, variables, {}, made)
        return made

    def enter(self, node: Any, primitive: Any, variables: list, params: dict, made: Any) -> None:
        told, variable = self.told, Variable(form_of(made._value))
        told.program.equations.append(Equation(primitive, tuple(variables), params, variable))
        told.nodes[node] = variable
        told.values[variable] = made._value
        self.name(variable, node, None)

    def carry(self, end: Any) -> None:
        """The cotangent of every value, by the walk that `backward` takes."""
        root = place(end)
        ones = np.ones(end._value.shape, end._value.dtype)
        goals = {place(made): self.told.nodes[node] for node, made in self.made.items()}
        arrived = walk({root: ones}, goals=set(goals), keep=True, lift=None, wrap=tensor_of)
        self.told.cotangents = {goals[node]: np.asarray(g) for node, g in arrived.items()}


def brief(value: np.ndarray) -> str:
    """A few numbers of an array, for an error.

    >>> brief(np.arange(9.0))
    '[0.0, 1.0, 2.0, ...]'
    """
    if value.size == 1:
        return f"{value.item():.6g}"
    return f"[{', '.join(str(x) for x in value.ravel()[:3].tolist())}{', ...' if value.size > 3 else ''}]"


def named(frame: Any) -> dict[str, Any]:
    """The tensors and arrays that the variables of a frame name, modules' parameters by their paths.

    A local name comes before a global one, a short one before a long one; names that begin with
    an underscore are passed over.
    """
    found: dict[str, Any] = {}
    for name, x in _variables(frame):
        if isinstance(x, Handle | np.ndarray):
            found.setdefault(name, x)
        elif hasattr(type(x), "named_parameters"):
            for path, parameter in x.named_parameters():
                found.setdefault(f"{name}.{path}", parameter)
    return found


def _variables(frame: Any) -> Iterator[tuple[str, Any]]:
    for scope in (frame.f_locals, frame.f_globals):
        yield from ((name, x) for name, x in list(scope.items()) if not name.startswith("_"))


__all__ = ["Applied", "Computation", "computation", "named"]
