"""Rprop: steps that grow while the sign of g stays and shrink when it turns; |g| plays no part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.ops.compare import gt, lt, sign, where
from tidu.ops.functions import clamp_above, clamp_below
from tidu.optim.checks import check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import put, scalar, tick
from tidu.tensor.creation import full_like, zeros_like
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Rprop(Optimizer):
    """θ ← θ − sign(g) · s; s grows by etas[1] where g keeps its sign, and shrinks by etas[0] where not.

    s starts at `lr` and stays within `step_sizes`; where the sign turned, no step is made. For
    whole batches only. `foreach`, `capturable` and `differentiable` are PyTorch's and change no
    numbers.
    Errors: `etas` that are not 0 < low < 1 < high.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Rprop.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = Rprop([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.9000, 1.9000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-2,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-6, 50),
        *,
        capturable: bool = False,
        foreach: bool | None = None,
        maximize: bool = False,
        differentiable: bool = False,
    ):
        check_not_negative(lr=lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(say("optim.etas", low=etas[0], high=etas[1]))
        options = {
            "lr": lr, "etas": etas, "step_sizes": step_sizes, "foreach": foreach, "maximize": maximize,
            "differentiable": differentiable, "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        zeros, sizes = zeros_like(parameter), full_like(parameter, float(group["lr"]))
        return {"step": scalar(0.0), "prev": zeros, "step_size": sizes}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        tick(state["step"])
        shrink, grow = group["etas"]
        least, most = group["step_sizes"]
        size = state["step_size"]
        gradient = -gradient if group["maximize"] else gradient
        agreement = gradient * state["prev"]
        turned = lt(agreement, 0.0)
        scaled = where(turned, size * shrink, where(gt(agreement, 0.0), size * grow, size))
        put(size, clamp_above(clamp_below(scaled, least), most))
        gradient = where(turned, 0.0, gradient)
        parameter -= sign(gradient) * size
        put(state["prev"], gradient)
