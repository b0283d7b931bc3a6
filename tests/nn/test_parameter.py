"""Parameters, against PyTorch."""

from __future__ import annotations

import pytest
import torch
from twins import both_refuse

import tidu
from tidu import nn


def test_parameter() -> None:
    data = tidu.tensor([1.0, 2.0])
    parameter = nn.Parameter(data)
    assert repr(parameter) == repr(torch.nn.Parameter(torch.tensor([1.0, 2.0])))
    assert isinstance(parameter, tidu.Tensor) and parameter.is_leaf and parameter.requires_grad
    with tidu.no_grad():
        parameter.mul_(2)
        assert nn.Parameter(tidu.ones(1)).requires_grad
    assert data.tolist() == [2, 4]
    assert type(parameter * 1) is tidu.Tensor and not nn.Parameter(data, requires_grad=False).requires_grad
    assert nn.Parameter().shape == (0,) and nn.Parameter(requires_grad=False).numel() == 0
    both_refuse(lambda t: t.nn.Parameter(t.tensor([1])))
    with pytest.raises(TypeError, match=r"nn.Parameter\(torch.tensor"):
        nn.Parameter([1.0])  # pyright: ignore
