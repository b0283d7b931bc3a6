"""The statistics of batch normalization for weights that no training has seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tidu.nn.batchnorm import BatchNorm
from tidu.nn.module import Module
from tidu.tensor.grad_mode import no_grad


@no_grad()
def update_bn(loader: Iterable[Any], model: Module, device: Any = None) -> None:
    """Makes the running means and variances of `model` anew, equally from all batches of `loader`.

    A batch is a tensor, or a list or tuple that begins with one. Without batch normalization
    nothing is done.

    >>> import tidu
    >>> model = tidu.nn.BatchNorm1d(1)
    >>> update_bn([tidu.tensor([[1.0], [3.0]]), tidu.tensor([[5.0], [7.0]])], model)
    >>> model.running_mean
    tensor([4.])
    """
    momenta = {module: module.momentum for module in model.modules() if isinstance(module, BatchNorm)}
    if not momenta:
        return
    was_training = model.training
    model.train()
    for module in momenta:
        module.reset_running_stats()
        module.momentum = None
    for batch in loader:
        first = batch[0] if isinstance(batch, list | tuple) else batch
        model(first if device is None else first.to(device))
    for module, momentum in momenta.items():
        module.momentum = momentum
    model.train(was_training)
