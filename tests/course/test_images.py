"""C30: the famous networks as numbers, and narrow ones trained on digits."""

from __future__ import annotations

import builtins
import importlib
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.core.errors import DataError
from tidu.course import EXPERIMENTS, run
from tidu.course.images import NETWORKS, Settings, digits, ending, resized


@pytest.fixture(scope="module")
def found():
    """A small run: AlexNet learns in it, the rest is only begun."""
    return run("images", rows=60, epochs=2)


def test_the_numbers_of_the_full_size(found) -> None:
    table = found.tables["networks"]
    assert table["network"] == ["AlexNet", "VGG-19", "GoogLeNet", "ResNet-152"]
    assert table["layers"] == [8, 19, 22, 152]
    assert table["error_percent"] == [16.4, 7.3, 6.7, 3.57]
    assert table["parameters"] == [61_100_840, 143_667_240, 6_624_904, 60_192_808]
    assert found.numbers["vgg19_parameters"] == "143,667,240"


def test_every_epoch_of_every_network(found) -> None:
    training = found.tables["training"]
    assert training["network"] == [each.name for each in NETWORKS for _ in range(2)]
    assert training["epoch"] == [1, 2] * 4
    assert all(np.isfinite(training["train_loss"])) and all(0 <= each <= 1 for each in training["accuracy"])
    for famous in NETWORKS:
        assert found.numbers[f"{famous.key}_engine"] == "eager"  # so few steps are not worth compiling


def test_accuracies_are_those_of_the_last_epoch(found) -> None:
    """The best epoch would be chosen by the very digits that judge."""
    training = found.tables["training"]
    for place, famous in enumerate(NETWORKS):
        last = training["accuracy"][2 * place + 1]
        assert found.numbers[f"{famous.key}_accuracy"] == pytest.approx(100 * last, abs=1e-6)


def test_the_best_is_named(found) -> None:
    accuracies = {each.name: found.numbers[f"{each.key}_accuracy"] for each in NETWORKS}
    assert found.numbers["best_accuracy"] == max(accuracies.values()) == accuracies[found.numbers["best"]]
    assert found.see == ("see", "contest", "trained", ending(found.numbers))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("as torchvision builds them", "60.97 million", "of ensembles", "without the two side")),
        ("zh", ("按 torchvision 的做法", "6097 万", "集成的", "不含只在训练时使用的两个辅助分类器")),
    ],
)
def test_it_says_what_is_built_and_whose_errors_these_are(
    found, language: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    text = " ".join(EXPERIMENTS["images"].see(found))
    assert all(each in text for each in words)
    assert "as published" not in text and "16.4 %" in text and "3.57 %" in text


def test_the_paper_of_2012_has_two_columns() -> None:
    """Weights and biases of its five convolutions and three linear layers, of which some see half."""
    parts = [(96, 3 * 11**2), (256, 48 * 5**2), (384, 256 * 3**2), (384, 192 * 3**2), (256, 192 * 3**2)]
    linear = [(4096, 256 * 6**2), (4096, 4096), (1000, 4096)]
    assert round(sum(outputs * (inputs + 1) for outputs, inputs in parts + linear) / 1e4) == 6097


def test_digits_are_split_without_overlap() -> None:
    (x, y), (far_x, far_y) = digits(Settings(rows=1200))
    assert x.shape == (1200, 1, 8, 8) and far_x.shape == (500, 1, 8, 8) and y.dtype == tidu.int64
    assert x.min().item() == -1 and x.max().item() == 1
    mine = {each.tobytes() for each in x.numpy()}
    assert not mine & {each.tobytes() for each in far_x.numpy()}
    assert len(digits(Settings(rows=30))[1][1]) == 30
    assert set(far_y.tolist()) == set(range(10))


def test_resizing_keeps_the_picture() -> None:
    x = tidu.rand(3, 1, 8, 8)
    big = resized(x, 32)
    assert big.shape == (3, 1, 32, 32)
    assert np.allclose(big.numpy().mean((2, 3)), x.numpy().mean((2, 3)), atol=0.02)


def test_alexnet_learns() -> None:
    settings = Settings(rows=400, epochs=6)
    learn = importlib.import_module("tidu.course.images").learn
    parameters, history = learn(NETWORKS[0], *digits(settings), settings)
    assert parameters == 324_002
    assert max(history.columns["validation_accuracy"]) > 0.5


@pytest.mark.parametrize(("language", "words"), [("en", "pip install 'tidu[trees]'"), ("zh", "没有安装")])
def test_without_scikit_learn(monkeypatch: pytest.MonkeyPatch, language: str, words: str) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    real = importlib.import_module

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("sklearn"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    monkeypatch.setattr("tidu.course.images.import_module", missing)
    with pytest.raises(DataError) as caught:
        run("images", rows=20, epochs=1)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_other_missing_modules_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, *rest: Any) -> Any:
        raise ModuleNotFoundError("No module named 'joblib'", name="joblib")

    monkeypatch.setattr("tidu.course.images.import_module", broken)
    with pytest.raises(builtins.ModuleNotFoundError, match="joblib"):
        digits(Settings())
