"""Small files laid out as torchvision's."""

from __future__ import annotations

import pickle
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image


@pytest.fixture(autouse=True)
def speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")


def idx(array: np.ndarray) -> bytes:
    """An array of bytes as an idx file."""
    head = bytes([0, 0, 8, array.ndim])
    return head + struct.pack(f">{array.ndim}i", *array.shape) + array.tobytes()


@pytest.fixture
def digits(tmp_path: Path) -> dict[str, np.ndarray]:
    """Five images to train with and two to test with, in tmp_path/MNIST/raw; what is in them."""
    random = np.random.default_rng(0)
    found = {}
    folder = tmp_path / "MNIST" / "raw"
    folder.mkdir(parents=True)
    for start, count in (("train", 5), ("t10k", 2)):
        found[f"{start}-images-idx3-ubyte"] = random.integers(0, 256, (count, 28, 28), np.uint8)
        found[f"{start}-labels-idx1-ubyte"] = random.integers(0, 10, count, np.uint8)
    for name, array in found.items():
        (folder / name).write_bytes(idx(array))
    return found


@pytest.fixture
def cifar(tmp_path: Path) -> np.ndarray:
    """Five batches of two images and one test batch, as Python 2 pickled them; the rows to train with."""
    folder = tmp_path / "cifar-10-batches-py"
    folder.mkdir()
    rows = np.random.default_rng(1).integers(0, 256, (12, 3072), np.uint8)
    names = [*(f"data_batch_{i}" for i in range(1, 6)), "test_batch"]
    for place, name in enumerate(names):
        content = {"batch_label": name, "labels": [place, 9 - place], "data": rows[2 * place : 2 * place + 2]}
        (folder / name).write_bytes(pickle.dumps(content, 2))
    (folder / "batches.meta").write_bytes(pickle.dumps({"label_names": list("abcdefghij")}, 2))
    return rows


@pytest.fixture
def picture() -> Image.Image:
    """A small image in colour, 7 wide and 5 high."""
    return Image.fromarray(np.random.default_rng(2).integers(0, 256, (5, 7, 3), np.uint8))
