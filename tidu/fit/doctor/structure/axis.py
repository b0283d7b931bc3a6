"""TD005: a softmax over the rows of a batch in place of the classes of each row."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.losses import FEWEST, picked_rows
from tidu.fit.doctor.structure.paths import constants, name_of
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node


class SoftmaxOverRows(Check):
    """Shares of which a loss takes one from each row, but whose columns, not rows, sum to 1.

    Silent: attention over positions, of which no loss takes one from each row; scores of which one is
    taken from each column; square ones, whose rows and columns are both asked, as in contrast.
    """

    code = "TD005"
    causes: ClassVar[Causes] = {"axis": "certain"}

    def backward(self, tape: Tape) -> None:
        """Looks at everything from which one is taken for each row."""
        for node in tape.nodes:
            shares = one_of_each_row(tape, node)
            sums = None if shares is None else sums_of_rows(tape.array(shares))
            if shares is not None and sums is not None:
                rows, classes = shares.shape
                numbers = {"low": f"{sums.min():.3g}", "high": f"{sums.max():.3g}", "one": f"{1 / rows:.3g}"}
                self.tell("axis", node=softmax_below(shares), rows=rows, classes=classes, **numbers)
                return


def one_of_each_row(tape: Tape, node: Any) -> Any:
    """What a loss takes one of each row from, [N, C]: by labels, or by ones and zeros; None for all else."""
    name = name_of(node)
    if name == "class_loss":
        return if_table(node.edges[0])
    if name == "index":
        places = constants(node)
        if len(places) == 1:
            return if_table(picked_rows(tape, node))
        table = if_table(node.edges[0]) if len(places) == 2 else None
        return table if table is not None and is_each(places[0].reshape(-1), table.shape[0]) else None
    if name in ("mul", "sub") and (table := if_table(next((e for e in node.edges if e is not None), None))):
        chosen = any(x.shape == table.shape and is_one_hot(x) for x in constants(node))
        return table if chosen and None in node.edges else None
    return None


def if_table(node: Any) -> Any:
    """A node of several rows and several classes, and not as many of both; None for others."""
    if node is None or len(node.shape) != 2:
        return None
    rows, classes = node.shape
    return node if rows >= FEWEST and classes > 1 and rows != classes else None


def is_each(rows: np.ndarray, count: int) -> bool:
    """Whether rows are 0 to `count` - 1, each once."""
    return len(rows) == count and bool((np.sort(rows) == np.arange(count)).all())


def is_one_hot(x: np.ndarray) -> bool:
    """Whether each row has one 1, and zeros."""
    return bool(((x == 0) | (x == 1)).all() and (x.sum(1) == 1).all())


def sums_of_rows(value: np.ndarray | None) -> np.ndarray | None:
    """The sums of rows of shares, or of their logarithms, whose columns sum to 1 and whose rows do not."""
    if value is None or not np.isfinite(value).all():
        return None
    shares = np.exp(value.astype(np.float64)) if (value < 0).any() else value.astype(np.float64)
    sums = shares.sum(1)
    return sums if np.allclose(shares.sum(0), 1, atol=1e-3) and not np.allclose(sums, 1, atol=1e-2) else None


def softmax_below(node: Any) -> Any:
    """The softmax itself, where it is one operation."""
    below = node
    while isinstance(below, Node):
        if name_of(below) in ("softmax", "log_softmax", "div"):
            return below
        below = next((edge for edge in below.edges if edge is not None), None)
    return node
