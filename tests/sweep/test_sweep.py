"""`tidu.sweep`: what it runs, in which order, and that numbers depend on nothing but the seed."""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import pytest
from sweep_examples import X, Y, by_itself, draw, epochs_of, make, refuse, without_clock

import tidu
from tidu import nn

GRID = {"lr": [0.01, 0.1], "hidden": [3, 5]}


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    """Two processes, started anew: nothing is forked with threads running."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield pool


def separately(seeds: list[int]) -> list[dict[str, Any]]:
    """The same runs one by one, as a person would write them."""
    found = []
    for lr in GRID["lr"]:
        for hidden in GRID["hidden"]:
            for seed in seeds:
                tidu.manual_seed(seed)
                found.append(without_clock(tidu.fit(**make(lr, hidden)).columns))
    return found


def test_numbers_are_those_of_separate_runs_wherever_they_are_made(processes: Executor) -> None:
    wanted = separately([0, 1, 2])
    assert len({str(each) for each in wanted}) == 12, "the runs should differ"
    tidu.manual_seed(123)
    place = tidu.get_rng_state().tolist()
    for how in ({"workers": 1}, {"workers": 2}, {"workers": 5}, {"executor": processes}):
        result = tidu.sweep(make, GRID, seeds=3, **how)
        assert epochs_of(result) == wanted, how
        assert result.columns["lr"] == [0.01] * 6 + [0.1] * 6
        assert result.columns["hidden"] == [3, 3, 3, 5, 5, 5] * 2
        assert result.columns["seed"] == [0, 1, 2] * 4
    assert tidu.get_rng_state().tolist() == place


def test_native_programs_side_by_side_give_the_numbers_of_separate_runs(processes: Executor) -> None:
    grid = {"lr": [0.01, 0.02], "hidden": [3, 5], "epochs": [150]}
    wanted = tidu.sweep(make, grid, seeds=2, workers=1)
    assert set(wanted.columns["engine"]) == {"native"}
    tidu.manual_seed(1)
    alone = tidu.fit(**make(0.02, 5, 150))
    assert epochs_of(wanted)[-1] == without_clock(alone.columns)
    for how in ({"workers": 3}, {"executor": processes}):
        assert epochs_of(tidu.sweep(make, grid, seeds=2, **how)) == epochs_of(wanted), how


def test_order_changes_nothing() -> None:
    backwards = [{"lr": lr, "hidden": hidden} for lr in (0.1, 0.01) for hidden in (5, 3)]
    result = tidu.sweep(make, backwards, seeds=[2, 1, 0], workers=2)
    assert epochs_of(result)[::-1] == separately([0, 1, 2])


def test_one_seed_once_for_each_run_and_told_to_who_asks() -> None:
    result = tidu.sweep(draw, {"scale": [1.0, 2.0]}, seeds=[4, 9], workers=2)
    columns = result.columns
    assert columns["told"] == columns["seed"] == [4, 9, 4, 9]
    drawn = [tidu.rand(1, generator=tidu.Generator().manual_seed(seed)).item() for seed in (4, 9)]
    assert columns["drawn"] == [*drawn, 2 * drawn[0], 2 * drawn[1]]
    assert result.history(0) is None


def test_what_trains_by_itself(processes: Executor) -> None:
    ours = tidu.sweep(make, {"lr": [0.05]}, seeds=2)
    own = tidu.sweep(by_itself, {"lr": [0.05]}, seeds=2, executor=processes)
    assert epochs_of(own) == epochs_of(ours)
    assert own.columns["weights"] == [21, 21]
    kept = {name: column for name, column in without_clock(own.columns).items() if name != "weights"}
    assert kept == without_clock(ours.columns)


def test_a_history_alone() -> None:
    result = tidu.sweep(lambda lr: tidu.fit(**make(lr)), {"lr": [0.05]}, seeds=2)
    assert epochs_of(result) == epochs_of(tidu.sweep(make, {"lr": [0.05]}, seeds=2))


def test_threads_that_are_given_serve_as_well() -> None:
    with ThreadPoolExecutor(2) as pool:
        result = tidu.sweep(make, GRID, executor=pool)
        assert pool.submit(len, "still open").result() == 10
    assert epochs_of(result) == separately([0])


def test_runs_go_on_side_by_side() -> None:
    meeting = threading.Barrier(3, timeout=20)

    def meet(place: int) -> dict[str, int]:
        return {"arrived": meeting.wait()}

    result = tidu.sweep(meet, {"place": [0, 1, 2]}, workers=3)
    assert sorted(result.columns["arrived"]) == [0, 1, 2]


def test_a_run_that_fails_says_why_and_stops_no_other(processes: Executor) -> None:
    for how in ({"workers": 2}, {"executor": processes}):
        result = tidu.sweep(refuse, {"lr": [0.1, 5.0, 0.01]}, **how)
        assert result.columns["error"] == [None, "KeyError: 'too steep'", None]
        assert result.columns["train_loss"][1] is None and result.history(1) is None
        assert 'raise KeyError("too steep")' in str(result.runs[1].trace)
        assert epochs_of_whole(result) == epochs_of(tidu.sweep(make, {"lr": [0.1, 0.01]}))


def epochs_of_whole(result: Any) -> list[Any]:
    return [without_clock(run.history["columns"]) for run in result.runs if run.error is None]


def test_a_loss_that_is_no_number_is_no_error_and_no_warning() -> None:
    result = tidu.sweep(make, {"lr": [0.01, 1e30]}, workers=2)
    assert result.columns["stopped"] == ["epochs", "not_finite"]
    assert result.columns["epochs_run"] == [4, 0]
    assert result.columns["train_loss"][1] is None and result.columns["error"] == [None, None]
    assert result.best() == {"lr": 0.01}


def test_all_failing_raises_with_the_place() -> None:
    with pytest.raises(RuntimeError, match="all 4 runs failed, the first with KeyError") as caught:
        tidu.sweep(refuse, {"lr": [2.0, 3.0]}, seeds=2, workers=2)
    assert 'raise KeyError("too steep")' in caught.value.__notes__[0]


def test_report_says_a_line_for_every_run() -> None:
    lines: list[str] = []
    tidu.sweep(refuse, {"lr": [0.1, 5.0]}, workers=1, report=lines.append, metric="validation_mae")
    assert lines[0].startswith("1/2  lr=0.1 seed=0  validation_mae ") and lines[0].endswith(" s")
    assert lines[1] == "2/2  lr=5 seed=0  failed: KeyError: 'too steep'"


class Stepping:
    """Tells that training is under way, and slows it down."""

    def __init__(self) -> None:
        self.running = threading.Event()

    def on_step_end(self, state: Any) -> None:
        self.running.set()
        time.sleep(0.002)


def pressed_once(stepping: Stepping) -> threading.Thread:
    """Ctrl-C as soon as training is under way."""

    def press() -> None:
        assert stepping.running.wait(20)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    thread = threading.Thread(target=press)
    thread.start()
    return thread


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows cannot send itself Ctrl-C")
def test_ctrl_c_ends_native_runs() -> None:
    timer = threading.Timer(1.0, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT])
    timer.start()
    result = tidu.sweep(make, {"lr": [0.01, 0.02, 0.03], "epochs": [100_000_000]}, workers=2)
    timer.join()
    assert result.interrupted and len(result.runs) == 2
    assert result.columns["stopped"] == ["interrupted"] * 2


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows cannot send itself Ctrl-C")
def test_ctrl_c_ends_all_runs_after_their_step_and_keeps_what_was_done() -> None:
    stepping = Stepping()
    thread = pressed_once(stepping)
    grid = {"lr": [0.01, 0.02, 0.03, 0.04, 0.05], "epochs": [100_000]}
    result = tidu.sweep(lambda **point: {**make(**point), "callbacks": [stepping]}, grid, workers=2)
    thread.join()
    assert result.interrupted and 1 <= len(result.runs) <= 2
    assert set(result.columns["stopped"]) == {"interrupted"}
    assert "stopped by hand" in str(result)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert not [each for each in threading.enumerate() if each.name.startswith("tidu-sweep")]


def test_a_report_that_fails_ends_the_sweep_too() -> None:
    def shout(line: str) -> None:
        raise OSError("no more paper")

    grid = [{"lr": 0.01, "epochs": 1}, {"lr": 0.01, "epochs": 100_000}, {"lr": 0.02, "epochs": 100_000}]
    with pytest.raises(OSError, match="no more paper"):
        tidu.sweep(make, grid, workers=2, report=shout)
    assert not [each for each in threading.enumerate() if each.name.startswith("tidu-sweep")]


def test_a_sweep_inside_a_sweep_has_random_numbers_of_its_own() -> None:
    def outer(scale: float) -> dict[str, float]:
        inner = tidu.sweep(draw, {"scale": [scale]}, seeds=[7], workers=1)
        return {"inner": inner.columns["drawn"][0], "outer": tidu.rand(1).item()}

    result = tidu.sweep(outer, {"scale": [1.0]}, seeds=[4])
    seven, four = (tidu.rand(1, generator=tidu.Generator().manual_seed(seed)).item() for seed in (7, 4))
    assert (result.columns["inner"], result.columns["outer"]) == ([seven], [four])


def test_a_model_from_outside_is_refused_once_it_was_trained() -> None:
    model = nn.Linear(3, 1)
    given = {"model": model, "data": (X, Y), "loss": "mse", "optimizer": "sgd", "epochs": 1}
    result = tidu.sweep(lambda lr: {**given, "lr": lr}, {"lr": [0.1, 0.2]}, workers=1)
    assert result.columns["error"][0] is None
    assert result.columns["error"][1] == (
        "ValueError: two runs were given the same Linear, so one would go on with what the other learned. "
        "Fix: build the model inside make"
    )
