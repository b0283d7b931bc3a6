"""From what a person has (arrays, tensors, datasets, loaders) to loaders that give batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from tidu.core import dtypes
from tidu.data.checks import length_of
from tidu.data.dataset import IterableDataset
from tidu.data.loader import DataLoader
from tidu.data.split import random_split
from tidu.data.tensor_dataset import TensorDataset
from tidu.nn.module import Module
from tidu.tensor.creation import as_tensor
from tidu.tensor.tensor import Tensor
from tidu.text import say

ROWS_TO_EVALUATE = 1024  # evaluation keeps no tape, so its batches may be larger than training's


class Feed(NamedTuple):
    """The batches to train on and, if there are any, to validate with; each is one pass of an epoch."""

    train: Iterable[Any]
    validation: Iterable[Any] | None


def feed_of(data: Any, validation: Any, batch_size: int, shuffle: bool, model: Module) -> Feed:
    """Loaders of `data` and `validation`.

    `validation`: a fraction of the rows, split off at random; or data of its own; or None.
    Arrays of real numbers take the type of the model's parameters.
    """
    kind = real_type_of(model)
    train = rows_of(data, kind)
    held: Any = None
    if isinstance(validation, int | float):
        train, held = split_off(train, validation)
    elif validation is not None:
        held = rows_of(validation, kind)
    return Feed(
        loader_of(train, batch_size, shuffle),
        None if held is None else loader_of(held, max(batch_size, ROWS_TO_EVALUATE), False),
    )


def real_type_of(model: Module) -> np.dtype:
    """The type of the model's first parameter of real numbers, else the default one."""
    real = (p.dtype for p in model.parameters() if p.is_floating_point())
    return next(real, dtypes.get_default_dtype()).numpy


def rows_of(data: Any, kind: np.dtype) -> Any:
    """`data` as a dataset or loader: parts of rows become a TensorDataset. TypeError for other kinds."""
    is_list_of_arrays = isinstance(data, list) and data and all(hasattr(part, "__array__") for part in data)
    if isinstance(data, tuple) or is_list_of_arrays:
        return tensor_rows(data, kind)
    if isinstance(data, Iterator):
        raise TypeError(say("fit.data_once"))
    is_dataset = hasattr(data, "__getitem__") and hasattr(data, "__len__")
    if isinstance(data, Tensor | np.ndarray | str | dict) or not (is_dataset or hasattr(data, "__iter__")):
        raise TypeError(say("fit.data_kind", given=type(data).__name__))
    return data


def tensor_rows(parts: Iterable[Any], kind: np.dtype) -> TensorDataset:
    """Inputs and target, each [rows, ...], as a dataset. ValueError if the rows differ in number.

    >>> tensor_rows([np.zeros((2, 3)), np.array([0, 1])], np.dtype("float32"))[1]
    (tensor([0., 0., 0.]), tensor(1))
    """
    tensors = [tensor_of(part, place, kind) for place, part in enumerate(parts)]
    if len(tensors) < 2:
        raise ValueError(say("fit.data_parts"))
    sizes = [len(tensor) if tensor.ndim else 1 for tensor in tensors]
    if len(set(sizes)) > 1:
        raise ValueError(say("fit.data_rows", sizes=sizes))
    return TensorDataset(*tensors)


def tensor_of(part: Any, place: int, kind: np.dtype) -> Tensor:
    """A tensor as it is; an array or table as a tensor, real numbers as `kind`."""
    if isinstance(part, Tensor):
        return part
    array = np.asarray(part)
    if array.dtype.kind not in "biuf":
        raise TypeError(say("fit.data_type", place=place, given=array.dtype))
    array = array.astype(kind, copy=False) if array.dtype.kind == "f" else array
    return as_tensor(array.copy() if any(step < 0 for step in array.strides) else array)


def split_off(data: Any, fraction: float) -> tuple[Any, Any]:
    """`data` without a random part of its rows, and that part. ValueError for parts that cannot be.

    >>> [len(part) for part in split_off(range(10), 0.25)]
    [8, 2]
    """
    if isinstance(fraction, bool) or not 0 < fraction < 1:
        raise ValueError(say("fit.fraction", given=fraction))
    if isinstance(data, DataLoader | IterableDataset) or not hasattr(data, "__getitem__"):
        raise ValueError(say("fit.fraction_of", fraction=fraction, given=type(data).__name__))
    rows = length_of(data)
    held = int(rows * fraction)
    if held == 0:
        raise ValueError(say("fit.fraction_rows", rows=rows, fraction=fraction))
    train, validation = random_split(data, [rows - held, held])
    return train, validation


def loader_of(data: Any, batch_size: int, shuffle: bool) -> Iterable[Any]:
    """A loader as it is, a dataset in a loader."""
    if isinstance(data, IterableDataset):
        return DataLoader(data, batch_size)
    if isinstance(data, DataLoader) or not hasattr(data, "__getitem__"):
        return data
    return DataLoader(data, batch_size, shuffle=shuffle)


def generators_of(feed: Feed) -> list[Any]:
    """The generators of their own that the loaders draw from, each once."""
    found: dict[int, Any] = {}
    for loader in feed:
        batches = getattr(loader, "batch_sampler", None)
        for holder in (loader, getattr(loader, "sampler", None), batches, getattr(batches, "sampler", None)):
            generator = getattr(holder, "generator", None)
            if generator is not None:
                found[id(generator)] = generator
    return list(found.values())
