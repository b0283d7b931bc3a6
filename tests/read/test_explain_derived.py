"""What is computed without a gradient stands where it is used; what means and variances are taken over."""

from __future__ import annotations

import pytest

import tidu
from tidu import nn
from tidu.nn import functional as F

CASES = {
    "c₁ = 1{w > 0} = [1  0  1]": lambda w: tidu.where(w > 0, w**3, w.exp()).sum(),
    "c₁ = maxⱼ(m)": lambda w: told_of_rows(w),
}


def told_of_rows(w: tidu.Tensor) -> tidu.Tensor:
    m = tidu.stack([w, 2 * w])
    return ((m - m.detach().max(1, keepdim=True).values).exp() ** 2).sum()


@pytest.mark.parametrize(
    ("lang", "given", "forward"), [("en", "Given", "Forward"), ("zh", "已知", "前向计算")]
)
@pytest.mark.parametrize("said", CASES)
def test_what_follows_from_known_numbers_is_not_given(said: str, lang: str, given: str, forward: str) -> None:
    w = tidu.tensor([1.0, -2.0, 0.5], requires_grad=True)
    text = tidu.explain(CASES[said](w), lang=lang, names={"w": w}).text(200)
    before, _, after = text.partition(forward)
    assert "c₁" not in before.partition(given)[2], text
    head = said.partition("(m)")[0]
    assert head in after.replace("   ", " ").replace("  = ", " = "), text
    assert "c₁: held as numbers alone" in text or "c₁：梯度不经过它" in text


def test_choices_say_if_on_pages_too() -> None:
    w = tidu.tensor([1.0, -2.0, 0.5], requires_grad=True)
    told = tidu.explain(tidu.where(w > 0, w**3, w.exp()).sum(), names={"w": w})
    assert r"& \text{if } c_{1} \\" in told.latex() and "<mtext>if</mtext>" in told.html()


def test_what_does_not_follow_is_given() -> None:
    w = tidu.tensor([1.0, -2.0, 0.5], requires_grad=True)
    y = tidu.where(tidu.tensor([False, True, True]), w, w * w) + tidu.tensor([3.0, 4.0, 5.0])
    text = str(tidu.explain(y.sum(), lang="en", names={"w": w}))
    assert "c₁ = [0  1  1]" in text.partition("Forward")[0] and "held as numbers" not in text


def test_a_loss_by_its_scores_names_the_sign_where_it_is_used() -> None:
    z = tidu.tensor([[0.5], [-1.0], [2.0]], requires_grad=True)
    y = tidu.tensor([[1.0], [0.0], [1.0]])
    text = str(tidu.explain(F.binary_cross_entropy_with_logits(z, y), lang="en", names={"z": z, "y": y}))
    assert "c₁" not in text.partition("Forward")[0] and "1{z " in text


@pytest.mark.parametrize(("lang", "said"), [("en", "not by n − 1"), ("zh", "而不是 n − 1")])
def test_means_say_over_which_axis(lang: str, said: str) -> None:
    x = tidu.tensor([[1.0, 2.0], [3.0, 5.0], [0.0, 1.0]], requires_grad=True)
    columns, rows = nn.BatchNorm1d(2), nn.LayerNorm(2)
    text = tidu.explain((columns(x) ** 2).sum(), lang=lang, names={"x": x})
    assert "x − meanᵢ(x)" in text.text() and "varᵢ(x)" in text.text() and said in text.text(200)
    assert "meanⱼ(x)" in str(tidu.explain((rows(x) ** 2).sum(), names={"x": x}))
    assert r"\operatorname{mean}}_{i}" in text.latex() and "<msub><mi>mean</mi>" in text.html()
