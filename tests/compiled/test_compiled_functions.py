"""Pure functions and modules as native code: results, trees, types, threads, processes."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tidu
from tidu import nn
from tidu.compiled.draws import Draws

F64 = tidu.float64


def value(x: Any) -> np.ndarray:
    return x._value.copy()


@pytest.fixture
def x() -> Any:
    tidu.manual_seed(1)
    return tidu.randn(4, 3, dtype=F64)


def test_trees_come_back_as_they_are(x: Any) -> None:
    @tidu.compile(fallback=False)
    def parts(pair: Any, *, scale: float) -> Any:
        a, b = pair
        return {"sum": a + b, "rest": (None, 3, "name", [a * scale]), "same": a, "alone": b.exp().mean()}

    for k in range(3):
        a, b = x + k, x * k
        found = parts((a, b), scale=2.0)
        assert list(found) == ["sum", "rest", "same", "alone"]
        assert found["rest"][:3] == (None, 3, "name") and found["same"] is a
        np.testing.assert_allclose(found["sum"]._value, (a + b)._value, rtol=1e-15)
        np.testing.assert_allclose(found["rest"][3][0]._value, (a * 2)._value, rtol=1e-15)
        np.testing.assert_allclose(found["alone"]._value, b.exp().mean()._value, rtol=1e-14)
    assert len(parts.programs) == 1


def test_nothing_comes_back_where_nothing_does() -> None:
    kept = tidu.zeros(3)
    add = tidu.compile(lambda x: kept.add_(x) and None if False else (kept.add_(x), None)[1], fallback=False)
    for _ in range(3):
        assert add(tidu.ones(3)) is None
    assert kept.tolist() == [3.0] * 3


def test_results_are_nobody_elses(x: Any) -> None:
    double = tidu.compile(lambda x: x * 2, fallback=False)
    for size in (x, tidu.randn(5000, 3, dtype=F64)):
        first = double(size)
        before = value(first)
        second = double(size + 1)
        assert (value(first) == before).all() and not np.may_share_memory(first._value, second._value)
        assert not first.requires_grad and first._version == 0
        first.add_(1)


def test_plain_values_choose_the_program(x: Any) -> None:
    def scaled(x: Any, k: Any) -> Any:
        return x / k if k else x * 0.5

    native = tidu.compile(scaled, fallback=False)
    for k in (1, 2, True, 2.0, 0.0, -0.0, None, 1, 2):
        assert (native(x, k)._value == scaled(x, k)._value).all()
    assert len(native.programs) == 7


def test_forms_choose_the_program() -> None:
    native = tidu.compile(lambda x: x.sum(0) * 2, fallback=False)
    for dtype in (tidu.float32, F64, tidu.int64):
        for rows in (2, 3):
            made = tidu.arange(rows * 3).reshape(rows, 3).to(dtype)
            for _ in range(2):
                found = native(made)
                assert found.dtype == dtype and (found._value == made._value.sum(0) * 2).all()
    assert len(native.programs) == 6


def test_whole_numbers_and_truth() -> None:
    native = tidu.compile(lambda i, w: (w[i], (i > 1) & (i < 4), i * 3), fallback=False)
    w = tidu.randn(6, 2, dtype=F64)
    for k in range(3):
        i = tidu.tensor([0, 5, 2, k])
        rows, truth, thrice = native(i, w)
        assert (rows._value == w._value[i._value]).all()
        assert truth.tolist() == ((i > 1) & (i < 4)).tolist() and thrice.tolist() == (i * 3).tolist()


def test_an_index_outside_is_eagers_error() -> None:
    kept = tidu.zeros(4)

    def look(i: Any) -> Any:
        kept.add_(1)
        return kept[i]

    native = tidu.compile(look, fallback=False)
    for _ in range(2):
        native(tidu.tensor([0, 3]))
    with pytest.raises(IndexError, match="4"):
        native(tidu.tensor([0, 4]))
    # Eager had counted before it found the index.
    assert native(tidu.tensor([1])).tolist() == [4.0]


def test_results_that_are_known_beforehand(x: Any) -> None:
    def made(x: Any) -> Any:
        return tidu.ones(3) * 2, x.detach() * 0 + 1, tidu.tensor(3), tidu.eye(2), x

    native = tidu.compile(made, fallback=False)
    for _ in range(3):
        for mine, wanted in zip(native(x), made(x), strict=True):
            assert mine.dtype == wanted.dtype and (mine._value == wanted._value).all()
        native(x)[0].add_(1)


def test_nan_and_infinity_go_through() -> None:
    native = tidu.compile(lambda x: (x.exp(), x.relu(), x.max(), 1 / x), fallback=False)
    x = tidu.tensor([float("nan"), float("inf"), -float("inf"), 0.0, -0.0, 1.0], dtype=F64)
    for mine, wanted in zip(native(x), (x.exp(), x.relu(), x.max(), 1 / x), strict=True):
        np.testing.assert_allclose(mine._value, wanted._value, rtol=1e-14)


def test_views_and_slices_as_arguments(x: Any) -> None:
    native = tidu.compile(lambda x: x.cumsum(0) * 2, fallback=False)
    wide = tidu.randn(3000, 6, dtype=F64)
    for part in (x.T, x[::2], wide[:, ::2], wide[::2, :3], wide[10:2010]):
        np.testing.assert_allclose(native(part)._value, (part.cumsum(0) * 2)._value, rtol=1e-13)


def test_an_argument_that_is_written() -> None:
    def move(x: Any, y: Any) -> Any:
        x.add_(y)
        return x.sum()

    native = tidu.compile(move)
    x, y = tidu.zeros(4, dtype=F64), tidu.ones(4, dtype=F64)
    for k in range(3):
        assert native(x, y).item() == 4 * (k + 1)
    assert x.tolist() == [3.0] * 4 and x._version == 3 and native.reason == ""
    with pytest.warns(UserWarning, match="shares"):
        assert native(x, x).item() == 24
    assert native(y, x).item() == 4 * 7 and y.tolist() == [7.0] * 4
    z = tidu.zeros(8, dtype=F64)
    assert native(z[:4], z[4:]).item() == 0
    assert native(z[1:5], z[:4]).item() == 0
    assert native(tidu.zeros(4, 2, dtype=F64)[:, 0], y).item() == 28


def test_a_parameter_as_argument_of_the_step_that_writes_it() -> None:
    w = tidu.ones(3, dtype=F64)

    def step(x: Any) -> Any:
        w.mul_(2)
        return (x + w).sum()

    native = tidu.compile(step)
    assert native(tidu.ones(3, dtype=F64)).item() == 9
    for argument in (w, w[:], tidu.from_numpy(w._value)):
        with pytest.warns(UserWarning) if not native.reason else _nothing():
            before = value(w)
            assert native(argument).item() == (4 * before).sum()


class _nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *error: object) -> None: ...


def test_an_argument_that_asks_for_a_gradient(x: Any) -> None:
    def loss(x: Any) -> Any:
        value = (x**3).sum()
        value.backward()
        return value.detach()

    native = tidu.compile(loss, fallback=False)
    for k in range(3):
        leaf = (x + k).requires_grad_()
        native(leaf)
        np.testing.assert_allclose(leaf.grad._value, 3 * leaf._value**2, rtol=1e-13)


def test_random_numbers_go_on_from_one_to_the_next() -> None:
    def noisy(x: Any) -> Any:
        return x + tidu.randn(5) * tidu.rand(5), tidu.randn(33), tidu.randperm(7)

    native = tidu.compile(noisy, fallback=False)
    traces = []
    for call in (noisy, native):
        tidu.manual_seed(4)
        trace = []
        for _ in range(30):
            trace += [value(y) for y in call(tidu.ones(5))]
            trace += [value(tidu.randn(3)), value(tidu.rand(2)), tidu.get_rng_state()._value.copy()]
        traces.append(trace)
    for mine, wanted in zip(*traces, strict=True):
        np.testing.assert_allclose(mine, wanted, rtol=1e-6)


def test_a_generator_of_ones_own() -> None:
    generator = tidu.Generator()
    native = tidu.compile(lambda x: x * tidu.rand(4, generator=generator), fallback=False)
    generator.manual_seed(5)
    mine = [value(native(tidu.ones(4))) for _ in range(3)]
    generator.manual_seed(5)
    assert (np.array(mine) == tidu.rand(12, generator=generator)._value.reshape(3, 4)).all()


@pytest.mark.parametrize("direct", [True, False])
def test_streams_are_lent_and_taken_back(direct: bool) -> None:
    """By NumPy's own words where they lie as expected, else by the state as bytes."""
    stream = tidu.Generator().manual_seed(3).stream
    draws = Draws([stream])
    (lane,) = draws.lanes
    assert lane.direct
    lane.direct = direct
    for k in range(4):
        stream.uniform((5 * k,))
        stream.normal((3,))
        wanted = stream.get_state()

        def drawn(address: int, other: int = k, wanted: Any = wanted) -> int:
            assert (lane.state == wanted).all()
            lane.state[24:] = stream.clone().manual_seed(other).get_state()[24:]
            return address

        draws.run(drawn, 2)
        assert (stream.get_state() == wanted).all()
        draws.run(drawn, 0)
        assert (stream.get_state()[24:] == stream.clone().manual_seed(k).get_state()[24:]).all()


