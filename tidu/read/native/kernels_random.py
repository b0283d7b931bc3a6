"""Random numbers in a program: calls of the functions of `read.native.stream`."""

from __future__ import annotations

from math import ceil

import numpy as np

from tidu.core.shapes import Form
from tidu.core.stream import LARGE_PERMUTATION
from tidu.core.stream_range import integer_range, natural_range
from tidu.core.stream_real import GROUP
from tidu.read.native.body import Scope
from tidu.read.native.kernels_tools import code, cover, line
from tidu.read.native.loops import Loops
from tidu.read.native.values import real_text
from tidu.read.native.words import Beyond
from tidu.read.program import Equation
from tidu.read.variable import Variable

BYTE = np.dtype(bool)  # what a draw of yes or no takes


def write_uniform(loops: Loops, scope: Scope, equation: Equation) -> None:
    """`tidu_uniform`."""
    low, high = (float(equation.params[name]) for name in ("low", "high"))
    largest = float(np.finfo(equation.result.dtype).max)
    if not -largest <= low <= high <= largest or high - low > largest:
        raise Beyond(f"{equation.result.dtype} has no numbers from {low} to {high}")
    _draw_real(scope, equation, "uniform", low, high)


def write_normal(loops: Loops, scope: Scope, equation: Equation) -> None:
    """`tidu_normal`."""
    mean, std = (float(equation.params[name]) for name in ("mean", "std"))
    if not std >= 0:
        raise Beyond(f"a deviation of {std}")
    if not equation.params.get("contiguous", True) and equation.result.size >= GROUP:
        raise Beyond("normal numbers for an array that is not contiguous are drawn by NumPy")
    _draw_real(scope, equation, "normal", mean, std)


def write_integers(loops: Loops, scope: Scope, equation: Equation) -> None:
    """`tidu_integers`, of 64 bits."""
    result, low, high = equation.result, equation.params["low"], equation.params["high"]
    if code(result) != "i8":
        raise Beyond(f"random integers of {result.dtype} are drawn by NumPy")
    start, size = integer_range(low, high, result.dtype)
    _draw(scope, equation, "integers_i8", f"i64 {start}", f"i64 {size % 2**64}")


def write_permutation(loops: Loops, scope: Scope, equation: Equation) -> None:
    """`tidu_permutation`, of 64 or 32 bits."""
    result = equation.result
    names = {"i8": "permutation", "i4": "permutation_i4"}
    if code(result) not in names or result.size >= min(LARGE_PERMUTATION, natural_range(result.dtype)):
        raise Beyond(f"a permutation of {result.size} numbers of {result.dtype} is drawn by NumPy")
    _draw(scope, equation, names[code(result)])


def write_coin(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Ones with a probability, else zeros, which are drawn even where that is certain."""
    _flip(loops, scope, equation, equation.params["probability"])


def write_dropout_mask(loops: Loops, scope: Scope, equation: Equation) -> None:
    """As `write_coin`, but certainty draws nothing."""
    keep, result = equation.params["keep"], equation.result
    if keep not in (0, 1):
        _flip(loops, scope, equation, keep)
        return
    axes, place = line(result)
    value = scope.words.constant(keep, code(result))
    cover(loops, scope, axes, [(result, place)], lambda here: here.store(result, place, value))


def _flip(loops: Loops, scope: Scope, equation: Equation, probability: float) -> None:
    """The draws are bytes: of a wider type in the upper end of the result, widened from the front."""
    result = equation.result
    if not 0 <= probability <= 1:
        raise Beyond(f"a probability of {probability}")
    start = result.size * (result.itemsize - 1)
    bytes_drawn = scope.writer.put(f"getelementptr inbounds i8, ptr {scope.memory[result]}, i64 {start}")
    _draw(scope, equation, "dropout_mask", f"i64 {ceil(probability * 2**53)}", out=bytes_drawn)
    if result.itemsize == 1:
        return
    drawn = Variable(Form(result.shape, BYTE))
    axes, place = line(result)
    inner = scope.inside({}, memory=scope.memory | {drawn: bytes_drawn})

    def widen(here: Scope) -> None:
        here.store(result, place, here.words.cast(here.load(drawn, place), code(result)))

    cover(loops, inner, axes, [(result, place), (drawn, place)], widen)


def _draw_real(scope: Scope, equation: Equation, name: str, *given: float) -> None:
    """Calls the function of the result's type; bounds and the like are always double."""
    numbers = [f"double {real_text(number, 'f8')}" for number in given]
    _draw(scope, equation, f"{name}_{code(equation.result)}", *numbers)


def _draw(scope: Scope, equation: Equation, name: str, *given: str, out: str | None = None) -> None:
    """Calls `tidu_<name>(state, out, count, given...)`, where `out` is the result unless told otherwise."""
    state, result = scope.streams[equation.params["stream"].place], equation.result
    types = ", ".join(["ptr", "ptr", "i64", *(each.split()[0] for each in given)])
    scope.writer.declare(f"declare void @tidu_{name}({types})")
    texts = [f"ptr {state}", f"ptr {out or scope.memory[result]}", f"i64 {result.size}", *given]
    scope.writer.do(f"call void @tidu_{name}({', '.join(texts)})")
