"""RMSprop: steps divided by the root of a running average of g²."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.functions import sqrt
from tidu.optim.checks import check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import descend, descent, follow, follow_square, plus, scalar, tick
from tidu.tensor.creation import zeros_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class RMSprop(Optimizer):
    """θ ← θ − lr · g / (√v + eps), with v the running average of g² that keeps `alpha` of itself.

    `centered` takes the square of the average g from v; with `momentum` the quotients run into a
    buffer that the step follows; `weight_decay` λ adds λθ to g; `maximize` climbs.
    `foreach`, `capturable` and `differentiable` are PyTorch's and change no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = RMSprop([w], lr=0.01)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.9000, 1.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum: float = 0,
        centered: bool = False,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ):
        check_not_negative(lr=lr, eps=eps, momentum=momentum, weight_decay=weight_decay, alpha=alpha)
        options = {
            "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
            "weight_decay": weight_decay, "capturable": capturable, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        state = {"step": scalar(0.0), "square_avg": zeros_like(parameter)}
        if group["momentum"] > 0:
            state["momentum_buffer"] = zeros_like(parameter)
        if group["centered"]:
            state["grad_avg"] = zeros_like(parameter)
        return state

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        tick(state["step"])
        gradient = descent(gradient, parameter, group)
        square = state["square_avg"]
        follow_square(square, gradient, group["alpha"])
        if group["centered"]:
            mean = state["grad_avg"]
            follow(mean, gradient, 1 - group["alpha"])
            square = plus(square, mean, -mean)
        spread = sqrt(square) + group["eps"]
        if group["momentum"] > 0:
            buffer = state["momentum_buffer"]
            buffer *= group["momentum"]
            buffer += gradient / spread
            descend(parameter, buffer, group["lr"])
        else:
            parameter -= group["lr"] * gradient / spread
