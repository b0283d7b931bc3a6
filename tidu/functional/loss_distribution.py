"""Losses that are likelihoods: of a count, of a normal number, of one distribution under another.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tidu.functional.loss_reduction import check_reduction, reduced, settled, total
from tidu.functional.operands import demand, known, pick
from tidu.functional.warn import warn
from tidu.tensor.arithmetic import clamp
from tidu.tensor.creation import full_like
from tidu.tensor.mathematics import exp, log
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def kl_div(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Tensor:
    """target · (log target − input): how far log-probabilities `input` are from `target`.

    With `log_target` the target is in logarithms too. "batchmean" divides by the first axis,
    which is the divergence; "mean" divides by every element, as PyTorch warns.

    >>> import tidu
    >>> kl_div(tidu.tensor([[0.5, 0.5]]).log(), tidu.tensor([[1.0, 0.0]]), reduction="batchmean")
    tensor(0.6931)
    """
    if size_average is None and reduce is None and reduction == "mean":
        warn(say("nn.kl_mean"))
    reduction = settled(size_average, reduce, reduction)
    if log_target:
        loss = exp(target) * (target - input)
    else:
        # 0 · log 0 counts as 0.
        loss = target * log(pick(target == 0.0, 1.0, target)) - target * input
    if reduction == "batchmean":
        summed = total(loss)
        return summed / input._value.shape[0] if input._value.ndim else summed
    return reduced(loss, reduction)


def poisson_nll_loss(
    input: Tensor,
    target: Tensor,
    log_input: bool = True,
    full: bool = False,
    size_average: bool | None = None,
    eps: float = 1e-08,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """−log likelihood of counts `target`, whose rate is e^input (or input, without `log_input`).

    `full` adds Stirling's log target! for targets above 1; `eps` keeps log(input) finite.

    >>> import tidu
    >>> poisson_nll_loss(tidu.tensor([0.0]), tidu.tensor([2.0]))
    tensor(1.)
    """
    reduction = settled(size_average, reduce, reduction)
    check_reduction(reduction)
    if log_input:
        loss = exp(input) - target * input
    else:
        loss = input - target * log(input + eps)
    if full:
        many = target > 1.0
        count = pick(many, target, 1.0)
        stirling = count * log(count) - count + log(count * (2 * math.pi)) * 0.5
        loss = loss + pick(many, stirling, 0.0)
    return reduced(loss, reduction)


def gaussian_nll_loss(
    input: Tensor,
    target: Tensor,
    var: Tensor | float,
    full: bool = False,
    eps: float = 1e-06,
    reduction: str = "mean",
) -> Tensor:
    """−log likelihood of `target` under normal numbers of mean `input` and variance `var`.

    `var` is a number or has input's shape, or that with its last axis 1 or left out; it counts
    as at least eps, which its gradient does not see. `full` adds log(2π) / 2. ValueError for a
    negative variance or one of another shape.

    >>> import tidu
    >>> gaussian_nll_loss(tidu.tensor([1.0]), tidu.tensor([3.0]), tidu.tensor([4.0]))
    tensor(1.1931)
    """
    check_reduction(reduction)
    spread = full_like(input, var) if isinstance(var, int | float) else var
    values = known(spread)
    if values is not None and (values < 0).any():
        raise ValueError(say("nn.variance_sign", lowest=float(values.min())))
    allowed = None if values is not None else (spread.detach() < 0).logical_not()
    spread = _fitted(spread, input)
    fixed = spread.detach()
    spread = spread + (clamp(fixed, min=eps) - fixed)
    difference = input - target
    loss = log(spread) + difference * difference / spread
    loss = named(loss * 0.5, "Mul")
    loss = reduced(loss + 0.5 * math.log(2 * math.pi) if full else loss, reduction)
    return loss if allowed is None else demand(loss, allowed)


def _fitted(var: Tensor, input: Tensor) -> Tensor:
    """`var` shaped to meet input; one variance may serve a whole last axis."""
    shape, wanted = var._value.shape, input._value.shape
    if shape == wanted:
        return var
    if shape == wanted[:-1]:
        return var.unsqueeze(-1)
    stretched = [n for m, n in zip(wanted, shape, strict=False) if m != n]
    if len(shape) == len(wanted) and stretched == [1]:
        return var
    raise ValueError(say("nn.variance_shape", given=list(shape), wanted=list(wanted)))
