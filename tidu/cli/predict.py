"""`tidu predict`: predict the rows of a file with a model file."""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass
from pathlib import Path

from tidu.cli.commands import load
from tidu.cli.progress import Spoken
from tidu.cli.screen import Screen, Session
from tidu.tabular.numbers import duration
from tidu.tabular.options import option
from tidu.tabular.results import PredictResult
from tidu.tabular.verdict import metrics_said
from tidu.text import say

WORK = "tidu.tabular.prediction:predict_file"


@dataclass(frozen=True)
class PredictOptions:
    """Which model, on which rows, and where to write them.

    >>> PredictOptions("house.tidu", "data/new.csv.gz").written
    'new.predictions.csv'
    """

    model: str = option(MISSING, "files", positional=True, help="options.predict_model")
    data: str = option(MISSING, "files", positional=True, help="options.predict_data")
    output: str | None = option(None, "files", short="o", word="FILE", help="options.predict_output")

    @property
    def written(self) -> str:
        """The output file: as asked, or named after the data, in the working folder."""
        return self.output or Path(self.data).name.partition(".")[0] + ".predictions.csv"


OPTIONS = PredictOptions


def run(options: PredictOptions, session: Session) -> None:
    """Predict, then say what was written and what the reader should know."""
    progress = Spoken(session.screen)
    result: PredictResult = load(WORK)(options.model, options.data, options.written, progress)
    session.screen.close()
    tell(result, session.screen)
    session.answer(asdict(result))


def tell(result: PredictResult, screen: Screen) -> None:
    """Warnings first, then the metrics if the target was there, then the file."""
    for column, count in result.unseen.items():
        screen.line(say("cli.unseen", column=column, count=f"{count:,}"), "warn")
    if result.ignored:
        names = ", ".join(f"`{name}`" for name in result.ignored)
        screen.line(say("cli.ignored", count=len(result.ignored), names=names), "soft")
    if result.metrics:
        screen.line(say("cli.measured", metrics=metrics_said(result.metrics)))
    rows, seconds = f"{result.rows:,}", duration(result.seconds)
    screen.line(say("cli.predicted", rows=rows, file=result.output, seconds=seconds), "good")
