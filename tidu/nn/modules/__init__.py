"""`torch.nn.modules`: a door for code that looks for layers, or their bases, in PyTorch's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import repeat
from typing import Any

from tidu.nn.batchnorm import BatchNorm as _BatchNorm
from tidu.nn.batchnorm import Tracking as _NormBase
from tidu.nn.convolution import ConvolutionBase as _ConvNd
from tidu.nn.instancenorm import InstanceNorm as _InstanceNorm
from tidu.nn.lazy import LazyModuleMixin
from tidu.nn.loss_base import Loss as _Loss
from tidu.nn.loss_base import WeightedLoss as _WeightedLoss
from tidu.nn.pooling import MaxPooling as _MaxPoolNd

FILES = frozenset(
    (
        *("activation", "adaptive", "batchnorm", "channelshuffle", "container", "conv", "distance"),
        *("dropout", "flatten", "fold", "instancenorm", "lazy", "linear", "loss", "module", "normalization"),
        *("padding", "pixelshuffle", "pooling", "rnn", "sparse", "transformer", "upsampling", "utils"),
    )
)
"""PyTorch's files of layers; here this one module stands for all of them."""

__all__ = [
    "LazyModuleMixin", "_BatchNorm", "_ConvNd", "_InstanceNorm", "_Loss", "_MaxPoolNd", "_NormBase",
    "_WeightedLoss",
]  # fmt: skip


def _ntuple(n: int, name: str = "parse") -> Callable[[Any], tuple[Any, ...]]:
    """What makes a number n numbers, and leaves n numbers as they are.

    >>> _ntuple(2)(3), _ntuple(2)([4, 5])
    ((3, 3), (4, 5))
    """

    def parse(x: Any) -> tuple[Any, ...]:
        return tuple(x) if isinstance(x, Iterable) else tuple(repeat(x, n))

    parse.__name__ = name
    return parse


_single, _pair, _triple, _quadruple = (_ntuple(n) for n in (1, 2, 3, 4))


def __getattr__(name: str) -> Any:
    """A file of PyTorch's, which is this module; or what `tidu.nn` has by that name."""
    if name.startswith("__"):  # that of a package would make Python look for files here
        raise AttributeError(name)
    return import_module(__name__) if name in FILES else getattr(import_module("tidu.nn"), name)
