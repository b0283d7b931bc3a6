"""TD005: a loss on what was prepared for another: double softmax, logits where shares belong."""

from __future__ import annotations

import math
from collections.abc import Iterator
from math import prod
from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import behind, constants, name_of
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node

FEWEST = 4  # rows that must sum to 1 before that is no accident
SQUASHING = {"sigmoid": 1.0, "hard_sigmoid": 1.0, "tanh": 2.0}
"""Activation -> how far apart two of its values can be."""


class WrongLoss(Check):
    """What goes into a loss of classes or of yes and no."""

    code = "TD005"
    causes: ClassVar[Causes] = {
        "softmax": "certain",
        "squashed": "certain",
        "sigmoid": "certain",
        "nll": "certain",
    }

    def backward(self, tape: Tape) -> None:
        """Looks at what each such loss is given, unless that was told to lie along the wrong axis."""
        if self.doctor.has_told("TD005-axis"):
            return
        for node in tape.nodes:
            name = name_of(node)
            if name in ("class_loss", "log_softmax") or is_shifted(tape, node):
                self.of_scores(tape, node)
            elif name == "index" and (rows := picked_rows(tape, node)) is not None:
                self.of_logarithms(tape, node, rows)
            elif name == "where" and (scores := yes_or_no(tape, node)) is not None:
                self.of_yes_or_no(node, scores)

    def of_scores(self, tape: Tape, node: Node) -> None:
        """A softmax is about to be taken: was one taken before?"""
        edge = next(edge for edge in node.edges if edge is not None)
        axes = node.params.get("axis", (1,))
        scores, classes = behind(edge), prod(edge.shape[axis] for axis in axes)
        name, value = name_of(scores), tape.value
        shown = "?" if value is None else f"{value:.4g}"
        if name == "softmax" or (name_of(node) == "class_loss" and are_shares(tape, edge)):
            self.tell("softmax", node=node, classes=classes, floor=f"{floor(classes, 1.0):.4g}", loss=shown)
        elif name in SQUASHING and name_of(node) == "class_loss":
            lowest = f"{floor(classes, SQUASHING[name]):.4g}"
            self.tell("squashed", node=scores, name=name, classes=classes, floor=lowest, loss=shown)

    def of_logarithms(self, tape: Tape, node: Node, rows: Any) -> None:
        """nll_loss picks from rows: are these logarithms of shares?"""
        value = tape.array(rows)
        if value is None or value.ndim != 2 or not np.isfinite(value).any():
            return
        totals = np.exp(value.astype(np.float64)).sum(1)
        if np.abs(totals - 1).max() > 0.01:
            given = "softmax" if name_of(rows) == "softmax" else name_of(rows) or "rows"
            sums = {"low": f"{totals.min():.4g}", "high": f"{totals.max():.4g}"}
            self.tell("nll", node=node, name=given, classes=value.shape[1], **sums)

    def of_yes_or_no(self, node: Node, scores: Any) -> None:
        """binary_cross_entropy_with_logits: was the sigmoid taken before?"""
        if name_of(scores) in ("sigmoid", "hard_sigmoid", "softmax"):
            self.tell("sigmoid", node=scores, name=name_of(scores), floor="0.3133", half="0.6931")


def floor(classes: int, width: float) -> float:
    """The least cross entropy of scores that differ by at most `width`: ln(1 + (C − 1) / e^width).

    >>> round(floor(10, 1.0), 4)
    1.4612
    """
    return math.log(1 + (classes - 1) * math.exp(-width))


def are_shares(tape: Tape, node: Any) -> bool:
    """Whether every row of what a node computed is positive and sums to 1."""
    value = tape.array(node)
    if value is None or value.ndim != 2 or value.shape[0] < FEWEST or value.shape[1] < 2:
        return False
    return bool((value >= 0).all() and np.allclose(value.sum(1), 1, atol=1e-4))


def is_shifted(tape: Tape, node: Any) -> bool:
    """Whether a node is scores less the largest of each row, on the way to a softmax made of parts."""
    if name_of(node) != "sub" or node.edges[0] is None or node.edges[1] is not None or len(node.shape) != 2:
        return False
    largest = constants(node)
    return bool(
        largest
        and largest[0].shape == (node.shape[0], 1)
        and any(name_of(user) == "exp" for user in tape.users[node])
        and any(name_of(user) == "reshape" for user in tape.users[node])
    )


def picked_rows(tape: Tape, node: Node) -> Any:
    """The rows from which nll_loss picks; None for any other picking."""
    named = {getattr(below, "label", None) for below in onward(tape, node)}
    if not named & {"NllLoss", "NllLoss2D"} or name_of(node.edges[0]) != "reshape":
        return None
    users = tape.users[node]
    rows = node.edges[0].edges[0]
    return rows if len(users) == 1 and name_of(users[0]) == "neg" else None


def onward(tape: Tape, node: Any) -> Iterator[Any]:
    """What becomes of a node, as long as it is the only way."""
    users = tape.users[node]
    while len(users) == 1:
        yield users[0]
        users = tape.users[users[0]]


def yes_or_no(tape: Tape, node: Node) -> Any:
    """The scores of a binary_cross_entropy_with_logits, of which this picks those above 0."""
    if node.edges[0] is not None or node.edges[1] is None or node.edges[2] is not None:
        return None
    labels = {getattr(below, "label", None) for below in onward(tape, node)}
    if "BinaryCrossEntropyWithLogits" not in labels:
        return None
    return behind(node.edges[1])
