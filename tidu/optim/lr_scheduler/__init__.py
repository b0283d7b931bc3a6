"""Learning rates over time, with PyTorch's names, options and numbers."""

from tidu.core.refused import refusing
from tidu.optim.lr_scheduler.chained_scheduler import ChainedScheduler
from tidu.optim.lr_scheduler.constant_lr import ConstantLR
from tidu.optim.lr_scheduler.cosine_annealing_lr import CosineAnnealingLR
from tidu.optim.lr_scheduler.cosine_annealing_warm_restarts import CosineAnnealingWarmRestarts
from tidu.optim.lr_scheduler.cyclic_lr import CyclicLR
from tidu.optim.lr_scheduler.exponential_lr import ExponentialLR
from tidu.optim.lr_scheduler.lambda_lr import LambdaLR
from tidu.optim.lr_scheduler.linear_lr import LinearLR
from tidu.optim.lr_scheduler.multi_step_lr import MultiStepLR
from tidu.optim.lr_scheduler.multiplicative_lr import MultiplicativeLR
from tidu.optim.lr_scheduler.one_cycle_lr import OneCycleLR
from tidu.optim.lr_scheduler.polynomial_lr import PolynomialLR
from tidu.optim.lr_scheduler.reduce_lr_on_plateau import ReduceLROnPlateau
from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.lr_scheduler.sequential_lr import SequentialLR
from tidu.optim.lr_scheduler.step_lr import StepLR

_LRScheduler = LRScheduler  # its name before PyTorch 2.0

__all__ = [
    "ChainedScheduler",
    "ConstantLR",
    "CosineAnnealingLR",
    "CosineAnnealingWarmRestarts",
    "CyclicLR",
    "ExponentialLR",
    "LRScheduler",
    "LambdaLR",
    "LinearLR",
    "MultiStepLR",
    "MultiplicativeLR",
    "OneCycleLR",
    "PolynomialLR",
    "ReduceLROnPlateau",
    "SequentialLR",
    "StepLR",
]

__getattr__ = refusing("torch.optim.lr_scheduler", globals())
