"""The names of columns: cleaned, made unique, and found again when misspelt."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence

from tidu.core.errors import DataError
from tidu.text import say


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The entry of `names` most like `name` (letter case aside), or None if none is close.

    >>> nearest("price", ["Id", "SalePrice", "Price "])
    'Price '
    """
    folded = {other.strip().casefold(): other for other in names}
    found = difflib.get_close_matches(name.strip().casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def require(name: str, names: Sequence[str], table: str, taken: Collection[str] = ()) -> str:
    """`name` if it is one of `names`, else a DataError that suggests the nearest one not `taken`.

    >>> require("sepal", ["sepals", "petals"], "iris.csv")
    Traceback (most recent call last):
    tidu.core.errors.DataError: iris.csv has no column `sepal`. Did you mean `sepals`?
    """
    if name in names:
        return name
    close = nearest(name, (other for other in names if other not in taken))
    if close is not None:
        raise DataError(say("tabular.no_column_nearest", table=table, column=name, nearest=close))
    raise DataError(say("tabular.no_column", table=table, column=name, names=listed(names)))


def listed(names: Iterable[str], limit: int = 12) -> str:
    """Names in backticks, comma-separated, the rest counted after `limit`.

    >>> listed(["a", "b", "c"], limit=2)
    '`a`, `b` (+1)'
    """
    every = list(names)
    shown = ", ".join(f"`{name}`" for name in every[:limit])
    return shown if len(every) <= limit else f"{shown} (+{len(every) - limit})"


def clean_names(raw: Sequence[str | None]) -> tuple[list[str], list[str]]:
    """Names without surrounding spaces, never empty, each one unique; and notes on what changed.

    An empty name becomes `Unnamed: <position>` and a repeated `x` becomes `x.1`, `x.2`, ...
    exactly as in pandas, so that code and notes written for pandas find the same columns.

    >>> clean_names(["x", " x", "", "x.1"])[0]
    ['x', 'x.2', 'Unnamed: 2', 'x.1']
    """
    stripped = [(name or "").strip().lstrip("\ufeff").strip() for name in raw]
    filled = [name or f"Unnamed: {place}" for place, name in enumerate(stripped)]
    names = _unique(filled)
    notes = []
    unnamed = [name for name, given in zip(filled, stripped, strict=True) if not given]
    if unnamed:
        notes.append(say("tabular.unnamed_columns", count=len(unnamed), names=listed(unnamed)))
    renamed = [new for new, old in zip(names, filled, strict=True) if new != old]
    if renamed:
        notes.append(say("tabular.repeated_columns", count=len(renamed), names=listed(renamed, 4)))
    return names, notes


def _unique(names: Sequence[str]) -> list[str]:
    """Repeats numbered as pandas numbers them: a number already taken by a column is skipped."""
    taken, repeats, result = set(names), dict.fromkeys(names, -1), []
    for name in names:
        repeats[name] += 1
        new = name
        while repeats[name] and (new == name or new in taken):
            new = f"{name}.{repeats[name]}"
            repeats[name] += new in taken
        taken.add(new)
        result.append(new)
    return result
