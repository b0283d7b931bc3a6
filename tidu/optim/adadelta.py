"""Adadelta: steps as large as the last ones were, so that no learning rate is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.functions import sqrt
from tidu.optim.checks import check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import descend, descent, follow_square, scalar, tick
from tidu.tensor.creation import zeros_like
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Adadelta(Optimizer):
    """θ ← θ − lr · Δ with Δ = √(d + eps) / √(v + eps) · g; v and d are running averages of g² and Δ².

    Both averages keep `rho` of themselves each step; `weight_decay` λ adds λθ to g; `maximize`
    climbs. `foreach`, `capturable` and `differentiable` are PyTorch's and change no
    numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = Adadelta([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.9997, 1.9997], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
        weight_decay: float = 0,
        foreach: bool | None = None,
        *,
        capturable: bool = False,
        maximize: bool = False,
        differentiable: bool = False,
    ):
        check_not_negative(lr=lr)
        if not 0.0 <= rho <= 1.0:
            raise ValueError(say("optim.rho", value=rho))
        check_not_negative(eps=eps, weight_decay=weight_decay)
        options = {
            "lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
            "capturable": capturable, "foreach": foreach, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        zeros = {name: zeros_like(parameter) for name in ("square_avg", "acc_delta")}
        return {"step": scalar(0.0), **zeros}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        tick(state["step"])
        rho, eps = group["rho"], group["eps"]
        gradient = descent(gradient, parameter, group)
        follow_square(state["square_avg"], gradient, rho)
        change = sqrt(state["acc_delta"] + eps) / sqrt(state["square_avg"] + eps) * gradient
        follow_square(state["acc_delta"], change, rho)
        descend(parameter, change, group["lr"])
