"""tidu.draw: what is drawn of tensors and modules, how it is written, what stays untouched."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from draw_examples import GOLDEN, Block, ResNet, Restless, Steps, Tied, network, scalar

import tidu
from tidu import nn
from tidu.core.errors import DataError

FOLDER = Path(__file__).parent
X = tidu.ones(2, 3, 16, 16)


def heads(drawing: Any, kind: str | None = None) -> list[str]:
    """The first line of each box (of a kind)."""
    return [box.lines[0].text for box in drawing.layout.boxes if kind in (None, box.kind)]


def written(drawing: Any, name: str) -> str:
    return {".svg": drawing.svg, ".mmd": drawing.mermaid, ".dot": drawing.dot}[Path(name).suffix]()


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str) -> None:
    path, text = FOLDER / "golden" / name, written(GOLDEN[name](), name)
    if os.environ.get("TIDU_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_the_same_bytes_in_every_process() -> None:
    code = "from draw_examples import *; print(tidu.draw(ResNet(), tidu.ones(1, 3, 16, 16), lang='en').svg())"
    made = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{FOLDER}:{FOLDER.parent.parent}"}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        made.add(done.stdout)
    assert len(made) == 1


def test_numbers_and_gradients_are_those_of_the_run() -> None:
    w = tidu.tensor([1.0, -2.0], requires_grad=True)
    x = tidu.tensor([0.5, 3.0])
    loss = (w * x).sum() ** 2
    drawing = tidu.draw(loss, values=True, lang="en")
    loss.backward()
    texts = {box.lines[0].text: [line.text for line in box.lines[1:]] for box in drawing.layout.boxes}
    assert texts["loss = pow(·, 2)"] == [f"= {loss.item():.4g}", "grad 1"]
    assert w.grad is not None
    assert texts["w"] == ["[2]", f"norm {w.norm().item():.4g}", f"grad norm {w.grad.norm().item():.4g}"]
    assert heads(drawing, "constant") == ["x"] and heads(drawing, "leaf") == ["w"]


def test_names_are_the_callers_or_those_given() -> None:
    weight = tidu.ones(2, requires_grad=True)
    made = weight.exp()
    assert heads(tidu.draw(made)) == ["weight", "made = exp"]
    assert heads(tidu.draw(made, names={"θ": weight})) == ["θ", "exp"]
    assert heads(tidu.draw(made, names={}, lang="en")) == ["parameter", "exp"]


class Cube(tidu.autograd.Function):
    """x³ and x², with two results."""

    @staticmethod
    def forward(ctx: Any, x: Any) -> Any:
        ctx.save_for_backward(x)
        return x**3, x**2

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        (x,) = ctx.saved_tensors
        return grads[0] * 3 * x**2 + grads[1] * 2 * x


def own(w: Any) -> Any:
    a, b = Cube.apply(w)
    return a + b


TENSORS = [
    ("a leaf", lambda w: w, ["w"]),
    ("numbers", lambda w: 1 - w / 2, ["w", "div(w, 2)", "sub(1, ·)"]),
    ("an array used twice", lambda w: w * KEPT + KEPT, ["w", "constant", "mul", "add"]),
    ("parts", lambda w: w[1:].sum(), ["w", "slice[1:]", "sum"]),
    ("an own function once", own, ["w", "Cube", "add"]),
    ("axes", lambda w: w.reshape(2, 1).sum(1), ["w", "reshape", "sum(axis=1)"]),
]
KEPT = tidu.tensor([3.0, 4.0])


@pytest.mark.parametrize(("_", "make", "expected"), TENSORS, ids=[case[0] for case in TENSORS])
def test_what_a_tensor_was_computed_from(_: str, make: Any, expected: list[str]) -> None:
    w = tidu.tensor([1.0, 2.0], requires_grad=True)
    drawing = tidu.draw(make(w), names={"w": w}, lang="en")
    assert heads(drawing) == expected
    if make(w) is not w:
        assert drawing.layout.boxes[-1].kind == "result"
    assert len(tidu.draw(make(w), names={"w": w}, values=True).layout.boxes) == len(expected)


def test_it_can_be_drawn_after_backward_and_without_its_leaves() -> None:
    def loss() -> Any:
        w = tidu.ones(3, requires_grad=True)
        return (w * 2).sum()

    made = loss()
    assert heads(tidu.draw(made, lang="en")) == ["parameter", "mul(·, 2)", "made = sum"]
    w = tidu.ones(70000, requires_grad=True)
    large = (w * tidu.ones(70000)).sum()
    large.backward()
    assert heads(tidu.draw(large, lang="en")) == ["w", "constant", "mul", "large = sum"]


FOLDS = [(0, 1, 0), (1, 3, 2), (2, 6, 2), (3, 10, 2), (4, 53, 10)]


@pytest.mark.parametrize(("fold", "modules", "operations"), FOLDS)
def test_folding(fold: int, modules: int, operations: int) -> None:
    drawing = tidu.draw(ResNet(), X, fold=fold)
    kinds = [box.kind for box in drawing.layout.boxes]
    assert (kinds.count("module"), kinds.count("operation")) == (modules, operations)
    assert kinds[0] == "input" and kinds[-1] == "result" and "leaf" not in kinds


def test_without_folding_every_operation_is_drawn() -> None:
    kinds = [box.kind for box in tidu.draw(ResNet(), X, fold=False).layout.boxes]
    assert kinds.count("leaf") == len(list(ResNet().parameters()))
    assert kinds.count("operation") > 100 and "module" not in kinds


def test_automatic_folding_is_readable_and_tells_paths_and_parameters() -> None:
    net = ResNet()
    drawing = tidu.draw(net, X, lang="en")
    assert len(drawing.layout.boxes) <= 48
    texts = [[line.text for line in box.lines] for box in drawing.layout.boxes]
    count = sum(p.numel() for p in net.stages[1][0].parameters())
    assert ["Block", "stages.1.0", "[2, 8, 8, 8]", f"{count:,} parameters"] in texts
    assert heads(tidu.draw(Block(2, 2), tidu.ones(1, 2, 4, 4), lang="en")).count("convolve") == 1
    told = sum(
        int(lines[-1].split()[0].replace(",", "")) for lines in texts if lines[-1].endswith("parameters")
    )
    assert told == sum(p.numel() for p in net.parameters())


def test_a_module_called_again_says_so() -> None:
    drawing = tidu.draw(Steps(), tidu.ones(3, 2, 4), fold=1, lang="en")
    cells = [box for box in drawing.layout.boxes if box.lines[0].text == "LSTMCell"]
    assert [box.lines[-1].text for box in cells] == [
        "448 parameters", "call 2, same parameters", "call 3, same parameters",
    ]  # fmt: skip
    assert [line.text for line in cells[0].lines[1:3]] == ["cell", "[2, 8], [2, 8]"]


def test_a_shared_parameter_is_drawn_beside_both() -> None:
    drawing = tidu.draw(Tied(), tidu.tensor([[1, 2]]), fold=1, lang="en")
    assert heads(drawing) == ["embedding.weight", "tokens", "Embedding", "Linear", "output['scores']"]
    assert len([edge for edge in drawing.layout.edges if edge.start == 0]) == 2


def test_several_inputs_have_the_names_of_forward() -> None:
    layer = nn.TransformerDecoderLayer(8, 2, 16)
    drawing = tidu.draw(layer, tidu.ones(3, 1, 8), tidu.ones(2, 1, 8), fold=1)
    assert heads(drawing, "input") == ["memory", "tgt"] or heads(drawing, "input") == ["tgt", "memory"]
    cell = tidu.draw(nn.LSTMCell(2, 3), tidu.ones(1, 2), (tidu.ones(1, 3), tidu.ones(1, 3)), lang="en")
    assert set(heads(cell, "input")) == {"input", "hx[0]", "hx[1]"}
    assert heads(cell, "result") == ["output[0]", "output[1]"]


def test_a_frozen_module_is_drawn_whole_and_stays_frozen() -> None:
    net = nn.Sequential(nn.Embedding(5, 3), nn.Linear(3, 2)).requires_grad_(False)
    drawing = tidu.draw(net, tidu.tensor([1, 2]), fold=1)
    assert heads(drawing, "module") == ["Embedding", "Linear"]
    assert not any(p.requires_grad for p in net.parameters())


@pytest.mark.parametrize("ask", [lambda net, x: tidu.draw(net, x), lambda net, x: tidu.summary(net, x)])
def test_nothing_is_changed_by_looking(ask: Any) -> None:
    net, x = Restless(), tidu.ones(3, 2)
    before = {name: value.clone() for name, value in net.state_dict().items()}
    versions = [p._version for p in net.parameters()]
    streams = tidu.get_rng_state(), np.random.get_state()[1].tolist(), random.getstate()  # pyright: ignore
    ask(net, x)
    for name, value in net.state_dict().items():
        assert tidu.equal(value, before[name]), name
    assert (net.seen, net.times, x.tolist()) == ([], 0, [[1.0, 1.0]] * 3)
    assert [p._version for p in net.parameters()] == versions
    assert all(p.grad is None and p.requires_grad for p in net.parameters())
    assert tidu.equal(tidu.get_rng_state(), streams[0])
    assert np.random.get_state()[1].tolist() == streams[1]  # pyright: ignore
    assert random.getstate() == streams[2]
    assert not any(module._hooks for module in net.modules())


def test_nothing_is_changed_by_a_failure() -> None:
    net = nn.Sequential(nn.BatchNorm1d(2), nn.Linear(3, 1)).requires_grad_(False)
    with pytest.raises(RuntimeError):
        tidu.draw(net, tidu.ones(4, 2))
    assert not any(module._hooks for module in net.modules())
    assert net[0].num_batches_tracked.item() == 0
    assert not any(p.requires_grad for p in net.parameters())


def test_a_folded_module_tells_the_number_of_its_result() -> None:
    net, x = nn.Sequential(nn.Linear(2, 3), nn.Sigmoid()), tidu.tensor([[1.0, 2.0]])
    (box,) = (
        box for box in tidu.draw(net, x, fold=0, values=True, lang="en").layout.boxes if box.kind == "module"
    )
    assert [line.text for line in box.lines[-2:]] == [f"norm {net(x).norm().item():.4g}", "grad norm 1.732"]


def test_values_where_the_forward_pass_moves_buffers() -> None:
    layer = tidu.nn.utils.parametrizations.spectral_norm(nn.Linear(3, 3))
    net, x = nn.Sequential(layer, nn.BatchNorm1d(3)), tidu.ones(2, 3) * tidu.tensor([[1.0], [2.0]])
    before = {name: value.clone() for name, value in net.state_dict().items()}
    drawing = tidu.draw(net, x, values=True, lang="en")
    assert drawing.layout.boxes[-1].lines[-1].role == "value"
    assert all(tidu.equal(value, before[name]) for name, value in net.state_dict().items())


HINTS = [("en", "takes 目标 from matmul"), ("zh", "matmul 减 目标")]


@pytest.mark.parametrize(("lang", "sentence"), HINTS)
def test_pointing_at_an_operation_says_what_it_does(lang: str, sentence: str) -> None:
    w, 目标 = tidu.ones(2, 2, requires_grad=True), tidu.ones(2, 2)
    made = w @ w - 目标
    hints = [box.hint.splitlines() for box in tidu.draw(made, lang=lang).layout.boxes]
    assert sentence in hints[-1]
    part = tidu.draw(w[0], lang="en").layout.boxes[-1].hint
    assert "key = (0,)" in part


ODD = 'a"b\\<c>&#;`|{x}[0]\x07\n梯'


def test_odd_names_are_text_everywhere() -> None:
    w = tidu.ones(2, requires_grad=True)
    drawing = tidu.draw(w.exp(), names={ODD: w})
    root = ElementTree.fromstring(drawing.svg())
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert 'a"b\\<c>&#;`|{x}[0]� 梯' in texts
    assert "#34;b#92;#60;c#62;#38;#35;#59;#96;#124;#123;x#125;#91;0#93;" in drawing.mermaid()
    assert 'label="a\\"b\\\\<c>&#;`|{x}[0]� 梯\\n[2]"' in drawing.dot()


def test_svg_is_complete_and_shares_no_names_with_its_page() -> None:
    for drawing in (scalar(), network(), tidu.draw(ResNet(), X)):
        root = ElementTree.fromstring(drawing._repr_svg_())
        assert not any("id" in node.attrib or node.tag.endswith("style") for node in root.iter())
        assert float(root.attrib["width"]) >= drawing.layout.width
        groups = [node for node in root if node.find("{http://www.w3.org/2000/svg}title") is not None]
        assert len(groups) == len(drawing.layout.boxes)


@pytest.mark.parametrize("ending", [".svg", ".mmd", ".dot", ".SVG"])
def test_saved_as_written(tmp_path: Path, ending: str) -> None:
    drawing = scalar()
    path = drawing.save(tmp_path / f"graph{ending}")
    assert path.read_text(encoding="utf-8") == written(drawing, ending.lower() and f"x{ending.lower()}")
    assert os.listdir(tmp_path) == [f"graph{ending}"]


def integers() -> Any:
    class Largest(nn.Module):
        def forward(self, x: Any) -> Any:
            return x.argmax(1)

    return tidu.draw(Largest(), tidu.ones(2, 2))


REFUSALS = [
    (lambda: tidu.draw(3.0), TypeError, "not float. Fix: tidu.draw(loss)", "不能画 float"),
    (lambda: tidu.draw(nn.Linear, tidu.ones(1)), TypeError, "not Linear. Fix: pass nn", "而不是 Linear"),
    (lambda: tidu.draw(tidu.ones(2)), ValueError, "Nothing was taped", "没有记录"),
    (lambda: tidu.draw(scalar_tensor(), 1, 2), TypeError, "and 2 came with it", "多给了 2 个"),
    (lambda: tidu.draw(scalar_tensor(), fold=True), ValueError, "fold=True", "fold=True 不对"),
    (lambda: tidu.draw(scalar_tensor(), fold="all"), ValueError, "fold='all'", "fold='all' 不对"),
    (lambda: tidu.draw(scalar_tensor(), fold=-1), ValueError, "fold=-1", "fold=-1 不对"),
    (integers, ValueError, "Largest gave back nothing", "Largest 的返回值"),
    (
        lambda: tidu.draw(nn.LazyLinear(2), tidu.ones(1, 2)), ValueError,
        "has not seen one yet. Fix: model(x) once", "先运行一次 model(x)",
    ),
    (lambda: scalar().save("graph.png"), DataError, "not as .png. Fix: save('graph.svg')", "不能保存为 .png"),
]  # fmt: skip


def scalar_tensor() -> Any:
    return tidu.ones(1, requires_grad=True).exp()


@pytest.mark.parametrize("case", range(len(REFUSALS)))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_refusals(case: int, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, kind, english, chinese = REFUSALS[case]
    monkeypatch.setenv("TIDU_LANG", lang)
    with pytest.raises(kind) as caught:
        ask()
    assert (english if lang == "en" else chinese) in str(caught.value)


@pytest.mark.parametrize(("lang", "text"), [("en", "2 boxes, 1 arrows"), ("zh", "2 个方框，1 个箭头")])
def test_repr_in_both_languages(lang: str, text: str) -> None:
    assert text in repr(tidu.draw(scalar_tensor(), lang=lang))
