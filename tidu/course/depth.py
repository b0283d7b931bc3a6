"""C25: the same number of weights in one wide layer, in two, or in a narrow chain: which fits better?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.curves import CURVES, samples
from tidu.course.experiment import Checked, Result, setting
from tidu.course.trained import ACTIVATIONS, Trained, chain, columns, engine, train
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS = 128
NARROW = 4
"""In layers with fewer neurons than this, all of them may well be switched off at once."""
CLEAR = 0.8
"""One network beats another when its loss is less than this part of the other's."""


@dataclass(frozen=True)
class Settings(Checked):
    """The widths of the deep network, which set how many weights all of them may have, and the curve.

    >>> Settings(widths=(8, 8, 8)).curve
    'cubic'
    """

    widths: tuple[int, ...] = setting((4, 3, 2), "course_depth.widths", least=1, below=257)
    curve: str = setting("cubic", "course.curve", choices=tuple(CURVES))
    activation: str = setting("relu", "course.activation", choices=("relu", "sigmoid", "tanh"))
    epochs: int = setting(1500, "course.epochs", least=1, below=20001)
    lr: float = setting(0.02, "course.lr", above=0, below=1)
    starts: int = setting(6, "course.starts", least=1, below=101)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Trains all networks from the same starts' seeds, and says which came out ahead.

    >>> run(Settings(epochs=300, starts=2)).numbers["shallow_shape"]
    '1-11-1'
    """
    curve = CURVES[settings.curve]
    x, y = samples(curve, POINTS)
    found = {
        name: train(
            partial(chain, (1, *widths, 1), settings.activation), x, y,
            epochs=settings.epochs, lr=settings.lr, starts=settings.starts, seed=settings.seed,
        )
        for name, widths in shapes(settings.widths).items()
    }  # fmt: skip
    named = {name: "-".join(map(str, (1, *w, 1))) for name, w in shapes(settings.widths).items()}
    (other, *others) = (name for name in found if name != "deep")
    numbers: dict[str, Any] = {
        "curve": settings.curve, "formula": curve.formula, "starts": settings.starts,
        "activation": ACTIVATIONS[settings.activation], "level": (y - y.mean()).square().mean().item(),
        "layers": len(settings.widths) + 1,
    }  # fmt: skip
    for name, each in found.items():
        numbers |= {
            f"{name}_shape": named[name], f"{name}_parameters": each.parameters,
            f"{name}_best": each.best, f"{name}_middle": each.middle, f"{name}_worst": max(each.losses),
        }  # fmt: skip
    for key in ("shape", "parameters", "best", "middle", "worst"):
        numbers[f"other_{key}"] = numbers[f"{other}_{key}"]
    numbers |= {"best_shape": named[min(found, key=lambda name: found[name].best)]}
    places = x.flatten().tolist()
    fits = {"x": places, "y": y.flatten().tolist()}
    fits |= {named[name]: each.at(x) for name, each in found.items()}
    rows = [
        (named[name], each.parameters, start, loss)
        for name, each in found.items()
        for start, loss in enumerate(each.losses, 1)
    ]
    losses = columns(("network", "parameters", "start", "loss"), rows)
    see = ("see" if others else "see_two", *endings(found, numbers["level"], settings))
    figure = partial(picture, fits, {named[name]: each for name, each in found.items()})
    how = engine(each.history for each in found.values())
    return Result({"losses": losses, "fits": fits}, numbers, figure, see, *how)


def shapes(deep: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Hidden widths of a network with one hidden layer, of one with two, and of the deep one.

    The first two have as many weights and biases as the deep one, as nearly as whole numbers can. One
    that comes out as the deep one itself is left out.

    >>> shapes((4, 3, 2)), shapes((4, 4))
    ({'shallow': (11,), 'two': (4, 4), 'deep': (4, 3, 2)}, {'shallow': (11,), 'deep': (4, 4)})
    """
    budget = weights(deep)
    shallow = min(range(1, budget + 1), key=lambda width: abs(weights((width,)) - budget))
    two = min(range(1, budget + 1), key=lambda width: abs(weights((width, width)) - budget))
    others = {"shallow": (shallow,), "two": (two, two)}
    return {name: widths for name, widths in others.items() if widths != tuple(deep)} | {"deep": tuple(deep)}


def weights(hidden: Sequence[int]) -> int:
    """Weights and biases of a network from one number through these hidden layers to one number.

    >>> weights((4, 3, 2)), weights((11,))
    (34, 34)
    """
    widths = (1, *hidden, 1)
    return sum((before + 1) * after for before, after in pairwise(widths))


def endings(found: Mapping[str, Trained], level: float, settings: Settings) -> list[str]:
    """Which sentences are true of this curve, of these widths and of how the networks learned."""
    if len(settings.widths) == 1:
        return ["same"]
    said = verdict(found, level, narrow=settings.activation == "relu" and min(settings.widths) < NARROW)
    folds = settings.curve == "folds"
    return ["deep_folds" if folds and each == "deep_wins" else each for each in said]


def verdict(found: Mapping[str, Trained], level: float, *, narrow: bool) -> list[str]:
    """Which sentences are true: who is ahead, if any has learned, and whether a narrow chain is stuck.

    >>> wide, chain = Trained(None, None, (0.1, 0.2, 0.3)), Trained(None, None, (0.1, 0.9, 1.0))
    >>> verdict({"shallow": wide, "deep": chain}, 1.0, narrow=True)
    ['shallow_wins', 'stuck']
    """
    if min(min(each.losses) for each in found.values()) > CLEAR * level:
        return ["unlearned"]
    shallow, deep = found["shallow"].middle, found["deep"].middle
    if deep < CLEAR * shallow:
        said = ["deep_wins"]
    elif shallow < CLEAR * deep:
        said = ["shallow_wins"]
    else:
        said = ["draw"]
    return said + ["stuck"] * (narrow and max(found["deep"].losses) > CLEAR * level)


def picture(fits: Mapping[str, Any], found: Mapping[str, Trained]) -> Figure:
    """The best fit of each network, and below the losses of all its starts."""
    columns, rows = (2, 2) if len(found) == 3 else (3, 1)
    *tops, dots = tidu.plot.panels(columns, rows, width=3.8, height=2.8)
    for ax, (shape, each) in zip(tops, found.items(), strict=True):
        title = say("course_depth.panel", shape=shape, parameters=each.parameters, loss=each.best)
        curves = [fits["y"], fits[shape]]
        names = [say("course.to_learn"), say("course.learned")] if ax is tops[0] else None
        tidu.plot.plot(fits["x"], curves, "x", "y", names, fmts=("c-", "k--"), title=title, ax=ax)
        ax.lines[0].set(linewidth=4, alpha=0.6)
    for place, each in enumerate(found.values()):
        tidu.plot.plot([place] * len(each.losses), list(each.losses), fmts=("bo",), yscale="log", ax=dots,
                       title=say("course_depth.starts"), ylabel=say("course.loss"))  # fmt: skip
        dots.plot([place - 0.25, place + 0.25], [each.middle] * 2, "-", color="black")
    dots.set_xticks(range(len(found)), list(found))
    dots.set_xlim(-0.6, len(found) - 0.4)
    return dots.figure
