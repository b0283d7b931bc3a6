"""The old spelling of weight norm: a hook computes the weight before every forward pass.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.weight_norm.html
"""

from __future__ import annotations

from typing import Any

from tidu.functional.warn import warn
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter, is_lazy
from tidu.nn.utils.norms import norm_except, scaled
from tidu.text import say


class WeightNorm:
    """The hook: the weight is its direction `name_v` brought to the size `name_g`."""

    def __init__(self, name: str, dim: int):
        self.name, self.dim = name, dim

    def compute_weight(self, module: Module) -> Any:
        """The weight."""
        return scaled(getattr(module, f"{self.name}_v"), getattr(module, f"{self.name}_g"), self.dim)

    def __call__(self, module: Module, inputs: Any) -> None:
        setattr(module, self.name, self.compute_weight(module))


def hook_of(module: Module, kind: type, name: str) -> Any:
    """The hook of that kind for the parameter `name`, None if there is none."""
    found = (hook.call for hook in module._hooks if isinstance(hook.call, kind))
    return next((hook for hook in found if getattr(hook, "name", None) == name), None)


def detach_hook(module: Module, hook: Any) -> None:
    """Takes a hook off the module."""
    module._hooks[:] = [held for held in module._hooks if held.call is not hook]


def weight_norm(module: Module, name: str = "weight", dim: int | None = 0) -> Module:
    """Parts a weight into a size `weight_g` and a direction `weight_v`, with a FutureWarning.

    `parametrizations.weight_norm` is newer. Source: https://arxiv.org/abs/1602.07868

    >>> import tidu, warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     layer = weight_norm(tidu.nn.Linear(3, 2))
    >>> list(layer.state_dict())
    ['bias', 'weight_g', 'weight_v']
    """
    warn(say("parametrize.weight_norm_old"), FutureWarning)
    if hook_of(module, WeightNorm, name) is not None:
        raise RuntimeError(say("parametrize.twice", kind="weight_norm", name=name))
    weight = getattr(module, name)
    if is_lazy(weight):
        raise ValueError(say("parametrize.lazy", kind="weight_norm"))
    hook = WeightNorm(name, -1 if dim is None else dim)
    del module._parameters[name]
    module.register_parameter(f"{name}_g", Parameter(norm_except(weight, hook.dim).detach()))
    module.register_parameter(f"{name}_v", Parameter(weight.detach()))
    setattr(module, name, hook.compute_weight(module))
    module.register_forward_pre_hook(hook)
    return module


def remove_weight_norm(module: Module, name: str = "weight") -> Module:
    """Makes the weight an ordinary parameter again. ValueError where it has no weight norm."""
    hook = hook_of(module, WeightNorm, name)
    if hook is None:
        told = {"kind": "weight_norm", "name": name, "module": module._get_name()}
        raise ValueError(say("parametrize.not_there", **told))
    weight = hook.compute_weight(module).detach()
    detach_hook(module, hook)
    delattr(module, name)
    del module._parameters[f"{name}_g"], module._parameters[f"{name}_v"]
    setattr(module, name, Parameter(weight))
    return module
