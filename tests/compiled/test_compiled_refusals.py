"""What is not compiled runs eagerly, computes the same, and says why once."""

from __future__ import annotations

import functools
import math
import warnings
from typing import Any

import numpy as np
import pytest

import tidu
from tidu import nn, optim
from tidu.compiled import calls
from tidu.read.variable import NotRecordable

X = tidu.tensor([1.0, -2.0, 3.0])


def heard(call: Any, count: int = 3) -> tuple[list[Any], list[str]]:
    """What three calls give, and what is said."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        results = [call() for _ in range(count)]
    return results, [str(each.message) for each in said if each.category is UserWarning]


def printing(x: Any) -> Any:
    print("here")
    return x + 1


def steering(x: Any) -> Any:
    return x * 2 if x.sum().item() > 0 else x * 3


def masking(x: Any) -> Any:
    return x[x > 0]


@pytest.mark.parametrize(
    ("function", "line", "reason"),
    [
        (printing, 'print("here")', "it calls print"),
        (steering, "x.sum().item() > 0", "only known when the program runs"),
        (masking, "x[x > 0]", "depends on the values"),
    ],
)
def test_what_cannot_be_recorded_is_eager_and_says_where(function: Any, line: str, reason: str) -> None:
    native = tidu.compile(function)
    results, said = heard(lambda: native(X))
    assert all(result.tolist() == function(X).tolist() for result in results)
    assert len(said) == 1 and line in said[0] and reason in said[0] and said[0].startswith("runs eagerly")
    assert native.reason == said[0] and native.programs == []
    for strict in ({"fullgraph": True}, {"fallback": False}):
        with pytest.raises(NotRecordable, match="cannot be recorded"):
            tidu.compile(function, **strict)(X)


def test_printing_happens_at_every_call(capsys: pytest.CaptureFixture[str]) -> None:
    native = tidu.compile(printing)
    heard(lambda: native(X))
    assert capsys.readouterr().out == "here\n" * 3


def test_the_warning_points_at_the_call() -> None:
    native = tidu.compile(steering)
    with pytest.warns(UserWarning, match="runs eagerly") as said:
        native(X)
    assert said[0].filename == __file__


def test_other_signatures_are_still_compiled() -> None:
    native = tidu.compile(lambda x, branch: x * 2 if not branch or x.sum().item() > 0 else x)
    heard(lambda: native(X, True))
    assert native(X, False).tolist() == (X * 2).tolist() and len(native.programs) == 1


def test_an_optimizers_first_step_is_no_reason() -> None:
    w = tidu.zeros(3, requires_grad=True)
    optimizer = optim.Adam([w], lr=0.1)

    @tidu.compile(fullgraph=True)
    def step(x: Any) -> Any:
        optimizer.zero_grad()
        loss = ((w - x) ** 2).sum()
        loss.backward()
        optimizer.step()
        return loss.detach()

    results, said = heard(lambda: step(X).item(), 4)
    assert results == sorted(results, reverse=True) and len(set(results)) == 4
    assert not said and step.reason == "" and len(step.programs) == 1


def test_wrong_shapes_are_the_functions_own_error() -> None:
    model = nn.Linear(3, 2)
    native = tidu.compile(lambda x: model(x).detach())
    with pytest.raises(RuntimeError) as wanted:
        model(tidu.ones(2, 4))
    for _ in range(2):
        with pytest.raises(RuntimeError) as found:
            native(tidu.ones(2, 4))
        assert str(found.value) == str(wanted.value)
        assert type(found.value.__context__) is type(wanted.value.__context__)
    assert native(tidu.ones(2, 3)).shape == (2, 2) and native.reason == ""


def test_errors_of_ones_own_come_through() -> None:
    def failing(x: Any) -> Any:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        tidu.compile(failing)(X)


def test_a_fault_of_the_recording_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any) -> Any:
        raise ZeroDivisionError("no")

    monkeypatch.setattr(calls, "record", broken)
    native = tidu.compile(lambda x: x + 1)
    results, said = heard(lambda: native(X))
    assert results[2].tolist() == (X + 1).tolist()
    assert len(said) == 1 and "ZeroDivisionError: no" in said[0] and "report" in said[0]
    with pytest.raises(ZeroDivisionError):
        tidu.compile(lambda x: x + 1, fallback=False)(X)


def test_without_llvmlite(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError("no llvmlite", name="llvmlite.binding")

    monkeypatch.setattr(calls, "import_module", missing)
    native = tidu.compile(lambda x: x + 1)
    results, said = heard(lambda: native(X))
    assert results[2].tolist() == (X + 1).tolist()
    assert said == [native.reason] and "pip install llvmlite" in said[0]
    with pytest.raises(ImportError):
        tidu.compile(lambda x: x + 1, fallback=False)(X)


def test_what_the_native_reading_lacks() -> None:
    native = tidu.compile(lambda x: x.half() + 1)
    results, said = heard(lambda: native(X))
    assert results[2].dtype == tidu.float16 and len(said) == 1 and "16 bits" in said[0]


def test_something_new_at_every_call() -> None:
    native = tidu.compile(lambda x, k: x * k)
    results, said = heard(lambda: [native(X, k).tolist() for k in range(40)], 1)
    assert results[0] == [(X * k).tolist() for k in range(40)]
    assert len(said) == 1 and "16 programs" in said[0] and len(native.programs) == calls.MOST


def test_shapes_that_grow_do_not_fill_the_memory() -> None:
    native = tidu.compile(lambda x: x + 1)
    heard(lambda: [native(tidu.ones(k)) for k in range(1, 100)], 1)
    assert len(native._known) <= calls.KEPT


class Batch:
    def __init__(self, x: Any) -> None:
        self.x = x


def closure() -> Any:
    k = 3
    return lambda x: x * k


@pytest.mark.parametrize(
    ("argument", "word"),
    [
        (np.ones(3), r"NumPy array of shape [3]"),
        (Batch(X), "a Batch"),
        (closure(), "a function"),
        ([1, {"a": np.ones(2)}], "shape [2]"),
    ],
)
def test_arguments_that_no_recording_follows(argument: Any, word: str) -> None:
    native = tidu.compile(lambda x, other: x + 1)
    results, said = heard(lambda: native(X, argument))
    assert results[2].tolist() == (X + 1).tolist()
    assert len(said) == 1 and word in said[0]
    with pytest.raises(RuntimeError, match="runs eagerly"):
        tidu.compile(lambda x, other: x + 1, fullgraph=True)(X, argument)


def test_plain_functions_modules_and_types_may_be_passed() -> None:
    native = tidu.compile(lambda x, *others: x + 1, fallback=False)
    for other in (nn.functional.relu, nn.ReLU(), tidu.float32, np.float64(2.0), "name", None, math.inf):
        native(X, other)


def test_an_argument_with_a_hook() -> None:
    leaf = tidu.ones(3, requires_grad=True)
    leaf.register_hook(lambda g: g * 2)

    def loss(x: Any) -> Any:
        (x * x).sum().backward()

    native = tidu.compile(loss)
    _, said = heard(lambda: native(leaf), 1)
    assert leaf.grad.tolist() == [4.0] * 3 and len(said) == 1 and "hook" in said[0]


def test_what_may_not_be_written() -> None:
    fixed = np.zeros(3, np.float32)
    fixed.flags.writeable = False
    frozen = tidu.ones(3)
    frozen._value = fixed
    native = tidu.compile(lambda x: frozen.add_(x).sum())
    with pytest.raises(ValueError, match="read-only"):
        native(X)


def test_sentences_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    native = tidu.compile(steering)
    with pytest.warns(UserWarning, match="未编译，逐个运算执行"):
        native(X)


def test_functions_around_others_are_seen_through() -> None:
    number = [1.0]

    def inner(x: Any) -> Any:
        return x * number[0]

    @functools.wraps(inner)
    def outer(x: Any) -> Any:
        return inner(x)

    native = tidu.compile(lambda x, *others: x + 1, fallback=False)
    for held in (inner, outer):
        with pytest.raises(RuntimeError, match="a function is passed to it"):
            native(X, held)
    native(X, tidu.exp)
