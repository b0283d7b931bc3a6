"""`tidu.summary`: the layers of a model, their shapes, parameters, cost and memory."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from tidu.read.draw.once import once, zeros_for
from tidu.summary.cost import Costs
from tidu.summary.kept import applied_costs, behind, kept
from tidu.summary.layers import Layer, Ran, layers_of
from tidu.summary.table import aligned, html_of, large_text, rows_of, size_text
from tidu.tensor.tape import place
from tidu.text import say


@dataclass(frozen=True)
class Summary:
    """The layers of a model as data; printed it is a table, in Jupyter an HTML one.

    `layers[0]` is the whole. `size` is the bytes of parameters and buffers, `fed` the shapes of
    the inputs.
    """

    layers: tuple[Layer, ...]
    size: int
    fed: tuple[tuple[int, ...], ...] = ()
    lang: str | None = None

    @property
    def parameters(self) -> int:
        """How many numbers the parameters are, shared ones counted once."""
        return self.layers[0].parameters

    @property
    def trainable(self) -> int:
        """How many of them ask for gradients."""
        return self.layers[0].trainable

    @property
    def cost(self) -> int | None:
        """Multiply-adds of a forward pass on these inputs, None without."""
        return self.layers[0].cost

    @property
    def kept(self) -> int | None:
        """Bytes that a forward pass keeps for the backward pass, None without inputs."""
        return self.layers[0].kept

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The table as columns: name -> one value a layer.

        >>> import tidu
        >>> tidu.summary(tidu.nn.Linear(2, 3), (4, 2)).columns["cost"]
        [24]
        """
        names = (
            "path",
            "depth",
            "kind",
            "calls",
            "shapes",
            "parameters",
            "trainable",
            "shared",
            "cost",
            "kept",
        )
        return {name: [getattr(layer, name) for layer in self.layers] for name in names}

    def notes(self) -> list[str]:
        """What stands under the table."""
        told = [
            say(
                "summary.total", self.lang, count=f"{self.parameters:,}",
                trainable=f"{self.trainable:,}", size=size_text(self.size),
            )
        ]  # fmt: skip
        if self.cost is not None and self.kept is not None:
            fed = ", ".join(str(list(shape)) for shape in self.fed)
            cost, size = large_text(self.cost), size_text(self.kept)
            told.append(say("summary.pass", self.lang, fed=fed, cost=cost, kept=size))
        return told

    def __str__(self) -> str:
        return "\n".join([aligned(rows_of(self.layers, self.lang)), "", *self.notes()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return html_of(rows_of(self.layers, self.lang), self.notes())


def summary(model: Any, *inputs: Any, depth: int | None = None, lang: str | None = None) -> Summary:
    """The layers of `model`, with output shapes, parameters, cost and memory.

    `inputs` are what the model is called with: tensors, or shapes, for which zeros are made (a batch
    of one counts one example). The model runs once and is left as it was. Without inputs only the
    parameters are told. A row counts in what lies in it; `depth` is the deepest row that is shown.
    `cost` is in multiply-adds, of the products and convolutions that ran. `kept` are the bytes
    that the backward pass would need. `lang` is "en" or "zh".

    Errors: TypeError for what is no module, ValueError for lazy layers that have not run yet, and
    what the model itself raises.

    >>> import tidu
    >>> net = tidu.nn.Sequential(tidu.nn.Linear(2, 3), tidu.nn.ReLU(), tidu.nn.Linear(3, 1))
    >>> summary(net, (4, 2), lang="en")
    layer         output  parameters  multiply-adds  kept
    ─────────────────────────────────────────────────────
    Sequential    [4, 1]          13             36  48 B
    ├─ 0: Linear  [4, 3]           9             24
    ├─ 1: ReLU    [4, 3]                             48 B
    └─ 2: Linear  [4, 1]           4             12
    <BLANKLINE>
    13 parameters (13 trainable), 52 B
    input [4, 2]: 36 multiply-adds forward, 48 B kept for the backward pass
    """
    with zeros_for(model, inputs, "tidu.summary") as given:
        ran = _ran(model, given) if inputs else None
    rows = [row for row in layers_of(model, ran) if depth is None or row.depth <= depth]
    held = {id(x): x._value.nbytes for x in (*model.parameters(), *model.buffers())}
    fed = tuple(tuple(x.shape) for x in given if hasattr(x, "shape"))
    return Summary(tuple(rows), sum(held.values()), fed, lang)


def _ran(model: Any, given: tuple) -> Ran:
    """One run, with what it cost and kept."""
    asked = {place(x) for x in model.parameters()} - {None}
    with ExitStack() as stack:
        with Costs() as costs:
            ran = stack.enter_context(once(model, given, lift=True))
        nodes = behind(ran.outputs.values())
        there = (*model.parameters(), *model.buffers(), *ran.leaves, *ran.inputs.values())
        held = kept(nodes, asked, [x._value for x in there])
        return Ran(ran.calls, [*costs.noted, *applied_costs(nodes)], held)
