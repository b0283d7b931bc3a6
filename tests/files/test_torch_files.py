"""PyTorch's own files: read as data, whatever is in them."""

from __future__ import annotations

import io
import os
import pickle
import struct
import zipfile
from collections import Counter, OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.core.errors import DataError

FORMATS = {"zip": True, "sequence": False}


def through(value: Any, zipped: bool = True) -> Any:
    """`value`, saved by PyTorch and loaded by Tidu."""
    file = io.BytesIO()
    torch.save(value, file, _use_new_zipfile_serialization=zipped)
    return tidu.load(file)


@pytest.fixture(params=FORMATS)
def zipped(request: pytest.FixtureRequest) -> bool:
    return FORMATS[request.param]


KINDS = ["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(), (0, 3), (5,), (2, 3)])
def test_tensors_of_every_type(kind: str, shape: tuple[int, ...], zipped: bool) -> None:
    array = np.array(np.random.default_rng(1).normal(size=shape) * 9, kind)
    found = through(torch.from_numpy(array) if shape else torch.tensor(array), zipped)
    assert str(found.dtype) == f"torch.{kind}" and found.shape == shape
    assert found.numpy().tobytes() == array.tobytes()


def test_strides_and_shared_memory(zipped: bool) -> None:
    x = torch.arange(12).reshape(3, 4)
    views = [x, x.t()[1:], x[:, ::2], x[1].expand(2, 4), x[2, 3]]
    found = through(views, zipped)
    assert [each.tolist() for each in found] == [each.tolist() for each in views]
    assert found[1].stride() == views[1].stride()
    found[0][1, 1] = 100
    x[1, 1] = 100
    assert [each.tolist() for each in found] == [each.tolist() for each in views]


def test_bfloat16_comes_as_float32(zipped: bool) -> None:
    x = torch.randn(7).bfloat16()
    found = through(x, zipped)
    assert found.dtype == tidu.float32 and found.tolist() == x.float().tolist()


def test_a_checkpoint(zipped: bool) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 2))
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.randn(5, 3)).sum().backward()
    optimizer.step()
    found = through({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3}, zipped)
    ours = tidu.nn.Sequential(tidu.nn.Linear(3, 4), tidu.nn.BatchNorm1d(4), tidu.nn.Linear(4, 2))
    assert repr(ours.load_state_dict(found["model"])) == "<All keys matched successfully>"
    x = np.random.default_rng(0).normal(size=(4, 3)).astype("f4")
    wanted = model.eval()(torch.from_numpy(x)).detach().numpy()
    np.testing.assert_allclose(ours.eval()(tidu.from_numpy(x)).detach().numpy(), wanted, atol=1e-6)
    mine = tidu.optim.Adam(ours.parameters())
    mine.load_state_dict(found["optimizer"])
    assert found["epoch"] == 3 and isinstance(found["model"], OrderedDict)
    assert list(found["model"]._metadata) == list(model.state_dict()._metadata)


OTHERS = {
    "numbers": {"a": (1, 2.5, True, None, "中", b"\x00\xff", 2**80, -5), 3: [[], {}, ()]},
    "sets": [{1, 2}, frozenset({3}), Counter("aab"), bytearray(b"ab")],
    "numpy": [np.float64(0.5), np.int32(7), np.arange(6, dtype="i2").reshape(2, 3), np.ones((2, 2)).T],
}


@pytest.mark.parametrize("name", OTHERS)
def test_plain_objects(name: str, zipped: bool) -> None:
    assert repr(through(OTHERS[name], zipped)) == repr(OTHERS[name])


def test_pytorchs_own_small_objects(zipped: bool) -> None:
    found = through([torch.Size([2, 3]), torch.device("cuda:0"), torch.float16, {"d": torch.int64}], zipped)
    assert repr(found) == "[torch.Size([2, 3]), device(type='cpu'), torch.float16, {'d': torch.int64}]"


def test_parameters_and_leaves(zipped: bool) -> None:
    given = [torch.nn.Parameter(torch.ones(2)), torch.ones(1, requires_grad=True), torch.ones(1)]
    found = through([*given, given[0]], zipped)
    assert isinstance(found[0], tidu.nn.Parameter) and found[0] is found[3]
    assert [each.requires_grad for each in found] == [True, True, False, True]


def test_paths_and_places_in_files(tmp_path: Path) -> None:
    torch.save({"w": torch.arange(3)}, tmp_path / "w.pth")
    assert tidu.load(tmp_path / "w.pth", map_location=torch.device("cpu").type)["w"].tolist() == [0, 1, 2]
    assert tidu.load(str(tmp_path / "w.pth"), weights_only=True, mmap=True)["w"].tolist() == [0, 1, 2]


class Attack:
    """A pickle that would run a command."""

    def __init__(self, function: Any, *arguments: Any):
        self.made = function, arguments

    def __reduce__(self) -> Any:
        return self.made


