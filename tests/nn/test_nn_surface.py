"""PyTorch's names of `torch.nn` and what is below it: each is ours or refused, with PyTorch's parameters."""

from __future__ import annotations

import inspect
import sys
import types
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tidu.core.refused import refusal

sys.path.insert(0, str(Path(__file__).parents[1] / "compat"))
from surface import library, member, public

PLACES = (
    "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.nn.utils.rnn",
    "torch.nn.utils.parametrizations", "torch.nn.utils.parametrize", "torch.nn.utils.prune",
    "torch.nn.Module", "torch.nn.parameter",
)  # fmt: skip
OTHERWISE: dict[str, str] = {
    "torch.nn.functional.softmax": "torch.softmax is the same function here, and takes dtype third",
    "torch.nn.functional.log_softmax": "torch.log_softmax is the same function here, and takes dtype third",
    "torch.nn.functional.softmin": "as softmax",
    "torch.nn.Module.forward": "PyTorch's is a stub",
}
"""Names whose parameters differ -> why."""


def ours(place: str) -> Any:
    """Our module or class for one of PyTorch's."""
    module, _, name = place.replace("torch", "tidu", 1).rpartition(".")
    return getattr(import_module(module), name) if name[0].isupper() else import_module(f"{module}.{name}")


@pytest.mark.parametrize("place", PLACES)
def test_every_name_is_ours_or_has_a_reason(place: str) -> None:
    found = ours(place)
    names = [f"{place}.{name}" for name in public(place) if not hasattr(found, name)]
    assert [name for name in names if refusal(place, name.rpartition(".")[2]) is None] == []


def parameters(function: Any) -> list[tuple[str, Any, Any]] | None:
    """(name, kind, default) of each parameter; None where there is nothing to read."""
    try:
        listed = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return None
    if [p.kind for p in listed] == [inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD]:
        return None
    return [(p.name, p.kind, shown(p.default)) for p in listed]


def shown(default: Any) -> Any:
    """A default that can be compared: functions by their names."""
    return default.__name__ if isinstance(default, types.FunctionType) else default


@pytest.mark.parametrize("place", PLACES)
def test_parameters_are_pytorchs(place: str) -> None:
    found, theirs = ours(place), library(place)
    differ = {}
    for name in public(place):
        wanted = parameters(member(theirs, name)) if hasattr(found, name) else None
        made = parameters(getattr(found, name)) if wanted is not None else None
        if wanted != made:
            differ[f"{place}.{name}"] = (made, wanted)
    assert set(differ) == {name for name in OTHERWISE if name.rpartition(".")[0] == place}, differ
