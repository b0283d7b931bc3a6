"""The benchmark of whole training runs does what it says; how fast is not asked here."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.training.goals import best, judged
from benchmarks.training.peers import Peer, numpy_hand, tidu_fit
from benchmarks.training.process import Failed, Process
from benchmarks.training.report import goals_text, summary_text, workload_text
from benchmarks.training.workloads import WORKLOADS, Workload, first_weights, loss_of

TINY = replace(WORKLOADS["a"], rows=20)
NETWORKS = [
    TINY,
    Workload("mse", (4, 5, 4, 1), 24, 8, "sgd", 0.05, "table", momentum=0.9),
    Workload("classes", (6, 5, 10), 24, 8, "adam", 0.01, "classes", "cross_entropy"),
]


@pytest.mark.parametrize("workload", NETWORKS, ids=lambda w: w.name)
def test_numpy_and_tidu_take_the_same_steps(workload: Workload) -> None:
    exact = replace(workload.exact(workload.optimizer), rows=2 * workload.batch)
    ours, reference = tidu_fit.Run(exact), numpy_hand.Run(exact)
    for one in (ours, reference):
        one.run(1)
    for mine, theirs, first in zip(ours.weights(), reference.weights(), first_weights(exact), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-12)
        assert np.abs(mine - first).max() > 0
    assert loss_of(exact, ours.weights()) < loss_of(exact, first_weights(exact))


def test_a_run_begins_at_the_first_weights_every_time() -> None:
    run = numpy_hand.Run(NETWORKS[2])
    run.run(2)
    once = [part.copy() for part in run.weights()]
    run.run(2)
    assert all((a == b).all() for a, b in zip(once, run.weights(), strict=True))


def test_a_process_answers_and_its_failures_are_said() -> None:
    with Process(Peer("NumPy", "by hand", "numpy_hand")) as process:
        assert process.prepare(TINY)["first_seconds"] > 0
        assert process.check(TINY) == 0
        with pytest.raises(Failed, match="AttributeError: 'Worker' object has no attribute 'sing'"):
            process.ask("sing")
        assert process.seconds(1) > 0
    with Process(Peer("nobody", "", "missing")) as process, pytest.raises(Failed, match="No module named"):
        process.prepare(TINY)


def entry(family: str, form: str, least: float, threads: int = 1, **more: Any) -> dict[str, Any]:
    """What the report is given of one peer."""
    found = {"family": family, "form": form, "name": f"{family} {form}", "threads": threads}
    return found | {"min": least, "median": least} | more


PEERS = [
    entry("Tidu", "native", 0.03, engine="native", deviation=1e-3),
    entry("PyTorch", "index", 60.0),
    entry("PyTorch", "index", 45.0, threads=2),
    entry("JAX", "inside", 0.5),
    entry("C", "tiles", 0.025),
    {"family": "C", "form": "OpenBLAS", "name": "C OpenBLAS", "threads": 1, "error": "no gcc"},
]


def test_goals_are_judged_against_the_best_of_each_family() -> None:
    rows = {what: (got, reached) for what, _, got, reached in judged("a", PEERS, {"cold": 0.059})}
    assert rows == {
        "against the best PyTorch": ("1500×", True),
        "against the best JAX": ("16.67×", False),
        "against the C floor": ("1.2", True),
        "first result": ("59 ms", True),
    }
    quickest = best(PEERS, "PyTorch")
    assert quickest is not None and quickest["min"] == 45


def test_the_report_names_what_is_wrong_and_what_failed() -> None:
    saved = json.loads(json.dumps(TINY.to_dict()))
    assert Workload.from_dict(saved) == TINY
    measured = {"text": TINY.text, "workload": saved, "peers": PEERS, "first": {}}
    text = workload_text(measured)
    assert "1e-03 **wrong**" in text and "no gcc" in text
    assert "| 0.025 | 0.03 |" in summary_text({"a": measured})
    assert "**not reached**" in goals_text({"a": measured})
    eager = [{**PEERS[0], "engine": "eager"}, *PEERS[1:]]
    assert "nothing to judge: Tidu ran eager" in goals_text({"a": measured | {"peers": eager}})
