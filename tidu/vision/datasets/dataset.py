"""What datasets of images have in common: a root, transforms, and how they print."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from tidu.data.dataset import Dataset
from tidu.text import say

Transform = Callable[[Any], Any] | None


class StandardTransform:
    """One transform for the image, one for its label."""

    def __init__(self, transform: Transform = None, target_transform: Transform = None):
        self.transform, self.target_transform = transform, target_transform

    def __call__(self, input: Any, target: Any) -> tuple[Any, Any]:
        """Both, transformed."""
        input = input if self.transform is None else self.transform(input)
        target = target if self.target_transform is None else self.target_transform(target)
        return input, target

    def __repr__(self) -> str:
        lines = ["StandardTransform"]
        for head, each in (("Transform: ", self.transform), ("Target transform: ", self.target_transform)):
            if each is not None:
                first, *rest = repr(each).splitlines()
                lines += [head + first, *(" " * len(head) + line for line in rest)]
        return "\n".join(lines)


class VisionDataset(Dataset[Any]):
    """Images and their labels. `transforms` takes both, `transform` the one, `target_transform` the other."""

    def __init__(
        self, root: Any = None, transforms: Callable[[Any, Any], Any] | None = None,
        transform: Transform = None, target_transform: Transform = None,
    ):  # fmt: skip
        self.root = os.path.expanduser(root) if isinstance(root, str) else root
        if transforms is not None and (transform or target_transform):
            raise ValueError(say("vision.transforms"))
        self.transform, self.target_transform = transform, target_transform
        if transforms is None and (transform or target_transform):
            transforms = StandardTransform(transform, target_transform)
        self.transforms = transforms

    def __len__(self) -> int:
        """How many images; every dataset defines it."""
        raise NotImplementedError(say("vision.no_length", name=type(self).__name__))

    def changed(self, image: Any, target: Any) -> tuple[Any, Any]:
        """Image and label, transformed."""
        return (image, target) if self.transforms is None else self.transforms(image, target)

    def extra_repr(self) -> str:
        """What is printed of the dataset beside its size, root and transforms."""
        return ""

    def __repr__(self) -> str:
        body = [f"Number of datapoints: {len(self)}"]
        body += [] if self.root is None else [f"Root location: {self.root}"]
        body += self.extra_repr().splitlines()
        body += [] if self.transforms is None else [repr(self.transforms)]
        return "\n".join([f"Dataset {type(self).__name__}", *("    " + line for line in body)])
