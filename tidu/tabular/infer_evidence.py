"""What the text of a column looks like, counted chunk by chunk so that any size can be surveyed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields
from itertools import product

import polars as pl

from tidu.tabular.columns_format import WORDS_FOR_GAPS
from tidu.tabular.columns_values import FALSE_WORDS, TRUE_WORDS, dates, numbers

_DAYS = """%Y-%m-%d|%Y/%m/%d|%Y.%m.%d|%Y%m%d|%Y年%m月%d日|%d.%m.%Y|%d/%m/%Y|%d-%m-%Y|%d.%m.%y|%d/%m/%y
%m/%d/%Y|%m-%d-%Y|%m/%d/%y|%d-%b-%Y|%d-%b-%y|%d %b %Y|%b %d, %Y"""
_TIMES = ("", " %H:%M", " %H:%M:%S%.f", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S%.f%#z")
_DATES = (day + time for day, time in product(_DAYS.replace("\n", "|").split("|"), _TIMES))
PATTERNS = (*_DATES, "%Y-%m", "%Y/%m")

# Which mark is the decimal one: decided by cells that can be read in one way only.
_COMMA_ONLY = (
    r"^[+-]?(?:[0-9]*,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{4,},[0-9]+"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+,[0-9]+)$"
)
_POINT_ONLY = (
    r"^[+-]?(?:[0-9]*\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{4,}\.[0-9]+"
    r"|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,})$"
)
_AFFIXES = r"^[(\s]*[$€£¥￥₹]?\s*|\s*[%％$€£¥￥元)]?\s*$"
_DATE_LIKE = r"^[0-9]{1,4}(?:[-/.年]| )\s?(?:[0-9]{1,2}|[A-Za-z]{3,9})|^[A-Za-z]{3,9} [0-9]{1,2}, [0-9]{4}"
_ODD_KEPT = 20
_DATES_TRIED = 50


@dataclass
class Evidence:
    """Counts of cells by what they can be read as. Two chunks' evidence adds up.

    `point` and `comma`: numbers with that decimal mark; `plain`: those that need no thought.
    `doubtful`: cells such as 1,234, a number under either mark; `point_only`, `comma_only`: cells
    that decide for one. `dates`: cells per pattern.
    `odd`: other cells, the commonest spelt out. `narrow`, `wide`: the fewest and most characters
    of whole numbers; `zero_led` of them start with a zero, `long` have over 15 digits.

    >>> (survey(pl.Series(["1", "NA"]))[0] + survey(pl.Series(["x", "2"]))[0]).point
    2
    """

    rows: int = 0
    gaps: Counter[str] = field(default_factory=Counter)
    plain: int = 0
    point: int = 0
    comma: int = 0
    doubtful: int = 0
    point_only: int = 0
    comma_only: int = 0
    fractions: int = 0
    percents: int = 0
    infinite: int = 0
    zero_led: int = 0
    long: int = 0
    narrow: int = 1 << 30
    wide: int = 0
    yes: Counter[str] = field(default_factory=Counter)
    no: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    odd_total: int = 0
    odd_kinds: int = 0

    @property
    def filled(self) -> int:
        """Cells that are not gaps under any reading.

        >>> survey(pl.Series(["1", "NA", "-"]))[0].filled
        1
        """
        return self.rows - sum(self.gaps.values())

    def __add__(self, other: Evidence) -> Evidence:
        total = Evidence()
        for name in (each.name for each in fields(self)):
            mine, theirs = getattr(self, name), getattr(other, name)
            merge = {"narrow": min, "wide": max, "odd_kinds": max}.get(name)
            setattr(total, name, merge(mine, theirs) if merge else mine + theirs)
        total.odd_kinds = max(total.odd_kinds, len(total.odd))
        total.odd = Counter(dict(total.odd.most_common(_ODD_KEPT)))
        return total


def survey(text: pl.Series, marks: bool = False) -> tuple[Evidence, pl.Series | None]:
    """The evidence in a chunk of text, and its numbers if plain numbers and gaps are all it has.

    `marks`: look closely at which plain numbers rule out a decimal comma (a table with `;` needs
    it); otherwise every plain fraction does.

    >>> evidence, values = survey(pl.Series(["1", "2.5", "-", None]))
    >>> evidence.plain, evidence.gaps["-"], values.to_list()
    (2, 1, [1.0, 2.5, None, None])
    """
    values = text.cast(pl.Float64, strict=False).fill_nan(None)
    found = Evidence(rows=len(text))
    found.plain = found.point = found.comma = len(values) - values.null_count()
    if found.plain:
        _whole_numbers(found, text, values)
        found.infinite = int(values.is_infinite().sum())
        if marks:
            dotted = text.filter(values.is_not_null())
            found.point_only = int(dotted.str.contains(_POINT_ONLY).sum())
        else:
            found.point_only = found.fractions
    if found.plain == found.rows:
        return found, values
    rest = text.filter(values.is_null()).fill_null("").str.strip_chars()
    rest = rest.rename("cell").value_counts(name="count")
    gap = rest["cell"].str.to_lowercase().is_in(["", *WORDS_FOR_GAPS])
    found.gaps = _counter(rest.filter(gap))
    rest = rest.filter(~gap)
    if len(rest):
        _other_cells(found, rest)
    return found, values if not len(rest) else None


def _whole_numbers(found: Evidence, text: pl.Series, values: pl.Series) -> None:
    """Leading zeros, length, and dates written as eight digits."""
    fractions = int((values != values.floor()).sum())
    found.fractions = fractions
    if fractions:
        return
    digits = text.filter(values.is_not_null()).str.strip_chars()
    width = digits.str.len_chars()
    found.narrow, found.wide = int(width.min() or 0), int(width.max() or 0)  # type: ignore[arg-type]
    zeros = digits.filter(digits.str.starts_with("0") & (width > 1))
    found.zero_led = int(zeros.str.contains(r"^[0-9]+$").sum())
    if found.wide > 15:
        found.long = int(digits.str.contains(r"^[+-]?[0-9]{16,}$").sum())
    if found.narrow == found.wide == 8 and digits.str.contains("^(?:19|20)").all():
        day = dates(digits, ("%Y%m%d",))
        found.dates["%Y%m%d"] = len(day) - day.null_count()


def _other_cells(found: Evidence, rest: pl.DataFrame) -> None:
    """Counts over the distinct cells (and how many of each) that are neither plain numbers nor
    gaps."""
    lower = rest["cell"].str.to_lowercase()
    found.yes = _counter(rest.filter(lower.is_in(TRUE_WORDS)))
    found.no = _counter(rest.filter(lower.is_in(FALSE_WORDS)))
    digits = rest["cell"].str.contains("[0-9]")
    if digits.any():
        number = _digit_cells(found, rest.filter(digits))
        rest = pl.concat([rest.filter(~digits), rest.filter(digits).filter(~number)])
    found.odd_total, found.odd_kinds = int(rest["count"].sum()), len(rest)
    found.odd = _counter(rest.sort("count", "cell", descending=[True, False]).head(_ODD_KEPT))


def _digit_cells(found: Evidence, rest: pl.DataFrame) -> pl.Series:
    """Counts over cells with a digit; which of them are numbers under one mark or the other."""
    cells, counts = rest["cell"], rest["count"]

    def total(mask: pl.Series) -> int:
        return int(counts.filter(mask).sum())

    point = numbers(cells, ".").is_not_null()
    marked = cells.str.contains("[.,]").any()
    comma = numbers(cells, ",").is_not_null() if marked else point
    bare = cells.str.replace_all(_AFFIXES, "")
    found.point += total(point)
    found.comma += total(comma)
    found.doubtful = total(point & comma & cells.str.contains(",", literal=True))
    found.comma_only += total(comma & bare.str.contains(_COMMA_ONLY))
    found.point_only += total(point & bare.str.contains(_POINT_ONLY))
    found.percents = total(cells.str.contains(r"[0-9]\s*[%％]$"))
    dated = cells.filter(cells.str.contains(_DATE_LIKE)).sort()
    for pattern in _patterns_in(dated.gather_every(1 + len(dated) // _DATES_TRIED)):
        found.dates[pattern] += total(dates(cells, (pattern,)).is_not_null())
    return point | comma


def _patterns_in(cells: pl.Series) -> list[str]:
    """The patterns that fit some of `cells`. One that needs a letter none has need not be tried."""
    letters = set("".join(cells).replace("T", " "))
    possible = [each for each in PATTERNS if letters.issuperset(re.sub("%[.#]?[A-Za-z]", "", each))]
    return [each for each in possible if dates(cells, (each,)).null_count() < len(cells)]


def _counter(rows: pl.DataFrame) -> Counter[str]:
    return Counter(dict(rows.select("cell", "count").iter_rows()))
