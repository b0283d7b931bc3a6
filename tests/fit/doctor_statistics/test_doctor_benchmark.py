"""The benchmark of the doctor has what its document claims; how high the rates are is not asked here."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.doctor.case import under_doctor
from benchmarks.doctor.decided import DECIDED, ITEMS
from benchmarks.doctor.faults import MAKERS
from benchmarks.doctor.healthy import healthy
from benchmarks.doctor.job import is_fine
from benchmarks.doctor.rates import Rate
from benchmarks.doctor.report import causes, document, summary
from tidu.text import sentences

FAULTS = [case for make in MAKERS for case in make().cases]


def test_there_are_enough_healthy_runs_over_enough_tables() -> None:
    cases = list(healthy())
    assert len(cases) >= 200 and len({case.table for case in cases}) >= 10
    assert len({case.name for case in cases} | {case.seed for case in cases}) >= 1.9 * len(cases)


def test_every_item_has_faults_and_both_halves_have_some() -> None:
    counted = Counter((case.item, case.half) for case in FAULTS)
    assert {item for item, _ in counted} == set(ITEMS) == set(range(1, 18))
    assert all(counted[item, "tuned"] >= 7 and counted[item, "held out"] >= 7 for item in ITEMS)


def test_every_alert_has_its_sentences_and_how_it_is_decided() -> None:
    known = sentences("doctor")
    for name in causes():
        assert all(DECIDED[name]), name
        assert all(all(known[f"doctor.{name.replace('-', '_')}.{part}"]) for part in ("what", "why", "fix"))
    assert set(DECIDED) == set(causes())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("item", [0, 1, 9])
def test_a_run_gives_a_result_and_the_results_a_document(item: int) -> None:
    case = next(case for case in (*healthy(), *FAULTS) if case.item == item)
    result = under_doctor(case)
    assert {alert["code"] for alert in result.alerts} == ({f"TD{item:03}"} if item else set())
    assert result.fine == (bool(result.errors) and is_fine(result.errors)) and bool(result.raised) == (
        item == 1
    )
    machine = dict.fromkeys(("processor", "python", "numpy", "date"), "x")
    about = {"version": "0", "seconds": 1.0, "machine": machine}
    cost = {"a loop": {"without": 100.0, "with": 104.0, "added": 0.04, "all": 0.03, "structure": 0.02}}
    said = {f"TD{item:03}": {"en": "It is so.", "zh": "是这样。"}}
    held = {"about": about, "cost": cost, "said": said, "runs": [result.to_dict()]}
    for lang in ("en", "zh"):
        text = document(held, lang)
        assert all(f"**{name}**" in text for name in causes()) and "| +4.0 % | +3.0 % | +2.0 % |" in text
    assert case.name not in summary(held)


def test_intervals_hold_the_rate() -> None:
    for hits, of in ((0, 20), (3, 20), (20, 20)):
        low, high = Rate(hits, of).interval
        assert 0 <= low <= hits / of <= high <= 1 and high - low < 0.35
