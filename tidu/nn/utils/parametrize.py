"""Parameters that are computed from others each time they are read: orthogonal, of norm 1, symmetric...

A module whose tensor is parametrized gets a class of its own, with a property of the tensor's name;
what is trained stands in `module.parametrizations[name]` as `original`, or `original0`, `original1`...
Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.parametrize.register_parametrization.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tidu.nn.module import Module
from tidu.nn.module_dict import ModuleDict
from tidu.nn.module_list import ModuleList
from tidu.nn.parameter import Parameter
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Cache:
    """What has been computed while `cached` is on: how many are inside it, and (module, name) -> tensor."""

    depth = 0
    found: dict[tuple[int, str], Any] = {}  # noqa: RUF012


@contextmanager
def cached() -> Iterator[None]:
    """While it lasts a parametrized tensor is computed once, however often it is read.

    >>> with cached():
    ...     Cache.depth
    1
    """
    Cache.depth += 1
    try:
        yield
    finally:
        Cache.depth -= 1
        if not Cache.depth:
            Cache.found = {}


def keep(module: Module, name: str, tensor: Any) -> None:
    """Registers `tensor` as what it is, a parameter or a buffer."""
    if isinstance(tensor, Parameter):
        module.register_parameter(name, tensor)
    else:
        module.register_buffer(name, tensor)


class ParametrizationList(ModuleList):
    """The parametrizations of one tensor in order, and the tensors that it is computed from.

    ValueError for a parametrization that gives another type or shape, unless `unsafe`.
    """

    def __init__(self, modules: Sequence[Module], original: Any, unsafe: bool = False):
        if not modules:
            raise ValueError(say("parametrize.none"))
        super().__init__(modules)
        self.unsafe = unsafe
        shape, kind = original.shape, original.dtype
        with grad_mode(False):
            source: Any = original
            for module in reversed(list(self)):
                source = inverse(module, source)
        self.is_tensor = isinstance(source, Tensor)
        if not self.is_tensor and not isinstance(source, Sequence):
            raise ValueError(say("parametrize.inverse_kind", given=type(source).__name__))
        self.ntensors = 1 if self.is_tensor else len(source)
        if self.is_tensor:
            self._check_type(source, original)
            original.data = source.detach()  # pyright: ignore
            keep(self, "original", original)
        parts: Any = () if self.is_tensor else source
        for place, part in enumerate(parts):
            wanted = original.requires_grad
            made = Parameter(part.detach(), wanted) if isinstance(original, Parameter) else part.detach()
            keep(self, f"original{place}", made)
        if not unsafe:
            self._check_result(shape, kind)

    def _check_type(self, source: Any, original: Any) -> None:
        if source.dtype != original.dtype:
            raise ValueError(say("parametrize.type", given=source.dtype, wanted=original.dtype))

    def _check_result(self, shape: Any, kind: Any) -> None:
        made = self()
        if not isinstance(made, Tensor):
            raise ValueError(say("parametrize.result_kind", given=type(made).__name__))
        if made.dtype != kind:
            raise ValueError(say("parametrize.type", given=made.dtype, wanted=kind))
        if made.shape != shape:
            raise ValueError(say("parametrize.shape", given=list(made.shape), wanted=list(shape)))

    def originals(self) -> list[Any]:
        """The tensors that are trained."""
        names = ["original"] if self.is_tensor else [f"original{k}" for k in range(self.ntensors)]
        return [getattr(self, name) for name in names]

    def right_inverse(self, value: Any) -> None:
        """Sets the originals so that `value` is what is computed."""
        with grad_mode(False):
            for module in reversed(list(self)):
                if not hasattr(module, "right_inverse"):
                    raise RuntimeError(say("parametrize.no_inverse", name=type(module).__name__))
                value = module.right_inverse(value)  # pyright: ignore
            parts = [value] if self.is_tensor else list(value)
            if len(parts) != self.ntensors:
                raise ValueError(say("parametrize.inverse_count", given=len(parts), wanted=self.ntensors))
            for original, part in zip(self.originals(), parts, strict=True):
                self._check_type(part, original)
                original.data = part.detach()

    def forward(self) -> Any:
        first, *others = list(self)
        result = first(*self.originals())
        for module in others:
            result = module(result)
        return result


def inverse(module: Module, value: Any) -> Any:
    """What `module` would make `value` of; `value` itself where it cannot say."""
    if not hasattr(module, "right_inverse"):
        return value
    try:
        return module.right_inverse(value)  # pyright: ignore
    except NotImplementedError:
        return value


def parametrized_class(kind: type[Module]) -> type[Module]:
    """A class of its own for one module, for properties are kept by classes."""
    return type(f"Parametrized{kind.__name__}", (kind,), {"__module__": kind.__module__})


def computed(name: str) -> property:
    """The property that computes the tensor `name`, and sets its originals."""

    def get(self: Any) -> Any:
        if not Cache.depth:
            return self.parametrizations[name]()
        key = (id(self), name)
        if key not in Cache.found:
            Cache.found[key] = self.parametrizations[name]()
        return Cache.found[key]

    def put(self: Any, value: Any) -> None:
        self.parametrizations[name].right_inverse(value)

    return property(get, put)


def register_parametrization(
    module: Module, tensor_name: str, parametrization: Module, *, unsafe: bool = False
) -> Module:
    """Makes `module.tensor_name` be what `parametrization` computes from it, and gives the module back.

    `parametrization.right_inverse`, where there is one, says what to start from, and what to do
    when the tensor is set. Several are applied in order. ValueError for another type or shape,
    unless `unsafe`, and where there is no such parameter or buffer.

    >>> import tidu
    >>> class Symmetric(tidu.nn.Module):
    ...     def forward(self, x):
    ...         return x.triu() + x.triu(1).T
    >>> layer = register_parametrization(tidu.nn.Linear(3, 3), "weight", Symmetric())
    >>> tidu.equal(layer.weight, layer.weight.T), [name for name, _ in layer.named_parameters()]
    (True, ['bias', 'parametrizations.weight.original'])
    """
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        held: Any = module.parametrizations[tensor_name]  # pyright: ignore
        if not unsafe:
            before = getattr(module, tensor_name)
            made = parametrization(before)
            if made.dtype != before.dtype:
                raise ValueError(say("parametrize.type", given=made.dtype, wanted=before.dtype))
            if made.shape != before.shape:
                raise ValueError(
                    say("parametrize.shape", given=list(made.shape), wanted=list(before.shape))
                )
        held.append(parametrization)
        held.unsafe = held.unsafe or unsafe
        return module
    if tensor_name not in module._buffers and tensor_name not in module._parameters:
        raise ValueError(say("parametrize.unknown", module=module._get_name(), name=tensor_name))
    held = ParametrizationList([parametrization], getattr(module, tensor_name), unsafe)
    delattr(module, tensor_name)
    if not is_parametrized(module):
        module.__class__ = parametrized_class(type(module))
        module.parametrizations = ModuleDict()
    setattr(type(module), tensor_name, computed(tensor_name))
    module.parametrizations[tensor_name] = held  # pyright: ignore
    return module


def is_parametrized(module: Module, tensor_name: str | None = None) -> bool:
    """Whether `module`, or its tensor of that name, has a parametrization.

    >>> import tidu
    >>> is_parametrized(tidu.nn.Linear(1, 1))
    False
    """
    held = module._modules.get("parametrizations")
    if not isinstance(held, ModuleDict):
        return False
    return len(held) > 0 if tensor_name is None else tensor_name in held


def remove_parametrizations(module: Module, tensor_name: str, leave_parametrized: bool = True) -> Module:
    """Makes `module.tensor_name` an ordinary parameter again: as computed, or as the original was.

    ValueError where it has no parametrization, or where several originals cannot be left as one.
    """
    if not is_parametrized(module, tensor_name):
        raise ValueError(say("parametrize.absent", module=module._get_name(), name=tensor_name))
    held: Any = module.parametrizations[tensor_name]  # pyright: ignore
    if not held.is_tensor and not leave_parametrized:
        raise ValueError(say("parametrize.several", name=tensor_name))
    original = held.originals()[0]
    if leave_parametrized:
        with grad_mode(False):
            made = getattr(module, tensor_name).detach()
        if held.is_tensor:
            original.data = made
        else:
            original = Parameter(made) if original.requires_grad else made
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]  # pyright: ignore
    keep(module, tensor_name, original)
    if not is_parametrized(module):
        del module.parametrizations
        module.__class__ = type(module).__bases__[0]
    return module


def transfer_parametrizations_and_params(
    from_module: Module, to_module: Module, tensor_name: str | None = None
) -> Module:
    """Gives `to_module` the parametrizations of `from_module`, of one tensor or of all, and their originals.

    >>> import tidu
    >>> source, target = tidu.nn.Linear(2, 2), tidu.nn.Linear(2, 2)
    >>> _ = tidu.nn.utils.parametrizations.weight_norm(source)
    >>> _ = transfer_parametrizations_and_params(source, target)
    >>> tidu.equal(source.weight, target.weight)
    True
    """
    if not is_parametrized(from_module, tensor_name):
        name = "a tensor" if tensor_name is None else tensor_name
        raise AssertionError(say("parametrize.absent", module=from_module._get_name(), name=name))
    held: Any = from_module.parametrizations
    for name in list(held) if tensor_name is None else [tensor_name]:
        if not hasattr(to_module, name):
            setattr(to_module, name, Parameter(getattr(from_module, name).detach().clone()))
        for module in held[name]:
            register_parametrization(to_module, name, module, unsafe=True)
        target: Any = to_module.parametrizations[name]  # pyright: ignore
        for mine, theirs in zip(target.originals(), held[name].originals(), strict=True):
            mine.data = theirs.detach().clone()
    return to_module


def type_before_parametrizations(module: Module) -> type:
    """The class that `module` had before it was parametrized."""
    return type(module).__bases__[0] if is_parametrized(module) else type(module)
