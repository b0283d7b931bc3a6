"""What torch.utils.data offers: every name is here, with its arguments, or has a reason why not."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import pytest
import torch.utils.data as theirs

import tidu.utils.data as ours
from tidu.utils.data._utils.collate import collate, default_collate_fn_map

PIPES = "datapipes, which PyTorch has stopped developing"
LEFT_OUT = {
    **dict.fromkeys(
        ["DFIterDataPipe", "DataChunk", "IterDataPipe", "MapDataPipe", "argument_validation",
         "functional_datapipe", "guaranteed_datapipes_determinism", "non_deterministic",
         "runtime_validation", "runtime_validation_disabled"],
        PIPES,
    ),
    "DistributedSampler": "several processes",
    "_DatasetKind": "how PyTorch tells its two ways to fetch apart, inside",
}  # fmt: skip
MODULES = ("dataset", "sampler", "dataloader")


def arguments(function: Any) -> list[tuple[Any, ...]]:
    found = list(inspect.signature(function).parameters.values())
    # A generator prints with its address.
    defaults = [repr(each.default).split(" object at ")[0].split(".")[-1] for each in found]
    return [(each.name, each.kind, default) for each, default in zip(found, defaults, strict=True)]


def test_names() -> None:
    assert {name for name in theirs.__all__ if not hasattr(ours, name)} == LEFT_OUT.keys()


@pytest.mark.parametrize("name", sorted(set(theirs.__all__) - LEFT_OUT.keys() - {"Sampler", "random_split"}))
def test_arguments(name: str) -> None:
    """Of classes and functions; those with reasons of their own are below."""
    mine, other = getattr(ours, name), getattr(theirs, name)
    assert arguments(mine) == arguments(other)
    if inspect.isclass(other):
        missing = {member for member in dir(other) if member[0] != "_" and not hasattr(mine, member)}
        assert missing <= {"check_worker_number_rationality", "multiprocessing_context"}


def test_arguments_that_differ() -> None:
    """A sampler also takes the data that PyTorch took before 2.1; a generator is another object."""
    assert [name for name, *_ in arguments(ours.Sampler)] == ["data_source"]
    assert [name for name, *_ in arguments(ours.random_split)] == ["dataset", "lengths", "generator"]


@pytest.mark.parametrize("module", MODULES)
def test_modules(module: str) -> None:
    mine, other = import_module(f"tidu.utils.data.{module}"), import_module(f"torch.utils.data.{module}")
    assert set(other.__all__) <= set(dir(mine))


def test_own_rules_of_collation() -> None:
    class Point:
        def __init__(self, x: int):
            self.x = x

    def points(batch: Any, *, collate_fn_map: Any = None) -> Any:
        return collate([point.x for point in batch], collate_fn_map=collate_fn_map)

    rules = {**default_collate_fn_map, Point: points}
    batch = collate([{"p": Point(1)}, {"p": Point(2)}], collate_fn_map=rules)
    assert batch["p"].tolist() == [1, 2]
    with pytest.raises(TypeError):
        ours.default_collate([Point(1)])
