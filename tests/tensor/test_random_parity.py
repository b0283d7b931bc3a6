"""Every way to draw, against PyTorch: the same numbers, and the stream left at the same place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.tensor import trials

COUNTS = (1, 15, 16, 17, 33, 100)
FILLS = {
    "normal_": (1.0, 2.0),
    "uniform_": (-2.0, 3.0),
    "exponential_": (2.0,),
    "geometric_": (0.3,),
    "cauchy_": (1.0, 2.0),
    "log_normal_": (0.5, 0.3),
    "bernoulli_": (0.3,),
    "random_": (-5, 20),
    "random_ below": (10,),
    "random_ all": (),
}
WHOLE = ("random_ all", "random_ below", "bernoulli_", "geometric_")


def filled(library: Any, target: Any, name: str) -> Any:
    return getattr(target, name.split()[0])(*FILLS[name])


def fill_cases() -> dict[str, Any]:
    cases: dict[str, Any] = {}
    for name in FILLS:
        for count in COUNTS:
            for kind in ("float32", "float64"):
                cases[f"{name} {count} {kind}"] = lambda L, n=name, c=count, k=kind: filled(
                    L, L.zeros(c, dtype=getattr(L, k)), n
                )
                cases[f"{name} {count} {kind} every second"] = lambda L, n=name, c=count, k=kind: filled(
                    L, L.zeros(2 * c, dtype=getattr(L, k))[::2], n
                )
                cases[f"{name} {count} {kind} transposed"] = lambda L, n=name, c=count, k=kind: filled(
                    L, L.zeros(3, c, dtype=getattr(L, k)).t(), n
                )
        if name in WHOLE:
            for kind in ("int64", "int32", "int16", "int8", "uint8"):
                cases[f"{name} {kind}"] = lambda L, n=name, k=kind: filled(
                    L, L.zeros(40, dtype=getattr(L, k)), n
                )
    return cases


def parts(library: Any, kind: str = "float32", shape: Any = (6,)) -> Any:
    """Positive numbers below 1."""
    return library.tensor(np.random.default_rng(1).random(shape), dtype=getattr(library, kind))


def trial(library: Any, name: str) -> Any:
    """A function that PyTorch has, but not for users."""
    return getattr(trials, name) if library is tidu else getattr(library, f"_{name}")


def made_cases() -> dict[str, Any]:
    cases: dict[str, Any] = {
        "randperm int32": lambda L: L.randperm(100, dtype=L.int32),
        "randperm float32": lambda L: L.randperm(100, dtype=L.float32),
        "randperm generator": lambda L: L.randperm(100, generator=L.Generator().manual_seed(3)),
        "randint by name": lambda L: L.randint(low=2, high=9, size=(4,)),
        "randint high": lambda L: L.randint(high=9, size=(4,)),
        "randint one": lambda L: L.randint(5, ()),
        "randint_like": lambda L: L.randint_like(L.zeros(5), 10),
        "randint_like low": lambda L: L.randint_like(L.zeros(5, dtype=L.int64), 3, 10),
        "uniform_ to": lambda L: L.zeros(3).uniform_(to=4.0),
        "random_ to": lambda L: L.zeros(3).random_(0, to=4),
        "normal_ generator": lambda L: L.zeros(3).normal_(1, 2, generator=L.Generator().manual_seed(1)),
        "log_normal_ plain": lambda L: L.zeros(5).log_normal_(),
        "cauchy_ plain": lambda L: L.zeros(5).cauchy_(),
        "multinomial many": lambda L: L.multinomial(parts(L), 1000, True),
        "multinomial generator": lambda L: L.multinomial(parts(L), 3, generator=L.Generator().manual_seed(4)),
        "multinomial names": lambda L: L.multinomial(input=parts(L), num_samples=3, replacement=True),
        "multinomial zeros": lambda L: L.multinomial(L.tensor([0.0, 1.0, 0.0, 2.0]), 2),
        "multinomial method": lambda L: parts(L).multinomial(3),
        "normal mixed": lambda L: L.normal(parts(L, "float32"), parts(L, "float64")),
        "normal ranges": lambda L: L.normal(mean=L.arange(1.0, 11.0), std=L.arange(1, 0, -0.1)),
        "bernoulli_ of whole": lambda L: L.zeros(50, dtype=L.int64).bernoulli_(parts(L, shape=(50,))),
        "bernoulli_ broadcast": lambda L: L.zeros(5, 6).bernoulli_(parts(L)),
        "poisson": lambda L: L.poisson(parts(L, shape=(300,)) * 40),
        "poisson generator": lambda L: L.poisson(parts(L) * 9, generator=L.Generator().manual_seed(3)),
        "binomial": lambda L: L.binomial(L.full((300,), 30.0), parts(L, shape=(300,))),
        "binomial many": lambda L: L.binomial(L.full((300,), 900.0).double(), parts(L, "float64", (300,))),
        "gamma": lambda L: trial(L, "standard_gamma")(parts(L, shape=(300,)) * 4),
        "gamma float64": lambda L: trial(L, "standard_gamma")(parts(L, "float64", (300,)) * 4),
        "dirichlet": lambda L: trial(L, "sample_dirichlet")(parts(L, shape=(100, 3)) * 4),
        "gamma after a normal": lambda L: (L.randn(1), trial(L, "standard_gamma")(parts(L)), L.randn(3))[2],
    }
    for high in (2, 1000, 2**24, 2**28 - 1, 2**28, 2**31, 2**32, 2**40, 2**63 - 1):
        cases[f"randint {high}"] = lambda L, high=high: L.randint(high, (20,))
        cases[f"randint around 0, {high}"] = lambda L, high=high: L.randint(-high, high, (20,))
    for n in (0, 1, 2, 5, 4999, 5000, 20000):
        cases[f"randperm {n}"] = lambda L, n=n: L.randperm(n)
    return {**cases, **typed_cases()}


def typed_cases() -> dict[str, Any]:
    cases: dict[str, Any] = {}
    for kind in ("float32", "float64"):
        for shape in ((6,), (4, 6), (300,)):
            for count in (1, 3, 6):
                for again in (True, False):
                    cases[f"multinomial {kind} {shape} {count} {again}"] = (
                        lambda L, k=kind, s=shape, c=count, a=again: L.multinomial(parts(L, k, s), c, a)
                    )
        for n in (3, 15, 16, 40):
            cases |= {
                f"normal two tensors {kind} {n}": lambda L, k=kind, n=n: L.normal(
                    parts(L, k, n), parts(L, k, n)
                ),
                f"normal of means {kind} {n}": lambda L, k=kind, n=n: L.normal(parts(L, k, n), 2.0),
                f"normal of deviations {kind} {n}": lambda L, k=kind, n=n: L.normal(2.0, parts(L, k, n)),
                f"normal out {kind} {n}": lambda L, k=kind, n=n: L.normal(
                    parts(L, k, n), 2.0, out=L.empty(n, dtype=getattr(L, k))
                ),
                f"randn out {kind} {n}": lambda L, k=kind, n=n: L.randn(
                    n, out=L.empty(n, dtype=getattr(L, k))
                ),
                f"randn_like {kind} {n}": lambda L, k=kind, n=n: L.randn_like(
                    L.zeros(n, 3, dtype=getattr(L, k)).t()
                ),
                f"rand_like {kind} {n}": lambda L, k=kind, n=n: L.rand_like(
                    L.zeros(n, 3, dtype=getattr(L, k)).t()
                ),
            }
        cases |= {
            f"bernoulli {kind}": lambda L, k=kind: L.bernoulli(parts(L, k, (50,))),
            f"bernoulli transposed {kind}": lambda L, k=kind: L.bernoulli(parts(L, k, (5, 10)).t()),
            f"bernoulli p {kind}": lambda L, k=kind: L.bernoulli(parts(L, k, (50,)), 0.3),
            f"normal broadcast {kind}": lambda L, k=kind: L.normal(parts(L, k, (5, 1)), parts(L, k, (4,))),
        }
    return cases


CASES = {**fill_cases(), **made_cases()}


@pytest.mark.parametrize("name", CASES)
def test_the_numbers_are_those_of_pytorch(name: str) -> None:
    found = []
    for library in (torch, tidu):
        library.manual_seed(7)
        drawn = CASES[name](library)
        found.append((drawn.numpy(), library.rand(3).numpy()))
    (theirs, their_next), (ours, our_next) = found
    assert (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape)
    # NumPy's logarithm, sine and tangent in float64 are within 2 ulp of those of PyTorch's library.
    bound = 1e-15 if theirs.dtype == np.float64 else 0.0
    np.testing.assert_allclose(ours, theirs, bound, 4 * bound)
    np.testing.assert_array_equal(our_next, their_next)


REFUSED = {
    "cauchy_": lambda L: L.zeros(3).cauchy_(0, -1),
    "cauchy_ of whole": lambda L: L.zeros(3, dtype=L.int64).cauchy_(),
    "log_normal_": lambda L: L.zeros(3).log_normal_(0, -1),
    "geometric_": lambda L: L.zeros(3).geometric_(1.5),
    "geometric_ of truths": lambda L: L.zeros(3, dtype=L.bool).geometric_(0.5),
    "poisson": lambda L: L.poisson(L.tensor([-1.0])),
    "poisson of whole": lambda L: L.poisson(L.tensor([1])),
    "normal": lambda L: L.normal(L.zeros(2), L.tensor([1.0, -1.0])),
    "multinomial": lambda L: L.multinomial(L.tensor([1.0, -1.0]), 1),
    "randperm": lambda L: L.randperm(-1),
    "randint": lambda L: L.randint(3, 3, (2,)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_those_of_pytorch(name: str) -> None:
    with pytest.raises(Exception) as theirs:
        REFUSED[name](torch)
    with pytest.raises(type(theirs.value)):
        REFUSED[name](tidu)


def test_a_generator_is_cloned() -> None:
    found = []
    for library in (torch, tidu):
        first = library.Generator().manual_seed(3)
        library.rand(2, generator=first)
        second = first.clone_state()
        drawn = [library.randn(3, generator=each).tolist() for each in (first, second)]
        found.append((drawn, str(first.device), first.initial_seed()))
    assert found[0] == found[1] and found[0][0][0] == found[0][0][1]
