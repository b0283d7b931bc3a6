"""`tidu.explain`: the worked derivation of any computation, with its own numbers."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from tidu.core.errors import DataError
from tidu.read.computation import Computation, computation
from tidu.read.explain.explanation import Explanation
from tidu.read.explain.groups import Groups
from tidu.read.explain.moment import Watcher
from tidu.read.explain.naming import names_of
from tidu.read.named import named
from tidu.read.variable import Variable
from tidu.tensor.handle import Handle
from tidu.tensor.tape import place
from tidu.text import LANGUAGES, listed, say


def explain(
    result: Any,
    wrt: Any = None,
    *,
    parts: bool = False,
    lang: str | None = None,
    digits: int = 4,
    names: Mapping[str, Any] | None = None,
) -> Explanation:
    """How `result` (a tensor) came about and how it depends on what it was computed from.

    Forward, each step is shown as formula, with numbers, and its value; backward, each derivative
    as the chain rule has it. The formulas are those of the operations that ran, the derivatives the
    gradient rules themselves, and all numbers are the computation's. `wrt` is a tensor, or its name,
    that is to be followed alone. Names are those of the caller's variables, before all `names`.
    With `parts` a recurrent layer, else one step, is told time after time. `lang` is "en" or "zh";
    `digits` are significant. It may be asked before `backward()` or after, as long as no
    `optimizer.step()` has changed the parameters.

    Errors: TypeError or ValueError where the computation cannot be told, ValueError where `wrt` is
    no part of it.

    >>> import tidu
    >>> w, x = tidu.tensor(3.0, requires_grad=True), tidu.tensor(2.0)
    >>> loss = (w * x - 4) ** 2
    >>> print(explain(loss, lang="en"))
    Derivation of loss
    ══════════════════
    <BLANKLINE>
    Given
      w = 3,  x = 2
    <BLANKLINE>
    Forward
      z₁   = w·x − 4 = 3·2 − 4 = 2
      loss = z₁² = 2² = 4
    <BLANKLINE>
    Backward, by the chain rule
      ∂loss/∂z₁ = 2·z₁ = 2·2 = 4
      ∂z₁/∂w    = x = 2
      ∂loss/∂w  = ∂loss/∂z₁ · ∂z₁/∂w = 4·2 = 8
    ...
    """
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(say("explain.language", given=lang))
    if not isinstance(digits, int) or not 1 <= digits <= 17:
        raise ValueError(say("explain.digits", given=digits))
    found = {**named(sys._getframe(1)), **(names or {})}
    told = computation(result, found, parts=parts)
    return Explanation(told, None if wrt is None else variable_of(told, wrt), lang, digits)


def explain_watched(
    watcher: Watcher, script: str, wrt: str | None, lang: str | None, digits: int
) -> Explanation:
    """Explains the backward pass of a script (a path) that was watched, in the script's own names.

    Errors: `DataError` where there was none, or none that can be told.
    """
    if watcher.moment is None:
        name, seen = watcher.name, listed(watcher.seen)
        key = "explain.no_backward" if name is None else "explain.no_such_loss" if seen else "explain.no_loss"
        raise DataError(say(key, script=script, name=name, names=seen, near=(watcher.seen or [""])[0]))
    try:
        told = watcher.moment.told()
        by = None if wrt is None else variable_of(told, wrt, "explain.no_name_option")
        return Explanation(told, by, lang, digits)
    except ValueError as error:
        raise DataError(str(error)) from error


def variable_of(told: Computation, wrt: Any, refusal: str = "explain.no_name") -> Variable:
    """The variable of a tensor or of a name. ValueError where none of the computation with a gradient is:
    `refusal` is the sentence that says so of names."""
    if isinstance(wrt, Handle):
        found = told.nodes.get(place(wrt))
        if found is None or found not in told.cotangents:
            raise ValueError(say("explain.not_part", shape=list(wrt._value.shape)))
        return _not_result(told, found)
    names, paths = names_of(told, Groups(told))
    known = {name: x for x, name in names.items() if x in told.cotangents and x is not told.result}
    known.update({path: known[short] for short, path in paths.items() if short in known})
    if wrt not in known:
        near = get_close_matches(str(wrt), known, 1)
        told_names = {"name": wrt, "names": listed(known), "near": (near or list(known))[0]}
        raise ValueError(say(refusal, **told_names))
    return known[wrt]


def _not_result(told: Computation, found: Variable) -> Variable:
    if found is told.result:
        raise ValueError(say("explain.itself"))
    return found


__all__ = ["explain", "explain_watched"]
