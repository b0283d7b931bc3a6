"""torchvision's `transforms`: what is done to an image on its way to a network."""

from tidu.core.refused import refusing
from tidu.vision.transforms import functional
from tidu.vision.transforms.chains import Compose, Lambda, RandomApply, RandomChoice, RandomOrder
from tidu.vision.transforms.convert import ConvertImageDtype, Normalize, PILToTensor, ToPILImage, ToTensor
from tidu.vision.transforms.cut import CenterCrop, FiveCrop, Pad, RandomCrop, RandomResizedCrop, Resize
from tidu.vision.transforms.modes import InterpolationMode
from tidu.vision.transforms.recolor import ColorJitter, Grayscale, RandomGrayscale, RandomInvert
from tidu.vision.transforms.turn import (
    RandomErasing,
    RandomHorizontalFlip,
    RandomRotation,
    RandomVerticalFlip,
)

__all__ = [
    "CenterCrop", "ColorJitter", "Compose", "ConvertImageDtype", "FiveCrop", "Grayscale", "InterpolationMode",
    "Lambda", "Normalize", "PILToTensor", "Pad", "RandomApply", "RandomChoice", "RandomCrop", "RandomErasing",
    "RandomGrayscale", "RandomHorizontalFlip", "RandomInvert", "RandomOrder", "RandomResizedCrop",
    "RandomRotation", "RandomVerticalFlip", "Resize", "ToPILImage", "ToTensor", "functional",
]  # fmt: skip

__getattr__ = refusing("torchvision.transforms", __all__)
