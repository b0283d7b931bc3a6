"""torchvision's transforms, datasets and pictures of batches: `tidu run` finds it under that name.

Images are Pillow's or tensors; random choices draw from `tidu.manual_seed`'s stream, as torchvision's
draw from PyTorch's. Nothing is downloaded.
"""

from tidu.core.refused import refusing
from tidu.vision import datasets, transforms, utils

__all__ = ["datasets", "transforms", "utils"]

__getattr__ = refusing("torchvision", __all__)
