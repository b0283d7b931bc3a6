"""Images of noise, each by its number: to try code with."""

from __future__ import annotations

from typing import Any

from tidu.random import fork_rng
from tidu.tensor.generator import manual_seed
from tidu.tensor.sampling import randint, randn
from tidu.vision.datasets.dataset import Transform, VisionDataset
from tidu.vision.transforms.conversions import to_pil_image


class FakeData(VisionDataset):
    """`size` images of shape `image_size` (channels, height, width), of `num_classes` kinds.

    >>> FakeData(size=3, image_size=(3, 4, 5))[0][0].size
    (5, 4)
    """

    def __init__(
        self, size: int = 1000, image_size: tuple[int, int, int] = (3, 224, 224), num_classes: int = 10,
        transform: Transform = None, target_transform: Transform = None, random_offset: int = 0,
    ):  # fmt: skip
        super().__init__(transform=transform, target_transform=target_transform)
        self.size, self.image_size, self.num_classes = size, image_size, num_classes
        self.random_offset = random_offset

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: Any) -> tuple[Any, Any]:
        if index >= self.size:
            raise IndexError(f"{type(self).__name__} index out of range")
        with fork_rng():
            manual_seed(index + self.random_offset)
            image = randn(*self.image_size)
            target = int(randint(0, self.num_classes, (1,)))
        return self.changed(to_pil_image(image), target)
