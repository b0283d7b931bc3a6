"""One network learns from its share of the rows, by `tidu.fit`."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from tidu.data.subset import Subset
from tidu.data.tensor_dataset import TensorDataset
from tidu.fit.history import History
from tidu.fit.state import State
from tidu.fit.training import fit
from tidu.optim import SGD, Adagrad, Adam, AdamW, Optimizer, RMSprop
from tidu.optim.lr_scheduler import CosineAnnealingLR
from tidu.tabular.columns import Schema
from tidu.tabular.folds import Share
from tidu.tabular.model import Member
from tidu.tabular.network import Network
from tidu.tabular.options import TrainOptions
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.recipe import batch_for, epochs_for, wants_logarithm
from tidu.tensor.creation import from_numpy
from tidu.tensor.sampling import get_rng_state, manual_seed, set_rng_state

OPTIMIZERS: dict[str, Callable[..., Optimizer]] = {
    "adam": Adam,
    "adamw": AdamW,
    "sgd": SGD,
    "rmsprop": RMSprop,
    "adagrad": Adagrad,
}
LOSSES = {"mse": "mse", "l1": "mae", "smooth_l1": "smooth_l1", "huber": "huber", "cross_entropy": "cross_entropy"}
"""Our names to those of `tidu.fit`."""


@dataclass(frozen=True)
class Lesson:
    """What all networks share: the labelled `rows`, typed, and how they are read and learned."""

    rows: pl.DataFrame
    schema: Schema
    options: TrainOptions

    @property
    def loss(self) -> str:
        """What training makes small."""
        by_task = "mse" if self.schema.task == "regression" else "cross_entropy"
        return self.options.loss or by_task


@dataclass(frozen=True)
class Learned:
    """A network, what it gives for every row ([rows] or [rows, classes]), and how it went."""

    member: Member
    estimates: np.ndarray
    history: History


def epochs_of(options: TrainOptions, rows: int) -> int:
    """Epochs asked for, or as many as suit `rows` training rows.

    >>> epochs_of(TrainOptions("a.csv", "y", epochs=7), 1000)
    7
    """
    return options.epochs or epochs_for(rows, options.batch_size or batch_for(rows))


def learn(lesson: Lesson, share: Share, seed: int, listen: Callable[[State], Any]) -> Learned:
    """A new network, trained on `share.train` and stopped at its best on `share.held`.

    Preprocessing is fitted on `share.train` alone. The same seed gives the same numbers, and
    the random numbers of the rest of the program stay where they were.
    """
    options, schema, rows = lesson.options, lesson.schema, lesson.rows
    training = rows[share.train]
    prepare = Preprocessor.fit(training, schema, fill=options.fill, numeric="tails")  # type: ignore[arg-type]
    matrix = prepare.transform(rows)
    target = fit_target(rows[schema.target], schema, share.train)
    goal = target.encode(rows[schema.target])
    random = get_rng_state()
    manual_seed(seed)
    network = network_for(matrix.shape[1], len(target.labels) or 1, options)
    data = TensorDataset(from_numpy(matrix), from_numpy(goal if target.labels else goal[:, None]))
    history = train(network, data, share, lesson, listen)
    set_rng_state(random)
    member = Member(prepare, target, network)
    return Learned(member, member.estimate(matrix), history)


def fit_target(column: pl.Series, schema: Schema, training: np.ndarray) -> TargetEncoder:
    """The target's encoder: a number with a long tail is learned as its logarithm."""
    known = column.gather(training)
    logarithm = schema.task == "regression" and wants_logarithm(known.to_numpy())
    return TargetEncoder.fit(column, schema, training, logarithm=logarithm)


def network_for(inputs: int, outputs: int, options: TrainOptions) -> Network:
    """The network that `options` describe.

    >>> network_for(3, 1, TrainOptions("a.csv", "y", model="linear"))
    Network(
      activation=silu
      (layers): ModuleList()
      (dropout): Dropout(p=0.0, inplace=False)
      (link): Linear(in_features=3, out_features=1, bias=True)
    )
    """
    depth = 0 if options.model == "linear" else options.depth
    return Network(inputs, outputs, options.width, depth, options.activation, options.dropout)


def train(
    network: Network, data: TensorDataset, share: Share, lesson: Lesson, listen: Callable[[State], Any]
) -> History:
    """Fit `network` by the recipe; a loss that is no number is told by the history."""
    options = lesson.options
    epochs = epochs_of(options, len(share.train))
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        return fit(
            network,
            Subset(data, share.train),
            LOSSES[lesson.loss],
            optimizer_for(network, options),
            epochs=epochs,
            batch_size=options.batch_size or batch_for(len(share.train)),
            validation=Subset(data, share.held),
            patience=options.patience,
            scheduler=lambda optimizer: CosineAnnealingLR(optimizer, epochs),
            callbacks=[listen],
        )


def optimizer_for(network: Network, options: TrainOptions) -> Optimizer:
    """The optimizer asked for; weight decay pulls matrices, never biases."""
    parameters = list(network.parameters())
    groups = [
        {"params": [each for each in parameters if each.ndim > 1], "weight_decay": options.weight_decay},
        {"params": [each for each in parameters if each.ndim < 2], "weight_decay": 0.0},
    ]
    return OPTIMIZERS[options.optimizer]([each for each in groups if each["params"]], lr=options.learning_rate)
