"""Losses that are likelihoods, as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
"""

from __future__ import annotations

from tidu.functional import loss_distribution
from tidu.nn.loss_base import Loss
from tidu.tensor.tensor import Tensor


class KLDivLoss(Loss):
    """target · (log target − input): how far log-probabilities `input` are from `target`.

    >>> import tidu
    >>> KLDivLoss(reduction="batchmean")(tidu.tensor([[0.5, 0.5]]).log(), tidu.tensor([[1.0, 0.0]]))
    tensor(0.6931)
    """

    def __init__(
        self,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        log_target: bool = False,
    ):
        super().__init__(size_average, reduce, reduction)
        self.log_target = log_target

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_distribution.kl_div(input, target, reduction=self.reduction, log_target=self.log_target)


class PoissonNLLLoss(Loss):
    """−log likelihood of counts whose rate is e^input (or input, without `log_input`).

    >>> import tidu
    >>> PoissonNLLLoss()(tidu.tensor([0.0]), tidu.tensor([2.0]))
    tensor(1.)
    """

    def __init__(
        self,
        log_input: bool = True,
        full: bool = False,
        size_average: bool | None = None,
        eps: float = 1e-08,
        reduce: bool | None = None,
        reduction: str = "mean",
    ):
        super().__init__(size_average, reduce, reduction)
        self.log_input = log_input
        self.full = full
        self.eps = eps

    def forward(self, log_input: Tensor, target: Tensor) -> Tensor:
        return loss_distribution.poisson_nll_loss(
            log_input, target, self.log_input, self.full, eps=self.eps, reduction=self.reduction
        )


class GaussianNLLLoss(Loss):
    """−log likelihood of `target` under normal numbers of mean `input` and variance `var`.

    >>> import tidu
    >>> GaussianNLLLoss()(tidu.tensor([1.0]), tidu.tensor([3.0]), tidu.tensor([4.0]))
    tensor(1.1931)
    """

    def __init__(self, *, full: bool = False, eps: float = 1e-06, reduction: str = "mean"):
        super().__init__(reduction=reduction)
        self.full = full
        self.eps = eps

    def forward(self, input: Tensor, target: Tensor, var: Tensor | float) -> Tensor:
        return loss_distribution.gaussian_nll_loss(input, target, var, self.full, self.eps, self.reduction)
