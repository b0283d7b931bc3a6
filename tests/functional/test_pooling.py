"""Pooling of every kind against PyTorch: values, places, gradients, and what is refused."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import torch
from twins import agree, both_refuse, plain

import tidu

RANDOM = np.random.default_rng(5)
SPACE = (7, 6, 5)
SHAPES = ((2, 3), (3,), (0, 3))  # before space
WINDOWS = list(itertools.product((2, 3), (None, 1, 3), (0, 1), (False, True)))


def drawn(*shape: int) -> np.ndarray:
    return RANDOM.normal(size=shape)


def tied(*shape: int) -> np.ndarray:
    """Numbers of which many are equal, and a few are NaN."""
    x = RANDOM.integers(-2, 3, shape).astype("f8")
    if x.size:
        x.flat[RANDOM.integers(0, x.size, 5)] = np.nan
    return x


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("lead", SHAPES, ids=str)
def test_max_pool(rank: int, lead: tuple) -> None:
    x, ties = drawn(*lead, *SPACE[:rank]), tied(*lead, *SPACE[:rank])
    for (kernel, stride, padding, ceil), dilation in itertools.product(WINDOWS, (1, 2)):

        def call(t, x, places=False, args=(kernel, stride, padding, dilation, ceil)):
            return getattr(t.nn.functional, f"max_pool{rank}d")(x, *args, return_indices=places)

        agree(call, x, name=bool(x.size))
        agree(call, ties, order=1, name=bool(x.size))
        ours, theirs = call(tidu, tidu.tensor(ties), True), call(torch, torch.tensor(ties), True)
        np.testing.assert_array_equal(plain(ours[0]), plain(theirs[0]))
        np.testing.assert_array_equal(plain(ours[1]), plain(theirs[1]))


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("lead", SHAPES, ids=str)
def test_avg_pool(rank: int, lead: tuple) -> None:
    x = drawn(*lead, *SPACE[:rank])
    for (kernel, stride, padding, ceil), counted in itertools.product(WINDOWS, (True, False)):
        args = (kernel, stride, padding, ceil, counted)
        agree(lambda t, x, a=args: getattr(t.nn.functional, f"avg_pool{rank}d")(x, *a), x)
    if rank > 1:
        chosen = {"divisor_override": 5, "padding": 1, "ceil_mode": True}
        agree(lambda t, x: getattr(t.nn.functional, f"avg_pool{rank}d")(x, 2, **chosen), x)


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_lp_pool(rank: int) -> None:
    x = abs(drawn(2, 3, *SPACE[:rank])) + 0.1
    for power, stride, ceil in itertools.product((1.0, 2.5), (None, 1, 3), (False, True)):
        args = (power, 2, stride, ceil)
        agree(lambda t, x, a=args: getattr(t.nn.functional, f"lp_pool{rank}d")(x, *a), x)


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("lead", SHAPES, ids=str)
def test_adaptive_pools(rank: int, lead: tuple) -> None:
    x, ties = drawn(*lead, *SPACE[:rank]), tied(*lead, *SPACE[:rank])
    sizes: list[Any] = [1, 2, 3, 5, 9]
    sizes += [(2, None, 3)[:rank], (None,) * rank] if rank > 1 else [(3,)]
    for size in sizes:
        for kind in ("avg", "max"):

            def call(t, x, size=size, kind=kind):
                return getattr(t.nn.functional, f"adaptive_{kind}_pool{rank}d")(x, size)

            agree(call, x, name=bool(x.size))
        name = f"adaptive_max_pool{rank}d"
        ours = getattr(tidu.nn.functional, name)(tidu.tensor(ties), size, return_indices=True)
        theirs = getattr(torch.nn.functional, name)(torch.tensor(ties), size, return_indices=True)
        np.testing.assert_array_equal(plain(ours[0]), plain(theirs[0]))
        np.testing.assert_array_equal(plain(ours[1]), plain(theirs[1]))


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_max_unpool(rank: int) -> None:
    x = drawn(2, 3, *SPACE[:rank])
    for kernel, padding, given in ((2, 0, True), (2, 1, True), (3, 0, False)):
        pool = getattr(torch.nn.functional, f"max_pool{rank}d")
        values, places = pool(torch.tensor(x), kernel, None, padding, return_indices=True)
        size = list(SPACE[:rank]) if given else None
        args = (places.numpy(), kernel, None, padding, size)

        def call(t, y, at, *rest):
            return getattr(t.nn.functional, f"max_unpool{rank}d")(y, at, *rest)

        if given or kernel * values.shape[-1] == SPACE[rank - 1]:
            agree(call, values.numpy(), *args)


@pytest.mark.parametrize("rank", [2, 3])
@pytest.mark.parametrize("lead", [(2, 3), (3,)], ids=str)
def test_fractional_pools(rank: int, lead: tuple) -> None:
    x = tied(*lead, *SPACE[:rank])
    samples = RANDOM.uniform(size=(*((1,) * (2 - len(lead))), *lead, rank))
    sizes = ((2, 3, None), ((2, 3, 1)[:rank], (4, 2, 3)[:rank], None), (3, None, (0.5, 0.3, 0.4)[:rank]))
    for kernel, size, ratio in sizes:

        def call(t, x, places=False, args=(kernel, size, ratio)):
            pool = getattr(t.nn.functional, f"fractional_max_pool{rank}d")
            return pool(x, *args, places, _random_samples=t.tensor(samples))

        agree(call, x)
        found = (call(library, library.tensor(x), True) for library in (tidu, torch))
        for ours, theirs in zip(*found, strict=True):
            np.testing.assert_array_equal(plain(ours), plain(theirs))


def test_names_that_give_places_too() -> None:
    x = tidu.tensor(drawn(1, 2, 6, 6))
    values, places = tidu.nn.functional.max_pool2d_with_indices(x, 2)
    assert places.dtype == tidu.int64 and tidu.equal(values, tidu.max_pool2d(x, 2))
    _, places = tidu.nn.functional.adaptive_max_pool2d_with_indices(x, 4)
    assert tidu.equal(x.flatten(2).gather(2, places.flatten(2)), _.flatten(2))


def test_infinities() -> None:
    x = np.full((1, 5, 5), -np.inf)
    for padding in (0, 1):
        ours = tidu.nn.functional.max_pool2d(tidu.tensor(x), 2, 2, padding, return_indices=True)
        theirs = torch.nn.functional.max_pool2d(torch.tensor(x), 2, 2, padding, return_indices=True)
        assert ours[0].tolist() == theirs[0].tolist() and ours[1].tolist() == theirs[1].tolist()
    x[0, 2, 2] = np.inf
    agree(lambda t, x: t.nn.functional.adaptive_avg_pool2d(x, 3), np.where(np.isinf(x), x, 0.0), order=1)


@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
def test_whole_numbers(name: str) -> None:
    x = RANDOM.integers(-9, 9, (2, 5, 6))
    agree(lambda t, x: getattr(t.nn.functional, name)(x, 2, 2, 1), x, rtol=1e-12)


X = np.ones((1, 2, 4, 4))
REFUSED = {
    "rank": (lambda t, x: t.nn.functional.max_pool2d(x[0, 0], 2), "Expected 3D or 4D (batch mode)"),
    "no channels": (lambda t, x: t.nn.functional.max_pool2d(x[:, :0], 2), "got:[1, 0, 4, 4]"),
    "padding": (lambda t, x: t.nn.functional.max_pool2d(x, 2, padding=2), "at most half of effective kernel"),
    "small": (lambda t, x: t.nn.functional.max_pool2d(x, 5), "Output size is too small"),
    "sizes": (lambda t, x: t.nn.functional.max_pool2d(x, (2, 2, 2)), "list of 2 values"),
    "stride": (lambda t, x: t.nn.functional.avg_pool2d(x, 2, 0), "stride should be greater than zero"),
    "divisor": (lambda t, x: t.nn.functional.avg_pool2d(x, 2, divisor_override=0), "must be not zero"),
    "whole": (lambda t, x: t.max_pool1d(x[0].long(), 2), "not implemented for torch.int64"),
    "output size": (lambda t, x: t.nn.functional.adaptive_avg_pool2d(x, (1, 2, 3)), "2 dimensions"),
    "fractional": (lambda t, x: t.nn.functional.fractional_max_pool2d(x, 2), "requires specifying either"),
    "fractional size": (
        lambda t, x: t.nn.functional.fractional_max_pool2d(x, 3, 3), "too large relative to the input",
    ),
    "fractional ratio": (lambda t, x: t.nn.FractionalMaxPool2d(2, output_ratio=2.0), "between 0 and 1"),
    "fractional both": (lambda t, x: t.nn.FractionalMaxPool2d(2, 2, 0.5), "only one of"),
    "unpool shape": (
        lambda t, x: t.nn.functional.max_unpool2d(x, x[:, :1].long(), 2), "shape of indices to be same",
    ),
    "unpool type": (lambda t, x: t.nn.functional.max_unpool2d(x, x, 2), "should be type int64"),
    "unpool size": (
        lambda t, x: t.nn.functional.max_unpool2d(x, x.long(), 2, output_size=(20, 8)), "must lie between",
    ),
    "unpool index": (lambda t, x: t.nn.functional.max_unpool2d(x, x.long() * 99, 2), "invalid max index: 99"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    call, said = REFUSED[name]
    assert said in both_refuse(call, X)
