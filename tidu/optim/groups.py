"""Parameter groups: what is optimized together, and the checks when it is handed over."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from tidu.tensor.handle import Handle
from tidu.text import say

if TYPE_CHECKING:
    from tidu.optim.optimizer import Optimizer


class Required:
    """The default of an option that every group must give, for optimizers of one's own."""

    def __repr__(self) -> str:
        return "<required parameter>"


required = Required()


def listed_groups(params: Any) -> list[dict[str, Any]]:
    """What an optimizer is called with (tensors, named tensors or groups) as a list of groups."""
    if isinstance(params, Handle):
        raise TypeError(say("optim.params_tensor", given=kind_name(params)))
    if not hasattr(params, "__iter__"):
        raise TypeError(say("optim.params_iterable", given=type(params).__name__))
    if isinstance(params, set):
        raise TypeError(say("optim.unordered"))
    given = list(params)
    if not given:
        raise ValueError(say("optim.empty"))
    return given if isinstance(given[0], dict) else [{"params": given}]


def complete_group(optimizer: Optimizer, group: dict[str, Any]) -> dict[str, Any]:
    """`group` with its parameters as a checked list, and defaults for what it leaves out."""
    if not isinstance(group, dict):
        raise TypeError(say("optim.group_kind", given=type(group)))
    if "params" not in group:
        raise KeyError(say("optim.group_params", keys=sorted(group)))
    separate_names(group)
    for parameter in group["params"]:
        check_parameter(parameter, optimizer.defaults.get("differentiable", False))
    for name, default in optimizer.defaults.items():
        if default is required and name not in group:
            raise ValueError(say("optim.required", name=name))
        group.setdefault(name, default)
    check_against_others(group, optimizer.param_groups)
    return group


def separate_names(group: dict[str, Any]) -> None:
    """Makes `params` a list of tensors; names that came with them go to `param_names`."""
    given = group["params"]
    if isinstance(given, set):
        raise TypeError(say("optim.unordered"))
    params: list[Any] = [given] if isinstance(given, Handle) else list(given)
    names = [item[0] for item in params if isinstance(item, tuple)]
    if names and len(names) != len(params):
        raise ValueError(say("optim.names_missing"))
    group["params"] = [item[1] for item in params] if names else params
    if names:
        group["param_names"] = names


def check_parameter(parameter: Any, differentiable: bool) -> None:
    """Raises for what is no tensor, or would not keep its gradient."""
    if not isinstance(parameter, Handle):
        raise TypeError(say("optim.not_tensor", given=kind_name(parameter)))
    tensor: Any = parameter
    if not (differentiable or tensor.is_leaf or tensor.retains_grad):
        raise ValueError(say("optim.non_leaf", shape=list(tensor.shape)))


def check_against_others(group: dict[str, Any], others: list[dict[str, Any]]) -> None:
    """Raises where `group` shares parameters with another, or names its own as others do not."""
    own = {id(parameter) for parameter in group["params"]}
    if len(own) != len(group["params"]):
        warnings.warn(say("optim.duplicate"), stacklevel=6)
    for other in others:
        if ("param_names" in group) != ("param_names" in other):
            given = "with names" if "param_names" in group else "without names"
            raise ValueError(say("optim.names_mixed", given=given))
        for parameter in other["params"]:
            if id(parameter) in own:
                raise ValueError(say("optim.shared", shape=list(parameter.shape)))


def kind_name(given: Any) -> str:
    """The name of the type of `given` as PyTorch writes it."""
    return given.type() if isinstance(given, Handle) else type(given).__name__  # pyright: ignore
