"""The report's two tables: results beside the baselines, and what was inferred."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tidu.tabular.markup import Markup, tag
from tidu.tabular.numbers import number
from tidu.tabular.results import PARTS, Baseline, ColumnSummary, Metrics, TrainResult
from tidu.tabular.verdict import CLASSIFICATION, MODEL, REGRESSION, best_of, metric_name
from tidu.text import say


def results_table(result: TrainResult, lang: str | None = None) -> Markup:
    """Model and baselines down, parts and their metrics across; the last part's best is marked."""
    metrics = REGRESSION if result.task == "regression" else CLASSIFICATION
    parts = [part for part in PARTS if part in result.metrics]
    tables = {MODEL: result.metrics} | {b.name: b.metrics for b in result.baselines if b.metrics}
    last = parts[-1]
    judged = {name: table[last] for name, table in tables.items() if last in table}
    best = {(last, metric): best_of(metric, judged) for metric in metrics}
    groups = (
        tag("th", say(f"report.{part}", lang), colspan=len(metrics), class_="group start") for part in parts
    )
    names = (
        tag("th", metric_name(metric, lang), class_=_number_class(place))
        for _ in parts
        for place, metric in enumerate(metrics)
    )
    head = tag(
        "thead",
        tag("tr", tag("th"), *groups),
        tag("tr", tag("th", say("report.who", lang)), *names),
    )
    rows = [_row(MODEL, say("report.model", lang), "", result.metrics, parts, metrics, best)]
    rows += [_baseline_row(each, parts, metrics, best, lang) for each in result.baselines]
    return tag("div", tag("table", head, tag("tbody", *rows)), class_="scroll")


Best = dict[tuple[str, str], "str | None"]


def _baseline_row(
    baseline: Baseline,
    parts: Sequence[str],
    metrics: Sequence[str],
    best: Best,
    lang: str | None,
) -> Markup:
    """A baseline's numbers, or why there are none."""
    name = say(f"baselines.{baseline.name}", lang)
    if baseline.metrics:
        return _row(baseline.name, name, baseline.note, baseline.metrics, parts, metrics, best)
    reason = tag("td", baseline.note, colspan=len(parts) * len(metrics), class_="start")
    return tag("tr", tag("th", name, tag("small", say("report.not_run", lang))), reason)


def _row(
    key: str,
    name: str,
    note: str,
    values: dict[str, Metrics],
    parts: Sequence[str],
    metrics: Sequence[str],
    best: Best,
) -> Markup:
    """One model's numbers on every part."""
    head = tag("th", name, tag("small", note) if note else "")
    cells = []
    for part in parts:
        for place, metric in enumerate(metrics):
            kind = _number_class(place)
            if best.get((part, metric)) == key:
                kind += " best"
            value = values.get(part, {}).get(metric)
            cells.append(tag("td", number(value), class_=kind))
    return tag("tr", head, *cells, class_="model" if key == MODEL else None)


def _number_class(place: int) -> str:
    """Numbers are aligned right; the first of a part has a line before it."""
    return "number start" if place == 0 else "number"


def columns_table(columns: Sequence[ColumnSummary], lang: str | None = None) -> Markup:
    """One row a column: name, kind, missing, distinct, and what becomes of it."""
    heads = {"column": "name", "column_kind": "", "missing": "number", "distinct": "number",
             "use": "use"}  # fmt: skip
    rows = [
        (c.name, c.kind, f"{c.missing:,}" if c.missing else "", f"{c.distinct:,}", c.use) for c in columns
    ]
    return _table(heads, rows, lang)


def classes_table(matrix: npt.NDArray[np.int64], classes: Sequence[str], lang: str | None = None) -> Markup:
    """One row a class of `matrix` (C, C): name, rows, recall, precision."""
    heads = {"class": "name", "rows": "number", "recall": "number", "precision": "number"}
    right, rows, said = np.diag(matrix), matrix.sum(1), matrix.sum(0)
    cells = [
        (name, f"{rows[k]:,}", _share(right[k], rows[k]), _share(right[k], said[k]))
        for k, name in enumerate(classes)
    ]
    return _table(heads, cells, lang)


def _share(part: int, whole: int) -> str:
    """A percentage, or a dash of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else number(None)


def _table(heads: dict[str, str], rows: Sequence[Sequence[str]], lang: str | None) -> Markup:
    """A table under `heads`: the catalogue's key of each column and its class."""
    titles = (tag("th", say(f"report.{k}", lang), class_=kind or None) for k, kind in heads.items())
    body = (
        tag("tr", *(tag("td", t, class_=k or None) for t, k in zip(row, heads.values(), strict=True)))
        for row in rows
    )
    table = tag("table", tag("thead", tag("tr", *titles)), tag("tbody", *body))
    return tag("div", table, class_="scroll")
