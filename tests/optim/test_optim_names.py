"""What torch.optim offers: every name is here, with its arguments and members, or has a reason."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import torch

import tidu

LEFT_OUT = {"swap_in_optimizer_params_and_state": "for tracing an optimizer with tensors without memory"}
MEMBERS_LEFT_OUT = {
    "OptimizerPreHook": "a name for a type",
    "OptimizerPostHook": "a name for a type",
    "profile_hook_step": "PyTorch's own wrapper of steps",
    "share_memory": "several processes",
    "recursive_undo": "a step of its constructor",
}
PLACES = ("optim", "optim.lr_scheduler", "optim.swa_utils")


def at(library: Any, place: str) -> Any:
    for part in place.split("."):
        library = getattr(library, part)
    return library


def public(place: str) -> list[str]:
    theirs = at(torch, place)
    return list(theirs.__all__)


NAMES = [(place, name) for place in PLACES for name in public(place) if name not in LEFT_OUT]


def arguments(function: Any) -> list[tuple[Any, ...]]:
    return [(each.name, each.kind, each.default) for each in inspect.signature(function).parameters.values()]


def test_names() -> None:
    missing = {name for place in PLACES for name in public(place) if not hasattr(at(tidu, place), name)}
    assert missing == LEFT_OUT.keys()


@pytest.mark.parametrize(("place", "name"), NAMES)
def test_arguments_and_members(place: str, name: str) -> None:
    ours, theirs = getattr(at(tidu, place), name), getattr(at(torch, place), name)
    if not callable(theirs):
        assert inspect.ismodule(ours)
        return
    assert arguments(ours) == arguments(theirs)
    if inspect.isclass(theirs):
        wanted = {member for member in vars(theirs) if member[0] != "_"} | {"__init__"}
        assert {member for member in wanted if not hasattr(ours, member)} <= MEMBERS_LEFT_OUT.keys()


def test_an_optimizer_is_found_where_pytorch_has_it() -> None:
    from tidu.optim.adam import Adam
    from tidu.optim.lbfgs import LBFGS
    from tidu.optim.lr_scheduler import _LRScheduler
    from tidu.optim.sgd import SGD

    assert (Adam, LBFGS, SGD) == (tidu.optim.Adam, tidu.optim.LBFGS, tidu.optim.SGD)
    assert _LRScheduler is tidu.optim.lr_scheduler.LRScheduler
