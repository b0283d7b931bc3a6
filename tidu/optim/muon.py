"""Muon: momentum whose matrix is made orthogonal before each step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.optim.checks import check_limit, check_one_element
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import descend, follow, plus
from tidu.tensor.creation import zeros_like
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

ADJUSTMENTS = (None, "original", "match_rms_adamw")
MOST_STEPS = 100


class Muon(Optimizer):
    """θ ← (1 − lr · weight_decay) · θ − lr · a · O; O is the orthogonal matrix nearest to the mean of g.

    `nesterov` looks from g towards the average; O is felt out by `ns_steps` Newton-Schulz steps
    in numbers of 16 bits (bfloat16), as in PyTorch. a is √max(1, rows / columns), or with
    `adjust_lr_fn="match_rms_adamw"` 0.2 · √max(rows, columns). For matrices only: ValueError for
    other parameters.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Muon.html

    >>> import tidu
    >>> w = tidu.tensor([[1.0, 2.0]], requires_grad=True)
    >>> optimizer = Muon([w], lr=0.1, weight_decay=0.0)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([[0.9693, 1.9387]], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-3,
        weight_decay: float = 0.1,
        momentum: float = 0.95,
        nesterov: bool = True,
        ns_coefficients: tuple[float, float, float] = (3.4445, -4.7750, 2.0315),
        eps: float = 1e-7,
        ns_steps: int = 5,
        adjust_lr_fn: str | None = None,
    ):
        check_one_element("lr", lr)
        check_limit("Learning rate", lr, ">=", 0, "lr=0.001")
        check_limit("momentum", momentum, ">=", 0, "momentum=0.95")
        check_limit("weight decay", weight_decay, ">=", 0, "weight_decay=0.1")
        if adjust_lr_fn not in ADJUSTMENTS:
            raise ValueError(say("optim.muon_adjust", given=adjust_lr_fn))
        options = {
            "lr": lr, "weight_decay": weight_decay, "momentum": momentum, "nesterov": nesterov,
            "ns_coefficients": ns_coefficients, "eps": eps, "ns_steps": ns_steps,
            "adjust_lr_fn": adjust_lr_fn,
        }  # fmt: skip
        super().__init__(params, options)
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.ndim != 2:
                    raise ValueError(say("optim.matrices", shape=tuple(parameter.shape)))

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        return {"momentum_buffer": zeros_like(parameter)}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        if mode.recorder is not None:
            mode.recorder.refuse("half_optimizer", name="Muon")
        average, momentum = state["momentum_buffer"], group["momentum"]
        follow(average, gradient, 1 - momentum)
        direction = average
        if group["nesterov"]:
            direction = gradient.copy()
            follow(direction, average, momentum)
        change = orthogonal(direction, group["ns_coefficients"], group["ns_steps"], group["eps"])
        parameter *= 1 - group["lr"] * group["weight_decay"]
        descend(parameter, change.astype(parameter.dtype), adjusted(group, parameter.shape))


def adjusted(group: dict[str, Any], shape: tuple[int, int]) -> float:
    """The learning rate for a matrix of a shape."""
    rows, columns = shape
    if group["adjust_lr_fn"] == "match_rms_adamw":
        return group["lr"] * (0.2 * math.sqrt(max(rows, columns)))
    return group["lr"] * math.sqrt(max(1, rows / columns))


def orthogonal(
    matrix: np.ndarray, coefficients: tuple[float, float, float], steps: int, least: float
) -> np.ndarray:
    """About U Vᵀ of `matrix` = U S Vᵀ [rows, columns]: its singular values are 0.7 to 1.2.

    Each step takes a singular value s to a s + b s³ + c s⁵ (Newton-Schulz). ValueError for 100
    steps or more, or unless there are three coefficients.

    >>> orthogonal(np.array([[3.0, 0.0], [0.0, 3.0]]), (3.4445, -4.775, 2.0315), 5, 1e-7).tolist()
    [[1.125, 0.0], [0.0, 1.125]]
    """
    if steps >= MOST_STEPS:
        raise ValueError(say("optim.muon_steps", given=steps))
    if len(coefficients) != 3:
        raise ValueError(say("optim.muon_coefficients", count=len(coefficients)))
    a, b, c = coefficients
    rows, columns = matrix.shape
    turned = matrix.T if rows > columns else matrix
    current = short(np.ascontiguousarray(turned, np.float32))
    size = short(np.sqrt(np.sum(np.square(current), dtype=np.float32)))
    current = short(current / np.maximum(size, np.float32(least)))
    for _ in range(steps):
        gram = short(current @ current.T)
        change = short(plus(c * (gram @ gram), gram, b))
        current = short(plus(change @ current, current, a))
    return current.T if rows > columns else current


def short(values: np.ndarray) -> np.ndarray:
    """float32 rounded to the 8 bits of significand of bfloat16, ties to even.

    >>> short(np.array([1.00390625, 1.01171875, 0.1], "float32")).tolist()
    [1.0, 1.015625, 0.10009765625]
    """
    bits = np.asarray(values, np.float32).view(np.uint32)
    rounded = bits + (0x7FFF + (bits >> 16 & 1)) & np.uint32(0xFFFF0000)
    return rounded.view(np.float32)
