"""A copy of a model whose weights are the average of those that the model had."""

from __future__ import annotations

import copy
from itertools import chain
from typing import Any

from tidu.core.dtypes import int64
from tidu.nn.module import Module
from tidu.optim.swa_utils.averages import Average, Averages, get_swa_avg_fn
from tidu.tensor.creation import tensor
from tidu.text import say


class AveragedModel(Module):
    """`module`, a copy of `model`, whose parameters average those that `update_parameters` is shown.

    By default equally; `avg_fn` (one tensor) or `multi_avg_fn` (lists, in place) average
    otherwise, as `get_ema_multi_avg_fn(0.999)` does. With `use_buffers` buffers are averaged
    too, else they are those of the model. `n_averaged` counts. AssertionError (PyTorch's) for
    both functions at once.
    Source: https://docs.pytorch.org/docs/stable/optim.html#weight-averaging-swa-and-ema

    >>> import tidu
    >>> model = tidu.nn.Linear(1, 1, bias=False)
    >>> averaged = AveragedModel(model)
    >>> for weight in (1.0, 2.0, 6.0):
    ...     _ = tidu.nn.init.constant_(model.weight, weight)
    ...     averaged.update_parameters(model)
    >>> averaged.module.weight.item(), averaged.n_averaged.item()
    (3.0, 3)
    """

    n_averaged: Any

    def __init__(
        self,
        model: Module,
        device: Any = None,
        avg_fn: Average | None = None,
        multi_avg_fn: Averages | None = None,
        use_buffers: bool = False,
    ):
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError(say("optim.average_both"))
        self.module = copy.deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", tensor(0, dtype=int64, device=device))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """What the averaged model gives."""
        return self.module(*args, **kwargs)

    def update_parameters(self, model: Module) -> None:
        """Takes in the weights that `model` has now; the first time, they are the average."""
        averages = [value.detach() for value in self._averaged(self.module)]
        current = [value.detach() for value in self._averaged(model)]
        if self.n_averaged == 0:
            for average, value in zip(averages, current, strict=True):
                average.copy_(value)
        elif self.multi_avg_fn is None:
            function = self.avg_fn or get_swa_avg_fn()
            for average, value in zip(averages, current, strict=True):
                average.copy_(function(average, value, self.n_averaged))
        else:
            for kind in dict.fromkeys(average.dtype for average in averages):
                pairs = [pair for pair in zip(averages, current, strict=True) if pair[0].dtype == kind]
                self.multi_avg_fn([pair[0] for pair in pairs], [pair[1] for pair in pairs], self.n_averaged)
        if not self.use_buffers:
            for own, value in zip(self.module.buffers(), model.buffers(), strict=True):
                own.detach().copy_(value.detach())
        self.n_averaged += 1

    def _averaged(self, model: Module) -> Any:
        return chain(model.parameters(), model.buffers()) if self.use_buffers else model.parameters()
