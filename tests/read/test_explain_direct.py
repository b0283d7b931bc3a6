"""What a derivation says of direct parts, of links in a chain, of derivatives that no number tells."""

from __future__ import annotations

from typing import Any

import pytest

import tidu


def loop() -> Any:
    x = tidu.tensor(3.0, requires_grad=True)
    z = 2 * x
    y = (z * x + x) * x + x
    names = {"x": x, "z": z, "y": y}
    return tidu.explain(y, lang="en", names=names), tidu.explain(y, "x", lang="en", names=names)


def test_the_sign_of_the_whole_derivative_is_no_part_of_its_sum() -> None:
    for told in loop():
        for line in str(told).splitlines():
            left, equals, right = line.partition("=")
            assert not equals or f" {left.strip()} " not in right, line
    whole, by = map(str, loop())
    assert "+ (1 + z₁) = 9·2 + 3·7 + (1 + 21) = 61" in whole, whole
    assert "∂z/∂x" in by and "= 61" in by


def test_a_number_that_a_chain_uses_has_its_line() -> None:
    a = tidu.tensor(2.0, requires_grad=True)
    b = a * 3
    d = b * a * b.exp()
    assert "∂b/∂a  = 3\n" in str(tidu.explain(d, lang="en"))
    assert "a = 2,  b = 6" in str(tidu.explain(d, wrt=b, lang="en"))


@pytest.mark.parametrize(
    ("lang", "said", "still"), [("en", "by about", "hardly changes"), ("zh", "大约变化", "几乎不变")]
)
def test_growth_is_told_where_a_number_tells_it(lang: str, said: str, still: str) -> None:
    def text(function: Any, at: float) -> str:
        x = tidu.tensor(at, requires_grad=True)
        return str(tidu.explain(function(x), lang=lang, names={"x": x}))

    assert said in text(lambda x: x * x, 1.5) and still not in text(lambda x: x * x, 1.5)
    assert said not in text(tidu.sqrt, 0.0) and still not in text(tidu.sqrt, 0.0)
    assert said not in text(lambda x: x * x, 0.0) and still in text(lambda x: x * x, 0.0)
