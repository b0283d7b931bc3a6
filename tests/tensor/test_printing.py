"""Our text of a tensor against PyTorch's own, character for character."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from printing_parity import FLOATS, WHOLES, ours, same

from tidu.tensor.printing import parameter_text, tensor_text

INF, NAN = math.inf, math.nan


VALUES = [
    0.0, -0.0, 1.0, -1.0, 0.5, 1e-4, 9.999e-5, 1.0001e-4, 1e-5, 99999.0, 99999999.0, 1e8, 1.5e8,
    100000008.0, 1e9, 123456789.0, 1e38, 1e-38, 1e-45, INF, -INF, NAN,
    [0.0, 0.0], [INF, -0.0, NAN], [1.0, 1000.0], [1.0, 1001.0], [1.0, 2.5], [1.5, 1500.0],
    [1.5, 1501.0], [INF, 1.0], [INF, 1.5], [-INF, 1.0], [0.1, 100.0], [0.1, 100.1], [0.0, 1e-5],
    [100000001.0, 1.0], [NAN, 1e10, 1.0], [0.3, 300.0], [3.0, 3000.0, INF], [1e-320, 5.0],
    [-1.0, 1.0, NAN, 0.0], [0.12345, 0.99999], [0.99995, 9.99995], [2.5, 3.5, -0.5],
]  # fmt: skip


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_floats(value: float | list[float], dtype: str) -> None:
    same(torch.tensor(value, dtype=getattr(torch, dtype)))


SHAPES = [
    (), (1,), (7,), (0,), (0, 3), (3, 0), (2, 0, 4), (2, 3), (1, 1), (2, 2, 2), (2, 1, 3, 2),
    (40,), (5, 40), (1000,), (1001,), (7, 200), (200, 7), (6, 200), (10, 10, 11),
    (1, 1, 1001), (501, 2), (2, 501), (4, 3, 5, 30), (1, 7, 1, 150),
]  # fmt: skip


@pytest.mark.parametrize("dtype", FLOATS + WHOLES)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_shapes(shape: tuple[int, ...], dtype: str) -> None:
    numbers = np.random.default_rng(3).normal(scale=90, size=shape)
    same(torch.from_numpy(np.asarray(np.abs(numbers)).astype(dtype)))


@pytest.mark.parametrize("dtype", WHOLES)
def test_extreme_whole_numbers(dtype: str) -> None:
    ends = [False, True]
    if dtype != "bool":
        ends = [np.iinfo(dtype).min, np.iinfo(dtype).max, 3]
    same(torch.from_numpy(np.array(ends, dtype)))


@pytest.mark.parametrize(
    "view",
    [
        lambda base: base.T,
        lambda base: base[:, ::2],
        lambda base: base[1:2].expand(1200, 40),
        lambda base: base.T[:, None],
    ],
    ids=["transposed", "strided", "expanded", "inserted axis"],
)
def test_views_that_are_not_contiguous(view) -> None:
    base = torch.from_numpy(np.random.default_rng(5).normal(size=(30, 40)))
    tensor = view(base)
    assert not tensor.is_contiguous()
    same(tensor)


@pytest.mark.parametrize("default", FLOATS)
@pytest.mark.parametrize("dtype", FLOATS + WHOLES)
@pytest.mark.parametrize("shape", [(2,), (0,), (2, 0)], ids=str)
def test_dtype_is_hidden_where_pytorch_hides_it(default: str, dtype: str, shape) -> None:
    torch.set_default_dtype(getattr(torch, default))
    try:
        same(torch.ones(shape, dtype=getattr(torch, dtype)))
    finally:
        torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("count", range(1, 60))
@pytest.mark.parametrize("scale", [1.0, 1.5, 1e6])
def test_gradient_suffixes_break_as_pytorchs_do(count: int, scale: float) -> None:
    leaf = (torch.arange(count, dtype=torch.float64) * scale).requires_grad_()
    same(leaf)
    same(leaf + 1)
    same((leaf + 1).reshape(1, count))
    same(leaf.float() * 2)
    same(leaf[:0])


def test_the_made_by_name_hides_requires_grad() -> None:
    text = tensor_text(
        np.ones(2, np.float32), dtype_suffix=None, requires_grad=True, grad_name="MulBackward0"
    )
    assert text == "tensor([1., 1.], grad_fn=<MulBackward0>)"


@pytest.mark.parametrize("shape", [(), (30,), (2, 30)], ids=str)
@pytest.mark.parametrize("needs_grad", [True, False])
def test_parameters(shape: tuple[int, ...], needs_grad: bool) -> None:
    parameter = torch.nn.Parameter(torch.full(shape, 12.5), requires_grad=needs_grad)
    assert parameter_text(ours(parameter)) == repr(parameter)


@pytest.mark.parametrize("name", ["T", "LongerThanTensor"])
def test_another_prefix_moves_the_columns(name: str) -> None:
    kind = type(name, (torch.Tensor,), {})
    for shape in [(40,), (3, 40), (2, 2, 2)]:
        tensor = torch.arange(math.prod(shape), dtype=torch.float64).reshape(shape)
        assert ours(tensor, prefix=f"{name}(") == repr(tensor.as_subclass(kind))
