"""Adafactor: steps as Adam's, remembering a row and a column of averages in place of a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.ops.arithmetic import maximum
from tidu.ops.contract import matmul
from tidu.ops.functions import sqrt
from tidu.ops.reduce import sum_
from tidu.optim.checks import check_limit, check_one_element
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import choose, descend, follow, kind_of, number, scalar, tick
from tidu.tensor.creation import zeros, zeros_like

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Adafactor(Optimizer):
    """θ ← θ − α · u / max(1, rms(u) / d) with u = g / √v and α = max(eps[1], rms(θ)) · min(lr, 1/√t).

    v is a running average of g² that moves t ** `beta2_decay` of the way at step t; for matrices
    it is rows · columns / mean(rows), of which only these are remembered. `eps[0]`, by default
    the machine's, is the least √v; `weight_decay` shrinks θ by lr · weight_decay; `maximize` climbs.
    `foreach` is PyTorch's and changes no numbers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adafactor.html

    >>> import tidu
    >>> w = tidu.tensor([[1.0, 2.0]], requires_grad=True)
    >>> optimizer = Adafactor([w], lr=0.1)
    >>> (w * w).sum().backward()
    >>> optimizer.step(); w
    tensor([[0.8419, 1.8419]], requires_grad=True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1e-2,
        beta2_decay: float = -0.8,
        eps: tuple[float | None, float] = (None, 1e-3),
        d: float = 1.0,
        weight_decay: float = 0.0,
        *,
        foreach: bool | None = None,
        maximize: bool = False,
    ):
        check_one_element("lr", lr)
        check_limit("Learning rate", lr, ">=", 0, "lr=0.01")
        check_limit("beta2_decay", beta2_decay, "<=", 0, "beta2_decay=-0.8")
        check_limit("epsilon1", 0 if eps[0] is None else eps[0], ">=", 0, "eps=(None, 1e-3)")
        check_limit("epsilon2", eps[1], ">=", 0, "eps=(None, 1e-3)")
        check_limit("Clipping threshold d", d, ">=", 1, "d=1.0")
        check_limit("weight_decay", weight_decay, ">=", 0, "weight_decay=0.0")
        options = {
            "lr": lr, "beta2_decay": beta2_decay, "eps": eps, "d": d, "weight_decay": weight_decay,
            "foreach": foreach, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, options)

    def init(self, parameter: Tensor, group: dict[str, Any]) -> dict[str, Tensor]:
        shape, kind = list(parameter.shape), parameter.dtype
        if len(shape) < 2:
            return {"step": scalar(0.0), "variance": zeros_like(parameter)}
        rows = zeros([*shape[:-1], 1], dtype=kind)
        columns = zeros([*shape[:-2], 1, shape[-1]], dtype=kind)
        return {"step": scalar(0.0), "row_var": rows, "col_var": columns}

    def update(self, parameter: Any, gradient: Any, state: dict[str, Any], group: dict[str, Any]) -> None:
        step = tick(state["step"])
        lr, decay, root = group["lr"], group["weight_decay"], 1 / step**0.5
        least, smallest_size = group["eps"]
        if least is None:
            least = np.finfo(kind_of(parameter)).eps.item()
        gradient = -gradient if group["maximize"] else gradient
        size = larger(root_mean_square(parameter), smallest_size) * choose(lr < root, lr, root)
        if decay:
            parameter *= 1 - lr * decay
        rate = step ** group["beta2_decay"]
        square = averaged_square(gradient, state, rate, least)
        change = gradient / sqrt(maximum(square, least * least))
        clipped = larger(root_mean_square(change) / group["d"], 1.0)
        descend(parameter, change, size / clipped)


def averaged_square(gradient: Any, state: dict[str, Any], rate: Any, least: float) -> Any:
    """Moves what is remembered `rate` of the way to the gradient's squares; gives their estimate."""
    square = gradient * gradient
    if "variance" in state:
        follow(state["variance"], square, rate)
        return state["variance"]
    rows, columns = state["row_var"], state["col_var"]
    follow(rows, mean_along(square, -1), rate)
    follow(columns, mean_along(square, -2), rate)
    return matmul(rows, columns) / maximum(mean_along(rows, -2), least)


def mean_along(value: Any, axis: int) -> Any:
    """The mean along an axis counted from the end, which stays with length 1.

    >>> mean_along(np.array([[1.0, 2.0]]), -1)
    array([[1.5]])
    """
    total = sum_(value, axes=(len(value.shape) + axis,), keepdims=True)
    return total / max(value.shape[axis], 1)


def root_mean_square(value: Any) -> Any:
    """The root of the mean of all squares, a number.

    >>> root_mean_square(np.array([3.0, 4.0, 0.0, 0.0]))
    2.5
    """
    axes = tuple(range(len(value.shape)))
    count = max(np.prod(value.shape).item(), 1)
    return number(sqrt(sum_(value * value, axes=axes, keepdims=False))) / count**0.5


def larger(value: Any, least: float) -> Any:
    """`value`, a number, but at least `least`.

    >>> larger(0.5, 1.0)
    1.0
    """
    return choose(value > least, value, least)
