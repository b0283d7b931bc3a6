"""Samples put together into a batch, as PyTorch's `default_collate` and `default_convert` do it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, MutableMapping, MutableSequence, Sequence
from typing import Any

import numpy as np

from tidu.core.dtypes import float64
from tidu.tensor.creation import as_tensor, tensor
from tidu.tensor.joining import stack
from tidu.tensor.tensor import Tensor
from tidu.text import say

TEXT = (str, bytes)


def default_collate(batch: Sequence[Any]) -> Any:
    """A list of samples as one batch with a new first axis.

    Tensors and arrays are stacked, numbers become a tensor (floats float64, as PyTorch has
    it), texts stay a list; dicts, named tuples and sequences are put together part by part (a
    tuple becomes a list). TypeError for other types, RuntimeError for samples that differ in
    size or shape, IndexError for no samples at all.

    >>> default_collate([(0, "a"), (1, "b")])
    [tensor([0, 1]), ('a', 'b')]
    """
    if not len(batch):
        raise IndexError(say("data.collate_empty"))
    first = batch[0]
    if isinstance(first, Tensor):
        return _stacked(batch)
    if isinstance(first, np.ndarray | np.generic) and not isinstance(first, TEXT):
        return _from_arrays(batch)
    if isinstance(first, float):
        return tensor(batch, dtype=float64)
    if isinstance(first, int):
        return tensor(batch)
    if isinstance(first, TEXT):
        return batch
    if isinstance(first, Mapping):
        parts = {key: default_collate([sample[key] for sample in batch]) for key in first}
        return _like_mapping(first, parts)
    if isinstance(first, Sequence):
        return _like_sequence(first, [default_collate(column) for column in _columns(batch)])
    raise TypeError(say("data.collate_type", given=type(first)))


def default_convert(data: Any) -> Any:
    """Arrays as tensors, inside dicts and sequences too; everything else as it is.

    >>> default_convert({"x": np.array([0, 1]), "name": "a"})
    {'x': tensor([0, 1]), 'name': 'a'}
    """
    if isinstance(data, np.ndarray | np.generic) and not isinstance(data, TEXT):
        return data if data.dtype.kind not in "biuf" else as_tensor(data)
    if isinstance(data, Mapping):
        return _like_mapping(data, {key: default_convert(data[key]) for key in data})
    if isinstance(data, Sequence) and not isinstance(data, TEXT):
        return _like_sequence(data, [default_convert(part) for part in data])
    return data


def _stacked(batch: Sequence[Tensor]) -> Tensor:
    first = batch[0].shape
    for place, sample in enumerate(batch):
        if sample.shape != first:
            there = list(sample.shape)
            raise RuntimeError(say("data.collate_shape", first=list(first), other=there, place=place))
    return stack(batch)


def _from_arrays(batch: Sequence[Any]) -> Tensor:
    kind = np.asarray(batch[0]).dtype
    if kind.kind not in "biuf":
        raise TypeError(say("data.collate_type", given=kind))
    return _stacked([as_tensor(sample) for sample in batch])


def _columns(batch: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """First parts together, second parts together, ..."""
    sizes = sorted({len(sample) for sample in batch})
    if len(sizes) > 1:
        raise RuntimeError(say("data.collate_size", sizes=sizes))
    return list(zip(*batch, strict=True))


def _like_mapping(model: Mapping[Any, Any], parts: dict[Any, Any]) -> Any:
    """`parts` in a mapping of the type of `model`, a plain dict where that cannot be made."""

    def filled() -> Any:
        if isinstance(model, MutableMapping):
            clone = copy.copy(model)  # it may hold more than its keys, as defaultdict does
            clone.update(parts)
            return clone
        return type(model)(parts)  # pyright: ignore

    return _or_plain(filled, parts)


def _like_sequence(model: Sequence[Any], parts: list[Any]) -> Any:
    """`parts` in a sequence of the type of `model`; tuples become lists, as in PyTorch."""
    if isinstance(model, tuple):
        return type(model)(*parts) if hasattr(model, "_fields") else parts

    def filled() -> Any:
        if isinstance(model, MutableSequence):
            clone = copy.copy(model)
            for place, part in enumerate(parts):
                clone[place] = part
            return clone
        return type(model)(parts)  # pyright: ignore

    return _or_plain(filled, parts)


def _or_plain(filled: Callable[[], Any], parts: Any) -> Any:
    """What `filled` makes; `parts` for types that cannot be copied or built (range, views)."""
    try:
        return filled()
    except TypeError:
        return parts
