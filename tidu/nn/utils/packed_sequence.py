"""Sequences of unequal lengths, packed together time by time."""

from __future__ import annotations

from typing import Any, NamedTuple

from tidu.core import dtypes
from tidu.tensor.order import sort
from tidu.tensor.tensor import Tensor
from tidu.text import say


class _Fields(NamedTuple):
    data: Tensor
    batch_sizes: Tensor
    sorted_indices: Tensor | None
    unsorted_indices: Tensor | None


class PackedSequence(_Fields):
    """Sequences without padding: data [all rows, *] holds the first time of all, then the second, ...

    batch_sizes says how many sequences reach each time; the longest comes first. Made by
    `pack_padded_sequence` and `pack_sequence`.

    >>> import tidu
    >>> PackedSequence(tidu.tensor([1, 4, 2, 3]), tidu.tensor([2, 1, 1])).double().data
    tensor([1., 4., 2., 3.], dtype=torch.float64)
    """

    def __new__(
        cls, data: Any, batch_sizes: Tensor | None = None, sorted_indices: Tensor | None = None,
        unsorted_indices: Tensor | None = None,
    ) -> PackedSequence:  # fmt: skip
        if batch_sizes is None:
            if not isinstance(data, list | tuple) or len(data) != 2:
                raise AssertionError(say("recurrent.packed_pair", given=type(data).__name__))
            data, batch_sizes = data
        assert batch_sizes is not None
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args: Any, **kwargs: Any) -> PackedSequence:
        """Its data in another type; itself where nothing changes."""
        data = self.data.to(*args, **kwargs)
        return self if data is self.data else type(self)(data, *self[1:])

    def cpu(self) -> PackedSequence:
        """Itself: every tensor is on the CPU."""
        return self

    def double(self) -> PackedSequence:
        """Its data in float64."""
        return self.to(dtype=dtypes.float64)

    def float(self) -> PackedSequence:
        """Its data in float32."""
        return self.to(dtype=dtypes.float32)

    def half(self) -> PackedSequence:
        """Its data in float16."""
        return self.to(dtype=dtypes.float16)

    def long(self) -> PackedSequence:
        """Its data in int64."""
        return self.to(dtype=dtypes.int64)

    def int(self) -> PackedSequence:
        """Its data in int32."""
        return self.to(dtype=dtypes.int32)

    def short(self) -> PackedSequence:
        """Its data in int16."""
        return self.to(dtype=dtypes.int16)

    def char(self) -> PackedSequence:
        """Its data in int8."""
        return self.to(dtype=dtypes.int8)

    def byte(self) -> PackedSequence:
        """Its data in uint8."""
        return self.to(dtype=dtypes.uint8)

    @property
    def is_cuda(self) -> bool:
        """False: every tensor is on the CPU."""
        return False

    def is_pinned(self) -> bool:
        """False: no memory is pinned."""
        return False


def invert_permutation(permutation: Tensor | None) -> Tensor | None:
    """The permutation that undoes `permutation`; None for None.

    >>> import tidu
    >>> invert_permutation(tidu.tensor([2, 0, 1]))
    tensor([1, 2, 0])
    """
    return None if permutation is None else sort(permutation)[1]
