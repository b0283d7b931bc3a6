"""How the text of a column becomes values: decided once, kept with the model, applied for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

FormatKind = Literal["number", "boolean", "date", "text"]

# What pandas reads as a gap, without `None` and with the spellings of spreadsheets and UCI.
# `None` is left out because it is a real level in real tables: in house_prices `MasVnrType`
# has 864 `None` (no veneer) beside 8 `NA` (not known). In a column of text a gap gets a
# one-hot level of its own anyway, so a spelling kept as a level costs nothing, whereas a level
# read as a gap could delete a whole class of the target (`+` and `-` in credit approval).
_USUAL = """NA N/A n/a #N/A <NA> NaN nan NAN -nan -NaN NULL null Null (null) NaT nat N.A. n.a. ?
#NA #DIV/0! #VALUE! #REF! #NAME? #NUM! #NULL! 1.#QNAN 1.#IND \\N"""
GAPS = frozenset(_USUAL.split())

# In a column of numbers, dates or yes/no nothing else can be meant by these (compared in
# lower case): they are gaps there, counted apart from cells that are plainly wrong.
_WORDS = """none - -- --- – — . .. ... * / _ na nil void n.d. nd unk unknown missing empty
unavailable undefined 无 缺 空 未知 缺失 暂无 没有 不详"""
_PHRASES = {"not available", "not applicable", "no data", "not known", "n / a"}
WORDS_FOR_GAPS = frozenset({word.lower() for word in GAPS} | set(_WORDS.split()) | _PHRASES)


@dataclass(frozen=True)
class Format:
    """How to read one column's text.

    `kind`: what a cell is. `decimal`: the decimal mark of numbers, "." or ",". `patterns`: the
    ways its dates are written, tried in order. `words`: how no and yes are written. `gaps`: the
    spellings of a gap in a text column (None: the usual ones, `GAPS`); an empty cell always is.

    >>> Format("number", decimal=",") == Format.from_json(Format("number", decimal=",").to_json())
    True
    """

    kind: FormatKind = "text"
    decimal: str = "."
    patterns: tuple[str, ...] = ()
    words: tuple[str, str] = ("False", "True")
    gaps: tuple[str, ...] | None = None

    @property
    def gap_spellings(self) -> list[str]:
        """The spellings that are gaps in a column of text.

        >>> Format(gaps=("unknown",)).gap_spellings
        ['', 'unknown']
        """
        return ["", *sorted(GAPS if self.gaps is None else self.gaps)]

    def to_json(self) -> dict[str, Any]:
        """A plain dict.

        >>> Format("number").to_json()["decimal"]
        '.'
        """
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Format:
        """The format that `to_json` wrote.

        >>> Format.from_json({"kind": "number"})
        Format(kind='number', decimal='.', patterns=(), words=('False', 'True'), gaps=None)
        """
        tuples = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
        return cls(**{**plain, **tuples})
