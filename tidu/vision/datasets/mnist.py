"""MNIST and those made like it: 28×28 images in grey of ten kinds, in four idx files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from tidu.tensor.creation import from_numpy
from tidu.text import say
from tidu.vision.datasets.dataset import Transform, VisionDataset
from tidu.vision.datasets.idx import read_idx
from tidu.vision.pillow import pillow


class MNIST(VisionDataset):
    """Handwritten digits: 60,000 to train with, 10,000 to test with.

    The four idx files, as they are or .gz, lie in `root`/MNIST/raw, as torchvision puts them, in
    `root`/MNIST or in `root` itself. RuntimeError that says what is missing where; `download` does not
    change that. `data` is (N, 28, 28) of bytes, `targets` (N,) of int64.
    """

    classes: ClassVar[list[str]] = [
        "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven",
        "8 - eight", "9 - nine",
    ]  # fmt: skip
    home = "https://ossci-datasets.s3.amazonaws.com/mnist/"

    def __init__(
        self, root: Any, train: bool = True, transform: Transform = None, target_transform: Transform = None,
        download: bool = False,
    ):  # fmt: skip
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        start = "train" if train else "t10k"
        images, labels = self._find(f"{start}-images-idx3-ubyte"), self._find(f"{start}-labels-idx1-ubyte")
        self.data = from_numpy(read_idx(images))
        self.targets = from_numpy(read_idx(labels).astype(np.int64))

    @property
    def raw_folder(self) -> str:
        """Where torchvision puts the files."""
        return os.path.join(self.root, type(self).__name__, "raw")

    @property
    def class_to_idx(self) -> dict[str, int]:
        """The number of each class."""
        return {name: number for number, name in enumerate(self.classes)}

    def _find(self, name: str) -> Path:
        root = Path(self.root)
        for folder in (Path(self.raw_folder), root / type(self).__name__, root):
            for path in (folder / name, folder / f"{name}.gz"):
                if path.is_file():
                    return path
        values = {"dataset": type(self).__name__, "files": f"{name}.gz", "folder": self.raw_folder}
        raise RuntimeError(say("vision.missing_files", **values, home=self.home))

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: Any) -> tuple[Any, Any]:
        image = pillow().fromarray(self.data[index].numpy())
        return self.changed(image, int(self.targets[index]))

    def extra_repr(self) -> str:
        """Which part it is."""
        return f"Split: {'Train' if self.train else 'Test'}"


class FashionMNIST(MNIST):
    """Clothes, laid out as MNIST, in `root`/FashionMNIST/raw."""

    classes: ClassVar[list[str]] = [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
        "Ankle boot",
    ]  # fmt: skip
    home = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"


class KMNIST(MNIST):
    """Old Japanese letters, laid out as MNIST, in `root`/KMNIST/raw."""

    classes: ClassVar[list[str]] = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]
    home = "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"
