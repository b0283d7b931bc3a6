"""Unusual settings: what is said stays true of the run, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

import tidu
from tidu.course import EXPERIMENTS, Result, run
from tidu.course.covid import endings as covid_endings
from tidu.course.even import endings as even_endings
from tidu.course.fitting import endings as fitting_endings
from tidu.course.images import ending, lead
from tidu.course.neurons import endings as neuron_endings

QUICK = {"epochs": 100, "starts": 1}
CASES: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("linear", {"rows": 3}, ("see", "too_few")),
    ("linear", {"rows": 5}, ("see", "on_the_way")),
    ("descent", {"lr": 0.0001}, ("see", "on_the_way")),
    ("descent", {"lr": 50.0}, ("see", "diverged")),
    ("descent", {"noise": 0.0, "epochs": 300}, ("see", "mini_ahead")),
    ("zero-grad", {"lr": 0.1}, ("see", "only_cleared")),
    ("derivative", {"steps": 18}, ("see", "vanished")),
    ("likelihood", {"rows": 2, "outliers": 2}, ("see", "absolute", "most")),
    ("collapse", {"layers": 60, "activation": "sigmoid"}, ("see", "faded")),
    ("learning-rates", {"epochs": 200}, ("see", "level", "climbs")),
    ("learning-rates", {"rates": (1e-6, 2e-6)}, ("see", "unmoved", "climbs")),
    ("best-epoch", {"noise": 0.0, "rows": 400, "epochs": 200}, ("see", "late")),
    ("neurons", {"epochs": 1, "starts": 1}, ("see", "neither", "off_one")),
    ("cubic", {"lr": 0.9, "epochs": 200, "starts": 2}, ("see", "many", "no_luck")),
    ("depth", {"epochs": 1, "starts": 1}, ("see", "unlearned")),
    ("depth", {"widths": (8,), **QUICK}, ("see_two", "same")),
    ("depth", {"widths": (1,), **QUICK}, ("see_two", "same")),
    ("depth", {"widths": (4, 4), "epochs": 1, "starts": 1}, ("see_two", "unlearned")),
    ("linear", {"lr": 0.3}, ("see", "jumps")),
    ("linear", {"lr": 1e-6}, ("see", "short")),
    ("derivative", {"x": 2 / 3}, ("see", "level")),
    ("derivative", {"x": 0.0, "steps": 30}, ("see", "exact")),
    ("collapse", {"layers": 30}, ("see", "faded")),
    ("extrapolation", {"low": 0.0, "high": 0.4, "beyond": 99.0, **QUICK}, ("see", "fails", "guesses")),
    ("fitting", {"rows": 5, **QUICK}, ("see", "learned", "overfits_exactly", "networks", "sizes")),
    ("fitting", {"noise": 0.0, **QUICK}, ("see", "learned_exactly", "holds", "networks", "enough")),
    ("fitting", {"degrees": 3, **QUICK}, ("see", "learned", "rising", "networks", "simple")),
    ("fitting", {"epochs": 1}, ("see", "learned", "overfits", "networks_level", "sizes")),
    ("even", {"bits": 4, "share": 0.8, "epochs": 1000}, ("see", "few", "not_by_heart", "knows")),
    (
        "even",
        {"bits": 4, "share": 0.8, "width": 200, "lr": 0.02, "epochs": 2000},
        ("see", "few", "by_heart", "knows"),
    ),
]


def of(name: str, settings: dict[str, Any]) -> Result:
    """A run with those of the settings that the experiment has."""
    known = set(EXPERIMENTS[name].module.Settings.__dataclass_fields__)
    return run(name, **{key: value for key, value in settings.items() if key in known})


@pytest.mark.parametrize(("name", "settings", "see"), CASES)
def test_what_is_said(name: str, settings: dict[str, Any], see: tuple[str, ...]) -> None:
    found = of(name, settings)
    assert found.see == see
    numbers = [each for each in found.numbers.values() if isinstance(each, float)]
    assert all(each == each for each in numbers) or see[-1] == "diverged", "no number is missing"
    for lang in ("en", "zh"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TIDU_LANG", lang)
            assert len(EXPERIMENTS[name].see(found)) == len(see)


@pytest.mark.parametrize(
    ("name", "settings", "said"),
    [
        ("linear", {"rows": 3}, ("each batch of 3,", "每次取 3 个")),
        ("descent", {"rows": 3}, ("the other 3.", "另一个每步用 3 个")),
        ("learning-rates", {"rows": 3}, ("in batches of 3,", "每批 3 个")),
        ("best-epoch", {"width": 1, "epochs": 2}, ("layers of width 1 ", "各 1 个神经元")),
        ("zero-grad", {}, ("No error is raised.", "程序不会报错")),
        ("zero-grad", {"epochs": 2}, ("tells of it all the same (TD009)", "照样会指出来（TD009）")),
    ],
)
def test_the_words(name: str, settings: dict[str, Any], said: tuple[str, str], monkeypatch: Any) -> None:
    found = run(name, **settings)
    for lang, words in zip(("en", "zh"), said, strict=True):
        monkeypatch.setenv("TIDU_LANG", lang)
        text = " ".join(EXPERIMENTS[name].see(found))
        assert words in text
        assert "only the loss curve" not in text and "没有任何报警" not in text


def test_a_forgotten_zero_grad_is_told_by_the_doctor() -> None:
    """What the experiment promises: the very loop of the lesson, and the code that it names."""
    x = tidu.tensor([[1.0], [2.0], [3.0]])
    model = tidu.nn.Linear(1, 1)
    optimizer = tidu.optim.SGD(model.parameters(), lr=0.01)
    with tidu.doctor(tell=None) as report:
        for _ in range(4):
            ((model(x) - 2 * x) ** 2).sum().backward()
            optimizer.step()
    assert "TD009" in [alert.code for alert in report.alerts]


def test_optimizers_are_ordered_by_what_they_end_with() -> None:
    found = run("optimizers", epochs=1)
    table = found.tables["epochs"]
    weights = dict(zip(table["optimizer"], zip(table["w"], table["b"], strict=True), strict=True))
    ends = {name: sum((w * x + b - 2 * x) ** 2 for x in (1, 2, 3)) for name, (w, b) in weights.items()}
    assert found.numbers["order"] == sorted(ends, key=lambda name: ends[name])
    assert found.numbers["best_loss"] == pytest.approx(min(ends.values()), rel=1e-6)
    assert found.numbers["worst_loss"] == pytest.approx(max(ends.values()), rel=1e-6)


def test_the_loss_of_a_perfect_line_is_not_below_zero() -> None:
    found = run("descent", noise=0.0, epochs=300)
    numbers: dict[str, Any] = dict(found.numbers)
    assert min(found.tables["steps"]["loss"]) >= numbers["minimum_loss"] >= 0


@pytest.mark.parametrize(
    ("numbers", "first"),
    [
        ({"number_unseen": 0.0, "unseen": 2}, "few"),
        ({"number_unseen": 0.0, "unseen": 8}, "worse"),
        ({"number_unseen": 38.0, "unseen": 8}, "guesses"),
        ({"number_unseen": 28.0, "unseen": 32}, "worse"),
        ({"number_unseen": 48.0, "unseen": 512}, "guesses"),
    ],
)
def test_less_often_right_than_a_coin_is_not_called_guessing(numbers: dict[str, Any], first: str) -> None:
    usual = {"digits_unseen": 100.0, "width": 32, "largest": 1023, "last_flip": 99.0, "other_flip": 1.0}
    usual |= {"seen": 512}
    assert even_endings(usual | numbers)[0] == first


@pytest.mark.parametrize(
    ("numbers", "smooth", "see"),
    [
        ({}, True, ("see", "sigmoid_closer")),
        ({}, False, ("see", "sigmoid_closer_anyway")),
        ({"relu_loss": 0.0105}, True, ("see", "level")),
        ({"relu_loss": 0.001}, True, ("see", "relu_closer")),
        ({"neurons": 1, "relu_off": 1}, True, ("see_one", "sigmoid_closer", "off_all")),
        ({"relu_off": 4}, True, ("see", "sigmoid_closer", "off_all")),
        ({"relu_off": 2}, True, ("see", "sigmoid_closer", "off")),
    ],
)
def test_who_came_closer(numbers: dict[str, Any], smooth: bool, see: tuple[str, ...]) -> None:
    usual = {"neurons": 4, "level": 0.4, "sigmoid_loss": 0.01, "relu_loss": 0.1, "relu_off": 0}
    assert neuron_endings(usual | numbers, smooth=smooth) == see


@pytest.mark.parametrize(
    ("accuracies", "said", "rival"),
    [
        ({"AlexNet": 80.0, "VGG-19": 81.0, "GoogLeNet": 78.0, "ResNet-152": 78.0}, "level", "ResNet-152"),
        (
            {"AlexNet": 90.0, "VGG-19": 81.0, "GoogLeNet": 78.0, "ResNet-152": 70.0},
            "not_deepest",
            "ResNet-152",
        ),
        ({"AlexNet": 80.0, "VGG-19": 81.0, "GoogLeNet": 78.0, "ResNet-152": 95.0}, "deepest", "VGG-19"),
    ],
)
def test_a_few_digits_more_are_no_lead(accuracies: dict[str, float], said: str, rival: str) -> None:
    found = lead(accuracies, 500)
    assert ending(found) == said and found["rival"] == rival
    shares = [accuracies[found["best"]] / 100, accuracies[rival] / 100]
    assert found["doubt"] == pytest.approx(100 * (sum(p * (1 - p) / 500 for p in shares)) ** 0.5)


def test_a_straight_line_that_does_as_well_is_told_as_that() -> None:
    errors = {"ridge": 2.0, "ridge_few": 2.1, "network": 1.99, "network_few": 1.98}
    assert covid_endings(errors, 0.0, chosen=True)[-1] == "line_as_good"


def test_without_noise_nothing_learns_the_noise_by_heart() -> None:
    numbers = {
        "zero_train": 0.5, "zero_held": 0.5, "best_held": 0.1, "last_held": 0.4, "last_train": 0.01,
        "best_degree": 5, "last_degree": 12, "best_width_held": 0.1, "few_held": 0.1, "most_held": 0.1,
        "floor": 0.0, "noise": 0.0,
    }  # fmt: skip
    assert fitting_endings(numbers) == ("see", "learned_exactly", "overfits_exactly", "networks", "enough")
    assert fitting_endings(numbers | {"noise": 0.1})[2] == "overfits"
