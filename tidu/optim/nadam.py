"""NAdam: Adam with Nesterov's look ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.functions import sqrt
from tidu.optim.checks import check_betas, check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import decoupled, follow, follow_square, number, scalar, tick
from tidu.tensor.creation import zeros_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class NAdam(Optimizer):
    """θ ← θ − lr · (m̂ of the next step) / (√v̂ + eps), with m and v running averages of g and g².

    How much m keeps grows over the steps: beta₁ · (1 − 0.96 ** (t · `momentum_decay`) / 2) at
    step t. `weight_decay` λ adds λθ to g, or with `decoupled_weight_decay` shrinks θ.
    `foreach`, `capturable` and `differentiable` are PyTorch's and change no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = NAdam([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.8944, 1.8944], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum_decay: float = 4e-3,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ):
        check_not_negative(lr=lr, eps=eps)
        check_betas(betas)
        check_not_negative(weight_decay=weight_decay, momentum_decay=momentum_decay)
        options = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "momentum_decay": momentum_decay, "decoupled_weight_decay": decoupled_weight_decay,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        zeros = {name: zeros_like(parameter) for name in ("exp_avg", "exp_avg_sq")}
        return {"step": scalar(0.0), "mu_product": scalar(1.0), **zeros}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        lr, decay = group["lr"], group["momentum_decay"]
        beta1, beta2 = group["betas"]
        mean, square, product = state["exp_avg"], state["exp_avg_sq"], state["mu_product"]
        gradient = decoupled(gradient, parameter, group)
        now = beta1 * (1.0 - 0.5 * 0.96 ** (step * decay))
        then = beta1 * (1.0 - 0.5 * 0.96 ** ((step + 1) * decay))
        product *= now
        kept = number(product)
        follow(mean, gradient, 1 - beta1)
        follow_square(square, gradient, beta2)
        spread = sqrt(square / (1 - beta2**step)) + group["eps"]
        parameter -= lr * (1.0 - now) / (1.0 - kept) * gradient / spread
        parameter -= lr * then / (1.0 - kept * then) * mean / spread
