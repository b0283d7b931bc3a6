"""A pickle read as data: its instructions build plain values, and call only what is handed in.

Python's own unpickler imports and calls whatever a file names. This one knows no import: a name
stays a `Name`, and what may be made of it is decided by a table.
Source: https://docs.python.org/3/library/pickletools.html
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from tidu.files.refusal import RefusedObject
from tidu.text import say


class Name(NamedTuple):
    """What a pickle names: a module and something in it."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


MARK = object()
CONSTANTS: dict[str, Callable[[], Any]] = {
    "NONE": lambda: None, "NEWTRUE": lambda: True, "NEWFALSE": lambda: False, "EMPTY_TUPLE": tuple,
    "EMPTY_LIST": list, "EMPTY_DICT": dict, "EMPTY_SET": set, "MARK": lambda: MARK,
}  # fmt: skip
VALUES = {
    "INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT", "STRING",
    "BINSTRING", "SHORT_BINSTRING", "UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "BINBYTES",
    "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8",
}  # fmt: skip


class Machine:
    """Carries out the instructions of one pickle.

    `call(name, arguments)` makes what a name is called for, `build(value, state)` gives a value its
    state, `persistent(id)` is what an outside reference means; each refuses what it does not know.

    >>> import io, pickle
    >>> Machine(dict, None, None).run(io.BytesIO(pickle.dumps({"a": [1, (2.5, None)]})))
    {'a': [1, (2.5, None)]}
    """

    def __init__(self, call: Callable[[Name, tuple], Any], build: Any, persistent: Any):
        self.call, self.build, self.persistent = call, build, persistent
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}

    def run(self, file: BinaryIO) -> Any:
        """The value of the pickle at the file's place, which is behind it then."""
        self.stack, self.memo = [], {}
        for opcode, argument, _ in pickletools.genops(file):
            self.step(opcode.name, argument)
        return self.stack.pop()

    def step(self, name: str, argument: Any) -> None:
        """One instruction."""
        if name in VALUES:
            self.stack.append(argument)
        elif name in CONSTANTS:
            self.stack.append(CONSTANTS[name]())
        elif name in ("PROTO", "FRAME", "STOP"):
            pass
        elif name in ("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"):
            self.memo[len(self.memo) if name == "MEMOIZE" else argument] = self.stack[-1]
        elif name in ("GET", "BINGET", "LONG_BINGET"):
            self.stack.append(self.memo[argument])
        elif hasattr(self, f"do_{name.lower()}"):
            getattr(self, f"do_{name.lower()}")(argument)
        else:
            raise RefusedObject(say("files.instruction", name=name))

    def to_mark(self) -> list[Any]:
        """What was put on the stack since the last mark."""
        place = len(self.stack) - 1
        while self.stack[place] is not MARK:
            place -= 1
        found = self.stack[place + 1 :]
        del self.stack[place:]
        return found

    def do_pop(self, _: Any) -> None:
        self.stack.pop()

    def do_pop_mark(self, _: Any) -> None:
        self.to_mark()

    def do_dup(self, _: Any) -> None:
        self.stack.append(self.stack[-1])

    def do_tuple(self, _: Any) -> None:
        self.stack.append(tuple(self.to_mark()))

    def do_tuple1(self, _: Any) -> None:
        self.stack[-1:] = [tuple(self.stack[-1:])]

    def do_tuple2(self, _: Any) -> None:
        self.stack[-2:] = [tuple(self.stack[-2:])]

    def do_tuple3(self, _: Any) -> None:
        self.stack[-3:] = [tuple(self.stack[-3:])]

    def do_list(self, _: Any) -> None:
        self.stack.append(self.to_mark())

    def do_dict(self, _: Any) -> None:
        self.stack.append(dict(pairs(self.to_mark())))

    def do_frozenset(self, _: Any) -> None:
        self.stack.append(frozenset(self.to_mark()))

    def do_append(self, _: Any) -> None:
        last = self.stack.pop()
        only(self.stack[-1], list).append(last)

    def do_appends(self, _: Any) -> None:
        found = self.to_mark()
        only(self.stack[-1], list).extend(found)

    def do_additems(self, _: Any) -> None:
        found = self.to_mark()
        only(self.stack[-1], set).update(found)

    def do_setitem(self, _: Any) -> None:
        value, key = self.stack.pop(), self.stack.pop()
        only(self.stack[-1], dict)[key] = value

    def do_setitems(self, _: Any) -> None:
        found = self.to_mark()
        only(self.stack[-1], dict).update(pairs(found))

    def do_global(self, argument: str) -> None:
        self.stack.append(Name(*argument.split(" ", 1)))

    def do_stack_global(self, _: Any) -> None:
        name, module = self.stack.pop(), self.stack.pop()
        self.stack.append(Name(only(module, str), only(name, str)))

    def do_reduce(self, _: Any) -> None:
        arguments, name = self.stack.pop(), self.stack.pop()
        self.stack.append(self.call(only(name, Name), only(arguments, tuple)))

    do_newobj = do_reduce

    def do_build(self, _: Any) -> None:
        state = self.stack.pop()
        self.stack[-1] = self.build(self.stack[-1], state)

    def do_binpersid(self, _: Any) -> None:
        self.stack.append(self.persistent(self.stack.pop()))


def only(value: Any, kind: type) -> Any:
    """`value`, if it is of that kind; ValueError for a pickle that no program wrote so."""
    if not isinstance(value, kind):
        raise ValueError(f"{type(value).__name__} where {kind.__name__} belongs")
    return value


def pairs(found: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Keys and values that follow each other.

    >>> list(pairs(["a", 1, "b", 2]))
    [('a', 1), ('b', 2)]
    """
    return zip(found[::2], found[1::2], strict=True)
