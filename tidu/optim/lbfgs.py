"""L-BFGS: whole-batch steps along a direction that the last gradients bend like Newton's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.optim.bend import bent
from tidu.optim.checks import check_not_negative
from tidu.optim.hooks import hooked
from tidu.optim.optimizer import Optimizer, Parameters
from tidu.optim.rule import plus
from tidu.optim.strong_wolfe import Point, strong_wolfe
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.tape import grad_mode
from tidu.text import say


class LBFGS(Optimizer):
    """Up to `max_iter` steps θ ← θ + t · d for a call of `step(closure)`, with d = −H · g.

    H, the inverse of the curvature, is felt out from the last `history_size` changes of θ and
    g. t is `lr` (less in the first step), or with `line_search_fn="strong_wolfe"` searched for.
    A call ends early after `max_eval` (default 1.25 · max_iter) calls of the closure, where no
    |g| exceeds `tolerance_grad`, or where the loss or θ changes less than `tolerance_change`.
    Errors: ValueError for parameter groups; RuntimeError for another line search.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.LBFGS.html

    >>> import tidu
    >>> w = tidu.tensor([1.0, 2.0], requires_grad=True)
    >>> optimizer = LBFGS([w], line_search_fn="strong_wolfe")
    >>> def closure():
    ...     optimizer.zero_grad()
    ...     loss = ((w - 3.0) ** 2).sum()
    ...     loss.backward()
    ...     return loss
    >>> optimizer.step(closure).item(), closure().item() < 1e-9
    (5.0, True)
    """

    def __init__(
        self,
        params: Parameters,
        lr: Any = 1,
        max_iter: int = 20,
        max_eval: int | None = None,
        tolerance_grad: float = 1e-7,
        tolerance_change: float = 1e-9,
        history_size: int = 100,
        line_search_fn: str | None = None,
    ):
        check_not_negative(lr=lr)
        options = {
            "lr": lr, "max_iter": max_iter, "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
            "tolerance_grad": tolerance_grad, "tolerance_change": tolerance_change,
            "history_size": history_size, "line_search_fn": line_search_fn,
        }  # fmt: skip
        super().__init__(params, options)
        if len(self.param_groups) != 1:
            raise ValueError(say("optim.one_group", count=len(self.param_groups)))

    @hooked
    def step(self, closure: Callable[[], Any]) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Up to `max_iter` steps; gives the loss before them.

        `closure` clears the gradients, computes the loss, calls `backward` and returns the loss.
        """
        if not callable(closure):
            raise TypeError(say("optim.closure", name="LBFGS", given=type(closure).__name__))
        if mode.recorder is not None:
            mode.recorder.refuse("optimizer", name="LBFGS")
        group = self.param_groups[0]
        state = self.state[group["params"][0]]
        state["func_evals"] = state.get("func_evals", 0) + 1
        state.setdefault("n_iter", 0)
        with grad_mode(True):
            first = closure()
        gradient = self._gradient()
        if np.abs(gradient).max() <= group["tolerance_grad"]:
            return first
        memory = {name: opened(value) for name, value in state.items()}
        with grad_mode(False), np.errstate(all="ignore"):
            self._iterate(closure, memory, float(first), gradient)
        state.update((name, closed(value)) for name, value in memory.items())
        return first

    def _iterate(
        self, closure: Callable[[], Any], memory: dict[str, Any], loss: float, gradient: np.ndarray
    ) -> None:
        """The steps of one call, from a point whose loss and gradient are known."""
        group, evaluations = self.param_groups[0], 1
        least, lr = group["tolerance_change"], opened(group["lr"])
        for iteration in range(1, group["max_iter"] + 1):
            memory["n_iter"] += 1
            bent(memory, gradient, group["history_size"])
            direction, begin = memory["d"], loss
            memory["prev_flat_grad"], memory["prev_loss"] = gradient.copy(), loss
            first = memory["n_iter"] == 1
            memory["t"] = min(1.0, 1.0 / np.abs(gradient).sum()) * lr if first else lr
            slope = gradient @ direction
            if slope > -least:
                break
            here = Point(0, loss, gradient, slope)
            last = iteration == group["max_iter"]
            there, count = self._advance(closure, memory, here, group["max_eval"] - evaluations, last)
            loss, gradient = there.loss, there.gradient
            evaluations += count
            memory["func_evals"] += count
            if (
                evaluations >= group["max_eval"]
                or np.abs(gradient).max() <= group["tolerance_grad"]
                or np.abs(direction * memory["t"]).max() <= least
                or abs(loss - begin) < least
            ):
                break

    def _advance(
        self, closure: Callable[[], Any], memory: dict[str, Any], here: Point, most: int, last: bool
    ) -> tuple[Point, int]:
        """Moves along the direction; the point that is reached, and how often the loss was asked for."""
        direction, search = memory["d"], self.param_groups[0]["line_search_fn"]
        if search is None:
            self._move(direction, memory["t"])
            return (here, 0) if last else (self._look(closure, direction, memory["t"]), 1)
        if search != "strong_wolfe":
            raise RuntimeError(say("optim.line_search", given=search))
        start = [parameter._value.copy() for parameter in self._parameters()]

        def at(size: Any) -> Point:
            self._move(direction, size)
            point = self._look(closure, direction, size)
            for parameter, value in zip(self._parameters(), start, strict=True):
                write(parameter, value)
            return point

        there, count = strong_wolfe(at, here, memory["t"], np.abs(direction).max(), most)
        memory["t"] = there.size
        self._move(direction, there.size)
        return there, count

    def _look(self, closure: Callable[[], Any], direction: np.ndarray, size: Any) -> Point:
        with grad_mode(True):
            loss = float(closure())
        gradient = self._gradient()
        return Point(size, loss, gradient, gradient @ direction)

    def _move(self, direction: np.ndarray, size: Any) -> None:
        start = 0
        for parameter in self._parameters():
            value = parameter._value
            part = direction[start : start + value.size].reshape(value.shape)
            write(parameter, plus(value, part, size))
            start += value.size

    def _gradient(self) -> np.ndarray:
        """All gradients in one row; 0 for a parameter without one."""
        return np.concatenate([
            np.zeros(parameter._value.size, parameter._value.dtype)
            if parameter._grad is None
            else parameter._grad._value.ravel()
            for parameter in self._parameters()
        ])

    def _parameters(self) -> list[Any]:
        return self.param_groups[0]["params"]


def write(parameter: Any, value: np.ndarray) -> None:
    """Makes a parameter hold `value`; counts as a change in place."""
    parameter._value[...] = value
    parameter._counter[0] += 1


def opened(value: Any) -> Any:
    """What a tensor, or each tensor of a list, holds; numbers as they are."""
    if isinstance(value, list):
        return [opened(item) for item in value]
    return value._value[()] if isinstance(value, Handle) else value


def closed(value: Any) -> Any:
    """The contrary of `opened`: arrays and numbers of NumPy as tensors."""
    if isinstance(value, list):
        return [closed(item) for item in value]
    return wrap(np.asarray(value)) if isinstance(value, np.ndarray | np.generic) else value
