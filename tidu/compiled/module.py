"""A module whose forward pass is native code."""

from __future__ import annotations

from typing import Any

from tidu.compiled.calls import Compiled
from tidu.core.mode import mode
from tidu.nn.module import Module


class CompiledModule(Module):
    """Another way to call the module inside, which keeps its parameters and attributes.

    As in PyTorch it is a module itself, and names in its `state_dict` begin with `_orig_mod.`.

    >>> import tidu
    >>> model = tidu.compile(tidu.nn.Linear(2, 3))
    >>> with tidu.no_grad():
    ...     model(tidu.ones(4, 2)).shape
    torch.Size([4, 3])
    >>> model.out_features, model.reason
    (3, '')
    """

    def __init__(self, module: Module, strict: bool = False):
        super().__init__()
        self.__dict__["compiled"] = Compiled(module, strict)
        self.__dict__["training"] = module.training
        self._modules["_orig_mod"] = module

    @property
    def programs(self) -> list[Any]:
        """The programs that were recorded so far."""
        return self.compiled.programs

    @property
    def reason(self) -> str:
        """Why a call ran eagerly, the newest reason; empty if none had to."""
        return self.compiled.reason

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """What the module inside computes."""
        if mode.recorder is not None:
            return self._orig_mod(*args, **kwargs)
        return self.compiled(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        held = self.__dict__.get("_modules", {})
        if name == "_orig_mod" or "_orig_mod" not in held:  # the latter while a copy is made
            return super().__getattr__(name)
        return getattr(held["_orig_mod"], name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "training":
            self.__dict__[name] = value
        else:
            setattr(self._orig_mod, name, value)
