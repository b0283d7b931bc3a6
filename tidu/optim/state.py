"""What an optimizer remembers, out of it and into it, in PyTorch's format."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tidu.optim.rule import scalar
from tidu.tensor.creation import zeros
from tidu.tensor.handle import Handle
from tidu.tensor.promote import to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.optim.optimizer import Optimizer

def pack(optimizer: Optimizer) -> dict[str, Any]:
    """`{"state": {place: {...}}, "param_groups": [...]}`, parameters counted over all groups."""
    places: dict[int, int] = {}
    groups, start = [], 0
    for group in optimizer.param_groups:
        for place, parameter in enumerate(group["params"], start):
            places.setdefault(id(parameter), place)
        start += len(group["params"])
        packed = {name: value for name, value in group.items() if name != "params"}
        groups.append({**packed, "params": [places[id(parameter)] for parameter in group["params"]]})
    state = {
        places[id(key)] if isinstance(key, Handle) else key: remembered
        for key, remembered in optimizer.state.items()
        if remembered
    }
    return {"state": state, "param_groups": groups}


def unpack(optimizer: Optimizer, saved: dict[str, Any]) -> None:
    """Makes the optimizer continue from `saved`, of which it takes copies."""
    groups, saved_groups = optimizer.param_groups, copy.deepcopy(saved["param_groups"])
    check_sizes(groups, saved_groups)
    owners, numbers = {}, {}
    for group, saved_group in zip(groups, saved_groups, strict=True):
        owners.update(zip(saved_group["params"], group["params"], strict=True))
        numbers.update((key, counts(optimizer, group)) for key in saved_group["params"])
        saved_group["params"] = group["params"]
        if "param_names" in group:
            saved_group.setdefault("param_names", group["param_names"])
    state = {
        owners.get(key, key): adopt(owners[key], remembered, numbers[key])
        if key in owners
        else copy.deepcopy(remembered)
        for key, remembered in saved["state"].items()
    }
    optimizer.state.clear()
    optimizer.state.update(state)
    # An option that did not exist yet when the state was saved has its default.
    optimizer.param_groups[:] = [{**optimizer.defaults, **group} for group in saved_groups]


def check_sizes(groups: list[dict[str, Any]], saved: list[dict[str, Any]]) -> None:
    """ValueError unless both have as many groups, and as many parameters in each."""
    if len(groups) != len(saved):
        raise ValueError(say("optim.load_groups", given=len(saved), wanted=len(groups)))
    given = [len(group["params"]) for group in saved]
    wanted = [len(group["params"]) for group in groups]
    if given != wanted:
        raise ValueError(say("optim.load_sizes", given=given, wanted=wanted))


def counts(optimizer: Optimizer, group: dict[str, Any]) -> set[str]:
    """The names of what the rule of an optimizer remembers as single numbers."""
    made = optimizer.init(zeros(1), group)
    return {name for name, value in made.items() if not value.ndim}


def adopt(parameter: Any, remembered: dict[str, Any], counts: set[str]) -> dict[str, Any]:
    """A copy of saved state in the type of its parameter; counts keep the type that they have.

    Before PyTorch 1.12 `counts` were Python numbers, and a momentum not used yet was None.
    """
    kind = parameter._value.dtype
    adopted = {}
    for name, value in remembered.items():
        if name in counts and isinstance(value, int | float):
            adopted[name] = scalar(value)
        elif value is not None:
            adopted[name] = adopted_value(value, None if name == "step" else kind)
    return adopted


def adopted_value(value: Any, kind: Any) -> Any:
    """A copy of a remembered value, or of a list of such, tensors in type `kind` unless it is None."""
    if isinstance(value, list):
        return [adopted_value(item, kind) for item in value]
    if not isinstance(value, Handle):
        return copy.deepcopy(value)
    tensor: Any = value if kind is None else to_dtype(value, kind)
    return tensor.clone() if tensor is value else tensor
