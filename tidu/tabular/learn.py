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
from tidu.fit.doctor import Doctor
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
Listen = Callable[[State], Any]
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


@dataclass(frozen=True)
class Prepared:
    """All rows as numbers, by what `share.train` says of them: how they were read, `matrix` [rows,
    features] and `goal` [rows], and both as `data` for batches. Networks only read it."""

    share: Share
    prepare: Preprocessor
    target: TargetEncoder
    matrix: np.ndarray
    goal: np.ndarray
    data: TensorDataset


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


def learn(lesson: Lesson, share: Share, seed: int, listen: Listen) -> Learned:
    """A new network of its own preprocessing; see `prepared` and `teach`."""
    ready = prepared(lesson, share)
    # That rows and targets may be out of step is no news of a table, whose baselines show it.
    doctor = Doctor(tell=None, silence="TD006-unrelated") if lesson.options.doctor else False
    member, history = teach(lesson, ready, seed, listen, doctor)
    return Learned(member, member.estimate(ready.matrix), history)


def prepared(lesson: Lesson, share: Share) -> Prepared:
    """The rows as numbers, by preprocessing that is fitted on `share.train` alone."""
    options, schema, rows = lesson.options, lesson.schema, lesson.rows
    prepare = Preprocessor.fit(rows[share.train], schema, fill=options.fill, numeric=SCALER)  # type: ignore[arg-type]
    matrix = prepare.transform(rows)
    column = rows[schema.target]
    target = fit_target(column, schema, share.train, options.model)
    goal = target.encode(column)
    data = TensorDataset(from_numpy(matrix), from_numpy(goal if target.labels else goal[:, None]))
    return Prepared(share, prepare, target, matrix, goal, data)


def teach(
    lesson: Lesson, ready: Prepared, seed: int, listen: Listen | None = None, doctor: Any = False
) -> tuple[Member, History]:
    """A new network, trained on `ready.share.train` and kept at its best on `ready.share.held`.

    The same seed gives the same numbers, and the random numbers of the rest of the program stay
    where they were. `listen` is told of every epoch, `doctor` is that of `tidu.fit`.
    """
    held, target = ready.share.held, ready.target
    structure = structure_of(ready.matrix.shape[1], len(target.labels) or 1, lesson.options)
    with own_generator(seed):
        network = build(structure)
        history = train(network, ready.data, ready.share, lesson, listen, doctor)
    outputs = outputs_of(network, ready.matrix[held])
    if target.labels:
        settle(network, outputs, ready.goal[held])
    elif target.reach:
        actual = lesson.rows[lesson.schema.target].gather(held).to_numpy()
        target = replace(target, smear=smear_for(actual, target.decode(outputs[:, 0])))
    return Member(ready.prepare, target, structure, network), history


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
    network: Module, data: TensorDataset, share: Share, lesson: Lesson, listen: Listen | None, doctor: Any
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
            callbacks=() if listen is None else listen,
            compile="auto" if options.compile else False,
            doctor=doctor,
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
