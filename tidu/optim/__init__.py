"""Optimizers with PyTorch's names, options and numbers."""

from tidu.optim import lr_scheduler
from tidu.optim.adadelta import Adadelta
from tidu.optim.adagrad import Adagrad
from tidu.optim.adam import Adam
from tidu.optim.adamax import Adamax
from tidu.optim.adamw import AdamW
from tidu.optim.asgd import ASGD
from tidu.optim.nadam import NAdam
from tidu.optim.optimizer import Optimizer
from tidu.optim.radam import RAdam
from tidu.optim.rmsprop import RMSprop
from tidu.optim.rprop import Rprop
from tidu.optim.sgd import SGD

__all__ = [
    "ASGD",
    "SGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "NAdam",
    "Optimizer",
    "RAdam",
    "RMSprop",
    "Rprop",
    "lr_scheduler",
]
