"""`format(tensor, spec)` against PyTorch's."""

from __future__ import annotations

import math

import pytest
import torch

from tidu.tensor.printing import format_scalar

SPECS = ["", ".2f", ">10", "d", ".3", "s", "08.3f", "+", "%", ".1e", "x", ","]


def formatted(value: object, spec: str) -> tuple[type[Exception] | None, str]:
    try:
        return None, format(value, spec)
    except (TypeError, ValueError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("value", [1.5, 0.1, -2.0, math.inf, 3, -1234, True])
@pytest.mark.parametrize("dtype", [None, torch.float64, torch.float16, torch.int32])
def test_format_of_one_number(value: float, dtype: torch.dtype | None, spec: str) -> None:
    if value == math.inf and dtype == torch.int32:
        value = 7
    tensor = torch.tensor(value, dtype=dtype)
    kind, text = formatted(tensor, spec)
    if kind is None:
        assert format_scalar(tensor.numpy(), spec) == text
    else:
        with pytest.raises(kind) as caught:
            format_scalar(tensor.numpy(), spec)
        assert str(caught.value) == text


@pytest.mark.parametrize("shape", [(1,), (2,), (2, 3)], ids=str)
def test_format_of_more_numbers_without_a_spec(shape: tuple[int, ...]) -> None:
    tensor = torch.ones(shape)
    assert format_scalar(tensor, "") == format(tensor, "")
    assert format_scalar(tensor.numpy(), "") == str(tensor.numpy())


def test_format_of_more_numbers_with_a_spec(monkeypatch: pytest.MonkeyPatch) -> None:
    tensor = torch.ones(2, 3)
    kind, pytorchs = formatted(tensor, ".2f")
    assert kind is TypeError
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(TypeError) as caught:
        format_scalar(tensor, ".2f")
    assert str(caught.value) == (
        f"{pytorchs}: '.2f' formats one number, but this Tensor has shape (2, 3). "
        "Fix: torch.set_printoptions(precision=2), or format one element, "
        "such as f'{x[0, 0]:.2f}'"
    )
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.raises(TypeError) as caught:
        format_scalar(tensor, ".2f")
    assert str(caught.value) == (
        f"{pytorchs}：'.2f' 只能格式化一个数，而这个 Tensor 的形状是 (2, 3)。"
        "改法：torch.set_printoptions(precision=2)，或只格式化一个元素，"
        "例如 f'{x[0, 0]:.2f}'"
    )
