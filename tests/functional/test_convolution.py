"""Convolution, transposed convolution, and windows unfolded and folded, against PyTorch."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from twins import agree, both_refuse

import tidu
from tidu.testing import check_gradients

RANDOM = np.random.default_rng(4)
SPACE, KERNEL = (7, 6, 5), (3, 2, 3)
GROUPS = ((1, 2, 3), (2, 4, 6), (3, 3, 6), (4, 4, 4))  # (groups, channels in, channels out)


def drawn(*shape: int, kind: str = "f8") -> np.ndarray:
    return RANDOM.normal(size=shape).astype(kind)


def settings(rank: int) -> list[dict[str, Any]]:
    """Strides, paddings and dilations, each alone and some together."""
    steps, amounts = (2, 1, 3)[:rank], (2, 0, 1)[:rank]
    return [
        {}, {"stride": 2}, {"stride": steps}, {"padding": 1}, {"padding": amounts}, {"dilation": 2},
        {"padding": "same"}, {"padding": "same", "dilation": 2}, {"padding": "valid", "stride": 2},
        {"stride": steps, "padding": amounts, "dilation": 2},
    ]  # fmt: skip


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("number", range(10))
def test_convolution(rank: int, number: int) -> None:
    chosen = settings(rank)[number]
    groups, inputs, outputs = GROUPS[number % 4]

    def call(t, x, weight, bias):
        return getattr(t.nn.functional, f"conv{rank}d")(x, weight, bias, groups=groups, **chosen)

    weight = drawn(outputs, inputs // groups, *KERNEL[:rank])
    agree(call, drawn(2, inputs, *SPACE[:rank]), weight, drawn(outputs))
    agree(call, drawn(inputs, *SPACE[:rank]), weight, drawn(outputs), order=1)
    agree(call, drawn(0, inputs, *SPACE[:rank]), weight, drawn(outputs), order=1)
    single = (drawn(2, inputs, *SPACE[:rank], kind="f4"), weight.astype("f4"), drawn(outputs, kind="f4"))
    agree(call, *single, order=1, rtol=1e-4)


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("number", range(8))
def test_transposed(rank: int, number: int) -> None:
    steps = (2, 1, 3)[:rank]
    chosen: dict[str, Any] = [
        {}, {"stride": 2}, {"stride": steps}, {"padding": 1}, {"dilation": 2, "padding": 1},
        {"stride": 2, "output_padding": 1}, {"stride": 3, "padding": 1, "output_padding": (2, 1, 0)[:rank]},
        {"dilation": 2, "output_padding": 1},
    ][number]  # fmt: skip
    groups, inputs, outputs = GROUPS[number % 4]

    def call(t, x, weight, bias):
        return getattr(t.nn.functional, f"conv_transpose{rank}d")(x, weight, bias, groups=groups, **chosen)

    weight = drawn(inputs, outputs // groups, *KERNEL[:rank])
    agree(call, drawn(2, inputs, *SPACE[:rank]), weight, drawn(outputs))
    agree(call, drawn(inputs, *SPACE[:rank]), weight, drawn(outputs), order=1)


def test_single_places_and_many_images() -> None:
    """A kernel of one place needs no windows; many images are laid out a part at a time."""
    agree(lambda t, x, w: t.conv2d(x, w), drawn(3, 5, 4, 6), drawn(2, 5, 1, 1))
    agree(lambda t, x, w: t.conv2d(x, w, stride=2), drawn(3, 5, 4, 6), drawn(2, 5, 1, 1))
    agree(lambda t, x, w: t.conv2d(x, w, padding=2), drawn(40, 6, 28, 28), drawn(4, 6, 5, 5), order=1)


def test_operands_that_lie_anyhow() -> None:
    def call(t, x, w):
        return t.conv2d(x.permute(3, 2, 0, 1), w.flip((2,)).transpose(2, 3), padding=1)

    agree(call, drawn(6, 5, 3, 2), drawn(4, 3, 3, 2), name=False)


def test_gradients_that_lie_anyhow() -> None:
    """That of cat is a slice of what follows, which windows must not be read from as it lies."""

    def call(t, x, y, w):
        return t.cat([y, t.conv_transpose2d(x, w, stride=2)], 1) ** 2

    agree(call, drawn(2, 4, 3, 3), drawn(2, 2, 6, 6), drawn(4, 3, 2, 2))
    agree(lambda t, x, w: t.conv2d(x[:, 1:3, 1:], w), drawn(2, 4, 6, 5), drawn(3, 2, 3, 2))


def test_numbers_that_are_none_stay_where_they_are() -> None:
    x = drawn(1, 2, 6, 6)
    x[0, 1, 2, 3], x[0, 0, 5, 5] = np.nan, np.inf
    agree(lambda t, x, w: t.conv2d(x, w), x, drawn(3, 2, 3, 3), order=1)


def test_gradients_of_all_orders() -> None:
    x, w = tidu.tensor(drawn(1, 2, 4, 4)), tidu.tensor(drawn(2, 2, 2, 2))
    check_gradients(lambda x, w: tidu.conv2d(x, w, padding=1).tanh(), (x, w))
    check_gradients(lambda x, w: tidu.conv_transpose2d(x, w, stride=2).tanh(), (x, w))


def test_results_lie_in_order() -> None:
    x, w = tidu.tensor(drawn(5, 2, 8, 8)).requires_grad_(), tidu.tensor(drawn(4, 2, 3, 3))
    made = tidu.conv2d(x, w)
    assert made.is_contiguous() and made.view(5, -1).shape == (5, 144)
    made.sum().backward()
    assert x.grad.is_contiguous()


def test_whole_numbers() -> None:
    x, w = np.arange(32).reshape(1, 2, 4, 4), np.arange(-8, 8).reshape(2, 2, 2, 2)
    agree(lambda t, x, w: t.conv2d(x, w, padding=1), x, w, rtol=1e-12)


@pytest.mark.parametrize("padding", [0, 1, (2, 1)])
@pytest.mark.parametrize("kernel", [2, (3, 1)])
def test_unfold_and_fold(kernel: Any, padding: Any) -> None:
    for dilation, stride in itertools.product((1, 2), (1, (2, 1))):
        chosen = {"kernel_size": kernel, "padding": padding, "dilation": dilation, "stride": stride}
        agree(lambda t, x, c=chosen: t.nn.functional.unfold(x, **c), drawn(2, 3, 6, 5))
        agree(lambda t, x, c=chosen: t.nn.functional.unfold(x, **c), drawn(3, 6, 5), order=1)
        columns = tidu.nn.functional.unfold(tidu.zeros(2, 3, 6, 5), **chosen).shape
        agree(lambda t, x, c=chosen: t.nn.functional.fold(x, (6, 5), **c), drawn(*columns))


IMAGE, WEIGHT = np.ones((2, 3, 4, 4)), np.ones((2, 3, 3, 3))
REFUSED = {
    "channels": (lambda t, x, w: t.conv2d(x[:, :1], w), "to have 3 channels, but got 1 channels"),
    "channels last": (lambda t, x, w: t.conv2d(x.permute(0, 2, 3, 1), w), "x.movedim(-1, 1)"),
    "rank": (lambda t, x, w: t.conv2d(x[0, 0], w), "Expected 3D (unbatched) or 4D (batched)"),
    "weight": (lambda t, x, w: t.conv2d(x, w[0]), "weight must have 4 dimensions"),
    "small": (lambda t, x, w: t.conv2d(x[..., :2], w), "Kernel size can't be greater than actual input"),
    "stride": (lambda t, x, w: t.conv2d(x, w, stride=0), "stride should be greater than zero"),
    "padding": (lambda t, x, w: t.conv2d(x, w, padding=-1), "negative padding is not supported"),
    "dilation": (lambda t, x, w: t.conv2d(x, w, dilation=0), "dilation should be greater than zero"),
    "name": (lambda t, x, w: t.conv2d(x, w, padding="both"), "Invalid padding string: 'both'"),
    "same": (lambda t, x, w: t.conv2d(x, w, padding="same", stride=2), "not supported for strided"),
    "bias": (lambda t, x, w: t.conv2d(x, w, t.ones(3).double()), "1-dimensional with 2 elements"),
    "type": (lambda t, x, w: t.conv2d(x, w.float()), "expected scalar type torch.float32 but found"),
    "groups": (lambda t, x, w: t.conv2d(x, w, groups=3), "divisible by 3"),
    "no groups": (lambda t, x, w: t.conv2d(x, w, groups=0), "at least 1"),
    "sizes": (lambda t, x, w: t.conv2d(x, w, stride=(1, 1, 1)), "list of 2 values"),
    "size type": (lambda t, x, w: t.conv2d(x, w, stride=1.5), "must be tuple of ints"),
    "transposed": (lambda t, x, w: t.conv_transpose2d(x, w), "to have 2 channels, but got 3"),
    "output padding": (
        lambda t, x, w: t.conv_transpose2d(x[:, :2], w, output_padding=1), "smaller than either stride",
    ),
    "shrunk": (lambda t, x, w: t.conv_transpose2d(x[:, :2], w, padding=4), "Output size is too small"),
    "unfold rank": (lambda t, x, w: t.nn.functional.unfold(x[0, :0], 2), "3D or 4D (batch mode)"),
    "unfold small": (lambda t, x, w: t.nn.functional.unfold(x, 5), "must be at least one"),
    "fold rows": (lambda t, x, w: t.nn.functional.fold(x[0], (4, 4), 3), "divisible by the product"),
    "fold blocks": (lambda t, x, w: t.nn.functional.fold(x[0], (4, 4), 2), "sliding blocks 3 * 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    call, said = REFUSED[name]
    assert said in both_refuse(call, IMAGE, WEIGHT)
