"""A module's numbers as a dictionary of names and tensors, and back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tidu.functional.warn import warn
from tidu.nn.parameter import Parameter, is_lazy
from tidu.tensor.hooks import Removable
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say

if TYPE_CHECKING:
    from tidu.nn.module import Module


EXTRA = "_extra_state"  # the key of what a module saves besides tensors


class IncompatibleKeys(NamedTuple):
    """The names that a state lacks, and those that the module has no place for."""

    missing_keys: list[str]
    unexpected_keys: list[str]

    def __repr__(self) -> str:
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return f"_IncompatibleKeys(missing_keys={self.missing_keys}, unexpected_keys={self.unexpected_keys})"

    __str__ = __repr__


def own_state(self: Module) -> dict[str, Tensor]:
    """The parameters and persistent buffers of this module alone."""
    buffers = {k: v for k, v in self._buffers.items() if k not in self._non_persistent_buffers_set}
    return {k: v for k, v in {**self._parameters, **buffers}.items() if v is not None}


def save_own(self: Module, destination: dict[str, Any], prefix: str, keep_vars: bool) -> None:
    """Puts this module's own state into `destination`."""
    for name, tensor in own_state(self).items():
        destination[prefix + name] = tensor if keep_vars else tensor.detach()
    if type(self).get_extra_state is not get_extra_state:
        destination[prefix + EXTRA] = self.get_extra_state()


def get_extra_state(self: Module) -> Any:
    """What a module has to save besides parameters and buffers; a subclass that has such overrides it."""
    raise RuntimeError(say("layer.extra_state", name="get_extra_state", module=type(self).__name__))


def set_extra_state(self: Module, state: Any) -> None:
    """Takes back what `get_extra_state` gave; overridden together with it."""
    raise RuntimeError(say("layer.extra_state", name="set_extra_state", module=type(self).__name__))


