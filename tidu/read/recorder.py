"""The recorder: what every operation on tensors is handed to while a recording is on.

It is the third way, beside eager with a tape and without, to carry an operation out: the form
rule says what comes out, an equation is noted, and the tape is kept as in eager, so that
`backward` walks it and its rules, which compute on variables as on arrays, record themselves.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterable
from typing import Any, NoReturn

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Primitive
from tidu.core.shapes import Form, form_of
from tidu.core.stream import Stream
from tidu.ops.arithmetic import add
from tidu.ops.convert import cast, number
from tidu.read.grad import Node, next_order, reachable
from tidu.read.layout import laid, link
from tidu.read.memory import PLAIN, Memory
from tidu.read.program import Equation, Slot
from tidu.read.refusal import refusal
from tidu.read.sources import Number
from tidu.read.variable import NotRecordable, Variable, form_of_operand
from tidu.read.world import World
from tidu.tensor.handle import Handle, new
from tidu.tensor.tape import keep, place

FLOAT64 = np.dtype("float64")
NUMBER = Form((), FLOAT64, weak=True)


class Recorder(World):
    """One recording while it is on; `world` notes what is outside, so that it can be put back."""

    def __init__(self) -> None:
        super().__init__()
        self.equations: list[Equation] = []
        self.captured: list[Memory] = []  # what stands for an outside tensor, in order of first use
        self.known: dict[int, Memory] = {}  # the same by the identity of the array
        self.numbers: dict[tuple[int, Any], tuple[Number, Variable]] = {}
        self.streams: list[Stream] = []
        self.made: list[weakref.ref] = []
        self.walks: set[Any] = set()
        self.asked: dict[int, Any] = {}  # outside tensors that were asked whether they need a gradient
        self.began = next_order()
        self.refused: NotRecordable | None = None
        self.over: Any = None  # the function, once it has been called

    def refuse(self, reason: str, **values: object) -> NoReturn:
        """Raises `NotRecordable`, and remembers it in case somebody catches it."""
        error = refusal(reason, self.over, **values)
        self.refused = self.refused or error
        raise error

    # Tensors and what they hold

    def wrap(self, value: Any, node: Any = None) -> Any:
        """A new tensor on a memory, or on what a new one shall hold."""
        tensor = new(Handle.concrete)
        tensor._value = self.hold(value)
        tensor._node = node
        tensor._counter = [0]
        self.made.append(weakref.ref(tensor))
        return tensor

    def hold(self, value: Any) -> Memory:
        """A memory as it is, an outside array as its memory, all else in a new one."""
        if isinstance(value, Memory):
            return value
        if isinstance(value, Variable):
            return Memory(value, value.form, PLAIN if value.ndim < 2 else None)
        known = self.known.get(id(value))
        return Memory(value, form_of(value), value) if known is None else known

    def memory(self, tensor: Handle) -> Memory:
        """What stands for the memory of `tensor`; an outside one becomes an input."""
        value: Any = tensor._value
        if isinstance(value, Memory):
            return value
        known = self.known.get(id(value))
        return self._capture(tensor, value) if known is None else known

    def _capture(self, tensor: Handle, value: np.ndarray) -> Memory:
        self.note(tensor)
        base = tensor._base
        whole: Any = None if base is None else base._value
        if base is not None and isinstance(whole, np.ndarray) and np.may_share_memory(value, whole):
            memory = Memory(None, form_of(value), value, tensor)
            memory.root, memory.chain, memory.seen = self.memory(base), tensor._chain, -1
        else:
            memory = self.input(value, tensor)
        self.known[id(value)] = memory
        return memory

    def input(self, value: np.ndarray, source: Any) -> Memory:
        """A new input of the program, which stands for `source`."""
        form = form_of(value)
        memory = Memory(Variable(form), form, value, source)
        self.captured.append(memory)
        return memory

    def read(self, tensor: Handle) -> Any:
        """What `tensor` holds now: a variable, or an array that is known."""
        return self.memory(tensor).read()

    def look(self, tensor: Handle, reason: str) -> np.ndarray:
        """The numbers of a constant; of what is only known when the program runs they are refused."""
        value = self.read(tensor)
        return value if isinstance(value, np.ndarray) else self.refuse(reason)

    def write(self, target: Handle, result: Handle) -> None:
        """Every in-place write: `target` holds from now on what `result` is."""
        self.note(target)
        self.memory(target).write(self.read(result))

    def set_data(self, tensor: Handle, value: Handle) -> None:
        """`tensor.data = value`. The two share memory from now on."""
        mine, given = self.memory(tensor), self.memory(value)
        if mine is given:
            return
        if mine.source is None:
            tensor._value = given  # pyright: ignore
            return
        if mine.form != given.form or mine.root is not None:
            self.refuse("data")
        mine.write(given.read())
        given.fix()

    # Operations

    def bind(self, primitive: Primitive, operands: tuple, params: dict) -> Any:
        """Notes the operation, and tapes it if an operand needs a gradient.

        Without a tensor among the operands (gradient rules have variables) the result is none.
        """
        values, edges, live, tensors = [], [], 0, not operands
        for position, operand in enumerate(operands):
            node = None
            if isinstance(operand, Handle):
                tensors = True
                values.append(self.read(operand))
                node = self.node(operand) if mode.grad else None
            else:
                values.append(operand.read() if isinstance(operand, Memory) else operand)
            edges.append(node)
            live |= (node is not None) << position
        value = self.equation(primitive, values, params)
        if not tensors:
            return value
        result = self.wrap(laid(self, primitive, operands, params, value))
        if live:
            plan = primitive.plan(len(values), live)
            if plan.rules:
                result._node = made = Node(primitive, params, edges, plan, result._value)
                if plan.saved or plan.needs_out:
                    keep(made, plan, operands, values, result)
        if primitive.view:
            link(self, result, primitive, operands[0], params)
        return result

    def node(self, operand: Handle) -> Any:
        """Where on the tape `operand` is; a tape from before the recording cannot be walked in it."""
        if id(operand) in self.tensors and id(operand) not in self.arguments:
            self.asked[id(operand)] = operand
        node = place(operand)
        if node is not None and node.edges and node.order < self.began:
            self.refuse("tape")
        return node

    def equation(self, primitive: Primitive, operands: Iterable[Any], params: dict) -> Any:
        """What `primitive` makes of variables; of what is known already it is computed at once."""
        values = [np.asarray(x) if isinstance(x, np.generic) else x for x in operands]
        stream = params.get("stream")
        if stream is not None:
            params = {**params, "stream": self.slot(stream)}
        elif not any(isinstance(x, Variable) for x in values):
            with np.errstate(all="ignore"):
                made = primitive.run(*values, **params)
            return made if type(made) in (float, int, bool) else np.asarray(made)
        result = Variable(primitive.form(*map(form_of_operand, values), **params))
        self.equations.append(Equation(primitive, tuple(values), params, result))
        return result

    def slot(self, stream: Stream) -> Slot:
        """The place of a random stream among the program's."""
        for position, known in enumerate(self.streams):
            if known is stream:
                return Slot(position)
        self.streams.append(stream)
        return Slot(len(self.streams) - 1)

    # Gradients and numbers

    def seed(self, gradient: Handle, kind: np.dtype) -> Any:
        """A cotangent that is handed to `backward`, as a variable of type `kind`."""
        value = self.read(gradient)
        return value if value.dtype == kind else self.equation(cast, (value,), {"dtype": kind})

    def walked(self, roots: Iterable[Any]) -> None:
        """Notes that a backward pass goes over what is behind `roots`."""
        self.walks.update(reachable(roots))

    def add_gradient(self, tensor: Any, g: Any) -> None:
        """Adds the cotangent `g` to the gradient of `tensor`."""
        self.note_gradient(tensor)
        present = tensor._grad
        if isinstance(g, Handle):
            tensor._grad = g if present is None else present + g
        elif present is None:
            g = g.read() if isinstance(g, Memory) else g
            tensor._grad = self.wrap(g if isinstance(g, Variable) else np.asarray(g))
        elif present._node is None:
            self.note(present)
            self.memory(present).write(self.equation(add, (self.read(present), plain(g)), {}))
            present._counter[0] += 1
        else:
            tensor._grad = self.wrap(self.equation(add, (self.read(present), plain(g)), {}))

    def number(self, holder: dict, key: Any) -> Any:
        """The number `holder[key]`, which is read anew at each call; of a tensor the one it holds."""
        value = holder[key]
        if isinstance(value, Handle):
            return self.number_in(value)
        found = self.numbers.get((id(holder), key))
        if found is None:
            found = self.numbers[id(holder), key] = (Number(holder, key), Variable(NUMBER))
        return found[1]

    def number_in(self, tensor: Handle) -> Any:
        """The number that `tensor` holds, which computes as Python's do."""
        return self.equation(number, (self.read(tensor),), {})


    def survivor(self) -> tuple[int, ...] | None:
        """The shape of a tensor of the recording that somebody outside still has."""
        self.tensors.clear()
        self.asked.clear()
        self.gradients_read.clear()
        self.walks.clear()
        if all(made() is None for made in self.made):
            return None
        gc.collect()
        return next((x._value.shape for made in self.made if (x := made()) is not None), None)


def plain(x: Any) -> Any:
    """A cotangent without a memory around it."""
    return x.read() if isinstance(x, Memory) else x
