"""Images in one folder a class."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from tidu.text import say
from tidu.vision.datasets.dataset import Transform, VisionDataset
from tidu.vision.pillow import pillow

IMG_EXTENSIONS = (".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp")


def pil_loader(path: str) -> Any:
    """The image of a file, in three channels."""
    with open(path, "rb") as file:
        return pillow().open(file).convert("RGB")


default_loader = pil_loader


def find_classes(directory: Any) -> tuple[list[str], dict[str, int]]:
    """The folders in a folder by name, and their numbers. FileNotFoundError if there are none."""
    classes = sorted(entry.name for entry in os.scandir(directory) if entry.is_dir())
    if not classes:
        raise FileNotFoundError(say("vision.no_folders", folder=directory))
    return classes, {name: number for number, name in enumerate(classes)}


class DatasetFolder(VisionDataset):
    """Files in one folder a class, read by `loader`: `root`/dog/1.png, `root`/cat/any/depth/2.png.

    Those with one of `extensions` count, or those that `is_valid_file` takes. FileNotFoundError for a
    class without any, unless `allow_empty`.
    """

    def __init__(
        self, root: Any, loader: Callable[[str], Any], extensions: Sequence[str] | None = None,
        transform: Transform = None, target_transform: Transform = None,
        is_valid_file: Callable[[str], bool] | None = None, allow_empty: bool = False,
    ):  # fmt: skip
        super().__init__(root, transform=transform, target_transform=target_transform)
        if (extensions is None) == (is_valid_file is None):
            raise ValueError(say("vision.folder_filter"))
        ends = tuple(extensions or ())
        valid = is_valid_file or (lambda path: path.lower().endswith(ends))
        self.loader, self.extensions = loader, extensions
        self.classes, self.class_to_idx = self.find_classes(self.root)
        self.samples = [
            (path, number)
            for name, number in self.class_to_idx.items()
            for path in _files(os.path.join(self.root, name), valid)
        ]
        self.targets = [number for _, number in self.samples]
        empty = [name for name, number in self.class_to_idx.items() if number not in set(self.targets)]
        if empty and not allow_empty:
            raise FileNotFoundError(say("vision.empty_folders", names=", ".join(empty), ends=", ".join(ends)))

    def find_classes(self, directory: Any) -> tuple[list[str], dict[str, int]]:
        """The classes and their numbers; a subclass may say otherwise."""
        return find_classes(directory)

    def __len__(self) -> int:
        return len(self.samples)

    def __getitem__(self, index: Any) -> tuple[Any, Any]:
        path, target = self.samples[index]
        return self.changed(self.loader(path), target)


class ImageFolder(DatasetFolder):
    """Images in one folder a class: `root`/dog/1.png. `imgs` is `samples`, as in torchvision."""

    def __init__(
        self, root: Any, transform: Transform = None, target_transform: Transform = None,
        loader: Callable[[str], Any] = default_loader, is_valid_file: Callable[[str], bool] | None = None,
        allow_empty: bool = False,
    ):  # fmt: skip
        ends = IMG_EXTENSIONS if is_valid_file is None else None
        super().__init__(root, loader, ends, transform, target_transform, is_valid_file, allow_empty)
        self.imgs = self.samples


def _files(folder: str, valid: Callable[[str], bool]) -> list[str]:
    """The files below a folder that count, in the order of their names."""
    walked = sorted(os.walk(folder, followlinks=True))
    paths = [os.path.join(place, name) for place, _, names in walked for name in sorted(names)]
    return [path for path in paths if valid(path)]
