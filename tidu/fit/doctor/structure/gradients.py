"""TD009: no `zero_grad`, told by what happens: a used gradient is added to, and the sum is used."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import name_here
from tidu.fit.doctor.place import Spot, place_at, spot_here
from tidu.fit.doctor.tape import Tape, parameters_of
from tidu.tensor.handle import Leaf


class Note:
    """What is remembered of one leaf from one backward pass to the next."""

    __slots__ = ("count", "mixed", "norm", "sample", "spot", "version", "which")

    def __init__(self) -> None:
        self.version = self.count = self.which = -1
        self.sample: np.ndarray | None = None
        self.mixed = False
        self.norm = 0.0
        self.spot: Spot | None = None


class KeptGradient(Check):
    """An update, then a backward pass that adds to the gradient it used, then an update by the sum.

    Accumulation has no update before the second backward pass; a GAN's discriminator, whose
    gradient the generator's backward pass adds to, is zeroed before it is used. Both are silent.
    """

    code = "TD009"
    causes: ClassVar[Causes] = {"": "certain"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.notes: dict[Leaf, Note] = {}
        self.suspects = 0
        self.told = False
        self.turn = 0

    def gradients(self, tape: Tape) -> None:
        """Gets to know the leaves, and keeps a few of their numbers: `.data` leaves no trace but that."""
        if self.told:
            return
        self.notes = {leaf: note for leaf, note in self.notes.items() if leaf.tensor() is not None}
        for leaf in tape.leaves:
            note = self.notes.setdefault(leaf, Note())
            tensor: Any = leaf.tensor()
            note.sample = sample(tensor._value)

    def starts(self, root: Any) -> None:
        """Before a backward pass: which gradients were used and are still there?"""
        before, self.turn = self.turn, self.doctor.turns
        if self.turn != before + 1:  # what was noted is of long ago
            self.suspects = 0
            for note in self.notes.values():
                note.mixed, note.sample = False, None
            return
        for leaf, note in self.notes.items():
            tensor: Any = leaf.tensor()
            gradient: Any = None if tensor is None else tensor._grad
            if tensor is None or gradient is None:
                note.sample = None
                if note.mixed:
                    self.clear(note)
                continue
            if tensor._counter[0] == note.version and (
                note.sample is None or same(sample(tensor._value), note.sample)
            ):
                note.sample = None
                if note.mixed and not gradient._value.any():
                    self.clear(note)
                continue
            note.sample = None
            self.judge(leaf, note, gradient)

    def judge(self, leaf: Leaf, note: Note, gradient: Any) -> None:
        """A leaf was updated and has a gradient: was it left as it was used?"""
        if gradient._counter[0] != note.count or not gradient._value.any():
            self.clear(note)
        elif note.mixed:
            self.confirm(leaf, note, "by_hand")
        else:
            note.mixed, note.spot = True, spot_here()
            note.norm = float(np.linalg.norm(gradient._value))
            self.suspects += 1

    def clear(self, note: Note) -> None:
        """The gradient was zeroed after all, or changed on purpose."""
        self.suspects -= note.mixed
        note.mixed = False

    def passed(self) -> None:
        """After a backward pass: what version everything is, and which gradients it did not come to."""
        for leaf, note in self.notes.items():
            tensor: Any = leaf.tensor()
            if tensor is not None:
                gradient: Any = tensor._grad
                count, which = (-1, -1) if gradient is None else (gradient._counter[0], id(gradient))
                if note.mixed and (count, which) == (note.count, note.which):
                    self.clear(note)
                note.version, note.count, note.which = tensor._counter[0], count, which

    def before_step(self, optimizer: Any) -> None:
        """Before a step: does it use a gradient that was added to one already used?"""
        held = {id(parameter) for parameter in parameters_of(optimizer)} if self.suspects else ()
        for leaf, note in list(self.notes.items()):
            tensor: Any = leaf.tensor()
            if tensor is None or tensor._grad is None:
                continue
            if note.mixed and id(tensor) in held and tensor._grad._value.any():
                self.confirm(leaf, note, "optimizer")
                return
            note.count, note.which = tensor._grad._counter[0], id(tensor._grad)

    def confirm(self, leaf: Leaf, note: Note, how: str) -> None:
        """Alerts, and listens no longer."""
        if self.told:
            return
        self.told = True
        name = name_here(leaf.tensor())
        fix = "optimizer.zero_grad()" if how == "optimizer" else f"{name}.grad = None"
        norm = f"{note.norm:.3g}"
        self.tell(place=place_at(note.spot), name=name, norm=norm, turn=self.doctor.turns, fix=fix)
        self.notes, self.suspects = {}, 0


def sample(value: np.ndarray) -> np.ndarray:
    """Some numbers of an array, copied: enough to see that it was changed."""
    flat = value.reshape(-1)
    return flat[:: max(1, flat.size // 16)].copy()


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two samples are equal, NaN included."""
    return a.shape == b.shape and a.tobytes() == b.tobytes()
