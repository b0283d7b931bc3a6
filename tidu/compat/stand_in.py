"""Tidu under the name `torch`, for code that imports PyTorch by name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType, TracebackType
from typing import Any

from tidu.compat.places import PARTS, ROOTS, VERSIONS, place_of
from tidu.compat.version import Version
from tidu.core.refused import imports, postponed, refusal
from tidu.text import say

OWN = {"Tensor": "tidu.tensor.tensor", "Parameter": "tidu.nn.parameter"}
SHOWN = {"Tensor": "torch", "Parameter": "torch.nn.parameter"}
"""Classes that people print -> the modules they are in, and those that PyTorch has them in."""


class StandIn(ModuleType):
    """A module with one of PyTorch's names and the contents of one of ours."""

    def __init__(self, name: str, ours: ModuleType):
        super().__init__(name, ours.__doc__)
        self._ours = ours
        if name in ROOTS or hasattr(ours, "__version__"):
            self.__version__ = Version(VERSIONS.get(name, vars(ours).get("__version__")))

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return [each for each in dir(self._ours) if each[0] != "_"]
        if name == "_ours" or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(name)
        try:
            return getattr(self._ours, name)
        except AttributeError as error:
            # `from torch import name` would drop the sentence of anything but an ImportError.
            kind = ImportError if imports(sys._getframe(1)) else AttributeError
            if kind is ImportError and (later := postponed(self.__name__, name)):
                return later
            raise kind(refusal(self.__name__, name) or str(error), name=name) from None

    def __dir__(self) -> list[str]:
        return sorted({*vars(self), *dir(self._ours)})


class Finder(MetaPathFinder, Loader):
    """Finds PyTorch's modules in Tidu: those with a file of ours are ours, others doors to one."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        """Where `name` is; ModuleNotFoundError for a part of PyTorch that Tidu does not have."""
        root = name.partition(".")[0]
        if root not in ROOTS:
            return None
        if place_of(name) is None:
            raise ModuleNotFoundError(_absent(name), name=name)
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A stand-in on our module."""
        made = StandIn(spec.name, import_module(str(place_of(spec.name))))
        if spec.name == "torch":
            call_classes(SHOWN)
        return made

    def exec_module(self, module: ModuleType) -> None:
        """Puts our module itself in the stand-in's place where both have one meaning."""
        ours = vars(module)["_ours"]
        root, dot, rest = module.__name__.partition(".")
        if dot and ours.__name__ == f"{ROOTS[root]}.{rest}":
            sys.modules[module.__name__] = ours


def call_classes(modules: dict[str, str]) -> None:
    """Gives classes that people print, `Tensor` and `Parameter`, the modules that their names begin with."""
    for name, module in modules.items():
        getattr(import_module(OWN[name]), name).__module__ = module


class Standing:
    """Tidu stands in for PyTorch until `undo()`, or the end of a `with`."""

    def __init__(self, finder: Finder | None):
        self.finder = finder

    def undo(self) -> None:
        """Gives the names back. A stand-in that was already there when this was made stays."""
        if self.finder is None:
            return
        sys.meta_path.remove(self.finder)
        for name in _loaded():
            del sys.modules[name]
        call_classes(OWN)
        self.finder = None

    def __enter__(self) -> Standing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.undo()


def as_torch() -> Standing:
    """Lets `import torch`, `torchvision` and `mxnet` find Tidu, here and in every library imported later.

    Returns what undoes it: call its `undo()`, or use it in a `with`. RuntimeError where PyTorch is
    loaded already: the code that has it would go on with it, and tensors of both would meet.
    `torch.__version__` is the PyTorch whose names Tidu has; `tidu.__version__` stays Tidu's own.

    >>> with as_torch():  # doctest: +SKIP
    ...     import torch.nn as nn
    >>> nn.Linear(2, 1)  # doctest: +SKIP
    Linear(in_features=2, out_features=1, bias=True)
    """
    if any(isinstance(each, Finder) for each in sys.meta_path):
        return Standing(None)
    for name in ROOTS:
        if name in sys.modules:
            where = getattr(sys.modules[name], "__file__", name)
            raise RuntimeError(say("compat.loaded", name=name, where=where))
    finder = Finder()
    sys.meta_path.insert(0, finder)
    return Standing(finder)


def _absent(name: str) -> str:
    """The sentence for a module that Tidu does not have."""
    above, _, part = name.rpartition(".")
    sentence = refusal(above, part)
    if sentence is None:
        root = name.partition(".")[0]
        near = [f"{root}.{each}" for each in get_close_matches(part, PARTS[root], 1)] or [f"dir({above})"]
        sentence = say("compat.module", name=name, near=near[0])
    return sentence


def _loaded() -> list[str]:
    """PyTorch's module names that are taken."""
    return [name for name in sys.modules if name.partition(".")[0] in ROOTS]
