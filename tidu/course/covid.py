"""C31: positive tests from a survey: all columns, or the few that cross-validation chooses?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import tidu
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.course.figures import bars
from tidu.course.trained import columns, engine
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHOWN = 6
"""Columns that the text names."""
CLOSE = 0.02
"""Errors that differ by less than this part of themselves count as equal."""
ENOUGH = 20
"""On fewer test rows which model is ahead is a matter of chance."""
EXAMPLE = {"data": "covid.train.csv", "target": "tested_positive.2"}
"""What commands to copy name where no table is given."""


@dataclass(frozen=True)
class Settings(Checked):
    """The table, what to predict, and between which numbers of columns to choose.

    >>> Settings("covid.train.csv").folds
    5
    """

    data: str = setting(MISSING, "course_covid.data", word="FILE")
    target: str | None = setting(None, "course_covid.target", word="COLUMN")
    counts: tuple[int, ...] = setting((1, 2, 4, 6, 10, 16, 25, 40, 60), "course_covid.counts", least=1)
    folds: int = setting(5, "course_covid.folds", least=2, below=51)
    epochs: int | None = setting(None, "course_covid.epochs", least=1)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Chooses the columns, then trains on all and on the chosen; the test rows judge both.

    DataError for a table that cannot be learned from, or whose target is no number.
    """
    choice = import_module("tidu.course.column_choice")
    target = settings.target or last_column(settings.data)
    options = tidu.tabular.TrainOptions(settings.data, target, seed=settings.seed, epochs=settings.epochs)
    material = choice.gathered(options)
    found = choice.choose(material, settings.counts, settings.folds, settings.seed)
    everything = choice.trial(options)
    few = choice.trial(replace(options, drop=found.left_out)) if found.left_out else everything
    errors = choice.baselines(material, found.kept, settings.seed)
    errors |= {"network": everything.rmse, "network_few": few.rmse}
    share, where = choice.overlap(material.rows, material.schema)
    winner = min(errors, key=lambda name: errors[name])
    numbers = {
        "data": settings.data, "target": target, "rows": len(material.rows), "test": len(few.actual),
        "folds": settings.folds,
        "columns": len(found.ranked), "best": found.best,
        "best_rmse": found.rmse[found.counts.index(found.best)], "all_rmse": found.rmse[-1],
        "lowest": found.counts[found.lowest], "lowest_rmse": found.rmse[found.lowest],
        "doubt": found.doubt[found.lowest], "names": list(found.kept[:SHOWN]), "overlap": 100 * share,
        "overlap_column": where, "winner_rmse": errors[winner], "networks": len(few.histories), **errors,
    }  # fmt: skip
    tables = {
        "errors": columns(("model", "test_rmse"), list(errors.items())),
        "choice": {"columns": found.counts, "rmse": found.rmse, "standard_error": found.doubt},
        "ranking": columns(("column", "correlation"), found.ranked),
        "test": {"actual": few.actual.tolist(), "predicted": few.predicted.tolist()},
    }
    see = ("see", *endings(errors, share, chosen=bool(found.left_out), test=len(few.actual)))
    if len(found.ranked) == 1:
        see = ("see", "one_column", *see[2:])
    how = engine((*everything.histories, *few.histories))
    return Result(tables, numbers, partial(picture, tables, found.best), see, *how)


def last_column(data: str) -> str:
    """The name of the table's last column, as `tidu train` names it."""
    return tidu.tabular.read_table(data).frame.columns[-1]


def endings(
    errors: Mapping[str, float], overlap: float, *, chosen: bool, test: int = ENOUGH
) -> tuple[str, ...]:
    """Which sentences are true of these errors on so many `test` rows.

    >>> endings({"ridge": 2.0, "ridge_few": 2.1, "network": 1.9, "network_few": 1.5}, 0.0, chosen=True)
    ('chosen', 'few_better', 'network_better')
    """
    network, few = errors["network"], errors["network_few"]
    said, more = ["chosen" if chosen else "kept_all"], ["overlap"] * (overlap > 0.5)
    if test < ENOUGH:
        return *said, "few_rows", *more
    if chosen:
        worse = few / network - 1
        said.append("few_better" if worse < -CLOSE else "few_worse" if worse > CLOSE else "few_as_good")
    behind = min(network, few) / min(errors["ridge"], errors["ridge_few"]) - 1
    said.append("line_better" if behind > CLOSE else "network_better" if behind < -CLOSE else "line_as_good")
    return *said, *more


def picture(tables: Mapping[str, Table], best: int) -> Figure:
    """The choice by cross-validation; every model's test error; the chosen network's predictions."""
    chosen, errors, test = tidu.plot.panels(3, width=4.2, height=3.4)
    rows = tables["choice"]
    error, marks = say("course_covid.rmse"), list(rows["columns"])
    tidu.plot.plot(marks, list(rows["rmse"]), say("course_covid.kept"), error, xscale="log", fmts=("o-",),
                   title=say("course_covid.by_folds"), ax=chosen)  # fmt: skip
    low = min(range(len(marks)), key=rows["rmse"].__getitem__)
    bound = rows["rmse"][low] + rows["standard_error"][low]
    chosen.axhline(bound, color="#7f7f7f", linestyle=":", linewidth=1)
    chosen.plot([best], [rows["rmse"][marks.index(best)]], "*", color="black", markersize=12)
    chosen.set_xticks(marks, list(map(str, marks)))
    chosen.minorticks_off()
    shown = [place for place, name in enumerate(tables["errors"]["model"]) if name != "mean"]
    names = [say(f"course_covid.{tables['errors']['model'][place]}", best=best) for place in shown]
    heights = {"": [tables["errors"]["test_rmse"][place] for place in shown]}
    bars(errors, names, heights, "%.3f", title=say("course_covid.on_test"), ylabel=error)
    tidu.plot.predicted_actual(tables["test"]["actual"], tables["test"]["predicted"], ax=test)
    return chosen.figure
