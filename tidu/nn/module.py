"""The module: what every layer and network is, and a table of contents of what one can ask of it."""

from __future__ import annotations

from typing import Any

from tidu.core.mode import mode
from tidu.nn import change, hook_views, hooks, show, state, walk
from tidu.nn.blame import locate
from tidu.nn.members import Members
from tidu.text import say


class Module(Members):
    """The base of layers and networks.

    A subclass calls `super().__init__()` first, sets parameters and inner modules as
    attributes, and defines `forward`. Calling the module calls `forward`, with the hooks.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html

    >>> import tidu
    >>> class Double(Module):
    ...     def forward(self, x):
    ...         return x * 2
    >>> Double()(tidu.ones(1))
    tensor([2.])
    """

    _version = 1
    _hooks: list[hooks.Hook]
    _state_hooks: list[Any]

    def __init__(self) -> None:
        super().__init__()
        self.__dict__["_hooks"], self.__dict__["_state_hooks"] = [], []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if mode.recorder is not None:
            mode.recorder.module(self)
        elif (doctor := mode.doctor) is not None and doctor.outside:
            return doctor.forward(self, args, kwargs)
        if self._hooks:
            return hooks.hooked_call(self, args, kwargs)
        try:
            return self.forward(*args, **kwargs)
        except Exception as error:
            locate(error, self)
            raise

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """What the module computes; every subclass defines it."""
        raise NotImplementedError(say("nn.no_forward", module=type(self).__name__))

    def extra_repr(self) -> str:
        """What is printed of the module beside the modules inside."""
        return ""

    def _get_name(self) -> str:
        return type(self).__name__

    __repr__ = show.text

    # Going through it
    named_modules, modules = walk.named_modules, walk.modules
    named_children, children = walk.named_children, walk.children
    named_parameters, parameters = walk.named_parameters, walk.parameters
    named_buffers, buffers = walk.named_buffers, walk.buffers
    get_submodule, get_parameter, get_buffer = walk.get_submodule, walk.get_parameter, walk.get_buffer
    set_submodule = walk.set_submodule

    # Its numbers
    state_dict, load_state_dict = state.state_dict, state.load_state_dict
    _save_to_state_dict, _load_from_state_dict = state.save_own, state.load_own
    get_extra_state, set_extra_state = state.get_extra_state, state.set_extra_state
    register_state_dict_pre_hook = state.register_state_dict_pre_hook
    register_state_dict_post_hook = state.register_state_dict_post_hook
    register_load_state_dict_pre_hook = state.register_load_state_dict_pre_hook
    register_load_state_dict_post_hook = state.register_load_state_dict_post_hook

    # Changing it
    train, eval, apply, _apply = change.train, change.eval, change.apply, change.convert
    to, type, float = change.to, change.type, change.float
    double, half = change.double, change.half
    cpu, cuda, xpu = change.cpu, change.cuda, change.xpu
    requires_grad_, zero_grad, to_empty = change.requires_grad_, change.zero_grad, change.to_empty

    # Around its passes
    register_forward_pre_hook = hooks.register_forward_pre_hook
    register_forward_hook = hooks.register_forward_hook
    register_full_backward_pre_hook = hooks.register_full_backward_pre_hook
    register_full_backward_hook = hooks.register_full_backward_hook
    register_backward_hook = hooks.register_backward_hook
    _forward_pre_hooks, _forward_hooks = hook_views.viewed("before"), hook_views.viewed("after")
    _backward_pre_hooks, _backward_hooks = hook_views.viewed("grad_output"), hook_views.viewed("grad_input")
