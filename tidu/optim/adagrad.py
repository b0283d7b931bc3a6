"""Adagrad: steps divided by the root of the sum of all g² so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.functions import sqrt
from tidu.optim.advance import remember
from tidu.optim.checks import check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import add_product, descent, scalar, tick
from tidu.tensor.creation import full_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Adagrad(Optimizer):
    """θ ← θ − lr / (1 + (t − 1) · lr_decay) · g / (√s + eps), with s the sum of g² up to step t.

    s starts at `initial_accumulator_value`, when the optimizer is made; `weight_decay` λ adds λθ
    to g; `maximize` climbs. `foreach`, `fused` and `differentiable` are PyTorch's and change no
    numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = Adagrad([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.9000, 1.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-2,
        lr_decay: float = 0,
        weight_decay: float = 0,
        initial_accumulator_value: float = 0,
        eps: float = 1e-10,
        foreach: bool | None = None,
        *,
        maximize: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ):
        check_not_negative(lr=lr, lr_decay=lr_decay, weight_decay=weight_decay)
        check_not_negative(initial_accumulator_value=initial_accumulator_value, eps=eps)
        options = {
            "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        super().__init__(params, options)
        for group in self.param_groups:
            for parameter in group["params"]:
                remember(self, parameter, group)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        start = self.defaults["initial_accumulator_value"]
        return {"step": scalar(0.0), "sum": full_like(parameter, start)}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        gradient = descent(gradient, parameter, group)
        total = state["sum"]
        add_product(total, gradient, gradient)
        size = group["lr"] / (1 + (step - 1) * group["lr_decay"])
        parameter -= size * gradient / (sqrt(total) + group["eps"])
