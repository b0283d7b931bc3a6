"""What a module holds: parameters, buffers and child modules, by name and as attributes."""

from __future__ import annotations

import difflib
from typing import Any

from tidu.core.mode import Changes, mode
from tidu.core.refused import refusal
from tidu.nn.parameter import Buffer, Parameter
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Nearest:
    """The sentence about a missing attribute, made only when somebody reads it.

    `hasattr` asks and throws away far more often than a person reads; looking for the nearest
    name takes longer than a training step of a small network.
    """

    def __init__(self, owner: Members, name: str):
        self.owner, self.name = owner, name

    def __str__(self) -> str:
        refused = refusal("torch.nn.Module", self.name)
        if refused is not None:
            return refused
        kind = type(self.owner).__name__
        names = [name for name in dir(self.owner) if not name.startswith("_")]
        near = difflib.get_close_matches(self.name, names, 1)
        if not near:
            return say("nn.no_attribute", module=kind, name=self.name)
        return say("nn.no_attribute_near", module=kind, name=self.name, near=near[0])

    __repr__ = __str__


class Members:
    """The base of `Module`: three dictionaries that an attribute is looked up in.

    They are named as PyTorch names them, because code reaches into them.
    """

    training: bool
    _parameters: dict[str, Parameter | None]
    _buffers: dict[str, Tensor | None]
    _modules: dict[str, Any]
    _non_persistent_buffers_set: set[str]

    def __init__(self) -> None:
        state = self.__dict__
        state["training"] = True
        state["_parameters"], state["_buffers"], state["_modules"] = {}, {}, {}
        state["_non_persistent_buffers_set"] = set()

    def __getattr__(self, name: str) -> Any:
        state = self.__dict__
        if "_parameters" not in state:
            raise AttributeError(say("nn.before_init_read", module=type(self).__name__, name=name))
        if name in state["_parameters"]:
            return state["_parameters"][name]
        if name in state["_modules"]:
            return state["_modules"][name]
        if name in state["_buffers"]:
            return state["_buffers"][name]
        raise AttributeError(Nearest(self, name))

    def __setattr__(self, name: str, value: Any) -> None:
        state = self.__dict__
        if mode.recorder is not None:
            mode.recorder.note_members(self)
        if isinstance(value, Parameter):
            self._ready("parameters")
            self._forget(name, state, state["_buffers"], state["_modules"])
            self.register_parameter(name, value)
        elif name in state.get("_parameters", ()):
            self._only(value, Parameter, "nn.as_parameter", name)
            state["_parameters"][name] = value
        elif isinstance(value, Members):
            self._ready("module")
            self._forget(name, state, state["_buffers"], state["_parameters"])
            state["_modules"][name] = value
            Changes.mark()
        elif name in state.get("_modules", ()):
            self._only(value, Members, "nn.as_module", name)
            state["_modules"][name] = value
        elif isinstance(value, Buffer):
            self._ready("buffer")
            self._forget(name, state, state["_parameters"], state["_modules"])
            self.register_buffer(name, value, value.persistent)  # pyright: ignore
        elif name in state.get("_buffers", ()):
            self._only(value, Tensor, "nn.as_buffer", name)
            state["_buffers"][name] = value
        else:
            if state.get(name, self) is not value:
                Changes.mark()
            object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        if mode.recorder is not None:
            mode.recorder.note_members(self)
        for held in (self._parameters, self._buffers, self._modules):
            if name in held:
                del held[name]
                self._non_persistent_buffers_set.discard(name)
                return
        Changes.mark()
        object.__delattr__(self, name)

    def __dir__(self) -> list[str]:
        state = self.__dict__
        held = (*state.get("_parameters", ()), *state.get("_modules", ()), *state.get("_buffers", ()))
        names = {*dir(type(self)), *state, *held}
        return sorted(name for name in names if not name[0].isdigit())

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """Adds a parameter under a name; None keeps the name and counts as no parameter.

        KeyError for a name that is empty, has a dot or is taken; TypeError for what is no Parameter.

        >>> import tidu
        >>> layer = tidu.nn.Module()
        >>> layer.register_parameter("weight", None); layer.weight is None
        True
        """
        self._ready("parameter")
        self._check_name(name, "parameter", self._parameters)
        self._only(param, Parameter, "nn.register_parameter", name)
        if param is not None and not param.is_leaf:
            raise ValueError(say("nn.parameter_leaf", name=name))
        self._parameters[name] = param
        Changes.mark()

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Adds a tensor that belongs to the module and is not trained, such as a running mean.

        It is part of `state_dict` if `persistent`. Errors as in `register_parameter`.

        >>> import tidu
        >>> layer = tidu.nn.Module()
        >>> layer.register_buffer("mean", tidu.zeros(1)); list(layer.state_dict())
        ['mean']
        """
        self._ready("buffer")
        self._check_name(name, "buffer", self._buffers)
        self._only(tensor, Tensor, "nn.register_buffer", name)
        self._buffers[name] = tensor
        Changes.mark()
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def add_module(self, name: str, module: Any) -> None:
        """Adds a child module under a name. Errors as in `register_parameter`.

        >>> import tidu
        >>> net = tidu.nn.Module()
        >>> net.add_module("act", tidu.nn.ReLU()); net.act
        ReLU()
        """
        self._ready("module")
        if module is not None and not isinstance(module, Members):
            key = "nn.register_several" if isinstance(module, list | tuple) else "nn.register_module"
            raise TypeError(say(key, given=type(module).__name__, name=name))
        self._check_name(name, "module", self._modules)
        self._modules[name] = module
        Changes.mark()

    def register_module(self, name: str, module: Any) -> None:
        """Another name of `add_module`."""
        self.add_module(name, module)

    def _ready(self, kind: str) -> None:
        if "_parameters" not in self.__dict__:
            raise AttributeError(say("nn.before_init", kind=kind, module=type(self).__name__))

    def _forget(self, name: str, *places: dict[str, Any]) -> None:
        for held in places:
            held.pop(name, None)
        self._non_persistent_buffers_set.discard(name)

    def _only(self, value: Any, kind: type, key: str, name: str) -> None:
        if value is not None and not isinstance(value, kind):
            raise TypeError(say(key, given=type(value).__name__, name=name))

    def _check_name(self, name: str, kind: str, own: dict[str, Any]) -> None:
        if not isinstance(name, str):
            raise TypeError(say("nn.name_type", kind=kind, given=type(name).__name__))
        if "." in name:
            raise KeyError(say("nn.name_dot", kind=kind, name=name))
        if not name:
            raise KeyError(say("nn.name_empty", kind=kind))
        taken = name in self.__dict__ or hasattr(type(self), name)
        if name not in own and (
            taken or any(name in x for x in (self._parameters, self._buffers, self._modules))
        ):
            raise KeyError(say("nn.name_taken", kind=kind, name=name))
