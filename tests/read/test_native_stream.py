"""The native random stream against `tidu.core.stream`: the same words, moves and states."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import pytest

from tidu.core.stream import Stream
from tidu.core.twister import STATE
from tidu.data.loader import DataLoader
from tidu.read.native.level import Level, level
from tidu.read.native.stream import stream_module
from tidu.read.native.stream_order import remainder
from tidu.read.native.stream_text import Functions
from tidu.tensor.generator import Generator, default_generator

POINTER, WHOLE, REAL = ctypes.c_void_p, ctypes.c_int64, ctypes.c_double
BLOCK_BORDERS = [0, 1, 2, 3, 15, 16, 17, 31, 33, 255, 257, 311, 312, 313, 623, 624, 625, 1249, 5000]
SEEDS = [0, 1, -1, 5489, 2**31, 2**32 - 1, 2**63 - 1, -(2**63)]
SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "seed": (None, [WHOLE]),
    "loader_seed": (WHOLE, []),
    "skip": (None, [WHOLE]),
    "words": (None, [POINTER, WHOLE]),
    "permutation": (None, [POINTER, WHOLE]),
    "permutation_i4": (None, [POINTER, WHOLE]),
    "epoch_order_i4": (None, [POINTER, POINTER, WHOLE]),
    "epoch_states": (None, [POINTER, WHOLE]),
    "dropout_mask": (None, [POINTER, WHOLE, WHOLE]),
    "integers_i8": (None, [POINTER, WHOLE, WHOLE, WHOLE]),
    **{f"uniform_{code}": (None, [POINTER, WHOLE, REAL, REAL]) for code in ("f4", "f8")},
    **{f"normal_{code}": (None, [POINTER, WHOLE, REAL, REAL]) for code in ("f4", "f8")},
    **{f"exponential_{code}": (None, [POINTER, WHOLE, REAL]) for code in ("f4", "f8")},
}


def compiled(text: str, own: Level) -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    module = llvm.parse_assembly(text)
    module.verify()
    target = llvm.Target.from_triple(own.triple)
    engine = llvm.create_mcjit_compiler(
        module, target.create_target_machine(cpu=own.cpu, features=own.features, opt=2)
    )
    engine.finalize_object()
    return engine


@cache
def engine_of(name: str) -> Any:
    return compiled(stream_module(level(name)), level(name))


def address(array: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


class Native:
    """A generator in native code; `draw` names the function without its `tidu_`."""

    def __init__(self, name: str, seed: int = 0):
        self.engine = engine_of(name)
        self.state = np.full(STATE.itemsize, 255, np.uint8)
        self.draw("seed", seed)

    def function(self, name: str) -> Callable[..., Any]:
        result, parameters = SIGNATURES[name]
        kind = ctypes.CFUNCTYPE(result, POINTER, *parameters)
        return kind(self.engine.get_function_address(f"tidu_{name}"))

    def draw(self, name: str, *given: Any) -> Any:
        return self.function(name)(address(self.state), *given)

    def array(self, name: str, count: int, dtype: Any, *given: Any) -> np.ndarray:
        """What a function writes; nothing may be written past it."""
        dtype = np.dtype(dtype)
        room = np.full(count * dtype.itemsize + 64, 171, np.uint8)
        self.draw(name, address(room), count, *given)
        assert (room[count * dtype.itemsize :] == 171).all()
        return room[: count * dtype.itemsize].view(dtype)


LEVELS = {
    "neon": ["neon"],
    "baseline": ["baseline"],
    "avx2": ["baseline", "avx2"],
    "avx512": ["baseline", "avx2", "avx512"],
}[level().name]


@pytest.fixture(params=LEVELS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def same(native: Native, stream: Stream) -> None:
    """Both are at the same place, byte for byte."""
    assert native.state.tobytes() == stream.get_state().tobytes()


@pytest.mark.parametrize("seed", SEEDS)
def test_words_and_states_are_equal_across_blocks(name: str, seed: int) -> None:
    native, stream = Native(name, seed), Stream(seed)
    same(native, stream)
    for count in BLOCK_BORDERS:
        assert np.array_equal(native.array("words", count, np.uint32), stream.words32(count))
        same(native, stream)


@pytest.mark.parametrize("count", BLOCK_BORDERS)
@pytest.mark.parametrize("before", [0, 1, 623, 624])
def test_skipping_is_drawing_unseen(name: str, count: int, before: int) -> None:
    native, stream = Native(name, 3), Stream(3)
    for skipped in (before, count):
        native.draw("skip", skipped)
        stream.words32(skipped)
        same(native, stream)


def test_a_generator_moves_in_and_out(name: str) -> None:
    native, stream, twin = Native(name), Stream(11), Stream(11)
    for draws in (3, 700, 5):
        stream.normal((draws,))
        native.state[:] = stream.get_state()
        native.array("normal_f4", 7, np.float32, 0.0, 1.0)
        stream.set_state(native.state)
        twin.normal((draws,))
        twin.normal((7,))
        assert np.array_equal(stream.get_state(), twin.get_state())


@cache
def remainder_of(name: str) -> Callable[..., None]:
    """`remainder` by itself: words u32 [count] become words % divisors."""
    module = Functions(level(name))
    with module.function("void @remainders(ptr %words, ptr %divisors, i64 %count)") as f:

        def reduce(index: str, lanes: int) -> None:
            places = [f.at(pointer, index, "i4") for pointer in ("%words", "%divisors")]
            f.store(remainder(f, *(f.load(place, "i4", lanes) for place in places)), places[0])

        f.every("%count", f.level.lanes("i4"), reduce)
        f.writer.do("ret void")
    engine = compiled(module.text(), level(name))
    kind = ctypes.CFUNCTYPE(None, POINTER, POINTER, WHOLE)
    found = kind(engine.get_function_address("remainders"))
    found.engine = engine  # pyright: ignore  (which would take the code away with it)
    return found


def divisors() -> np.ndarray:
    random = np.random.default_rng(0)
    powers = (2 ** np.arange(1, 28)[:, None] + np.arange(-3, 4)).ravel()
    around_the_border = np.arange(4000, 4200)
    spread = (2 ** random.uniform(1, 28, 5000)).astype(np.int64)
    made = np.concatenate([np.arange(2, 3000), powers, around_the_border, spread, [2**28 - 1]])
    return np.unique(made[(made >= 2) & (made < 2**28)])


def test_the_remainder_is_exact_beside_every_multiple_that_is_hard(name: str) -> None:
    random = np.random.default_rng(1)
    by = divisors()[:, None]
    largest = (2**32 - 1) // by
    quotients = np.concatenate(
        [
            np.broadcast_to([0, 1, 2], (len(by), 3)),
            largest - np.arange(3),
            (largest * random.random((len(by), 12))).astype(np.int64),
        ],
        axis=1,
    )
    words = (quotients[..., None] * by[..., None] + np.arange(-2, 3)).reshape(len(by), -1) % 2**32
    expected = (words % by).ravel().astype(np.uint32)
    given = words.ravel().astype(np.uint32)
    spread = np.ascontiguousarray(np.broadcast_to(by, words.shape)).ravel().astype(np.uint32)
    remainder_of(name)(address(given), address(spread), given.size)
    assert np.array_equal(given, expected)


@pytest.mark.parametrize("n", [*BLOCK_BORDERS, 626, 100_000])
@pytest.mark.parametrize("before", [0, 1, 610, 623])
def test_permutations_are_equal(name: str, n: int, before: int) -> None:
    native, stream = Native(name, n), Stream(n)
    native.draw("skip", before)
    stream.words32(before)
    for _ in range(2):
        assert np.array_equal(native.array("permutation", n, np.int64), stream.permutation(n))
        assert np.array_equal(native.array("permutation_i4", n, np.int32), stream.permutation(n))
        same(native, stream)


@pytest.mark.parametrize("seed", SEEDS)
def test_seeds_of_loaders(name: str, seed: int) -> None:
    native, stream = Native(name, seed), Stream(seed)
    for skipped in (0, 619, 1):
        native.draw("skip", skipped)
        stream.words32(skipped)
        assert native.draw("loader_seed") == stream.loader_seed()


def shuffled(loader: DataLoader) -> np.ndarray:
    return np.concatenate([np.atleast_1d(batch.numpy()) for batch in loader])


@pytest.mark.parametrize("n", [1, 2, 10, 700])
def test_epochs_are_those_of_a_loader(name: str, n: int) -> None:
    native, scratch = Native(name), np.empty(STATE.itemsize, np.uint8)
    loader = DataLoader(range(n), batch_size=3, shuffle=True)
    default_generator.manual_seed(7)
    native.state[:] = default_generator.stream.get_state()
    states, order = np.empty((11, STATE.itemsize), np.uint8), np.empty(n, np.int32)
    ahead = native.state.copy()
    native.function("epoch_states")(address(ahead), address(states), len(states))
    for state in states:
        native.draw("epoch_order_i4", address(scratch), address(order), n)
        expected = shuffled(loader)
        assert np.array_equal(order, expected)
        native.function("permutation_i4")(address(state), address(order), n)
        assert np.array_equal(order, expected)
        same(native, default_generator.stream)
    assert np.array_equal(ahead, native.state)


@pytest.mark.parametrize("n", [1, 2, 10, 700])
@pytest.mark.parametrize("size", [1, 3, 10])
@pytest.mark.parametrize("drop_last", [False, True])
def test_epochs_with_a_generator_draw_when_the_docstring_says(
    name: str, n: int, size: int, drop_last: bool
) -> None:
    generator, native = Generator().manual_seed(5), Native(name, 5)
    loader = DataLoader(range(n), size, shuffle=True, generator=generator, drop_last=drop_last)
    order = np.empty(0, np.int32)
    for _ in range(2):
        batches = iter(loader)
        native.draw("loader_seed")
        same(native, generator.stream)
        for number in range(n // size):
            taken = next(batches).numpy()
            if number == 0:
                order = native.array("permutation_i4", n, np.int32)
            assert np.array_equal(taken, order[number * size : (number + 1) * size])
            same(native, generator.stream)
        if n < size:
            native.array("permutation_i4", n, np.int32)
        next(batches, None)
        native.draw("skip", max(n - 1, 0))
        same(native, generator.stream)
        assert next(batches, None) is None
        same(native, generator.stream)


@pytest.mark.parametrize("keep", [0.0, 1e-17, 0.1, 0.5, 0.8, 1 - 2.0**-53, 1.0])
def test_masks_are_equal(name: str, keep: float) -> None:
    native, stream = Native(name, 2), Stream(2)
    for count in BLOCK_BORDERS:
        mask = native.array("dropout_mask", count, np.uint8, int(np.ceil(keep * 2**53)))
        assert np.array_equal(mask, stream.bernoulli_scalar(keep, (count,), np.uint8))
        same(native, stream)


@pytest.mark.parametrize(
    "low, high",
    [(0, 1), (0, 2), (-3, 7), (0, 1000), (5, 2**28 + 4), (5, 2**28 + 5), (0, 2**28), (-(2**63), 2**63 - 1)],
)
def test_integers_are_equal(name: str, low: int, high: int) -> None:
    native, stream = Native(name, 4), Stream(4)
    for count in BLOCK_BORDERS:
        size = (high - low + 2**63) % 2**64 - 2**63
        drawn = native.array("integers_i8", count, np.int64, low, size)
        assert np.array_equal(drawn, stream.integers(low, high, (count,)))
        same(native, stream)


def test_integers_of_all_bits(name: str) -> None:
    native, stream = Native(name, 4), Stream(4)
    drawn = native.array("integers_i8", 700, np.int64, 0, 0)
    assert np.array_equal(drawn, stream.integers(-(2**63), None, (700,)))


@pytest.mark.parametrize("code", ["f4", "f8"])
@pytest.mark.parametrize("low, high", [(0.0, 1.0), (-1.0, 1.0), (0.1, 0.7), (3.0, 3.0), (1.0, 1.0000002)])
def test_uniforms_are_equal(name: str, code: str, low: float, high: float) -> None:
    native, stream = Native(name, 6), Stream(6)
    for count in BLOCK_BORDERS:
        drawn = native.array(f"uniform_{code}", count, code, low, high)
        assert np.array_equal(drawn, stream.uniform((count,), code, low, high))
        same(native, stream)


@pytest.mark.parametrize("mean, std", [(0.0, 1.0), (0.3, 0.1), (-2.0, 0.0)])
@pytest.mark.parametrize("code", ["f4", "f8"])
def test_normals_are_equal(name: str, code: str, mean: float, std: float) -> None:
    native, stream = Native(name, 8), Stream(8)
    for count in [1, 2, 3, 5, 0, 15, 16, 17, 1, 31, 32, 33, 511, 512, 513, 527, 528, 1040, 4, 5000, 7]:
        drawn = native.array(f"normal_{code}", count, code, mean, std)
        expected = stream.normal((count,), code, mean, std)
        if code == "f4" or count < 16:
            assert drawn.tobytes() == expected.tobytes()
        else:
            assert np.abs(drawn - expected).max() <= 4 * np.spacing(np.abs(expected).max())
        same(native, stream)


@pytest.mark.parametrize("code", ["f4", "f8"])
@pytest.mark.parametrize("rate", [1.0, 0.3])
def test_exponentials_are_equal(name: str, code: str, rate: float) -> None:
    native, stream = Native(name, 9), Stream(9)
    for count in BLOCK_BORDERS:
        drawn = native.array(f"exponential_{code}", count, code, rate)
        np.testing.assert_array_max_ulp(drawn, stream.exponential((count,), code, rate), 2)
        same(native, stream)


def test_draws_of_every_kind_follow_one_another(name: str) -> None:
    random, native, stream = np.random.default_rng(5), Native(name, 10), Stream(10)
    draws: list[Callable[[int], tuple[np.ndarray, np.ndarray]]] = [
        lambda n: (native.array("words", n, np.uint32), stream.words32(n)),
        lambda n: (native.array("permutation_i4", n, np.int32), stream.permutation(n)),
        lambda n: (native.array("uniform_f4", n, "f4", -1.0, 2.0), stream.uniform((n,), "f4", -1.0, 2.0)),
        lambda n: (native.array("normal_f4", n, "f4", 0.0, 1.0), stream.normal((n,), "f4")),
        lambda n: (native.array("integers_i8", n, np.int64, -3, 10), stream.integers(-3, 7, (n,))),
        lambda n: (
            native.array("dropout_mask", n, np.bool_, int(0.75 * 2**53)),
            stream.bernoulli_scalar(0.75, (n,), np.bool_),
        ),
    ]
    for kind, count in zip(random.integers(0, len(draws), 200), random.integers(0, 700, 200), strict=True):
        ours, expected = draws[kind](int(count))
        assert np.array_equal(ours, expected)
        same(native, stream)
