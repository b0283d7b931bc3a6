"""One network learns from its share of the rows, by `tidu.fit`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from tidu.data.loader import DataLoader
from tidu.data.subset import Subset
from tidu.data.tensor_dataset import TensorDataset
from tidu.fit.history import History
from tidu.fit.interrupt import Interrupt, part_of
from tidu.fit.state import State
from tidu.fit.training import fit
from tidu.functional.loss_distance import huber_loss, l1_loss, mse_loss, smooth_l1_loss
from tidu.nn.module import Module
from tidu.optim import SGD, Adagrad, Adam, AdamW, Optimizer, RMSprop
from tidu.optim.lr_scheduler import CosineAnnealingLR
from tidu.tabular.columns import Schema
from tidu.tabular.folds import Share
from tidu.tabular.model import Member
from tidu.tabular.network import Structure, build, outputs_of
from tidu.tabular.options import TrainOptions
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.recipe import (
    RATES,
    batch_for,
    epochs_for,
    leaves_rest,
    patience_for,
    smear_for,
    wants_logarithm,
)
from tidu.tabular.temperature import cooled_cross_entropy, settle
from tidu.tensor.creation import from_numpy
from tidu.tensor.generator import own_generator

OPTIMIZERS: dict[str, Callable[..., Optimizer]] = {
    "adam": Adam,
    "adamw": AdamW,
    "sgd": SGD,
    "rmsprop": RMSprop,
    "adagrad": Adagrad,
}
LOSSES: dict[str, Any] = {
    "mse": mse_loss,
    "l1": l1_loss,
    "smooth_l1": smooth_l1_loss,
    "huber": huber_loss,
    "cross_entropy": cooled_cross_entropy,
}
SCALER = "tails"
"""How numbers are scaled; a name in `preprocess_numeric.SCALERS`."""


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


def batch_of(options: TrainOptions, rows: int) -> int:
    """Rows per step: as asked, or as suits `rows` training rows.

    >>> batch_of(TrainOptions("a.csv", "y"), 1000)
    32
    """
    return options.batch_size or batch_for(rows)


def epochs_of(options: TrainOptions, rows: int) -> int:
    """Epochs at most: as asked, or as suit `rows` training rows.

    >>> epochs_of(TrainOptions("a.csv", "y", epochs=7), 1000)
    7
    """
    return options.epochs or epochs_for(rows, batch_of(options, rows))


def learn(lesson: Lesson, share: Share, seed: int, listen: Callable[[State], Any]) -> Learned:
    """A new network, trained on `share.train` and kept at its best on `share.held`.

    Preprocessing is fitted on `share.train` alone. The same seed gives the same numbers, and
    the random numbers of the rest of the program stay where they were.
    """
    options, schema, rows = lesson.options, lesson.schema, lesson.rows
    prepare = Preprocessor.fit(rows[share.train], schema, fill=options.fill, numeric=SCALER)  # type: ignore[arg-type]
    matrix = prepare.transform(rows)
    column = rows[schema.target]
    target = fit_target(column, schema, share.train, options.model)
    goal = target.encode(column)
    structure = structure_of(matrix.shape[1], len(target.labels) or 1, options)
    data = TensorDataset(from_numpy(matrix), from_numpy(goal if target.labels else goal[:, None]))
    with own_generator(seed):
        network = build(structure)
        history = train(network, data, share, lesson, listen)
    held = outputs_of(network, matrix[share.held])
    if target.labels:
        settle(network, held, goal[share.held])
    elif target.reach:
        decoded = target.decode(held[:, 0])
        target = replace(target, smear=smear_for(column.gather(share.held).to_numpy(), decoded))
    member = Member(prepare, target, structure, network)
    return Learned(member, member.estimate(matrix), history)


def fit_target(column: pl.Series, schema: Schema, training: np.ndarray, model: str) -> TargetEncoder:
    """The target's encoder: a network learns a number with a long tail as its logarithm, a linear
    model never does: it would predict products."""
    known = column.gather(training)
    logarithm = schema.task == "regression" and model == "mlp" and wants_logarithm(known.to_numpy())
    return TargetEncoder.fit(column, schema, training, logarithm=logarithm)


def structure_of(inputs: int, outputs: int, options: TrainOptions) -> Structure:
    """The network that `options` describe.

    >>> structure_of(3, 1, TrainOptions("a.csv", "y", model="linear")).sizes
    [3, 1]
    """
    depth = 0 if options.model == "linear" else options.depth
    return Structure(inputs, outputs, depth, options.width, options.activation, options.dropout)


def train(
    network: Module, data: TensorDataset, share: Share, lesson: Lesson, listen: Callable[[State], Any]
) -> History:
    """Fit `network` by the recipe; that a loss is no number is told by the history."""
    options, rows = lesson.options, len(share.train)
    batch, epochs = batch_of(options, rows), epochs_of(options, rows)
    batches = DataLoader(Subset(data, share.train), batch, shuffle=True, drop_last=leaves_rest(rows, batch))
    with Interrupt() as interrupt, part_of(interrupt):
        return fit(
            network,
            batches,
            LOSSES[lesson.loss],
            optimizer_for(network, options),
            epochs=epochs,
            validation=Subset(data, share.held),
            patience=options.patience or patience_for(rows),
            scheduler=lambda optimizer: CosineAnnealingLR(optimizer, epochs),
            callbacks=[listen],
        )


def optimizer_for(network: Module, options: TrainOptions) -> Optimizer:
    """The optimizer asked for; weight decay pulls matrices, never biases."""
    parameters = list(network.parameters())
    matrices = [each for each in parameters if each.ndim > 1]
    biases = [each for each in parameters if each.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": options.weight_decay},
        {"params": biases, "weight_decay": 0.0},
    ]
    return OPTIMIZERS[options.optimizer](groups, lr=options.learning_rate or RATES[options.model])
