"""Which rows each network learns from, and which it is held to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tidu.tabular.split import places_of, together


@dataclass(frozen=True)
class Share:
    """Row numbers of one network: those it learns `train`, those that choose its best epoch, `held`."""

    train: np.ndarray
    held: np.ndarray


def fold_shares(
    rows: np.ndarray,
    count: int,
    seed: int,
    classes: np.ndarray | None = None,
    groups: np.ndarray | None = None,
) -> list[Share]:
    """`rows` cut into `count` parts at random; each network holds out another one.

    `classes` ([len(rows)] numbers): every part gets its share of each class. `groups` ([len(rows)]
    numbers, at least `count` different ones): rows of one number are in one part.

    >>> [share.held.tolist() for share in fold_shares(np.arange(4), 2, seed=0)]
    [[1, 2], [0, 3]]
    """
    order = together(np.random.default_rng(seed).permutation(len(rows)), groups)
    if classes is not None:
        order = order[np.argsort(classes[order], kind="stable")]
    fold = np.empty(len(rows), np.int64)
    fold[order] = (np.arange(len(rows)) if groups is None else places_of(groups[order])) % count
    return [Share(rows[fold != part], rows[fold == part]) for part in range(count)]
