"""Who wins: the model or a baseline, said first and without flattery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tidu.tabular.chance import Gap, is_chance, tells_nothing
from tidu.tabular.numbers import number
from tidu.tabular.results import PARTS, Baseline, Metrics
from tidu.text import say

REGRESSION = ("rmse", "mae", "r2")
CLASSIFICATION = ("log_loss", "accuracy", "auc")
HIGHER_IS_BETTER = frozenset({"r2", "accuracy", "auc"})
MODEL = "model"


@dataclass(frozen=True)
class Verdict:
    """The comparison on one part: `ranking` holds (name, value) of the first metric, best first.

    `name` is "model" or a baseline's. `outcome` says how the model stands beside `rival`: "best",
    "behind", "level" where chance may have made the difference, or "few" where the `rows` are too few
    to tell; "alone" without a rival. `others` holds (metric, name, its value, the model's) for every
    further metric by which a baseline is ahead, and not by chance, of a model that is not behind.

    >>> verdict("regression", {"test": {"rmse": 2.0}}, []).sentences("en")
    ['RMSE 2 on the test rows.']
    """

    part: str
    metric: str
    ranking: list[tuple[str, float]]
    outcome: str = "alone"
    rival: str | None = None
    others: list[tuple[str, str, float, float]] = field(default_factory=list)
    rows: int = 0

    @property
    def is_behind(self) -> bool:
        """Whether a baseline is better by the first metric, and not by chance."""
        return self.outcome == "behind"

    def sentences(self, lang: str | None = None) -> list[str]:
        """The headline, then one sentence for every metric that sees it otherwise."""
        values = dict(self.ranking)
        shared = {
            "metric": metric_name(self.metric, lang),
            "part": say(f"report.{self.part}", lang),
            "value": number(values[MODEL]),
        }
        if self.rival is not None:
            shared |= {"rival": say(f"baselines.{self.rival}", lang), "best": number(values[self.rival])}
        key = f"report.verdict_{self.outcome}" + ("_one" if self.outcome == "few" and self.rows == 1 else "")
        headline = say(key, lang, rows=self.rows, **shared)
        return [_capital(headline), *self._otherwise(lang)]

    def as_data(self) -> dict[str, Any]:
        """What `--json` says of it."""
        return {
            "outcome": self.outcome, "rival": self.rival, "metric": self.metric, "part": self.part,
            "ranking": [name for name, _ in self.ranking], "sentences": self.sentences(),
        }  # fmt: skip

    def _otherwise(self, lang: str | None) -> list[str]:
        """What the further metrics say when they disagree."""
        return [
            _capital(
                say(
                    "report.otherwise",
                    lang,
                    metric=metric_name(metric, lang),
                    rival=say(f"baselines.{name}", lang),
                    best=number(best),
                    value=number(value),
                )
            )
            for metric, name, best, value in self.others
        ]


def verdict(task: str, metrics: Mapping[str, Metrics], baselines: Sequence[Baseline]) -> Verdict:
    """The comparison on the test part, or on the last part that there is.

    RMSE decides regression, log-loss classification: what training makes small, and
    the finest of the measures. A difference that chance may have made (`Baseline.gap`, and by further
    metrics `Baseline.gaps`) decides nothing; without `gap` every difference counts. A tie goes to
    the model, NaN is always last.

    >>> trees = Baseline("trees", {"test": {"rmse": 1.5}}, gap=(-1.75, 0.3))
    >>> print(*verdict("regression", {"test": {"rmse": 2.0}}, [trees]).sentences("en"))
    Boosted trees did better than this model: RMSE 1.5 against 2 on the test rows.
    """
    part = [name for name in PARTS if name in metrics][-1]
    tables = {MODEL: metrics[part]}
    tables |= {each.name: each.metrics[part] for each in baselines if part in each.metrics}
    first, *rest = REGRESSION if task == "regression" else CLASSIFICATION
    ranking = _ranking(tables, first)
    gaps = {each.name: Gap(*each.gap) for each in baselines if each.gap is not None}
    chance = {name for name, gap in gaps.items() if is_chance(gap)}
    outcome, rival = _outcome([name for name, _ in ranking], chance)
    if outcome != "alone" and any(map(tells_nothing, gaps.values())):
        outcome, rival = "few", next(name for name, _ in ranking if name != MODEL)
    others = []
    for metric in rest if outcome in ("best", "level") else ():
        sure = {MODEL, *(each.name for each in baselines if _is_sure(each, metric))}
        ahead = _ranking({name: table for name, table in tables.items() if name in sure}, metric)
        if ahead and ahead[0][0] != MODEL and MODEL in dict(ahead):
            others.append((metric, *ahead[0], dict(ahead)[MODEL]))
    return Verdict(
        part, first, ranking, outcome, rival, others, max((g.rows for g in gaps.values()), default=0)
    )


def _is_sure(baseline: Baseline, metric: str) -> bool:
    """Whether how far a baseline is away by a further metric counts."""
    if baseline.gap is None:
        return True
    return metric in baseline.gaps and not is_chance(baseline.gaps[metric])


def _outcome(names: list[str], chance: set[str]) -> tuple[str, str | None]:
    """(how the model stands, beside whom), of names from the best on and of those whose distance is chance.

    >>> _outcome(["trees", "model", "ridge"], {"trees"})
    ('level', 'trees')
    """
    ahead = names[: names.index(MODEL)]
    clearly = [name for name in ahead if name not in chance]
    if clearly:
        return "behind", clearly[0]
    level = [name for name in names if name in chance]
    if level:
        return "level", level[0]
    others = [name for name in names if name != MODEL]
    return ("best", others[0]) if others else ("alone", None)


def rows_said(rows: Mapping[str, int], networks: int, lang: str | None = None) -> str:
    """How many rows each part has; where several networks learn and validate by folds, the same serve both.

    >>> rows_said({"train": 1200, "validation": 1200, "test": 50}, 5, "en")
    '1,200 training and validation by folds, 50 test'
    """
    folds = networks > 1 and rows.get("train") == rows.get("validation")
    values = {part: f"{rows.get(part, 0):,}" for part in PARTS}
    return say("report.rows_by_folds" if folds else "report.rows_of", lang, **values)


def metric_name(metric: str, lang: str | None = None) -> str:
    """A metric's name for people.

    >>> metric_name("log_loss", "en")
    'log-loss'
    """
    return say(f"report.{metric}", lang)


def metrics_said(metrics: Metrics) -> str:
    """Metrics with their names, in one line.

    >>> metrics_said({"mae": 0.5, "r2": None})
    'MAE 0.5, R² –'
    """
    return ", ".join(f"{metric_name(key)} {number(value)}" for key, value in metrics.items())


def best_of(metric: str, tables: Mapping[str, Metrics]) -> str | None:
    """The name whose metric is best, the first of equals; `None` if it is defined nowhere.

    >>> best_of("r2", {"model": {"r2": 0.8}, "ridge": {"r2": 0.9}, "mean": {"r2": None}})
    'ridge'
    """
    ranking = _ranking(tables, metric)
    return ranking[0][0] if ranking else None


def _ranking(tables: Mapping[str, Metrics], metric: str) -> list[tuple[str, float]]:
    """(name, value) where the metric is defined, best first, ties in the given order."""
    entries = [(name, table.get(metric)) for name, table in tables.items()]
    defined = [(name, value) for name, value in entries if value is not None]
    sign = -1 if metric in HIGHER_IS_BETTER else 1
    return sorted(defined, key=lambda entry: (entry[1] != entry[1], sign * entry[1]))


def _capital(sentence: str) -> str:
    """A sentence whose first word may have been filled in."""
    return sentence[:1].upper() + sentence[1:]
