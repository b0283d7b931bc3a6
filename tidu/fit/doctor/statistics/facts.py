"""What one backward pass says about the data: inputs, targets and outputs, read off its tape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node
from tidu.tensor.handle import Handle, Leaf

Kind = Literal["classes", "binary", "real"]
MEETING = ("matmul", "convolve", "mul", "index")  # where constants meet parameters


@dataclass
class Facts:
    """Constants that met parameters (`inputs`, with the operation where they did), and the constants
    behind all parameters (`target`) with the numbers that they are compared to (`output`).

    `kind`: labels of classes, zeros and ones, or real numbers; None where no target was found.
    """

    inputs: list[tuple[Any, np.ndarray]] = field(default_factory=list)
    kind: Kind | None = None
    target: np.ndarray | None = None
    output: np.ndarray | None = None
    node: Any = None
    alone: bool = True
    """Whether the loss is made of output and target only, and of no other part of the model."""

    @property
    def x(self) -> np.ndarray | None:
        """The first input."""
        return self.inputs[0][1] if self.inputs else None


def facts_of(tape: Tape) -> Facts:
    """Reads a tape."""
    weights = weights_of(tape)
    found = Facts()
    last = -1
    for node in tape.nodes:
        if isinstance(node, Node) and node not in weights and any(edge in weights for edge in node.edges):
            last = node.order
            given = constant_of(node)
            if given is not None and node.primitive.name in MEETING:
                found.inputs.append((node, given))
    if not found.inputs:
        found.inputs = [
            (tape.root, x._value) for _, args in tape.calls[:1] for x in args[:1] if isinstance(x, Handle)
        ]
    for node in reversed(tape.nodes):
        if not isinstance(node, Node) or node.order <= last:
            break
        if read_target(tape, node, found):
            found.alone = is_alone(tape, node)
            break
    return found


def is_alone(tape: Tape, meeting: Node) -> bool:
    """Whether nothing else that was computed meets the output on its way to the loss.

    A divergence beside a reconstruction does, and then the error of the output does not measure the training.
    """
    output: Any = meeting
    while len(inside := [edge for edge in output.edges if edge is not None]) == 1 and inside[0].edges:
        output = inside[0]  # from the logarithm of a share back to the layer that gave the score
    later = {output}
    for node in tape.nodes:  # operands before results
        if node is not output and any(edge in later for edge in node.edges):
            if any(edge not in later and edge.edges for edge in node.edges if edge is not None):
                return False
            later.add(node)
    return True


def weights_of(tape: Tape) -> set[Any]:
    """Leaves, and mere views of them: what is the same at every row."""
    found: set[Any] = set()
    for node in tape.nodes:
        if isinstance(node, Leaf) or (
            isinstance(node, Node) and node.primitive.view and node.edges[0] in found
        ):
            found.add(node)
    return found


def constant_of(node: Node) -> np.ndarray | None:
    """The array of an operation that is no part of the tape."""
    for x in node.given or ():
        if isinstance(x, np.ndarray) and x.ndim and x.size > 1:
            return x
    return None


def read_target(tape: Tape, node: Node, found: Facts) -> bool:
    """Enters target and output, if this operation is where they meet."""
    given, name = constant_of(node), node.primitive.name
    if given is None:
        return False
    if name == "class_loss" and not is_counted(given):
        return enter(found, "classes", given, tape.operand(node, 0), node)
    if name == "index":
        return read_choice(tape, node, given, found)
    edge = next(edge for edge in node.edges if edge is not None)
    if name == "sub" and given.shape == edge.shape and not is_weighted(tape, node):
        return enter(found, "real", given, tape.array(edge), node)
    if name == "mul" and given.shape == edge.shape and is_binary(given):
        return read_yes_or_no(tape, node, given, edge, found)
    return False


def read_choice(tape: Tape, node: Node, given: np.ndarray, found: Facts) -> bool:
    """Labels as flat places of rows of scores."""
    flat = node.edges[0]
    rows = given.size
    if given.dtype.kind != "i" or flat is None or len(flat.shape) != 1 or not rows or flat.shape[0] % rows:
        return False
    scores = tape.array(flat)
    classes = flat.shape[0] // rows
    labels = given.reshape(-1) - np.arange(rows) * classes
    if scores is None or is_counted(labels) or labels.min() < 0 or labels.max() >= classes:
        return False
    return enter(found, "classes", labels, scores.reshape(rows, classes), node)


def read_yes_or_no(tape: Tape, node: Node, given: np.ndarray, edge: Any, found: Facts) -> bool:
    """Zeros and ones times scores, or times the logarithm of a share (log), or of what it lacks (log1p)."""
    output, name = tape.array(edge), edge.primitive.name if isinstance(edge, Node) else ""
    if output is not None and name in ("log", "log1p"):
        shares = np.clip(np.exp(np.asarray(output, np.float64)), 1e-9, 1 - 1e-9)
        output = np.log(shares / (1 - shares))
        if name == "log1p":
            given, output = 1 - given, -output
    return enter(found, "binary", given, output, node)


def is_weighted(tape: Tape, node: Node) -> bool:
    """Whether a difference, or what is subtracted, is multiplied by a constant: logarithms, no errors."""
    near = [*tape.users[node], *(edge for edge in node.edges if edge is not None)]
    return any(isinstance(x, Node) and x.primitive.name == "mul" and constant_of(x) is not None for x in near)


def is_counted(labels: np.ndarray) -> bool:
    """0, 1, 2, ...: the rows' own numbers, as contrastive losses have them, no labels of a table."""
    return len(labels) > 2 and bool((labels == np.arange(len(labels))).all())


def is_binary(x: np.ndarray) -> bool:
    """Zeros and ones, and nothing else."""
    return bool(((x == 0) | (x == 1)).all())


def enter(found: Facts, kind: Kind, target: np.ndarray, output: Any, node: Any) -> bool:
    """Notes what was found."""
    found.kind, found.target, found.output, found.node = kind, target, output, node
    return True


def error_of(facts: Facts) -> float | None:
    """The mean error of the outputs, None where it is not known: see `mean_error`."""
    if facts.target is None or facts.output is None or facts.kind is None:
        return None
    return mean_error(facts.kind, facts.output, facts.target)


def mean_error(kind: Kind, output: np.ndarray, target: np.ndarray) -> float | None:
    """Squared errors of real targets, logarithmic ones of classes and of zeros and ones; None for odd shapes.

    >>> round(mean_error("classes", np.zeros((2, 4)), np.array([0, 3])), 3)
    1.386
    """
    output = np.asarray(output, np.float64)
    if kind == "classes":
        if output.ndim != 2 or target.shape != output.shape[:1]:
            return None
        moved = output - output.max(1, keepdims=True)
        return float((np.log(np.exp(moved).sum(1)) - moved[np.arange(len(target)), target]).mean())
    if output.shape != target.shape:
        return None
    if kind == "binary":
        return float((np.logaddexp(0, output) - output * target).mean())
    return float(((output - target) ** 2).mean())


def constant_error(target: np.ndarray, kind: Kind) -> float:
    """The same of the best constant.

    >>> constant_error(np.array([[1.0], [3.0]]), "real")
    1.0
    """
    if kind == "real":
        return float(target.var(0).mean())
    shares = np.unique(target, return_counts=True)[1] / target.size
    return float(-(shares * np.log(shares)).sum())


__all__ = [
    "Facts",
    "Kind",
    "constant_error",
    "constant_of",
    "error_of",
    "facts_of",
    "mean_error",
    "weights_of",
]
