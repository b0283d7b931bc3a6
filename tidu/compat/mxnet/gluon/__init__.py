"""`mxnet.gluon`: layers, losses, loaders and the trainer."""

from tidu.compat.mxnet.gluon import data, loss, nn
from tidu.compat.mxnet.gluon.parameter import Parameter, ParameterDict
from tidu.compat.mxnet.gluon.trainer import Trainer
from tidu.core.refused import refusing

__all__ = ["Parameter", "ParameterDict", "Trainer", "data", "loss", "nn"]

__getattr__ = refusing("mxnet.gluon", __all__)
