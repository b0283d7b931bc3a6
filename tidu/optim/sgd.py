"""Gradient descent, with momentum."""

from __future__ import annotations

from typing import Any

from tidu.ops.convert import copy
from tidu.optim.checks import check_not_negative
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import descend, descent, plus
from tidu.text import say


class SGD(Optimizer):
    """θ ← θ − lr · g, where momentum makes g the running sum b ← momentum · b + (1 − dampening) · g.

    `nesterov` looks ahead along b; `weight_decay` λ adds λθ to g; `maximize` climbs. `foreach`,
    `fused` and `differentiable` are PyTorch's and change no numbers.
    Errors: a negative option; `nesterov` without momentum or with dampening.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = SGD([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([0.8000, 1.6000], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        differentiable: bool = False,
        fused: bool | None = None,
    ):
        check_not_negative(lr=lr, momentum=momentum, weight_decay=weight_decay)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError(say("optim.nesterov", momentum=momentum, dampening=dampening))
        options = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize, "foreach": foreach,
            "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        super().__init__(params, options)

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        gradient = descent(gradient, parameter, group)
        momentum, dampening = group["momentum"], group["dampening"]
        if momentum:
            buffer = state.get("momentum_buffer")
            if buffer is None:  # not zeros: dampening spares the first gradient
                buffer = state["momentum_buffer"] = copy(gradient)
            else:
                buffer *= momentum
                if dampening:
                    descend(buffer, gradient, dampening - 1)
                else:
                    buffer += gradient
            gradient = plus(gradient, buffer, momentum) if group["nesterov"] else buffer
        descend(parameter, gradient, group["lr"])
