"""`save` and `load` of tensors, of what holds them, and of whole models."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from collections import OrderedDict, namedtuple
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tidu
import tidu.nn.functional as F
from tidu import load, nn, save
from tidu.core.archive import write_archive
from tidu.core.errors import DataError
from tidu.core.weights import KIND, VERSION
from tidu.files.objects import ObjectCodec


def round_trip(value: Any, **options: Any) -> Any:
    file = io.BytesIO()
    save(value, file)
    return load(file, **options)


def test_a_state_dict_returns(tmp_path: Path) -> None:
    state = OrderedDict(weight=tidu.randn(3, 2), steps=tidu.tensor(4), mask=tidu.tensor([True, False]))
    save(state, tmp_path / "weights.pt")
    found = load(tmp_path / "weights.pt", map_location="cpu", weights_only=False)
    assert list(found) == list(state) and isinstance(found, OrderedDict)
    for name, tensor in state.items():
        assert found[name].dtype == tensor.dtype and found[name].shape == tensor.shape
        assert tidu.equal(found[name], tensor)


def test_a_checkpoint_returns(tmp_path: Path) -> None:
    model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))
    optimizer = tidu.optim.Adam(model.parameters(), lr=0.1)
    scheduler = tidu.optim.lr_scheduler.StepLR(optimizer, 2)
    for _ in range(3):
        optimizer.zero_grad()
        (model(tidu.randn(5, 3)) ** 2).mean().backward()
        optimizer.step()
        scheduler.step()
    saved = {
        "epoch": 3, "model": model.state_dict(), "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(), "losses": [0.5, float("nan")], "best": None,
    }  # fmt: skip
    with open(tmp_path / "checkpoint.pt", "wb") as file:
        save(saved, file)
    found = load(str(tmp_path / "checkpoint.pt"))
    assert repr(found) == repr(saved)
    other = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))
    other.load_state_dict(found["model"])
    second = tidu.optim.Adam(other.parameters(), lr=0.5)
    second.load_state_dict(found["optimizer"])
    x = tidu.randn(5, 3)
    for one, steps in ((model, optimizer), (other, second)):
        steps.zero_grad()
        (one(x) ** 2).mean().backward()
        steps.step()
    assert all(tidu.equal(a, b) for a, b in zip(model.parameters(), other.parameters(), strict=True))


def test_a_leaf_stays_a_leaf() -> None:
    found = round_trip([tidu.ones(2, requires_grad=True), tidu.ones(2), tidu.ones(2, requires_grad=True) * 2])
    assert [x.requires_grad for x in found] == [True, False, True]
    assert all(x.is_leaf for x in found)


def test_arrays_become_tensors() -> None:
    assert repr(round_trip(np.array([1, 2]))) == "tensor([1, 2])"


def test_memory_is_shared_as_before() -> None:
    x = tidu.zeros(3)
    a, b, c = round_trip([x, x.detach(), x])
    a[0] = 1
    assert b.tolist() == [1, 0, 0] and a is c and a is not b


def test_a_view_holds_only_itself(tmp_path: Path) -> None:
    save(tidu.zeros(1000, 1000)[3, 4:6], tmp_path / "view")
    assert (tmp_path / "view").stat().st_size < 2000
    assert load(tmp_path / "view").shape == (2,)


PLAIN = [
    {1, 2}, frozenset({"a"}), b"\x00\xff", tidu.Size([2, 3]), tidu.device("cpu"), tidu.float16,
    slice(1, None, 2), range(3, 9, 2), np.dtype("float32"), OrderedDict(b=1, a=2), {"a": (1, [2.5, None])},
    True, 2**80, "中",
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_objects_return(value: Any) -> None:
    found = round_trip([value])[0]
    assert type(found) is type(value) and found == value


def test_a_named_tuple_becomes_a_tuple() -> None:
    assert round_trip(namedtuple("Pair", "a b")(1, 2)) == (1, 2)


class Net(nn.Module):
    """A model with everything that models have."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Linear(2, width)
        self.again = self.first
        self.tied = nn.Linear(2, width, bias=False)
        self.tied.weight = self.first.weight
        self.layers = nn.ModuleList([nn.Linear(width, width) for _ in range(2)])
        self.act, self.kind = F.relu, nn.ReLU
        self.settings = {"width": width, "names": ("a", "b")}
        self.register_buffer("steps", tidu.tensor(3), persistent=False)
        self.scale = nn.Parameter(tidu.ones(1), requires_grad=False)
        self.bag = [self.layers, None]
        self.dtype, self.missing = tidu.float32, None

    def forward(self, x: Any) -> Any:
        x = self.act(self.first(x) + self.tied(x)) * self.scale
        return self.layers[1](self.act(self.layers[0](x))).sum(1)


def test_a_whole_model_returns(tmp_path: Path) -> None:
    tidu.manual_seed(0)
    model = Net(4).eval()
    save(model, tmp_path / "model.pth")
    found = load(tmp_path / "model.pth")
    x = tidu.randn(3, 2)
    assert repr(found) == repr(model) and tidu.equal(found(x), model(x))
    assert type(found) is Net and not found.training and found.settings == model.settings
    assert found.first is found.again and found.tied.weight is found.first.weight
    assert found.bag[0] is found.layers and found.act is F.relu and found.kind is nn.ReLU
    assert list(found.state_dict()) == list(model.state_dict()) and int(found.steps) == 3
    assert [p.requires_grad for p in found.parameters()] == [p.requires_grad for p in model.parameters()]
    before = found.first.weight.detach().clone()
    optimizer = tidu.optim.SGD(found.parameters(), lr=0.1)
    found(x).sum().backward()
    optimizer.step()
    assert not tidu.equal(found.first.weight, before) and not tidu.equal(
        model.first.weight, found.first.weight
    )


