"""Packed and padded sequences against PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from sequences import LIBRARIES
from twins import agree, both_refuse, plain

import tidu

RANDOM = np.random.default_rng(5)
PADDED = RANDOM.normal(size=(4, 3, 2))
SEQUENCES = tuple(RANDOM.normal(size=(n, 2)) for n in (4, 2, 3))
FALLING = tuple(RANDOM.normal(size=(n,)) for n in (4, 2, 1))


def rnn(t: Any) -> Any:
    return t.nn.utils.rnn


CALLS: dict[str, tuple[Any, tuple]] = {
    "pack": (lambda t, x: rnn(t).pack_padded_sequence(x, [4, 2, 1]).data, (PADDED,)),
    "pack rows first": (
        lambda t, x: rnn(t).pack_padded_sequence(x, t.tensor([3, 3, 2, 1]), batch_first=True).data,
        (PADDED,),
    ),
    "pack unsorted": (
        lambda t, x: rnn(t).pack_padded_sequence(x, [2, 4, 3], enforce_sorted=False).data,
        (PADDED,),
    ),
    "pad packed": (
        lambda t, *xs: rnn(t).pad_packed_sequence(rnn(t).pack_sequence(xs, enforce_sorted=False))[0],
        SEQUENCES,
    ),
    "pad packed longer": (
        lambda t, *xs: rnn(t).pad_packed_sequence(rnn(t).pack_sequence(xs), True, -1.0, 6)[0],
        FALLING,
    ),
    "pad": (lambda t, *xs: rnn(t).pad_sequence(xs), SEQUENCES),
    "pad rows first": (lambda t, *xs: rnn(t).pad_sequence(list(xs), True, 2.0), SEQUENCES),
    "pad on the left": (lambda t, *xs: rnn(t).pad_sequence(xs, padding_side="left"), SEQUENCES),
    "pad one tensor": (lambda t, x: rnn(t).pad_sequence(x), (PADDED,)),
    "unpad": (lambda t, x: t.cat(list(rnn(t).unpad_sequence(x * 1, t.tensor([4, 2, 3])))), (PADDED,)),
    "unpack": (
        lambda t, *xs: t.cat(rnn(t).unpack_sequence(rnn(t).pack_sequence(xs, enforce_sorted=False))),
        SEQUENCES,
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_values_and_gradients(name: str) -> None:
    call, arrays = CALLS[name]
    agree(call, *arrays, name=False)


def test_what_a_packed_sequence_holds() -> None:
    packs = []
    for library in LIBRARIES:
        xs = [library.tensor(x) for x in SEQUENCES]
        pack = rnn(library).pack_sequence(xs, enforce_sorted=False)
        assert pack.batch_sizes.dtype == library.int64 and pack._fields == rnn(torch).PackedSequence._fields
        assert isinstance(pack, tuple) and pack.float().data.dtype == library.float32 and pack.cpu() is pack
        assert pack.double() is pack and not pack.is_cuda and not pack.is_pinned()
        lengths = rnn(library).pad_packed_sequence(pack)[1]
        packs.append([plain(x).tolist() for x in (*pack, lengths)])
    assert packs[0] == packs[1]
    assert packs[0][-1] == [4, 2, 3]


def test_a_packed_sequence_of_its_parts() -> None:
    for library in LIBRARIES:
        data, sizes = library.ones(3), library.tensor([2, 1])
        kind = rnn(library).PackedSequence
        assert kind(data, sizes).unsorted_indices is None
        assert kind((data, sizes)).batch_sizes is sizes
        order = kind(data, sizes, library.tensor([1, 0])).unsorted_indices
        assert order.tolist() == [1, 0]
    assert repr(rnn(tidu).pack_sequence([tidu.tensor([1, 2])])) == repr(
        rnn(torch).pack_sequence([torch.tensor([1, 2])])
    )


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize("sorted_already", [False, True])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("LSTM", {}), ("LSTM", {"num_layers": 2, "bidirectional": True}), ("LSTM", {"dtype": "float64"}),
        ("GRU", {}), ("RNN", {"num_layers": 2}),
    ],
)  # fmt: skip
def test_gradients_have_pytorchs_names(
    kind: str, options: dict[str, Any], batch_first: bool, sorted_already: bool
) -> None:
    def names(t: Any) -> list[str]:
        dtype = getattr(t, options.get("dtype", "float32"))
        layer = getattr(t.nn, kind)(2, 3, batch_first=batch_first, **{**options, "dtype": dtype})
        x = t.ones(3, 3, 2, dtype=dtype, requires_grad=True)
        packed = rnn(t).pack_padded_sequence(x * 1, [3, 2, 2], batch_first, sorted_already)
        made, last = layer(packed)
        padded, _ = rnn(t).pad_packed_sequence(made, batch_first)
        plain, _ = layer(x)
        found = [packed.data, made.data, padded, plain, *(last if kind == "LSTM" else [last])]
        return [type(each.grad_fn).__name__ for each in found]

    assert names(tidu) == names(torch)


REFUSED = {
    "lengths rise": lambda t: rnn(t).pack_padded_sequence(t.ones(4, 2, 1), [1, 4]),
    "too few lengths": lambda t: rnn(t).pack_padded_sequence(t.ones(4, 2, 1), [4]),
    "a length of 0": lambda t: rnn(t).pack_padded_sequence(t.ones(4, 2, 1), [4, 0]),
    "a length below 0": lambda t: rnn(t).pack_padded_sequence(t.ones(4, 2), [4, -1]),
    "rising sequences": lambda t: rnn(t).pack_sequence([t.ones(1), t.ones(2)]),
    "shorter than the longest": lambda t: rnn(t).pad_packed_sequence(
        rnn(t).pack_sequence([t.ones(3)]), total_length=2
    ),
    "no sequences": lambda t: rnn(t).pad_sequence([]),
    "no list": lambda t: rnn(t).pad_sequence(3),
    "no side": lambda t: rnn(t).pad_sequence([t.ones(1)], padding_side="top"),
    "no pair": lambda t: rnn(t).PackedSequence(t.ones(1)),
}


def test_a_length_beyond_the_input() -> None:
    """PyTorch makes a sequence of it whose sizes do not fit its data."""
    with pytest.raises(RuntimeError, match=r"length 5 does not fit .* 4 times\. Fix: batch_first"):
        rnn(tidu).pack_padded_sequence(tidu.ones(4, 2, 1), [5, 1])


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    assert "Fix: " in both_refuse(REFUSED[name])