def test_modules_keep_their_attributes(x: Any) -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.Dropout(0.5), nn.Tanh()).to(F64)
    native = tidu.compile(model, fallback=False)
    assert native.eval() is native and not model.training and not model[1].training
    with tidu.no_grad():
        np.testing.assert_allclose(native(x)._value, model(x)._value, rtol=1e-14)
        model[0].weight.mul_(2)
        np.testing.assert_allclose(native(x)._value, model(x)._value, rtol=1e-14)
    assert [p is q for p, q in zip(native.parameters(), model.parameters(), strict=True)] == [True, True]
    assert len(native.programs) == 1 and native._orig_mod is model
    assert list(native.state_dict()) == ["_orig_mod.0.weight", "_orig_mod.0.bias"]
    native.note = "kept"
    assert model.note == "kept"
    with tidu.no_grad():
        twin = copy.deepcopy(native)
        assert (twin(x)._value == native(x)._value).all() and twin._orig_mod is not model


def test_a_module_that_is_asked_for_a_graph_says_so(x: Any) -> None:
    model = nn.Linear(3, 4).to(F64)
    native = tidu.compile(model)
    with pytest.warns(UserWarning, match="keeps no graph"):
        native(x).sum().backward()
    assert model.weight.grad is not None
    with tidu.no_grad():
        native(x)
    assert len(native.programs) == 1