LAYERS = [
    nn.Sequential(OrderedDict(a=nn.Linear(2, 3), b=nn.Tanh())), nn.ModuleDict({"x": nn.Dropout(0.3)}),
    nn.ParameterList([tidu.ones(2)]), nn.BatchNorm1d(3), nn.LayerNorm((2, 3)), nn.Embedding(4, 2),
    nn.CrossEntropyLoss(weight=tidu.ones(3)), nn.Flatten(), nn.LeakyReLU(0.2), nn.PReLU(),
]  # fmt: skip


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: type(layer).__name__)
def test_every_kind_of_layer_returns(layer: nn.Module) -> None:
    found = round_trip(layer)
    assert repr(found) == repr(layer) and type(found) is type(layer)
    for name, tensor in layer.state_dict().items():
        assert tidu.equal(found.state_dict()[name], tensor)


def test_a_model_within_a_structure_and_with_itself() -> None:
    model = nn.Linear(1, 1)
    model.__dict__["itself"] = [model]
    found = round_trip({"model": model, "weight": model.weight})
    assert found["model"].itself[0] is found["model"] and found["model"].weight is found["weight"]


def test_weights_only_takes_no_model() -> None:
    assert round_trip({"w": tidu.ones(1)}, weights_only=True)["w"] == 1
    for error in (pickle.UnpicklingError, DataError):
        with pytest.raises(error, match=r"BytesIO: .* whole module, tidu.nn:Linear"):
            round_trip(nn.Linear(1, 1), weights_only=True)


class Stranger:
    """Neither a module nor plain."""


def local_model() -> nn.Module:
    class Local(nn.Module):
        pass

    return Local()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.array(["a"]), "can't convert np.ndarray"),
        (object(), "obj is an object of class object"),
        ({"net": [Stranger()]}, r"obj\['net'\]\[0\] is an object of class Stranger"),
        (lambda x: x, "obj is an object of class function"),
        (local_model(), "obj is an object of class Local.*Fix: save its state_dict"),
        (nn.Sequential(local_model()), "class Local"),
        (tidu.optim.SGD(nn.Linear(1, 1).parameters(), lr=1), "class SGD.*Fix: save its state_dict"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_is_no_data_is_refused(value: Any, words: str, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=words):
        save(value, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


FORGED = {
    "module:os:system": "is called os:system",
    "module:tidu.nn:init": "is called tidu.nn:init",
    "module:tidu.nn:no": "a no of the module tidu.nn, which this program has not defined",
    "module:antigravity:x": "antigravity, which this program has not defined or imported",
    "code:os:system": "is called os:system",
    "code:subprocess:run": "is called subprocess:run",
    "code:builtins:eval": "is called builtins:eval",
    "code:tidu:sys.modules": "is called tidu:sys.modules",
    "anything": "is called anything",
}


@pytest.mark.parametrize("label", FORGED)
def test_a_forged_file_runs_nothing(label: str) -> None:
    file = io.BytesIO()
    write_archive(file, KIND, VERSION, {"object": label, "parts": {"dict": [["forward", 1]]}}, {})
    with pytest.raises(DataError, match=FORGED[label]) as seen:
        load(file)
    assert isinstance(seen.value, pickle.UnpicklingError) and "antigravity" not in sys.modules


def test_functions_of_a_home_are_those_it_defines() -> None:
    content = {
        "tuple": [
            {"object": f"module:{__name__}:Net", "parts": {"dict": []}},
            {"object": f"code:{__name__}:round_trip", "parts": None},
        ]
    }
    file = io.BytesIO()
    write_archive(file, KIND, VERSION, content, {})
    assert load(file)[1] is round_trip
    content["tuple"][1]["object"] = f"code:{__name__}:namedtuple"
    write_archive(file := io.BytesIO(), KIND, VERSION, content, {})
    with pytest.raises(DataError, match="namedtuple"):
        load(file)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_class_that_the_program_does_not_have(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import sys, tidu\nclass Own(tidu.nn.Module): pass\ntidu.save(Own(), sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "own.pt")], check=True)
    monkeypatch.setenv("TIDU_LANG", language)
    words = {"en": "a Own of the module __main__", "zh": "模块 __main__ 的 Own"}[language]
    with pytest.raises(DataError, match=f"own.pt: .*{words}"):
        load(tmp_path / "own.pt")


def test_the_first_layout_is_read() -> None:
    file = io.BytesIO()
    content = {"dict": [["w", {"array": "0", "mark": True}], ["n", {"tuple": [1, {"real": "inf"}]}]]}
    write_archive(file, KIND, 1, content, {"0": np.ones(2, "f4")})
    assert repr(load(file)) == "{'w': tensor([1., 1.], requires_grad=True), 'n': (1, inf)}"


def test_labels_are_public_places() -> None:
    assert ObjectCodec().parts_of(nn.Linear(1, 1))[0] == "module:tidu.nn:Linear"  # pyright: ignore
    assert ObjectCodec().parts_of(F.relu) == ("code:tidu:relu", None)
