"""ASGD: gradient descent that also keeps the average of where it has been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.compare import eq
from tidu.optim.checks import check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import choose, descend, descent, number, put, rounded, scalar, tick
from tidu.tensor.creation import zeros_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class ASGD(Optimizer):
    """θ ← (1 − lambd · η) · θ − η · g with η = lr / (1 + lambd · lr · t) ** alpha; `ax` is the average of θ.

    Averaging starts after `t0` steps; before, `state[p]["ax"]` is θ itself. `weight_decay` λ adds
    λθ to g; `maximize` climbs. `foreach`, `capturable` and `differentiable` are PyTorch's and
    change no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.ASGD.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = ASGD([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.8000, 1.6000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-2,
        lambd: float = 1e-4,
        alpha: float = 0.75,
        t0: float = 1e6,
        weight_decay: float = 0,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ):
        check_not_negative(lr=lr, weight_decay=weight_decay)
        options = {
            "lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay,
            "foreach": foreach, "maximize": maximize, "differentiable": differentiable,
            "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        scalars = {"step": scalar(0.0), "eta": scalar(float(group["lr"])), "mu": scalar(1.0)}
        return {**scalars, "ax": zeros_like(parameter)}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        lr, lambd = group["lr"], group["lambd"]
        size, rate, average = number(state["eta"]), number(state["mu"]), state["ax"]
        gradient = descent(gradient, parameter, group)
        parameter *= 1 - lambd * size
        descend(parameter, gradient, size)
        put(average, choose(eq(rate, 1.0), parameter, average + (parameter - average) * rate))
        put(state["eta"], rounded(lr / (1 + lambd * lr * step) ** group["alpha"]))
        averaged = step - group["t0"]
        put(state["mu"], rounded(1 / choose(averaged > 1.0, averaged, 1.0)))