def state_dict(
    self: Module, *args: Any, destination: Any = None, prefix: str = "", keep_vars: bool = False
) -> OrderedDict[str, Any]:
    """Every parameter and persistent buffer by its path, in order; the tensors share memory.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html

    >>> import tidu
    >>> list(tidu.nn.Sequential(tidu.nn.Linear(1, 2)).state_dict())
    ['0.weight', '0.bias']
    """
    if args:  # PyTorch's old spelling
        warn(say("layer.state_dict_old"), FutureWarning)
        named = (destination, prefix, keep_vars)
        destination, prefix, keep_vars = (*args, *named[len(args) :])  # pyright: ignore
    if destination is None:
        destination = OrderedDict()
        destination._metadata = OrderedDict()
    metadata = {"version": self._version}
    if hasattr(destination, "_metadata"):
        destination._metadata[prefix[:-1]] = metadata
    for kind, hook in self._state_hooks:
        if kind == "saving":
            hook(self, prefix, keep_vars)
    self._save_to_state_dict(destination, prefix, keep_vars)
    for name, module in self._modules.items():
        if module is not None:
            module.state_dict(destination=destination, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
    for kind, hook in self._state_hooks:
        if kind == "save":
            hook(self, destination, prefix, metadata)
    return destination


def load_own(
    self: Module,
    state: dict[str, Any],
    prefix: str,
    local_metadata: dict[str, Any],
    strict: bool,
    missing_keys: list[str],
    unexpected_keys: list[str],
    error_msgs: list[str],
) -> None:
    """Takes this module's own state from `state`, and enters what does not fit in the lists."""
    for kind, hook in self._state_hooks:
        if kind == "load":
            hook(self, state, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
    held = own_state(self)
    for name, tensor in held.items():
        key = prefix + name
        if key not in state:
            missing_keys.append(key)
            continue
        problem = take(
            self, name, tensor, key, state[key], bool(local_metadata.get("assign_to_params_buffers"))
        )
        if problem is not None:
            error_msgs.append(problem)
    extra = prefix + EXTRA
    if type(self).set_extra_state is not set_extra_state:
        if extra in state:
            self.set_extra_state(state[extra])
        else:
            missing_keys.append(extra)
        held = {**held, EXTRA: None}
    for key in state:
        name, dot, _ = key[len(prefix) :].partition(".")
        if key.startswith(prefix) and name not in (self._modules if dot else held):
            unexpected_keys.append(key)


def take(self: Module, name: str, tensor: Tensor, key: str, given: Any, assign: bool) -> str | None:
    """Puts one saved tensor in its place, or says why it does not fit."""
    if is_lazy(tensor):  # and so is `given`, or its shape would have been taken already
        return None
    if not isinstance(given, Tensor):
        return say("nn.load_kind", name=key, given=type(given))
    if tensor._value.ndim == 0 and tuple(given.shape) == (1,):
        given = given[0]
    if tuple(given.shape) != tensor._value.shape:
        return say("nn.load_size", name=key, given=given.shape, wanted=tensor.shape)
    with grad_mode(False):
        if not assign:
            tensor.copy_(given)
        elif isinstance(tensor, Parameter):
            setattr(self, name, Parameter(given, requires_grad=tensor.requires_grad))
        else:
            setattr(self, name, given)
    return None


def load_all(
    module: Module,
    state: dict[str, Any],
    prefix: str,
    metadata: Mapping[str, Any],
    assign: bool,
    keys: IncompatibleKeys,
    problems: list[str],
) -> None:
    """Loads a module and all inside, each from its part of `state`, and enters what does not fit."""
    local = dict(metadata.get(prefix[:-1], {}), assign_to_params_buffers=assign)
    module._load_from_state_dict(state, prefix, local, True, *keys, problems)
    for name, child in module._modules.items():
        if child is not None:
            inside = f"{prefix}{name}."
            part = {k: v for k, v in state.items() if k.startswith(inside)}
            load_all(child, part, inside, metadata, assign, keys, problems)
    for kind, hook in module._state_hooks:
        if kind == "loaded":
            hook(module, keys)


def load_state_dict(
    self: Module, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False
) -> IncompatibleKeys:
    """Copies a state into this module and all inside; with `assign` takes the tensors themselves.

    RuntimeError, naming every key, for a shape that differs and, if `strict`, for names that
    are missing or not expected.

    >>> import tidu
    >>> layer = tidu.nn.Linear(1, 1)
    >>> layer.load_state_dict(tidu.nn.Linear(1, 1).state_dict())
    <All keys matched successfully>
    """
    if not isinstance(state_dict, Mapping):
        raise TypeError(say("nn.load_mapping", given=type(state_dict)))
    metadata = getattr(state_dict, "_metadata", {})
    keys, problems = IncompatibleKeys([], []), []

    load_all(self, dict(state_dict), "", metadata, assign, keys, problems)
    if strict:
        for key, names in (
            ("nn.load_unexpected", keys.unexpected_keys),
            ("nn.load_missing", keys.missing_keys),
        ):
            if names:
                problems.insert(0, say(key, keys=", ".join(f'"{name}"' for name in names)))
    if problems:
        listed = "\n\t".join(problems)
        raise RuntimeError(say("nn.load_failed", module=type(self).__name__, problems=listed))
    return keys


def register_state_dict_pre_hook(self: Module, hook: Callable[..., None]) -> Removable:
    """Calls hook(module, prefix, keep_vars) before the module's part is saved."""
    return Removable(self._state_hooks, ("saving", hook))  # pyright: ignore


def register_state_dict_post_hook(self: Module, hook: Callable[..., None]) -> Removable:
    """Calls hook(module, state_dict, prefix, local_metadata) after the module's part was saved."""
    return Removable(self._state_hooks, ("save", hook))  # pyright: ignore


def register_load_state_dict_pre_hook(self: Module, hook: Callable[..., None]) -> Removable:
    """Calls hook(module, state_dict, prefix, ..., error_msgs) before the module's part is loaded."""
    return Removable(self._state_hooks, ("load", hook))  # pyright: ignore


def register_load_state_dict_post_hook(self: Module, hook: Callable[..., None]) -> Removable:
    """Calls hook(module, incompatible_keys) after the module and all inside were loaded."""
    return Removable(self._state_hooks, ("loaded", hook))  # pyright: ignore
