"""Derivations: the texts that are kept, every number in them, names, one variable, and what is refused."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from explain_examples import EXAMPLES, GOLDEN, PATHS
from explain_terms import NotKnown, computed

import tidu
from tidu.core.notation import Term
from tidu.read.explain.page import Line
from tidu.read.explain.steps import Back, Step
from tidu.read.explain.words import figures

FOLDER = Path(__file__).parent / "golden"


def explained(name: str, wrt: str | None = None, lang: str = "en") -> Any:
    result, names = EXAMPLES[name]()
    known = {k: v for k, v in names.items() if hasattr(v, "requires_grad")}
    for k, v in names.items():
        if hasattr(v, "named_parameters"):
            known.update({f"{k}.{path}": p for path, p in v.named_parameters()})
    explained.kept = names  # pyright: ignore
    return tidu.explain(result, wrt, lang=lang, names=known)


CASES = [(name, None) for name in GOLDEN] + [(name, wrt) for name, wrt in PATHS.items()]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("name", "wrt"), CASES)
def test_golden(name: str, wrt: str | None, lang: str) -> None:
    text = explained(name, wrt, lang).text() + "\n"
    path = FOLDER / f"explain_{name}{'_wrt' if wrt else ''}.{lang}.txt"
    if os.environ.get("TIDU_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


ALL = [(name, None) for name in EXAMPLES] + list(PATHS.items())


def numbers(told: Any) -> dict[Any, Any]:
    """What every symbol of a derivation stands for."""
    values: dict[Any, Any] = {(x, False): v for x, v in told.computation.values.items()}
    values.update({(x, True): v for x, v in told.computation.cotangents.items()})
    for back in told.steps:
        if isinstance(back, Back):
            values.update({(use.through, back.variable): use.local_value for use in back.uses})
    return values


def lines(told: Any) -> list[Line]:
    return [line for section in told.page.sections for line in (*section.together, *section.lines)]


@pytest.mark.parametrize(("name", "wrt"), ALL)
def test_all_that_is_said_to_be_equal_is(name: str, wrt: str | None) -> None:
    told = explained(name, wrt)
    values, checked = numbers(told), 0
    for line in lines(told):
        wanted = np.asarray(computed(line.left, values))
        for term in line.right:
            try:
                made = np.asarray(computed(term, values))
            except NotKnown:
                continue
            same(made, wanted)
            checked += 1
    assert checked > len(told.steps) / 2


def same(made: Any, wanted: np.ndarray) -> None:
    """In float32, as far as a formula says: a number may be spread over a shape."""
    made = np.asarray(made)
    laid = made.reshape(wanted.shape) if made.size == wanted.size else np.broadcast_to(made, wanted.shape)
    np.testing.assert_allclose(laid, wanted, rtol=2e-4, atol=2e-6)


def leaves(term: Term) -> Any:
    if term.head == "number":
        yield term.about
    if term.head == "array":
        yield from np.asarray(term.about.values).ravel()
    for part in term.parts:
        yield from leaves(part)


@pytest.mark.parametrize(("name", "wrt"), CASES)
def test_every_number_of_the_text_is_one_of_the_computation(name: str, wrt: str | None) -> None:
    told = explained(name, wrt)
    shown = {figures(x, 4)[0].strip("−") for line in lines(told) for t in line.right for x in leaves(t)}
    arrays = [*told.computation.values.values(), *told.computation.cotangents.values()]
    arrays += [use.local_value for b in told.steps if isinstance(b, Back) for use in b.uses]
    known = {figures(x, 4)[0].strip("−") for a in arrays if a is not None for x in np.asarray(a).ravel()[:16]}
    known |= {figures(float(np.linalg.norm(np.float64(a))), 4)[0] for a in arrays if a is not None}
    body = told.text().partition("In words")[0].partition("Signs")[0]
    asides = " ".join(line.aside for line in lines(told))
    shapes = set(re.findall(r"\d+", re.sub(r"[\d.]+,|: .*", "", asides))) | set(re.findall(r"\d+", asides))
    for number in re.findall(r"(?<![\w.₀-₉])\d+(?:\.\d+)?(?:·10[⁻⁰-⁹¹²³]+)?", body):
        assert number in shown | known | shapes or "·10" in number


@pytest.mark.parametrize("name", EXAMPLES)
def test_uses_add_up_to_the_gradient(name: str) -> None:
    for back in explained(name).steps:
        if isinstance(back, Back):
            total = sum(np.asarray(use.value, "float64") for use in back.uses)
            same(total, back.value)
            for use in back.uses:
                if use.local_value is not None:
                    product = use.arriving * use.local_value
                    same(product, np.asarray(use.value))


def test_steps_are_data() -> None:
    told = explained("square")
    forward = [(s.name, s.operation, float(s.value)) for s in told.steps if isinstance(s, Step)]
    assert forward == [("z1", "add", 7.0), ("z2", "sub", 2.0), ("loss", "pow", 4.0)]
    backward = [(s.name, float(s.value)) for s in told.steps if isinstance(s, Back)]
    assert backward == [("z2", 4.0), ("z1", 4.0), ("w", 8.0), ("b", 4.0)]


def test_names_are_the_callers_own() -> None:
    weight, features = tidu.tensor(2.0, requires_grad=True), tidu.tensor(3.0)
    y_hat = weight * features
    text = str(tidu.explain((y_hat - 1) ** 2))
    assert "y\u0302 = weight·features = 2·3 = 6" in text and "L" in text
    assert "∂L/∂weight" in text


def test_a_name_that_is_taken_is_not_given_twice() -> None:
    z1, L = tidu.tensor(2.0, requires_grad=True), tidu.tensor(3.0, requires_grad=True)
    text = str(tidu.explain((z1 * 2).exp() - L, lang="en"))
    assert "z₂     = exp(2·z₁)" in text and "result = z₂ − L" in text


def test_after_backward_and_of_a_tensor_between() -> None:
    w = tidu.tensor(2.0, requires_grad=True)
    h = w * w
    loss = (h - w) ** 2
    loss.backward()
    text = str(tidu.explain(loss, wrt=h, lang="en"))
    assert "How loss depends on h" in text and "∂loss/∂h = ∂loss/∂z₁ · ∂z₁/∂h = 2·z₁·1 = 4·1 = 4" in text
    text = str(tidu.explain(loss, wrt=w, lang="en"))
    assert "= ∂loss/∂z₁ · ∂z₁/∂w + ∂loss/∂z₁ · ∂z₁/∂h · ∂h/∂w = 2·z₁·(−1) + 2·z₁·1·2·w" in text


def test_one_link_is_no_chain() -> None:
    w = tidu.tensor(2.0, requires_grad=True)
    loss = (w - 1) ** 2
    text = str(tidu.explain(loss, wrt="w", lang="en"))
    assert "The chain rule\n  ∂loss/∂w = 2·(w − 1) = 2·(2 − 1) = 2\n" in text


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_are_whole_and_need_no_network(name: str, lang: str) -> None:
    told = explained(name, lang=lang)
    html = told.html()
    assert not re.search(r"https?:|<script|<link|src=", html) and f'lang="{lang}"' in html
    body = html.partition("<body>")[2].partition("</body>")[0]
    tree = ElementTree.fromstring(f"<body>{body}</body>")
    assert len(list(tree.iter("math"))) >= len(told.steps)
    latex = told.latex()
    assert latex.count("{") - latex.count(r"\{") == latex.count("}") - latex.count(r"\}")
    assert latex.count(r"\left") - latex.count(r"\leftarrow") == latex.count(r"\right")
    assert not re.search(r"\w_\{[^{}]*\}_\{", latex)  # LaTeX refuses two subscripts
    assert latex.count(r"\begin{") == latex.count(r"\end{")
    assert told._repr_markdown_().count("$$") % 2 == 0 and told._repr_latex_() == latex
    assert repr(told) == str(told) == told.text()
    assert not any(line != line.rstrip() for line in told.text().splitlines())


def test_digits() -> None:
    w = tidu.tensor(1.0, requires_grad=True)
    out = w / 3
    assert "≈ 0.33\n" in str(tidu.explain(out, digits=2))
    assert "≈ 0.333333\n" in str(tidu.explain(out, digits=6))


W = tidu.tensor(1.0, requires_grad=True)
REFUSED = [
    ({"wrt": "v"}, "no 'v' in this computation that has a gradient; there are W.",
     "没有名为 'v' 且带梯度的量"),
    ({"wrt": tidu.ones(2)}, "does not depend on this tensor of shape [2]", "结果不依赖这个形状为 [2] 的张量"),
    ({"lang": "fr"}, "The languages are en and zh, not 'fr'", "语言只有 en 和 zh"),
    ({"digits": 0}, "in 1 to 17 digits, not in 0", "有效数字的位数是 1 到 17"),
]


@pytest.mark.parametrize("case", range(len(REFUSED)))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_refused(case: int, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", lang)
    options, *sentences = REFUSED[case]
    w = W
    with pytest.raises(ValueError, match=re.escape(sentences[lang == "zh"])):
        tidu.explain((w * 2).exp(), **options)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_result_by_itself_is_refused(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", lang)
    loss = W * 2
    with pytest.raises(ValueError, match="by itself is 1" if lang == "en" else "对自身的导数"):
        tidu.explain(loss, wrt=loss)


def told(result: Any, *names: Any) -> str:
    """The derivation of a small computation."""
    told.kept = names  # pyright: ignore
    return str(tidu.explain(result, lang="en", names={"v": names[0]} if names else None))


def test_what_readers_should_not_have_to_read() -> None:
    """Checks for NaN and 0, casts, flat results: they are in the rules, and say nothing here."""
    v = tidu.tensor([3.0, 4.0], requires_grad=True)
    norm = told(v.norm(), v)
    assert "if" not in norm.partition("Signs")[0] and "∂z₁/∂v" in norm
    assert "(Σ 1{v = result})" in told(v.max(), v)
    assert "1/100000 = [10⁻⁵  10⁻⁵]" in told(v / 1e5, v)
    m = tidu.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    text = told(m[0, 1] ** 2 + m[1].sum(), m)
    assert "= v[0, 1] = ⎡1  2⎤[0, 1] = 2" in text and "put(∂result/∂z₁, [0, 1])" in text
    assert "join(v, 2·v)" in told(tidu.cat([v, 2 * v]).sum(), v)


def test_lines_are_no_wider_than_asked_where_formulas_allow() -> None:
    result = explained("network")
    wide, narrow = result.text(120), result.text(70)
    assert max(map(len, narrow.splitlines())) <= 75 < max(map(len, wide.splitlines())) <= 120


@pytest.mark.parametrize(("lang", "said"), [("en", "a backward() of its own"), ("zh", "自带 backward()")])
def test_an_operation_without_a_formula_is_said_to_be_one(lang: str, said: str) -> None:
    assert f"Cube(…){':' if lang == 'en' else '：'}" in str(explained("many_uses", lang=lang))
    assert said in str(explained("many_uses", lang=lang))
    assert said not in str(explained("network", lang=lang))


SIGNS = {
    "the product of the others": lambda x: x.prod(),
    "what all later results give back is added up": lambda x: x.cumprod(0).sum(),
    "∂z₁/∂x ≈ 0.5·(1 + tanh(": lambda x: tidu.nn.functional.gelu(x, approximate="tanh").sum(),
}


@pytest.mark.parametrize("said", SIGNS)
def test_a_derivative_without_steps_is_told_in_a_word(said: str) -> None:
    x = tidu.tensor([1.0, 2.0, 0.0], requires_grad=True)
    assert said in str(tidu.explain(SIGNS[said](x), names={"x": x}))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("qr", "∂loss/∂a = (∂loss/∂Q + 2 · Q sym(up(∂loss/∂R Rᵀ − Qᵀ ∂loss/∂Q))) (Rᵀ)⁻¹"),
        ("eigh", "∂loss/∂a = sym(V (diag(∂loss/∂w) + F ⊙ (Vᵀ ∂loss/∂V)) Vᵀ)"),
        ("svd", "+ U D⁻¹ (∂loss/∂Vh − ∂loss/∂Vh Vhᵀ Vh)"),
        ("cholesky", "∂loss/∂a = sym((Lᵀ)⁻¹ low(Lᵀ ∂loss/∂L) L⁻¹)"),
    ],
)
def test_factorizations_are_told_as_in_textbooks(name: str, formula: str, lang: str) -> None:
    a = tidu.tensor([[2.0, 0.5], [0.5, 1.0]], requires_grad=True)
    made = getattr(tidu.linalg, name)(a)
    L = made if name == "cholesky" else made[1]
    loss = L.sum()
    told = tidu.explain(loss, lang=lang, names={"L": L})
    text = told.text(400)
    notes = told.latex().rpartition("itemize")[0].rpartition("itemize")[2]
    assert not set(notes) & set("ᵀ⁻¹²ᵢⱼ⊙∂·₀₁₂")  # pdflatex knows none of them
    assert formula in text and text.count(f"{name}：" if lang == "zh" else f"{name}: ") <= 1


LAYERS = {
    "rnn": (tidu.nn.RNN, {}),
    "relu": (tidu.nn.RNN, {"nonlinearity": "relu"}),
    "lstm": (tidu.nn.LSTM, {}),
    "projected": (tidu.nn.LSTM, {"proj_size": 2}),
    "gru": (tidu.nn.GRU, {"batch_first": True}),
    "both ways": (tidu.nn.GRU, {"bidirectional": True}),
    "two layers": (tidu.nn.RNN, {"num_layers": 2, "bias": False}),
}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("name", LAYERS)
def test_a_recurrent_layer_is_told_time_after_time_when_asked(name: str, after: bool) -> None:
    kind, settings = LAYERS[name]
    tidu.manual_seed(0)
    layer = kind(2, 3, **settings).double()
    x = tidu.randn(4, 4, 2, dtype=tidu.float64, requires_grad=True)
    out, _ = layer(x)
    loss = (out * tidu.randn(*out.shape, dtype=tidu.float64)).sum()
    if after:
        loss.backward(retain_graph=True)
    whole, parts = tidu.explain(loss, lang="en"), tidu.explain(loss, parts=True, lang="en")
    if not after:
        loss.backward()
    assert "Recurrence(" in whole.text() and "time after time: explain(…, parts=True)" in whole.text(200)
    assert "Recurrence" not in parts.text() and len(parts.steps) > 4 * len(layer._flat_weights)
    assert any(step.name == "out" for step in parts.steps)
    for tensor in (x, *layer.parameters()):
        for told in (whole, parts):
            found = told.computation.gradient(tensor)
            np.testing.assert_allclose(found, tensor.grad.numpy(), rtol=1e-9, atol=1e-12)


def test_parts_see_a_parameter_that_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = tidu.nn.RNN(2, 3)
    loss = layer(tidu.ones(4, 2))[0].sum()
    with tidu.no_grad():
        layer.weight_hh_l0.add_(0.1)
    with pytest.raises(ValueError, match="chang"):
        tidu.explain(loss, parts=True, lang="en")


def test_lists_have_the_commas_of_the_language() -> None:
    x = tidu.tensor([[0.5] * 50] * 3, requires_grad=True)
    loss = (x * x).sum()
    assert "3×50, ‖·‖ = 6.124: 0.5, 0.5, 0.5, …" in str(tidu.explain(loss, lang="en"))
    assert "3×50，‖·‖ = 6.124：0.5、0.5、0.5、…" in str(tidu.explain(loss, lang="zh"))


def test_a_long_computation() -> None:
    w = tidu.tensor(0.9, requires_grad=True)
    h = w * 1
    for _ in range(150):
        h = tidu.tanh(h * w + 0.1)
    text = str(tidu.explain(h, lang="en"))
    assert text.count(" tanh(") == 300  # in names and in numbers
    assert re.search(r"∂z₇/∂w\s+\+ …\s+\+ ∂h/∂\S+ · ∂z₂₉₉/∂w", text), text[-900:]
