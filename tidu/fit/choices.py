"""From what a person writes to what trains: losses, optimizers and schedulers by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

import tidu.optim as optim
from tidu.functional.loss_binary import binary_cross_entropy, binary_cross_entropy_with_logits
from tidu.functional.loss_class import cross_entropy, nll_loss
from tidu.functional.loss_distance import huber_loss, l1_loss, mse_loss, smooth_l1_loss
from tidu.nn.module import Module
from tidu.optim.lr_scheduler import LRScheduler
from tidu.text import say

Loss = Callable[..., Any]
LOSSES: dict[str, Loss] = {
    "mse": mse_loss,
    "mae": l1_loss,
    "huber": huber_loss,
    "smooth_l1": smooth_l1_loss,
    "cross_entropy": cross_entropy,
    "nll": nll_loss,
    "bce": binary_cross_entropy,
    "bce_with_logits": binary_cross_entropy_with_logits,
}
OPTIMIZERS: dict[str, Any] = {
    name.lower(): kind
    for name, kind in vars(optim).items()
    if isinstance(kind, type) and issubclass(kind, optim.Optimizer)
    and kind not in (optim.Optimizer, optim.SparseAdam)
}  # fmt: skip


def closest(given: str, names: Iterable[str]) -> dict[str, str]:
    """The values of a sentence that refuses a name: given, all names, and the nearest one.

    >>> closest("adm", ["adam", "sgd"])
    {'given': 'adm', 'names': 'adam, sgd', 'near': 'adam'}
    """
    listed = sorted(names)
    near = get_close_matches(given.lower(), listed, 1, cutoff=0.0)[0]
    return {"given": given, "names": ", ".join(listed), "near": near}


def loss_of(loss: Loss | str) -> Loss:
    """A loss by name, or the function itself.

    >>> loss_of("mse").__name__
    'mse_loss'
    """
    if isinstance(loss, str):
        if loss not in LOSSES:
            raise ValueError(say("fit.loss_name", **closest(loss, LOSSES)))
        return LOSSES[loss]
    if not callable(loss):
        kind = {"name": "loss", "given": type(loss).__name__}
        raise TypeError(say("fit.kind", wanted=say("fit.loss_wanted"), **kind))
    return loss


def optimizer_of(optimizer: Any, model: Module, lr: float | None) -> optim.Optimizer:
    """An optimizer by name, with its usual learning rate unless `lr` is given, or the one given.

    ValueError for an unknown name, for `lr` beside an optimizer, and for an optimizer that
    holds no parameter of the model; TypeError for what is no optimizer.
    """
    if isinstance(optimizer, str):
        if optimizer.lower() not in OPTIMIZERS:
            raise ValueError(say("fit.optimizer_name", **closest(optimizer, OPTIMIZERS)))
        options = {} if lr is None else {"lr": lr}
        return OPTIMIZERS[optimizer.lower()](model.parameters(), **options)
    if not isinstance(optimizer, optim.Optimizer):
        kind = {"name": "optimizer", "given": type(optimizer).__name__}
        raise TypeError(say("fit.kind", wanted=say("fit.optimizer_wanted"), **kind))
    if lr is not None:
        raise ValueError(say("fit.lr_twice", lr=lr))
    own = {id(parameter) for parameter in model.parameters()}
    if not any(id(parameter) in own for group in optimizer.param_groups for parameter in group["params"]):
        raise ValueError(say("fit.optimizer_other"))
    return optimizer


def scheduler_of(scheduler: Any, optimizer: optim.Optimizer) -> LRScheduler | None:
    """The scheduler given, or what the function given makes of the optimizer; None stays None."""
    if scheduler is not None and not isinstance(scheduler, LRScheduler) and callable(scheduler):
        scheduler = scheduler(optimizer)
    if scheduler is None:
        return None
    if not isinstance(scheduler, LRScheduler):
        kind = {"name": "scheduler", "given": type(scheduler).__name__}
        raise TypeError(say("fit.kind", wanted=say("fit.scheduler_wanted"), **kind))
    if getattr(scheduler, "optimizer", optimizer) is not optimizer:
        raise ValueError(say("fit.scheduler_other"))
    return scheduler
