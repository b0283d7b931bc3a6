"""The lines of text in a box, and what it says when pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from unicodedata import category

import numpy as np

from tidu.read.draw.graph import Box
from tidu.text import language, say

EITHER = ("add", "mul", "maximum", "minimum")
"""Operations whose operands may change places."""
NAME = 12
"""Letters of a name that has room among operands."""
WIDEST = 34
"""Letters of a line; of what is longer the middle is left out."""


class Line(NamedTuple):
    """One line: its text, and which it is: "title", "text", "value" or "gradient"."""

    text: str
    role: str = "text"


def lines_of(box: Box, values: bool = False, lang: str | None = None) -> tuple[Line, ...]:
    """What stands in a box: its name or operation, its shape; with `values` the number, the gradient.

    >>> lines_of(Box("operation", "pow", shape=(2, 3), operands=[Box("leaf"), 2]))
    (Line(text='pow(·, 2)', role='title'), Line(text='[2, 3]', role='text'))
    """
    told = [Line(short(head(box, lang)), "title")]
    if box.kind == "module":
        told += [Line(short(text)) for text in _module(box, lang)]
    elif box.shape is not None and not (_single(box.value) and (values or box.kind == "constant")):
        told.append(Line(shape_text(box.shape, lang)))
    if box.value is not None and (values or (box.kind == "constant" and _single(box.value))):
        told.append(Line(_number("value", box.value, lang), "value"))
    if box.gradient is not None and values:
        told.append(Line(_number("gradient", box.gradient, lang), "gradient"))
    return tuple(told)


def head(box: Box, lang: str | None = None) -> str:
    """The first line: "w", "h = relu", "sub(·, y)", "Linear"."""
    if box.kind in ("operation", "result") and box.title:
        made = f"{_operation(box)}{_part(box) or _arguments(box)}"
        return f"{box.name} = {made}" if box.name else made
    if box.kind == "module":
        return box.title
    if box.kind == "constant" and box.title and not box.name:
        return say("draw.state", lang, name=box.title)
    return box.name or say(f"draw.{box.kind}", lang)


def _arguments(box: Box) -> str:
    """The operands where they say more than the arrows do: a number, or which comes first."""
    told = [_operand(x) for x in box.operands]
    numbers = any(not isinstance(x, Box) for x in box.operands)
    if len(told) > 3 or not (numbers or (len(told) == 2 and box.title not in EITHER and set(told) != {"·"})):
        return ""
    return f"({', '.join(told)})"


def _part(box: Box) -> str:
    """Which part a slice takes, along which axes a reduction goes where some are left."""
    params = getattr(box.node, "params", None) or {}
    if box.title == "slice" and _new_axis(box) is not None:
        return f"({_new_axis(box)})"
    if box.title == "slice":
        return f"[{', '.join(_place(x) for x in params['key'])}]"
    if "keepdims" in params and box.shape and params.get("axes"):
        axes = tuple(params["axes"])
        return f"(axis={axes[0] if len(axes) == 1 else axes})"
    return ""


def _operation(box: Box) -> str:
    """The operation's name; of a slice that only adds an axis, the one that people know for that."""
    return box.title if _new_axis(box) is None else "unsqueeze"


def _new_axis(box: Box) -> int | None:
    """Where a slice puts its one new axis, if it takes all of the rest.

    >>> from types import SimpleNamespace
    >>> node = SimpleNamespace(params={"key": ((None, None, 1), "new")})
    >>> _new_axis(Box("operation", "slice", node=node)), _new_axis(Box("operation", "add"))
    (1, None)
    """
    key = (getattr(box.node, "params", None) or {}).get("key", ()) if box.title == "slice" else ()
    rest = [x for x in key if x != "new"]
    whole = all(isinstance(x, tuple) and _place(x) == ":" for x in rest)
    return key.index("new") if whole and len(key) - len(rest) == 1 else None


def _place(x: Any) -> str:
    """One entry of a slice's key as Python writes it.

    >>> _place((None, None, 1)), _place((1, 3, 1)), _place(0), _place("new")
    (':', '1:3', '0', 'None')
    """
    if not isinstance(x, tuple):
        return "None" if x == "new" else str(x)
    start, stop, step = ("" if number is None else str(number) for number in x)
    return f"{start}:{stop}" + (f":{step}" if step not in ("", "1") else "")


