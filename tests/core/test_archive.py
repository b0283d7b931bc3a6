"""Archives and structures: what goes in comes out, and everything else is refused by name."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from tidu.core.archive import ARRAYS, DOCUMENT, read_archive, write_archive
from tidu.core.codec import Codec
from tidu.core.errors import DataError
from tidu.core.weights import load_structure, save_structure


def round_trip(value: Any) -> Any:
    file = io.BytesIO()
    save_structure(value, file, Codec())
    return load_structure(file, Codec())


NUMBERS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
KEYS = st.integers() | st.text() | st.booleans() | st.none() | st.tuples(st.integers(), st.text())
TREES = st.recursive(
    NUMBERS,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(KEYS, inner),
    max_leaves=8,
)


@settings(max_examples=150)
@given(TREES)
def test_structures_return_with_their_types(tree: Any) -> None:
    # repr tells 1 from True and 1.0, -0.0 from 0.0, and finds nan equal to nan.
    assert repr(round_trip(tree)) == repr(tree)


TYPES = ["float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"]


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("shape", [(), (0, 3), (4,), (2, 3)])
def test_arrays_return_bit_for_bit(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.array(np.random.default_rng(0).normal(size=shape) * 9, dtype)
    found = round_trip([array])[0]
    assert found.dtype == array.dtype and found.shape == array.shape
    assert found.tobytes() == array.tobytes() and found.flags.writeable


def test_layouts_do_not_matter() -> None:
    array = np.arange(24.0).reshape(4, 6)
    for view in (array.T, array[::2, 1:], array[:, ::-1]):
        np.testing.assert_array_equal(round_trip(view), view)


def test_shared_memory_stays_shared_and_is_stored_once(tmp_path: Path) -> None:
    tied = np.zeros(1000)
    found = round_trip({"a": tied, "b": tied[:], "c": tied[:500]})
    found["a"][0] = 1
    assert found["b"][0] == 1 and found["c"][0] == 0
    save_structure([tied] * 5, tmp_path / "tied", Codec())
    assert (tmp_path / "tied").stat().st_size < 2 * tied.nbytes


def test_numpy_numbers_become_pythons() -> None:
    assert repr(round_trip({np.int64(3): np.float32(0.5)})) == "{3: 0.5}"


def test_equal_content_is_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save_structure({"w": np.ones(3), "n": 1}, tmp_path / name, Codec())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


class Model:
    def state_dict(self) -> dict[str, Any]:
        return {}


OBJECTS = [
    (Model(), r"obj is an object of class Model.*Fix: save its state_dict\(\)"),
    ({"model": [0, Model()]}, r"obj\['model'\]\[1\] is an object of class Model"),
    ({"when": object()}, r"obj\['when'\] is an object of class object.*Fix: leave it out"),
    ({1, 2}, "class set"),
]


@pytest.mark.parametrize(("value", "words"), OBJECTS, ids=[row[1] for row in OBJECTS])
def test_objects_are_refused_and_nothing_is_written(value: Any, words: str, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=words):
        save_structure(value, tmp_path / "file", Codec())
    assert list(tmp_path.iterdir()) == []


def test_safetensors_files_open(tmp_path: Path) -> None:
    save_file({"w": np.arange(3.0)}, tmp_path / "w.safetensors")
    found = load_structure(tmp_path / "w.safetensors", Codec())
    np.testing.assert_array_equal(found["w"], np.arange(3.0))


def zipped(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def ours(**head: Any) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(DOCUMENT, json.dumps(head))
        archive.writestr(ARRAYS, b"\x02\0\0\0\0\0\0\0{}")
    return file.getvalue()


def cut() -> bytes:
    file = io.BytesIO()
    write_archive(file, "state", 1, 0, {"w": np.ones(100)})
    data = bytearray(file.getvalue())
    data[len(data) // 2] ^= 1
    return bytes(data)


WRONG = [
    (b"", "not a file that tidu.save wrote"),
    (b"a,b\n1,2\n" * 9, "not a file that tidu.save wrote"),
    (zipped(readme_txt=b"hello"), "not a file that tidu.save wrote"),
    (pickle.dumps({"a": 1}), "is a pickle"),
    (zipped(archive__data_pkl=b""), "is a pickle.*save it again with torch.save"),
    (b"\x80" + bytes(7) + b"{}", "is damaged"),
    (cut(), "is damaged: Bad CRC-32"),
    (ours(kind="model", version=1, tidu="0.1", content=0), "holds a model, not a state"),
    (ours(kind="state", version=99, tidu="9.0", content=0), "layout 99 and was written by Tidu 9.0"),
    (ours(kind="state"), "is damaged"),
    (ours(kind="state", version=1, tidu="0.1", content={"array": "7"}), "is damaged"),
    (ours(kind="state", version=1, tidu="0.1", content={"what": "7"}), "is damaged"),
    (ours(kind="state", version=2, tidu="0.1", content={"same": 7}), "is damaged"),
    (ours(kind="state", version=2, tidu="0.1", content={"object": "os:system", "parts": 0}), "os:system"),
]


@pytest.mark.parametrize(("data", "words"), WRONG, ids=[row[1] for row in WRONG])
def test_other_files_are_refused(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "some.file"
    path.write_bytes(data)
    with pytest.raises(DataError, match=f"some.file.*{words}"):
        load_structure(path, Codec())


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_archive(tmp_path / "nowhere", "state", 1)
