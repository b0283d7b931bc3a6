"""`torch.nn.utils.rnn`: sequences of unequal lengths, packed time by time or padded to one length.

Source: https://docs.pytorch.org/docs/stable/nn.html#utility-functions-in-other-modules
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.nn.utils.packed_sequence import PackedSequence, invert_permutation
from tidu.ops import index
from tidu.tensor.creation import full
from tidu.tensor.handle import look, wrap
from tidu.tensor.joining import cat
from tidu.tensor.picking import index_select
from tidu.tensor.promote import named
from tidu.tensor.tensor import Tensor
from tidu.text import say

__all__ = [
    "PackedSequence", "invert_permutation", "pack_padded_sequence", "pack_sequence", "pad_packed_sequence",
    "pad_sequence", "unpack_sequence", "unpad_sequence",
]  # fmt: skip
BOTH = {"key": (index.HERE, index.HERE)}


def _by_time(sizes: Sequence[int]) -> tuple[Tensor, Tensor]:
    """(time, sequence) of every row of packed data."""
    times = np.repeat(np.arange(len(sizes)), sizes)
    return wrap(times), wrap(np.concatenate([np.arange(n) for n in sizes]))


def _whole(lengths: Any) -> list[int]:
    """Lengths as numbers, whether in a tensor or not."""
    return [int(n) for n in (look(lengths) if isinstance(lengths, Tensor) else lengths)]


def _laid(rows: Tensor, places: tuple[Tensor, Tensor], shape: tuple[int, ...], padding: float) -> Tensor:
    """`rows` at their places of a tensor of `shape` that is `padding` elsewhere."""
    ground = full((*shape, *rows._value.shape[1:]), padding, dtype=rows.dtype)
    return named(mode.bind(index.index_set, (ground, rows, *places), BOTH), "CopySlices")


def pack_padded_sequence(
    input: Tensor, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True
) -> PackedSequence:
    """The sequences of input [times, rows, *] packed, each up to its length.

    With enforce_sorted the longest must come first, RuntimeError if not; without, they are sorted.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html

    >>> import tidu
    >>> pack_padded_sequence(tidu.tensor([[1, 2, 3], [4, 0, 0]]), [3, 1], batch_first=True)
    PackedSequence(data=tensor([1, 4, 2, 3]), batch_sizes=tensor([2, 1, 1]), sorted_indices=None,
                   unsorted_indices=None)
    """
    counts = np.array(_whole(lengths), np.int64)
    order = None
    if not enforce_sorted:
        places = np.argsort(-counts, kind="stable")
        order, counts = wrap(places), counts[places]
        input = index_select(input, 0 if batch_first else 1, order)
    if batch_first:
        input = input.transpose(0, 1)
    _check_lengths(counts, input._value.shape)
    sizes = (counts[None] > np.arange(counts[0])[:, None]).sum(1)
    data = named(mode.bind(index.index, (input, *_by_time(sizes.tolist())), BOTH), "PackPaddedSequence")
    return PackedSequence(data, wrap(sizes), order)


def _check_lengths(counts: np.ndarray, shape: tuple[int, ...]) -> None:
    """RuntimeError unless `counts`, falling, are lengths of the sequences of a tensor of `shape`."""
    if len(shape) < 2 or len(counts) != shape[1]:
        raise RuntimeError(say("recurrent.lengths_count", given=len(counts), shape=list(shape)))
    if not len(counts) or counts.min() <= 0:
        found = counts.min() if len(counts) else 0
        raise RuntimeError(say("recurrent.lengths_positive", given=found))
    if (counts[1:] > counts[:-1]).any():
        raise RuntimeError(say("recurrent.lengths_sorted", given=counts.tolist()))
    if counts[0] > shape[0]:
        raise RuntimeError(say("recurrent.lengths_long", given=counts[0], times=shape[0]))


def pad_packed_sequence(
    sequence: PackedSequence,
    batch_first: bool = False,
    padding_value: float = 0.0,
    total_length: int | None = None,
) -> tuple[Tensor, Tensor]:
    """(padded [times, rows, *], lengths [rows]) in the order that was packed.

    ValueError where total_length is less than the longest.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_packed_sequence.html

    >>> import tidu
    >>> pad_packed_sequence(pack_sequence([tidu.tensor([1, 2]), tidu.tensor([3])]), batch_first=True)
    (tensor([[1, 2],
             [3, 0]]), tensor([2, 1]))
    """  # fmt: skip
    sizes = _whole(sequence.batch_sizes)
    times = len(sizes) if total_length is None else total_length
    if times < len(sizes):
        raise ValueError(say("recurrent.total_length", given=times, longest=len(sizes)))
    at, row = _by_time(sizes)
    places, shape = ((row, at), (sizes[0], times)) if batch_first else ((at, row), (times, sizes[0]))
    padded = _laid(sequence.data, places, shape, padding_value)
    padded = named(padded, "TransposeBackward0") if batch_first else padded
    lengths = wrap((np.array(sizes)[:, None] > np.arange(sizes[0])).sum(0))
    order = sequence.unsorted_indices
    if order is None:
        return padded, lengths
    return index_select(padded, 0 if batch_first else 1, order), lengths[order]


def pad_sequence(
    sequences: Any, batch_first: bool = False, padding_value: float = 0.0, padding_side: str = "right"
) -> Tensor:
    """Sequences [length, *] side by side in one tensor [longest, count, *], or [count, longest, *].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_sequence.html

    >>> import tidu
    >>> pad_sequence([tidu.tensor([1, 2]), tidu.tensor([3])], batch_first=True, padding_side="left")
    tensor([[1, 2],
            [0, 3]])
    """
    if not isinstance(sequences, Iterable):
        raise RuntimeError(say("recurrent.not_sequences", given=type(sequences).__name__))
    parts = tuple(sequences)
    if not parts:
        raise RuntimeError(say("recurrent.no_sequences"))
    if padding_side not in ("left", "right"):
        raise RuntimeError(say("recurrent.padding_side", given=padding_side))
    lengths = [each._value.shape[0] for each in parts]
    late = padding_side == "left"
    at = wrap(np.concatenate([np.arange(n) + late * (max(lengths) - n) for n in lengths]))
    row, count = wrap(np.repeat(np.arange(len(parts)), lengths)), len(parts)
    places, shape = ((row, at), (count, max(lengths))) if batch_first else ((at, row), (max(lengths), count))
    return _laid(cat(parts), places, shape, padding_value)


def unpad_sequence(padded_sequences: Tensor, lengths: Any, batch_first: bool = False) -> list[Tensor]:
    """The sequences that were padded, each up to its length: what undoes `pad_sequence`.

    >>> import tidu
    >>> unpad_sequence(tidu.tensor([[1, 2], [3, 0]]), tidu.tensor([2, 1]), batch_first=True)
    [tensor([1, 2]), tensor([3])]
    """
    rows = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [row[:length] for row, length in zip(rows, _whole(lengths), strict=False)]


def pack_sequence(sequences: Sequence[Tensor], enforce_sorted: bool = True) -> PackedSequence:
    """Sequences [length, *] packed; the longest first unless enforce_sorted is False.

    >>> import tidu
    >>> pack_sequence([tidu.tensor([1]), tidu.tensor([2, 3])], enforce_sorted=False).data
    tensor([2, 1, 3])
    """
    lengths = [each._value.shape[0] for each in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences: PackedSequence) -> list[Tensor]:
    """The sequences that were packed: what undoes `pack_sequence`.

    >>> import tidu
    >>> unpack_sequence(pack_sequence([tidu.tensor([1, 2]), tidu.tensor([3])]))
    [tensor([1, 2]), tensor([3])]
    """
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
