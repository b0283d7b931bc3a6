"""`torch.utils.tensorboard`: what happens in a training, written for TensorBoard to show."""

from tidu.core.refused import refusing
from tidu.utils.tensorboard.writer import SummaryWriter

__all__ = ["SummaryWriter"]

__getattr__ = refusing("torch.utils.tensorboard", __all__)
