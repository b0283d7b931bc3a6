"""TD011: an error over a loss that no parameter leads to, or over a step by hand that was taped: why."""

from __future__ import annotations

import ast
import linecache
import re
from types import FrameType
from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import frame_of, variables_here
from tidu.fit.doctor.place import Place, place_at, place_of
from tidu.fit.doctor.structure.crash import said_by
from tidu.nn.module import Module
from tidu.tensor.handle import Handle

ASKED = re.compile(r"(?<![\w.])([A-Za-z_]\w*)\.grad\b")
WITHOUT_TAPE = ("no_grad", "inference_mode")
STEP = re.compile(r"(?<![\w.])[A-Za-z_][\w.]*(\[[^\]]*\])?\s*[-+]=.*")


class CrashOfUpdates(Check):
    """A loss that nothing leads to, and which of its causes it is; a parameter changed on the tape.

    Told apart by what the code that raised sees: a line inside no_grad, modules of which no parameter
    asks for a gradient, or no tensor at all that does. Else something between them cut the tape.
    """

    code = "TD011"
    causes: ClassVar[Causes] = {
        "constant": "certain", "untaped": "certain", "frozen": "certain", "plain": "certain",
        "in_place": "certain",
    }  # fmt: skip

    def error(self, error: BaseException) -> None:
        """backward() found no tape, or an update found itself on one."""
        key, place = said_by(error)[0], place_of(error)
        if key == "errors.in_place_leaf" and place is not None and STEP.match(place.text):
            line = place.text.split(";")[0].split("#")[0].strip()
            self.tell("in_place", place=place, line=line)
        if key != "errors.backward_of_constant" or self.doctor.has_told("TD011-rebound"):
            return
        frame = frame_of(error)
        if frame is None or place is None:
            self.tell("constant", place=place)
            return
        if (line := untaped(frame, place)) is not None:
            self.tell("untaped", place=line)
            return
        cause, values = unasked(frame)
        self.tell(cause, place=place, **values)


def untaped(frame: FrameType, place: Place) -> Place | None:
    """The line of the `with torch.no_grad():`, or decorator, around a line of the frame's code."""
    code = frame.f_code
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except SyntaxError:  # a cell of a notebook may hold more than Python
        return None
    for node in ast.walk(tree):
        made: list[ast.expr] = []
        if isinstance(node, ast.With):
            made = [item.context_expr for item in node.items]
        elif isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            made = node.decorator_list
        first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
        if made and first <= place.line <= last:
            for each in made:
                if any(word in WITHOUT_TAPE for word in words_of(each)):
                    return place_at((code, each.lineno))
    return None


def words_of(expression: ast.expr) -> list[str]:
    """The names in an expression, attributes included."""
    return [getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(expression)]


def unasked(frame: FrameType) -> tuple[str, dict[str, Any]]:
    """Whether anything that a frame sees asks for a gradient: (cause, what the sentence names)."""
    held = list(variables_here(frame))
    modules = [(name, x) for name, x in held if issubclass(type(x), Module)]
    models = [(name, x) for name, x in modules if next(x.parameters(), None) is not None]
    asking = any(isinstance(x, Handle) and x.requires_grad for _, x in held)
    if asking or any(p.requires_grad for _, model in models for p in model.parameters()):
        return "constant", {}
    if models:
        name, model = models[0]
        return "frozen", {"name": name, "count": sum(1 for _ in model.parameters())}
    lines = linecache.getlines(frame.f_code.co_filename)
    tensors = {name for name, x in held if isinstance(x, Handle) and x._value.dtype.kind == "f"}
    named = [word for line in lines for word in ASKED.findall(line) if word in tensors]
    return "plain", {"name": named[0] if named else "w"}
