"""The cross entropy of an affine layer, in one call.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear_cross_entropy.html
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from tidu.functional.loss_class import cross_entropy
from tidu.tensor.linear_algebra import linear
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


@dataclass(frozen=True)
class LinearCrossEntropyOptions:
    """How PyTorch parts a batch to save memory; accepted, and nothing is parted here.

    >>> LinearCrossEntropyOptions().chunking_method
    'auto'
    """

    allow_retain_graph: bool = False
    batch_chunk_size: int | None = None
    chunking_method: str | None = "auto"
    acc_policy: str = "auto"
    acc_dtype: Any = None


def linear_cross_entropy(
    input: Tensor,
    linear_weight: Tensor,
    target: Tensor,
    *,
    linear_bias: Tensor | None = None,
    weight: Tensor | None = None,
    reduction: str = "mean",
    ignore_index: int | None = None,
    label_smoothing: float = 0.0,
    options: LinearCrossEntropyOptions | None = None,
) -> Tensor:
    """`cross_entropy` of input @ linear_weightᵀ + linear_bias.

    input [N, in] or [in], linear_weight [classes, ..., in], linear_bias [classes, ...]; target
    names classes, [N, ...], or gives the probability of each, [N, classes, ...]. RuntimeError for
    shapes that do not fit.

    >>> import tidu
    >>> linear_cross_entropy(tidu.ones(2, 3), tidu.zeros(4, 3), tidu.tensor([0, 3]))
    tensor(1.3863)
    """
    shape, table, wanted = (list(x._value.shape) for x in (input, linear_weight, target))
    fits = (len(shape) == 2 and len(table) >= 2) or (len(shape) == 1 and len(table) == 2)
    if not fits or shape[-1] != table[-1]:
        raise RuntimeError(say("layer.linear_loss_shapes", a=shape, b=table))
    classes = table[:-1]
    if linear_bias is not None and list(linear_bias._value.shape) != classes:
        given = list(linear_bias._value.shape)
        raise RuntimeError(say("layer.linear_loss_bias", given=given, wanted=classes))
    if wanted == [*shape[:-1], *classes] and ignore_index is not None:
        raise RuntimeError(say("layer.linear_loss_ignore", given=ignore_index))
    rows = linear_weight.reshape(prod(classes), table[-1])
    offsets = None if linear_bias is None else linear_bias.reshape(-1)
    scores = linear(input, rows, offsets).reshape(*shape[:-1], *classes)
    ignored = -100 if ignore_index is None else ignore_index
    return cross_entropy(
        scores, target, weight, ignore_index=ignored, reduction=reduction, label_smoothing=label_smoothing
    )
