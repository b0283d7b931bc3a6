"""C30: AlexNet, VGG-19, GoogLeNet and ResNet-152: counted at full size, and trained a little when narrow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import tidu
from tidu.core.errors import DataError
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.course.figures import bars, below, by_epoch
from tidu.course.trained import columns, engine
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURE = (3, 224, 224)
"""The pictures that the networks were published for: three colours, 224 x 224."""
HELD = 500
"""Most digits that judge."""


@dataclass(frozen=True)
class Famous:
    """A network as torchvision has it, and how its narrow version is trained here.

    `error`: the top-5 error in percent in the ImageNet contest of `year`, as the lesson quotes it; it is
    that of an ensemble: of five (AlexNet's paper, section 6), seven (VGG's, table 7; GoogLeNet's, table 2)
    and six networks (ResNet's, table 5).
    `side`: the digits are resized to so many pixels. `share`: of the settings' width. `native`: whether
    the training may be compiled; for the two with very many layers that takes longer than the training.

    >>> NETWORKS[1].key, NETWORKS[1].error
    ('vgg19', 7.3)
    """

    name: str
    year: int
    error: float
    side: int
    lr: float
    batch: int
    share: float = 1.0
    native: bool = True

    @property
    def key(self) -> str:
        """Its name in numbers and tables."""
        return self.name.lower().replace("-", "")

    def build(self, **kit: Any) -> Any:
        """The network of this `Kit`, by default at full size."""
        networks = import_module("tidu.course.networks")
        return getattr(networks, self.name.replace("-", ""))(networks.Kit(**kit))


NETWORKS = (
    Famous("AlexNet", 2012, 16.4, side=64, lr=0.001, batch=20),
    Famous("VGG-19", 2014, 7.3, side=32, lr=0.0005, batch=20),
    Famous("GoogLeNet", 2014, 6.7, side=32, lr=0.003, batch=40, native=False),
    Famous("ResNet-152", 2015, 3.57, side=16, lr=0.003, batch=40, share=0.5, native=False),
)


@dataclass(frozen=True)
class Settings(Checked):
    """How narrow the trained networks are, and how much they see.

    >>> Settings(width=0.25).epochs
    5
    """

    width: float = setting(0.125, "course_images.width", least=0.02, below=1.01)
    rows: int = setting(800, "course_images.rows", least=20, below=1298)
    epochs: int = setting(5, "course.epochs", least=1, below=1001)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Counts the four at full size; then trains narrow ones on digits, which takes about a minute.

    DataError, with what to install, if scikit-learn is missing.
    """
    train, held = digits(settings)
    numbers: dict[str, Any] = {
        "width": settings.width, "rows": len(train[1]), "held": len(held[1]), "epochs": settings.epochs,
    }  # fmt: skip
    networks, epochs, histories = [], [], []
    for famous in NETWORKS:
        counted = count(famous)
        narrow, history = learn(famous, train, held, settings)
        histories.append(history)
        # The last epoch's, not the best one's: that one was chosen by the digits that judge.
        accuracy = round(100 * history.columns["validation_accuracy"][-1], 6)
        numbers |= {
            f"{famous.key}_layers": counted.layers, f"{famous.key}_parameters": f"{counted.parameters:,}",
            f"{famous.key}_narrow": f"{narrow:,}", f"{famous.key}_accuracy": accuracy,
            f"{famous.key}_side": famous.side, f"{famous.key}_engine": history.engine,
        }  # fmt: skip
        networks.append((
            famous.name, famous.year, famous.error, counted.layers, counted.convolutions, counted.linears,
            counted.parameters, narrow, accuracy,
        ))  # fmt: skip
        names = ("epoch", "train_loss", "validation_loss", "validation_accuracy")
        columns_kept = (history.columns[name] for name in names)
        epochs += [(famous.name, *row) for row in zip(*columns_kept, strict=True)]
    numbers |= lead({each.name: numbers[f"{each.key}_accuracy"] for each in NETWORKS}, len(held[1]))
    tables = {
        "networks": columns(
            ("network", "year", "error_percent", "layers", "convolutions", "linears", "parameters",
             "narrow_parameters", "accuracy_percent"),
            networks,
        ),
        "training": columns(("network", "epoch", "train_loss", "held_out_loss", "accuracy"), epochs),
    }  # fmt: skip
    see = ("see", "contest", "trained", ending(numbers))
    return Result(tables, numbers, partial(picture, tables), see, *engine(histories))


def lead(accuracies: Mapping[str, float], held: int) -> dict[str, Any]:
    """Who is ahead, by how many points of the deepest network (which itself: of the second), and how
    uncertain such a difference of two shares of `held` digits is: its standard error.

    >>> found = lead({"AlexNet": 81.0, "VGG-19": 80.0, "ResNet-152": 78.0}, 500)
    >>> found["best"], found["gap"], round(found["doubt"], 2)
    ('AlexNet', 3.0, 2.55)
    """
    deepest = NETWORKS[-1].name
    best, second = sorted(accuracies, key=lambda name: -accuracies[name])[:2]
    rival = second if best == deepest else deepest
    shares = [accuracies[name] / 100 for name in (best, rival)]
    doubt = 100 * (sum(share * (1 - share) for share in shares) / held) ** 0.5
    gap = accuracies[best] - accuracies[rival]
    return {"best": best, "best_accuracy": accuracies[best], "rival": rival, "gap": gap, "doubt": doubt}


def ending(numbers: Mapping[str, Any]) -> str:
    """Which sentence is true of the lead: it may be chance, or it is the deepest network's, or another's.

    >>> ending({"best": "AlexNet", "gap": 3.0, "doubt": 2.55})
    'level'
    """
    if numbers["gap"] <= 2 * numbers["doubt"]:
        return "level"
    return "deepest" if numbers["best"] == NETWORKS[-1].name else "not_deepest"


def count(famous: Famous) -> Any:
    """The `Shape` of the network at full size; no weight is drawn, nothing is computed.

    >>> count(NETWORKS[0])
    Shape(layers=8, convolutions=5, linears=3, parameters=61100840)
    """
    return import_module("tidu.course.networks").measure(famous.build(draw=False), *PICTURE)


def digits(settings: Settings) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """scikit-learn's handwritten digits, for training and to judge: ([N, 1, 8, 8] in [-1, 1], [N])."""
    try:
        found = import_module("sklearn.datasets").load_digits()
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sklearn":
            raise
        raise DataError(say("course_images.missing")) from None
    pictures = tidu.tensor(found.images / 8 - 1, dtype=tidu.float32).unsqueeze(1)
    labels = tidu.tensor(found.target)
    order = tidu.randperm(len(labels), generator=tidu.Generator().manual_seed(settings.seed))
    rows = order[: settings.rows]
    others = order[settings.rows :][: min(HELD, settings.rows)]
    return (pictures[rows], labels[rows]), (pictures[others], labels[others])


def learn(famous: Famous, train: Any, held: Any, settings: Settings) -> tuple[int, Any]:
    """Trains the narrow network on the resized digits; its number of parameters, and the history."""
    tidu.manual_seed(settings.seed)
    # One cell is left of pictures so small, so that is what the linear layers get.
    model = famous.build(inputs=1, classes=10, width=settings.width * famous.share, side=1)
    (x, y), (far_x, far_y) = ((resized(pictures, famous.side), labels) for pictures, labels in (train, held))
    history = tidu.fit(
        model, (x, y), "cross_entropy", "adam", lr=famous.lr, epochs=settings.epochs,
        batch_size=famous.batch, validation=(far_x, far_y), metrics=["accuracy"],
        compile="auto" if famous.native else False,
    )  # fmt: skip
    return sum(each.numel() for each in model.parameters()), history


def resized(pictures: Any, side: int) -> Any:
    """Pictures [N, 1, 8, 8] as [N, 1, side, side].

    >>> resized(tidu.zeros(2, 1, 8, 8), 32).shape
    torch.Size([2, 1, 32, 32])
    """
    return tidu.nn.functional.interpolate(pictures, size=(side, side), mode="bilinear")


def picture(tables: Mapping[str, Table]) -> Figure:
    """The contest's errors, the parameters, and how the narrow versions learned the digits."""
    errors, sizes, learned = tidu.plot.panels(3, width=4.2, height=3.4)
    networks, training = tables["networks"], tables["training"]
    names = [
        say("course_images.bar", name=name, layers=layers)
        for name, layers in zip(networks["network"], networks["layers"], strict=True)
    ]
    bars(errors, names, {"": networks["error_percent"]}, title=say("course_images.errors"), ylabel="%")
    millions = [each / 1e6 for each in networks["parameters"]]
    title, unit = say("course_images.sizes"), say("course_images.million")
    bars(sizes, names, {"": millions}, "%.1f", title=title, ylabel=unit)
    for name, form in zip(networks["network"], ("bo-", "rs--", "g^-.", "mD:"), strict=True):
        rows = [k for k, each in enumerate(training["network"]) if each == name]
        epochs = [training["epoch"][k] for k in rows]
        accuracy = [100 * training["accuracy"][k] for k in rows]
        tidu.plot.plot(epochs, accuracy, legend=[name], fmts=(form,), ylim=(0, 100), ax=learned)
    learned.set(xlabel=say("course.epoch"), ylabel=say("course_images.accuracy"))
    learned.set_title(say("course_images.learned"), fontsize=10)
    below(learned, 2)
    by_epoch(learned)
    return errors.figure
