"""C28: is a number even? From the number itself a network cannot tell; from its binary digits it can."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.course.figures import bars, below
from tidu.course.trained import chain, engine
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INPUTS = ("number", "digits")
SHOWN = 24
"""Unseen numbers in the picture."""
FEW = 8
"""Fewer unseen numbers than this say nothing: a coin has all of seven right, or all wrong, once in 64."""
HEART = 99.5
"""Numbers shown are known by heart when this part of them, in percent, is right."""


@dataclass(frozen=True)
class Settings(Checked):
    """Which numbers there are, how many of them are shown in training, and the network.

    >>> Settings(bits=8).share
    0.5
    """

    bits: int = setting(10, "course_even.bits", least=4, below=15)
    share: float = setting(0.5, "course_even.share", above=0, below=1)
    width: int = setting(32, "course.width", least=1, below=1001)
    epochs: int = setting(60, "course.epochs", least=1, below=2001)
    lr: float = setting(0.01, "course.lr", above=0, below=1)
    batch_size: int = setting(32, "course.batch_size", least=1)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Trains the same network on both inputs, and asks about numbers that it has not seen.

    >>> numbers = run(Settings(bits=7)).numbers
    >>> numbers["digits_unseen"] > numbers["number_unseen"]
    True
    """
    count = 2**settings.bits
    tidu.manual_seed(settings.seed)
    order = tidu.randperm(count)
    seen = min(max(int(count * settings.share), 2), count - 2)
    parts = {"seen": order[:seen], "unseen": order[seen:]}
    even = (tidu.arange(count) % 2 == 0).float().unsqueeze(1)
    inputs = {"number": scaled(count), "digits": digits(count)}
    table: dict[str, list[Any]] = {name: [] for name in ("input", "number", "even", "seen", "probability")}
    numbers: dict[str, Any] = {
        "bits": settings.bits, "largest": count - 1, "seen": seen, "unseen": count - seen,
        "width": settings.width, "epochs": settings.epochs,
    }  # fmt: skip
    histories, flips = [], []
    for name, x in inputs.items():
        model, history = learn(x, even, parts["seen"], settings)
        histories.append(history)
        with tidu.no_grad():
            probability = model(x).sigmoid()
        for part, rows in parts.items():
            right = (probability[rows] > 0.5) == (even[rows] > 0.5)
            numbers[f"{name}_{part}"] = 100 * right.float().mean().item()
            note(table, name, rows, even, part == "seen", probability)
        numbers[f"{name}_loss"] = history.last("train_loss")
        if name == "digits":
            flips = flipped(model, x)
    numbers["last_flip"], numbers["other_flip"] = 100 * flips[0], 100 * max(flips[1:])
    flip_table = {"worth": [2**place for place in range(settings.bits)], "change": flips}
    tables = {"answers": table, "flips": flip_table}
    see = ("see", *endings(numbers))
    return Result(tables, numbers, partial(picture, tables, numbers), see, *engine(histories))


def scaled(count: int) -> Any:
    """The numbers 0 to count - 1 as one input each, brought to [-1, 1): [count, 1].

    >>> scaled(4).flatten().tolist()
    [-1.0, -0.5, 0.0, 0.5]
    """
    return (2 * tidu.arange(count) / count - 1).unsqueeze(1)


