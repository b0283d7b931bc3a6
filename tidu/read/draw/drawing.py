"""`tidu.draw`: the computation behind a tensor, or of a module, as a picture."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidu.core.errors import DataError
from tidu.core.files import write_atomic
from tidu.read.computation import computation
from tidu.read.draw.flow import dot_of, mermaid_of
from tidu.read.draw.fold import folded
from tidu.read.draw.graph import Box, fill, graph_of
from tidu.read.draw.layout import Layout, arranged
from tidu.read.draw.once import Once, once, zeros_for
from tidu.read.draw.svg import svg_of
from tidu.read.named import named
from tidu.tensor.handle import Handle
from tidu.tensor.tape import place
from tidu.text import say


@dataclass(frozen=True)
class Drawing:
    """A drawing: `layout` is its boxes and arrows as data; Jupyter shows it as it is.

    >>> import tidu
    >>> w = tidu.tensor(3.0, requires_grad=True)
    >>> drawing = tidu.draw(w * w + 1)
    >>> drawing
    Drawing(3 boxes, 2 arrows; .save("graph.svg") writes it)
    >>> print(drawing.mermaid().splitlines()[0])
    flowchart TD
    """

    layout: Layout
    lang: str | None = None

    def svg(self) -> str:
        """As SVG text; the same computation gives the same bytes."""
        return svg_of(self.layout, self.lang)

    def mermaid(self) -> str:
        """As Mermaid text, which GitHub, Obsidian and many other places show as a picture."""
        return mermaid_of(self.layout)

    def dot(self) -> str:
        """As DOT text, for Graphviz."""
        return dot_of(self.layout)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes .svg, .mmd (Mermaid) or .dot, by the ending; the file is there whole or not at all.

        DataError for another ending, OSError where it cannot be written.

        >>> import tempfile, tidu
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     tidu.draw(tidu.ones(2, requires_grad=True).sum()).save(f"{folder}/graph.svg").name
        'graph.svg'
        """
        target = Path(path)
        kinds = {".svg": self.svg, ".mmd": self.mermaid, ".dot": self.dot}
        if target.suffix.lower() not in kinds:
            raise DataError(say("draw.ending", path=target, given=target.suffix or "''", name=target.stem))
        write_atomic(target, kinds[target.suffix.lower()]())
        return target

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        boxes, arrows = len(self.layout.boxes), len(self.layout.edges)
        return say("draw.repr", self.lang, boxes=boxes, arrows=arrows)


def draw(
    thing: Any,
    *inputs: Any,
    names: Mapping[str, Any] | None = None,
    fold: str | bool | int = "auto",
    values: bool = False,
    lang: str | None = None,
) -> Drawing:
    """Draws what a tensor was computed from, or what a module computes from `inputs`.

    A module is run once and left as it was: buffers, random streams and gradients are untouched.
    `inputs` are tensors, or shapes, for which zeros are made, as in `tidu.summary`.
    `names` are tensors by the names to be shown (default: the caller's variables). `fold` is for
    modules: "auto" folds inner modules to one box each where there is too much to read, False
    draws every operation, 2 folds what lies two modules deep. With `values` each box has its
    number, or the norm of several, and the gradient of the result by it. `lang` is "en" or "zh".

    Errors: ValueError for a tensor that nothing was taped behind, or a module in whose run
    nothing was; TypeError for other things, or inputs beside a tensor.

    >>> import tidu
    >>> w, x = tidu.tensor(3.0, requires_grad=True), tidu.tensor(2.0)
    >>> loss = (w * x - 5) ** 2
    >>> [box.lines[0].text for box in draw(loss, values=True).layout.boxes]
    ['w', 'x', 'mul', 'sub(·, 5)', 'loss = pow(·, 2)']
    >>> net = tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU())
    >>> [box.lines[0].text for box in draw(net, (4, 2), fold=1, lang="en").layout.boxes]
    ['input', 'Linear', 'ReLU', 'output']
    """
    _check(thing, inputs, fold)
    if isinstance(thing, Handle):
        names = named(sys._getframe(1)) if names is None else names
        boxes = _of_tensor(thing, names, values)
    else:
        with zeros_for(thing, inputs, "tidu.draw") as given, once(thing, given, lift=True) as ran:
            boxes = _of_module(ran, thing, names or {}, values, lang)
    return Drawing(arranged(folded(boxes, fold), values, lang), lang)


def _check(thing: Any, inputs: Sequence[Any], fold: Any) -> None:
    if isinstance(thing, Handle) and inputs:
        raise TypeError(say("draw.inputs", count=len(inputs)))
    if not isinstance(thing, Handle) and not hasattr(thing, "named_modules"):
        raise TypeError(say("draw.kind", given=type(thing).__name__))
    if fold != "auto" and fold is not False and (isinstance(fold, bool | str) or int(fold) < 0):
        raise ValueError(say("draw.fold", given=repr(fold)))


def _of_tensor(tensor: Handle, names: Mapping[str, Any], values: bool) -> list[Box]:
    root = place(tensor)
    if root is None:
        raise ValueError(say("computation.constant"))
    boxes = graph_of([root], names)
    if values:
        fill(boxes, computation(tensor, names))
    if boxes[-1].kind == "operation":
        boxes[-1].kind = "result"
    return boxes


def _of_module(ran: Once, module: Any, names: Mapping[str, Any], values: bool, lang: str | None) -> list[Box]:
    """The boxes of a run, with one for each result."""
    taped = {name: x for name, x in ran.outputs.items() if place(x) is not None}
    if not taped:
        raise ValueError(say("draw.nothing", module=type(module).__name__))
    own = {**dict(module.named_parameters()), **dict(module.named_buffers()), **names}
    boxes = graph_of([place(x) for x in taped.values()], own, ran.inputs, ran.calls)
    if values:
        for x in taped.values():
            told = computation(x)
            if len(taped) > 1:
                told.cotangents.clear()
            fill(boxes, told)
    made = {node: box for box in boxes for node in (box.node, *box.same)}
    for name, x in taped.items():
        title, source = say("draw.output", lang, place=name), made[place(x)]
        boxes.append(Box("result", "", title, x._value.shape, [source], value=source.value))
    return boxes
