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
Rules = dict[Any, Callable[..., Any]]  # a type, or several, of samples -> how they are put together


def default_collate(batch: Sequence[Any]) -> Any:
    """A list of samples as one batch with a new first axis.

    Tensors and arrays are stacked, numbers become a tensor (floats float64, as PyTorch has
    it), texts stay a list; dicts, named tuples and sequences are put together part by part (a
    tuple becomes a list). TypeError for other types, RuntimeError for samples that differ in
    size or shape, IndexError for no samples at all.

    >>> default_collate([(0, "a"), (1, "b")])
    [tensor([0, 1]), ('a', 'b')]
    """
    return collate(batch, collate_fn_map=default_collate_fn_map)


def collate(batch: Sequence[Any], *, collate_fn_map: Rules | None = None) -> Any:
    """As `default_collate`, with functions(batch, collate_fn_map=) of one's own for types of samples.

    >>> joined = lambda batch, *, collate_fn_map: "".join(batch)
    >>> collate([(0, "a"), (1, "b")], collate_fn_map={**default_collate_fn_map, str: joined})
    [tensor([0, 1]), 'ab']
    """
    if not len(batch):
        raise IndexError(say("data.collate_empty"))
    first, rules = batch[0], collate_fn_map or {}
    rule = rules.get(type(first)) or next((rules[kind] for kind in rules if isinstance(first, kind)), None)
    if rule is not None:
        return rule(batch, collate_fn_map=collate_fn_map)
    if isinstance(first, Mapping):
        parts = {key: collate([each[key] for each in batch], collate_fn_map=collate_fn_map) for key in first}
        return _like_mapping(first, parts)
    if isinstance(first, Sequence) and not isinstance(first, TEXT):
        columns = _columns(batch)
        return _like_sequence(first, [collate(column, collate_fn_map=collate_fn_map) for column in columns])
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


def collate_tensor_fn(batch: Sequence[Tensor], *, collate_fn_map: Rules | None = None) -> Tensor:
    """Tensors of one shape, stacked."""
    first = batch[0].shape
    for place, sample in enumerate(batch):
        if sample.shape != first:
            there = list(sample.shape)
            raise RuntimeError(say("data.collate_shape", first=list(first), other=there, place=place))
    return stack(batch)


def collate_numpy_array_fn(batch: Sequence[Any], *, collate_fn_map: Rules | None = None) -> Any:
    """Arrays of one shape, or NumPy's numbers, as one tensor; TypeError for text and objects."""
    kind = np.asarray(batch[0]).dtype
    if kind.kind not in "biuf":
        raise TypeError(say("data.collate_type", given=kind))
    return collate_tensor_fn([as_tensor(sample) for sample in batch])


def collate_float_fn(batch: Sequence[float], *, collate_fn_map: Rules | None = None) -> Tensor:
    """Floats as a float64 tensor."""
    return tensor(batch, dtype=float64)


def collate_int_fn(batch: Sequence[int], *, collate_fn_map: Rules | None = None) -> Tensor:
    """Whole numbers, or truths, as a tensor."""
    return tensor(batch)


def collate_str_fn(batch: Sequence[Any], *, collate_fn_map: Rules | None = None) -> Sequence[Any]:
    """Texts as they are."""
    return batch


collate_numpy_scalar_fn = collate_numpy_array_fn
default_collate_fn_map: Rules = {
    Tensor: collate_tensor_fn,
    str: collate_str_fn,
    bytes: collate_str_fn,
    np.ndarray: collate_numpy_array_fn,
    (np.bool_, np.number, np.object_): collate_numpy_scalar_fn,
    float: collate_float_fn,
    int: collate_int_fn,
}


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
