"""Adamax: Adam with the largest |g| in place of the root of the average g²."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.arithmetic import maximum
from tidu.ops.functions import absolute
from tidu.optim.checks import check_betas, check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import descent, follow, put, scalar, tick
from tidu.tensor.creation import zeros_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Adamax(Optimizer):
    """θ ← θ − lr · m̂ / u, with m̂ the corrected average of g and u ← max(beta₂ · u, |g| + eps).

    `weight_decay` λ adds λθ to g; `maximize` climbs.
    `foreach`, `capturable` and `differentiable` are PyTorch's and change no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adamax.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = Adamax([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.9000, 1.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        capturable: bool = False,
    ):
        check_not_negative(lr=lr, eps=eps)
        check_betas(betas)
        check_not_negative(weight_decay=weight_decay)
        options = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        zeros = {name: zeros_like(parameter) for name in ("exp_avg", "exp_inf")}
        return {"step": scalar(0.0), **zeros}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        beta1, beta2 = group["betas"]
        mean, largest = state["exp_avg"], state["exp_inf"]
        gradient = descent(gradient, parameter, group)
        follow(mean, gradient, 1 - beta1)
        put(largest, maximum(beta2 * largest, absolute(gradient) + group["eps"]))
        parameter -= group["lr"] / (1 - beta1**step) * mean / largest
