"""TD011: `w = w - lr * w.grad`, after which w is a result and no parameter any more."""

from __future__ import annotations

import linecache
import re
from types import FrameType
from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import frame_of
from tidu.fit.doctor.place import Place
from tidu.fit.doctor.structure.crash import said_by
from tidu.tensor.handle import Handle, Leaf

NAME, LESS = r"(?<![\w.])(?P<name>[A-Za-z_][\w.]*)", r"\s*-\s*(?P<rest>[^#]*?(?P=name)\.grad\b[^#]*"
STEP = re.compile(NAME + r"\s*=\s*(?P=name)" + LESS + ")")
EACH = re.compile(NAME + LESS + r"?)\s+for\s")
"""In a list of all new parameters."""


class Rebound(Check):
    """An error over a gradient that is None, or a loss that no parameter leads to, and the line behind it."""

    code = "TD011"
    causes: ClassVar[Causes] = {"rebound": "certain"}

    def error(self, error: BaseException) -> None:
        """Looks for the line in the code that raised."""
        none = isinstance(error, TypeError | AttributeError) and "NoneType" in str(error)
        frame = frame_of(error)
        if frame is None or not (none or said_by(error)[0] == "errors.backward_of_constant"):
            return
        for place, found in steps_by_hand(frame):
            if is_result(frame, found["name"], constant=not none):
                self.tell("rebound", place=place, name=found["name"], fix=fix_for(found))
                return


def steps_by_hand(frame: FrameType) -> list[tuple[Place, re.Match[str]]]:
    """Lines of the code of a frame that make a new tensor of a parameter less a part of its gradient."""
    code, found = frame.f_code, []
    last = max((line for *_, line in code.co_lines() if line), default=code.co_firstlineno)
    for line in range(code.co_firstlineno, last + 1):
        text = linecache.getline(code.co_filename, line).strip()
        match = STEP.search(text) or EACH.search(text)
        if match is not None:
            found.append((Place(code.co_filename, line, text), match))
    return found


def fix_for(found: re.Match[str]) -> str:
    """The step as it should be: in place, or as new parameters."""
    name, rest = found["name"], found["rest"].strip().rstrip(";")
    if found.re is EACH:
        return f"({name} - {rest}).detach().requires_grad_()"
    return f"with torch.no_grad(): {name} -= {rest}"


def is_result(frame: FrameType, name: str, constant: bool) -> bool:
    """Whether a name stands for a tensor that was computed: on the tape, or a constant by now."""
    first, *path = name.split(".")
    held: Any = frame.f_locals.get(first, frame.f_globals.get(first))
    for word in path:
        held = getattr(held, word, None)
    if not isinstance(held, Handle) or isinstance(held._node, Leaf):
        return False
    return constant or held._node is not None
