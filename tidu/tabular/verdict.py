"""Who wins: the model or a baseline, said first and without flattery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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

    `name` is "model" or a baseline's. `others` holds (metric, name, its value, the model's)
    for every further metric by which a baseline is ahead of the model though it did not win.

    >>> verdict("regression", {"test": {"rmse": 2.0}}, []).sentences("en")
    ['RMSE 2 on the test rows.']
    """

    part: str
    metric: str
    ranking: list[tuple[str, float]]
    others: list[tuple[str, str, float, float]] = field(default_factory=list)

    @property
    def model_wins(self) -> bool:
        """Whether no baseline is strictly better by the first metric."""
        return self.ranking[0][0] == MODEL

    def sentences(self, lang: str | None = None) -> list[str]:
        """The headline, then one sentence for every metric that sees it otherwise."""
        values = dict(self.ranking)
        shared = {
            "metric": metric_name(self.metric, lang),
            "part": say(f"report.{self.part}", lang),
            "value": number(values[MODEL]),
        }
        if len(self.ranking) == 1:
            return [say("report.no_comparison", lang, **shared)]
        rival, best = self.ranking[1] if self.model_wins else self.ranking[0]
        key = "report.model_wins" if self.model_wins else "report.baseline_wins"
        shared |= {"rival": say(f"baselines.{rival}", lang), "best": number(best)}
        return [_capital(say(key, lang, **shared)), *self._otherwise(lang)]

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
    the finest of the measures. A tie goes to the model, NaN is always last.

    >>> trees = Baseline("trees", {"test": {"rmse": 1.5}})
    >>> print(*verdict("regression", {"test": {"rmse": 2.0}}, [trees]).sentences("en"))
    Boosted trees did better than this model: RMSE 1.5 against 2 on the test rows.
    """
    part = [name for name in PARTS if name in metrics][-1]
    tables = {MODEL: metrics[part]}
    tables |= {each.name: each.metrics[part] for each in baselines if part in each.metrics}
    first, *rest = REGRESSION if task == "regression" else CLASSIFICATION
    ranking = _ranking(tables, first)
    others = []
    for metric in rest if ranking[0][0] == MODEL else ():
        ahead = _ranking(tables, metric)
        if ahead and ahead[0][0] != MODEL and MODEL in dict(ahead):
            others.append((metric, *ahead[0], dict(ahead)[MODEL]))
    return Verdict(part, first, ranking, others)


def metric_name(metric: str, lang: str | None = None) -> str:
    """A metric's name for people.

    >>> metric_name("log_loss", "en")
    'log-loss'
    """
    return say(f"report.{metric}", lang)


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
