"""tidu.summary against published numbers and numbers computed by hand; the table in both languages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import tidu
from tidu import nn
from tidu.nn import functional as F
from tidu.summary.layers import layers_of
from tidu.summary.table import large_text, size_text
from tidu.text.width import width

LENET = nn.Sequential(
    nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Sigmoid(),
    nn.AvgPool2d(2), nn.Flatten(), nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(),
    nn.Linear(84, 10),
)  # fmt: skip


class AlexNet(nn.Module):
    """As torchvision has it."""

    def __init__(self):
        super().__init__()
        relu = nn.ReLU(inplace=True)
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, 11, 4, 2), relu, nn.MaxPool2d(3, 2), nn.Conv2d(64, 192, 5, padding=2), relu,
            nn.MaxPool2d(3, 2), nn.Conv2d(192, 384, 3, padding=1), relu,
            nn.Conv2d(384, 256, 3, padding=1), relu, nn.Conv2d(256, 256, 3, padding=1), relu,
            nn.MaxPool2d(3, 2),
        )  # fmt: skip
        self.avgpool = nn.AdaptiveAvgPool2d(6)
        self.classifier = nn.Sequential(
            nn.Dropout(), nn.Linear(256 * 36, 4096), relu, nn.Dropout(), nn.Linear(4096, 4096), relu,
            nn.Linear(4096, 1000),
        )  # fmt: skip

    def forward(self, x: Any) -> Any:
        return self.classifier(tidu.flatten(self.avgpool(self.features(x)), 1))


def test_alexnet_as_published() -> None:
    """61,100,840 parameters and 0.71 G multiply-adds, torchvision's table of weights."""
    made = tidu.summary(AlexNet(), (1, 3, 224, 224), lang="en")
    assert (made.parameters, made.cost) == (61_100_840, 714_188_480)
    assert "61,100,840 parameters (61,100,840 trainable), 233.1 MiB" in str(made)
    assert "714 M multiply-adds" in str(made)


def test_lenet_as_counted_by_hand() -> None:
    made = tidu.summary(LENET, (1, 1, 28, 28))
    cost = 6 * 28 * 28 * 25 + 16 * 10 * 10 * 6 * 25 + 400 * 120 + 120 * 84 + 84 * 10
    assert (made.parameters, made.cost) == (61_706, cost)
    assert tidu.summary(LENET, tidu.ones(3, 1, 28, 28)).cost == 3 * cost


COSTS = [
    ("a product of matrices", nn.Linear(3, 4), [(5, 3)], 60),
    ("a batch of them", nn.Linear(3, 4), [(2, 5, 3)], 120),
    ("groups", nn.Conv2d(4, 6, 3, groups=2), [(1, 4, 5, 5)], 6 * 9 * 2 * 9),
    ("one axis", nn.Conv1d(2, 3, 2), [(1, 2, 4)], 3 * 3 * 2 * 2),
    ("turned around", nn.ConvTranspose2d(2, 3, 2, stride=2), [(1, 2, 4, 4)], 2 * 16 * 3 * 4),
    ("bilinear", nn.Bilinear(2, 3, 4), [(5, 2), (5, 3)], None),
    ("a recurrent layer", nn.LSTM(4, 8), [(5, 2, 4)], 10 * (4 * 32 + 8 * 32)),
    ("both ways, deep", nn.GRU(4, 8, 2, bidirectional=True), [(5, 2, 4)], 20 * (4 + 8 + 16 + 8) * 24),
    ("a cell", nn.RNNCell(4, 8), [(2, 4)], 2 * (4 * 8 + 8 * 8)),
    ("number by number", nn.Sequential(nn.BatchNorm1d(3), nn.Sigmoid()), [(5, 3)], 0),
    ("heads", nn.MultiheadAttention(8, 2), [(5, 1, 8)] * 3, 5 * 8 * 24 + 2 * (5 * 5 * 4) * 2 + 5 * 8 * 8),
]


@pytest.mark.parametrize(("_", "module", "shapes", "cost"), COSTS, ids=[case[0] for case in COSTS])
def test_costs(_: str, module: nn.Module, shapes: list, cost: int | None) -> None:
    made = tidu.summary(module, *shapes)
    if cost is None:  # (x W) · y for each of 4 results, however it is arranged
        cost = 5 * 4 * 2 * 3
        assert made.cost is not None and cost <= made.cost <= cost + 5 * 4 * 3
    else:
        assert made.cost == cost
    frozen = tidu.summary(module.requires_grad_(False), *shapes)
    assert (frozen.cost, frozen.kept, frozen.trainable) == (made.cost, 0, 0)
    module.requires_grad_(True)


