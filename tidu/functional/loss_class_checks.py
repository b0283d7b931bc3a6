"""What a loss over classes refuses, with PyTorch's exception types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.core.shapes import Shape
from tidu.functional.operands import check_real
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


LABELS = (np.dtype("int64"), np.dtype("uint8"))


def check_scores(input: Tensor, target: Tensor) -> None:
    """NotImplementedError, as PyTorch has it, where the scores are whole numbers: most often the targets are.

    >>> import tidu
    >>> check_scores(tidu.zeros(2, 3), tidu.tensor([0, 1]))
    """
    if input._value.dtype.kind != "f" and target._value.dtype.kind == "f":
        raise NotImplementedError(say("nn.class_exchanged", given=from_numpy(input._value.dtype)))
    check_real(input, "cross_entropy")


def check_classes(input: Tensor, target: Tensor, weight: Tensor | None) -> None:
    """Refuses scores and classes whose shapes or types do not fit each other.

    >>> import tidu
    >>> check_classes(tidu.zeros(2, 3), tidu.tensor([0, 1]), None)
    """
    shape: Shape = input._value.shape
    given: Shape = target._value.shape
    sizes: dict[str, Any] = {"shape": list(shape), "given": list(given)}
    if len(shape) == 0:
        raise ValueError(say("nn.class_scores", **sizes))
    wanted = (shape[0], *shape[2:]) if len(shape) > 1 else ()
    if given != wanted:
        alike = len(shape) == 1 or given[:1] == shape[:1]
        if alike and len(shape) <= 2 and len(given) > 1:
            raise RuntimeError(say("nn.class_target_rank", **sizes))
        if given[:1] != shape[:1]:
            rows, labels = shape[0], given[0] if given else 1
            raise ValueError(say("nn.class_batch", rows=rows, labels=labels, **sizes))
        raise RuntimeError(say("nn.class_sizes", wanted=list(wanted), **sizes))
    if target._value.dtype not in LABELS:
        raise RuntimeError(say("nn.class_type", given=target.dtype))
    check_weight(weight, shape[1] if len(shape) > 1 else shape[0])
    check_weight_type(weight, input)


def check_weight_type(weight: Tensor | None, input: Tensor) -> None:
    """RuntimeError unless the weights have the type of the scores.

    >>> import tidu
    >>> check_weight_type(tidu.ones(3), tidu.zeros(2, 3))
    """
    if weight is not None and weight._value.dtype != input._value.dtype:
        kind = str(input.dtype).removeprefix("torch.")
        raise RuntimeError(
            say("layer.class_weight_type", given=weight.dtype, wanted=input.dtype, kind=kind)
        )


def check_weight(weight: Tensor | None, classes: int) -> None:
    """RuntimeError unless there is one weight a class.

    >>> check_weight(None, 3)
    """
    if weight is not None and weight._value.shape != (classes,):
        raise RuntimeError(say("nn.class_weight", given=list(weight._value.shape), classes=classes))


def check_labels(labels: np.ndarray, classes: int, ignore_index: int | None) -> bool:
    """Whether any of `labels`, int64, is to be ignored; IndexError for one that is no class.

    >>> check_labels(np.array([0, -100]), 2, -100)
    True
    """
    # Seen without their sign, negative numbers are the largest: one pass finds both ends.
    inside = not labels.size or int(labels.view(np.uint64).max()) < classes
    if inside and (ignore_index is None or not 0 <= ignore_index < classes):
        return False
    ignored = np.zeros(labels.shape, bool) if ignore_index is None else labels == ignore_index
    wrong = labels[((labels < 0) | (labels >= classes)) & ~ignored]
    if wrong.size:
        label, last = int(wrong[0]), classes - 1
        if label < 0:
            raise IndexError(say("nn.class_negative", label=label, classes=classes, last=last))
        told = {"classes": classes, "last": last, "needed": label + 1}
        raise IndexError(say("nn.class_range", label=label, **told))
    return bool(ignored.any())


def check_targets(input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int) -> None:
    """Refuses what cannot be class probabilities.

    >>> import tidu
    >>> check_targets(tidu.zeros(2, 3), tidu.zeros(2, 3), None, -100)
    """
    shape: Shape = input._value.shape
    if target._value.dtype.kind != "f":
        raise RuntimeError(say("nn.class_probabilities", given=target.dtype, shape=list(shape)))
    if ignore_index >= 0:
        raise RuntimeError(say("nn.class_ignore", given=ignore_index))
    if len(shape) == 0:
        raise ValueError(say("nn.class_scores", shape=[], given=[]))
    check_weight(weight, shape[1] if len(shape) > 1 else shape[0])
