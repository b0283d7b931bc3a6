"""Several networks on shares of the rows, and what they predict together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from tidu.core.errors import DataError
from tidu.fit.doctor import Alert
from tidu.fit.state import State
from tidu.tabular.alerts import alert_said
from tidu.tabular.folds import Share, fold_shares
from tidu.tabular.learn import Learned, Lesson, epochs_of, learn
from tidu.tabular.model import Member
from tidu.tabular.options import TrainOptions
from tidu.tabular.progress import Progress
from tidu.tabular.recipe import members_for
from tidu.tabular.results import History
from tidu.tabular.split import Split
from tidu.text import say


@dataclass(frozen=True)
class Plan:
    """The rows of each network; `folds`: whether each holds out another part of all that is not
    test, or all hold out the validation rows."""

    shares: tuple[Share, ...]
    folds: bool


def plan(options: TrainOptions, split: Split, classes: np.ndarray | None) -> Plan:
    """Folds, unless the validation rows are given by a file or by time, or one network is enough.

    `classes`: [rows] class numbers, or None.

    >>> from tidu.tabular.split import split_rows
    >>> found = plan(TrainOptions("a.csv", "y"), split_rows(20), None)
    >>> found.folds, [len(share.held) for share in found.shares]
    (True, [4, 3, 3, 3, 3])
    """
    pool = np.sort(np.concatenate([split.train, split.validation]))
    count = options.members or members_for(len(pool))
    chosen = options.validation is not None or options.time_column is not None
    if chosen or count == 1 or len(pool) < 2:
        return Plan((Share(split.train, split.validation),) * count, folds=False)
    labels = None if classes is None else classes[pool]
    groups = None if split.groups is None else split.groups[pool]
    most = len(pool) if groups is None else len(np.unique(groups))
    if most < 2:
        return Plan((Share(split.train, split.validation),) * count, folds=False)
    return Plan(tuple(fold_shares(pool, min(count, most), options.seed, labels, groups)), folds=True)


@dataclass
class Ensemble:
    """The networks so far, and what they give for every row of the material.

    `held[row]` is the estimate by the networks that did not learn from the row; NaN if all did.
    """

    members: list[Member] = field(default_factory=list)
    histories: list[History] = field(default_factory=list)
    total: np.ndarray | float = 0.0
    held_total: np.ndarray | float = 0.0
    held_count: np.ndarray | float = 0.0
    interrupted: bool = False
    notes: list[str] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)

    @property
    def estimates(self) -> np.ndarray:
        """The mean of all networks: [rows] or [rows, classes]."""
        return np.asarray(self.total) / len(self.members)

    def held(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Those of `rows` that a network held out, and the mean of the networks that did."""
        counts = np.asarray(self.held_count)[rows]
        rows = rows[counts > 0]
        counts = counts[counts > 0].reshape(-1, *[1] * (np.ndim(self.held_total) - 1))
        return rows, np.asarray(self.held_total)[rows] / counts

    def add(self, learned: Learned, share: Share) -> None:
        """Take in another network."""
        if not self.members:
            self.held_total = np.zeros_like(learned.estimates)
            self.held_count = np.zeros(len(learned.estimates))
        self.members.append(learned.member)
        columns = learned.history.columns
        best = learned.history.best_epoch or len(learned.history)
        self.histories.append(History(columns["train_loss"], columns["validation_loss"], best))
        self.total = self.total + learned.estimates
        assert isinstance(self.held_total, np.ndarray) and isinstance(self.held_count, np.ndarray)
        self.held_total[share.held] += learned.estimates[share.held]
        self.held_count[share.held] += 1

    def hear(self, alerts: list[Alert], member: Member) -> None:
        """Take in what the doctor found in the training of `member`, each cause once."""
        known = {alert.name for alert in self.alerts}
        for alert in alerts:
            if alert.name not in known:
                self.alerts.append(replace(alert, place=None))
                self.notes.append(alert_said(alert, member))

    @property
    def history(self) -> History:
        """The mean of the networks' losses epoch by epoch, and the middle of their best epochs."""
        best = int(np.median([each.best_epoch for each in self.histories]))
        return History(
            _means([each.train_loss for each in self.histories]),
            _means([each.validation_loss for each in self.histories]),
            best,
            len(self.histories),
        )


def train_members(lesson: Lesson, shares: tuple[Share, ...], progress: Progress) -> Ensemble:
    """One network after the other. Ctrl-C ends with those that are done, or, in the first, with
    its best weights so far. If not even one epoch is: KeyboardInterrupt, or DataError when the loss
    was no number."""
    found, options = Ensemble(), lesson.options
    seeds = np.random.SeedSequence(options.seed).generate_state(len(shares))
    epochs = [epochs_of(options, len(share.train)) for share in shares]
    for place, share in enumerate(shares):
        progress.network(place + 1, len(shares))

        def listen(state: State, total: int = epochs[place]) -> None:
            losses = state.history.last("train_loss"), state.history.last("validation_loss")
            progress.epoch(state.epoch, total, *losses)

        learned = learn(lesson, share, int(seeds[place]), listen)
        found.interrupted = learned.history.stopped == "interrupted"
        if found.interrupted and found.members:
            break
        if not len(learned.history):
            raise KeyboardInterrupt if found.interrupted else DataError(say("training.diverged"))
        found.add(learned, share)
        found.hear(learned.history.alerts, learned.member)
        if learned.history.stopped == "not_finite" and learned.history.message not in found.notes:
            found.notes.append(learned.history.message)
        if found.interrupted:
            break
    return found


def _means(curves: list[list[float]]) -> list[float]:
    """The mean at each epoch; a curve that ended early goes on at its last value.

    >>> _means([[1.0, 2.0], [3.0]])
    [2.0, 2.5]
    """
    longest = max(map(len, curves))
    return np.mean([curve + curve[-1:] * (longest - len(curve)) for curve in curves], axis=0).tolist()