def test_what_is_kept_is_what_the_tape_holds() -> None:
    net = nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Linear(4, 5), nn.Softmax(1))
    made = tidu.summary(net, (2, 3))
    assert made.columns["kept"] == [2 * 4 * 4 + 2 * 5 * 4, 0, 2 * 4 * 4, 0, 2 * 5 * 4]
    net[0].requires_grad_(False)
    assert tidu.summary(net, (2, 3)).columns["kept"] == [2 * 4 * 4 + 2 * 5 * 4, 0, 0, 2 * 4 * 4, 2 * 5 * 4]
    net[2].requires_grad_(False)
    assert tidu.summary(net, (2, 3)).kept == 0


class Tied(nn.Module):
    """Shares a weight between two layers, and calls one twice, by two names."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(50, 8)
        self.body = nn.Linear(8, 8)
        self.again = self.body
        self.rest = nn.ModuleList([nn.Linear(8, 8), nn.Tanh()])
        self.head = nn.Linear(8, 50, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, tokens: Any) -> Any:
        x = self.again(F.relu(self.body(self.embedding(tokens))))
        return self.head(self.rest[0](x)), tokens.sum()


def test_shared_parameters_count_once_and_calls_are_told() -> None:
    net = Tied()
    made = tidu.summary(net, tidu.tensor([[1, 2, 3]]), lang="en")
    rows = {layer.path: layer for layer in made.layers}
    assert made.parameters == sum(p.numel() for p in net.parameters()) == 400 + 72 + 72
    names = ("embedding", "body", "again", "head")
    assert [(rows[name].parameters, rows[name].shared) for name in names] == [
        (400, 0), (72, 0), (0, 72), (0, 400),
    ]  # fmt: skip
    assert (rows["body"].calls, rows["body"].cost, rows["again"].cost) == (2, 2 * 3 * 64, 0)
    assert (rows["rest"].calls, rows["rest"].cost, rows["rest.1"].calls) == (0, 3 * 64, 0)
    assert rows[""].shapes == ((1, 3, 50), ())
    assert made.cost == sum(rows[name].cost or 0 for name in ("embedding", "body", "rest", "head"))
    for text in ("[1, 3, 8] ×2", "(72 shared)", "│  └─ 1: Tanh", "[1, 3, 50], []"):
        assert text in str(made)


def test_a_model_with_its_own_operations_counts_them_too() -> None:
    class Own(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(tidu.ones(3, 4))
            self.inner = nn.Linear(4, 4)

        def forward(self, x: Any) -> Any:
            with tidu.no_grad():
                shift = x @ self.weight
            return self.inner(x @ self.weight) + shift

    made = tidu.summary(Own(), (2, 3))
    assert made.columns["cost"] == [2 * 3 * 4 * 2 + 2 * 16, 2 * 16]


def test_parameters_alone() -> None:
    made = tidu.summary(LENET, lang="en")
    assert (made.cost, made.kept, made.fed) == (None, None, ())
    assert "multiply-adds" not in str(made) and "output" not in str(made)
    assert made.columns["parameters"][0] == 61_706


def test_columns_have_one_value_a_layer() -> None:
    columns = tidu.summary(LENET, (1, 1, 28, 28)).columns
    assert {len(values) for values in columns.values()} == {13}
    assert columns["shapes"][1] == ((1, 6, 28, 28),)
    assert list(columns) == [
        "path", "depth", "kind", "calls", "shapes", "parameters", "trainable", "shared", "cost", "kept",
    ]  # fmt: skip


def tree() -> Any:
    net = nn.Sequential(nn.Linear(2, 3))
    net.add_module("last", nn.Sequential(nn.ReLU(), nn.Linear(3, 1)))
    net[0].requires_grad_(False)
    return net


def test_the_table_lines_up_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    made = tidu.summary(tree(), (4, 2), lang="en")
    lines = str(made).splitlines()
    assert lines[0].split() == ["layer", "output", "parameters", "trainable", "multiply-adds", "kept"]
    assert [line[:17].rstrip() for line in lines[2:7]] == [
        "Sequential", "├─ 0: Linear", "└─ last: Sequenti", "   ├─ 0: ReLU", "   └─ 1: Linear",
    ]  # fmt: skip
    assert lines[2].endswith("13          4             36  48 B")
    assert lines[8:] == [
        "13 parameters (4 trainable), 52 B",
        "input [4, 2]: 36 multiply-adds forward, 48 B kept for the backward pass",
    ]
    monkeypatch.setenv("TIDU_LANG", "zh")
    chinese = str(tidu.summary(tree(), (4, 2))).splitlines()
    assert chinese[0].split() == ["层", "输出", "参数", "可训练", "乘加次数", "保留"]
    assert chinese[8:] == [
        "共 13 个参数（可训练 4 个），52 B",
        "输入 [4, 2]：前向 36 次乘加，为反向传播保留 48 B",
    ]
    assert len({width(line) for line in chinese[1:3]}) == 1


def test_depth_shows_less_and_counts_all() -> None:
    made = tidu.summary(tree(), (4, 2), depth=1)
    assert made.columns["path"] == ["", "0", "last"]
    assert made.layers[2].cost == 12 and made.parameters == 13


def test_html_is_escaped() -> None:
    class Odd(nn.Module):
        def _get_name(self) -> str:
            return "Odd"

    net = Odd()
    net.add_module("<b>&", nn.Linear(1, 1))
    text = tidu.summary(net, lang="en")._repr_html_()
    assert "&lt;b&gt;&amp;: Linear" in text and "<b>" not in text
    assert text.count("<tr>") == 3 and "2 parameters (2 trainable)" in text


def test_shapes_are_zeros_of_the_models_own_type() -> None:
    net = nn.Linear(2, 3).double()
    made = tidu.summary(net, [4, 2])
    assert made.layers[0].shapes == ((4, 3),) and made.fed == ((4, 2),)
    assert tidu.summary(net, np.ones((4, 2))).cost == made.cost


NOT_FITTING = [
    (lambda: tidu.summary(nn.Embedding(3, 2), (1, 2)), "The input was zeros", "全零实数"),
    (lambda: tidu.summary(tidu.ones(2)), "not Tensor. Fix: pass nn.Linear", "而不是 Tensor"),
    (lambda: tidu.summary(nn.LazyLinear(2)), "has not seen one yet", "还没有见过输入"),
]


@pytest.mark.parametrize("case", range(len(NOT_FITTING)))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_cannot_be_told_says_why(case: int, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, english, chinese = NOT_FITTING[case]
    monkeypatch.setenv("TIDU_LANG", lang)
    with pytest.raises((TypeError, ValueError, RuntimeError)) as caught:
        ask()
    told = "\n".join([str(caught.value), *getattr(caught.value, "__notes__", [])])
    assert (english if lang == "en" else chinese) in told


def test_a_real_input_that_does_not_fit_gets_no_remark_on_zeros() -> None:
    with pytest.raises(RuntimeError) as caught:
        tidu.summary(nn.Linear(2, 3), tidu.ones(4, 5))
    assert not any("zeros" in note for note in getattr(caught.value, "__notes__", []))


def test_text_of_numbers() -> None:
    assert [large_text(n) for n in (0, 999, 1000, 99_950, 4_089_184_256)] == [
        "0",
        "999",
        "1 k",
        "100 k",
        "4.09 G",
    ]
    assert [size_text(n) for n in (0, 1023, 1024, 3 * 1024**3)] == ["0 B", "1023 B", "1.0 KiB", "3.0 GiB"]


def test_layers_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")
    ours, theirs = nn.TransformerEncoderLayer(16, 4, 32), torch.nn.TransformerEncoderLayer(16, 4, 32)
    rows = {layer.path: layer.parameters for layer in layers_of(ours)}
    for path, module in theirs.named_modules():
        assert rows[path] == sum(p.numel() for p in module.parameters())


def test_convolutions_cost_what_torch_counts() -> None:
    torch = pytest.importorskip("torch")
    counter = pytest.importorskip("torch.utils.flop_counter").FlopCounterMode
    net = torch.nn.Sequential(
        torch.nn.Conv2d(2, 4, 3, stride=2), torch.nn.ReLU(), torch.nn.ConvTranspose2d(4, 2, 3),
        torch.nn.Flatten(1), torch.nn.Linear(98, 3),
    )  # fmt: skip
    ours = nn.Sequential(
        nn.Conv2d(2, 4, 3, stride=2), nn.ReLU(), nn.ConvTranspose2d(4, 2, 3), nn.Flatten(1), nn.Linear(98, 3)
    )
    with counter(display=False) as counted:
        net(torch.ones(2, 2, 11, 11))
    assert tidu.summary(ours, (2, 2, 11, 11)).cost == counted.get_total_flops() // 2
