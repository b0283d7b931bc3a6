"""Every sentence that a person reads, in English and Chinese, found by key.

A catalogue file holds one area's `SENTENCES`: key -> (English, Chinese). Keys are
`area.what_happened`; values are `str.format` templates.
"""

from __future__ import annotations

import importlib
import locale
import os
from collections.abc import Iterable
from typing import Any

FIXES = ("Fix: ", "改法：")
"""What the advice at the end of an error begins with, in each language."""
AREAS = (
    "along",
    "attention",
    "autograd",
    "baselines",
    "board",
    "cli",
    "columns",
    "compat",
    "compile",
    "computation",
    "convolution",
    "count",
    "course",
    "course_best_epoch",
    "course_collapse",
    "course_covid",
    "course_cubic",
    "course_depth",
    "course_derivative",
    "course_descent",
    "course_even",
    "course_extrapolation",
    "course_fitting",
    "course_images",
    "course_learning_rates",
    "course_likelihood",
    "course_linear",
    "course_neurons",
    "course_optimizers",
    "course_zero_grad",
    "create",
    "data",
    "devices",
    "differences",
    "distributions",
    "doctor",
    "draw",
    "errors",
    "explain",
    "files",
    "fit",
    "layer",
    "linalg",
    "link",
    "metrics",
    "mxnet",
    "nn",
    "optim",
    "options",
    "pad",
    "parametrize",
    "places",
    "plot",
    "pool",
    "prepare",
    "printing",
    "products",
    "prune",
    "record",
    "recurrent",
    "refused",
    "report",
    "schedule",
    "search",
    "shapes",
    "special",
    "stream",
    "summary",
    "sweep",
    "tabular",
    "testing",
    "training",
    "vision",
)
LANGUAGES = ("en", "zh")


def language() -> str:
    """The language to speak: `TIDU_LANG`, else the locale's, else English.

    >>> language() in LANGUAGES
    True
    """
    asked = os.environ.get("TIDU_LANG") or locale.getlocale()[0] or "en"
    return "zh" if asked.lower().startswith(("zh", "chinese")) else "en"


def sentences(area: str) -> dict[str, tuple[str, str]]:
    """The catalogue of one area, as key -> (English, Chinese)."""
    return importlib.import_module(f"tidu.text.{area}").SENTENCES


def say(key: str, lang: str | None = None, /, **values: Any) -> str:
    """The sentence `key` with `values` filled in, in `lang` (default: `language()`).

    >>> say("errors.t", "en", rank=3)
    't() expects a tensor with <= 2 dimensions, but self is 3D. Fix: x.mT'
    """
    area = key.partition(".")[0]
    english, chinese = sentences(area)[key]
    template = chinese if (lang or language()) == "zh" else english
    return template.format(**values)


def listed(items: Iterable[str], lang: str | None = None, /) -> str:
    """What stands side by side in a sentence, with the commas of the language.

    >>> listed(["w", "b"], "en"), listed(["w", "b"], "zh")
    ('w, b', 'w、b')
    """
    return ("、" if (lang or language()) == "zh" else ", ").join(items)
