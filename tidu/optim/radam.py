"""RAdam: Adam that divides by √v only once v has seen enough steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.functions import sqrt
from tidu.optim.checks import check_betas, check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import choose, decoupled, follow, follow_square, scalar, tick
from tidu.tensor.creation import zeros_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class RAdam(Optimizer):
    """θ ← θ − lr · m̂ · r / (√v̂ + eps); while v̂ is too uncertain (ρ ≤ 5) θ ← θ − lr · m̂.

    ρ is the number of steps that v averages over, r the correction of its variance.
    `weight_decay` λ adds λθ to g, or with `decoupled_weight_decay` shrinks θ; `maximize` climbs.
    `foreach`, `capturable` and `differentiable` are PyTorch's and change no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.RAdam.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = RAdam([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.8000, 1.6000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        decoupled_weight_decay: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
    ):
        check_not_negative(lr=lr, eps=eps)
        check_betas(betas)
        check_not_negative(weight_decay=weight_decay)
        options = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
            "foreach": foreach, "capturable": capturable,
            "decoupled_weight_decay": decoupled_weight_decay, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        zeros = {name: zeros_like(parameter) for name in ("exp_avg", "exp_avg_sq")}
        return {"step": scalar(0.0), **zeros}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        beta1, beta2 = group["betas"]
        mean, square = state["exp_avg"], state["exp_avg_sq"]
        gradient = decoupled(gradient, parameter, group)
        follow(mean, gradient, 1 - beta1)
        follow_square(square, gradient, beta2)
        change = mean / (1 - beta1**step) * group["lr"]
        most = 2 / (1 - beta2) - 1
        if most > 5.0:  # else no number of steps is enough
            remaining = 1 - beta2**step
            length = most - 2 * step * beta2**step / remaining
            enough = length > 5.0
            ratio = rectified(choose(enough, length, 5.0), most)
            scaled = 1 / (sqrt(square) + group["eps"]) * remaining**0.5
            change = change * choose(enough, scaled, 1.0) * choose(enough, ratio, 1.0)
        parameter -= change


def rectified(length: Any, most: float) -> Any:
    """The correction for the variance of an average over `length` steps, which may grow to `most`.

    >>> round(rectified(1000.0, 1999.0), 4)
    0.7062
    """
    reached = (length - 4) * (length - 2) * most
    return (reached / ((most - 4) * (most - 2) * length)) ** 0.5