def test_methods(x: Any) -> None:
    class Net(nn.Module):
        def __init__(self, scale: float) -> None:
            super().__init__()
            self.scale = scale

        @tidu.compile(fallback=False)
        def score(self, x: Any) -> Any:
            return (x * self.scale).sum()

    one, two = Net(2.0), Net(3.0)
    for _ in range(2):
        np.testing.assert_allclose(one.score(x).item(), 2 * x.sum().item())
        np.testing.assert_allclose(two.score(x).item(), 3 * x.sum().item())
    one.scale = 5.0
    np.testing.assert_allclose(one.score(x).item(), 5 * x.sum().item())
    assert Net.score.reason == ""


def test_inside_another_it_is_part_of_it(x: Any) -> None:
    inner = tidu.compile(lambda x: x * 2)
    outer = tidu.compile(lambda x: inner(x) + 1, fallback=False)
    assert (outer(x)._value == (x * 2 + 1)._value).all()
    assert len(outer.programs) == 1 and inner.programs == []


def test_the_name_and_the_switches() -> None:
    def named(x: Any) -> Any:
        """What it does."""
        return x

    assert tidu.compile(named, disable=True) is named
    native = tidu.compile(named, dynamic=True, backend="inductor", mode="max-autotune", options={})
    assert (native.__name__, native.__doc__, native.__wrapped__) == ("named", "What it does.", named)


def test_two_threads() -> None:
    w = tidu.ones(64, 64, dtype=F64)
    native = tidu.compile(lambda x: ((x @ w).tanh().sum(), x + 1), fallback=False)
    inputs = [tidu.full((32, 64), k / 100, dtype=F64) for k in range(8)]
    wanted = [(value(a), value(b)) for a, b in map(native, inputs)]
    wrong = []

    def work(first: int) -> None:
        for k in range(400):
            place = (first + k) % 8
            a, b = native(inputs[place])
            if (a._value != wanted[place][0]).any() or (b._value != wanted[place][1]).any():
                wrong.append(place)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_threads_share_a_random_stream() -> None:
    """Two functions in two threads draw from one stream: each number goes to one of them."""
    one, two = (tidu.compile(lambda x: x + tidu.rand(50), fallback=False) for _ in range(2))
    tidu.manual_seed(0)
    whole = set(tidu.rand(40 * 50).tolist())
    tidu.manual_seed(0)
    found: list[list[float]] = [[], []]

    def work(place: int, call: Any) -> None:
        for _ in range(20):
            found[place] += call(tidu.zeros(50)).tolist()

    for call in (one, two):
        call(tidu.zeros(50))
    tidu.manual_seed(0)
    threads = [threading.Thread(target=work, args=(k, call)) for k, call in enumerate((one, two))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found[0]) | set(found[1]) == whole


SCRIPT = """
import tidu
from tidu.read.native import cache
model = tidu.nn.Linear(3, 2)
step = tidu.compile(lambda x: model(x).tanh(), fallback=False)
with tidu.no_grad():
    tidu.nn.init.ones_(model.weight), tidu.nn.init.zeros_(model.bias)
    print(step(tidu.ones(4, 3))._value.tobytes().hex(), cache.stats.missed, cache.stats.found)
"""


def test_a_second_process_finds_it_on_disk(tmp_path: Path) -> None:
    places = {**os.environ, "TIDU_CACHE_DIR": str(tmp_path)}
    said = [
        subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=places)
        for _ in range(2)
    ]
    (bits, *first), (same, *second) = (each.stdout.split() for each in said)
    assert bits == same and int(first[0]) > 0 and second[0] == "0" and int(second[1]) > 0


def test_opening_it_waits_for_no_compiler() -> None:
    code = "import sys, tidu; f = tidu.compile(lambda x: x); print('llvmlite' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
