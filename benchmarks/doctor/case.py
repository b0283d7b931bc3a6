"""One run under the doctor: what was tried, what the doctor said, how training went."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import tidu
from benchmarks.doctor.job import Job, is_fine
from benchmarks.doctor.loops import FITTED

TRIED = "tuned", "held out"


@dataclass(frozen=True)
class Case:
    """`item` is 0 for healthy runs, else the number of the doctor's list; `tables` what it stands on."""

    name: str
    item: int
    seed: int
    prepare: Callable[[], Job]
    loop: Callable[[Job], None]
    table: str = ""
    fits: bool = False
    also: tuple[str, ...] = ()

    @property
    def half(self) -> str:
        """Thresholds were chosen on runs of even seeds; those of odd seeds were left alone."""
        return TRIED[self.seed % 2]


@dataclass
class Result:
    """What came of it. `alerts`: code, cause, level of each; `fine`: whether training went well."""

    name: str
    item: int
    seed: int
    half: str
    table: str
    fine: bool
    alerts: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, float] = field(default_factory=dict)
    raised: str = ""
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def is_fit(loop: Callable) -> bool:
    """Whether a loop is `tidu.fit`, which has a doctor of its own."""
    return loop in FITTED.values()


def words(alert: Any) -> dict[str, Any]:
    """An alert as it is kept: its name, level, and what it says happened."""
    what = {lang: alert.said("what", lang) for lang in ("en", "zh")}
    return {"code": alert.code, "cause": alert.cause, "level": alert.level, "what": what}


def under_doctor(case: Case) -> Result:
    """Runs a case. Every second one is looked at from its first line on, the others during the loop."""
    started, raised, alerts, job = time.perf_counter(), "", [], None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if case.fits:
                job = case.prepare()
                case.loop(job)
                alerts = job.noted.get("alerts", [])
            elif case.seed // 2 % 2:
                with tidu.doctor(tell=None) as report:
                    alerts = report.alerts
                    job = case.prepare()
                    case.loop(job)
            else:
                job = case.prepare()
                with tidu.doctor(tell=None) as report:
                    alerts = report.alerts
                    case.loop(job)
        except Exception as error:
            raised = f"{type(error).__name__}: {error}"[:200]
            alerts = job.noted.get("alerts", alerts) if case.fits and job is not None else alerts
        errors = {} if raised or job is None else job.noted.get("errors") or job.errors()
    said = [words(alert) for alert in alerts]
    return Result(
        case.name, case.item, case.seed, case.half, case.table, bool(errors) and is_fine(errors),
        said, errors, raised, time.perf_counter() - started,
    )  # fmt: skip
