"""Every check there is, in the order of their codes, late ones behind."""

from __future__ import annotations

from tidu.fit.doctor.check import Check
from tidu.fit.doctor.statistics import CHECKS as STATISTICS
from tidu.fit.doctor.structure import CHECKS as STRUCTURE

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
