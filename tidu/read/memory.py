"""Where tensors keep their values while a recording is on: a place that is written to and seen in views.

A `Variable` never changes. What changes, in eager as here, is the memory that tensors share:
`x.detach()` and `x.data` hold the very memory of `x`, a view a part of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Primitive
from tidu.core.shapes import Form
from tidu.ops.convert import cast
from tidu.ops.move import assign
from tidu.read.variable import Variable, refuse

PLAIN = "plain"  # the layout of an array whose elements lie in order in memory

Chain = tuple[tuple[Primitive, tuple], ...]


class Memory(Variable):
    """A place in memory. `now` is what it holds: a variable, or an array that is known already.

    A view has a `root` and the `chain` of view operations that leads there from it. `layout` is
    an array laid out as eager would have it, PLAIN, or None where that cannot be told.
    `source` is the outside tensor that it stands for.
    """

    __slots__ = ("chain", "fixed", "layout", "now", "root", "seen", "source", "start", "version")

    def __init__(self, now: Any, form: Form, layout: Any = None, source: Any = None):
        super().__init__(form)
        self.now = self.start = now
        self.layout = layout
        self.source = source
        self.root: Memory | None = None
        self.chain: Chain = ()
        self.version = self.seen = 0
        self.fixed = False

    def part(self, now: Any, form: Form, step: tuple[Primitive, tuple], layout: Any) -> Memory:
        """The view of this memory that one more view operation gives."""
        view = Memory(now, form, layout)
        view.root = self if self.root is None else self.root
        view.chain = (*self.chain, step)
        view.seen = view.root.version
        return view

    def read(self) -> Any:
        """What it holds now; a view of a root that was written to looks again."""
        root = self.root
        if root is not None and self.seen != root.version:
            value = root.now
            for primitive, params in self.chain:
                value = mode.recorder.equation(primitive, (value,), dict(params))
            self.now, self.seen = value, root.version
        return self.now

    def write(self, value: Any) -> None:
        """Puts `value`, of its shape, into it, in its type."""
        root = self if self.root is None else self.root
        if self.fixed or root.fixed:
            refuse("alias")
        if value.dtype != self.form.dtype:
            value = mode.recorder.equation(cast, (value,), {"dtype": self.form.dtype})
        if root is not self:
            root.now = mode.recorder.equation(assign, (root.now, value), {"chain": self.chain})
        self.now = value
        root.version += 1
        self.seen = root.version

    def fix(self) -> None:
        """Refuses writes from now on: whether another tensor would see them is not known."""
        self.fixed = True
        if self.root is not None:
            self.root.fixed = True

    def array(self) -> np.ndarray | None:
        """An array of its layout, whose numbers mean nothing."""
        if self.layout is PLAIN:
            self.layout = np.empty(self.form.shape, self.form.dtype)
        return self.layout

    def _known_layout(self) -> np.ndarray:
        array = self.array()
        return refuse("layout") if array is None else array

    def copy(self, order: str = "C") -> Memory:
        """Another memory with what it holds now."""
        return Memory(self.read(), self.form, PLAIN if self.layout is PLAIN else None)

    @property
    def flags(self) -> Any:
        """NumPy's notes on the layout."""
        return self._known_layout().flags

    @property
    def strides(self) -> tuple[int, ...]:
        """How many bytes apart neighbours along each axis lie."""
        return self._known_layout().strides

    @property
    def nbytes(self) -> int:
        """How many bytes its numbers take."""
        return self.size * self.itemsize