def _operand(x: Any) -> str:
    """A number, a variable's name, or a point: parameters' paths are long, and their arrows short."""
    if not isinstance(x, Box):
        return number(x)
    return x.name if x.name and "." not in x.name and len(x.name) <= NAME else "·"


def _module(box: Box, lang: str | None) -> list[str]:
    """Path, shapes of the results, parameters; of a later call that its parameters are the same."""
    shapes = box.calls[-1].shapes
    told = [box.name] if box.name else []
    told += [", ".join(shape_text(x, lang) for x in shapes[:3]) + ", …" * (len(shapes) > 3)] if shapes else []
    if box.turn:
        told.append(say("draw.turn_same" if box.count else "draw.turn", lang, count=box.turn + 1))
    elif box.count:
        told.append(say("draw.parameters", lang, count=f"{box.count:,}"))
    return told


def hint(box: Box, lang: str | None = None) -> str:
    """What a box says when it is pointed at: everything that its lines may leave out."""
    told = [say(f"draw.{box.kind}", lang), head(box, lang), sentence(box, lang)]
    if box.calls and box.calls[-1].path:
        told.append(box.calls[-1].path)
    if box.kind == "module":
        told += _module(box, lang)
        told.append(str(box.calls[-1].module).partition("\n")[0])
    params = getattr(box.node, "params", None) or {}
    told += [f"{name} = {short(str(value), 60)}" for name, value in params.items()]
    return "\n".join(dict.fromkeys(short(line, 200) for line in told if line))


def sentence(box: Box, lang: str | None) -> str:
    """What the operation does, in the words of the table of primitives; nothing of other boxes.

    >>> from tidu.ops.arithmetic import mul
    >>> from types import SimpleNamespace
    >>> node = SimpleNamespace(primitive=mul, params={})
    >>> sentence(Box("operation", operands=[Box("leaf", name="w"), 2], node=node), "en")
    'multiplies w by 2'
    """
    primitive = getattr(box.node, "primitive", None)
    if primitive is None or not box.operands:
        return ""
    called = [x.name or x.title or "·" if isinstance(x, Box) else number(x) for x in box.operands]
    gaps = dict(zip(primitive.operands, called, strict=False))
    if primitive.many:
        gaps[primitive.operands[-1]] = ", ".join(called[len(primitive.operands) - 1 :])
    template = primitive.sentence[(lang or language()) == "zh"]
    return template.format(**{**box.node.params, **gaps})


def shape_text(shape: Sequence[int], lang: str | None = None) -> str:
    """A shape as PyTorch writes it; a scalar says that it is one.

    >>> shape_text((2, 3)), shape_text((), "en")
    ('[2, 3]', 'scalar')
    """
    return str(list(shape)) if shape else say("draw.scalar", lang)


def number(x: Any) -> str:
    """A number in four digits.

    >>> number(2), number(2.0), number(1 / 3), number(True), number(123456)
    ('2', '2', '0.3333', 'True', '123456')
    """
    x = x.item() if isinstance(x, np.generic | np.ndarray) else x
    if isinstance(x, float):
        return f"{x:.4g}".replace("e+0", "e").replace("e-0", "e-")
    return str(x)


def _number(what: str, array: np.ndarray, lang: str | None) -> str:
    """A single number itself, several by their norm."""
    if array.size == 1:
        return say(f"draw.{what}", lang, number=number(array))
    norm = np.linalg.norm(array.astype(np.float64, copy=False).ravel())
    return say(f"draw.{what}_norm", lang, number=number(norm))


def _single(value: np.ndarray | None) -> bool:
    return value is not None and value.size == 1


def short(text: str, most: int = WIDEST) -> str:
    """`text` in one line, without its middle where it is long: of a path, both ends tell most.

    >>> short("encoder.layers.11.self_attention", 17), short("a\\nb\\0")
    ('encoder.…ttention', 'a b�')
    """
    text = "".join(" " if x.isspace() else "�" if category(x) in ("Cc", "Cs") else x for x in text)
    if len(text) <= most:
        return text
    half = (most - 1) // 2
    return f"{text[:half]}…{text[len(text) - (most - 1 - half) :]}"
