"""C22: linear layers in a row, without activation, are one linear layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, Table, Told, setting
from tidu.course.trained import ACTIVATIONS, chain
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

REACH, PLACES = 3.0, 121
"""How far the walk through the inputs goes to both sides of 0, and how often it stops."""
STRAIGHT = 1e-9
"""A bend smaller than this part of the curve's own size is rounding."""
FLAT = 1e-3
"""An output that moves by less than this part of what the stack without activation does stands still."""


@dataclass(frozen=True)
class Settings(Checked):
    """The stack: how many layers, how wide, and what may stand between them.

    >>> Settings(layers=10).width
    4
    """

    inputs: int = setting(2, "course_collapse.inputs", least=1, below=1001)
    width: int = setting(4, "course.width", least=1, below=1001)
    layers: int = setting(3, "course_collapse.layers", least=2, below=101)
    activation: str = setting("relu", "course.activation", choices=("relu", "sigmoid", "tanh"))
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Multiplies the layers into one, and walks through the inputs with both.

    >>> run(Settings()).numbers["difference"] < 1e-14
    True
    """
    tidu.manual_seed(settings.seed)
    widths = (settings.inputs, *[settings.width] * (settings.layers - 1), 1)
    straight, bent = (chain(widths, each).double() for each in ("none", settings.activation))
    draw(straight)
    bent.load_state_dict(straight.state_dict())
    matrix, bias = collapsed(straight)
    t = tidu.linspace(-REACH, REACH, PLACES, dtype=tidu.float64)
    direction = tidu.randn(settings.inputs, dtype=tidu.float64)
    x = t.outer(direction / direction.norm())
    with tidu.no_grad():
        ours, theirs, curve = straight(x).flatten(), (x @ matrix.T + bias).flatten(), bent(x).flatten()
    line = nearest_line(t, curve)
    size = curve.std().item()
    off = (curve - line).square().mean().sqrt().item()
    numbers = {
        "layers": settings.layers, "inputs": settings.inputs, "width": settings.width,
        "activation": ACTIVATIONS[settings.activation],
        "parameters": sum(each.numel() for each in straight.parameters()),
        "single": settings.inputs + 1, "matrix": brief(matrix.flatten().tolist()), "bias": bias.item(),
        "difference": (ours - theirs).abs().max().item(), "off": off, "spread": size,
    }  # fmt: skip
    path = {"t": t, "stack": ours, "product": theirs, "with_activation": curve, "nearest_line": line}
    one = {f"w{j + 1}": [value] for j, value in enumerate(matrix.flatten().tolist())} | {"b": [bias.item()]}
    tables = {"path": {name: column.tolist() for name, column in path.items()}, "product": one}
    flat = size < FLAT * ours.std().item()
    bent = off > STRAIGHT * curve.abs().max().item()
    off_for_good = settings.activation == "relu" and not bent and size <= 1e-14 * curve.abs().max().item()
    ending = "faded" if flat and not off_for_good else "bent" if bent else "still"
    return Result(tables, numbers, partial(picture, tables["path"], settings, flat), see=("see", ending))


def draw(stack: Any) -> None:
    """Weights and biases of every layer at random, so that signals neither fade nor grow on the way."""
    for weight, bias in linear_layers(stack):
        tidu.nn.init.normal_(weight, std=weight.shape[1] ** -0.5)
        tidu.nn.init.normal_(bias, std=0.5)


def linear_layers(stack: Any) -> list[Any]:
    """(weight [outputs, inputs], bias [outputs]) of every linear layer."""
    return [tuple(layer.parameters()) for layer in stack if isinstance(layer, tidu.nn.Linear)]


def collapsed(stack: Any) -> tuple[Any, Any]:
    """The one matrix [outputs, inputs] and bias [outputs] that do what the linear layers of `stack` do.

    >>> matrix, bias = collapsed(tidu.nn.Sequential(tidu.nn.Linear(3, 4), tidu.nn.Linear(4, 2)))
    >>> matrix.shape, bias.shape
    (torch.Size([2, 3]), torch.Size([2]))
    """
    (matrix, bias), *others = linear_layers(stack)
    with tidu.no_grad():
        for weight, offset in others:
            matrix, bias = weight @ matrix, weight @ bias + offset
    return matrix.detach(), bias.detach()


def nearest_line(t: Any, y: Any) -> Any:
    """The straight line over t [N] with the least squared distance to y [N], at the same places.

    >>> nearest_line(tidu.tensor([-1.0, 0.0, 1.0]), tidu.tensor([1.0, 0.0, 1.0])).tolist()
    [0.6666666865348816, 0.6666666865348816, 0.6666666865348816]
    """
    middle, level = t.mean(), y.mean()
    slope = ((t - middle) * (y - level)).sum() / (t - middle).square().sum()
    return level + slope * (t - middle)


def brief(numbers: list[float], most: int = 4) -> str:
    """Numbers as people write a row of them, at most so many.

    >>> brief([1.0, -2.345, 3.0], most=2)
    '[1, −2.35, …]'
    """
    shown = [f"{Told(number):.3g}" for number in numbers[:most]] + ["…"] * (len(numbers) > most)
    return f"[{', '.join(shown)}]"


def picture(path: Table, settings: Settings, flat: bool) -> Figure:
    """The output along a straight walk through the inputs: without activation, and with it.

    One that is `flat` is drawn to the scale of the one without, or its rounding would look like a curve.
    """
    left, right = tidu.plot.panels(2)
    where = say("course_collapse.walk")
    some = {name: list(column)[::10] for name, column in path.items()}
    tidu.plot.plot(path["t"], path["stack"], where, "ŷ", title=say("course_collapse.without"), ax=left,
                   legend=[say("course_collapse.stack", layers=settings.layers)])  # fmt: skip
    tidu.plot.plot(some["t"], some["product"], fmts=("mo",), legend=[say("course_collapse.single")], ax=left)
    names = [say("course_collapse.stack", layers=settings.layers), say("course_collapse.nearest")]
    title = say("course_collapse.with", activation=ACTIVATIONS[settings.activation])
    tidu.plot.plot(path["t"], [path["with_activation"], path["nearest_line"]], where, "ŷ", legend=names,
                   title=title, ax=right)  # fmt: skip
    if flat:
        low, high = left.get_ylim()
        middle = sum(path["nearest_line"]) / len(path["nearest_line"])
        right.set_ylim(middle - (high - low) / 2, middle + (high - low) / 2)
    return left.figure
