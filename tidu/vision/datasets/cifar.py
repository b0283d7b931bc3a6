"""CIFAR: 32×32 colour images, in pickles, which are read as data."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import Any

import numpy as np

from tidu.core.errors import DataError
from tidu.files.known import built, called
from tidu.files.machine import Machine
from tidu.text import say
from tidu.vision.datasets.dataset import Transform, VisionDataset
from tidu.vision.pillow import pillow


class CIFAR10(VisionDataset):
    """50,000 images to train with and 10,000 to test with, of ten kinds.

    "CIFAR-10 python version" lies in `root`: the folder `cifar-10-batches-py`, or the .tar.gz as it is.
    RuntimeError that says what is missing where; `download` does not change that. `data` is an array
    (N, 32, 32, 3) of bytes, `targets` a list.
    """

    base_folder, filename = "cifar-10-batches-py", "cifar-10-python.tar.gz"
    train_files, test_files = tuple(f"data_batch_{i}" for i in range(1, 6)), ("test_batch",)
    meta_file, names_key, labels_key = "batches.meta", "label_names", "labels"
    home = "https://www.cs.toronto.edu/~kriz/cifar.html"

    def __init__(
        self, root: Any, train: bool = True, transform: Transform = None, target_transform: Transform = None,
        download: bool = False,
    ):  # fmt: skip
        super().__init__(root, transform=transform, target_transform=target_transform)
        self.train = train
        names = self.train_files if train else self.test_files
        parts = self._parts([*names, self.meta_file])
        rows = np.vstack([parts[name]["data"] for name in names])
        self.data = np.ascontiguousarray(rows.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))
        self.targets: list[int] = [label for name in names for label in parts[name][self.labels_key]]
        self.classes: list[str] = parts[self.meta_file][self.names_key]
        self.class_to_idx = {name: number for number, name in enumerate(self.classes)}

    def _parts(self, names: list[str]) -> dict[str, Any]:
        """The contents of the files, from the folder or the archive."""
        folder, archive = Path(self.root) / self.base_folder, Path(self.root) / self.filename
        if all((folder / name).is_file() for name in names):
            return {name: contents((folder / name).read_bytes(), folder / name) for name in names}
        if not archive.is_file():
            values = {"dataset": type(self).__name__, "files": self.filename, "folder": self.root}
            raise RuntimeError(say("vision.missing_files", **values, home=self.home))
        with tarfile.open(archive) as tar:
            members = {name: tar.extractfile(f"{self.base_folder}/{name}") for name in names}
            return {name: contents(file.read() if file else b"", archive) for name, file in members.items()}

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: Any) -> tuple[Any, Any]:
        return self.changed(pillow().fromarray(self.data[index]), self.targets[index])

    def extra_repr(self) -> str:
        """Which part it is."""
        return f"Split: {'Train' if self.train else 'Test'}"


class CIFAR100(CIFAR10):
    """As CIFAR10, of a hundred kinds, in `cifar-100-python`."""

    base_folder, filename = "cifar-100-python", "cifar-100-python.tar.gz"
    train_files, test_files = ("train",), ("test",)
    meta_file, names_key, labels_key = "meta", "fine_label_names", "fine_labels"


def contents(data: bytes, where: Path) -> Any:
    """What a pickle of plain things and arrays holds; no code of it is run.

    >>> import pickle
    >>> contents(pickle.dumps({"labels": [1, 2]}, 2), Path("batch"))
    {'labels': [1, 2]}
    """
    try:
        return Machine(called, built, None).run(io.BytesIO(data))
    except DataError as error:
        raise type(error)(f"{where}: {error}") from None
    except (ValueError, KeyError, IndexError, TypeError, EOFError) as error:
        raise DataError(say("files.damaged", name=where, why=repr(error))) from None
