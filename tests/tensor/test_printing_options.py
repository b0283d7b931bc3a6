"""The print options against PyTorch's: what they are, and what they do to the text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict

import numpy as np
import pytest
import torch
from printing_parity import same
from torch._tensor_str import get_printoptions as torch_printoptions

from tidu.tensor.printing import tensor_text
from tidu.tensor.printing_options import (
    PROFILES,
    PrintOptions,
    get_printoptions,
    set_printoptions,
)

INF = math.inf


@pytest.fixture(autouse=True)
def defaults() -> Iterator[None]:
    """Every test leaves both sides with their defaults."""
    yield
    set_printoptions(profile="default")
    torch.set_printoptions(profile="default")


SIZED = [(), (0,), (0, 3), (1,), (3,), (7,), (2, 2), (3, 4), (1, 1, 5), (3, 3, 3), (2, 30)]


@pytest.mark.parametrize("edgeitems", [0, 1, 2])
@pytest.mark.parametrize("threshold", [-1, 0, 2, 5, INF])
@pytest.mark.parametrize("shape", SIZED, ids=str)
def test_summaries(shape: tuple[int, ...], threshold: float, edgeitems: int) -> None:
    for side in (set_printoptions, torch.set_printoptions):
        side(threshold=threshold, edgeitems=edgeitems)
    same(torch.arange(float(math.prod(shape))).reshape(shape) / 2)
    same(torch.arange(math.prod(shape), dtype=torch.int32).reshape(shape))


CALLS = [
    [{"profile": "short"}],
    [{"profile": "full"}],
    [{"profile": "short"}, {"precision": 7}],
    [{"profile": "short", "precision": 1, "linewidth": 40}],
    [{"sci_mode": True}],
    [{"sci_mode": True}, {"edgeitems": 1, "threshold": 5}],
    [{"sci_mode": False}, {"profile": "full"}],
    [{"sci_mode": False, "precision": 0}],
    [{"linewidth": 0}],
    [{"linewidth": 200, "threshold": 10_000}, {"profile": "default"}],
    [{"threshold": 0, "edgeitems": 0}],
]


@pytest.mark.parametrize("calls", CALLS, ids=str)
def test_a_row_of_set_printoptions(calls: list[dict]) -> None:
    for call in calls:
        set_printoptions(**call)
        torch.set_printoptions(**call)
        assert get_printoptions() == torch_printoptions()
    for count in (3, 40, 1100):
        same(torch.arange(count) / 3)
        same(torch.arange(count) * 1e3)
        same(torch.arange(count))


def test_defaults_and_profiles_share_nothing_with_the_options_in_force() -> None:
    set_printoptions(precision=9, profile="short")
    get_printoptions()["precision"] = 1
    assert get_printoptions()["precision"] == 9
    assert PROFILES["short"].precision == 2
    assert asdict(PrintOptions()) == torch_printoptions()


def test_explicit_options_win_over_the_options_in_force() -> None:
    set_printoptions(precision=1)
    third = np.array(1 / 3)
    assert tensor_text(third, dtype_suffix=None, options=PrintOptions()) == "tensor(0.3333)"
    assert tensor_text(third, dtype_suffix=None) == "tensor(0.3)"


@pytest.mark.parametrize(
    ("call", "english", "chinese"),
    [
        (
            {"profile": "Short", "precision": 2},
            "set_printoptions: there is no profile 'Short'; the profiles are "
            "default, short, full. Fix: profile='default'",
            "set_printoptions：没有名为 'Short' 的 profile；可用的有 "
            "default, short, full。改法：profile='default'",
        ),
        (
            {"linewidth": 40, "precision": -1},
            "set_printoptions: precision is -1, but it counts digits, items or characters "
            "and must be a whole number from 0 up. Fix: precision=4",
            "set_printoptions：precision 是 -1，但它表示位数、个数或字符数，"
            "必须是从 0 开始的整数。改法：precision=4",
        ),
        (
            {"edgeitems": 2.5},
            "set_printoptions: edgeitems is 2.5, but it counts digits, items or characters "
            "and must be a whole number from 0 up. Fix: edgeitems=3",
            "set_printoptions：edgeitems 是 2.5，但它表示位数、个数或字符数，"
            "必须是从 0 开始的整数。改法：edgeitems=3",
        ),
        (
            {"linewidth": INF},
            "set_printoptions: linewidth is inf, but it counts digits, items or characters "
            "and must be a whole number from 0 up. Fix: linewidth=80",
            "set_printoptions：linewidth 是 inf，但它表示位数、个数或字符数，"
            "必须是从 0 开始的整数。改法：linewidth=80",
        ),
    ],
)
def test_unusable_options_say_so_and_change_nothing(
    call: dict, english: str, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, sentence in (("en", english), ("zh", chinese)):
        monkeypatch.setenv("TIDU_LANG", language)
        with pytest.raises(ValueError) as caught:
            set_printoptions(**call)
        assert str(caught.value) == sentence
        assert get_printoptions() == asdict(PrintOptions())
