"""Optimizers with PyTorch's names, options and numbers."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tidu.core.refused import missing
from tidu.optim import lr_scheduler
from tidu.optim.adadelta import Adadelta
from tidu.optim.adafactor import Adafactor
from tidu.optim.adagrad import Adagrad
from tidu.optim.adam import Adam
from tidu.optim.adamax import Adamax
from tidu.optim.adamw import AdamW
from tidu.optim.asgd import ASGD
from tidu.optim.lbfgs import LBFGS
from tidu.optim.muon import Muon
from tidu.optim.nadam import NAdam
from tidu.optim.optimizer import Optimizer
from tidu.optim.radam import RAdam
from tidu.optim.rmsprop import RMSprop
from tidu.optim.rprop import Rprop
from tidu.optim.sgd import SGD
from tidu.optim.sparse_adam import SparseAdam

if TYPE_CHECKING:
    from tidu.optim import swa_utils


def __getattr__(name: str) -> Any:
    """Opens `swa_utils`, which knows modules, on first use."""
    if name == "swa_utils":
        return import_module("tidu.optim.swa_utils")
    raise missing("torch.optim", name, globals())


__all__ = [
    "ASGD",
    "LBFGS",
    "SGD",
    "Adadelta",
    "Adafactor",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "Muon",
    "NAdam",
    "Optimizer",
    "RAdam",
    "RMSprop",
    "Rprop",
    "SparseAdam",
    "lr_scheduler",
    "swa_utils",
]
