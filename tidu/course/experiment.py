"""What every experiment has: settings that are checked, a run, and a result that can be shown.

Nothing here opens NumPy or Matplotlib, so that `tidu course NAME --help` stays quick. An
experiment's file does the same: it says `import tidu`, which opens its parts when they are used.
"""

from __future__ import annotations

import math
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tidu.tabular.options import check_limits, flag, option
from tidu.text import listed, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Table = Mapping[str, Sequence[Any]]
Number = float | int | str | list[str]


class Told(float):
    """A number as a sentence has it: with a minus sign, and ∞ for one that has left the numbers.

    >>> f"{Told(-2.5):.3g} {Told(1e-9):.0e} {Told(float('inf')):.3g}"
    '−2.5 1e-09 ∞'
    """

    def __format__(self, form: str, /) -> str:
        return super().__format__(form).replace("inf", "∞").replace("-", "−", self < 0)


def setting(default: Any, help: str, **limits: Any) -> Any:
    """A field of an experiment's `Settings`, and so an option of its command.

    `help` is the key of its sentence in the catalogue; `limits` as for `tidu.tabular.options.option`.
    A tuple of numbers is written with commas between them: `--rates 0.01,0.02`.

    >>> setting(500, "course.rows", least=2).metadata["least"]
    2
    """
    return option(default, "experiment", help=help, **limits)


@dataclass(frozen=True)
class Checked:
    """Settings of an experiment: every value has the kind of its default and lies within its limits.

    ValueError with one sentence for one that does not.
    """

    def __post_init__(self) -> None:
        for each in fields(self):
            if each.default not in (MISSING, None):
                value = _of_kind(flag(each.name), each.default, getattr(self, each.name))
                object.__setattr__(self, each.name, value)
        check_limits(self)


def _of_kind(name: str, like: Any, value: Any) -> Any:
    """`value` if it is of the kind of `like`; words between commas become the numbers they say."""
    if isinstance(like, tuple):
        if isinstance(value, str) or not isinstance(value, Sequence) or not value:
            raise ValueError(say("course.several", name=name, value=repr(value)))
        return tuple(_of_kind(name, like[0], _number(word, type(like[0]))) for word in value)
    if isinstance(like, float) and isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            return float(value)
    elif type(value) is type(like):
        return value
    raise ValueError(say(f"course.wanted_{type(like).__name__}", name=name, value=repr(value)))


def _number(word: Any, kind: type) -> Any:
    """The number that a word says, or the word where it says none."""
    if not isinstance(word, str) or kind is str:
        return word
    try:
        return kind(word)
    except ValueError:
        return word


def _told(value: Number) -> Any:
    """What the text quotes, as a sentence has it."""
    if isinstance(value, list):
        return listed(value)
    return Told(value) if isinstance(value, float) else value


@dataclass(frozen=True, repr=False)
class Result:
    """What a run of an experiment gives; printed it names its parts.

    - `tables`: name -> columns of equal length. The first is written as `NAME.csv`, others as
      `NAME-table.csv`.
    - `numbers`: what the text quotes, by the names in its braces; lists get the commas of the language.
    - `figure`: makes the picture, in the language that is current when it is called.
    - `see`: which sentences of the experiment's catalogue are true of this run, in order.
    - `engine`: "native" or "eager", what ran the training; "" where nothing is trained.
      `engine_reason`: why it is not native.
    """

    tables: Mapping[str, Table]
    numbers: Mapping[str, Number]
    figure: Callable[[], Figure]
    see: tuple[str, ...] = ("see",)
    engine: str = ""
    engine_reason: str = ""

    def __repr__(self) -> str:
        tables = ", ".join(f"{name} ({len(next(iter(x.values())))} rows)" for name, x in self.tables.items())
        return f"Result(tables: {tables}; {len(self.numbers)} numbers; .figure() draws it)"


@dataclass(frozen=True)
class Experiment:
    """An experiment of the course: its name on the command line, and the rows of the map that it shows.

    >>> found = Experiment("best-epoch", ("C07",))
    >>> found.area
    'course_best_epoch'
    """

    name: str
    rows: tuple[str, ...]

    @property
    def area(self) -> str:
        """Its part of the catalogue: `title`, what `Result.see` names, `try`."""
        return "course_" + self.name.replace("-", "_")

    @property
    def module(self) -> Any:
        """Its file, loaded now: `Settings` and `run`."""
        return import_module(f"tidu.course.{self.name.replace('-', '_')}")

    @property
    def needs_file(self) -> bool:
        """Whether there are settings without which it cannot run."""
        return any(each.default is MISSING for each in fields(self.module.Settings))

    def title(self) -> str:
        """What it is about, in a few words."""
        return say(f"{self.area}.title")

    def settings(self, **values: Any) -> Any:
        """Its `Settings` with `values`; TypeError for a name that is none, ValueError for a bad value."""
        names = [each.name for each in fields(self.module.Settings)]
        for name in values:
            if name not in names:
                near = get_close_matches(name, names, 1, cutoff=0.0)[0]
                known = listed(names)
                sentence = say("course.unknown_setting", name=self.name, given=name, names=known, near=near)
                raise TypeError(sentence)
        return self.module.Settings(**values)

    def run(self, **values: Any) -> Result:
        """Runs it with `values` in place of the defaults of its settings."""
        return self.module.run(self.settings(**values))

    def see(self, result: Result) -> list[str]:
        """What happened, in paragraphs, with the numbers of this very run."""
        numbers = {name: _told(value) for name, value in result.numbers.items()}
        return [say(f"{self.area}.{key}", **numbers) for key in result.see]

    def suggestions(self, result: Result | None = None) -> list[str]:
        """What to change next: sentences, each with a command to copy between backquotes at its end.

        Of an experiment that needs a file they name that of `result`, or the lesson's where there is none.
        """
        named = getattr(self.module, "EXAMPLE", {})
        given = named if result is None else {name: str(result.numbers[name]) for name in named}
        words = {name: shlex.quote(value) for name, value in given.items()}
        return say(f"{self.area}.try", **words).split("\n")

    def commands(self) -> list[str]:
        """The commands in `suggestions`."""
        return [command for line in self.suggestions() for command in re.findall("`(.*?)`", line)]

    def command(self, settings: Any) -> str:
        """The command that repeats a run: every setting that is not at its default.

        >>> from tidu.course import EXPERIMENTS
        >>> linear = EXPERIMENTS["linear"]
        >>> linear.command(linear.settings(noise=0.5))
        'tidu course linear --noise 0.5'
        """
        words = ["tidu", "course", self.name]
        for each in fields(self.module.Settings):
            value = getattr(settings, each.name)
            if value == each.default:
                continue
            if isinstance(value, bool):
                words.append(flag(each.name if value else f"no_{each.name}"))
            elif each.metadata.get("positional"):
                words.append(str(value))
            else:
                several = value if isinstance(value, tuple) else (value,)
                words += [flag(each.name), ",".join(map(str, several))]
        return shlex.join(words)
