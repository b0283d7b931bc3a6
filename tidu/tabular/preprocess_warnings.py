"""What new rows had that the training rows had not, counted while they are prepared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tidu.tabular.columns_names import listed
from tidu.text import say

KINDS = ("unseen", "gaps", "far", "infinite", "unreadable")


@dataclass
class Warnings:
    """Counts by column over any number of batches of `rows` in all.

    `unseen`: categories that training did not have; `gaps`: gaps where training had none;
    `far`: numbers far outside training's range; `infinite`;
    `unreadable`: cells that are no number or date; `extra`: columns not asked for.

    >>> warnings = Warnings(rows=10)
    >>> warnings.unseen["color"] += 2
    >>> warnings.sentences()
    ['`color`: 2 of 10 rows have a category that training did not have.']
    """

    rows: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    gaps: Counter[str] = field(default_factory=Counter)
    far: Counter[str] = field(default_factory=Counter)
    infinite: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    extra: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """One sentence for each column and kind of surprise; none if there was none.

        >>> Warnings().sentences()
        []
        """
        said = [
            say(f"prepare.{kind}_cells", column=column, count=count, rows=self.rows)
            for kind in KINDS
            for column, count in getattr(self, kind).items()
            if count
        ]
        if self.extra:
            names = listed(self.extra)
            said.append(say("prepare.extra_columns", count=len(self.extra), names=names))
        return said
