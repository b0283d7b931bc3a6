"""A list where a tensor belongs: TypeError that names the argument, in every public function."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import pytest

import tidu
import tidu.contents
from tidu import nn
from tidu.nn import functional

FIRST = {"x", "self", "input", "tensor", "a", "tensors", "target", "mat1", "m"}
SPACES = (tidu.contents, functional)


def takers(space: Any) -> list[str]:
    """The functions whose first argument is a tensor."""
    found = []
    for name, function in sorted(vars(space).items()):
        if name[0] != "_" and inspect.isfunction(function):
            named = list(inspect.signature(function).parameters)
            if named and named[0] in FIRST:
                found.append(name)
    return found


PAIRS = [(k, name) for k, space in enumerate(SPACES) for name in takers(space)]


@pytest.mark.parametrize("place,name", PAIRS)
def test_a_list_is_refused_by_a_sentence(place: int, name: str) -> None:
    function = getattr(SPACES[place], name)
    wanted = [
        each for each in inspect.signature(function).parameters.values()
        if each.default is each.empty and each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)
    ]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            function(*[[1.0, 2.0]] * len(wanted))
        except (TypeError, RuntimeError, ValueError) as error:
            assert "_value" not in str(error)


CASES = {
    "sum": (lambda: tidu.sum([1, 2]), "sum(): argument 'input' (position 1) must be Tensor, not list"),
    "matmul": (
        lambda: tidu.matmul(tidu.ones(2, 2), [1, 2]),
        "matmul(): argument 'other' (position 2) must be Tensor, not list. Fix: torch.tensor(other)",
    ),
    "keyword": (lambda: functional.mse_loss(tidu.ones(2), target=[1.0]), "argument 'target' (position 2)"),
    "inside": (lambda: tidu.stack([tidu.ones(1), 2]), "argument 'tensors[1]' (position 1) must be Tensor"),
    "tuple": (lambda: nn.Linear(2, 1)((tidu.ones(1, 2), 0)), "Fix: output, state = lstm(x)"),
    "size": (lambda: tidu.zeros("2"), "sizes are whole numbers, not ('2',)"),
    "real size": (lambda: nn.Linear(3.0, 2), "sizes are whole numbers, not (2, 3.0)"),  # pyright: ignore
}


@pytest.mark.parametrize("name", CASES)
def test_the_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    call, words = CASES[name]
    with pytest.raises(TypeError) as caught:
        call()
    assert words in str(caught.value)


def test_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.raises(TypeError, match="参数 'input'（第 1 个）必须是 Tensor"):
        tidu.exp([1.0])  # pyright: ignore


@pytest.mark.parametrize("to", [float, int])
def test_numbers_of_many_are_a_value_error(to: Any) -> None:
    with pytest.raises(ValueError, match="only one element tensors can be converted to Python scalars"):
        to(tidu.ones(2))
    with pytest.raises(RuntimeError, match="2 elements"):
        tidu.ones(2).item()


def test_other_missing_attributes_stay_what_they_are() -> None:
    class Strange:
        pass

    def distance(a: Any, b: Any) -> Any:
        return Strange().size_of(a)  # pyright: ignore

    x = tidu.ones(2, 3)
    with pytest.raises(AttributeError, match="size_of"):
        functional.triplet_margin_with_distance_loss(x, x, x, distance_function=distance)
