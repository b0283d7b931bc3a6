"""The tables that commands show: results beside the baselines, and what was inferred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tidu.tabular.numbers import number, spread
from tidu.tabular.results import PARTS, Baseline, ColumnSummary, Metrics, SweepOutcome
from tidu.tabular.verdict import CLASSIFICATION, MODEL, REGRESSION, best_of, metric_name
from tidu.text import say
from tidu.text.sheet import Sheet


def results_sheet(task: str, metrics: Mapping[str, Metrics], baselines: Sequence[Baseline]) -> Sheet:
    """One row for each part and model, the part that judges first; its best row is strong.

    >>> sheet = results_sheet("regression", {"test": {"rmse": 2.0, "mae": 1.0, "r2": None}}, [])
    >>> sheet.rows
    [['test', 'this model', '2', '1', '–']]
    """
    names = REGRESSION if task == "regression" else CLASSIFICATION
    tables = {MODEL: metrics} | {each.name: each.metrics for each in baselines if each.metrics}
    rows, strong = [], set()
    for part in (part for part in reversed(PARTS) if part in metrics):
        inside = {name: table[part] for name, table in tables.items() if part in table}
        winner = best_of(names[0], inside) if not rows else None
        for place, (name, values) in enumerate(inside.items()):
            label = say("report.model" if name == MODEL else f"baselines.{name}")
            if name == winner:
                strong.add(len(rows))
            shown = [number(values.get(metric)) for metric in names]
            rows.append([say(f"report.{part}") if place == 0 else "", label, *shown])
    heads = [say("cli.part"), say("report.who"), *map(metric_name, names)]
    return Sheet(heads, rows, numbers={2, 3, 4}, strong=strong)


def settings_sheet(outcome: SweepOutcome, most: int) -> Sheet:
    """One row a setting, at most so many, the best first and strong; how many networks failed, if
    any did.

    >>> columns = {"lr": [0.1], "failed": [0], "best_epoch": [7.0]}
    >>> columns |= {f"validation_{name}{end}": [2.5] for name in ("rmse", "mae", "r2") for end in ("", "_sd")}
    >>> outcome = SweepOutcome("regression", "y", "mae", ["lr"], columns, {}, {}, "", {}, 1.0)
    >>> settings_sheet(outcome, 20).rows
    [['0.1', '2.5 ± 2.5', '2.5 ± 2.5', '2.5 ± 2.5', '7']]
    """
    settings, names = outcome.settings, outcome.parameters
    usual = REGRESSION if outcome.task == "regression" else CLASSIFICATION
    metrics = [outcome.metric, *(name for name in usual if name != outcome.metric)]
    heads = [*names, *map(metric_name, metrics), say("cli.sweep_epoch")]
    failed = any(settings["failed"])
    rows = []
    for row in range(min(most, len(settings["failed"]))):
        columns = [f"validation_{name}" for name in metrics]
        cells = [
            *(str(settings[name][row]) for name in names),
            *(spread(settings[name][row], settings[f"{name}_sd"][row]) for name in columns),
            number(settings["best_epoch"][row] and round(settings["best_epoch"][row])),
        ]
        rows.append([*cells, str(settings["failed"][row])] if failed else cells)
    heads += [say("cli.sweep_failed")] if failed else []
    return Sheet(heads, rows, numbers=frozenset(range(len(heads))), strong={0})


def columns_sheet(columns: Sequence[ColumnSummary]) -> Sheet:
    """One row a column: name, kind, missing, distinct, and what becomes of it.

    >>> columns_sheet([ColumnSummary("sex", "category", 0, 2, "input")]).rows
    [['sex', 'category', '', '2', 'input']]
    """
    heads = [say(f"report.{key}") for key in ("column", "column_kind", "missing", "distinct", "use")]
    rows = [
        [c.name, c.kind, f"{c.missing:,}" if c.missing else "", f"{c.distinct:,}", c.use] for c in columns
    ]
    return Sheet(heads, rows, numbers={2, 3})
