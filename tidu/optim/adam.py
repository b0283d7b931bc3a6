"""Adam: steps of a size of their own for each number, from running averages of g and g²."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.arithmetic import maximum
from tidu.ops.functions import sqrt
from tidu.optim.checks import check_betas, check_no_tensor, check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import decoupled, follow, follow_square, put, scalar, tick
from tidu.tensor.creation import zeros_like
from tidu.tensor.handle import Handle
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Adam(Optimizer):
    """θ ← θ − lr · m̂ / (√v̂ + eps), with m and v running averages of g and g², corrected for their start.

    `betas` are what m and v keep of themselves each step; `amsgrad` divides by the largest v
    so far; `weight_decay` λ adds λθ to g, or with `decoupled_weight_decay` shrinks θ (AdamW).
    `foreach`, `fused`, `capturable` and `differentiable` are PyTorch's and change no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = Adam([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.9000, 1.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-3,
        betas: tuple[Any, Any] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
        decoupled_weight_decay: bool = False,
    ):
        tensors = {"lr": lr, "betas[0]": betas[0], "betas[1]": betas[1]}
        check_no_tensor(foreach, capturable, **tensors)
        check_not_negative(lr=lr, eps=eps)
        betas = plain_betas(betas)
        check_not_negative(weight_decay=weight_decay)
        options = {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
            "maximize": maximize, "foreach": foreach, "capturable": capturable,
            "differentiable": differentiable, "fused": fused,
            "decoupled_weight_decay": decoupled_weight_decay,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        state = {"step": scalar(0.0), "exp_avg": zeros_like(parameter), "exp_avg_sq": zeros_like(parameter)}
        return {**state, "max_exp_avg_sq": zeros_like(parameter)} if group["amsgrad"] else state

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        beta1, beta2 = group["betas"]
        mean, square = state["exp_avg"], state["exp_avg_sq"]
        gradient = decoupled(gradient, parameter, group)
        follow(mean, gradient, 1 - beta1)
        follow_square(square, gradient, beta2)
        if group["amsgrad"]:
            largest = state["max_exp_avg_sq"]
            put(largest, maximum(largest, square))
            square = largest
        size = group["lr"] / (1 - beta1**step)
        spread = sqrt(square) / (1 - beta2**step) ** 0.5 + group["eps"]
        parameter -= size * mean / spread


def plain_betas(betas: tuple[Any, Any]) -> tuple[float, float]:
    """`betas`, checked, as floats; PyTorch also takes two tensors.

    >>> plain_betas((0.9, 0.99))
    (0.9, 0.99)
    """
    if not (all(isinstance(x, float) for x in betas) or all(isinstance(x, Handle) for x in betas)):
        raise ValueError(say("optim.betas_kind", given=betas))
    first, second = (x.item() if isinstance(x, Handle) else x for x in betas)  # pyright: ignore
    check_betas((first, second))
    return first, second
