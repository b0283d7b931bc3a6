"""The report: complete, honest, self-contained, well-formed, in both languages."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from tidu.fit.metrics import classification_metrics, regression_metrics
from tidu.tabular.chance import is_chance
from tidu.tabular.gap import further_losses, gap_between, row_losses
from tidu.tabular.report import Report, render_report, write_report
from tidu.tabular.results import PARTS, Baseline, ColumnSummary, History, TrainResult
from tidu.tabular.svg import Scale
from tidu.tabular.svg_confusion import confusion
from tidu.tabular.svg_curves import curves
from tidu.tabular.svg_points import errors, sample
from tidu.tabular.verdict import verdict

HOSTILE = "<script>alert('&')</script>"


def regression(rmse: float = 1.0, rows: int = 50) -> Report:
    """A small regression beside a mean, a ridge and trees that are not installed."""
    draw = np.random.default_rng(0)
    actual = draw.normal(size=rows)
    parts = {part: {"rmse": rmse, "mae": 0.8, "r2": 0.75} for part in PARTS}
    baselines = [
        Baseline("mean", {part: {"rmse": 2.0, "mae": 1.5, "r2": None} for part in PARTS}),
        Baseline("ridge", {part: {"rmse": 1.5, "mae": 0.7, "r2": 0.5} for part in PARTS}),
        Baseline("trees", {}, note="scikit-learn is not installed."),
    ]
    result = TrainResult(
        task="regression",
        target=HOSTILE,
        model="mlp 4-64-1",
        metrics=parts,
        baselines=baselines,
        rows={"train": 1200, "validation": 100, "test": rows},
        columns=[ColumnSummary(HOSTILE, "number", 3, 1234, "input")],
        history=History([3.0, 2.0, 1.0], [3.5, 2.5, 2.75], best_epoch=2),
        seconds=75.0,
        epochs=3,
        model_file="a.tidu",
        notes=[f"Look at {HOSTILE}."],
    )
    command = f"tidu train a.csv --target '{HOSTILE}'"
    versions = {"tidu": "0.1", "data": "sha256 abc"}
    predicted = actual + 0.1 * draw.normal(size=rows)
    return Report(result, "a.csv", "mse", command, versions, "test", actual, predicted)


def classification(count: int = 3) -> Report:
    """A classification whose classes have hostile names."""
    base = regression()
    labels = np.arange(200) % count
    metrics = {"test": {"log_loss": 0.5, "accuracy": 0.75, "auc": None}}
    logistic = Baseline("logistic", {"test": {"log_loss": 0.6, "accuracy": 0.8, "auc": 0.9}})
    result = replace(base.result, task="multiclass", metrics=metrics, baselines=[logistic])
    names = [f"{HOSTILE}{k}" for k in range(count)]
    predicted = np.where(np.arange(200) < 150, labels, 0)
    return replace(base, result=result, actual=labels, predicted=predicted, classes=names)


REPORTS = {
    "regression": regression(),
    "behind": regression(rmse=3.0),
    "sampled": regression(rows=5000),
    "classes": classification(),
    "many classes": classification(25),
    "no rows to draw": replace(regression(), actual=(), predicted=()),
    "no baselines": replace(regression(), result=replace(regression().result, baselines=[], notes=[])),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_page_is_well_formed_and_needs_nothing_else(name: str, lang: str) -> None:
    page = render_report(REPORTS[name], lang)
    assert page.startswith("<!doctype html>\n")
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page
    body = page.removeprefix("<!doctype html>\n")
    closed = re.sub(r"<(meta [^>]*)>", r"<\1/>", body)
    assert ElementTree.fromstring(closed).tag == "html"
    assert HOSTILE not in page
    assert "<script" not in page
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", page)
    assert set(re.findall(r"https?://[^\"']+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"[{}]", re.sub(r"<style>.*?</style>", "", page, flags=re.S))


@pytest.mark.parametrize("name", REPORTS)
def test_both_languages_show_the_same_numbers(name: str) -> None:
    def cells(lang: str) -> list[str]:
        return re.findall(r'<td class="number[^>]*>([^<]*)', render_report(REPORTS[name], lang))

    assert cells("en") == cells("zh")
    assert cells("en")


def test_every_catalogue_sentence_speaks_both_languages() -> None:
    chinese = render_report(regression(), "zh")
    for words in ("训练报告", "岭回归", "学习曲线", "重做这次训练", "1 min 15 s"):
        assert words in chinese
    assert "Learning" not in chinese


@pytest.mark.parametrize(
    ("rmse", "kind", "headline"),
    [
        (1.0, '"verdict"', "This model did best: RMSE 1 on the test rows; next is ridge"),
        (3.0, '"verdict behind"', "Ridge regression did better than this model: RMSE 1.5 against"),
    ],
)
def test_who_wins_comes_first(rmse: float, kind: str, headline: str) -> None:
    page = render_report(regression(rmse), "en")
    assert f"<div class={kind}><p>{headline}" in page
    assert page.index(headline) < page.index("<dl>") < page.index("<table>")


def test_a_metric_that_disagrees_is_said() -> None:
    assert "By MAE, ridge regression is ahead: 0.7 against 0.8." in render_report(regression(), "en")
    page = render_report(classification(), "en")
    assert "By accuracy, logistic regression is ahead: 0.8 against 0.75." in page
    assert "By AUC" not in page


def test_what_was_interrupted_or_untested_is_said() -> None:
    base = regression()
    stopped = replace(base, result=replace(base.result, interrupted=True))
    assert "stopped by hand after 3 epochs" in render_report(stopped, "en")
    metrics = {part: base.result.metrics[part] for part in ("train", "validation")}
    untested = replace(base, part="validation", result=replace(base.result, metrics=metrics))
    page = render_report(untested, "en")
    assert "on the validation rows" in page
    assert "There is no test part" in page
    assert "There is no test part" not in render_report(base, "en")


def test_the_tables_hold_the_results_the_columns_and_the_command() -> None:
    page = render_report(regression(), "en")
    assert "1,200 training, 100 validation, 50 test" in page
    assert re.search(r"boosted trees<small>not run</small></th><td[^>]*>scikit-learn is not", page)
    assert re.search(r"always the mean.*?>–</td>", page)
    assert "--target &#x27;&lt;script&gt;" in page
    assert '<td class="number">1,234</td>' in page
    assert "tidu 0.1 · data sha256 abc" in page
    best = re.findall(r'<td class="number[^"]* best">([^<]*)', page)
    assert best == ["1", "0.75", "0.7"]


def test_points_are_drawn_or_sampled() -> None:
    assert "One point for each of 50 test rows" in render_report(regression(), "en")
    page = render_report(regression(rows=5000), "en")
    assert "2,000 of 5,000 test rows, drawn at random" in page
    assert page.count("<circle") == 2 * 2000 + 1
    assert len(page) < 500_000


def test_sampling_leaves_out_what_is_not_finite() -> None:
    actual = np.array([1.0, np.nan, 3.0, 4.0])
    kept, _ = sample(actual, np.array([1.0, 2.0, np.inf, 4.0]))
    assert kept.tolist() == [1.0, 4.0]


def test_classes_have_their_matrix_and_their_shares() -> None:
    page = render_report(classification(), "en")
    assert page.count('class="cell"') == 3
    assert page.count('class="cell wrong"') == 6
    # Class 0 is always found (67 rows); 100 predictions say class 0.
    assert '<td class="number">67</td><td class="number">100.0%</td>' in page
    assert '<td class="number">67.0%</td>' in page
    assert "for the 20 commonest of 25 classes" in render_report(classification(25), "en")


@pytest.mark.parametrize(
    "history",
    [
        History([], [], 0),
        History([1.0], [2.0], 1),
        History([1.0, 1.0], [1.0, 1.0], 1),
        History([0.0, 0.0], [0.0, 0.0], 2),
        History([1.0, math.nan, 2.0], [math.inf, 1.0, 0.5], 3),
        History([math.nan], [math.nan], 1),
        History([-3.0, -4.0], [1e-300, 1e300], 1),
        History([1e-9] * 5000, [1e9] * 5000, 4999),
        History([2.0, 1.0], [], 2),
    ],
)
def test_any_history_can_be_drawn(history: History) -> None:
    drawn = curves(history, "en")
    ElementTree.fromstring(drawn)
    numbers = [float(n) for n in re.findall(r'[ML" ](-?[\d.]+(?:e[-+]\d+)?)(?=[ L"M])', drawn)]
    assert "nan" not in drawn
    assert "inf" not in drawn
    assert all(-20 <= number <= 500 for number in numbers)
    assert len(drawn) < 30_000


def test_the_best_epoch_is_marked() -> None:
    drawn = curves(regression().result.history, "en")
    assert "best: 2" in drawn
    assert drawn.count("<circle") == 1
    assert "loss, log scale" not in drawn
    assert "loss, log scale" in curves(History([100.0, 1.0], [100.0, 2.0], 2), "en")


@pytest.mark.parametrize("actual", [[5.0], [5.0, 5.0], [1e12, 1e12 + 1], [-1e-9, 1e-9], []])
def test_any_points_can_be_drawn(actual: list[float]) -> None:
    values = np.array(actual)
    drawn = errors(values, values * 1.5, "en")
    ElementTree.fromstring(drawn)
    assert drawn.count("<circle") == len(actual)
    assert "nan" not in drawn


def test_an_empty_row_of_the_matrix_has_no_shade() -> None:
    drawn = confusion(np.array([[0, 0], [1, 3]]), ["a", "b"], "en")
    assert re.findall(r'fill-opacity="([^"]*)"', drawn) == ["0.06", "0.06", "0.29", "0.76"]


@pytest.mark.parametrize(
    "scale",
    [
        Scale(0, 1, 0, 1),
        Scale(-3e-7, 8e-7, 0, 1),
        Scale(1e6, 9.9e6, 0, 1),
        Scale(-0.04, 1.04, 0, 1),
        Scale(1, 2, 0, 1),
        Scale(1.1, 11.1, 0, 1, logarithmic=True),
        Scale(1e-8, 1e9, 0, 1, logarithmic=True),
        Scale(1, 11, 0, 1, logarithmic=True),
    ],
)
def test_ticks_are_few_round_and_told_apart(scale: Scale) -> None:
    ticks, labels = scale.ticks(), scale.labels()
    assert 2 <= len(ticks) <= 9
    assert all(scale.low <= tick <= scale.high for tick in ticks)
    assert len(set(labels)) == len(labels) == len(ticks)
    units = {"k": 1e3, "M": 1e6, "G": 1e9}
    for tick, label in zip(ticks, labels, strict=True):
        value = float(label.rstrip("kMG")) * units.get(label[-1], 1)
        assert value == pytest.approx(tick, rel=1e-9, abs=1e-15)


def measured(**values: float | None) -> dict[str, dict[str, float | None]]:
    return {"test": values}


@pytest.mark.parametrize(
    ("task", "ours", "theirs", "first", "others"),
    [
        ("regression", {"rmse": 1.0}, {"rmse": 1.0}, "model", []),
        ("regression", {"rmse": 1.0}, {"rmse": 0.999}, "ridge", []),
        ("regression", {"rmse": math.nan}, {"rmse": 5.0}, "ridge", []),
        ("regression", {"rmse": 1.0}, {"rmse": math.nan}, "model", []),
        ("regression", {"rmse": 1.0, "r2": 0.5}, {"rmse": 2.0, "r2": 0.6}, "model", ["r2"]),
        ("binary", {"log_loss": 0.1, "auc": None}, {"log_loss": 0.2, "auc": 0.9}, "model", []),
        ("binary", {"log_loss": 0.1, "auc": 0.8}, {"log_loss": 0.2, "auc": None}, "model", []),
        (
            "binary",
            {"log_loss": 0.1, "accuracy": 0.8},
            {"log_loss": 0.2, "accuracy": 0.9},
            "model",
            ["accuracy"],
        ),
    ],
)
def test_the_verdict(task: str, ours: dict, theirs: dict, first: str, others: list[str]) -> None:
    found = verdict(task, measured(**ours), [Baseline("ridge", measured(**theirs))])
    assert found.ranking[0][0] == first
    assert [metric for metric, *_ in found.others] == others
    assert found.is_behind == (first != "model")


@pytest.mark.parametrize(
    ("ours", "rivals", "outcome", "rival"),
    [
        (1.0, {"trees": (1.02, (0.04, 0.05))}, "level", "trees"),
        (1.0, {"trees": (1.02, (0.04, 0.01))}, "best", "trees"),
        (1.0, {"trees": (0.98, (-0.04, 0.05))}, "level", "trees"),
        (1.0, {"trees": (0.98, (-0.04, 0.01))}, "behind", "trees"),
        # Which one is best may be chance, and another clearly ahead all the same.
        (1.0, {"ridge": (0.99, (-0.02, 0.001)), "trees": (0.98, (-0.04, 0.05))}, "behind", "ridge"),
        (1.0, {"mean": (2.0, (3.0, 0.1)), "ridge": (1.2, (0.4, 0.1)), "trees": (1.1, (0.2, 0.2))},
         "level", "trees"),
        (1.0, {"ridge": (1.0, (0.0, 0.0))}, "level", "ridge"),
        (1.0, {"ridge": (1.02, None)}, "best", "ridge"),
        (1.0, {"ridge": (0.98, None)}, "behind", "ridge"),
        (math.nan, {"ridge": (0.98, (math.nan, math.nan))}, "behind", "ridge"),
        (1.0, {}, "alone", None),
    ],
)  # fmt: skip
def test_chance_decides_nothing(ours: float, rivals: dict, outcome: str, rival: str | None) -> None:
    baselines = [Baseline(name, measured(rmse=rmse), gap=gap) for name, (rmse, gap) in rivals.items()]
    found = verdict("regression", measured(rmse=ours), baselines)
    assert (found.outcome, found.rival) == (outcome, rival)
    assert found.is_behind == (outcome == "behind")
    told = found.as_data()
    assert (told["outcome"], told["rival"], told["sentences"]) == (outcome, rival, found.sentences())


@pytest.mark.parametrize("task", ["regression", "multiclass"])
def test_the_gap_is_the_difference_of_the_metric_and_its_standard_error(task: str) -> None:
    draw = np.random.default_rng(1)
    actual = draw.normal(size=400) if task == "regression" else draw.integers(0, 3, 400)
    if task == "regression":
        ours, theirs = (actual + scale * draw.normal(size=400) for scale in (0.5, 0.6))
        better, worse = (regression_metrics(actual, each)["rmse"] ** 2 for each in (ours, theirs))
    else:
        ours, theirs = (draw.dirichlet([1.0, 1.0, 1.0], 400) for _ in range(2))
        better, worse = (classification_metrics(actual, each)["log_loss"] for each in (ours, theirs))
    ours, theirs = (row_losses(task, actual, each) for each in (ours, theirs))
    found = gap_between(ours, theirs)
    assert found is not None
    assert found[0] == pytest.approx(worse - better, rel=1e-12)
    # The standard error of a mean, by drawing the rows anew.
    places = draw.integers(0, 400, (4000, 400))
    assert found[1] == pytest.approx((theirs - ours)[places].mean(1).std(), rel=0.05)
    assert (found.rows, found.against) == (400, int(((theirs > ours) == (worse < better)).sum()))
    alone = gap_between(ours[:1], theirs[:1])
    assert (alone.mean, alone.error, alone.rows) == (theirs[0] - ours[0], 0.0, 1)
    # Copies count once: each row thrice is no more than each row once.
    thrice = gap_between(np.tile(ours, 3), np.tile(theirs, 3), np.tile(np.arange(400), 3))
    assert thrice == pytest.approx(found, rel=1e-9)


def test_few_rows_tell_nothing() -> None:
    """Nor does any number of them that a coin could have made agree."""
    ours, theirs = np.full(9, 1e-9), np.geomspace(1e-6, 1e3, 9)
    for rows in range(1, 10):
        found = gap_between(ours[:rows], theirs[:rows])
        baselines = [Baseline("ridge", measured(rmse=30.0), gap=found)]
        judged = verdict("regression", measured(rmse=1.0), baselines)
        assert judged.outcome == ("few" if rows < 6 else "best")
        count = "the only test row" if rows == 1 else "the test rows"
        assert judged.sentences("en")[0].startswith(f"This model: RMSE 1 on {count}") == (rows < 6)


def test_rows_that_all_agree_are_no_chance_though_one_is_large() -> None:
    """The standard error of so heavy a tail is as large as the mean."""
    ours = np.zeros(40)
    theirs = np.r_[np.full(39, 1e-3), 10.0]
    found = gap_between(ours, theirs)
    assert found.mean < 2 * found.error and not is_chance(found)
    one, three = theirs.copy(), theirs.copy()
    one[0], three[:3] = -1e-3, -1e-3
    assert not is_chance(gap_between(ours, one)) and is_chance(gap_between(ours, three))
    heavy = theirs.copy()
    heavy[0] = -1.0
    assert is_chance(gap_between(ours, heavy))


def test_students_t_is_right_of_few_normal_rows() -> None:
    """Nineteen of twenty differences without a cause count as chance."""
    drawn = np.random.default_rng(0).normal(size=(4000, 8))
    chance = np.mean([is_chance(gap_between(np.zeros(8), each)) for each in drawn])
    # All eight agree in one case of 128.
    assert 0.93 < chance < 0.96


def test_a_further_metric_leads_only_beyond_chance() -> None:
    table, better = measured(rmse=1.0, mae=1.0, r2=0.5), {"rmse": 1.0, "mae": 0.9, "r2": 0.6}
    level = (0.0, 0.1, 50, 25, 0.5)
    for gap, told in ((-0.1, 0.01), ["mae"]), ((-0.1, 0.2), []):
        rival = Baseline("ridge", measured(**better), gap=level, gaps={"mae": gap})
        assert [metric for metric, *_ in verdict("regression", table, [rival]).others] == told
    assert further_losses("binary", 2, row_losses("binary", [1, 0], [[0.2, 0.8], [0.4, 0.6]])) == {
        "accuracy": pytest.approx([0.0, 1.0])
    }
    assert further_losses("multiclass", 3, np.ones(2)) == {}


@pytest.mark.parametrize(
    ("ranking", "english", "chinese"),
    [
        (
            [("model", 0.5), ("trees", 0.75)],
            "This model did best: RMSE 0.5 on the test rows; next is boosted trees with 0.75.",
            "本模型最好。测试集：RMSE 0.5；其次是梯度提升树，0.75。",
        ),
        (
            [("trees", 0.25), ("model", 0.5)],
            "Boosted trees did better than this model: RMSE 0.25 against 0.5 on the test rows.",
            "梯度提升树胜过本模型。测试集：RMSE 0.25，本模型 0.5。",
        ),
        (
            [("trees", 0.49), ("model", 0.5)],
            "This model is about level with boosted trees: RMSE 0.5 against 0.49 on the test rows, a "
            "difference within chance.",
            "本模型与梯度提升树不相上下。测试集：RMSE 0.5，梯度提升树 0.49，差距在随机波动之内。",
        ),
        ([("model", 0.5)], "RMSE 0.5 on the test rows.", "测试集：RMSE 0.5。"),
    ],
)
def test_the_headline(ranking: list[tuple[str, float]], english: str, chinese: str) -> None:
    ours, *theirs = (dict(ranking)[name] for name in sorted(dict(ranking)))
    rivals = [Baseline("trees", measured(rmse=rmse), gap=(rmse**2 - ours**2, 0.02)) for rmse in theirs]
    found = verdict("regression", measured(rmse=ours), rivals)
    assert found.sentences("en") == [english]
    assert found.sentences("zh") == [chinese]


def test_the_file_is_the_page(tmp_path: Path) -> None:
    write_report(regression(), tmp_path / "r.html", "zh")
    assert (tmp_path / "r.html").read_text("utf-8") == render_report(regression(), "zh")
