"""A team of threads: the bytes of one thread, whatever their number, and no end without all."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import numpy as np
import pytest
from carried import poisoned, walled
from drafts import LARGE, SMALL, Draft
from native_texts import HERE

import tidu
from tidu import nn, optim
from tidu.core.cores import cores
from tidu.core.stream import Stream
from tidu.fit.interrupt import Interrupt, part_of
from tidu.read.native import crew, work
from tidu.read.native.crew import Crew, threads_for
from tidu.read.native.level import level
from tidu.read.native.lower import Lowered, module_text, plan, write
from tidu.read.native.machine import compile_object
from tidu.read.native.running import load
from tidu.read.native.table import room
from tidu.read.native.team import BARRIER_BYTES
from tidu.read.program import Program
from tidu.read.variable import Variable

POINTER, WHOLE = ctypes.c_void_p, ctypes.c_int64
TEAMS = (1, 2, 3, 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("compiled"))


@pytest.fixture(autouse=True)
def every_loop(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """Loops are shared however small they are, and what was compiled so is kept for these tests alone."""
    monkeypatch.setattr(work, "LEAST", 0.0)
    monkeypatch.setenv("TIDU_CACHE_DIR", folder)


# -- programs


class Shared:
    """Programs as functions of one thread and of a team."""

    def __init__(self, programs: list[Program], name: str, watch: int | None = None):
        own = level(name)
        plans = [plan(program, own, watch) for program in programs]
        self.alone = [write(each, f"alone{place}", own) for place, each in enumerate(plans)]
        self.team = [write(each, f"team{place}", own, team=True) for place, each in enumerate(plans)]
        text = module_text([(each.declared, each.body) for each in (*self.alone, *self.team)])
        self.loaded = load(compile_object(text, own), own)

    def run(
        self, place: int, threads: int, inputs: list[Any], state: list[Any], streams: list[Stream]
    ) -> Any:
        """(status, the bytes of all that was written); 0 threads: the function of one."""
        lowered = self.team[place] if threads else self.alone[place]
        own = [walled(x) for x in (*inputs, *state, *lowered.constants)]
        outputs = [poisoned(x.shape, x.dtype) for x in lowered.program.outputs if isinstance(x, Variable)]
        states = [walled(stream.get_state()) for stream in streams]
        arrays = [*own, *outputs, *states]
        table = (POINTER * len(arrays))(*[x.ctypes.data for x in arrays])
        status = self.call(lowered, threads, ctypes.addressof(table))
        return status, [x.tobytes() for x in arrays]

    def call(self, lowered: Lowered, threads: int, table: int) -> Any:
        """As a run would."""
        size = lowered.size + max(threads - 1, 0) * lowered.scratch
        arena = poisoned((max(-(-size // 64), 1), 64), np.dtype("u1"))
        if not threads:
            function = self.loaded.function(lowered.name, POINTER, POINTER, result=ctypes.c_int32)
            return function(table, arena.ctypes.data)
        kinds = (POINTER, POINTER, WHOLE, WHOLE, POINTER)
        function = self.loaded.function(lowered.name, *kinds, result=ctypes.c_int32)
        barrier, found = room(BARRIER_BYTES), [-1] * threads

        def one(thread: int) -> int:
            found[thread] = function(table, arena.ctypes.data, thread, threads, barrier.ctypes.data)
            return found[thread]

        first = Crew(threads).run(one)
        assert found == [first] * threads
        return first


def same_bytes(seeds: range, name: str, sizes: tuple[int, ...] = SMALL) -> int:
    """Asserts that teams of every size leave the same bytes; gives how many loops were shared."""
    drafts = [Draft(seed, sizes) for seed in seeds]
    shared = Shared([draft.program for draft in drafts], name)
    for place, draft in enumerate(drafts):
        inputs, state = ([draft.values[x] for x in own] for own in (draft.inputs, draft.state))
        wanted = shared.run(place, 0, inputs, state, [Stream(7) for _ in draft.streams])
        for threads in TEAMS:
            found = shared.run(place, threads, inputs, state, [Stream(7) for _ in draft.streams])
            assert found == wanted, f"{threads} threads\n{draft.program}"
    return sum(each.shared > 0 for each in shared.team)


@pytest.mark.parametrize("first", range(0, 80, 20))
def test_random_programs(first: int) -> None:
    assert same_bytes(range(first, first + 20), HERE[-1]) > 10


@pytest.mark.parametrize("name", HERE[:-1])
def test_random_programs_on_other_levels(name: str) -> None:
    assert same_bytes(range(400, 410), name) > 5


def test_larger_random_programs() -> None:
    assert same_bytes(range(500, 510), HERE[-1], LARGE) > 5


# -- runs


def classifier() -> Any:
    layers = (nn.Linear(300, 130), nn.ReLU(), nn.Dropout(0.2), nn.BatchNorm1d(130), nn.Linear(130, 10))
    return nn.Sequential(*layers)


def regressor() -> Any:
    return nn.Sequential(nn.Linear(300, 40), nn.Tanh(), nn.LayerNorm(40), nn.Linear(40, 1))


def wide() -> Any:
    """Products that are packed, cut by columns and by rows, and one that is transposed first."""
    return nn.Sequential(nn.Linear(300, 400), nn.GELU(), nn.Linear(400, 90), nn.Sigmoid(), nn.Linear(90, 10))


def momentum(parameters: Any, lr: float) -> Any:
    return optim.SGD(parameters, lr, momentum=0.9)


def data(rows: int, columns: int = 1) -> tuple[Any, Any]:
    draw = np.random.default_rng(3)
    x = draw.standard_normal((rows, 300), dtype=np.float32)
    return x, draw.integers(0, 10, rows) if columns > 1 else x[:, :1] * 2


def bytes_of(threads: int | str, make: Any = classifier, optimizer: Any = optim.Adam, **options: Any) -> Any:
    """(all that a run leaves behind, its history)"""
    tidu.manual_seed(5)
    model = make()
    given = {"epochs": 2, "batch_size": 64, "rows": 200, "loss": "cross_entropy", "lr": 1e-2, **options}
    columns = 10 if given["loss"] == "cross_entropy" else 1
    both = data(given.pop("rows"), columns)
    made = optimizer(model.parameters(), lr=given.pop("lr"))
    loss = given.pop("loss")
    history = tidu.fit(model, both, loss, made, compile=True, threads=threads, **given)
    tensors = [*model.state_dict().values(), tidu.get_rng_state()]
    kept = [np.asarray(tensor.numpy()).tobytes() for tensor in tensors]
    columns = {name: column for name, column in history.columns.items() if name != "seconds"}
    return (kept, columns), history


RUNS = {
    "dropout, norms, Adam": {},
    "a column, momentum": {"make": regressor, "loss": "mse", "optimizer": momentum},
    "packed": {"make": wide, "batch_size": 250, "rows": 600},
    "clipped, validated, measured": {"clip": 0.5, "validation": 0.25, "metrics": "accuracy"},
    "in order, one batch": {"shuffle": False, "rows": 64},
    "only a short batch": {"rows": 40},
}


@pytest.mark.parametrize("name", RUNS)
def test_runs_leave_the_same_bytes(name: str) -> None:
    wanted, _ = bytes_of(1, **RUNS[name])
    for threads in (2, 3, 4):
        found, history = bytes_of(threads, **RUNS[name])
        assert found == wanted, threads
        assert f"on {threads} threads" in history.engine_reason
    assert bytes_of(2, **RUNS[name])[0] == wanted


def test_more_threads_than_processors() -> None:
    wanted, _ = bytes_of(1, epochs=20)
    found, history = bytes_of(4 * cores(), epochs=20)
    assert found == wanted and f"on {4 * cores()} threads" in history.engine_reason


def test_many_short_calls() -> None:
    """A callback after each epoch: as many calls as epochs."""
    seen: list[float] = []
    options: dict[str, Any] = {"epochs": 150, "rows": 64, "callbacks": lambda state: seen.append(state.epoch)}
    assert bytes_of(2, **options)[0] == bytes_of(1, **options)[0]
    assert len(seen) == 300


def test_a_loss_that_is_no_number_ends_all_threads() -> None:
    with pytest.warns(RuntimeWarning, match="the loss of epoch"):
        wanted, before = bytes_of(1, lr=1e30, epochs=5)
    with pytest.warns(RuntimeWarning, match="the loss of epoch"):
        found, history = bytes_of(3, lr=1e30, epochs=5)
    assert (history.stopped, history.message) == ("not_finite", before.message) and found == wanted


def test_a_place_outside_ends_all_threads() -> None:
    x = np.arange(640).reshape(64, 10)
    model = nn.Sequential(nn.Embedding(600, 30), nn.Flatten(), nn.Linear(300, 1))
    with pytest.raises(IndexError):
        tidu.fit(model, (x, x[:, :1] * 1.0), "mse", "sgd", lr=0.1, epochs=2, compile=True, threads=3)


def test_ctrl_c_ends_a_run_on_threads() -> None:
    class Soon:
        def on_fit_start(self, state: Any) -> None:
            threading.Timer(0.3, signal.raise_signal, (signal.SIGINT,)).start()

    _, history = bytes_of(2, epochs=100_000, callbacks=Soon())
    assert history.stopped == "interrupted" and 0 < len(history) < 100_000


# -- how many


def test_small_steps_stay_with_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    _, history = bytes_of("auto")
    assert "threads" not in history.engine_reason
    monkeypatch.setattr(work, "LEAST", 1e6)
    monkeypatch.setenv("TIDU_CACHE", "0")
    _, history = bytes_of(2)
    assert "threads" not in history.engine_reason


def test_long_steps_get_more_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    fitting = sys.modules["tidu.fit.native"]
    monkeypatch.setattr(fitting, "cores", lambda: 2)
    monkeypatch.setattr(crew, "PAYS", 0.0)
    monkeypatch.setattr(crew, "EACH", 1.0)
    _, history = bytes_of("auto", rows=200)
    assert "on 2 threads" in history.engine_reason


def test_parts_of_a_sweep_have_one_thread_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PAYS", 0.0)
    with part_of(Interrupt()):
        _, history = bytes_of("auto")
    assert history.engine == "native" and "threads" not in history.engine_reason


def test_a_system_without_more_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(self: Any) -> None:
        raise RuntimeError("can't start new thread")

    wanted, _ = bytes_of(1)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none)
        found, history = bytes_of(2)
    assert found == wanted and "threads" not in history.engine_reason


def test_how_many_pay() -> None:
    assert [threads_for(shared, 16) for shared in (0.0, 2.9e5, 3e5, 1e6, 1e9)] == [1, 1, 2, 6, 16]
    assert threads_for(1e9, 1) == 1


@pytest.mark.parametrize("given", [0, -1, 1.5, "two", True, None])
def test_threads_are_counted(given: Any) -> None:
    with pytest.raises(ValueError, match="threads should be 'auto' or a whole number of at least 1, not"):
        bytes_of(given)


# -- the crew


def test_a_crew_runs_all_and_gives_the_first() -> None:
    together, seen = Crew(3), threading.Barrier(3)

    def call(thread: int) -> int:
        seen.wait(10)
        return thread + 10

    assert [together.run(call) for _ in range(100)] == [10] * 100


def test_a_crew_that_nobody_holds_ends() -> None:
    together = Crew(3)
    together.run(lambda thread: thread)
    own = [each for each in threading.enumerate() if each.name.startswith("tidu-")]
    assert len(own) >= 3
    before = len(own)
    del together
    gc.collect()
    end = time.monotonic() + 10
    while len([each for each in own if each.is_alive()]) > before - 3 and time.monotonic() < end:
        time.sleep(0.01)
    assert len([each for each in own if each.is_alive()]) <= before - 3


def test_ctrl_c_waits_for_the_call() -> None:
    together, done = Crew(2), []

    def call(thread: int) -> None:
        time.sleep(0.4)
        done.append(thread)

    threading.Timer(0.1, signal.raise_signal, (signal.SIGINT,)).start()
    with pytest.raises(KeyboardInterrupt):
        together.run(call)
    assert sorted(done) == [0, 1]
    assert together.run(lambda thread: thread) == 0


PROGRAM = """
import os, sys
import numpy as np, tidu
from tidu import nn
from tidu.read.native import work
work.LEAST = 0.0
x = np.random.default_rng(0).standard_normal((256, 100), dtype=np.float32)
def run(epochs):
    tidu.manual_seed(0)
    model = nn.Sequential(nn.Linear(100, 64), nn.ReLU(), nn.Linear(64, 1))
    history = tidu.fit(model, (x, x[:, :1]), "mse", "adam", lr=0.01, epochs=epochs, compile=True, threads=2)
    assert "on 2 threads" in history.engine_reason
    return history.last("train_loss")
"""


def finishes(program: str) -> str:
    """What a process prints that must end by itself."""
    environment = {**os.environ, "TIDU_CACHE": "0"}
    command = [sys.executable, "-c", PROGRAM + program]
    done = subprocess.run(command, env=environment, timeout=100, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_fork_trains_on_threads_of_its_own() -> None:
    text = """
before = run(5)
child = os.fork()
if child == 0:
    os._exit(0 if run(5) == before else 1)
assert os.waitpid(child, 0)[1] == 0
print("done")
"""
    assert finishes(text) == "done\n"


def test_the_interpreter_ends_while_a_thread_trains() -> None:
    text = """
import threading, time
threading.Thread(target=run, args=(1_000_000,), daemon=True).start()
time.sleep(1.5)
print("done")
"""
    assert finishes(text) == "done\n"
