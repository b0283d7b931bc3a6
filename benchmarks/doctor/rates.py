"""From results to rates: false alarms a healthy run, and seeded faults that were found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from benchmarks.doctor.case import TRIED

Z = 1.959964  # two-sided 95 %
LEVELS = "certain", "likely", "hint"


@dataclass(frozen=True)
class Rate:
    """`hits` of `of`.

    >>> str(Rate(1, 20)), Rate(0, 0).part
    ('1/20', None)
    """

    hits: int
    of: int

    @property
    def part(self) -> float | None:
        """The rate; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of 95 %.

        >>> [round(end, 3) for end in Rate(0, 100).interval]
        [0.0, 0.037]
        """
        if not self.of:
            return 0.0, 1.0
        p, n = self.hits / self.of, self.of
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        width = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - width), min(1.0, middle + width)

    def __str__(self) -> str:
        return f"{self.hits}/{self.of}"


def healthy_runs(results: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The runs without a fault that trained well: only they can give false alarms."""
    return [r for r in results if r["item"] == 0 and r["fine"]]


def halves(results: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """All, those that thresholds were chosen on, those that were held out."""
    return [results, *([r for r in results if r["half"] == half] for half in TRIED)]


def has(result: dict[str, Any], code: str, cause: str | None = None) -> bool:
    """Whether a run was given that alert."""
    return any(a["code"] == code and cause in (None, a["cause"]) for a in result["alerts"])


def has_level(result: dict[str, Any], level: str) -> bool:
    """Whether a run was given an alert of that level."""
    return any(a["level"] == level for a in result["alerts"])


def alarms(results: list[dict[str, Any]], code: str, cause: str | None = None) -> Rate:
    """How many of these runs were given that alert."""
    return Rate(sum(has(r, code, cause) for r in results), len(results))


def found(results: list[dict[str, Any]], item: int) -> Rate:
    """How many runs of an item's faults were given its code."""
    return alarms([r for r in results if r["item"] == item], f"TD{item:03}")


def found_at_level(results: list[dict[str, Any]], levels: dict[int, str], certain: bool) -> Rate:
    """The same over all items whose main alert is certain, or is not."""
    chosen = [r for r in results if r["item"] and (levels[r["item"]] == "certain") == certain]
    return Rate(sum(has(r, f"TD{r['item']:03}") for r in chosen), len(chosen))
