"""A word on operations whose line in a derivation does not say all: code of their own, several results."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tidu.core.notation import Term
from tidu.read.explain.page import Section
from tidu.read.explain.steps import Telling
from tidu.read.explain.text import Text
from tidu.read.explain.textbook import FACTORS, factors

Phrase = Callable[..., str]
WINDOWED = ("convolve", "max_pool", "sum_pool")


def operations_told(telling: Telling, forward: Section, phrase: Phrase) -> Iterator[str]:
    """The sentences, in the order of the steps; `phrase` says one of the area's."""
    formulas = [term for line in forward.lines for term in line.right[:1] if term.head == "call"]
    yield from _windowed(telling, phrase)
    own = {each.name for each in telling.unknown}
    for name in dict.fromkeys(term.about for term in formulas if term.about in own):
        yield phrase("word_recurrence" if name == "Recurrence" else "word_own", name=name)
    for name, term in {term.about: term for term in reversed(formulas)}.items():
        if name in FACTORS:
            yield _factored(telling, name, term.parts[0], phrase)


def _windowed(telling: Telling, phrase: Phrase) -> Iterator[str]:
    """How windows move: of each convolution and pooling once, with its own sizes."""
    told: list[str] = []
    for equation in telling.told.program.equations:
        name = equation.primitive.name
        if name not in WINDOWED:
            continue
        params = equation.params
        sizes = {key: _sized(params[key]) for key in ("stride", "dilation")}
        around = ", ".join(dict.fromkeys(f"{before}" if before == after else f"{before}+{after}"
                                         for before, after in params["padding"]))  # fmt: skip
        kernel = params["kernel"] if "kernel" in params else equation.operands[1].shape[2:]  # pyright: ignore
        told.append(phrase(f"word_{name}", window=_sized(kernel), around=around, **sizes))
        told.append(phrase(f"word_{name}_back"))
    yield from dict.fromkeys(told)


def _sized(sizes: tuple[int, ...]) -> str:
    return "×".join(map(str, sizes))


def _factored(telling: Telling, name: str, operand: Term, phrase: Phrase) -> str:
    """How the gradients of a factorization come together: its step holds all results in one."""

    def partial(term: Term) -> Term:
        return telling.partials[term.about.variable] if term.head == "symbol" else term

    text = Text(telling.names[telling.root])
    slope = f"{text.write(operand.rebuilt(partial))} = {text.write(factors(name))}"
    return phrase(f"word_{name}", a=text.write(operand), slope=slope)


__all__ = ["operations_told"]
