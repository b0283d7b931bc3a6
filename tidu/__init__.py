"""Tidu 梯度: learn and train neural networks with everything visible and nothing slow.

What `import tidu as torch` offers is listed in `tidu/contents.py`, which is opened when the
first name is asked for: so `tidu --help` and `tidu show` do not wait for NumPy.

>>> import tidu as torch
>>> torch.tensor([1.0, 2.0]) * 3
tensor([3., 6.])
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tidu.version import __version__

if TYPE_CHECKING:
    from tidu import (
        __config__,
        accelerator,
        amp,
        autograd,
        backends,
        compiler,
        course,
        cpu,
        cuda,
        data,
        distributed,
        func,
        functional,
        jit,
        linalg,
        mps,
        nn,
        onnx,
        optim,
        plot,
        random,
        signal,
        special,
        tabular,
        testing,
        utils,
        vision,
        xpu,
    )
    from tidu.amp import GradScaler, autocast
    from tidu.compat.stand_in import as_torch
    from tidu.compiled.compiling import compile
    from tidu.contents import *
    from tidu.files.loading import load
    from tidu.files.saving import save
    from tidu.fit.doctor import doctor
    from tidu.fit.training import fit
    from tidu.func.vmap import vmap
    from tidu.read.draw.drawing import draw
    from tidu.summary.summarise import summary
    from tidu.sweep.sweeping import sweep

PACKAGES = (
    "__config__", "accelerator", "amp", "autograd", "backends", "compat", "compiler", "course", "cpu", "cuda",
    "data", "distributed", "distributions", "func", "functional", "jit", "linalg", "mps", "nn", "onnx",
    "optim", "plot", "random", "signal", "special", "tabular", "testing", "utils", "vision", "xpu",
)  # fmt: skip
FUNCTIONS = {
    "GradScaler": "tidu.amp.scaler",
    "as_torch": "tidu.compat.stand_in",
    "autocast": "tidu.amp.autocast",
    "compile": "tidu.compiled.compiling",
    "explain": "tidu.read.explain.explaining",
    "draw": "tidu.read.draw.drawing",
    "doctor": "tidu.fit.doctor",
    "fit": "tidu.fit.training",
    "load": "tidu.files.loading",
    "save": "tidu.files.saving",
    "summary": "tidu.summary.summarise",
    "sweep": "tidu.sweep.sweeping",
    "vmap": "tidu.func.vmap",
}
"""Functions of the outer layers -> the modules they live in; some folders have their names."""


class Contents(ModuleType):
    """This package. `tidu.tensor`, `tidu.fit` and `tidu.sweep` are functions, though folders have
    these names too; so the import of a folder does not set them."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in (*FUNCTIONS, "tensor") and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        """By its name, as other modules: functions that use it are sent to other processes."""
        return import_module, (self.__name__,)


sys.modules[__name__].__class__ = Contents


def __getattr__(name: str) -> Any:
    """Opens the contents, or an outer package, on first use."""
    if name in PACKAGES:
        return import_module(f"tidu.{name}")
    if name in FUNCTIONS:
        return getattr(import_module(FUNCTIONS[name]), name)
    if name.startswith("__"):
        raise AttributeError(name)
    contents = vars(import_module("tidu.contents"))
    globals().update((key, value) for key, value in contents.items() if not key.startswith("_"))
    if name in globals():
        return globals()[name]
    raise import_module("tidu.core.refused").missing("torch", name, globals())


def __dir__() -> list[str]:
    """Every public name, for completion."""
    contents = vars(import_module("tidu.contents"))
    return sorted({*globals(), *PACKAGES, *FUNCTIONS, *(name for name in contents if name[0] != "_")})
