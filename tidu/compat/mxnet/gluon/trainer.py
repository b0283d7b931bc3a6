"""`mxnet.gluon.Trainer`: an optimizer of Tidu's by MXNet's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tidu import optim
from tidu.compat.mxnet.gluon.parameter import Parameter
from tidu.text import say

OPTIMIZERS: dict[str, tuple[Callable[..., Any], dict[str, Any], dict[str, str]]] = {
    "sgd": (optim.SGD, {"lr": 0.01}, {"momentum": "momentum"}),
    "adam": (optim.Adam, {"lr": 0.001}, {"epsilon": "eps"}),
    "adagrad": (optim.Adagrad, {"lr": 0.01, "eps": 1e-7}, {"epsilon": "eps"}),
    "rmsprop": (optim.RMSprop, {"lr": 0.001, "alpha": 0.9}, {"rho": "alpha", "epsilon": "eps"}),
    "adadelta": (optim.Adadelta, {"lr": 1.0, "eps": 1e-5}, {"rho": "rho", "epsilon": "eps"}),
}
"""MXNet's name -> the optimizer, what it begins with there, and its settings by ours."""

SHARED = {"learning_rate": "lr", "wd": "weight_decay"}


class Trainer:
    """Changes the parameters of a network by their gradients, which `step` divides by the batch's size.

    >>> from tidu.compat.mxnet import autograd, nd
    >>> from tidu.compat.mxnet.gluon import nn
    >>> net = nn.Dense(1, in_units=2)
    >>> net.initialize()
    >>> Trainer(net.collect_params(), "sgd", {"learning_rate": 0.03}).learning_rate
    0.03
    """

    def __init__(
        self, params: Any, optimizer: str, optimizer_params: Mapping[str, Any] | None = None, **others: Any
    ):
        if optimizer not in OPTIMIZERS:
            raise ValueError(say("mxnet.optimizer", given=optimizer, known=", ".join(OPTIMIZERS)))
        self.parameters: list[Parameter] = list(params.values() if isinstance(params, Mapping) else params)
        self._kind, usual, own = OPTIMIZERS[optimizer]
        self._settings = {**usual, **self._translated(dict(optimizer_params or {}), {**SHARED, **own})}
        self._optimizer: Any = None

    def _translated(self, given: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
        """MXNet's settings by our names. ValueError for those that there is no name for."""
        betas = given.pop("beta1", 0.9), given.pop("beta2", 0.999)
        unknown = [name for name in given if name not in names]
        if unknown:
            raise ValueError(say("mxnet.setting", name=unknown[0], known=", ".join(names)))
        found = {names[name]: value for name, value in given.items()}
        return {**found, "betas": betas} if self._kind is optim.Adam else found

    @property
    def learning_rate(self) -> float:
        """The step size."""
        return self._settings["lr"]

    def set_learning_rate(self, lr: float) -> None:
        """Another step size from here on."""
        self._settings["lr"] = lr
        if self._optimizer is not None:
            self._optimizer.param_groups[0]["lr"] = lr

    def step(self, batch_size: int, ignore_stale_grad: bool = False) -> None:
        """One change by the gradients of the batch's sum, divided by `batch_size`."""
        if self._optimizer is None:  # parameters are there after the first call of the network
            self._optimizer = self._kind(list(self._tensors()), **self._settings)
        kept = []
        for tensor in self._tensors():
            kept.append(tensor.grad)
            tensor.grad = tensor.grad / batch_size
        self._optimizer.step()
        for tensor, gradient in zip(self._tensors(), kept, strict=True):
            tensor.grad = gradient

    def _tensors(self) -> Iterable[Any]:
        return [parameter.data().tensor for parameter in self.parameters]
