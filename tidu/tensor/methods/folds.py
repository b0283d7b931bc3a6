"""What a tensor does along its axes: sums, extremes, order."""

from __future__ import annotations

from tidu.tensor import order, reduction
from tidu.tensor.handle import Handle


class Folds(Handle):
    """What a tensor does along its axes: sums, extremes, order."""

    sum, mean, prod = reduction.sum, reduction.mean, reduction.prod
    max, min, amax, amin = order.max, order.min, reduction.amax, reduction.amin
    argmax, argmin, median = order.argmax, order.argmin, order.median
    any, all, var, std = reduction.any, reduction.all, reduction.var, reduction.std
    cumsum, logsumexp, norm = reduction.cumsum, reduction.logsumexp, reduction.norm
    sort, argsort, topk = order.sort, order.argsort, order.topk
