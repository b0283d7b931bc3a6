"""The doors that exist because PyTorch has them there."""

from __future__ import annotations

import importlib

import pytest

import tidu.data
import tidu.utils

DOORS = {
    "dataset": ["Dataset", "IterableDataset", "TensorDataset", "Subset", "random_split"],
    "dataloader": ["DataLoader", "default_collate"],
    "sampler": ["Sampler", "SubsetRandomSampler", "BatchSampler"],
}


def test_the_handle_of_a_hook_has_its_type_there() -> None:
    handle = tidu.nn.Linear(1, 1).register_forward_hook(lambda *_: None)
    assert isinstance(handle, tidu.utils.hooks.RemovableHandle)


def test_utils_data_is_tidu_data() -> None:
    assert tidu.utils.data.__all__ == tidu.data.__all__
    assert all(getattr(tidu.utils.data, name) is getattr(tidu.data, name) for name in tidu.data.__all__)


@pytest.mark.parametrize("door", DOORS)
def test_the_modules_that_old_code_imports_from(door: str) -> None:
    module = importlib.import_module(f"tidu.utils.data.{door}")
    reference = importlib.import_module(f"torch.utils.data.{door}")
    for name in DOORS[door]:
        assert getattr(module, name) is getattr(tidu.data, name)
        assert hasattr(reference, name)
