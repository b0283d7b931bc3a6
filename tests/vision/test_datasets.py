"""Datasets as they lie on the disk."""

from __future__ import annotations

import gzip
import pickle
import shutil
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import tidu
from tidu.core.errors import DataError
from tidu.vision import datasets, transforms
from tidu.vision.datasets.idx import read_idx


def test_mnist(tmp_path: Path, digits: dict[str, np.ndarray]) -> None:
    train = datasets.MNIST(str(tmp_path), train=True, transform=transforms.ToTensor(), download=True)
    test = datasets.MNIST(root=tmp_path, train=False)
    assert (len(train), len(test)) == (5, 2)
    np.testing.assert_array_equal(train.data.numpy(), digits["train-images-idx3-ubyte"])
    assert (
        train.targets.dtype == tidu.int64
        and train.targets.tolist() == digits["train-labels-idx1-ubyte"].tolist()
    )
    image, label = train[3]
    assert image.shape == (1, 28, 28) and image.dtype == tidu.float32 and type(label) is int
    np.testing.assert_allclose(image[0].numpy() * 255, train.data[3].numpy(), rtol=1e-6)
    picture, label = test[1]
    assert picture.mode == "L" and picture.size == (28, 28) and label == int(test.targets[1])
    assert train.classes[3] == "3 - three" and train.class_to_idx["0 - zero"] == 0


def test_mnist_prints_as_in_torchvision(tmp_path: Path, digits: Any) -> None:
    shown = repr(datasets.MNIST(str(tmp_path), transform=transforms.ToTensor()))
    assert shown.splitlines() == [
        "Dataset MNIST",
        "    Number of datapoints: 5",
        f"    Root location: {tmp_path}",
        "    Split: Train",
        "    StandardTransform",
        "Transform: ToTensor()",
    ]


def test_a_loader_makes_batches_of_it(tmp_path: Path, digits: Any) -> None:
    data = datasets.MNIST(tmp_path, transform=transforms.Compose([transforms.ToTensor()]))
    images, labels = next(iter(tidu.utils.data.DataLoader(data, batch_size=4)))
    assert images.shape == (4, 1, 28, 28) and labels.tolist() == data.targets[:4].tolist()


@pytest.mark.parametrize("kind", [datasets.FashionMNIST, datasets.KMNIST])
@pytest.mark.parametrize("packed", [True, False])
def test_the_others_and_packed_files(kind: type, packed: bool, tmp_path: Path, digits: Any) -> None:
    folder = tmp_path / kind.__name__ / "raw"
    folder.parent.mkdir()
    shutil.move(tmp_path / "MNIST" / "raw", folder)
    if packed:
        for path in list(folder.iterdir()):
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
            path.unlink()
    assert len(kind(tmp_path, train=False)) == 2


