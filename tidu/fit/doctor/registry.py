"""Every check there is, in the order of their codes, late ones behind."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from tidu.fit.doctor.check import Check
from tidu.fit.doctor.statistics import CHECKS as STATISTICS
from tidu.fit.doctor.structure import CHECKS as STRUCTURE
from tidu.text import say

CHECKS: tuple[type[Check], ...] = tuple(
    sorted((*STRUCTURE, *STATISTICS), key=lambda check: (check.late, check.code))
)


def names() -> set[str]:
    """Everything that can be silenced: codes, and codes with a cause.

    >>> names() >= {check.code for check in CHECKS}
    True
    """
    return {
        name
        for check in CHECKS
        for cause in check.causes
        for name in (check.code, f"{check.code}-{cause}" if cause else check.code)
    }


def silenced(given: Iterable[str] | str) -> set[str]:
    """Codes as a set; ValueError for one that no check has.

    >>> sorted(silenced("TD009, TD008"))
    ['TD008', 'TD009']
    """
    asked = given.split(",") if isinstance(given, str) else list(given)
    found = {code.strip() for code in asked if code.strip()}
    known = {*names(), *(f"TD{number:03}" for number in range(1, 18))}
    for code in sorted(found - known):
        near = get_close_matches(code, sorted(known), 1, 0.0)[0]
        raise ValueError(say("doctor.silence", given=code, near=near))
    return found
