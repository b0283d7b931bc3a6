"""LLVM's assembly as text: lines, fresh names, and values that know their type.

Text is written because building the same through llvmlite's objects takes sixteen times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np

# What a number is called in LLVM. A truth is one byte in memory and one bit as a value.
TYPES = {
    "f4": "float", "f8": "double", "i1": "i8", "i2": "i16", "i4": "i32", "i8": "i64",
    "u1": "i8", "b1": "i1",
}  # fmt: skip


def code_of(dtype: np.dtype) -> str:
    """The short code of a NumPy type, as values carry it: "f4", "i8", "b1".

    >>> code_of(np.dtype("float32")), code_of(np.dtype(bool))
    ('f4', 'b1')
    """
    return dtype.kind + str(dtype.itemsize)


class Value(NamedTuple):
    """Something computed: its name (or a constant's text), the code of its numbers, its lanes.

    >>> Value("%x", "f4", 16).type
    '<16 x float>'
    """

    name: str
    code: str
    lanes: int = 1

    @property
    def type(self) -> str:
        """LLVM's type of it."""
        return TYPES[self.code] if self.lanes == 1 else f"<{self.lanes} x {TYPES[self.code]}>"

    @property
    def real(self) -> bool:
        """Whether it is a real number."""
        return self.code[0] == "f"


class Writer:
    """A function being written.

    >>> writer = Writer()
    >>> x = writer.put("add i64 1, 2"); writer.do(f"ret i64 {x}")
    >>> print(writer.text())
      %v1 = add i64 1, 2
      ret i64 %v1
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.block = "entry"
        self.count = 0
        self.declared: set[str] = set()
        self.slots: list[str] = []
        self.at_hand: dict[Any, Any] = {}  # what memory holds, as far as this block has seen

    def fresh(self, stem: str = "v") -> str:
        """A name that is new in this function."""
        self.count += 1
        return f"{stem}{self.count}"

    def put(self, text: str) -> str:
        """Writes an instruction with a result, and gives the result's name."""
        self.count += 1
        name = f"%v{self.count}"
        self.lines.append(f"  {name} = {text}")
        return name

    def define(self, name: str, text: str) -> None:
        """Writes an instruction whose result has a name of its own."""
        self.lines.append(f"  {name} = {text}")

    def do(self, text: str) -> None:
        """Writes an instruction without a result."""
        self.lines.append(f"  {text}")

    def slot(self, kind: str) -> str:
        """A variable on the stack, made once, when the function is entered."""
        name = f"%{self.fresh('slot')}"
        self.slots.append(f"  {name} = alloca {kind}, align 64")
        return name

    def declare(self, text: str) -> None:
        """Asks for a declaration (of a function elsewhere) in the module, once."""
        self.declared.add(text)

    def start(self, block: str) -> None:
        """Begins a block; the one before must have ended by a jump."""
        self.lines.append(f"{block}:")
        self.block = block
        self.at_hand = {}

    def go(self, block: str) -> None:
        """Ends the block by a jump, and begins that other one."""
        self.do(f"br label %{block}")
        self.start(block)

    @contextmanager
    def loop(self, first: int | str, end: int | str, step: int = 1) -> Iterator[str]:
        """A loop over i64 from `first` while below `end`, which must run at least once.

        Gives the counter's name. Values made inside are not known outside.
        """
        head, before = self.fresh("loop"), self.block
        counter, following = f"%{self.fresh('i')}", f"%{self.fresh('n')}"
        done = self.fresh("done")
        self.do(f"br label %{head}")
        self.start(head)
        self.lines.append("")  # the phi, whose second entry is known when the body is written
        place = len(self.lines) - 1
        yield counter
        self.lines[place] = f"  {counter} = phi i64 [{first}, %{before}], [{following}, %{self.block}]"
        self.do(f"{following} = add nuw nsw i64 {counter}, {step}")
        again = self.put(f"icmp slt i64 {following}, {end}")
        self.do(f"br i1 {again}, label %{head}, label %{done}")
        self.start(done)

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is written inside runs only if `condition` (an i1) holds."""
        inside, after = self.fresh("when"), self.fresh("after")
        self.do(f"br i1 {condition}, label %{inside}, label %{after}")
        self.start(inside)
        yield
        self.go(after)

    def text(self) -> str:
        """All that was written, what is on the stack first."""
        return "\n".join([*self.slots, *self.lines])
