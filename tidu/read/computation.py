"""A computation as it can be told: the program behind a tensor, with every value and every cotangent.

It is read off the tape and computed once more, forward and backward, by the same primitives and
the same gradient rules, so that what explain and draw show is what ran. If the result is not the
one that the tensor holds, an input was changed since, and that is said instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from tidu.core.shapes import form_of
from tidu.read.grad import reachable, walk
from tidu.read.program import Equation
from tidu.read.told import Applied, Computation
from tidu.read.variable import Variable
from tidu.tensor.application import Application, Output
from tidu.tensor.handle import Handle, Leaf, tensor_of, wrap
from tidu.tensor.tape import grad_mode, place, taped
from tidu.text import say


def computation(tensor: Any, names: Mapping[str, Any] | None = None, *, parts: bool = False) -> Computation:
    """What `tensor` was computed from, read off its tape, with the numbers of now.

    `names` are tensors (or arrays) by the names that people gave them. With `parts` an own operation
    that says by `in_parts` what it is composed of (a recurrent layer) is read as that. Errors:
    ValueError where nothing was taped, where a leaf is gone or was changed in place since, or where
    the backward pass has let large operands go.
    """
    if not isinstance(tensor, Handle):
        raise TypeError(say("computation.kind", given=type(tensor).__name__))
    root = place(tensor)
    if root is None:
        raise ValueError(say("computation.constant"))
    with grad_mode(True):
        return _Reader(names or {}, parts).read(tensor, root)


class _Reader:
    """Replays a tape: each node becomes an equation, and a tensor on a new tape."""

    def __init__(self, names: Mapping[str, Any], parts: bool):
        self.told, self.parts = Computation(), parts
        self.made: dict[Any, Any] = {}  # node of the old tape -> tensor on the new
        self.constants: dict[int, tuple[Variable, Any]] = {}
        self.results: dict[Any, Sequence] = {}  # application -> its results on the new tape
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
        if not self.is_same(end._value, tensor._value):
            raise ValueError(say("computation.changed", now=brief(end._value), held=brief(tensor._value)))
        self.carry(end)
        return told

    def is_same(self, now: np.ndarray, held: np.ndarray) -> bool:
        """Whether a result is the one that was computed; parts round otherwise than the whole."""
        if not self.parts or held.dtype.kind != "f":
            return np.array_equal(now, held, equal_nan=True)
        near = float(np.finfo(held.dtype).eps) ** 0.5
        return np.allclose(now, held, rtol=near, atol=near, equal_nan=True)

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
        in_parts = getattr(whole.function, "in_parts", None)
        if self.parts and in_parts is not None:
            return self.composed(node, in_parts)
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

    def composed(self, node: Output, in_parts: Callable[..., Sequence]) -> Any:
        """A result of an own operation, as what it is composed of."""
        whole = node.whole
        if whole not in self.results:
            self.results[whole] = self.unfolded(whole, in_parts)
        inner = place(self.results[whole][node.position])
        self.told.nodes[node] = variable = self.told.nodes[inner]
        self.name(variable, node, None)
        return self.made[inner]

    def unfolded(self, whole: Application, in_parts: Callable[..., Sequence]) -> Sequence:
        """The results of an own operation on a tape of its own, which is read as if it were part of ours."""
        arguments = list(whole.arguments or ())
        for position, edge in enumerate(whole.edges):
            if edge is not None:
                inside = wrap(arguments[position]._value)
                inside._node = start = Leaf(inside)
                self.made[start], self.told.nodes[start] = self.made[edge], self.told.nodes[edge]
                arguments[position] = inside
        results = in_parts(*arguments)
        nodes = [place(each) for each in results if isinstance(each, Handle)]
        for node in reversed(reachable([each for each in nodes if each is not None])):
            if node not in self.made:
                self.made[node] = self.result(node)
        return results

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


__all__ = ["Applied", "Computation", "computation"]
