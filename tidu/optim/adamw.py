"""AdamW: Adam whose weight decay shrinks the weights themselves."""

from __future__ import annotations

from typing import Any

from tidu.optim.adam import Adam
from tidu.optim.optimizer import Parameters


class AdamW(Adam):
    """As Adam, with θ ← (1 − lr · weight_decay) · θ first, so that decay is not divided by √v.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html

    >>> import tidu
    >>> w = tidu.tensor([1.0], requires_grad=True)
    >>> w.grad = tidu.zeros(1)
    >>> AdamW([w], lr=0.1, weight_decay=0.5).step(); w
    tensor([0.9500], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-3,
        betas: tuple[Any, Any] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        *,
        maximize: bool = False,
        foreach: bool | None = None,
        capturable: bool = False,
        differentiable: bool = False,
        fused: bool | None = None,
    ):
        super().__init__(
            params,
            lr,
            betas,
            eps,
            weight_decay,
            amsgrad,
            foreach=foreach,
            maximize=maximize,
            capturable=capturable,
            differentiable=differentiable,
            fused=fused,
            decoupled_weight_decay=True,
        )
