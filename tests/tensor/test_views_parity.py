"""Views and in-place operations with gradients: random programs, run by Tidu and by PyTorch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch_parity import attempt, compare, leaf

import tidu
from tidu.testing import assert_close

VIEWS: dict[str, Callable[[Any], Any]] = {
    "transposed": lambda x: x.transpose(0, -1),
    "first": lambda x: x[0],
    "last column": lambda x: x[..., -1],
    "every other": lambda x: x[::2],
    "flat": lambda x: x.view(-1),
    "unsqueezed": lambda x: x.unsqueeze(0),
    "squeezed": lambda x: x.squeeze(),
    "narrow": lambda x: x.narrow(-1, 1, 1),
    "permuted": lambda x: x.permute(*range(x.dim())[::-1]),
    "detached": lambda x: x.detach(),
}
WRITES: dict[str, Callable[[Any], Any]] = {
    "add_": lambda x: x.add_(1.5),
    "mul_": lambda x: x.mul_(2.0),
    "zero_": lambda x: x.zero_(),
    "fill_": lambda x: x.fill_(0.5),
    "sin_": lambda x: x.sin_(),
    "neg_": lambda x: x.neg_(),
    "set first": lambda x: x.__setitem__(0, 3.0),
    "set places": lambda x: x.__setitem__([0], -1.0),
    "times itself": lambda x: x.mul_(x.detach().cos()),
}
MIXES: dict[str, Callable[[Any, Any], Any]] = {
    "add_": lambda x, y: x.add_(y),
    "mul_": lambda x, y: x.mul_(y),
    "copy_": lambda x, y: x.copy_(y),
    "sub_": lambda x, y: x.sub_(y, alpha=0.5),
    "set": lambda x, y: x.__setitem__(..., y),
}
NEW: dict[str, Callable[[Any], Any]] = {
    "doubled": lambda x: x * 2.0,
    "squared": lambda x: x * x,
    "sine": lambda x: x.sin(),
    "cloned": lambda x: x.clone(),
    "summed": lambda x: x.sum(0, keepdim=True),
}
steps = st.lists(
    st.one_of(
        st.tuples(st.just("view"), st.sampled_from(sorted(VIEWS)), st.integers(0, 9)),
        st.tuples(st.just("write"), st.sampled_from(sorted(WRITES)), st.integers(0, 9)),
        st.tuples(st.just("mix"), st.sampled_from(sorted(MIXES)), st.integers(0, 99)),
        st.tuples(st.just("new"), st.sampled_from(sorted(NEW)), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=7,
)


def run(t: Any, x: Any, y: Any, program: list[tuple[str, str, int]]) -> list:
    """All tensors that a program makes: of x * 1 (taped), y * 1 (taped) and a constant."""
    made = [x * 1.0, y * 1.0, t.full_like(x.detach(), 2.0)]
    for kind, name, choice in program:
        one, other = made[choice % len(made)], made[choice // 10 % len(made)]
        if kind == "view":
            made.append(VIEWS[name](one) if one.dim() and 0 not in one.shape else one)
        elif kind == "new":
            made.append(NEW[name](one) if one.dim() else one)
        elif kind == "write" and (one.dim() or "set" not in name):
            WRITES[name](one)
        elif kind == "mix" and one.shape == other.shape and one is not other:
            MIXES[name](one, other)
    return made


@settings(max_examples=400)
@given(steps)
def test_programs(program: list[tuple[str, str, int]]) -> None:
    random = np.random.default_rng(1)
    x, y = random.normal(size=(2, 3)), random.normal(size=(2, 3))
    weights = [random.normal(size=99) for _ in range(20)]
    results = []
    for library in (tidu, torch):
        given_ = [leaf(library, array, True) for array in (x, y)]

        def derive(t: Any, a: Any, b: Any) -> Any:
            made = run(t, a, b, program)
            loss = sum(
                (part.reshape(-1) * t.tensor(weight[: part.numel()])).sum()
                for part, weight in zip(made, weights, strict=False)
            )
            grads = t.autograd.grad(loss, [a, b], allow_unused=True, materialize_grads=True)
            return [part.detach() for part in made], [part._version for part in made], grads

        results.append(attempt(derive, library, given_))
    ours, theirs = results
    if isinstance(theirs, Exception):
        return  # PyTorch keeps results in the changed memory and refuses more than must be
    assert not isinstance(ours, Exception), f"PyTorch computes what Tidu refuses: {ours!r}"
    compare(ours[1][0], theirs[1][0])
    assert ours[1][1] == theirs[1][1]
    for mine, wanted in zip(ours[1][2], theirs[1][2], strict=True):
        assert_close(mine, wanted.numpy(), rtol=1e-9, atol=1e-9)
