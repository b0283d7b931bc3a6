"""The softmax of very many classes: frequent ones in a head, rare ones in clusters of smaller width.

Source: https://arxiv.org/abs/1609.04309
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.softmax import log_softmax
from tidu.nn.blame import refusal
from tidu.nn.linear import Linear
from tidu.nn.module import Module
from tidu.nn.module_list import ModuleList
from tidu.nn.sequential import Sequential
from tidu.tensor.comparison import where
from tidu.tensor.handle import look
from tidu.tensor.joining import cat
from tidu.tensor.picking import gather
from tidu.tensor.tensor import Tensor
from tidu.text import say


class ASMoutput(NamedTuple):
    """Each target's log-probability, and the loss: minus their mean."""

    output: Tensor
    loss: Tensor

    def __repr__(self) -> str:
        return f"_ASMoutput(output={self.output!r}, loss={self.loss!r})"


class AdaptiveLogSoftmaxWithLoss(Module):
    """The log-softmax of `n_classes`, whose first cutoffs[0] are scored at once, the others by cluster.

    input [N, in_features] and target [N], or one of each; gives (output [N], loss). Cluster i has
    a projection to in_features / div_value^(i + 1). ValueError for cutoffs that are no increasing
    whole numbers below n_classes.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveLogSoftmaxWithLoss.html

    >>> import tidu
    >>> layer = AdaptiveLogSoftmaxWithLoss(4, 10, [2, 5], div_value=2.0)
    >>> layer.log_prob(tidu.ones(3, 4)).exp().sum(1).detach().round(decimals=4)
    tensor([1., 1., 1.])
    """

    def __init__(
        self,
        in_features: int,
        n_classes: int,
        cutoffs: Sequence[int],
        div_value: float = 4.0,
        head_bias: bool = False,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        bounds = [0, *cutoffs, n_classes]
        rising = all(int(b) == b and a < b for a, b in pairwise(bounds))
        if len(bounds) == 2 or not rising:
            raise ValueError(say("layer.adaptive_cutoffs", given=list(cutoffs), classes=n_classes))
        kind = {"device": device, "dtype": dtype}
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = bounds[1:]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, bias=head_bias, **kind)
        self.tail = ModuleList()
        for cluster, (start, stop) in enumerate(pairwise(self.cutoffs)):
            width = int(in_features // div_value ** (cluster + 1))
            inner = Linear(in_features, width, bias=False, **kind)
            self.tail.append(Sequential(inner, Linear(width, stop - start, bias=False, **kind)))

    def reset_parameters(self) -> None:
        """Draws the parameters anew."""
        self.head.reset_parameters()
        for projection in self.tail:
            for layer in projection:
                layer.reset_parameters()

    def forward(self, input_: Tensor, target_: Tensor) -> ASMoutput:
        self._check(input_, target_)
        alone = target_._value.ndim == 0
        input, target = (input_.unsqueeze(0), target_.unsqueeze(0)) if alone else (input_, target_)
        places, parts, rows = target, [], []
        for cluster, (start, stop) in enumerate(pairwise(self.cutoffs)):
            inside = (target >= start) & (target < stop)
            found = inside.nonzero().reshape(-1)
            if found._value.size:
                shares = log_softmax(self.tail[cluster](input[found]), 1)
                parts.append(gather(shares, 1, (target[found] - start).unsqueeze(1)).reshape(-1))
                rows.append(found)
                places = where(inside, self.shortlist_size + cluster, places)
        output = gather(log_softmax(self.head(input), 1), 1, places.unsqueeze(1)).squeeze(1)
        if parts:
            within = input.new_zeros(target._value.shape)
            within[cat(rows)] = cat(parts)
            output = output + within
        loss = (-output).mean()
        return ASMoutput(output.squeeze(0) if alone else output, loss)

    def _check(self, input: Tensor, target: Tensor) -> None:
        shape, given = list(input._value.shape), list(target._value.shape)
        if len(given) > 1 or len(shape) != len(given) + 1:
            raise refusal(RuntimeError, "layer.adaptive_axes", self, shape=shape, given=given)
        if given != shape[:-1]:
            raise refusal(RuntimeError, "layer.adaptive_batch", self, shape=shape, given=given)
        values = look(target)
        if values.size and not (values.min() >= 0 and values.max() < self.n_classes):
            low, high = int(values.min()), int(values.max())
            told = {"last": self.n_classes - 1, "low": low, "high": high, "fix": max(high, 0) + 1}
            raise refusal(RuntimeError, "layer.adaptive_target", self, **told)

    def log_prob(self, input: Tensor) -> Tensor:
        """The log-probability of every class: [N, in_features] gives [N, n_classes]."""
        head = log_softmax(self.head(input), 1)
        parts = [head[:, : self.shortlist_size]]
        for cluster, projection in enumerate(self.tail):
            place = self.shortlist_size + cluster
            parts.append(log_softmax(projection(input), 1) + head[:, place : place + 1])
        return cat(parts, 1)

    def predict(self, input: Tensor) -> Tensor:
        """The likeliest class of each row, [N]."""
        return self.log_prob(input).argmax(1)