def digits(count: int) -> Any:
    """The binary digits of 0 to count - 1, the last one first: [count, digits].

    >>> digits(4).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    """
    worth = 2 ** tidu.arange((count - 1).bit_length())
    return (tidu.arange(count).unsqueeze(1) // worth % 2).float()


def learn(x: Any, even: Any, rows: Any, settings: Settings) -> tuple[Any, Any]:
    """The network trained on some rows, and the history of it. Both inputs start from one seed."""
    tidu.manual_seed(settings.seed + 1)
    model = chain((x.shape[1], settings.width, 1), "relu")
    history = tidu.fit(
        model, (x[rows], even[rows]), "bce_with_logits", "adam", lr=settings.lr,
        epochs=settings.epochs, batch_size=settings.batch_size,
    )  # fmt: skip
    return model, history


def flipped(model: Any, x: Any) -> list[float]:
    """For each digit: how far the probability moves, on average over all numbers, when it is flipped.

    >>> first = lambda x: 100 * (x[:, :1] - 0.5)
    >>> flipped(first, digits(4))
    [1.0, 0.0]
    """
    with tidu.no_grad():
        before = model(x).sigmoid()
        moved = []
        for place in range(x.shape[1]):
            other = x.clone()
            other[:, place] = 1 - other[:, place]
            moved.append((model(other).sigmoid() - before).abs().mean().item())
    return moved


def note(table: dict[str, list[Any]], name: str, rows: Any, even: Any, seen: bool, probability: Any) -> None:
    """Adds a row for each number of one part."""
    columns = (
        [name] * len(rows), rows.tolist(), even[rows].flatten().int().tolist(), [int(seen)] * len(rows),
        probability[rows].flatten().tolist(),
    )  # fmt: skip
    for key, column in zip(table, columns, strict=True):
        table[key] += column


def endings(numbers: dict[str, Any]) -> tuple[str, ...]:
    """Which sentences are true of these accuracies on unseen numbers, in percent.

    Less often right than a coin is what lies 1.96 standard errors of so many tosses below a half.

    >>> shares = {"number_unseen": 51, "digits_unseen": 100, "last_flip": 99, "other_flip": 1}
    >>> endings(shares | {"width": 32, "largest": 1023, "seen": 512, "unseen": 512})
    ('guesses', 'knows')
    """
    said = [from_the_number(numbers)]
    if numbers["width"] >= numbers["seen"]:
        said.append("by_heart" if numbers["number_seen"] >= HEART else "not_by_heart")
    if numbers["digits_unseen"] < 99:
        return *said, "not_yet"
    return *said, "knows" if numbers["last_flip"] > 3 * numbers["other_flip"] else "knows_somehow"


def from_the_number(numbers: dict[str, Any]) -> str:
    """Which sentence is true of the network that was given the number itself.

    >>> from_the_number({"number_unseen": 0, "unseen": 4})
    'few'
    """
    right, unseen = numbers["number_unseen"], numbers["unseen"]
    if unseen < FEW:
        return "few"
    if right >= 75:
        return "lucky"
    if right < 50 - 1.96 * 50 / unseen**0.5:
        return "worse"
    return "guesses" if numbers["width"] < numbers["largest"] else "guesses_anyway"


def picture(tables: dict[str, Table], numbers: dict[str, Any]) -> Figure:
    """The accuracies, the answers for some unseen numbers in a row, and what each digit is worth."""
    right, answers, worth = tidu.plot.panels(3, width=3.9, height=3.2)
    names = {name: say(f"course_even.{name}") for name in INPUTS}
    groups = {
        say(f"course_even.{part}"): [numbers[f"{name}_{part}"] for name in INPUTS]
        for part in ("seen", "unseen")
    }
    bars(right, list(names.values()), groups, "%.0f", ylabel=say("course_even.accuracy"))
    right.axhline(50, color="#7f7f7f", linestyle=":", linewidth=1, zorder=0.5)
    for height in right.texts:
        height.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0})
    right.set(ylim=(0, 135), yticks=range(0, 101, 20))
    for (name, label), form in zip(names.items(), ("rs", "bo"), strict=True):
        places, chances = some_unseen(tables["answers"], name)
        tidu.plot.plot(places, chances, fmts=(form,), legend=[label], ax=answers)
    answers.axhline(0.5, color="#7f7f7f", linestyle=":", linewidth=1)
    answers.set(xlabel=say("course_even.unseen"), ylabel=say("course_even.probability"))
    answers.set(ylim=(-0.1, 1.1), yticks=(0, 0.5, 1))
    below(answers, 2)
    changes = [100 * change for change in tables["flips"]["change"]]
    bars(worth, list(map(str, tables["flips"]["worth"])), {"": changes}, "%.0f",
         xlabel=say("course_even.flip"), ylabel=say("course_even.moved"))  # fmt: skip
    worth.tick_params(axis="x", rotation=60)
    return right.figure


def some_unseen(answers: Table, name: str) -> tuple[list[int], list[float]]:
    """A few unseen numbers from the middle of the range, and the probability that each is even."""
    rows = zip(answers["input"], answers["seen"], answers["number"], answers["probability"], strict=True)
    found = sorted((number, chance) for kind, seen, number, chance in rows if kind == name and not seen)
    start = max(0, (len(found) - SHOWN) // 2)
    return [number for number, _ in found[start:][:SHOWN]], [chance for _, chance in found[start:][:SHOWN]]
