"""What lazy layers share: their parameters get their shapes, and their first numbers, at the first input.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.modules.lazy.LazyModuleMixin.html
"""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.nn.module import Module
from tidu.nn.parameter import Uninitialized, is_lazy
from tidu.tensor.tape import grad_mode
from tidu.text import say


class LazyModuleMixin(Module):
    """Put before an ordinary layer among the bases: `initialize_parameters(input)` then sees its first input.

    After it, the layer is of the class `cls_to_become`. A state that is loaded gives shapes, too.

    >>> import tidu
    >>> layer = tidu.nn.LazyLinear(3)
    >>> _ = layer(tidu.ones(2, 5)); layer
    Linear(in_features=5, out_features=3, bias=True)
    """

    cls_to_become: ClassVar[type[Module] | None] = None

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._load_hook = self.register_load_state_dict_pre_hook(take_shapes)
        self._initialize_hook = self.register_forward_pre_hook(infer_parameters, with_kwargs=True)

    def initialize_parameters(self, *args: Any, **kwargs: Any) -> None:
        """Gives every parameter its shape, by the layer's first input, and its first numbers."""
        raise NotImplementedError(say("layer.lazy_initialize", layer=type(self).__name__))

    def has_uninitialized_params(self) -> bool:
        """Whether a parameter or buffer of this layer has no shape yet."""
        return any(is_lazy(x) for x in (*self._parameters.values(), *self._buffers.values()))


def infer_parameters(module: LazyModuleMixin, args: tuple, kwargs: dict[str, Any]) -> None:
    """Before the first forward pass: the layer initializes itself and becomes an ordinary one."""
    with grad_mode(False):
        module.initialize_parameters(*args, **kwargs)
    if module.has_uninitialized_params():
        raise RuntimeError(say("layer.lazy_unfinished", layer=type(module).__name__))
    module._initialize_hook.remove()
    module._load_hook.remove()
    del module._initialize_hook, module._load_hook
    if module.cls_to_become is not None:
        module.__class__ = module.cls_to_become  # pyright: ignore


def take_shapes(module: Module, state: dict[str, Any], prefix: str, *rest: Any) -> None:
    """Before a state is loaded: what has no shape yet takes that of what is saved."""
    for name, tensor in (*module._parameters.items(), *module._buffers.items()):
        given = state.get(prefix + name)
        if isinstance(tensor, Uninitialized) and given is not None and not is_lazy(given):
            tensor.materialize(given.shape)
