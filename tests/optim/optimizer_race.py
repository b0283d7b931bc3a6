"""The same training, step by step, in Tidu and in PyTorch: parameters, gradients, states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import tidu
from tidu import optim

# Matrix, vector, number, nothing, three axes.
SHAPES: tuple[tuple[int, ...], ...] = ((3, 4), (5,), (), (0, 3), (2, 1, 3))

# Every optimizer with the options that change its numbers.
CASES: list[tuple[str, dict[str, Any]]] = [
    ("SGD", {"lr": 0.1}),
    ("SGD", {"lr": 0.1, "weight_decay": 0.2, "maximize": True}),
    ("SGD", {"lr": 0.05, "momentum": 0.9}),
    ("SGD", {"lr": 0.05, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.1}),
    ("SGD", {"lr": 0.05, "momentum": 0.8, "nesterov": True}),
    ("SGD", {"lr": 0.01, "momentum": 0.8, "nesterov": True, "maximize": True, "weight_decay": 1.1}),
    ("Adam", {"lr": 0.05}),
    ("Adam", {"lr": 0.05, "betas": (0.4, 0.6), "eps": 1e-3, "weight_decay": 0.1}),
    ("Adam", {"lr": 0.05, "amsgrad": True}),
    ("Adam", {"lr": 0.05, "amsgrad": True, "maximize": True, "weight_decay": 0.5}),
    ("Adam", {"lr": 0.05, "decoupled_weight_decay": True, "weight_decay": 0.1}),
    ("AdamW", {"lr": 0.05}),
    ("AdamW", {"lr": 0.05, "weight_decay": 0.3, "amsgrad": True, "maximize": True}),
    ("RMSprop", {"lr": 0.02}),
    ("RMSprop", {"lr": 0.02, "alpha": 0.8, "eps": 1e-4, "weight_decay": 0.2}),
    ("RMSprop", {"lr": 0.02, "centered": True}),
    ("RMSprop", {"lr": 0.02, "momentum": 0.7}),
    ("RMSprop", {"lr": 0.02, "momentum": 0.7, "centered": True, "maximize": True, "weight_decay": 0.2}),
    ("Adagrad", {"lr": 0.2}),
    ("Adagrad", {"lr": 0.2, "lr_decay": 0.01, "weight_decay": 0.1}),
    ("Adagrad", {"lr": 0.2, "initial_accumulator_value": 0.5, "eps": 1e-3, "maximize": True}),
    ("Adadelta", {}),
    ("Adadelta", {"lr": 0.5, "rho": 0.7, "eps": 1e-4, "weight_decay": 0.1, "maximize": True}),
    ("Adamax", {}),
    ("Adamax", {"lr": 0.05, "betas": (0.5, 0.9), "eps": 1e-3, "weight_decay": 0.1, "maximize": True}),
    ("NAdam", {"lr": 0.02}),
    ("NAdam", {"lr": 0.02, "momentum_decay": 0.02, "weight_decay": 0.1}),
    ("NAdam", {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True, "maximize": True}),
    ("RAdam", {"lr": 0.05}),
    ("RAdam", {"lr": 0.05, "weight_decay": 0.1, "betas": (0.8, 0.9)}),
    ("RAdam", {"lr": 0.05, "betas": (0.8, 0.6)}),
    ("RAdam", {"lr": 0.05, "weight_decay": 0.1, "decoupled_weight_decay": True, "maximize": True}),
    ("ASGD", {"lr": 0.1}),
    ("ASGD", {"lr": 0.1, "lambd": 0.02, "alpha": 0.5, "t0": 30, "weight_decay": 0.1}),
    ("ASGD", {"lr": 0.02, "t0": 3.5, "maximize": True, "weight_decay": 1.2}),
    ("Rprop", {}),
    ("Rprop", {"lr": 0.05, "etas": (0.4, 1.3), "step_sizes": (1e-3, 0.2), "maximize": True}),
]


def case_name(value: Any) -> str:
    """A readable name for a row of the table."""
    return value if isinstance(value, str) else "-".join(f"{k}={v}" for k, v in value.items()) or "plain"


class Race:
    """Two optimizers of the same kind, ours and PyTorch's, on equal parameters."""

    def __init__(
        self,
        make: Callable[[Any, list[Any]], Any],
        *,
        dtype: str = "float64",
        shapes: tuple[tuple[int, ...], ...] = SHAPES,
        seed: int = 0,
    ):
        self.random = np.random.default_rng(seed)
        self.dtype, self.make = dtype, make
        self.starts = [np.asarray(self.random.normal(size=shape), dtype) for shape in shapes]
        self.goals = [self.random.normal(size=shape) for shape in shapes]
        self.ours = [tidu.tensor(start, requires_grad=True) for start in self.starts]
        self.theirs = [torch.tensor(start, requires_grad=True) for start in self.starts]
        self.our_optimizer = make(optim, self.ours)
        self.their_optimizer = make(torch.optim, self.theirs)

    def gradients(self) -> None:
        """Puts the same noisy gradients of a bowl in both, from where each one is."""
        for goal, ours, theirs in zip(self.goals, self.ours, self.theirs, strict=True):
            noise = 0.3 * self.random.normal(size=goal.shape) - 0.4 * goal
            ours.grad = tidu.tensor(np.asarray(0.4 * ours.detach().numpy() + noise, self.dtype))
            theirs.grad = torch.tensor(np.asarray(0.4 * theirs.detach().numpy() + noise, self.dtype))

    def run(self, steps: int) -> None:
        """Takes that many steps with both."""
        for _ in range(steps):
            self.gradients()
            self.our_optimizer.step()
            self.their_optimizer.step()

    def compare(self, rtol: float = 1e-9, atol: float = 1e-9) -> None:
        """Asserts that parameters and all that is remembered agree, and that something moved."""
        for start, ours, theirs in zip(self.starts, self.ours, self.theirs, strict=True):
            np.testing.assert_allclose(ours.detach().numpy(), theirs.detach().numpy(), rtol, atol)
            assert not start.size or not np.array_equal(start, ours.detach().numpy())
        our_state, their_state = self.our_optimizer.state_dict(), self.their_optimizer.state_dict()
        compare_states(our_state, their_state, rtol, atol)


