"""The report of a training: one HTML file that needs nothing else, to read, keep or print."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from tidu.core.files import write_atomic
from tidu.fit.metrics import confusion_matrix
from tidu.tabular.markup import Markup, join, tag
from tidu.tabular.numbers import duration
from tidu.tabular.report_tables import classes_table, columns_table, results_table
from tidu.tabular.results import TrainResult
from tidu.tabular.svg_bars import bars
from tidu.tabular.svg_confusion import MOST_CLASSES, confusion
from tidu.tabular.svg_curves import curves
from tidu.tabular.svg_points import against, errors, sample
from tidu.tabular.verdict import metric_name, rows_said, verdict
from tidu.text import language, say


@dataclass(frozen=True)
class Report:
    """All that the page shows. `actual` and `predicted` are the rows of `part`, each (N,):
    numbers in the target's unit, or class indices into `classes`.

    `data` is the table's name, `loss` the loss's, `command` repeats the run, `versions` maps
    what took part (tidu, Python, NumPy, the data's hash...) to its version.
    """

    result: TrainResult
    data: str
    loss: str
    command: str
    versions: dict[str, str]
    part: str = "test"
    actual: npt.ArrayLike = ()
    predicted: npt.ArrayLike = ()
    classes: Sequence[str] = field(default_factory=tuple)


def write_report(report: Report, path: str | os.PathLike[str], lang: str | None = None) -> None:
    """Write the page of `report` to `path`; raises `OSError`."""
    write_atomic(path, render_report(report, lang))


def render_report(report: Report, lang: str | None = None) -> str:
    """The page of `report` as HTML, in `lang` (default: the reader's language)."""
    lang = lang or language()
    title = say("report.title", lang, target=report.result.target, data=report.data)
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(files("tidu.tabular").joinpath("report.css").read_text("utf-8"))),
    )
    hint = "results_hint" if "test" in report.result.metrics else "results_untested"
    body = tag(
        "body",
        tag("p", "Tidu · " + say("report.kind", lang), class_="kind"),
        tag("h1", title),
        _verdict(report.result, lang),
        _facts(report.result, lang),
        _section("results", results_table(report.result, lang), lang, hint),
        tag("div", *_pictures(report, lang), class_="pictures"),
        _section("columns", columns_table(report.result.columns, lang), lang),
        _notes(report.result, lang),
        _section("repeat", tag("pre", report.command), lang),
        _versions(report.versions),
    )
    page = tag("html", head, body, lang="zh-CN" if lang == "zh" else "en")
    return f"<!doctype html>\n{page}\n"


def _section(name: str, content: Markup, lang: str, hint: str | None = None) -> Markup:
    """A heading, a grey sentence and what they are about."""
    sentence = say(f"report.{hint or name + '_hint'}", lang)
    return join(tag("h2", say(f"report.{name}", lang)), tag("p", sentence, class_="hint"), content)


def _verdict(result: TrainResult, lang: str) -> Markup:
    """Who wins, in a coloured box; a training cut short is said in the same place."""
    found = verdict(result.task, result.metrics, result.baselines)
    sentences = found.sentences(lang)
    if result.interrupted:
        sentences.append(say("report.interrupted", lang, epochs=result.epochs))
    kind = "verdict behind" if found.is_behind else "verdict"
    return tag("div", *(tag("p", sentence) for sentence in sentences), class_=kind)


def _facts(result: TrainResult, lang: str) -> Markup:
    """Task, model, rows, epochs and time."""
    facts = [
        ("task", say(f"report.{result.task}", lang)),
        ("network", result.model),
        ("rows", rows_said(result.rows, result.history.networks, lang)),
        (
            "epochs",
            say("report.epochs_of", lang, epochs=result.epochs, best=result.history.best_epoch),
        ),
        ("time", duration(result.seconds)),
    ]
    entries = (tag("div", tag("dt", say(f"report.{k}", lang)), tag("dd", v)) for k, v in facts)
    return tag("dl", *entries)


def _pictures(report: Report, lang: str) -> list[Markup]:
    """Curves, and what is fitting for the task; each with a heading and a sentence."""
    history = report.result.history
    values = {"loss": report.loss, "best": history.best_epoch, "networks": history.networks}
    hint = "curves_hint_many" if history.networks > 1 else None
    drawn = _figure("curves", curves(history, lang), lang, hint, **values)
    found = [drawn, *_comparison(report.result, lang)]
    if np.size(report.actual) == 0:
        return found
    if report.result.task != "regression":
        return [*found, *_classes(report, lang)]
    actual = np.asarray(report.actual, np.float64)
    shown = sample(actual, np.asarray(report.predicted, np.float64))
    whole = len(shown[0]) == len(actual)
    counts = {"shown": f"{len(shown[0]):,}", "rows": f"{len(actual):,}"}
    counts["part"] = say(f"report.{report.part}", lang)
    hint = "against_hint" if whole else "against_sample"
    return [
        *found,
        _figure("against", against(*shown, lang), lang, hint, **counts),
        _figure("errors", errors(*shown, lang), lang),
    ]


def _comparison(result: TrainResult, lang: str) -> list[Markup]:
    """A bar for the model and each baseline, if there is one."""
    found = verdict(result.task, result.metrics, result.baselines)
    if len(found.ranking) == 1:
        return []
    values = {"metric": metric_name(found.metric, lang), "part": say(f"report.{found.part}", lang)}
    return [_figure("comparison", bars(found, lang), lang, **values)]


def _classes(report: Report, lang: str) -> list[Markup]:
    """The confusion matrix (of many classes, the commonest), and every class by itself."""
    count = len(report.classes)
    matrix = confusion_matrix(report.actual, report.predicted, count)
    hint = "confusion_hint" if count <= MOST_CLASSES else "confusion_cut"
    values = {"part": say(f"report.{report.part}", lang), "shown": MOST_CLASSES, "classes": count}
    return [
        _figure("confusion", confusion(matrix, report.classes, lang), lang, hint, **values),
        _figure("classes", classes_table(matrix, report.classes, lang), lang),
    ]


def _figure(name: str, drawn: Markup, lang: str, hint: str | None = None, **values: object) -> Markup:
    """A picture under its heading and sentence."""
    sentence = say(f"report.{hint or name + '_hint'}", lang, **values)
    heading = tag("h2", say(f"report.{name}", lang))
    return tag("figure", heading, tag("p", sentence, class_="hint"), drawn)


def _notes(result: TrainResult, lang: str) -> Markup:
    """What the reader should know, if there is anything."""
    if not result.notes:
        return Markup("")
    entries = (tag("li", note) for note in result.notes)
    return join(tag("h2", say("report.notes", lang)), tag("ul", *entries))


def _versions(versions: dict[str, str]) -> Markup:
    """One grey line: name version · name version."""
    words = " · ".join(f"{name} {version}" for name, version in versions.items())
    return tag("p", words, class_="versions")
