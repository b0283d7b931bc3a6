"""Every optimizer of PyTorch's own database (optim_db) with the options it is tested with there."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import torch
from torch.testing._internal.common_optimizers import OptimizerErrorEnum, optim_db

import tidu
from tidu import optim

INFOS = [info for info in optim_db if info.name != "SparseAdam"]
LEFT_OUT = {"SparseAdam": "needs sparse gradients"}
SHAPES = ((3, 4), (5,), (), (2, 1, 3))
STEPS = 25
COMPLEX = "complex numbers are left out"
# (optimizer, option) -> (bound in float64, why PyTorch itself is that far from its own plain rule).
LOOSER = {
    ("ASGD", "foreach"): (1e-7, "foreach computes η from a step count in float32"),
    ("Muon", "lr"): (1e-6, "with lr as a tensor, 1 − lr · weight_decay is computed in float32"),
}

# How far float32 may be from PyTorch after all steps, relative to the largest weight.
SINGLE = 5e-5
# LBFGS feels out curvature from differences that cancel: less is left of float32.
SINGLE_OF = {"LBFGS": 2e-2, "Muon": 1e-4}


def cases() -> list[Any]:
    """(optimizer, options) with every way of computing that PyTorch knows for it."""
    found = []
    for info in INFOS:
        for case in info.optim_inputs_func(device="cpu"):
            ways = [{}, *({way: True} for way in info.supported_impls if way != "differentiable")]
            for way in ways:
                options = {**case.kwargs, **way}
                if way.get("foreach") and isinstance(case.kwargs.get("lr"), torch.Tensor):
                    continue  # refused by both, see the refusals
                text = ", ".join(f"{name}={value}" for name, value in options.items())
                found.append(pytest.param(info, options, id=f"{info.name}({text})"))
    return found


def errors() -> list[Any]:
    found = []
    for info in INFOS:
        for case in info.optim_error_inputs_func(device="cpu", dtype=torch.float64):
            found.append(pytest.param(info, case, id=f"{info.name}: {case.optimizer_error_input.desc}"))
    return found


def ours(value: Any) -> Any:
    """`value` with PyTorch's tensors, wherever they are inside, as Tidu's, each once."""
    if isinstance(value, torch.Tensor):
        made = tidu.tensor(value.detach().numpy(), requires_grad=value.requires_grad)
        if value.grad is not None:
            made.grad = ours(value.grad)
        return made
    if isinstance(value, dict):
        return {key: ours(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        known: dict[int, Any] = {}
        return type(value)(known.setdefault(id(item), ours(item)) for item in value)
    return value


class Problem:
    """A loss that is not a quadratic, with a fresh slope each step, in one of the libraries."""

    def __init__(self, library: Any, package: Any, name: str, options: dict[str, Any], dtype: str):
        random = np.random.default_rng(11)
        shapes = ((3, 4), (4, 2)) if name == "Muon" else SHAPES
        self.library = library
        self.dtype = getattr(library, dtype)
        self.params = [self.given(random.normal(size=shape)).requires_grad_() for shape in shapes]
        self.centres = [random.normal(size=shape) for shape in shapes]
        self.noise = [random.normal(size=(STEPS, *shape)) for shape in shapes]
        self.optimizer = getattr(package, name)(self.params, **options)
        self.fixed = name == "LBFGS"

    def given(self, array: np.ndarray) -> Any:
        return self.library.tensor(np.asarray(array), dtype=self.dtype)

    def run(self, first: int, end: int) -> None:
        for step in range(first, end):

            def closure(step: int = step) -> Any:
                self.optimizer.zero_grad()
                loss: Any = 0.0
                for parameter, centre, noise in zip(self.params, self.centres, self.noise, strict=True):
                    away = parameter - self.given(centre)
                    loss = loss + (away * away + (away * 0.5).sin()).sum()
                    if not self.fixed:
                        loss = loss + (parameter * self.given(noise[step])).sum()
                loss.backward()
                return loss

            self.optimizer.step(closure)

    def values(self) -> list[np.ndarray]:
        return [parameter.detach().numpy() for parameter in self.params]


def compare(first: Problem, second: Problem, bound: float) -> None:
    for one, other in zip(first.values(), second.values(), strict=True):
        np.testing.assert_allclose(one, other, bound, bound)


@pytest.mark.filterwarnings("ignore:Converting a tensor with requires_grad=True:UserWarning")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(("info", "options"), cases())
def test_same_steps(info: Any, options: dict[str, Any], dtype: str) -> None:
    theirs = Problem(torch, torch.optim, info.name, options, dtype)
    mine = Problem(tidu, optim, info.name, ours(options), dtype)
    if dtype == "float32":
        bound = SINGLE_OF.get(info.name, SINGLE)
    else:
        bound = max([1e-9, *(LOOSER.get((info.name, name), (0,))[0] for name in options)])
    theirs.run(0, 10)
    mine.run(0, 10)
    compare(mine, theirs, bound)
    saved = ours(theirs.optimizer.state_dict())
    assert saved["state"].keys() == mine.optimizer.state_dict()["state"].keys()
    for place, remembered in mine.optimizer.state_dict()["state"].items():
        assert remembered.keys() == saved["state"][place].keys()
    mine.optimizer.load_state_dict(saved)
    theirs.run(10, STEPS)
    mine.run(10, STEPS)
    compare(mine, theirs, bound)
    assert repr(mine.optimizer).replace("tidu", "torch") == repr(theirs.optimizer)


@pytest.mark.parametrize(("info", "case"), errors())
def test_same_refusals(info: Any, case: Any) -> None:
    given = case.optimizer_error_input
    tensors = torch.utils._pytree.tree_leaves(given.params)
    if any(isinstance(each, torch.Tensor) and each.is_complex() for each in tensors):
        pytest.skip(COMPLEX)
    params = [torch.nn.Parameter(torch.randn(1, 1))] if given.params is None else given.params
    params, options, single = ours(params), ours(given.kwargs), None
    if isinstance(given.params, list) and isinstance(given.params[0], dict):
        single = tidu.ones(1, 1)
        if "duplicate" in given.desc:
            params = [{"params": single}, {"params": single}]
    if case.error_type is UserWarning:
        with pytest.warns(UserWarning, match=case.error_regex):
            getattr(optim, info.name)(params, **options)
        return
    assert case.error_on is OptimizerErrorEnum.CONSTRUCTION_ERROR
    with pytest.raises(case.error_type, match=case.error_regex):
        getattr(optim, info.name)(params, **options)


def test_what_is_left_out_is_refused_by_name() -> None:
    assert {info.name for info in optim_db} - {info.name for info in INFOS} == LEFT_OUT.keys()
    for name in LEFT_OUT:
        with pytest.raises(NotImplementedError, match="sparse gradients"):
            getattr(optim, name)([tidu.ones(1)])


def test_the_count() -> None:
    assert len(INFOS) == 14
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for info in INFOS:
            assert getattr(optim, info.name)([tidu.ones(1, 1)]).defaults.keys()
