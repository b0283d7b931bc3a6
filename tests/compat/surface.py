"""PyTorch's public names, read from PyTorch itself."""

from __future__ import annotations

import importlib
import warnings
from types import ModuleType
from typing import Any

PLACES = (
    "torch", "torch.Tensor", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils",
    "torch.nn.utils.rnn", "torch.nn.utils.parametrizations", "torch.nn.utils.parametrize",
    "torch.nn.utils.prune", "torch.nn.Module", "torch.nn.parameter", "torch.optim",
    "torch.optim.lr_scheduler", "torch.optim.swa_utils", "torch.autograd", "torch.autograd.functional",
    "torch.autograd.graph", "torch.linalg", "torch.special", "torch.fft", "torch.signal.windows",
    "torch.func", "torch.utils", "torch.utils.data", "torch.utils.checkpoint", "torch.utils.tensorboard",
    "torch.distributions", "torch.distributions.constraints", "torch.random", "torch.testing",
    "torch.serialization", "torch.types", "torch.overrides", "torch.amp", "torch.cuda", "torch.cuda.amp",
    "torch.backends", "torch.accelerator", "torch.mps", "torch.xpu", "torch.cpu", "torch.jit",
    "torch.compiler", "torch.distributed", "torch.onnx", "torch.hub", "torch.profiler", "torch.fx",
    "torch.sparse", "torch.nested", "torch.masked", "torch.multiprocessing", "torch.export", "torch.library",
)  # fmt: skip


def member(owner: Any, name: str) -> Any:
    """What `name` is, None where PyTorch only warns that it is old or cannot load it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return getattr(owner, name)
        except Exception:
            return None


def library(place: str) -> Any:
    """PyTorch's module or class of that name."""
    module, _, name = place.rpartition(".")
    if name[0].isupper():
        return getattr(importlib.import_module(module), name)
    return importlib.import_module(place)


LATE = {"file_baton"}  # modules that are there only if something else in the process has loaded them


def public(place: str) -> list[str]:
    """The names that `place` lists, or else those that are its own."""
    owner = library(place)
    if not isinstance(owner, ModuleType):
        return [name for name in dir(owner) if not name.startswith("_")]
    listed = getattr(owner, "__all__", None)
    names = [name for name in (listed or dir(owner)) if not name.startswith("_") and name not in LATE]
    return sorted({name for name in names if listed or own(owner, member(owner, name))})


def own(owner: ModuleType, value: Any) -> bool:
    """Whether a module's member is PyTorch's, not something that it imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if isinstance(value, ModuleType):
            return value.__name__.startswith(owner.__name__ + ".")
        home = str(getattr(value, "__module__", "") or "torch")
    return home.startswith("torch") and not (home == "torch" and isinstance(value, type))
