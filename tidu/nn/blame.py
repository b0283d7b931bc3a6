"""Which layer an error came from: its path is found as the error passes through the modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.text import say

if TYPE_CHECKING:
    from tidu.nn.module import Module

MARK = "_tidu_layer"


class Origin:
    """What an error remembers of the layer that it came from.

    `sentence` is the catalogue's key and values where the layer itself refused; its text then
    names the path. Any other error keeps its text and gets a note.
    """

    def __init__(self, layer: Module, sentence: tuple[str, dict[str, Any]] | None = None):
        self.layer = layer
        self.sentence = sentence
        self.note: str | None = None


def called(layer: Module, path: str = "") -> str:
    """A layer as an error names it: its path if known, and its own line.

    >>> import tidu
    >>> called(tidu.nn.Linear(1, 2), "net.0")
    'net.0: Linear(in_features=1, out_features=2, bias=True)'
    """
    line = repr(layer).partition("\n")[0]
    line = line if line.endswith(")") else f"{line}...)"
    return f"{path}: {line}" if path else line


def refusal(error_type: type[Exception], sentence: str, origin: Module, /, **values: Any) -> Exception:
    """An error of a layer about its own input, whose text will name the layer's path."""
    error = error_type(say(sentence, layer=called(origin), **values))
    setattr(error, MARK, Origin(origin, (sentence, values)))
    return error


def locate(error: Exception, module: Module) -> None:
    """Called with an error that passes through `module`: enters where in it the error came from."""
    origin = getattr(error, MARK, None)
    if origin is None:
        setattr(error, MARK, Origin(module))
        return
    for path, layer in module.named_modules():
        if layer is origin.layer and path:
            enter(error, origin, called(layer, path))
            return


def enter(error: Exception, origin: Origin, place: str) -> None:
    """Writes the place into the error's own sentence, or into a note under it."""
    if origin.sentence is not None:
        key, values = origin.sentence
        error.args = (say(key, layer=place, **values),)
        return
    if origin.note is not None:
        error.__notes__.remove(origin.note)
    origin.note = say("nn.in_layer", layer=place)
    error.add_note(origin.note)
