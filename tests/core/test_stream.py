"""The random stream against PyTorch's own, draw by draw."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
import torch

from tidu.core import stream as stream_module
from tidu.core.place import place
from tidu.core.stream import Stream

FLOATS = ("float16", "float32", "float64")
TYPES = (*FLOATS, "int64", "int32", "int16", "int8", "uint8", "bool")
COUNTS = (*range(41), 100, 1000)
SEEDS = (0, 1, 42, 2**31, 2**32 + 5, 2**64 - 1, -3)
Draw = Callable[[Stream], np.ndarray]
TorchDraw = Callable[[torch.Generator], torch.Tensor]


def generators(seed: int) -> tuple[Stream, torch.Generator]:
    return Stream(seed), torch.Generator().manual_seed(seed)


def empty(shape: tuple[int, ...] | int, dtype: str) -> torch.Tensor:
    return torch.empty(shape, dtype=getattr(torch, dtype))


def assert_same(ours: np.ndarray, theirs: torch.Tensor, ulps: int = 0, scale: float = 0.0) -> None:
    """Same type, shape and values; up to `ulps` of the larger of each value and `scale`."""
    expected = theirs.numpy()
    assert ours.dtype == expected.dtype and ours.shape == expected.shape
    if not ulps:
        assert np.array_equal(ours, expected)
        return
    unit = np.spacing(np.maximum(np.abs(expected), scale))
    assert np.all(np.abs(ours - expected) <= ulps * unit)


def assert_in_step(ours: Stream, theirs: torch.Generator) -> None:
    """Both have drawn the same words and keep the same spare normal number."""
    assert ours.random_u64() % 2**63 == empty((), "int64").random_(generator=theirs).item()
    assert_same(ours.normal((1,), "float64"), empty(1, "float64").normal_(generator=theirs))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 1), (-0.3, 2.7), (1e-3, 1e3), (2, 2)])
def test_uniform(seed: int, dtype: str, low: float, high: float) -> None:
    ours, theirs = generators(seed)
    for count in COUNTS:
        expected = empty(count, dtype).uniform_(low, high, generator=theirs)
        assert_same(ours.uniform((count,), dtype, low, high), expected)
    assert_in_step(ours, theirs)


def test_uniform_never_reaches_the_upper_end() -> None:
    ours, theirs = generators(3)
    expected = empty(100_000, "float16").uniform_(0, 1, generator=theirs)
    drawn = ours.uniform((100_000,), "float16")
    assert_same(drawn, expected)
    assert drawn.max() < 1
    near = np.float32(1) + np.finfo(np.float32).eps
    drawn = ours.uniform((1000,), "float32", 1.0, float(near))
    assert np.all(drawn == 1)
    assert_same(drawn, empty(1000, "float32").uniform_(1.0, float(near), generator=theirs))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize(("mean", "std"), [(0, 1), (0, 0.02), (-3.1, 2.5), (1, 0)])
def test_normal(seed: int, dtype: str, mean: float, std: float) -> None:
    ours, theirs = generators(seed)
    for count in COUNTS:
        expected = empty(count, dtype).normal_(mean, std, generator=theirs)
        ulps = 2 if dtype == "float64" and count >= 16 else 0
        assert_same(ours.normal((count,), dtype, mean, std), expected, ulps, max(abs(mean), std))
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("dtype", FLOATS)
def test_many_normals(dtype: str) -> None:
    ours, theirs = generators(11)
    expected = empty((1000, 101), dtype).normal_(generator=theirs)
    drawn = ours.normal((1000, 101), dtype)
    assert_same(drawn, expected, 2 * (dtype == "float64"))


@pytest.mark.parametrize("seed", [1753191, 2934939])
def test_a_normal_of_radius_zero_has_no_sign(seed: int) -> None:
    """Seeds found by search: one of their first eight words ends in 24 zero bits."""
    ours, theirs = generators(seed)
    drawn, expected = ours.normal((16,)), torch.randn(16, generator=theirs)
    assert np.any(drawn == 0)
    assert np.array_equal(drawn.view(np.int32), expected.view(torch.int32).numpy())


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("rate", [1.0, 0.3, 12.0])
def test_exponential(dtype: str, rate: float) -> None:
    ours, theirs = generators(5)
    for count in COUNTS:
        expected = empty(count, dtype).exponential_(rate, generator=theirs)
        drawn = ours.exponential((count,), dtype, rate)
        assert_same(drawn, expected, 2 * (dtype == "float64"))
    assert_in_step(ours, theirs)


def test_float16_is_rounded_by_way_of_float32() -> None:
    ours, theirs = generators(22)
    expected = empty(100_000, "float16").exponential_(generator=theirs)
    assert_same(ours.exponential((100_000,), "float16"), expected)


RANGES = (
    (0, 1),
    (0, 2),
    (-7, 8),
    (0, 100),
    (-128, 128),
    (0, 256),
    (-(2**15), 2**15),
    (0, 2**24),
    (0, 2**24 + 1),
    (2**24, 2**24 + 3),
    (-(2**24) - 1, 2**24),
    (0, 2**28 - 1),
    (0, 2**28),
    (0, 2**28 + 1),
    (-5, 2**28),
    (0, 2**31),
    (-(2**31), 2**31),
    (0, 2**32),
    (0, 2**53 + 1),
    (-(2**53) - 1, 2**62 + 1),
    (-(2**63), 2**63 - 1),
    (0, 65504),
    (-70000, 70000),
    (0, None),
    (-3, None),
    (1, None),
    (2**24 + 1, None),
    (2**25 + 1, 2**25 + 7),
    (-(2**25) - 7, 2**60 + 1),
    (-(2**63), None),
)


@pytest.mark.filterwarnings("ignore:.*is out of bounds.*:UserWarning")
@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize(("low", "high"), RANGES)
def test_integers(dtype: str, low: int, high: int | None) -> None:
    ours, theirs = generators(low % 97)
    for count in (1, 0, 2, 17, 200):
        try:
            expected = empty(count, dtype).random_(low, high, generator=theirs)
        except (RuntimeError, NotImplementedError):
            with pytest.raises(RuntimeError):
                ours.integers(low, high, (count,), dtype)
            break
        assert_same(ours.integers(low, high, (count,), dtype), expected)
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("dtype", TYPES)
def test_integers_without_bounds(dtype: str) -> None:
    ours, theirs = generators(8)
    for count in COUNTS:
        assert_same(ours.random((count,), dtype), empty(count, dtype).random_(generator=theirs))
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("seed", SEEDS)
def test_permutation(seed: int) -> None:
    ours, theirs = generators(seed)
    for count in (*COUNTS, 100_000):
        assert_same(ours.permutation(count), torch.randperm(count, generator=theirs))
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("dtype", [name for name in TYPES if name != "bool"])
def test_permutation_types(dtype: str) -> None:
    ours, theirs = generators(6)
    expected = torch.randperm(128, generator=theirs, dtype=getattr(torch, dtype))
    assert_same(ours.permutation(128, dtype), expected)


def test_large_permutations_take_two_words_inside_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # PyTorch's loop for n >= (2**32 - 1) // 20, which is too large to draw here.
    monkeypatch.setattr(stream_module, "LARGE_PERMUTATION", 50)
    ours, words = Stream(9), Stream(9)
    order = list(range(60))
    for index in range(60):
        other = words.random_u64() % (index + 1)
        order[index], order[other] = order[other], index
    assert ours.permutation(60).tolist() == order
    assert ours.random_u64() == words.random_u64()


@pytest.mark.parametrize("dtype", FLOATS)
def test_bernoulli(dtype: str) -> None:
    ours, theirs = generators(12)
    values = np.random.default_rng(0)
    for count in COUNTS:
        p = values.random(count).astype(dtype)
        p[::5], p[1::5] = 0, 1
        assert_same(ours.bernoulli(p), torch.bernoulli(torch.from_numpy(p), generator=theirs))
        expected = empty(count, "int64").bernoulli_(torch.from_numpy(p), generator=theirs)
        assert_same(ours.bernoulli(p, "int64"), expected)
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("p", [0.0, 0.3, 1 / 3, 1e-9, 1 - 1e-9, 1.0])
def test_bernoulli_scalar(dtype: str, p: float) -> None:
    ours, theirs = generators(13)
    for count in COUNTS:
        expected = empty(count, dtype).bernoulli_(p, generator=theirs)
        assert_same(ours.bernoulli_scalar(p, (count,), dtype), expected)
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("past", [-0.5, 0.0, 0.5, 1.0])
def test_a_draw_is_compared_with_every_bit_of_a_probability(past: float) -> None:
    """The seed's first uniform is below a half, where neighbours are half a step apart."""
    ours, theirs = generators(1)
    draw = ours.clone().uniform((1,), "float64")[0]
    p = draw + past * 2.0**-53
    assert (p == draw) == (past == 0)
    expected = empty(1, "bool").bernoulli_(p, generator=theirs)
    assert_same(ours.bernoulli_scalar(p, (1,), "bool"), expected)
    assert expected.item() == (past > 0)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("p", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_dropout_mask(dtype: str, p: float) -> None:
    ours = Stream(14)
    torch.manual_seed(14)
    for count in COUNTS:
        expected = torch.nn.functional.dropout(torch.ones(count, dtype=getattr(torch, dtype)), p)
        assert_same(ours.dropout_mask((count,), 1 - p), expected != 0)
    assert_in_step(ours, torch.default_generator)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize("shape", [(1,), (2,), (7,), (300,), (3, 5), (1, 4), (40, 11), (0, 3)])
def test_multinomial(dtype: str, replacement: bool, shape: tuple[int, ...]) -> None:
    ours, theirs = generators(15)
    values = np.random.default_rng(1)
    for n in (1, 2, 5, 30):
        if n > shape[-1] and not replacement:
            continue
        p = (values.random(shape) + 1e-3).astype(dtype)
        if replacement:
            p[..., 1::3] = 0
        expected = torch.multinomial(torch.from_numpy(p), n, replacement, generator=theirs)
        assert_same(ours.multinomial(p, n, replacement), expected)
    assert_in_step(ours, theirs)


def test_multinomial_without_replacement_leaves_zeros_for_the_end() -> None:
    p = np.array([0, 2, 0, 1, 3, 0], np.float32)
    for seed in range(20):
        drawn = Stream(seed).multinomial(p, 4)
        assert sorted(drawn[:3]) == [1, 3, 4] and drawn[3] in (0, 2, 5)


MIXED: tuple[tuple[Draw, TorchDraw], ...] = (
    (lambda s: s.normal((3,)), lambda g: torch.randn(3, generator=g)),
    (lambda s: s.normal((1,), "float64"), lambda g: torch.randn(1, generator=g).double()),
    (lambda s: s.uniform((5,)), lambda g: torch.rand(5, generator=g)),
    (lambda s: s.normal((17,)), lambda g: torch.randn(17, generator=g)),
    (lambda s: s.normal((2, 2), "float16"), lambda g: empty((2, 2), "float16").normal_(generator=g)),
    (lambda s: s.permutation(9), lambda g: torch.randperm(9, generator=g)),
    (lambda s: s.normal(()), lambda g: torch.randn((), generator=g)),
    (lambda s: s.integers(0, 10, (3,)), lambda g: torch.randint(10, (3,), generator=g)),
    (lambda s: s.normal((0,)), lambda g: torch.randn(0, generator=g)),
    (lambda s: s.uniform((4,), "float64"), lambda g: empty(4, "float64").uniform_(generator=g)),
    (lambda s: s.bernoulli_scalar(0.4, (5,)), lambda g: empty(5, "float32").bernoulli_(0.4, generator=g)),
    (lambda s: s.normal((40,), "float16"), lambda g: empty(40, "float16").normal_(generator=g)),
)


@pytest.mark.parametrize("seed", range(12))
def test_mixed_calls_share_one_stream(seed: int) -> None:
    ours, theirs = generators(seed)
    for choice in np.random.default_rng(seed).integers(len(MIXED), size=150):
        draw, torch_draw = MIXED[choice]
        drawn, expected = draw(ours), torch_draw(theirs)
        assert np.array_equal(drawn.astype(np.float32), expected.float().numpy())
    assert_in_step(ours, theirs)


VIEWS: tuple[Callable[[torch.Tensor], torch.Tensor], ...] = (
    lambda x: x.t(),
    lambda x: x[:, ::2],
    lambda x: x[::3, 1:].t(),
    lambda x: x.reshape(4, 6, 5).permute(2, 0, 1),
    lambda x: x.reshape(4, 6, 5)[:, 1:4].transpose(0, 2),
    lambda x: x[:, :1].t(),
)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_fills_that_are_not_contiguous(view: Callable, dtype: str) -> None:
    ours, theirs = generators(16)
    expected = view(torch.zeros(12, 10, dtype=getattr(torch, dtype)))
    target = view(torch.zeros(12, 10, dtype=getattr(torch, dtype))).numpy()
    size, contiguous = target.size, target.flags.c_contiguous
    for _ in range(3):
        place(ours.normal((size,), dtype, 1.5, 0.5, contiguous), target)
        assert_same(target, expected.normal_(1.5, 0.5, generator=theirs))
        place(ours.uniform((size,), dtype), target)
        assert_same(target, expected.uniform_(generator=theirs))
    assert_in_step(ours, theirs)


@pytest.mark.parametrize("view", VIEWS)
def test_results_like_a_tensor_keep_its_layout(view: Callable) -> None:
    x = view(torch.ones(12, 10))
    ours = Stream(17)
    torch.manual_seed(17)
    kept = np.empty_like(x.numpy(), bool)
    place(ours.dropout_mask((x.numel(),), 0.7), kept)
    assert_same(kept, torch.nn.functional.dropout(x, 0.3) != 0)
    like = np.empty_like(x.numpy())
    place(ours.normal((like.size,), contiguous=like.flags.c_contiguous), like)
    assert_same(like, torch.randn_like(x))
    p = np.linspace(0, 1, 120, dtype=np.float32).reshape(12, 10).T
    assert_same(ours.bernoulli(p), torch.bernoulli(torch.from_numpy(p)))


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("drop_last", [True, False])
@pytest.mark.parametrize("batch", [4, 5])
def test_what_a_data_loader_draws(shuffle: bool, own: bool, drop_last: bool, batch: int) -> None:
    """The order of draws that `loader_seed` documents, over whole epochs."""
    torch.manual_seed(18)
    generator = torch.Generator().manual_seed(19) if own else None
    loader = torch.utils.data.DataLoader(
        torch.arange(20), batch, shuffle, generator=generator, drop_last=drop_last
    )
    default, ours = Stream(18), Stream(19) if own else Stream(18)
    for _ in range(3):
        seen = torch.cat(list(loader))
        ours.loader_seed()
        if shuffle and own:
            order = ours.permutation(20)
            ours.permutation(20)
        elif shuffle:
            order = Stream(ours.loader_seed()).permutation(20)
        else:
            order = np.arange(20)
        assert_same(order, seen)
    if own:
        assert generator is not None
        assert_in_step(ours, generator)
    assert_in_step(default if own else ours, torch.default_generator)


def test_when_a_data_loader_draws() -> None:
    """The base seed at `iter`, the order at the first batch, the rest when it runs out."""
    generator = torch.Generator().manual_seed(20)
    loader = torch.utils.data.DataLoader(torch.arange(10), batch_size=4, shuffle=True, generator=generator)
    ours = Stream(20)
    batches = iter(loader)
    steps = (
        (lambda: None, ours.loader_seed),
        (lambda: next(batches), lambda: ours.permutation(10)),
        (lambda: next(batches), lambda: None),
        (lambda: next(batches), lambda: ours.permutation(10)),
        (lambda: next(batches, None), lambda: None),
    )
    for theirs_step, ours_step in steps:
        theirs_step()
        ours_step()
        probe = torch.Generator()
        probe.set_state(generator.get_state())
        assert_in_step(ours.clone(), probe)


def test_uniforms_spread_evenly() -> None:
    drawn = np.sort(Stream(21).uniform((10_000,), "float64"))
    assert all(left < right for left, right in pairwise(drawn.tolist()))
    distance = np.max(np.abs(drawn - np.arange(10_000) / 10_000))
    assert distance < 2 / math.sqrt(10_000)
