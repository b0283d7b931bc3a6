"""What PyTorch has and Tidu has not: every such name is of a family, which has a reason and a way out.

`refused_names` lists the names, `tidu/text/refused.py` the families' sentences; `docs/differences.md`
is made of both.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from types import FrameType, ModuleType
from typing import Any

from tidu.core.refused_names import MODULES, NAMES
from tidu.text import say

IMPORT_FROM = dis.opmap["IMPORT_FROM"]


def family(place: str, name: str) -> str | None:
    """The family that PyTorch's `name` in `place` (a module, or `torch.Tensor`) is refused with, or None.

    >>> family("torch", "cfloat"), family("torch.Tensor", "to_sparse"), family("torch", "zeros")
    ('complex', 'sparse', None)
    """
    for kind, names in NAMES.get(place, {}).items():
        if name in names:
            return kind
    return module_family(f"{place}.{name}") or module_family(place)


def module_family(module: str) -> str | None:
    """The family that all of PyTorch's `module`, and what is below it, is refused with.

    >>> module_family("torch.onnx.errors"), module_family("torch.nn")
    ('onnx', None)
    """
    while module and module not in MODULES:
        module = module.rpartition(".")[0]
    return MODULES.get(module)


def refusal(place: str, name: str, lang: str | None = None) -> str | None:
    """The sentence for `name` in `place`, None for what is not refused.

    >>> refusal("torch", "cfloat", "en")
    'torch.cfloat is not in Tidu: it has no complex numbers. Fix: keep the real and the imaginary part ...
    """
    kind = family(place, name)
    if kind is None:
        return None
    return say("refused.name", lang, name=f"{place}.{name}", why=say(f"refused.{kind}", lang))


def missing(place: str, name: str, names: Iterable[str]) -> AttributeError | ImportError:
    """The error for a name that a module of ours, PyTorch's `place`, does not have.

    An AttributeError, with the refusal or with the nearest of `names`. Python would drop its sentence
    where the name is imported (`from place import name`), so there it is an ImportError.
    """
    if name.startswith("__"):  # asked by Python and tools, who only want to know that it is absent
        return AttributeError(name)
    sentence = refusal(place, name)
    if sentence is None:
        near = nearest(name, names)
        key = "refused.unknown" if near else "refused.unlike"
        sentence = say(key, place=place, name=name, near=f"{place}.{near}")
    if imports(sys._getframe(2)):
        return ImportError(sentence, name=name)
    return AttributeError(sentence, name=name)  # with the name, Python adds no guess of its own


def nearest(name: str, names: Iterable[str]) -> str | None:
    """That of `names` which was meant: modules are passed over; letters that changed places come first,
    and the case of letters decides between equals.

    >>> nearest("relu", ["ReLU", "_relu", "Linear"]), nearest("Dense", ["Linear"])
    ('ReLU', None)
    >>> nearest("SDG", ["Adagrad", "SGD"]), nearest("tensr", ["Tensor", "tensor"])
    ('SGD', 'tensor')
    """
    values = names if isinstance(names, Mapping) else {}
    public = [each for each in names if each[0] != "_" and not isinstance(values.get(each), ModuleType)]
    low = name.lower()
    close = [each for each in public if sorted(each.lower()) == sorted(low)]
    close = close or get_close_matches(low, {each.lower() for each in public}, 1, 0.7)
    same = [each for each in public if close and each.lower() == close[0].lower()]
    return max(same, key=lambda each: SequenceMatcher(None, each, name).ratio(), default=None)


class Postponed(type):
    """What a program imports at its top and may never use: refused when it is called or asked.

    >>> Postponed("init_process_group", (), {"place": "torch.distributed"})()
    Traceback (most recent call last):
    NotImplementedError: torch.distributed.init_process_group is not in Tidu: one process trains one model...
    """

    place: str

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(refusal(cls.place, cls.__name__))

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls()


def postponed(place: str, name: str) -> Postponed | None:
    """The name, where `from place import name` stands in programs that also run alone; else None.

    >>> postponed("torch.distributed", "all_reduce"), postponed("torch", "cfloat")
    (<class 'tidu.core.refused.all_reduce'>, None)
    """
    if name.startswith("__") or family(place, name) != "distributed":
        return None
    return Postponed(name, (), {"place": place})


def refusing(place: str, names: Iterable[str]) -> Callable[[str], Any]:
    """The `__getattr__` of a module of ours that is PyTorch's `place` and has `names`.

    >>> refusing("torch.cuda", ())("Stream")
    Traceback (most recent call last):
    AttributeError: torch.cuda.Stream is not in Tidu: it computes on the CPU, and no graphics card stands ...
    """

    def __getattr__(name: str) -> Any:
        if imports(sys._getframe(1)) and (later := postponed(place, name)):
            return later
        raise missing(place, name, names)

    return __getattr__


def imports(frame: FrameType) -> bool:
    """Whether a frame is carrying out `from module import name`.

    >>> imports(sys._getframe())
    False
    """
    return frame.f_lasti >= 0 and frame.f_code.co_code[frame.f_lasti] == IMPORT_FROM
