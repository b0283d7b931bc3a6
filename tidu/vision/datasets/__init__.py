"""torchvision's datasets, read from the disk. Nothing is downloaded."""

from tidu.core.refused import refusing
from tidu.vision.datasets.cifar import CIFAR10, CIFAR100
from tidu.vision.datasets.dataset import VisionDataset
from tidu.vision.datasets.fake import FakeData
from tidu.vision.datasets.folder import DatasetFolder, ImageFolder
from tidu.vision.datasets.mnist import KMNIST, MNIST, FashionMNIST

__all__ = [
    "CIFAR10", "CIFAR100", "KMNIST", "MNIST", "DatasetFolder", "FakeData", "FashionMNIST", "ImageFolder",
    "VisionDataset",
]  # fmt: skip

__getattr__ = refusing("torchvision.datasets", __all__)