def compare_states(ours: dict[str, Any], theirs: dict[str, Any], rtol: float, atol: float) -> None:
    """Asserts that two state dicts have the same keys, types and (nearly) numbers."""
    assert ours["param_groups"] == theirs["param_groups"]
    assert ours["state"].keys() == theirs["state"].keys()
    for place, theirs_there in theirs["state"].items():
        ours_there = ours["state"][place]
        assert ours_there.keys() == theirs_there.keys()
        for name, wanted in theirs_there.items():
            given = ours_there[name]
            assert (str(given.dtype), tuple(given.shape)) == (str(wanted.dtype), tuple(wanted.shape)), name
            np.testing.assert_allclose(given.numpy(), wanted.numpy(), rtol, atol, err_msg=name)


def to_tidu(saved: Any) -> Any:
    """A PyTorch state dict with Tidu's tensors in place of PyTorch's."""
    if isinstance(saved, torch.Tensor):
        return tidu.tensor(saved.numpy())
    if isinstance(saved, dict):
        return {key: to_tidu(value) for key, value in saved.items()}
    return saved


TWO_GROUPS = {
    "SGD": lambda package, groups: package.SGD(groups, lr=0.1, momentum=0.9),
    "AdamW": lambda package, groups: package.AdamW(groups, lr=0.1),
}


def two_groups(library: Any, package: Any, kind: str = "SGD") -> Any:
    """An optimizer of either library whose groups have learning rates 0.1 and 0.05."""
    first, second = library.zeros(1), library.zeros(1)
    return TWO_GROUPS[kind](package, [{"params": first}, {"params": second, "lr": 0.05}])
