"""What a long run tells while it works; by default nobody listens.

The library calls these methods and never prints. The command line overrides them.
"""

from __future__ import annotations

from tidu.tabular.results import ColumnSummary


class Progress:
    """A silent listener; override what is of interest.

    Every call must be cheap to ignore: the library may call `epoch` a thousand times a second.

    >>> Progress().stage("Reading data.csv")
    """

    def stage(self, sentence: str) -> None:
        """A new step of the work has begun."""

    def note(self, sentence: str) -> None:
        """Something that a person should know: an encoding guessed, rows left out."""

    def inferred(self, columns: list[ColumnSummary]) -> None:
        """The columns are understood; called once, before training."""

    def network(self, place: int, count: int) -> None:
        """The training of network `place` (from 1) of `count` begins; epochs count from 1 again."""

    def epoch(self, done: int, total: int, train_loss: float, validation_loss: float) -> None:
        """Epoch `done` of at most `total` is finished; losses are means over the rows."""

    def run(self, done: int, total: int, sentence: str) -> None:
        """Run `done` of the `total` of a sweep has ended, as `sentence` says."""

    def rows(self, done: int, total: int | None) -> None:
        """`done` rows are predicted, of `total` if that is known."""


SILENT = Progress()
