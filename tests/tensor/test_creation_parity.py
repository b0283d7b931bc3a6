"""New tensors against PyTorch: values, types, refusals; and the promotion of types, every pair."""

from __future__ import annotations

import itertools
import operator
from typing import Any

import numpy as np
import pytest
import torch
from torch_parity import same

import tidu

CALLS = {
    "tensor": lambda t: [
        t.tensor(x)
        for x in (1, 1.5, True, [1, 2], [1.0, 2], [True, 2], [[1], [2]], [], [[]], (1, 2), [True, False])
    ],
    "tensor of ranges": lambda t: t.tensor(range(3)),
    "tensor dtype": lambda t: (t.tensor([1.7, 2], dtype=t.int64), t.tensor([0, 2], dtype=t.bool)),
    "tensor of arrays": lambda t: [
        t.tensor(x)
        for x in (
            np.arange(3),
            np.zeros((1, 2), "float32"),
            np.array(2.5),
            np.array([True]),
        )
    ],
    "tensor of scalars": lambda t: (
        t.tensor(np.float64(1.5)),
        t.tensor(np.float32(1.5)),
        t.tensor(np.int32(1)),
    ),
    "tensor of lists of arrays": lambda t: t.tensor(np.array([np.zeros(2), np.ones(2)]).tolist()),
    "tensor of tensors": lambda t: t.tensor([t.tensor(1.0), t.tensor(2.0)]),
    "tensor of large": lambda t: (t.tensor(2**40), t.tensor([1e300])),
    "tensor ragged": lambda t: t.tensor([[1], [1, 2]]),
    "tensor of text": lambda t: t.tensor("abc"),
    "tensor of texts": lambda t: t.tensor(["a", "b"]),
    "tensor of None": lambda t: t.tensor(None),
    "tensor of a dict": lambda t: t.tensor({}),
    "tensor of too large": lambda t: t.tensor(2**70),
    "tensor requires_grad": lambda t: t.tensor([1.0], requires_grad=True),
    "tensor of whole requires_grad": lambda t: t.tensor([1], requires_grad=True),
    "as_tensor": lambda t: (t.as_tensor([1, 2]), t.as_tensor(np.zeros(2)), t.as_tensor(1.5, dtype=t.float64)),
    "from_numpy": lambda t: t.from_numpy(np.arange(4.0)),
    "from_numpy of a list": lambda t: t.from_numpy([1]),
    "from_numpy of text": lambda t: t.from_numpy(np.array(["a"])),
    "Tensor": lambda t: (t.Tensor([1, 2]), t.Tensor(2, 3).shape, t.Tensor([[1.5]]), t.Tensor().shape),
    "Tensor of a size": lambda t: [
        made(x).zero_()
        for made in (t.Tensor, t.FloatTensor, t.LongTensor, t.ones(1, dtype=t.float64).new)
        for x in (t.ones(2, 3).shape, t.ones(()).size(), t.ones(2, 3).shape[:1], 2)
    ],
    "Tensor of numbers": lambda t: [
        made(x)
        for made in (t.Tensor, t.FloatTensor, t.LongTensor, t.ones(1, dtype=t.float64).new)
        for x in ((2, 3), [2, 3], [], np.array([2.0, 3.0]))
    ],
    "new": lambda t: (t.ones(1).long().new(2, 3).zero_(), t.ones(1).new(), t.ones(1).new(0, 2).shape),
    "FloatTensor of a number": lambda t: t.FloatTensor(1.5),
    "zeros": lambda t: (
        t.zeros(2, 3),
        t.zeros((2,)),
        t.zeros([1, 2], dtype=t.int64),
        t.zeros(()),
        t.zeros(0, 2),
    ),
    "zeros of a shape": lambda t: t.zeros(t.ones(2, 3).shape),
    "zeros negative": lambda t: t.zeros(-1),
    "ones": lambda t: (t.ones(2, 3), t.ones(2, dtype=t.bool), t.ones(2, requires_grad=True)),
    "full": lambda t: (
        t.full((2,), 3),
        t.full((2,), 1.5),
        t.full((1,), True),
        t.full([2], 2, dtype=t.float64),
    ),
    "like": lambda t: (
        t.zeros_like(t.ones(2, 1)),
        t.ones_like(t.tensor([1, 2])),
        t.full_like(t.tensor([1, 2]), 7),
        t.ones_like(t.ones(2), dtype=t.int64),
        t.empty_like(t.ones(3)).shape,
    ),
    "eye": lambda t: (t.eye(3), t.eye(2, 4), t.eye(2, dtype=t.int64)),
    "arange": lambda t: [
        t.arange(*x)
        for x in (
            (5,),
            (1, 4),
            (0, 1, 0.3),
            (5, 0, -2),
            (2.0,),
            (0, 1, 0.1),
            (3, 3),
            (1, 2.5),
            (-1, 1, 0.25),
            (0,),
        )
    ],
    "arange dtype": lambda t: (t.arange(3, dtype=t.float32), t.arange(0.0, 3.0, dtype=t.int64)),
    "python's types": lambda t: [
        [
            (t.tensor([1, 0], dtype=kind), t.zeros(2, dtype=kind), t.ones(1, 2, dtype=kind)),
            (t.as_tensor([1], dtype=kind), t.asarray([1], dtype=kind), t.eye(2, dtype=kind)),
            (t.full((2,), 1, dtype=kind), t.ones_like(t.ones(2), dtype=kind), t.ones(2).to("cpu", kind)),
            (t.ones(2).new_zeros(2, dtype=kind), t.ones(2).to(dtype=kind), t.ones(2).to(kind)),
            (t.ones(2).sum(dtype=kind), t.tensor(t.ones(2), dtype=kind)),
        ]
        for kind in (float, int, bool)
    ],
    "python's types drawn": lambda t: [
        t.rand(2, dtype=float).dtype is t.float64,
        t.randn(2, dtype=float).dtype is t.float64,
        t.randint(0, 3, (2,), dtype=int).dtype is t.int64,
        t.arange(3, dtype=float),
        t.linspace(0, 1, 3, dtype=float),
        t.nn.Linear(1, 1, dtype=float).weight.dtype is t.float64,
    ],
    "another library's type": lambda t: t.zeros(2, dtype=np.float32),
    "arange wrong way": lambda t: t.arange(3, 0),
    "arange no step": lambda t: t.arange(0, 3, 0),
    "arange of tensors": lambda t: t.arange(t.tensor(3)),
    "linspace": lambda t: [
        t.linspace(*x)
        for x in ((0, 1, 5), (-1, 1, 10), (3, 3, 4), (0, 1, 1), (0, 1, 0), (5, -2.5, 100), (0, 1e-3, 7))
    ],
    "linspace dtype": lambda t: (t.linspace(0, 10, 5, dtype=t.float64), t.linspace(0, 10, 4, dtype=t.int64)),
    "linspace negative": lambda t: t.linspace(0, 1, -1),
    "logspace": lambda t: (t.logspace(0, 2, 3), t.logspace(-1, 1, 5, base=2.0)),
    "device": lambda t: (t.ones(1, device="cpu"), str(t.device("cpu")), t.device("cpu") == t.ones(1).device),
    "device repr": lambda t: (repr(t.device("cpu")), repr(t.device("cuda:0")), t.device("cuda", 1).index),
    "default dtype": lambda t: (str(t.get_default_dtype()), t.tensor(1.0)),
    "dtype facts": lambda t: [
        (repr(d), d.itemsize, d.is_floating_point, d.is_signed, d.is_complex) for d in kinds(t).values()
    ],
    "not a default dtype": lambda t: t.set_default_dtype(t.int64),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls(name: str) -> None:
    same(CALLS[name], grad=False)


NAMES = ["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"]
PAIRS = list(itertools.product(NAMES, NAMES))


def kinds(library: Any) -> dict[str, Any]:
    return {name: getattr(library, name) for name in NAMES}


def name_of(dtype: Any) -> str:
    return repr(dtype).removeprefix("torch.")


DO = (operator.add, operator.mul, operator.truediv, operator.eq)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_promotion_of_every_pair(a: str, b: str) -> None:
    found = {}
    for library in (tidu, torch):
        x, y = (library.ones(2, dtype=kinds(library)[name]) for name in (a, b))
        pairs = [(x, y), (x[0], y), (x, y[0]), (x[0], y[0])]
        pairs += [(x, number) for number in (2, 2.5, True)] + [(number, x[0]) for number in (2, 2.5, True)]
        found[library.__name__] = [
            [name_of(do(left, right).dtype) for do in DO]
            for left, right in pairs
        ] + [name_of(library.promote_types(kinds(library)[a], kinds(library)[b]))]
    assert found["tidu"] == found["torch"]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_what_may_be_written_in_place(a: str, b: str) -> None:
    outcomes = []
    for library in (tidu, torch):
        x, y = library.ones(2, dtype=kinds(library)[a]), library.ones(2, dtype=kinds(library)[b])
        try:
            x.mul_(y)
            outcomes.append(name_of(x.dtype))
        except RuntimeError:
            outcomes.append("refused")
        x.copy_(y)
        x[0] = y[1]
        outcomes.append(name_of(x.dtype))
    assert outcomes[:2] == outcomes[2:]


@pytest.fixture
def double_default():
    for library in (tidu, torch):
        library.set_default_dtype(library.float64)
    yield
    for library in (tidu, torch):
        library.set_default_dtype(library.float32)


def test_another_default_type(double_default: None) -> None:
    same(lambda t: (t.tensor(1.5), t.zeros(2), t.tensor([1]) / 2, t.tensor([1]) * 1.5, t.arange(0.0, 1, 0.5)))
    same(lambda t: repr(t.tensor([1.5], dtype=t.float32)))


SPANS = [(-5, 5, 200), (0, 1, 100), (-np.pi, np.pi, 2000), (0.1, 0.7, 33), (-2, 1, 777), (1, 10, 10)]
STEPS = [(-8.0, 8.0, 0.1), (-2, 2, 0.001), (-3, 3, 0.1), (0, 10, 0.3), (-5, 5, 0.05), (2.5, -1, -0.01)]


@pytest.mark.parametrize("kind", ["float32", "float64"])
def test_a_range_is_rounded_as_pytorch_rounds_it(kind: str) -> None:
    for span in SPANS:
        ours, theirs = (t.linspace(*span, dtype=getattr(t, kind)).tolist() for t in (tidu, torch))
        assert ours == theirs, span
    for step in STEPS:
        ours, theirs = (t.arange(*step, dtype=getattr(t, kind)).tolist() for t in (tidu, torch))
        assert ours == theirs, step
