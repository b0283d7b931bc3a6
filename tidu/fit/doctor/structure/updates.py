"""TD011: parameters that training does not move."""

from __future__ import annotations

import gc
import weakref
from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import module_here, name_here
from tidu.fit.doctor.place import place_here
from tidu.fit.doctor.tape import Tape, parameters_of
from tidu.nn.parameter import Parameter
from tidu.optim import Optimizer
from tidu.tensor.handle import Leaf

PATIENCE = 3  # steps, or chosen steps, that must show it
WITHOUT = 16  # backward passes without a step


class Updates(Check):
    """Gradients that reach no optimizer, optimizers that get no gradients, steps that move nothing.

    Silent: frozen parameters (`requires_grad=False`), layers that were called without a tape, and
    models that are differentiated for other reasons than to train them.
    """

    code = "TD011"
    causes: ClassVar[Causes] = {
        "cleared": "certain", "root": "certain", "outside": "certain", "left_out": "likely",
        "unused": "likely", "still": "certain", "no_step": "certain", "replaced": "certain", "cut": "certain",
        "no_backward": "certain",
    }  # fmt: skip

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.arrived: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()  # leaf -> its version then
        self.first: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()  # leaf -> its first pass
        self.latest: set[int] = set()  # ids of what the last tape that was looked at leads to
        self.strangers: list[int] | None = None  # the shape of one, where none of that is a parameter
        self.held: set[int] = set()  # ids of parameters of optimizers that have stepped
        self.idle: dict[int, int] = {}  # optimizer -> steps without any gradient
        self.active: set[int] = set()  # optimizers that had one
        self.lonely: dict[int, int] = {}  # parameter -> chosen steps without a gradient
        self.before: dict[int, tuple[int, Any]] = {}  # parameter -> a place, and what was there
        self.came = self.fits = False
        self.stale: tuple[int, list[tuple[Any, Any, int]]] | None = None  # an optimizer, gradients it used
        self.waiting: tuple[dict[str, Any], Any, list[Any]] | None = None
        self.without_rate: dict[int, tuple[int, str, Any]] = {}  # optimizer -> chosen steps with a rate of 0
        self.unmoved: dict[int, int] = {}
        self.moved: set[int] = set()
        self.single = self.zeroed = 0
        self.without_pass: tuple[str, Any] | None = None  # an optimizer's name, and the line of its steps

    def begin(self, run: Any) -> None:
        """A `fit` has one optimizer, which is known before it steps."""
        self.held.update(map(id, parameters_of(run.optimizer)))
        self.fits = True

    # Backward passes

    def starts(self, root: Any) -> None:
        """A backward pass from a tensor that was computed from nothing trains nothing."""
        if not root.edges:
            self.single += 1

    def backward(self, tape: Tape) -> None:
        """How many passes there were, and whether gradients were cleared between them."""
        if tape.nth > 1 and not any(pushed(leaf.tensor()) for leaf in tape.leaves):
            self.zeroed += 1

    def gradients(self, tape: Tape) -> None:
        """Which leaves got one, and which of them no optimizer moves."""
        for leaf in tape.leaves:
            tensor: Any = leaf.tensor()
            self.arrived.setdefault(leaf, tensor._counter[0])
            self.first.setdefault(leaf, tape.turn)
        self.latest = {id(leaf.tensor()) for leaf in tape.leaves}
        ends = [node for node in tape.nodes if isinstance(node, Leaf)]  # dead ones too
        mine = any(isinstance(x := leaf.tensor(), Parameter) or id(x) in self.held for leaf in ends)
        self.strangers = None if mine or not ends else list(ends[-1].shape)
        self.came = any(pushed(leaf.tensor()) for leaf in tape.leaves)
        if self.doctor.steps >= PATIENCE or self.fits:
            self.outside(tape)
        elif not self.doctor.steps and self.zeroed >= 2:
            self.without_step(tape)

    def outside(self, tape: Tape) -> None:
        """Parameters beside those that are moved, in no optimizer at all."""
        found = [(leaf, x) for leaf in tape.leaves if isinstance(x := leaf.tensor(), Parameter)]
        mine = [x for _, x in found if id(x) in self.held]
        others = [x for leaf, x in found if id(x) not in self.held and self.arrived[leaf] == x._counter[0]]
        if not mine or not others:
            return
        everywhere = {id(p) for x in optimizers() for p in parameters_of(x)}
        others = [x for x in others if id(x) not in everywhere]
        if not others:
            return
        known = {id(p) for module, _ in tape.calls for p in module.parameters()}
        strays = [x for x in others if known and id(x) not in known]
        kept = strays or others
        holding = [module for module, _ in tape.calls if next(module.parameters(), None) is not None]
        called = type(holding[-1]).__name__ if holding else "model"
        names = {"name": name_here(kept[0]), "count": len(kept), "model": called}
        if strays:
            self.tell("outside", **names)
        elif self.waiting is None:  # layers that are trained later on are told by nobody
            self.waiting = names, place_here(), kept

    def end(self, history: Any) -> None:
        """Parameters that were in no optimizer to the end, and optimizers whose rate was 0 to the end."""
        if self.waiting is not None and not self.doctor.has_told("TD011-replaced"):
            names, place, kept = self.waiting
            still = [x for x in kept if id(x) not in self.held]
            if still:
                self.tell("left_out", place=place, **{**names, "count": len(still)})
        if self.without_pass is not None and not self.doctor.turns:
            kind, place = self.without_pass
            self.tell("no_backward", place=place, steps=self.doctor.steps, optimizer=kind)
        for key, (steps, kind, place) in self.without_rate.items():
            if key not in self.moved and steps >= PATIENCE:
                self.tell("still", place=place, steps=self.doctor.steps, rate="0", optimizer=kind)

    def without_step(self, tape: Tape) -> None:
        """Gradients come and are cleared, and nothing is ever moved, though an optimizer is there."""
        passes = tape.turn + 1 - max((self.first[leaf] for leaf in tape.leaves), default=tape.turn)
        if passes < WITHOUT:  # there may have been another model before, which LBFGS moved
            return
        leaves = {id(x) for leaf in tape.leaves if (x := leaf.tensor())._counter[0] == self.arrived[leaf]}  # pyright: ignore
        if len(leaves) < len(tape.leaves):
            return
        for optimizer in optimizers():
            if any(id(parameter) in leaves for parameter in parameters_of(optimizer)):
                self.tell("no_step", passes=passes, optimizer=type(optimizer).__name__)
                return

    # Steps

    def before_step(self, optimizer: Any) -> None:
        """A step for which there is no gradient at all, though one had arrived, or only used ones."""
        key = id(optimizer)
        if self.stale is not None and self.stale[0] == key:
            (_, used), self.stale = self.stale, None
            if all(x._grad is gradient and gradient._counter[0] == count for x, gradient, count in used):
                self.replaced(optimizer)
        for group in optimizer.param_groups:
            for parameter in group["params"]:
                if parameter._grad is not None:
                    self.active.add(key)
                    return
        if key not in self.active:
            self.without_gradient(optimizer)

    def without_gradient(self, optimizer: Any) -> None:
        """Counts a step that had nothing to go by."""
        key, kind = id(optimizer), type(optimizer).__name__
        self.idle[key] = steps = self.idle.get(key, 0) + 1
        if steps < PATIENCE:
            return
        if not self.doctor.turns and self.doctor.calls and self.without_pass is None:
            self.without_pass = kind, place_here()
        leaves, own = {id(leaf.tensor()) for leaf in self.arrived}, set(map(id, parameters_of(optimizer)))
        if not own & self.latest and (steps & (steps - 1) or self.replaced(optimizer)):
            return
        if own & leaves:
            self.tell("cleared", steps=steps, optimizer=kind)
        elif self.single >= PATIENCE:
            self.tell("root", steps=steps, optimizer=kind)
        elif self.strangers is not None:
            self.tell("cut", steps=steps, optimizer=kind, count=len(own), shape=self.strangers)

    def replaced(self, optimizer: Any) -> bool:
        """Whether gradients come to parameters that nobody moves, in place of those of an optimizer."""
        arrived = [(leaf.tensor(), version) for leaf, version in self.arrived.items()]
        others = [x for x, version in arrived if id(x) in self.latest and isinstance(x, Parameter)
                  and x._counter[0] == version]  # fmt: skip
        everywhere = {id(p) for each in optimizers() for p in parameters_of(each)}
        if not others or any(id(x) in everywhere for x in others):
            return False
        self.tell_replaced(others, optimizer)
        return True

    def exchanged(self, without: list[Any], optimizer: Any) -> bool:
        """Whether others of the same shapes get the gradients in their place, which no optimizer has."""
        kept = [] if self.waiting is None else [x for x in self.waiting[2] if id(x) not in self.held]
        shapes, others = (sorted(x._value.shape for x in several) for several in (without, kept))
        if shapes != others:
            return False
        self.tell_replaced(kept, optimizer)
        return True

    def tell_replaced(self, others: list[Any], optimizer: Any) -> None:
        """Says whose gradients go to nobody."""
        kind, rate = type(optimizer).__name__, float(optimizer.param_groups[0].get("lr") or 0)
        names = {"name": module_here(others[0]), "count": len(others), "optimizer": kind}
        self.tell("replaced", steps=self.doctor.steps, rate=f"{rate:.3g}", **names)

    def chosen_step(self, optimizer: Any) -> None:
        """Notes where each parameter is pushed most, and who has no gradient."""
        parameters = parameters_of(optimizer)
        self.held.update(map(id, parameters))
        used = [(x, x._grad, x._grad._counter[0]) for x in parameters if x._grad is not None]
        if used and self.came and not self.latest & {id(x) for x in parameters}:
            self.stale = id(optimizer), used
        self.before = {id(x): (at := steepest(x), x._value.reshape(-1)[at]) for x in parameters if pushed(x)}
        if not self.before:
            if self.came and all(any(x is leaf.tensor() for leaf in self.arrived) for x in parameters):
                self.active.discard(id(optimizer))
                if any(x._grad is not None for x in parameters):
                    self.without_gradient(optimizer)
            return
        for x in parameters:
            known = x._grad is not None or not x.requires_grad
            self.lonely[id(x)] = -(1 << 30) if known else self.lonely.get(id(x), 0) + 1
        without = [x for x in parameters if self.lonely[id(x)] > PATIENCE]
        if without and not self.exchanged(without, optimizer):
            names = {"name": name_here(without[0]), "count": len(without), "of": len(parameters)}
            self.tell("unused", **names)

    def chosen_stepped(self, optimizer: Any) -> None:
        """Whether the step has moved any of them."""
        if not self.before:
            return
        key, kind = id(optimizer), type(optimizer).__name__
        for x in parameters_of(optimizer):
            at, value = self.before.get(id(x), (0, None))
            if value is not None and x._value.reshape(-1)[at] != value:
                self.moved.add(key)
        self.before = {}
        self.unmoved[key] = self.unmoved.get(key, 0) + 1
        if all(group.get("lr") == 0 for group in optimizer.param_groups):
            # A warm-up may begin with no step at all.
            self.without_rate[key] = self.without_rate.get(key, (0,))[0] + 1, kind, place_here()
            self.unmoved[key] = 0
        elif key not in self.moved and self.unmoved[key] >= PATIENCE:
            rate = float(optimizer.param_groups[0].get("lr") or 0)
            self.tell("still", steps=self.doctor.steps, rate=f"{rate:.3g}", optimizer=kind)


def steepest(parameter: Any) -> int:
    """Where the gradient is largest, as a place in the flat array."""
    return int(np.abs(parameter._grad._value).argmax())


def optimizers() -> list[Any]:
    """Every optimizer that lives. By type alone: to ask an object for its class may run its own code."""
    return [x for x in gc.get_objects() if issubclass(type(x), Optimizer)]


def pushed(parameter: Any) -> bool:
    """Whether there is a gradient that is not 0."""
    return parameter._grad is not None and bool(parameter._grad._value.any())