def test_files_in_the_root_are_found(tmp_path: Path, digits: Any) -> None:
    assert len(datasets.MNIST(tmp_path / "MNIST" / "raw")) == 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_missing_files_are_told(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", language)
    words = {"en": "Tidu downloads nothing", "zh": "不下载任何东西"}[language]
    with pytest.raises(RuntimeError, match=words) as seen:
        datasets.MNIST(str(tmp_path), download=True)
    assert str(tmp_path / "MNIST" / "raw") in str(seen.value) and "train-images-idx3-ubyte.gz" in str(
        seen.value
    )
    with pytest.raises(RuntimeError, match=r"cifar-10-python\.tar\.gz"):
        datasets.CIFAR10(str(tmp_path), download=True)


DAMAGED = [b"", b"\0\0", b"abcdef", b"\0\0\x08\x02\0\0\0\2", b"\0\0\x08\x01\0\0\0\2\1"]


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_idx_file(data: bytes, tmp_path: Path) -> None:
    for name, content in (("x", data), ("x.gz", data)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DataError, match="no sound idx file"):
            read_idx(tmp_path / name)


@pytest.mark.parametrize("packed", [True, False])
def test_cifar(packed: bool, tmp_path: Path, cifar: np.ndarray) -> None:
    if packed:
        with tarfile.open(tmp_path / "cifar-10-python.tar.gz", "w:gz") as tar:
            tar.add(tmp_path / "cifar-10-batches-py", "cifar-10-batches-py")
        shutil.rmtree(tmp_path / "cifar-10-batches-py")
    train = datasets.CIFAR10(str(tmp_path), transform=transforms.ToTensor())
    assert len(train) == 10 and train.targets == [0, 9, 1, 8, 2, 7, 3, 6, 4, 5]
    assert train.data.shape == (10, 32, 32, 3) and train.classes[2] == "c" and train.class_to_idx["j"] == 9
    image, label = train[1]
    np.testing.assert_allclose(image.numpy() * 255, cifar[1].reshape(3, 32, 32), rtol=1e-6)
    assert label == 9
    test = datasets.CIFAR10(str(tmp_path), train=False)
    assert len(test) == 2 and test[0][0].size == (32, 32)
    assert "Split: Test" in repr(test)


def test_cifar_100(tmp_path: Path) -> None:
    folder = tmp_path / "cifar-100-python"
    folder.mkdir()
    rows = np.zeros((3, 3072), np.uint8)
    (folder / "train").write_bytes(pickle.dumps({"fine_labels": [5, 6, 7], "data": rows}, 2))
    (folder / "meta").write_bytes(pickle.dumps({"fine_label_names": [str(i) for i in range(100)]}, 2))
    found = datasets.CIFAR100(tmp_path)
    assert found.targets == [5, 6, 7] and len(found.classes) == 100


def test_a_pickle_of_cifars_runs_nothing(tmp_path: Path, cifar: np.ndarray) -> None:
    class Attack:
        def __reduce__(self) -> Any:
            return print, ("harm",)

    (tmp_path / "cifar-10-batches-py" / "data_batch_3").write_bytes(pickle.dumps({"data": Attack()}, 2))
    with pytest.raises(DataError, match=r"data_batch_3: The file asks for (__builtin__|builtins)\.print"):
        datasets.CIFAR10(tmp_path)


def test_images_in_folders(tmp_path: Path, picture: Image.Image) -> None:
    for name in ("cat/2.png", "cat/deep/1.PNG", "dog/1.png", "dog/notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, format="png")
    found = datasets.ImageFolder(str(tmp_path), transform=transforms.ToTensor())
    assert found.classes == ["cat", "dog"] and found.targets == [0, 0, 1] and found.imgs is found.samples
    image, label = found[2]
    assert label == 1 and image.shape == (3, 5, 7)
    np.testing.assert_allclose(image.permute(1, 2, 0).numpy() * 255, np.asarray(picture), rtol=1e-6)
    chosen = datasets.DatasetFolder(
        tmp_path, str.upper, is_valid_file=lambda path: path.endswith("txt"), allow_empty=True
    )
    assert chosen[0][0].endswith("NOTES.TXT")
    with pytest.raises(FileNotFoundError, match="no valid file for the classes cat"):
        datasets.DatasetFolder(tmp_path, str, extensions=(".txt",))
    with pytest.raises(ValueError, match="Either extensions or is_valid_file"):
        datasets.DatasetFolder(tmp_path, str)
    with pytest.raises(FileNotFoundError, match="any class folder"):
        datasets.ImageFolder(tmp_path / "cat" / "deep")


def test_noise_by_its_number() -> None:
    data = datasets.FakeData(size=5, image_size=(1, 4, 6), num_classes=3, transform=transforms.ToTensor())
    tidu.manual_seed(0)
    before = tidu.get_rng_state()
    one, label = data[2]
    assert tidu.equal(one, data[2][0]) and not tidu.equal(one, data[1][0]) and 0 <= label < 3
    assert tidu.equal(tidu.get_rng_state(), before) and len(data) == 5
    with pytest.raises(IndexError):
        data[5]


def test_transforms_for_both_exclude_those_for_one() -> None:
    with pytest.raises(ValueError, match="Only transforms or transform"):
        datasets.VisionDataset(None, transforms=lambda x, y: (x, y), transform=lambda x: x)
    with pytest.raises(NotImplementedError, match="how many images"):
        len(datasets.VisionDataset(None))


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match=r"nearest name is torchvision\.datasets\.MNIST"):
        _ = datasets.QMNIST
    with pytest.raises(AttributeError, match=r"torchvision.models is not in Tidu"):
        _ = tidu.vision.models
