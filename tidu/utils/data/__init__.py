"""A thin door to `tidu.data`, where PyTorch has it: `torch.utils.data`."""

from tidu.data import *  # noqa: F403 (exactly what it lists)
from tidu.data import __all__ as __all__
from tidu.data import __getattr__ as __getattr__
from tidu.utils.data import _utils as _utils
from tidu.utils.data import dataloader as dataloader
from tidu.utils.data import dataset as dataset
from tidu.utils.data import distributed as distributed
from tidu.utils.data import sampler as sampler
