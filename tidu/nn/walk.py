"""Going through a module and all that is inside: parameters, buffers and modules with their paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tidu.nn.parameter import Parameter
from tidu.tensor.tensor import Tensor
from tidu.text import say

if TYPE_CHECKING:
    from tidu.nn.module import Module


def named_modules(
    self: Module, memo: set[Module] | None = None, prefix: str = "", remove_duplicate: bool = True
) -> Iterator[tuple[str, Module]]:
    """The module itself and everything inside, with paths; each module once.

    >>> import tidu
    >>> net = tidu.nn.Sequential(tidu.nn.ReLU())
    >>> [name for name, _ in net.named_modules()]
    ['', '0']
    """
    memo = set() if memo is None else memo
    if self in memo:
        return
    if remove_duplicate:
        memo.add(self)
    yield prefix, self
    for name, module in self._modules.items():
        if module is not None:
            inside = f"{prefix}.{name}" if prefix else name
            yield from module.named_modules(memo, inside, remove_duplicate)


def modules(self: Module, remove_duplicate: bool = True) -> Iterator[Module]:
    """The module itself and everything inside, each once."""
    for _, module in self.named_modules(remove_duplicate=remove_duplicate):
        yield module


def named_children(self: Module) -> Iterator[tuple[str, Module]]:
    """The modules directly inside, with their names, each once."""
    seen = set()
    for name, module in self._modules.items():
        if module is not None and module not in seen:
            seen.add(module)
            yield name, module


def children(self: Module) -> Iterator[Module]:
    """The modules directly inside, each once."""
    for _, module in self.named_children():
        yield module


def named_members(
    self: Module, get: Callable[[Module], Iterable], prefix: str, recurse: bool, remove_duplicate: bool
) -> Iterator[tuple[str, Any]]:
    """What `get` finds in the module, and with `recurse` in all modules inside."""
    seen: set[Any] = set()
    if recurse:
        places = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate)
    else:
        places = [(prefix, self)]
    for path, module in places:
        for name, member in get(module):
            if member is None or member in seen:
                continue
            if remove_duplicate:
                seen.add(member)
            yield (f"{path}.{name}" if path else name), member


def named_parameters(
    self: Module, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
) -> Iterator[tuple[str, Parameter]]:
    """All parameters with their paths; one that is shared comes once.

    >>> import tidu
    >>> [name for name, _ in tidu.nn.Linear(2, 3).named_parameters()]
    ['weight', 'bias']
    """
    return named_members(self, lambda module: module._parameters.items(), prefix, recurse, remove_duplicate)


def parameters(self: Module, recurse: bool = True) -> Iterator[Parameter]:
    """All parameters, for an optimizer; one that is shared comes once."""
    for _, parameter in self.named_parameters(recurse=recurse):
        yield parameter


def named_buffers(
    self: Module, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
) -> Iterator[tuple[str, Tensor]]:
    """All buffers with their paths."""
    return named_members(self, lambda module: module._buffers.items(), prefix, recurse, remove_duplicate)


def buffers(self: Module, recurse: bool = True) -> Iterator[Tensor]:
    """All buffers."""
    for _, buffer in self.named_buffers(recurse=recurse):
        yield buffer


def get_submodule(self: Module, target: str) -> Module:
    """The module at a path such as "net.0"; AttributeError if there is none.

    >>> import tidu
    >>> tidu.nn.Sequential(tidu.nn.ReLU()).get_submodule("0")
    ReLU()
    """
    module: Any = self
    for name in target.split(".") if target else ():
        module = getattr(module, name)
        if not hasattr(module, "_modules"):
            raise AttributeError(say("nn.not_a_module", name=name))
    return module


def set_submodule(self: Module, target: str, module: Module, strict: bool = False) -> None:
    """Puts `module` at a path such as "net.0"; with `strict` only where there is one.

    ValueError for an empty path or for what is no module, AttributeError for a path that leads nowhere.

    >>> import tidu
    >>> net = tidu.nn.Sequential(tidu.nn.ReLU())
    >>> net.set_submodule("0", tidu.nn.Tanh()); net[0]
    Tanh()
    """
    if not target:
        raise ValueError(say("layer.submodule_empty"))
    if not hasattr(module, "_modules"):
        raise ValueError(say("layer.submodule_kind", given=type(module).__name__))
    path, _, name = target.rpartition(".")
    parent = self.get_submodule(path)
    if (strict or name in parent._modules) and not hasattr(getattr(parent, name), "_modules"):
        raise AttributeError(say("nn.not_a_module", name=name))
    setattr(parent, name, module)


def get_parameter(self: Module, target: str) -> Parameter:
    """The parameter at a path such as "net.0.weight"; AttributeError if there is none."""
    path, _, name = target.rpartition(".")
    found = getattr(self.get_submodule(path), name)
    if not isinstance(found, Parameter):
        raise AttributeError(say("nn.not_a_parameter", name=name))
    return found


def get_buffer(self: Module, target: str) -> Tensor:
    """The buffer at a path; AttributeError if there is none."""
    path, _, name = target.rpartition(".")
    module = self.get_submodule(path)
    if name not in module._buffers:
        getattr(module, name)
        raise AttributeError(say("nn.not_a_buffer", name=name))
    return module._buffers[name]  # pyright: ignore
