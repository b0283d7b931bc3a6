"""What a tensor does along its axes: sums, extremes, order, counts."""

from __future__ import annotations

from tidu.tensor import counting, cumulative, old_norm, order, ranks, reduction, statistics
from tidu.tensor.handle import Handle


class Folds(Handle):
    """What a tensor does along its axes: sums, extremes, order, counts."""

    sum, mean, prod = reduction.sum, reduction.mean, reduction.prod
    nansum, nanmean = statistics.nansum, statistics.nanmean
    max, min, amax, amin = order.max, order.min, reduction.amax, reduction.amin
    aminmax, argmax, argmin = statistics.aminmax, order.argmax, order.argmin
    any, all, var, std = reduction.any, reduction.all, reduction.var, reduction.std
    logsumexp, norm, count_nonzero = reduction.logsumexp, old_norm.norm, counting.count_nonzero
    sort, argsort, topk, msort = order.sort, order.argsort, order.topk, ranks.msort
    median, nanmedian, kthvalue, mode = ranks.median, ranks.nanmedian, ranks.kthvalue, ranks.most_frequent
    quantile, nanquantile = ranks.quantile, ranks.nanquantile

    cumsum, cumprod, logcumsumexp = reduction.cumsum, cumulative.cumprod, cumulative.logcumsumexp
    cummax, cummin, diff = cumulative.cummax, cumulative.cummin, cumulative.diff
    bincount, histc, histogram = counting.bincount, counting.histc, counting.histogram
    cov, corrcoef = statistics.cov, statistics.corrcoef
    renorm = statistics.renorm
