"""C07: training loss and test loss by epoch, and where learning by heart begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import pi
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

UNSEEN = 200
"""Rows to test on: enough that the test loss is not a matter of luck."""
LATE = 0.9
"""A best epoch after this part of them leaves too few to tell learning by heart from trembling."""
WORSE = 1.05
"""Learning by heart is said to have begun where the test loss ends over this many times its lowest."""


@dataclass(frozen=True)
class Settings(Checked):
    """How few samples, how large a network, how long.

    >>> Settings(rows=100).width
    64
    """

    rows: int = setting(30, "course.rows", least=2)
    noise: float = setting(0.3, "course.noise", least=0, below=1e6)
    width: int = setting(64, "course_best_epoch.width", least=1, below=4097)
    epochs: int = setting(1000, "course.epochs", least=2)
    lr: float = setting(0.01, "course.lr", above=0, below=1)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Trains a network of two hidden layers on few samples of a sine with noise.

    >>> result = run(Settings())
    >>> result.numbers["best_epoch"] < 1000
    True
    """
    tidu.manual_seed(settings.seed)
    train, test = samples(settings.rows, settings.noise), samples(UNSEEN, settings.noise)
    best, last = network(settings), network(settings)
    history = fit(best, train, settings, validation=test)
    fit(last, train, settings)
    x = tidu.linspace(-1.0, 1.0, 201).reshape(-1, 1)
    with tidu.no_grad():
        curves = {"x": x, "truth": truth(x), "best": best(x), "last": last(x)}
    tables: dict[str, Any] = {
        "epochs": {
            "epoch": history.columns["epoch"],
            "train_loss": history.columns["train_loss"],
            "test_loss": history.columns["validation_loss"],
        },
        "curves": {name: column.flatten().tolist() for name, column in curves.items()},
        "data": {"x": train[0].flatten().tolist(), "y": train[1].flatten().tolist()},
    }
    numbers = counted(tables["epochs"], history.best_epoch, settings)
    see = ("see", ending(numbers))
    figure = partial(picture, tables, history.best_epoch)
    return Result(tables, numbers, figure, see, history.engine, history.engine_reason)


def truth(x: Any) -> Any:
    """One period of a sine on [-1, 1]."""
    return tidu.sin(pi * x)


def samples(rows: int, noise: float) -> tuple[Any, Any]:
    """Places in [-1, 1] and the sine there with noise, each (rows, 1)."""
    x = 2 * tidu.rand(rows, 1) - 1
    return x, truth(x) + noise * tidu.randn(rows, 1)


def network(settings: Settings) -> Any:
    """Two hidden layers; the same first weights for the same seed."""
    tidu.manual_seed(settings.seed + 1)
    nn, width = tidu.nn, settings.width
    return nn.Sequential(
        nn.Linear(1, width), nn.Tanh(), nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1)
    )


def fit(model: Any, data: Any, settings: Settings, validation: Any = None) -> Any:
    """Adam on all samples at once. With `validation` the model ends as it was in its best epoch."""
    size: dict[str, Any] = {"epochs": settings.epochs, "batch_size": settings.rows, "shuffle": False}
    return tidu.fit(model, data, "mse", "adam", lr=settings.lr, validation=validation, compile=True, **size)


def counted(epochs: dict[str, list[float]], best: int, settings: Settings) -> dict[str, Any]:
    """What the text says."""
    return {
        "rows": settings.rows, "unseen": UNSEEN, "noise": settings.noise, "width": settings.width,
        "epochs": len(epochs["epoch"]), "best_epoch": best,
        "best_train": epochs["train_loss"][best - 1], "best_test": epochs["test_loss"][best - 1],
        "last_train": epochs["train_loss"][-1], "last_test": epochs["test_loss"][-1],
        "ratio": epochs["test_loss"][-1] / epochs["test_loss"][best - 1],
    }  # fmt: skip


def ending(numbers: dict[str, Any]) -> str:
    """Which sentence is true of the epochs after the best one."""
    if numbers["best_epoch"] == numbers["epochs"]:
        return "falling"
    if numbers["ratio"] <= WORSE:
        return "not_yet"
    if numbers["last_train"] >= numbers["best_train"]:
        return "unsteady"
    if numbers["best_epoch"] > LATE * numbers["epochs"]:
        return "late"
    return "overfits" if numbers["noise"] else "no_noise"


def picture(tables: dict[str, Any], best: int) -> Figure:
    """Both losses with the best epoch marked, and the curves of that epoch and of the last."""
    left, right = tidu.plot.panels(2, width=4.6, height=3.6)
    epochs, curves = tables["epochs"], tables["curves"]
    columns = {name: epochs[name] for name in ("epoch", "train_loss")}
    tidu.plot.losses(columns | {"validation_loss": epochs["test_loss"]}, log=True, ax=left)
    names = {
        "truth": say("course_best_epoch.truth"),
        "best": say("course_best_epoch.best", epoch=best),
        "last": say("course_best_epoch.last", epoch=len(epochs["epoch"])),
    }
    lines = {names[key]: (curves["x"], curves[key]) for key in names}
    tidu.plot.fits(tables["data"]["x"], tables["data"]["y"], lines, ax=right)
    return left.figure
