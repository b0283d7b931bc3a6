"""What the stream refuses: PyTorch's exception types, our sentences in both languages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from tidu.core.stream import Stream
from tidu.text.stream import SENTENCES

NAN, INF = float("nan"), float("inf")


def probabilities(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def multinomial(p: np.ndarray, n: int, replacement: bool) -> tuple[Callable, Callable]:
    return (
        lambda: Stream().multinomial(p, n, replacement),
        lambda: torch.multinomial(torch.from_numpy(p), n, replacement),
    )


def uniform(low: float, high: float, dtype: str = "float32") -> tuple[Callable, Callable]:
    return (
        lambda: Stream().uniform((2,), dtype, low, high),
        lambda: torch.empty(2, dtype=getattr(torch, dtype)).uniform_(low, high),
    )


def integers(low: int, high: int, dtype: str = "int64") -> tuple[Callable, Callable]:
    return (
        lambda: Stream().integers(low, high, (2,), dtype),
        lambda: torch.randint(low, high, (2,), dtype=getattr(torch, dtype)),
    )


def permutation(n: int, dtype: str = "int64") -> tuple[Callable, Callable]:
    return (
        lambda: Stream().permutation(n, dtype),
        lambda: torch.randperm(n, dtype=getattr(torch, dtype)),
    )


def method(name: str, torch_name: str, *bad: object, dtype: str = "float32") -> tuple:
    empty = torch.empty(2, dtype=getattr(torch, dtype))
    return (
        lambda: getattr(Stream(), name)((2,), dtype, *bad),
        lambda: getattr(empty, torch_name)(*bad),
    )


def bernoulli(*values: float) -> tuple[Callable, Callable]:
    p = probabilities(*values)
    return lambda: Stream().bernoulli(p), lambda: torch.bernoulli(torch.from_numpy(p))


def bernoulli_scalar(p: float) -> tuple[Callable, Callable]:
    return lambda: Stream().bernoulli_scalar(p, (2,)), lambda: torch.empty(2).bernoulli_(p)


REFUSED = [
    (uniform(2, 1), "found from=2 and to=1"),
    (uniform(-3e38, 3e38), "fits float32"),
    (uniform(0, 1e39), "to is out of bounds for float32"),
    (uniform(NAN, 1), "from is out of bounds for float32: nan"),
    (uniform(0, 70000, "float16"), "to is out of bounds for float16"),
    (method("uniform", "uniform_", dtype="int64"), "uniform_ draws real numbers"),
    (method("normal", "normal_", 0, -1), "found std -1"),
    (method("normal", "normal_", 0, NAN), "found std nan"),
    (method("normal", "normal_", dtype="int32"), "not implemented for int32"),
    (method("exponential", "exponential_", 0.0), "lambda=0.0"),
    (method("exponential", "exponential_", NAN), "lambda=nan"),
    (integers(5, 5), "got from=5 >= to=5"),
    (integers(5, 4), "got from=5 >= to=4"),
    (integers(0, 257, "uint8"), "to - 1 is out of bounds for uint8: 256"),
    (integers(-1, 5, "uint8"), "from is out of bounds for uint8: -1"),
    (integers(0, 3, "bool"), "to - 1 is out of bounds for bool: 2"),
    (integers(0, 70000, "float16"), "to - 1 is out of bounds for float16: 69999"),
    (integers(2**25 + 1, 2**25 + 2, "float32"), "got from=33554436 >= to=33554434"),
    (permutation(-1), "non-negative, got -1"),
    (permutation(257, "uint8"), "257 integers cannot all be told apart in uint8"),
    (permutation(2050, "float16"), "2050 integers"),
    (bernoulli(0.5, 1.5), "the largest 1.5"),
    (bernoulli(0.5, NAN), "the smallest is nan"),
    (bernoulli_scalar(1.5), "got p=1.5"),
    (bernoulli_scalar(NAN), "got p=nan"),
    (multinomial(probabilities(1, 2), 3, False), "3 of 2 categories"),
    (multinomial(probabilities(1, 2), 0, True), "n is 0, the categories are 2"),
    (multinomial(probabilities(), 1, True), "n is 1, the categories are 0"),
    (multinomial(probabilities(1, -2), 1, True), "element < 0"),
    (multinomial(probabilities(1, NAN), 1, False), "element < 0"),
    (multinomial(probabilities(INF, 1), 2, True), "element < 0"),
    (multinomial(probabilities(0, 0), 1, False), "a row has only zeros"),
    (multinomial(np.eye(2, dtype=np.float32)[[0, 0]] * [[1], [0]], 2, True), "only zeros"),
    (multinomial(np.ones(2, np.int64), 1, False), "not implemented for int64"),
    (multinomial(np.ones((), np.float32), 1, True), "but has 0"),
    (multinomial(np.ones((1, 1, 1), np.float32), 1, True), "but has 3"),
]


@pytest.mark.parametrize(("calls", "sentence"), REFUSED, ids=[text for _, text in REFUSED])
def test_refused_as_pytorch_refuses(
    calls: tuple[Callable, Callable], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = calls
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises((RuntimeError, NotImplementedError)) as expected:
        theirs()
    with pytest.raises(expected.type) as raised:
        ours()
    assert type(raised.value) is expected.type and sentence in str(raised.value)
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.raises(expected.type, match=r"[\u4e00-\u9fff]"):
        ours()


def test_a_refusal_draws_nothing() -> None:
    stream = Stream(1)
    for refused in (
        lambda: stream.uniform((2,), low=2, high=1),
        lambda: stream.normal((2,), std=-1),
        lambda: stream.integers(3, 3, (2,)),
        lambda: stream.multinomial(probabilities(0, 0), 1),
    ):
        with pytest.raises(RuntimeError):
            refused()
    assert stream.random_u64() == Stream(1).random_u64()


def test_integers_are_no_probabilities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(NotImplementedError, match="bernoulli draws real numbers"):
        Stream().bernoulli(np.array([0, 1]))


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_ends_in_a_fix(key: str) -> None:
    english, chinese = SENTENCES[key]
    assert "Fix: " in english and "改法：" in chinese
