"""TD001, TD012 and what else an error tells: the sentence of the error, read back, and the user's line."""

from __future__ import annotations

import re
import string
from functools import cache
from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.place import place_of
from tidu.text import AREAS, FIXES, LANGUAGES, sentences

SOURCES = ("errors", "nn", "layer", "shapes", "fit", "convolution", "pool", "attention", "recurrent", "along")
SHAPES = (
    "errors.broadcast", "errors.matmul", "errors.matmul_batch", "errors.product_ranks", "errors.bmm",
    "errors.cat", "errors.stack", "errors.reshape", "errors.view", "errors.expand", "nn.linear_width",
    "nn.batch_norm_axes", "nn.batch_norm_width", "nn.class_target_rank", "nn.class_batch", "nn.class_sizes",
    "nn.loss_same_size", "nn.class_scores", "nn.layer_norm_width", "errors.item",
)  # fmt: skip
SHAPE_AREAS = ("shapes", "convolution", "pool", "recurrent", "attention")
TYPES = (
    "nn.linear_type", "errors.matmul_types", "nn.class_type", "nn.target_type", "nn.class_probabilities",
    "layer.class_weight_type", "convolution.type", "recurrent.type", "nn.embedding_index",
)  # fmt: skip
RANGES = ("nn.class_range", "nn.class_negative")
PLACES = {"nn.embedding_range": ("index", "rows"), "nn.one_hot_range": ("given", "classes")}
"""Errors about a number that counts rows -> the names of it and of how many there are."""


class Crash(Check):
    """What the error of a run that ended early says about shapes."""

    code = "TD001"
    causes: ClassVar[Causes] = {"": "certain"}

    def error(self, error: BaseException) -> None:
        """A crash over shapes: where, which layer, and how it is repaired."""
        key, _ = said_by(error)
        if key in SHAPES or (key is not None and key not in TYPES and key.split(".")[0] in SHAPE_AREAS):
            self.tell(place=place_of(error), **parts_of(error))


class CrashOfTypes(Check):
    """What the error says about types and labels."""

    code = "TD012"
    causes: ClassVar[Causes] = {
        "type": "certain", "label": "certain", "word": "certain", "target": "certain",
    }  # fmt: skip

    def error(self, error: BaseException) -> None:
        """A crash over a dtype, or over a label, a word or a target that is out of range."""
        key, values = said_by(error)
        if key in TYPES:
            self.tell("type", place=place_of(error), **parts_of(error))
        elif key in RANGES:
            label, classes = int(values["label"]), int(values["classes"])
            numbers = {"label": label, "classes": classes, "last": classes - 1}
            self.tell("label", place=place_of(error), fix=fix_of(labels_of(error, label), classes), **numbers)
        elif key in PLACES:
            given, count = (int(values[name]) for name in PLACES[key])
            numbers = {"given": given, "count": count, "last": count - 1}
            self.tell("word", place=place_of(error), fix=parts_of(error)["fix"], **numbers)
        elif key == "nn.bce_range" and values.get("name") == "target":
            self.tell("target", place=place_of(error), low=values["low"], high=values["high"])


class CrashOfLosses(Check):
    """Logits in a loss that wants probabilities."""

    code = "TD005"
    causes: ClassVar[Causes] = {"logits": "certain"}

    def error(self, error: BaseException) -> None:
        """binary_cross_entropy refused its input."""
        key, values = said_by(error)
        if key == "nn.bce_range" and values.get("name") == "input":
            self.tell("logits", place=place_of(error), low=values["low"], high=values["high"])


def labels_of(error: BaseException, label: int) -> list[int]:
    """The labels that were refused, each once, in order: those of the innermost function that has them."""
    found, trace = [label], error.__traceback__
    while trace is not None:
        held = trace.tb_frame.f_locals.get("labels")
        if isinstance(held, np.ndarray) and held.dtype.kind in "iu" and (held == label).any():
            found = np.unique(held).tolist()
        trace = trace.tb_next
    return found


def fix_of(labels: list[int], classes: int) -> str:
    """What makes labels those of `classes` outputs, or outputs those of the labels.

    >>> fix_of([0, 1, 2, 3], 3), fix_of([1, 2, 3], 3), fix_of([-1, 1], 2)
    ('nn.Linear(..., 4)', 'labels - 1', '(labels + 1) // 2')
    >>> fix_of([-1, 0, 1], 2), fix_of([-1, 0, 1], 3), fix_of([-7, 0, 1], 2)
    ('F.cross_entropy(output, labels, ignore_index=-1)', 'labels + 1', 'keep = labels >= 0')
    """
    least, most = labels[0], labels[-1]
    if labels == [-1, 1]:
        return "(labels + 1) // 2"
    if least > 0 and most - least < classes:
        return f"labels - {least}"
    if least >= 0:
        return f"nn.Linear(..., {most + 1})"
    if most - least < classes:
        return f"labels + {-least}"
    return f"F.cross_entropy(output, labels, ignore_index={least})" if least == -1 else "keep = labels >= 0"


def parts_of(error: BaseException) -> dict[str, str]:
    """What an error says happened, the layer included, and the fix that its sentence ends with.

    >>> parts_of(ValueError("2 against 3. Fix: x.T"))
    {'error': '2 against 3.', 'fix': 'x.T'}
    """
    text = " ".join(str(error).split())
    for word in FIXES:
        happened, found, fix = text.partition(word)
        if found:
            notes = [f"({note.strip().strip('()')})" for note in getattr(error, "__notes__", ())]
            return {"error": " ".join([happened.strip(), *notes]), "fix": fix.strip()}
    return {"error": text, "fix": "print(x.shape, y.shape)"}


def said_by(error: BaseException) -> tuple[str | None, dict[str, str]]:
    """The catalogue's key of an error of ours and the values in it; (None, {}) for others'."""
    text = str(error)
    for key, pattern in patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return key, found.groupdict()
    return None, {}


@cache
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every sentence about errors as a pattern, the longest first: it leaves least open."""
    found = []
    for area in AREAS:
        for key, pair in sentences(area).items() if area in SOURCES else ():
            found += [(key, pair[language]) for language in range(len(LANGUAGES))]
    found.sort(key=lambda each: -len(each[1]))
    return [(key, re.compile(pattern_of(template), re.DOTALL)) for key, template in found]


def pattern_of(template: str) -> str:
    """A template of `str.format` as a regular expression.

    >>> pattern_of("size {n} at {n}")
    'size\\\\ (?P<n>.*?)\\\\ at\\\\ (?P=n)'
    """
    known: set[str] = set()
    parts: list[Any] = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts.append(re.escape(text))
        if name is not None:
            plain = re.sub(r"\W.*", "", name)
            parts.append(f"(?P={plain})" if plain in known else f"(?P<{plain}>.*?)")
            known.add(plain)
    return "".join(parts)
