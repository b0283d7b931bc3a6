"""From evidence to a format: what each column of text is taken to be, and what to say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tidu.tabular.columns_format import GAPS, Format
from tidu.tabular.columns_names import listed
from tidu.tabular.infer_evidence import Evidence
from tidu.text import say

# A column is numbers (or dates) when at least this share of its filled cells is; the others
# are then typing errors and become gaps, counted. Below it, the column is a category.
SHARE = 0.95


@dataclass(frozen=True)
class Habits:
    """How this table as a whole writes numbers and dates, where a single column leaves a doubt;
    `fixed`: the decimal mark was given, and columns are not asked.

    >>> Habits.of({}, delimiter=";").decimal
    ','
    """

    decimal: str = "."
    day_first: bool = False
    fixed: bool = False

    @classmethod
    def of(cls, table: Mapping[str, Evidence], delimiter: str) -> Habits:
        """The habits shown by the columns that leave no doubt, else by the delimiter.

        >>> from tidu.tabular.infer_evidence import Evidence
        >>> Habits.of({"a": Evidence(comma_only=3)}, delimiter=",").decimal
        ','
        """
        commas = sum(each.comma_only > each.point_only for each in table.values())
        points = sum(each.point_only > each.comma_only for each in table.values())
        decimal = "," if commas > points or (commas == points and delimiter == ";") else "."
        days = sum(_excess(each, "%d/%m/", "%m/%d/") for each in table.values())
        return cls(decimal, days > 0 or (days == 0 and decimal == ","))


def _excess(evidence: Evidence, ours: str, theirs: str) -> int:
    counts = [
        sum(count for pattern, count in evidence.dates.items() if pattern.startswith(start))
        for start in (ours, theirs)
    ]
    return (counts[0] > counts[1]) - (counts[0] < counts[1])


def decide(
    name: str, found: Evidence, habits: Habits, gaps: tuple[str, ...] | None = None
) -> tuple[Format, list[str]]:
    """The format of the column `name`, and sentences on every choice that was not plain.

    >>> from tidu.tabular.infer_evidence import Evidence
    >>> decide("x", Evidence(rows=2, plain=2, point=2, comma=2), Habits())[0].kind
    'number'
    """
    for attempt in (_booleans, _dates, _codes, _numbers):
        decided = attempt(name, found, habits) if found.filled else None
        if decided is not None:
            form, notes = decided
            return Format(**{**vars(form), "gaps": gaps}), notes
    usual = set(GAPS if gaps is None else gaps) | {""}
    kept = {word: count for word, count in found.gaps.items() if word not in usual}
    notes = []
    if kept and found.filled:
        words = ", ".join(f"`{word}` ({count})" for word, count in sorted(kept.items()))
        notes.append(say("columns.words_kept", column=name, words=words))
    return Format(gaps=gaps), notes


Decided = tuple[Format, list[str]]


def _booleans(name: str, found: Evidence, habits: Habits) -> Decided | None:
    if not found.yes or not found.no or found.yes.total() + found.no.total() < found.filled:
        return None
    no, yes = (max(sorted(each), key=each.__getitem__) for each in (found.no, found.yes))
    return Format("boolean", words=(no, yes)), []


def _dates(name: str, found: Evidence, habits: Habits) -> Decided | None:
    counts, doubt = _one_order(dict(found.dates), habits.day_first)
    read = sum(counts.values())
    if read < SHARE * found.filled or (found.plain and "%Y%m%d" not in counts):
        return None
    patterns = tuple(sorted(counts, key=lambda each: -counts[each]))
    key = "columns.dates_doubtful" if doubt else "columns.dates_read"
    notes = [say(key, column=name, patterns=", ".join(f"`{each}`" for each in patterns))]
    if read < found.filled:
        wrong = found.filled - read
        notes.append(say("columns.not_dates", column=name, count=wrong, rows=found.rows))
    return Format("date", patterns=patterns), notes


def _one_order(counts: dict[str, int], day_first: bool) -> tuple[dict[str, int], bool]:
    """Of two patterns that differ in the order of day and month, the one that reads more cells.

    If both read as many, `day_first` decides, and the second result is True: it was a guess.
    """
    doubt = False
    for pattern in [each for each in counts if each.startswith("%d")]:
        other = pattern.translate(str.maketrans("dm", "md"))
        if other in counts:
            equal = counts[pattern] == counts[other]
            keep = day_first if equal else counts[pattern] > counts[other]
            del counts[other if keep else pattern]
            doubt = doubt or equal
    return counts, doubt


def _codes(name: str, found: Evidence, habits: Habits) -> Decided | None:
    if found.plain < SHARE * found.filled or found.fractions:
        return None
    if found.long:
        return Format(), [say("columns.long_codes", column=name, count=found.long)]
    if found.zero_led and found.narrow == found.wide and found.wide >= 3:
        return Format(), [say("columns.zero_codes", column=name, width=found.wide)]
    return None


def _numbers(name: str, found: Evidence, habits: Habits) -> Decided | None:
    decided = found.comma_only != found.point_only and not habits.fixed
    decimal = habits.decimal
    if decided:
        decimal = "," if found.comma_only > found.point_only else "."
    read = found.comma if decimal == "," else found.point
    word = _word_for_gaps(found)
    if read < SHARE * found.filled and word is None:
        return None
    notes = []
    if not decided and found.doubtful and decimal == ",":
        notes.append(say("columns.marks_doubtful", column=name, decimal=decimal))
    if found.percents:
        notes.append(say("columns.percents", column=name, count=found.percents))
    if found.infinite:
        notes.append(say("columns.infinite", column=name, count=found.infinite))
    if word is not None:
        notes.append(say("columns.word_is_gap", column=name, word=word, count=found.odd[word]))
    elif read < found.filled:
        wrong, odd = found.filled - read, listed(found.odd, 4)
        key = "columns.not_numbers" if odd else "columns.other_mark"
        notes.append(say(key, column=name, count=wrong, rows=found.rows, examples=odd))
    return Format("number", decimal=decimal), notes


def _word_for_gaps(found: Evidence) -> str | None:
    """The one word, repeated among numbers, by which this column writes its gaps, if it does."""
    varied = found.fractions or found.wide >= 2
    alone = found.odd_kinds == 1 and found.odd_total >= 3
    if not (alone and varied and found.point >= max(10, found.filled - found.odd_total)):
        return None
    word = next(iter(found.odd))
    return None if any(letter.isdigit() for letter in word) else word