FORBIDDEN = [os.system, eval, exec, getattr, __import__, open, np.load, io.open]


@pytest.mark.parametrize("function", FORBIDDEN, ids=lambda function: function.__name__)
def test_an_attack_runs_nothing(function: Any, tmp_path: Path, zipped: bool) -> None:
    harm = tmp_path / "harm"
    value = {"w": torch.ones(1), "x": Attack(function, f"touch {harm}")}
    for error in (DataError, pickle.UnpicklingError):
        with pytest.raises(error, match="BytesIO: The file asks for"):
            through(value, zipped)
    assert not harm.exists()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_whole_model_of_pytorchs(language: str, zipped: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    words = {"en": "a whole module of PyTorch's, torch.nn.modules", "zh": "PyTorch 的整个模块"}
    with pytest.raises(DataError, match=words[language]):
        through(torch.nn.Linear(1, 1), zipped)


@pytest.mark.parametrize("kind", [torch.complex64, torch.uint16, torch.float8_e5m2])
def test_types_that_are_not_ours(kind: torch.dtype) -> None:
    with pytest.raises(DataError, match="Fix: in PyTorch"):
        through(torch.zeros(2, dtype=kind))


def archive(data: bytes, **storages: bytes) -> io.BytesIO:
    """A file like PyTorch's with this pickle."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("archive/data.pkl", data)
        for key, content in storages.items():
            made.writestr(f"archive/data/{key[1:]}", content)
    return file


def tensor_pickle(count: int, offset: int, shape: tuple, strides: tuple) -> bytes:
    """The pickle of one float32 tensor on storage 0."""
    head = b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\0"
    numbers = b"".join(b"M" + struct.pack("<H", n) for n in (count, offset))
    tuples = [b"(" + b"".join(b"J" + struct.pack("<i", n) for n in each) + b"t" for each in (shape, strides)]
    return head + b"0X\x03\0\0\0cpu" + numbers[:3] + b"tQ" + numbers[3:] + b"".join(tuples) + b"\x89tR."


BROKEN = {
    "beyond": tensor_pickle(2, 0, (3,), (1,)),
    "offset": tensor_pickle(2, 2, (1,), (1,)),
    "strides": tensor_pickle(2, 0, (2, 2), (1, 2)),
    "negative": tensor_pickle(2, 1, (2,), (-1,)),
    "count": tensor_pickle(9, 0, (2,), (1,)),
    "no mark": b"\x80\x02t.",
    "empty": b"\x80\x02.",
    "cut": b"\x80\x02X\x07\0\0\0sto",
    "no memory": b"\x80\x02h\x05.",
    "append to a number": b"\x80\x02K\x01K\x02a.",
    "no hash": b"\x80\x02}]K\x01s.",
}


@pytest.mark.parametrize("name", BROKEN)
def test_damage_is_told(name: str) -> None:
    with pytest.raises(DataError, match="BytesIO is damaged"):
        tidu.load(archive(BROKEN[name], _0=bytes(8)))


def test_the_forged_tensor_would_be_read_if_it_were_right() -> None:
    found = tidu.load(archive(tensor_pickle(2, 0, (2, 1), (1, 5)), _0=struct.pack("<2f", 1, 2)))
    assert found.tolist() == [[1.0], [2.0]]


def test_instructions_that_no_tensors_need() -> None:
    with pytest.raises(DataError, match="has the instruction EXT1"):
        tidu.load(archive(b"\x80\x02\x82\x01."))


def test_names_alone_are_no_values() -> None:
    with pytest.raises(DataError, match=r"asks for os\.system"):
        tidu.load(archive(b"\x80\x02cos\nsystem\n."))


def test_a_torchscript_file() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("x/data.pkl", b"\x80\x02N.")
        made.writestr("x/constants.pkl", b"")
    with pytest.raises(DataError, match="TorchScript"):
        tidu.load(file)


def test_a_sequence_that_claims_more_than_it_holds() -> None:
    file = io.BytesIO()
    torch.save(torch.ones(4), file, _use_new_zipfile_serialization=False)
    data = file.getvalue()
    with pytest.raises(DataError, match="is damaged"):
        tidu.load(io.BytesIO(data[:-3]))
    with pytest.raises(DataError, match="is damaged"):
        tidu.load(io.BytesIO(data.replace(b"K\x04N", b"J\xff\xff\xff\x7fN", 1)))


def test_a_big_file_is_not_held_twice(tmp_path: Path) -> None:
    import tracemalloc

    torch.save(torch.ones(4_000_000), tmp_path / "big.pt")
    tracemalloc.start()
    found = tidu.load(tmp_path / "big.pt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert float(found.sum()) == 4e6 and peak < 1.5 * 16e6
